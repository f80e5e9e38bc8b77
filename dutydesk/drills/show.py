"""A drill on a real desk: the scripts put together over a journal, a site and its register, with a clock of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from dutydesk import duty
from dutydesk.categories import default_categories
from dutydesk.clocks import DrillClock
from dutydesk.desk import Desk
from dutydesk.drafts import Draft
from dutydesk.drills.arrivals import Coming
from dutydesk.drills.drill import Drill, Tally
from dutydesk.drills.runner import Runner
from dutydesk.drills.sight import Premises, Sight
from dutydesk.drills.telling import Telling
from dutydesk.drills.wording import Script, Wording, default_script
from dutydesk.heard import Heard
from dutydesk.journal import Author, Journal, Readings
from dutydesk.levels import default_levels
from dutydesk.places import Places
from dutydesk.settings import Settings
from dutydesk.site import CrewKind, Person, Site
from dutydesk.switchboard import Switchboard
from dutydesk.telephony.events import PhoneEvent

RINGS_AT_LEAST = 4.0
"""Real seconds for which visitors see a ring before the script takes it, however fast the drill runs."""
LONGEST_PATIENCE = timedelta(seconds=150)
"""A ring that is older counts as missed after 3 minutes, so a fast drill cannot wait longer."""
SOON = timedelta(seconds=12)
"""Whoever looks in sees something ring before long."""
GRACE = 150.0
"""Real seconds for which a call that a visitor took or touched is left to him."""


class Register(Protocol):
    """Who lives where and who rings from a number."""

    def people_at(self, place: str) -> tuple[Person, ...]:
        """Everybody tied to a place."""

    def people_with(self, number: str) -> tuple[Person, ...]:
        """Everybody who rings from a number."""


class DraftStore(Protocol):
    """Where the window keeps what is half-typed."""

    def save(self, drafts: tuple[Draft, ...]) -> None:
        """Keep exactly these."""

    def load(self) -> Iterable[Draft]:
        """What was kept."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a drill is to go: its clock, the site's zone, what language is spoken, what comes, and how it tells of itself.

    `lead` is how much of it has passed when the window opens; `limit` how many calls come, None for no end. Only where `is_present`
    may real phones ring beside it: their time is not that of a drill.
    """

    clock: DrillClock
    zone: tzinfo
    speed: float
    language: str
    coming: Callable[[Premises, Script], Coming]
    telling: Callable[[Tally], Telling]
    lead: timedelta = timedelta(0)
    limit: int | None = None
    is_present: bool = False

    def take_up(self, newest: datetime | None) -> Course:
        """The course as it goes on in a folder whose last entry is of `newest`: time never goes back, and nothing is played ahead."""
        if newest is None:
            return self
        self.clock.go_on_to(max(newest, self.clock.now() + self.lead))
        return replace(self, lead=timedelta(0))


class WatchedDrafts:
    """The window's drafts, with an eye on which phone calls stand in them: those are a visitor's."""

    def __init__(self, store: DraftStore) -> None:
        self._store = store
        self.held: frozenset[str] = frozenset()

    def save(self, drafts: tuple[Draft, ...]) -> None:
        """Keep exactly these."""
        self.held = frozenset(draft.phone_call for draft in drafts if draft.phone_call)
        self._store.save(drafts)

    def load(self) -> Iterable[Draft]:
        """What was kept."""
        return self._store.load()


class Show:
    """Plays a course on a desk. `drafts` is for the window; `close` lets go of `readings` on whatever thread used them.

    Before the window opens `begin`, then `start` and `stop`; or, without a window, `play`.
    """

    def __init__(
        self,
        course: Course,
        *,
        journal: Journal,
        readings: Readings,
        close: Callable[[], None],
        site: Site,
        register: Register,
        chosen: Settings,
        drafts: DraftStore,
    ) -> None:
        self.course = course
        self._desk = Desk(journal)
        self._site = site
        self._readings = readings
        self._close = close
        self._switchboard = Switchboard(self._desk, register.people_with, site, region=chosen.site.region, area_code=chosen.site.area_code)
        self._on_heard: Callable[[Heard], None] = _nobody
        self._report: Callable[[Telling], None] = _nobody
        self._told: Telling | None = None
        self.drafts = WatchedDrafts(drafts)
        premises = Premises(site, Places(site.places), default_categories(), default_levels(), course.zone, register.people_at)
        script = default_script()
        sight = Sight(readings, premises)
        self.drill = Drill(
            self._desk,
            sight,
            course.coming(premises, script),
            Wording(script, course.language),
            hear=self._hear,
            held=lambda: self.drafts.held,
            limit=course.limit,
        )
        self._runner = Runner(self.drill, sight, course.clock, journal, report=self._tell, on_fault=self._tell_fault, on_end=close)

    def begin(self) -> None:
        """Sign an officer on where nobody is, and play what has passed when the window opens."""
        self.sign_on()
        if self.course.lead:
            self._runner.play(self.course.clock.now() + self.course.lead)
        self._close()

    def play(self, report: Callable[[Telling], None] | None = None, *, speed: float | None = None) -> Tally:
        """Play it to its end on the caller's thread: at `speed`, else as fast as the desk answers."""
        self._report = report or _nobody
        self.sign_on()
        try:
            if speed is None:
                return self._runner.play()
            self.course.clock.run(speed)
            return self._runner.live()
        finally:
            self._close()

    def start(self, on_heard: Callable[[Heard], None], report: Callable[[Telling], None]) -> None:
        """Run from now on, in a thread of its own."""
        speed = self.course.speed
        self._on_heard, self._report, self._told = on_heard, report, None
        patience = timedelta(seconds=max(self.drill.ringing.patience.total_seconds(), RINGS_AT_LEAST * speed))
        self.drill.ringing.patience = min(LONGEST_PATIENCE, patience)
        self.drill.grace = timedelta(seconds=max(self.drill.grace.total_seconds(), GRACE * speed))
        self.course.clock.run(speed)
        self.drill.hurry(self.course.clock.now() + SOON)
        self._runner.start()

    def stop(self) -> None:
        """Step no more."""
        self._runner.stop()

    def sign_on(self) -> None:
        """An officer of the office sits down at the desk, unless somebody sits there."""
        if any(row.officer for row in self._readings.members()):
            return
        if member := _officer(self._site):
            self._desk.do(Author(member, member), duty.sign_on, member=member, officer=True)

    def _hear(self, event: PhoneEvent) -> Heard:
        heard = self._switchboard.hear(event)
        self._on_heard(heard)
        return heard

    def _tell(self, tally: Tally) -> None:
        telling = self.course.telling(tally)
        if telling == self._told or (self._told and self._told.is_over and telling.is_over):
            return
        self._told = telling
        self._report(replace(telling, more=self._refusals(tally)) if telling.is_over else telling)

    def _tell_fault(self, tally: Tally) -> None:
        """The data could not be read, or the script has a fault: nothing more rings, and nobody would know why."""
        self._report(Telling("drill.stopped", is_over=True, more=self._refusals(tally), is_fault=True))

    def _refusals(self, tally: Tally) -> tuple[Telling, ...]:
        """How often the desk refused what the script wanted, and the last reason."""
        if tally.why is None:
            return ()
        names = {member.id: member.name for member in self._site.members}
        values = {field: names.get(str(value), value) for field, value in tally.why.values.items()}
        return Telling("drill.refused", {"count": tally.refused}), Telling(tally.why.code, values)


def _officer(site: Site) -> str:
    office = {crew.id for crew in site.crews if crew.kind is CrewKind.OFFICE}
    officers: Sequence[str] = [one.id for one in site.members if one.officer and one.crew in office]
    return officers[0] if officers else ""


def _nobody(_told: object) -> None:
    pass
