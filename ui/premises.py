"""What the window knows of the premises: the site, its people, kinds of fault, limits, and the time of day there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from dutydesk.categories import Categories, Trade, default_categories, default_trades
from dutydesk.desk import Clock
from dutydesk.levels import Levels, default_levels
from dutydesk.limits import Limits
from dutydesk.settings import Settings
from dutydesk.shifts import EIGHT_HOURS, ShiftPlan
from dutydesk.site import EarlierRepair, Person, Site


class People(Protocol):
    """The register of people as the window asks it; each answer takes about a millisecond."""

    def person(self, person: str) -> Person | None:
        """A person by id."""

    def people_with(self, number: str) -> Sequence[Person]:
        """Everybody who rings from an E.164 number, the likeliest first."""

    def earlier_repairs_at(self, place: str, limit: int) -> Sequence[EarlierRepair]:
        """Repairs at a place from before the journal, newest first."""


@dataclass(frozen=True, slots=True)
class Premises:
    """All that views may look up. `zone` is the site's time zone, `console` the console's own name ("1")."""

    site: Site
    people: People
    categories: Categories
    trades: Mapping[str, Trade]
    levels: Levels
    limits: Limits
    clock: Clock
    zone: tzinfo
    console: str = "1"
    shifts: tuple[ShiftPlan, ...] = EIGHT_HOURS

    def now(self) -> datetime:
        """The time now, in the site's zone."""
        return self.clock.now().astimezone(self.zone)


def premises_of(site: Site, people: People, chosen: Settings, clock: Clock, zone: tzinfo) -> Premises:
    """The premises of `site` with the usual categories and limits, and what the settings say of its night."""
    levels = replace(default_levels(), night=chosen.site.night)
    return Premises(
        site=site,
        people=people,
        categories=default_categories(),
        trades=default_trades(),
        levels=levels,
        limits=Limits(levels, answer=timedelta(seconds=chosen.answer_seconds)),
        clock=clock,
        zone=zone,
    )
