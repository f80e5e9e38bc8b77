"""The SIP extension as a phone source: start, stop, and its lamp."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from dutydesk.settings import SipSettings
from dutydesk.telephony.events import OnEvent, OnHealth
from dutydesk.telephony.lamp import Lamp
from dutydesk.telephony.loop import LoopThread
from dutydesk.telephony.loop_source import LoopSource

if TYPE_CHECKING:
    from dutydesk.telephony.look_up import LookUp
    from dutydesk.telephony.sip.timers import Timers


class SipSource(LoopSource):
    """Rings along as an extension of the exchange, over UDP (telephony.md, source C).

    `loop` is the telephony thread; it is started when needed and stopped by its owner. `now` gives aware UTC. A name or a port that
    cannot be had is tried again every `retry` seconds; `timers` and `look_up` are the usual ones where None. `on_event` and
    `on_health` are called in the telephony thread.
    """

    name = "sip"
    failed = "sip.failed"

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
        super().__init__(loop, on_health, now)
        self._settings = settings
        self._on_event = on_event
        self._monotonic = monotonic
        self._timers = timers
        self._look_up = look_up
        self._retry = retry

    async def _serve(self, lamp: Lamp) -> None:
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
