"""What lies on the desk: everything that the centre of the window works with, given to it from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dutydesk.calls import Call
from dutydesk.categories import Categories
from dutydesk.desk import Desk
from dutydesk.drafts import Draft
from dutydesk.journal import Author, Readings
from dutydesk.numbers import normalise
from dutydesk.phone_calls import PhoneCall
from dutydesk.places import Places
from dutydesk.shifts import Shift, shift_at
from dutydesk.site import Crew, Member, Person
from dutydesk.words import Level
from ui.authors import Authors
from ui.names import Names
from ui.premises import People, Premises
from ui.surroundings import Surroundings
from ui.theme import Looks


class Register(People, Protocol):
    """The register of people, read where it lies; each answer takes about a millisecond."""

    def people_at(self, place: str) -> Sequence[Person]:
        """Everybody tied to a place."""

    def find_people(self, text: str, limit: int) -> Sequence[Person]:
        """People whom `text` may mean: name, pinyin, room, last digits of a number."""


class DraftStore(Protocol):
    """Where half-typed calls are kept; `save` returns at once."""

    def save(self, drafts: tuple[Draft, ...]) -> None:
        """Keep exactly these."""

    def load(self) -> Iterable[Draft]:
        """What was kept."""


@dataclass(frozen=True, slots=True)
class Desktop:
    """Collaborators of the centre, beside what surrounds every view.

    `say` puts a refusal's code and values into words of the language that is spoken. `region` (ISO 3166) and `area_code` are the
    site's, for numbers as people type them.
    """

    desk: Desk
    readings: Readings
    register: Register
    drafts: DraftStore
    authors: Authors
    places: Places
    surroundings: Surroundings
    say: Callable[..., str]
    region: str = "CN"
    area_code: str = ""

    @property
    def names(self) -> Names:
        """Names in the language that is spoken."""
        return self.surroundings.names

    @property
    def premises(self) -> Premises:
        """The site and its settings."""
        return self.surroundings.premises

    @property
    def looks(self) -> Looks:
        """The theme that is worn."""
        return self.surroundings.looks

    def officer(self) -> str:
        """The member in whose name things are entered, "" when nobody has signed on."""
        return self.authors.current

    @property
    def categories(self) -> Categories:
        """The kinds of fault."""
        return self.premises.categories

    @property
    def members(self) -> tuple[Member, ...]:
        """Everybody of the crews."""
        return self.premises.site.members

    def now(self) -> datetime:
        """The time, in the site's zone."""
        return self.premises.now()

    def shift(self) -> Shift:
        """The shift that runs now."""
        return shift_at(self.now(), self.premises.shifts)

    def author(self, actor: str = "") -> Author:
        """The officer at the desk, on `actor`'s word where it is another's."""
        officer = self.officer()
        return Author(actor or officer, officer)

    def shares(self) -> dict[Level, float]:
        """How many completed calls of each level are followed up, 0 to 1."""
        return {Level(one.number): one.limits.follow_up_share for one in self.premises.levels.levels}

    def e164(self, typed: str) -> str:
        """A typed number in its one form; as it was typed where it cannot be read."""
        return normalise(typed, region=self.region, area_code=self.area_code).key or typed.strip()

    def crew_of(self, member: str) -> Crew | None:
        """The crew a member belongs to."""
        found = self.names.find_member(member)
        return next((crew for crew in self.premises.site.crews if found and crew.id == found.crew), None)

    def caller(self, ring: PhoneCall) -> str:
        """Who rang, in few words: "138****6620 周女士 3-1-1402"."""
        person = self._who_rang(ring)
        place = person.rooms[0].place if person and person.rooms else ""
        member = self.names.member(ring.member) if ring.member else ""
        who = member or (person.name if person else ring.name)
        return " ".join(filter(None, (self.names.number(ring), who, self.names.place(place))))

    def _who_rang(self, ring: PhoneCall) -> Person | None:
        """The person who was recognised, or the only one on that number."""
        if ring.person:
            return self.register.person(ring.person)
        people = self.register.people_with(ring.number) if ring.number else ()
        return people[0] if len(people) == 1 else None

    def headline(self, call: Call) -> str:
        """A call in few words: "17 3-1-1502 Burst pipe"."""
        return " ".join(filter(None, (str(call.counter), self.names.place(call.place), self.names.fault(call))))
