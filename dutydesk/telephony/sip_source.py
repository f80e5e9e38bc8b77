"""The SIP extension as a phone source: start, stop, and its lamp."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, cast

from dutydesk.settings import SipSettings
from dutydesk.telephony.events import OnEvent, OnHealth
from dutydesk.telephony.lamp import Lamp
from dutydesk.telephony.loop import LoopThread

if TYPE_CHECKING:
    import asyncio

    from dutydesk.telephony.look_up import LookUp
    from dutydesk.telephony.sip.timers import Timers

_log = logging.getLogger("dutydesk.telephony")


class SipSource:
    """Rings along as an extension of the exchange, over UDP (telephony.md, source C).

    `loop` is the telephony thread; it is started when needed and stopped by its owner. `now` gives aware UTC. A name or a port that
    cannot be had is tried again every `retry` seconds; `timers` and `look_up` are the usual ones where None. `on_event` and
    `on_health` are called in the telephony thread.
    """

    def __init__(
        self,
        settings: SipSettings,
        loop: LoopThread,
        on_event: OnEvent,
        on_health: OnHealth,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        timers: Timers | None = None,
        look_up: LookUp | None = None,
        retry: float = 3.0,
    ) -> None:
        self._settings = settings
        self._loop = loop
        self._on_event = on_event
        self._on_health = on_health
        self._now = now
        self._monotonic = monotonic
        self._timers = timers
        self._look_up = look_up
        self._retry = retry
        self._ask_to_stop: Callable[[], None] | None = None
        self._is_wanted = True
        self._stopped = threading.Event()

    @property
    def name(self) -> str:
        """The name its events carry."""
        return "sip"

    def start(self) -> None:
        """Begin to register; `Health` says whether the exchange took us in. A source is started once."""
        self._loop.spawn(self._listen)

    def stop(self, timeout: float = 5.0) -> None:
        """Take leave of the exchange and close the socket; waits `timeout` seconds at most. The loop goes on."""
        self._is_wanted = False
        if self._ask_to_stop is not None and self._loop.is_running:
            self._ask_to_stop()
            self._stopped.wait(timeout)

    async def _listen(self) -> None:
        import asyncio

        loop, task = asyncio.get_running_loop(), cast("asyncio.Task[None]", asyncio.current_task())
        lamp = Lamp(self.name, self._on_health, self._now, loop.call_later)
        self._ask_to_stop = lambda: _cancel(loop, task)
        try:
            if self._is_wanted:
                await self._keep(lamp)
        except Exception:  # noqa: BLE001 the top of this thread's work: logged and shown on the lamp
            _log.exception("the SIP extension stopped by a fault of its own")
            lamp.down("sip.failed")
        finally:
            self._stopped.set()

    async def _keep(self, lamp: Lamp) -> None:
        from dutydesk.telephony.look_up import look_up
        from dutydesk.telephony.sip.digest import Account
        from dutydesk.telephony.sip.extension import Extension
        from dutydesk.telephony.sip.registration import Line
        from dutydesk.telephony.sip.timers import USUAL
        from dutydesk.telephony.sip_line import SipLine

        chosen = self._settings
        domain = chosen.domain or chosen.server
        account = Account(chosen.auth_user or chosen.user, chosen.password)
        line = Line(chosen.user, f"[{domain}]" if ":" in domain else domain, account, chosen.expires)
        extension = Extension(self.name, line, lambda: secrets.token_hex(8), self._timers or USUAL)
        await SipLine(
            chosen,
            extension,
            lamp,
            self._on_event,
            now=self._now,
            monotonic=self._monotonic,
            look_up=self._look_up or look_up,
            retry=self._retry,
        ).run()


def _cancel(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
    with suppress(RuntimeError):  # the loop has just closed, and the task with it
        loop.call_soon_threadsafe(task.cancel)
