"""The living demo: a night on the sample site that rings and works by itself, from an evening that is past when it runs fast."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo
from math import ceil

from dutydesk.clocks import DrillClock
from dutydesk.drills.arrivals import Coming
from dutydesk.drills.drill import Tally
from dutydesk.drills.night import Night
from dutydesk.drills.show import Course
from dutydesk.drills.sight import Premises
from dutydesk.drills.telling import Telling
from dutydesk.drills.wording import Script

EVENING = time(18, 30)
"""When a fast night begins, by the site's clock."""
LEAD = timedelta(minutes=75)
"""So much has happened already when somebody looks in."""
QUIET, BRISK = 30.0, 6.0
"""Minutes from one call to the next. At the first a night has 16 calls in 8 hours, where 20 are a busy one; at the second an evening has
work for everybody to be seen at when somebody looks in.
"""
CATCHES_UP_AFTER = timedelta(hours=3)
"""A fast night begins so long ago that it runs at least so long before it has caught up with the present."""
CALLS_A_DAY = 100
"""At least so many come in a day; for a number that is played through at once, days enough must have passed."""
SEED = 20261122


def living(now: datetime, zone: tzinfo, *, speed: float, language: str, limit: int | None = None) -> Course:
    """The course of a living demo that is seen from `now` (aware) on, or played through to the `limit`."""
    days = ceil(CATCHES_UP_AFTER * speed / timedelta(days=1)) if speed > 1 else 0
    start = _evening(now, zone, days) if days else now - LEAD

    def pace(after: datetime) -> float:
        return BRISK if limit is not None or after < start + LEAD else QUIET

    def coming(premises: Premises, script: Script) -> Coming:
        return Night(premises, script, seed=SEED, language=language, pace=pace)

    def telling(_tally: Tally) -> Telling:
        return Telling("drill.fast_demo" if days else "drill.demo", {"speed": f"{speed:g}"})

    clock = DrillClock(start, catches_up=True)
    return Course(clock, zone, speed, language, coming, telling, lead=LEAD, limit=limit, is_present=not days)


def played_through(now: datetime, zone: tzinfo, *, language: str, calls: int) -> Course:
    """The course of a demo of so many `calls` that are over by `now`."""
    days = 1 + ceil(calls / CALLS_A_DAY)
    course = living(now, zone, speed=1.0, language=language, limit=calls)
    return replace(course, clock=DrillClock(_evening(now, zone, days)))


def _evening(now: datetime, zone: tzinfo, days: int) -> datetime:
    return datetime.combine((now.astimezone(zone) - timedelta(days=days)).date(), EVENING, zone)
