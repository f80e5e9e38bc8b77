"""The webhook's HTTP: aiohttp sockets around the reception. Imported only in the telephony thread; aiohttp takes 0.4 s."""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import quote

from aiohttp import web

from dutydesk.settings import WebhookSettings
from dutydesk.telephony.reception import Reception
from dutydesk.telephony.webhook import BODY_LIMIT, answer_xml

CONNECTIONS = 100
"""Open at once; an exchange needs a few."""


class _Connection(web.RequestHandler):
    """One connection, which tells when it is gone."""

    __slots__ = ("_gone",)

    def __init__(self, http: web.Server, gone: Callable[[], None], *, logger: logging.Logger, patience: float) -> None:
        super().__init__(
            http,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type] # None is how aiohttp is told to keep no access log
            logger=logger,
            keepalive_timeout=patience,
            lingering_time=min(1.0, patience),
            auto_decompress=False,
        )
        self._gone = gone

    def connection_lost(self, exc: BaseException | None) -> None:
        super().connection_lost(exc)
        self._gone()


class _TurnedAway(asyncio.Protocol):
    """A connection too many: closed as it opens."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()


class _WireLog(logging.Logger):
    """Counts what aiohttp would log about broken HTTP, which is the sender's text and does not belong in our log."""

    def __init__(self, reception: Reception) -> None:
        super().__init__("dutydesk.telephony.http", logging.DEBUG)  # what is no HTTP at all is told at DEBUG
        self._reception = reception

    def handle(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        self._reception.lamp.fault("webhook.bad_http")


class WebhookServer:
    """Listens on one address. Each connection carries one request and lives `patience` seconds at most."""

    def __init__(self, settings: WebhookSettings, reception: Reception, *, patience: float, retry: float) -> None:
        self._settings = settings
        self._reception = reception
        self._patience = patience
        self._retry = retry
        self._log = _WireLog(reception)
        self._open = 0

    async def run(self) -> None:
        """Listen until cancelled; while the port cannot be had, try again every `retry` seconds."""
        while True:
            http = web.Server(self._answer)
            try:
                await self._serve(http)
            except OSError as error:
                self._down(error)
            finally:
                await http.shutdown(0.2)
            await asyncio.sleep(self._retry)

    async def _serve(self, http: web.Server) -> None:
        loop = asyncio.get_running_loop()
        host, port = self._settings.host, self._settings.port
        # Without serving at once: asyncio forgets a port that it has just opened when it is cancelled at that moment.
        listener = await loop.create_server(lambda: self._connection(http), host, port, backlog=CONNECTIONS, start_serving=False)
        async with listener:
            await listener.start_serving()
            self._reception.lamp.up(host=host, port=listener.sockets[0].getsockname()[1])
            try:
                await loop.create_future()  # until cancelled
            finally:
                await _take_no_more(loop, listener)

    def _connection(self, http: web.Server) -> asyncio.Protocol:
        if self._open >= CONNECTIONS:
            self._reception.lamp.fault("webhook.crowded")
            return _TurnedAway()
        self._open += 1
        return _Connection(http, self._closed, logger=self._log, patience=self._patience)

    def _closed(self) -> None:
        self._open -= 1

    def _down(self, error: OSError) -> None:
        code = "webhook.port_busy" if error.errno == errno.EADDRINUSE else "webhook.address_unusable"
        self._reception.lamp.down(code, host=self._settings.host, port=self._settings.port)

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        status = self._reception.refusal(request.remote or "", request.method, request.path)
        if not status:
            status = await self._take(request)
        text = answer_xml(_own_address(request, self._reception.token)) if status == 200 else ""
        response = web.Response(status=status, text=text, content_type="application/xml")
        if status == 405:
            response.headers["Allow"] = "POST"
        response.force_close()
        return response

    async def _take(self, request: web.BaseRequest) -> int:
        try:
            async with asyncio.timeout(self._patience):
                body = await _body(request)
        except TimeoutError:
            self._reception.lamp.fault("webhook.slow_client")
            return 408
        except (ConnectionError, web.PayloadAccessError, web.RequestPayloadError, ValueError):
            self._reception.lamp.fault("webhook.bad_http")
            return 400
        return self._reception.take(request.headers.get("Content-Type", ""), body)


async def _take_no_more(loop: asyncio.AbstractEventLoop, listener: asyncio.Server) -> None:
    """Before the port is closed: let the connections be made that came in already, so that the shutdown knows of them.

    Up to Python 3.12 a connection that is made after the close is dropped half made, with its socket open (CPython gh-109564).
    asyncio takes a turn each to begin with a connection, to make it, and to say so. On Windows it makes them at once.
    """
    with suppress(NotImplementedError):
        for one in listener.sockets:
            loop.remove_reader(one.fileno())
    for _ in range(3):
        await asyncio.sleep(0)


async def _body(request: web.BaseRequest) -> bytes:
    """The body, or its beginning: one byte over the limit is enough to refuse it, whatever Content-Length claims."""
    body = bytearray()
    while len(body) <= BODY_LIMIT and (part := await request.content.readany()):
        body += part
    return bytes(body)


def _own_address(request: web.BaseRequest, token: str) -> str:
    """The address the exchange reached us by: from the socket, never from the Host header."""
    host, port = request.transport.get_extra_info("sockname")[:2] if request.transport else ("127.0.0.1", 0)
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}:{port}/cti/{quote(token, safe='')}"
