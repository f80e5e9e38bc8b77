"""The register as the window asks it: people and earlier repairs, read on the calling thread's own connection."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from peewee import SqliteDatabase

from db import earlier_repairs, people
from db.lived_in import LivedIn
from db.losses import ENVIRONMENT
from dutydesk.site import EarlierRepair, Person

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Register:
    """Looks up people and earlier repairs in `database`; each answer takes about a millisecond. Any thread may ask.

    Where the database is lost it knows nobody: a ring is shown without a name rather than not at all.
    """

    def __init__(self, database: SqliteDatabase) -> None:
        self._database = database
        self._lived_in = LivedIn(database)

    def person(self, person: str) -> Person | None:
        """A person by id."""
        return _known(lambda: people.person(self._database, person), None) if person else None

    def people_with(self, number: str) -> tuple[Person, ...]:
        """Everybody who rings from an E.164 number, the likeliest first."""
        return _known(lambda: people.people_by_number(self._database, number), ())

    def people_at(self, place: str) -> tuple[Person, ...]:
        """Everybody tied to a place."""
        return _known(lambda: people.people_at(self._database, place), ())

    def find_people(self, text: str, limit: int) -> tuple[Person, ...]:
        """People whom `text` may mean: name, pinyin, room, last digits of a number."""
        return _known(lambda: people.find_people(self._database, text, limit, lived_in=self._lived_in), ())

    def earlier_repairs_at(self, place: str, limit: int) -> tuple[EarlierRepair, ...]:
        """Repairs at a place from before the journal, newest first."""
        return _known(lambda: earlier_repairs.earlier_repairs_at(self._database, place, limit), ())


def _known(question: Callable[[], T], nobody: T) -> T:
    """The journal's own thread finds the loss within a second and tells of it; here it is enough not to fall over it."""
    try:
        return question()
    except (*ENVIRONMENT, ValueError) as error:
        _log.info("the register does not answer: %s", type(error).__name__)
        return nobody
