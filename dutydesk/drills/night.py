"""An invented night: who rings when and says what, thrown by dice, so that the same seed makes the same night."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from dutydesk.drills.arrivals import Arrival
from dutydesk.drills.sight import Premises
from dutydesk.drills.wording import Report, Script
from dutydesk.sample_people import Dice
from dutydesk.site import Place, PlaceKind
from dutydesk.words import Channel, Level, NumberState

ENOUGH = 8
"""Calls at work from which the next one takes longer to come."""
_OF_100 = {"withheld": 8, "unknown": 8, "missed": 9, "relayed": 9, "english": 20}
_NOWHERE = Place("", PlaceKind.AREA, "")
"""Where calls come from on a site that has no places yet: only the phone is known."""
_UNKNOWN_PREFIXES = ("133", "139", "177", "199")


class Night:
    """Makes up calls for as long as it is asked; `language` is what most callers speak.

    `pace` tells how many minutes pass from then to the next call, on average, while little waits.
    """

    def __init__(self, premises: Premises, script: Script, *, seed: int, language: str, pace: Callable[[datetime], float]) -> None:
        self._premises = premises
        self._reports = tuple(report for report in script.reports for _ in range(report.weight))
        self._dice = Dice(seed)
        self._language = language
        self._pace = pace
        self._seed = seed
        self._count = 0
        rooms = tuple(place for place in premises.site.places if place.kind is PlaceKind.ROOM and place.unit)
        self._rooms = rooms or premises.site.places or (_NOWHERE,)
        self._guards = tuple(one.id for one in premises.site.members if "guard" in one.trades and not one.officer)

    def next(self, after: datetime, at_work: int) -> Arrival:
        """The next call, some minutes after the last one."""
        self._count += 1
        report, room = self._dice.pick(self._reports), self._dice.pick(self._rooms)
        place = self._place(report, room)
        category = self._premises.categories.by_code(report.category)
        arrival = Arrival(
            id=f"{after.timestamp():.0f}-{self._seed}-{self._count}",
            at=after + timedelta(minutes=self._gap(after, at_work)),
            line=self._dice.pick(report.said[self._speaks()]),
            category=report.category,
            level=Level(category.level if category else Level.NORMAL),
            place=place.code if place else room.code,
        )
        return self._brought(arrival, room)

    def _gap(self, after: datetime, at_work: int) -> float:
        return self._pace(after) * (0.3 + 1.4 * self._dice.below(1000) / 1000) * max(1.0, at_work / ENOUGH)

    def _speaks(self) -> str:
        return "en" if self._dice.chance(_OF_100["english"]) else self._language

    def _place(self, report: Report, room: Place) -> Place | None:
        if report.where == "room":
            return room
        places = self._premises.places
        return places.by_code(f"{room.building}-{room.unit}-{report.where}") or places.by_code(report.where)

    def _brought(self, arrival: Arrival, room: Place) -> Arrival:
        """Who brings it and how: mostly an owner by phone, sometimes through a guard."""
        if self._guards and room.code and self._dice.chance(_OF_100["relayed"]):
            return replace(arrival, channel=Channel.GUARD, relayed_by=self._dice.pick(self._guards))
        missed = self._dice.chance(_OF_100["missed"])
        if self._dice.chance(_OF_100["withheld"]):
            return replace(arrival, number_state=NumberState.WITHHELD, missed=False)
        if self._dice.chance(_OF_100["unknown"]):
            return replace(arrival, number=f"+86{self._dice.pick(_UNKNOWN_PREFIXES)}0000{self._dice.below(10000):04}", missed=missed)
        caller = next((one for one in self._premises.people_at(room.code) if one.numbers), None)
        if caller is None:
            return replace(arrival, number_state=NumberState.UNAVAILABLE)
        return replace(arrival, number=caller.numbers[0], name=caller.name, missed=missed)
