"""Shifts and the duty day: which shift it is, when it ends, and the day a call is numbered by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class ShiftPlan:
    """When a shift begins, by the site's clock, and what it is called: "night", "day", "evening" or the site's own word."""

    name: str
    starts: time


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift that runs now: aware times, and its duty day (值班日), the day on which it began."""

    name: str
    starts: datetime
    ends: datetime

    @property
    def day(self) -> date:
        """The duty day."""
        return self.starts.date()


EIGHT_HOURS = (ShiftPlan("night", time(0)), ShiftPlan("day", time(8)), ShiftPlan("evening", time(16)))
"""Three shifts of at most 8 hours, as GB 25506 asks of a fire-control room (forms-and-runbooks.md)."""


def shift_at(now: datetime, plan: tuple[ShiftPlan, ...] = EIGHT_HOURS) -> Shift:
    """The shift that runs at `now`, an aware time in the site's zone. `plan` has at least one shift, in any order."""
    starts = sorted(
        (datetime.combine(now.date() + timedelta(days=day), shift.starts, now.tzinfo), shift.name) for day in (-1, 0, 1) for shift in plan
    )
    begun = max(i for i, (start, _) in enumerate(starts) if start <= now)
    start, name = starts[begun]
    return Shift(name, start, starts[begun + 1][0] if begun + 1 < len(starts) else start + timedelta(days=1))
