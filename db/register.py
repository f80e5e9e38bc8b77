"""The register as the window asks it: people and earlier repairs, read on the calling thread's own connection."""

from __future__ import annotations

from peewee import Database

from db import earlier_repairs, people
from dutydesk.site import EarlierRepair, Person


class Register:
    """Looks up people and earlier repairs in `database`; each answer takes about a millisecond. Any thread may ask."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def person(self, person: str) -> Person | None:
        """A person by id."""
        return people.person(self._database, person) if person else None

    def people_with(self, number: str) -> tuple[Person, ...]:
        """Everybody who rings from an E.164 number, the likeliest first."""
        return people.people_by_number(self._database, number)

    def people_at(self, place: str) -> tuple[Person, ...]:
        """Everybody tied to a place."""
        return people.people_at(self._database, place)

    def find_people(self, text: str, limit: int) -> tuple[Person, ...]:
        """People whom `text` may mean: name, initials, room, last digits of a number."""
        return people.find_people(self._database, text, limit)

    def earlier_repairs_at(self, place: str, limit: int) -> tuple[EarlierRepair, ...]:
        """Repairs at a place from before the journal, newest first."""
        return earlier_repairs.earlier_repairs_at(self._database, place, limit)
