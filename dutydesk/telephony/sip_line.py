"""The line to the exchange: a UDP socket around the SIP extension. Imported only in the telephony thread."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import assert_never, cast

from dutydesk.settings import SipSettings
from dutydesk.telephony.effort import Effort
from dutydesk.telephony.events import OnEvent, PhoneEvent
from dutydesk.telephony.lamp import Lamp
from dutydesk.telephony.look_up import Found, LookUp
from dutydesk.telephony.sip.extension import Extension
from dutydesk.telephony.sip.outputs import Count, Moment, NotRegistered, Output, Peer, Registered, Send

LOOK_UP_SECONDS = 10.0
FAREWELL = 0.5
"""How long an end waits, in seconds, for the registrar to say that it has forgotten us."""
_ALONE = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
"""Windows would let two listen on one port."""

_log = logging.getLogger("dutydesk.telephony")


class SipLine(asyncio.DatagramProtocol):
    """Keeps the extension registered and tells what it hears. `now` is aware UTC, `monotonic` the clock of events.

    A registrar that cannot be found, or a port that cannot be had, is tried again every `retry` seconds. When the registrar is silent its
    name is looked up again, and its next address is tried.
    """

    def __init__(
        self,
        settings: SipSettings,
        extension: Extension,
        lamp: Lamp,
        on_event: OnEvent,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
        look_up: LookUp,
        retry: float,
    ) -> None:
        self._settings = settings
        self._extension = extension
        self._lamp = lamp
        self._on_event = on_event
        self._now = now
        self._monotonic = monotonic
        self._look_up = look_up
        self._retry = retry
        self._effort = Effort()
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.DatagramTransport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._way: tuple[Peer, str, Found] | None = None
        self._turn = 0
        self._silent, self._over, self._closed = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def run(self) -> None:
        """Keep the line until cancelled, then end it in good order."""
        try:
            while True:
                self._silent.clear()
                if await self._connect():
                    await self._silent.wait()
                    self._turn += 1
                else:
                    self._way = None  # once there is one again, register at once and not when the registration next would
                    await asyncio.sleep(self._retry)
        finally:
            await self._end()

    # ---- the socket

    async def _connect(self) -> bool:
        """Look the registrar up, and register on a new socket if the way to it is another one. False when that cannot be."""
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                found = await self._look_up(self._settings.server)
        except OSError:
            self._down("sip.cannot_resolve")
            return False
        family, address = found[self._turn % len(found)]
        registrar = (address, self._settings.port)
        try:
            way = (registrar, _own_address(family, registrar), found)
            if way != self._way:
                await self._open(family, way[1])
                self._way = way
                self._begin(registrar, {one for _, one in found})
        except OSError as error:
            self._down("sip.port_busy" if error.errno in (errno.EADDRINUSE, errno.EACCES) else "sip.no_network")
            return False
        return True

    async def _open(self, family: int, own: str) -> None:
        await self._close()
        sock = socket.socket(family, socket.SOCK_DGRAM)
        try:
            if _ALONE is not None:
                sock.setsockopt(socket.SOL_SOCKET, _ALONE, 1)
            sock.setblocking(False)  # noqa: FBT003 so it is named
            sock.bind((own, self._settings.listen))
            await self._loop.create_datagram_endpoint(lambda: self, sock=sock)
        except BaseException:
            sock.close()
            raise

    @property
    def _open_socket(self) -> asyncio.DatagramTransport:
        return cast("asyncio.DatagramTransport", self._transport)

    async def _close(self) -> None:
        """Close the socket. Timers rest until there is another, or for ever."""
        self._drop_timer()
        if self._transport is not None:
            self._closed.clear()
            self._transport.close()
            self._transport, self._way = None, None
            await self._closed.wait()

    async def _end(self) -> None:
        try:
            if self._transport is not None:
                self._do(self._extension.leave(self._moment()))
                with suppress(TimeoutError):  # the registrar forgets us by itself, later
                    await asyncio.wait_for(self._over.wait(), FAREWELL)
        finally:
            await self._close()

    # ---- what comes in

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is open."""
        self._transport = cast("asyncio.DatagramTransport", transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """The socket is closed."""
        self._closed.set()

    def error_received(self, exc: Exception) -> None:  # noqa: ARG002 the silence that follows is told by the registration
        """The system says that a datagram did not arrive."""
        self._lamp.count("sip.not_sent")

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """A datagram came in. A stranger's costs a look at a table; for the others the working time is limited."""
        sender, now = addr[:2], self._moment()
        if self._extension.is_trusted(sender) and not self._effort.is_left(now.seconds):
            self._lamp.fault("sip.flood")
            return
        began = time.thread_time()
        self._do(self._extension.receive(data, sender, now))
        self._effort.spend(time.thread_time() - began)

    # ---- what goes out

    def _begin(self, registrar: Peer, trusted: Iterable[str]) -> None:
        self._do(self._extension.begin(self._own(), registrar, trusted, self._moment()))

    def _own(self) -> Peer:
        host, port, *_ = self._open_socket.get_extra_info("sockname")
        return host, port

    def _tick(self) -> None:
        self._timer = None
        self._do(self._extension.tick(self._moment()))

    def _do(self, outputs: Iterable[Output]) -> None:
        """The top of this thread's work on a datagram or a timer: a fault of the program costs that alone, and is logged and shown."""
        try:
            for output in outputs:
                self._one(output)
        except Exception:  # noqa: BLE001 the top of the work on one datagram: logged and shown
            _log.exception("sip: a fault of the program")
            self._lamp.fault("sip.mishandled")
        if self._extension.is_over:
            self._over.set()
        self._wind_up()

    def _wind_up(self) -> None:
        due = self._extension.due
        if self._timer is not None and due == self._timer.when():
            return
        self._drop_timer()
        if due is not None:
            self._timer = self._loop.call_at(due, self._tick)

    def _drop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _one(self, output: Output) -> None:
        match output:
            case Send(data, to):
                self._open_socket.sendto(data, to)
            case PhoneEvent():
                self._give(output)
            case Count(code, is_fault):
                (self._lamp.fault if is_fault else self._lamp.count)(code)
            case Registered():
                host, port = self._own()
                self._lamp.up(host=host, port=port)
            case NotRegistered(reason, values):
                self._down(reason, **values)
                if reason == "sip.no_answer":
                    self._silent.set()
            case _:
                assert_never(output)

    def _give(self, event: PhoneEvent) -> None:
        try:
            self._on_event(event)
        except Exception:  # noqa: BLE001 whatever the desk does, the exchange gets its answers; logged and shown
            _log.exception("sip: the desk could not take an event")
            self._lamp.fault("sip.not_taken")
        else:
            self._lamp.good()

    def _down(self, reason: str, **values: object) -> None:
        settings = self._settings
        self._lamp.down(reason, server=settings.server, port=settings.port, listen=settings.listen, **values)

    def _moment(self) -> Moment:
        return Moment(self._loop.time(), self._now(), self._monotonic())


def _own_address(family: int, registrar: Peer) -> str:
    """This computer's address on the way to the registrar; asking sends nothing. Raises OSError when there is no way."""
    with socket.socket(family, socket.SOCK_DGRAM) as asking:
        asking.connect(registrar)
        return str(asking.getsockname()[0])
