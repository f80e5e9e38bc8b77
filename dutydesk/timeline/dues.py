"""Dues: until when something must happen with each open call, as marks on the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dutydesk.calls import Call
from dutydesk.categories import Categories
from dutydesk.limits import Clock, Heat, Limits


@dataclass(frozen=True, slots=True)
class Due:
    """The running limit of an open call: what must happen until when, and how near that is."""

    call: str
    clock: Clock
    at: datetime
    heat: Heat


def dues(calls: Iterable[Call], limits: Limits, categories: Categories, now: datetime) -> Sequence[Due]:
    """The running limits of `calls`, the next one first; `now` is in the site's zone."""
    found: list[Due] = []
    for call in calls:
        clock = limits.main_clock(call, categories.by_code(call.category), now) if call.stage.is_open else None
        if clock is not None:
            found.append(Due(call.id, clock.clock, clock.due, min(clock.heat(now), Heat.PAST)))
    return sorted(found, key=lambda due: (due.at, due.call))
