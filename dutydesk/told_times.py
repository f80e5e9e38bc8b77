"""Times of day as people tell them ("2:30", "0230"), and the moment they mean."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from dutydesk.spelling import plain
from dutydesk.words import PauseReason

_CLOCK = re.compile(r"\s*([01]?[0-9]|2[0-3])(?::|\.|点)?([0-5][0-9])\s*")
_MORNING = time(9)
_DAYLIGHT = time(7)
_LATER = {
    PauseReason.OWNER_AWAY: timedelta(hours=1),
    PauseReason.CONTRACTOR: timedelta(hours=2),
    PauseReason.HIGHER_JOB: timedelta(minutes=30),
}


def read_clock(text: str) -> time | None:
    """The time of day that `text` writes, with or without a colon, also full-width; None when it is none."""
    found = _CLOCK.fullmatch(plain(text))
    return time(int(found[1]), int(found[2])) if found else None


def told_at(told: time, now: datetime, received_at: datetime) -> datetime:
    """The moment meant by `told` of something that has happened: today's, or yesterday's if the call had come by then.

    `now` is in the site's zone. A moment still ahead is answered as it is: the desk refuses it in words.
    """
    today = datetime.combine(now.date(), told, now.tzinfo)
    yesterday = today - timedelta(days=1)
    begun = received_at.replace(second=0, microsecond=0)
    return yesterday if today > now and yesterday >= begun else today


def ahead(told: time, now: datetime) -> datetime:
    """The next moment with that time of day; `now` is in the site's zone."""
    today = datetime.combine(now.date(), told, now.tzinfo)
    return today if today > now else today + timedelta(days=1)


def usual_check(why: PauseReason, now: datetime) -> datetime:
    """When a paused call is usually looked at again, to the minute; `now` is in the site's zone."""
    if why in _LATER:
        return (now + _LATER[why]).replace(second=0, microsecond=0)
    return ahead(_DAYLIGHT if why is PauseReason.DAYLIGHT else _MORNING, now)
