"""The line lamp of one source: counts what happens, says how the source is, and never floods the window or the log."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from dutydesk.telephony.events import Health, HealthState, OnHealth

EVENTS = "events"
"""The counter of good events."""
QUIET = timedelta(milliseconds=200)
"""At most one line of health in this time, unless the source goes up or down."""
LOG_EVERY = timedelta(seconds=60)
"""At most one log line per code in this time."""

_log = logging.getLogger("dutydesk.telephony")


class Lamp:
    """Kept by a source in its own thread. `later` runs a function after some seconds (an asyncio loop's call_later)."""

    def __init__(
        self, source: str, on_health: OnHealth, now: Callable[[], datetime], later: Callable[[float, Callable[[], None]], object]
    ) -> None:
        self._source = source
        self._on_health = on_health
        self._now = now
        self._later = later
        self._counters: Counter[str] = Counter()
        self._state, self._reason = HealthState.DOWN, ""
        self._values: Mapping[str, object] = {}
        self._told_at: datetime | None = None
        self._is_pending = False
        self._logged_at: dict[str, datetime] = {}

    def up(self, **values: object) -> None:
        """The source receives from now on."""
        self._change(HealthState.OK, "", values)
        self._tell()

    def down(self, reason: str, **values: object) -> None:
        """The source cannot receive, because of `reason`."""
        is_news = (self._state, self._reason) != (HealthState.DOWN, reason)
        self._counters[reason] += 1
        self._change(HealthState.DOWN, reason, values)
        if is_news:
            self._write(reason)
            self._tell()

    def good(self) -> None:
        """An event came in whole: whatever was amiss is over."""
        self._counters[EVENTS] += 1
        if self._state is HealthState.BAD:
            self._change(HealthState.OK, "", {})
        self._tell_soon()

    def count(self, code: str) -> None:
        """Something harmless but odd, such as a repeat."""
        self._counters[code] += 1
        self._write(code)
        self._tell_soon()

    def fault(self, code: str) -> None:
        """Something came in that gave no event; the lamp shows it until the next good one."""
        self._change(HealthState.BAD, code, {})
        self.count(code)

    def _change(self, state: HealthState, reason: str, values: Mapping[str, object]) -> None:
        self._state, self._reason, self._values = state, reason, dict(values)

    def _write(self, code: str) -> None:
        now = self._now()
        last = self._logged_at.get(code)
        if last is None or abs(now - last) >= LOG_EVERY:
            self._logged_at[code] = now
            _log.info("%s: %s, %d so far", self._source, code, self._counters[code])

    def _tell_soon(self) -> None:
        if self._is_pending:
            return
        if self._told_at is None or abs(self._now() - self._told_at) >= QUIET:
            self._tell()
            return
        self._is_pending = True
        self._later(QUIET.total_seconds(), self._tell)

    def _tell(self) -> None:
        self._is_pending = False
        self._told_at = self._now()
        health = Health(self._source, self._state, self._told_at, self._reason, self._values, dict(self._counters))
        self._on_health(health)
