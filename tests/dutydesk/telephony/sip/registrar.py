"""A small registrar on a real socket: it asks for the password, is silent, forgets, answers late, as a test wants it.

It knows nothing of the program's own SIP: headers are found by hand and proofs computed from the RFC's formula.
"""

from __future__ import annotations

import hashlib
import queue
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum, auto

from dutydesk.settings import SipSettings
from dutydesk.telephony.events import HealthState, PhoneEvent
from dutydesk.telephony.look_up import LookUp
from dutydesk.telephony.sip.timers import Timers
from dutydesk.telephony.sip_source import SipSource
from tests.dutydesk.telephony.wire import WAIT, Told

USER, PASSWORD = "8120", "correct horse"
FAST = Timers(t1=0.02, t2=0.1, t4=0.2, refresh=0.3, alive=0.2, silence=0.1, pause=0.05, longest_pause=0.1, refused_pause=0.1)
"""Everything that waits for the other side does so for moments; a ring lasts as long as ever."""
_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


class Mood(Enum):
    """How it answers a REGISTER."""

    OPEN = auto()
    ASKS = auto()
    ASKS_FOR_EVER = auto()
    ALL_IS_STALE = auto()
    SILENT = auto()
    LATE = auto()
    WANTS_LONGER = auto()


class Registrar:
    """Serves until `close`. `heard` holds every message as text; `at` is where the last REGISTER came from."""

    def __init__(self, mood: Mood = Mood.ASKS, algorithm: str = "MD5", host: str = "127.0.0.1") -> None:
        self.mood = mood
        self.algorithm = algorithm
        self.nonce = "nonce-1"
        self.heard: queue.Queue[str] = queue.Queue()
        self.answers: queue.Queue[str] = queue.Queue()
        self.at = ("", 0)
        self._asked = 0
        self._held: list[str] = []
        self._host = host
        self._socket = self._new_socket()
        self._socket.bind((host, 0))
        self.port = int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, name="registrar")
        self._thread.start()

    def _new_socket(self) -> socket.socket:
        return socket.socket(socket.AF_INET6 if ":" in self._host else socket.AF_INET, socket.SOCK_DGRAM)

    def close(self) -> None:
        with self._new_socket() as last:
            last.sendto(b"close", (self._host, self.port))
        self._thread.join()
        self._socket.close()

    def send(self, data: bytes) -> None:
        """Send a request to whoever registered last."""
        self._socket.sendto(data, self.at)

    def release(self) -> None:
        """Answer now, with 200, what was held back."""
        for request in self._held:
            self._answer(request, 200)
        self._held.clear()

    def next(self, method: str = "REGISTER") -> str:
        """The next message that begins so."""
        while True:
            text = self.heard.get(timeout=WAIT)
            if text.startswith(method):
                return text

    def _serve(self) -> None:
        while True:
            data, sender = self._socket.recvfrom(65536)
            if data == b"close":
                return
            text = data.decode("utf-8", "replace")
            if text.startswith("SIP/2.0"):
                self.answers.put(text)
                continue
            self.heard.put(text)
            if text.startswith("REGISTER"):
                self.at = sender
                self._judge(text)

    def _judge(self, request: str) -> None:
        match self.mood:
            case Mood.OPEN:
                self._answer(request, 200)
            case Mood.ASKS:
                self._answer(request, 200) if self._is_proved(request) else self._ask(request, self.nonce)
            case Mood.ASKS_FOR_EVER | Mood.ALL_IS_STALE:
                self._asked += 1
                self._ask(request, f"endless-{self._asked}", ", stale=true" if self.mood is Mood.ALL_IS_STALE else "")
            case Mood.LATE:
                self._held.append(request)
            case Mood.WANTS_LONGER:
                is_long = int(header(request, "Expires")) in (0, 1800)
                self._answer(request, 200) if is_long else self._answer(request, 423, "Min-Expires: 1800")
            case Mood.SILENT:
                return

    def _ask(self, request: str, nonce: str, more: str = "") -> None:
        told = f'Digest realm="pbx", nonce="{nonce}", qop="auth", algorithm={self.algorithm}{more}'
        self._answer(request, 401, f"WWW-Authenticate: {told}")

    def _answer(self, request: str, status: int, *headers: str) -> None:
        kept = [f"{name}: {header(request, name)}" for name in ("Via", "From", "To", "Call-ID", "CSeq")]
        lines = [f"SIP/2.0 {status} whatever", *kept, *headers, "Content-Length: 0", "", ""]
        self._socket.sendto("\r\n".join(lines).encode(), self.at)

    def _is_proved(self, request: str) -> bool:
        told = dict(re.findall(r'(\w+)="?([^",]+)"?', header(request, "Authorization")))
        if told.get("nonce") != self.nonce:
            return False

        def hashed(text: str) -> str:
            return _HASHES[self.algorithm](text.encode()).hexdigest()

        first, last = hashed(f"{USER}:pbx:{PASSWORD}"), hashed(f"REGISTER:{told['uri']}")
        return told["response"] == hashed(f"{first}:{self.nonce}:{told['nc']}:{told['cnonce']}:auth:{last}")


def header(text: str, name: str) -> str:
    """The value of a header, "" where there is none."""
    match = re.search(rf"^{name}: (.*?)\r$", text, re.MULTILINE)
    return match[1] if match else ""


class Extension(Told):
    """A running SIP source and what it told."""

    def __init__(self, settings: SipSettings, timers: Timers = FAST, look_up: LookUp | None = None) -> None:
        super().__init__()
        self.source = SipSource(
            settings,
            self.loop,
            self.take,
            self.health.put,
            now=lambda: datetime.now(UTC),
            timers=timers,
            look_up=look_up,
            retry=0.02,
        )

    def take(self, event: PhoneEvent) -> None:
        self.events.put(event)

    def until_registered(self) -> int:
        """Wait until the exchange has taken us in; our own port."""
        return int(str(self.until(lambda health: health.state is HealthState.OK).values["port"]))

    def until_down(self, reason: str) -> None:
        """Wait until the line is lost for that reason."""
        self.until(lambda health: (health.state, health.reason) == (HealthState.DOWN, reason))


def at(port: int, **values: object) -> SipSettings:
    """Settings of an extension of the exchange on a port of this machine."""
    return SipSettings(**{"server": "127.0.0.1", "port": port, "user": USER, "password": PASSWORD, **values})  # type: ignore[arg-type]


@contextmanager
def registrar(mood: Mood = Mood.ASKS, algorithm: str = "MD5", host: str = "127.0.0.1") -> Iterator[Registrar]:
    """A registrar that serves, and is let go of."""
    kept = Registrar(mood, algorithm, host)
    try:
        yield kept
    finally:
        kept.close()


@contextmanager
def extension(settings: SipSettings, timers: Timers = FAST, look_up: LookUp | None = None) -> Iterator[Extension]:
    """A source that runs, and is let go of cleanly."""
    kept = Extension(settings, timers, look_up)
    try:
        kept.source.start()
        yield kept
    finally:
        kept.source.stop()
        assert kept.loop.stop()
