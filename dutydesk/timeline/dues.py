"""Dues: until when something must happen with each open call, as marks on the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dutydesk.calls import Call
from dutydesk.categories import Categories
from dutydesk.limits import Clock, Heat, Limits, RunningClock


@dataclass(frozen=True, slots=True)
class Due:
    """The running limit of an open call: what must happen until when, and how near that is."""

    call: str
    clock: Clock
    at: datetime
    heat: Heat


class Dues:
    """Works the running limits out; a call that has not changed since is not worked out again, only how late it is."""

    def __init__(self, limits: Limits, categories: Categories) -> None:
        self._limits = limits
        self._categories = categories
        self._known: dict[str, tuple[Call, RunningClock | None]] = {}

    def of(self, calls: Iterable[Call], now: datetime) -> Sequence[Due]:
        """The running limits of those of `calls` that are open, the next one first; `now` is in the site's zone."""
        is_open = [call for call in calls if call.stage.is_open]
        self._known = {call.id: self._clock(call, now) for call in is_open}
        utc = now.astimezone(UTC)
        found = [
            Due(call.id, clock.clock, clock.due, min(clock.heat(utc), Heat.PAST))
            for call, clock in self._known.values()
            if clock is not None
        ]
        return sorted(found, key=lambda due: (due.at, due.call))

    def _clock(self, call: Call, now: datetime) -> tuple[Call, RunningClock | None]:
        known = self._known.get(call.id)
        if known and known[0] is call:
            return known
        clock = self._limits.main_clock(call, self._categories.by_code(call.category), now)
        return call, None if clock is None else _in_utc(clock)


def _in_utc(clock: RunningClock) -> RunningClock:
    """Times of one zone are compared at once; for those of two the computer is asked for each, at each look."""
    started, amber, due, escalates = (at.astimezone(UTC) for at in (clock.started, clock.amber, clock.due, clock.escalates))
    return RunningClock(clock.clock, started, amber, due, escalates)
