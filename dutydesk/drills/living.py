"""The living demo: a night on the sample site that rings and works by itself, from an evening that is past when it runs fast."""

from __future__ import annotations

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
DAYS = 6
"""A fast night begins so many days ago at 48 times the speed: three hours pass before it has caught up with the present."""
SEED = 20261122


def living(now: datetime, zone: tzinfo, *, speed: float, language: str, limit: int | None = None) -> Course:
    """The course of a living demo that begins at `now` (aware)."""
    start = now - LEAD
    if speed > 1:
        evening = (now.astimezone(zone) - timedelta(days=ceil(DAYS * speed / 48))).date()
        start = datetime.combine(evening, EVENING, zone)

    def coming(premises: Premises, script: Script) -> Coming:
        return Night(premises, script, seed=SEED, language=language)

    def telling(_tally: Tally) -> Telling:
        return Telling("drill.demo" if speed == 1 else "drill.fast_demo", {"speed": f"{speed:g}"})

    clock = DrillClock(start, catches_up=True)
    return Course(clock, zone, speed, language, coming, telling, lead=LEAD, limit=limit)
