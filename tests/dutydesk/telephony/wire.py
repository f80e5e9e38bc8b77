"""A webhook on a real socket, for tests: what it tells is waited for, never slept for."""

from __future__ import annotations

import http.client
import queue
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlencode

from dutydesk.settings import WebhookSettings
from dutydesk.telephony.events import Health, HealthState, PhoneEvent
from dutydesk.telephony.loop import LoopThread
from dutydesk.telephony.webhook_source import WebhookSource

TOKEN = "secret-of-the-test"
FORM = "application/x-www-form-urlencoded"
WAIT = 10.0


class Told:
    """What a source in a thread of its own told, waited for."""

    def __init__(self) -> None:
        self.events: queue.Queue[PhoneEvent] = queue.Queue()
        self.health: queue.Queue[Health] = queue.Queue()
        self.loop = LoopThread()

    def until(self, is_it: Callable[[Health], bool]) -> Health:
        """The first line of health for which `is_it` holds."""
        ends = time.monotonic() + WAIT
        while True:
            health = self.health.get(timeout=max(0.01, ends - time.monotonic()))
            if is_it(health):
                return health

    def until_counted(self, code: str, times: int = 1) -> Health:
        """The first line of health that has counted `code` so often."""
        return self.until(lambda health: health.counters.get(code, 0) >= times)

    def next_event(self) -> PhoneEvent:
        """The next event, waited for."""
        return self.events.get(timeout=WAIT)


class Wire(Told):
    """A running webhook, what it told, and a client."""

    def __init__(self, settings: WebhookSettings, patience: float = 5.0, on_event: Callable[[PhoneEvent], None] | None = None) -> None:
        super().__init__()
        self.source = WebhookSource(
            settings,
            self.loop,
            on_event or self.events.put,
            self.health.put,
            now=lambda: datetime.now(UTC),
            patience=patience,
            retry=0.02,
        )
        self.port = 0

    def start(self) -> None:
        """Start, and wait until it listens."""
        self.source.start()
        values = self.until(lambda health: health.state is HealthState.OK).values
        self.port = int(str(values["port"]))

    def send(
        self, body: bytes = b"", content_type: str = FORM, *, method: str = "POST", path: str = f"/cti/{TOKEN}"
    ) -> tuple[int, str, dict[str, str]]:
        """One request; status, text and headers of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        try:
            connection.request(method, path, body, {"Content-Type": content_type})
            response = connection.getresponse()
            return response.status, response.read().decode(), dict(response.getheaders())
        finally:
            connection.close()

    def post(self, **fields: str) -> int:
        """One event as a form; the status of the answer."""
        return self.send(urlencode({"event": "newCall", "callId": "1", "direction": "in", **fields}).encode())[0]

    def raw(self, data: bytes) -> bytes:
        """Bytes as they are; everything that comes back until the other side closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=WAIT) as sock:
            sock.sendall(data)
            return received(sock)


def received(sock: socket.socket) -> bytes:
    """Everything until the other side closes."""
    parts = []
    try:
        while part := sock.recv(65536):
            parts.append(part)
    except ConnectionError:
        return b"".join(parts)
    return b"".join(parts)


def head(length: str, path: str = f"/cti/{TOKEN}") -> bytes:
    """The beginning of a form post with any Content-Length."""
    return f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: {length}\r\n\r\n".encode()


def local(**values: object) -> WebhookSettings:
    """A webhook on any free port of this machine."""
    return WebhookSettings(**{"host": "127.0.0.1", "port": 0, "token": TOKEN, **values})  # type: ignore[arg-type]


@contextmanager
def listening(settings: WebhookSettings | None = None, **kwargs: object) -> Iterator[Wire]:
    """A wire that listens, and is let go of cleanly."""
    wire = Wire(settings or local(), **kwargs)  # type: ignore[arg-type]
    try:
        wire.start()
        yield wire
    finally:
        wire.source.stop()
        assert wire.loop.stop()
