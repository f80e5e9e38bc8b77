"""Which theme is worn: by the clock, or by hand until the clock changes it again; and the dim step of the night."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dutydesk.levels import Hours

AUTO, NIGHT, DAY = "auto", "night", "day"


@dataclass(frozen=True, slots=True)
class Look:
    """What was chosen. `theme` is "auto" or one for ever; `by_hand` holds against the clock until `until`, then it is nothing."""

    theme: str = AUTO
    by_hand: str = ""
    until: datetime | None = None
    is_dim: bool = False

    def holds(self, now: datetime) -> bool:
        """Whether a theme chosen by hand is worn against the clock."""
        return self.theme == AUTO and bool(self.by_hand) and self.until is not None and now < self.until


def by_the_clock(now: datetime, night: Hours) -> str:
    """The theme of this time of day; `now` is in the site's zone."""
    return NIGHT if night.covers(now.time()) else DAY


def theme_at(look: Look, now: datetime, night: Hours) -> str:
    """The theme to be worn now."""
    if look.theme != AUTO:
        return look.theme
    return look.by_hand if look.holds(now) else by_the_clock(now, night)


def other(look: Look, now: datetime, night: Hours) -> Look:
    """The other theme is chosen by hand: until the clock changes it; what the clock would have anyway needs no holding."""
    wanted = DAY if theme_at(look, now, night) == NIGHT else NIGHT
    if look.theme != AUTO:
        return replace(look, theme=wanted)
    if wanted == by_the_clock(now, night):
        return released(look)
    return replace(look, by_hand=wanted, until=next_change(now, night))


def released(look: Look) -> Look:
    """By the clock from now on."""
    return replace(look, theme=AUTO, by_hand="", until=None)


def next_change(now: datetime, night: Hours) -> datetime:
    """When the night begins or ends next."""
    today = (datetime.combine(now.date(), at, now.tzinfo) for at in (night.starts, night.ends))
    return min(one if one > now else one + timedelta(days=1) for one in today)
