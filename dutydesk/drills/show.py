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
from dutydesk.journal import Author, Journal, Readings
from dutydesk.levels import default_levels
from dutydesk.places import Places
from dutydesk.rings import Heard
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

    `lead` is how much of it has passed when the window opens; `limit` how many calls come, None for no end.
    """

    clock: DrillClock
    zone: tzinfo
    speed: float
    language: str
    coming: Callable[[Premises, Script], Coming]
    telling: Callable[[Tally], Telling]
    lead: timedelta = timedelta(0)
    limit: int | None = None

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
    """Plays a course on a desk. `drafts` is for the window; `close` lets go of `readings` on whatever thread used them."""

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
        self._course = course
        self._desk = Desk(journal)
        self._site = site
        self._readings = readings
        self._close = close
        self._switchboard = Switchboard(self._desk, register.people_with, site, region=chosen.site.region, area_code=chosen.site.area_code)
        self._on_heard: Callable[[Heard], None] = _nobody
        self._report: Callable[[Telling], None] = _nobody
        self.drafts = WatchedDrafts(drafts)
        premises = Premises(site, Places(site.places), default_categories(), default_levels(), course.zone, register.people_at)
        script = default_script()
        sight = Sight(readings, premises)
        self._drill = Drill(
            self._desk,
            sight,
            course.coming(premises, script),
            Wording(script, course.language),
            hear=self._hear,
            held=lambda: self.drafts.held,
            limit=course.limit,
        )
        self._runner = Runner(self._drill, sight, course.clock, journal, report=self._tell, on_end=close)

    def begin(self) -> None:
        """Sign an officer on where nobody is, and play what has passed when the window opens."""
        self.sign_on()
        if self._course.lead:
            self._runner.play(self._course.clock.now() + self._course.lead)
        self._close()

    def play(self, report: Callable[[Telling], None] | None = None, *, speed: float | None = None) -> Tally:
        """Play it to its end on the caller's thread: at `speed`, else as fast as the desk answers."""
        self._report = report or _nobody
        self.sign_on()
        try:
            if speed is None:
                return self._runner.play()
            self._course.clock.run(speed)
            return self._runner.live()
        finally:
            self._close()

    def start(self, on_heard: Callable[[Heard], None], report: Callable[[Telling], None]) -> None:
        """Run from now on, in a thread of its own."""
        speed = self._course.speed
        self._on_heard, self._report = on_heard, report
        patience = timedelta(seconds=max(self._drill.ringing.patience.total_seconds(), RINGS_AT_LEAST * speed))
        self._drill.ringing.patience = min(LONGEST_PATIENCE, patience)
        self._drill.grace = timedelta(seconds=max(self._drill.grace.total_seconds(), GRACE * speed))
        self._course.clock.run(speed)
        self._drill.hurry(self._course.clock.now() + SOON)
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
        self._report(self._course.telling(tally))


def _officer(site: Site) -> str:
    office = {crew.id for crew in site.crews if crew.kind is CrewKind.OFFICE}
    officers: Sequence[str] = [one.id for one in site.members if one.officer and one.crew in office]
    return officers[0] if officers else ""


def _nobody(_told: object) -> None:
    pass
