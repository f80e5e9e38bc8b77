"""A stage for drills: the sample site on a desk in memory, with a clock that stands until it is told to go on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from dutydesk import duty
from dutydesk.calls import Call
from dutydesk.categories import Categories, default_categories
from dutydesk.clocks import DrillClock
from dutydesk.desk import Desk
from dutydesk.drills.arrivals import Arrival
from dutydesk.drills.drill import Drill
from dutydesk.drills.living import BRISK
from dutydesk.drills.night import Night
from dutydesk.drills.sight import Premises, Sight
from dutydesk.drills.wording import Wording, default_script
from dutydesk.journal import Author, Outcome, Recorded, Refused
from dutydesk.levels import default_levels
from dutydesk.memory import MemoryJournal
from dutydesk.places import Places
from dutydesk.sample import initial_statuses, sample_site
from dutydesk.site import Person, Site
from dutydesk.switchboard import Switchboard
from dutydesk.words import Level, Status

EVENING = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
LI = "m501"
VISITOR = Author("m502", "m502")

sample = cache(sample_site)
kinds = cache(default_categories)


class People:
    """The register of the sample site, in memory."""

    def __init__(self, people: tuple[Person, ...]) -> None:
        self._at: defaultdict[str, list[Person]] = defaultdict(list)
        self._with: defaultdict[str, list[Person]] = defaultdict(list)
        for person in people:
            for room in person.rooms:
                self._at[room.place].append(person)
            for number in person.numbers:
                self._with[number].append(person)

    def people_at(self, place: str) -> tuple[Person, ...]:
        return tuple(self._at.get(place, ()))

    def people_with(self, number: str) -> tuple[Person, ...]:
        return tuple(self._with.get(number, ()))


@cache
def people() -> People:
    return People(sample()[1])


@cache
def places() -> Places:
    return Places(sample()[0].places)


def arrival(line: str = "水龙头滴水", category: str = "TAP", at: float = 1.0, **given: Any) -> Arrival:
    """A call that comes `at` minutes after the drill began."""
    usual = {"id": f"a{at}", "level": Level.NORMAL, "place": "3-1-1502", "number": "+8613905710275"}
    return Arrival(at=EVENING + timedelta(minutes=at), line=line, category=category, **(usual | given))


class Given:
    """Calls that a test wrote down."""

    def __init__(self, *arrivals: Arrival) -> None:
        self._left = list(arrivals)

    def next(self, after: datetime, at_work: int) -> Arrival | None:
        return self._left.pop(0) if self._left else None


class Playhouse:
    """Plays a drill step by step; `visit` is what somebody else at the desk does."""

    def __init__(self, *arrivals: Arrival, signed_on: bool = True, start: datetime = EVENING, **given: Any) -> None:
        self.site: Site = sample()[0]
        self.clock = DrillClock(start)
        self.journal = MemoryJournal(self.clock, is_contractor=lambda member: member.startswith("c"))
        self.desk = Desk(self.journal)
        self.outcomes: list[Outcome] = []
        self.journal.listen(self.outcomes.append)
        statuses = tuple((member, Status(status), where) for member, status, where in initial_statuses(self.site))
        self.desk.do(Author("", ""), duty.muster, statuses=statuses)
        if signed_on:
            self.desk.do(Author(LI, LI), duty.sign_on, member=LI, officer=True)
        self.premises = Premises(self.site, places(), self.categories(), default_levels(), ZONE, people().people_at)
        self.sight = Sight(self.journal, self.premises)
        self.journal.listen(self.sight.take)
        self.board = Switchboard(self.desk, people().people_with, self.site, region="CN", area_code="0571")
        self.held: frozenset[str] = frozenset()
        coming = (
            Night(self.premises, default_script(), seed=1, language="zh", pace=lambda _after: BRISK) if not arrivals else Given(*arrivals)
        )
        wording = Wording(default_script(), "zh")
        self.drill = Drill(self.desk, self.sight, coming, wording, hear=self.board.hear, held=lambda: self.held, **given)
        self.drill.begin(self.clock.now())

    def categories(self) -> Categories:
        return kinds()

    def play(self, *, until: Callable[[], bool] | None = None, hours: float = 12) -> None:
        """Step until it is so, or the drill is over, or so many hours have passed."""
        ends = self.clock.now() + timedelta(hours=hours)
        while self.clock.now() < ends and not self.drill.tally(self.clock.now()).is_over and not (until and until()):
            now = self.clock.now()
            wake = self.drill.step(now)
            self.clock.go_on_to(min(ends, max(wake, now + timedelta(seconds=1))))
        self.drill.step(self.clock.now())

    def visit(self, decision: Any, **given: Any) -> Recorded:
        """A visitor at the desk does something."""
        self.desk.do(VISITOR, decision, **given)
        outcome = self.outcomes[-1]
        assert isinstance(outcome, Recorded), outcome
        return outcome

    @property
    def call(self) -> Call:
        """The only call there is."""
        (call,) = self.journal.calls.values()
        return call

    def kinds(self) -> Counter[str]:
        """How often each kind of fact was recorded."""
        return Counter(one.entry.kind for outcome in self.outcomes if isinstance(outcome, Recorded) for one in outcome.entries)

    def refusals(self) -> list[str]:
        """What was refused."""
        return [outcome.code for outcome in self.outcomes if isinstance(outcome, Refused)]
