"""Readings that go on when the database is lost: from the database, or during an emergency from the emergency log's memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from db.journal import SqliteJournal
from db.losses import LostError, code_of, why
from db.readings import LOST, SqliteReadings
from dutydesk.calls import Call
from dutydesk.crew import MemberRow
from dutydesk.desk import Clock
from dutydesk.entries import Happened
from dutydesk.journal import LastAct, Readings
from dutydesk.lines import LineRow
from dutydesk.phone_calls import PhoneCall
from dutydesk.phone_figures import Measured
from dutydesk.refusals import RefusedError

T = TypeVar("T")


class SteadyReadings:
    """`journal.Readings` for the window's thread. Raises RefusedError only where neither place can answer."""

    def __init__(self, path: Path, journal: SqliteJournal, clock: Clock) -> None:
        self._path = path
        self._journal = journal
        self._epoch = journal.epoch
        self._sqlite = SqliteReadings(path, clock)

    def close(self) -> None:
        """Close the calling thread's connection."""
        self._sqlite.close()

    def open_calls(self) -> Sequence[Call]:
        """All open calls, oldest first."""
        return self._ask(lambda place: place.open_calls())

    def call(self, call: str) -> Call | None:
        """A call by id."""
        return self._ask(lambda place: place.call(call))

    def newest_call(self, counter: int) -> Call | None:
        """The newest open call with that counter, else the newest of all with it within the last 7 days."""
        return self._ask(lambda place: place.newest_call(counter))

    def history(self, subject: str) -> Sequence[Happened]:
        """Everything written about a subject, in order, undone entries too."""
        return self._ask(lambda place: place.history(subject))

    def calls_at(self, place: str, limit: int) -> Sequence[Call]:
        """The latest calls from a place, newest first."""
        return self._ask(lambda source: source.calls_at(place, limit))

    def calls_from(self, number: str, since: datetime) -> int:
        """How many calls this E.164 number made since then."""
        return self._ask(lambda place: place.calls_from(number, since))

    def members(self) -> Sequence[MemberRow]:
        """Every member's row that says something."""
        return self._ask(lambda place: place.members())

    def member(self, member: str) -> MemberRow:
        """A member's row; one who never had an entry is off."""
        return self._ask(lambda place: place.member(member))

    def phone_call(self, phone: str) -> PhoneCall | None:
        """A phone call by its id, or by that of any of its rings."""
        return self._ask(lambda place: place.phone_call(phone))

    def phone_calls_from(self, number: str, since: datetime, until: datetime) -> Sequence[PhoneCall]:
        """Phone calls of a number that first rang in this time."""
        return self._ask(lambda place: place.phone_calls_from(number, since, until))

    def phone_calls_at_work(self, now: datetime) -> Sequence[PhoneCall]:
        """Ringing phone calls and those that are still owed something, oldest first."""
        return self._ask(lambda place: place.phone_calls_at_work(now))

    def rang_since(self, since: datetime) -> Sequence[PhoneCall]:
        """Phone calls that rang since then, the oldest first."""
        return self._ask(lambda place: place.rang_since(since))

    def phone_counts(self, since: datetime, now: datetime) -> tuple[int, int]:
        """Rings since then, and how many of them are missed and still owed something."""
        return self._ask(lambda place: place.phone_counts(since, now))

    def phone_log(self, since: datetime, limit: int, *, forwarded: bool = False) -> Sequence[PhoneCall]:
        """The latest phone calls since then, newest first; only those that were forwarded where that is asked for."""
        return self._ask(lambda place: place.phone_log(since, limit, forwarded=forwarded))

    def phone_measures(self, since: datetime, now: datetime) -> Sequence[Measured]:
        """What counts of every phone call since then, in UTC."""
        return self._ask(lambda place: place.phone_measures(since, now))

    def work_since(self, since: datetime) -> Mapping[str, int]:
        """Calls acknowledged since then, by worker."""
        return self._ask(lambda place: place.work_since(since))

    def work_ended(self, since: datetime) -> Mapping[str, datetime]:
        """When each member's latest work ended, of the calls acknowledged since then."""
        return self._ask(lambda place: place.work_ended(since))

    def last_visitor(self, place: str) -> str:
        """The member who last worked at the place, "" when nobody did."""
        return self._ask(lambda source: source.last_visitor(place))

    def line(self, number: str) -> LineRow:
        """A line's row."""
        return self._ask(lambda place: place.line(number))

    def undoable(self, member: str, now: datetime) -> LastAct | None:
        """The newest act of the member that stands, and whether it may still be taken back; None when there is none to offer."""
        return self._ask(lambda place: place.undoable(member, now))

    def worked_on(self, since: datetime, until: datetime) -> Sequence[str]:
        """Calls and people of whom something was written from `since` on and before `until`."""
        return self._ask(lambda place: place.worked_on(since, until))

    def statuses_since(self, member: str, since: datetime) -> Sequence[Happened]:
        """A person's own entries since then and the last one before that still counts, in order, undone ones too."""
        return self._ask(lambda place: place.statuses_since(member, since))

    def _ask(self, question: Callable[[Readings], T]) -> T:
        emergency = self._journal.emergency
        if emergency is not None:
            with emergency.lock:
                return question(emergency.memory)
        try:
            if self._epoch != self._journal.epoch:
                self._sqlite.reopen()
                self._epoch = self._journal.epoch
            return question(self._sqlite)
        except (*LOST, RefusedError) as error:
            return self._ask_again(question, error)

    def _ask_again(self, question: Callable[[Readings], T], error: Exception) -> T:
        """The database did not answer: let the writer look, and ask whatever it goes on with."""
        code = error.code if isinstance(error, RefusedError) else code_of(error)
        self._journal.suspect(LostError(code, str(error)))
        emergency = self._journal.emergency
        if emergency is None:
            raise RefusedError(code, path=str(self._path), cause=why(error)) from error
        with emergency.lock:
            return question(emergency.memory)
