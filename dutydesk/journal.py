"""What the desk asks of a journal, and what the journal answers: requests in order, one outcome each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from dutydesk.calls import Call
from dutydesk.crew import MemberRow
from dutydesk.entries import Happened
from dutydesk.events import Event
from dutydesk.lines import LineRow
from dutydesk.phone_calls import PhoneCall
from dutydesk.phone_figures import Measured


@dataclass(frozen=True, slots=True)
class Author:
    """Whose word it is, and who enters it: "X (by Y)". Both are ids of members; "" is the program itself."""

    actor: str
    entered_by: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact that a decision wants written. `told_at` when it happened at another time than now; `actor` if not the author's."""

    subject: str
    event: Event
    told_at: datetime | None = None
    actor: str = ""


class View(Protocol):
    """The state a decision sees, inside the write transaction."""

    now: datetime
    letter: str

    def call(self, call: str) -> Call | None:
        """A call by id."""

    def member(self, member: str) -> MemberRow:
        """A member's row; one who never had an entry is off."""

    def phone_call(self, phone: str) -> PhoneCall | None:
        """A phone call by its id, or by that of any of its rings."""

    def phone_calls_from(self, number: str, since: datetime, until: datetime) -> Sequence[PhoneCall]:
        """Phone calls of a number that first rang in this time, at most some minutes or an hour."""

    def line(self, number: str) -> LineRow:
        """A line; one nobody spoke of is at the workshop."""

    def last_counter(self, day: date) -> int:
        """The highest counter given on that duty day by this console, 0 when none."""

    def calls_resting_on(self, member: str) -> Sequence[Call]:
        """Open calls that the member holds or first received."""

    def entries_of(self, subject: str) -> Sequence[Happened]:
        """A subject's entries in order."""

    def entries_of_act(self, act: str) -> Sequence[Happened]:
        """An act's entries in order."""

    def acts_entered_by(self, member: str, since: datetime) -> Sequence[str]:
        """Acts entered by the member since then, newest first, undoings among them."""


Decide = Callable[[View], Sequence[Fact]]
"""A decision: the facts to write, or a `RefusedError`. It may run twice (once more after a busy database) and keeps nothing."""


@dataclass(frozen=True, slots=True)
class Request:
    """One gesture: `id` becomes the act of its entries, and a request is never written twice."""

    id: str
    author: Author
    decide: Decide


@dataclass(frozen=True, slots=True)
class Recorded:
    """The facts are on disk. `touched` are the subjects whose rows were made anew ("call:ID", "crew:ID", ...)."""

    request: str
    entries: tuple[Happened, ...]
    touched: frozenset[str]
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was written; `code` and `values` are words of the catalogue."""

    request: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LastAct:
    """The act that undo would take back, with its entries; `refusal` is the catalogue's code of why it cannot be, "" when it can."""

    act: str
    entries: tuple[Happened, ...]
    refusal: str = ""


Outcome = Recorded | Refused


class Journal(Protocol):
    """Where facts go. `submit` returns at once; the outcome comes to every listener, on any thread, in order."""

    def submit(self, request: Request) -> None:
        """Put a request into the ordered queue."""

    def listen(self, listener: Callable[[Outcome], None]) -> None:
        """Call `listener` with each outcome from now on."""


class Readings(Protocol):
    """What the window reads, on its own connection; each answer takes about a millisecond."""

    def open_calls(self) -> Sequence[Call]:
        """All open calls, oldest first."""

    def call(self, call: str) -> Call | None:
        """A call by id."""

    def newest_call(self, counter: int) -> Call | None:
        """The newest open call with that counter, else the newest of all with it within the last 7 days."""

    def history(self, subject: str) -> Sequence[Happened]:
        """Everything written about a subject, in order, undone entries too."""

    def calls_at(self, place: str, limit: int) -> Sequence[Call]:
        """The latest calls from a place, newest first."""

    def calls_from(self, number: str, since: datetime) -> int:
        """How many calls this E.164 number made since then."""

    def members(self) -> Sequence[MemberRow]:
        """Every member's row that was ever written."""

    def member(self, member: str) -> MemberRow:
        """A member's row; one who never had an entry is off."""

    def phone_call(self, phone: str) -> PhoneCall | None:
        """A phone call by its id, or by that of any of its rings."""

    def phone_calls_from(self, number: str, since: datetime, until: datetime) -> Sequence[PhoneCall]:
        """Phone calls of a number that first rang in this time, at most some minutes or an hour."""

    def phone_calls_at_work(self, now: datetime) -> Sequence[PhoneCall]:
        """Ringing phone calls and those that are still owed something, oldest first."""

    def rang_since(self, since: datetime) -> Sequence[PhoneCall]:
        """Phone calls that rang since then, the oldest first."""

    def phone_counts(self, since: datetime, now: datetime) -> tuple[int, int]:
        """Rings since then, and how many of them are missed and still owed something."""

    def phone_log(self, since: datetime, limit: int, *, forwarded: bool = False) -> Sequence[PhoneCall]:
        """The latest phone calls since then, newest first; only those that were forwarded where that is asked for."""

    def phone_measures(self, since: datetime, now: datetime) -> Sequence[Measured]:
        """What counts of every phone call since then, in UTC."""

    def work_since(self, since: datetime) -> Mapping[str, int]:
        """Calls acknowledged since then, by worker."""

    def work_ended(self, since: datetime) -> Mapping[str, datetime]:
        """When each member's latest work ended, of the calls acknowledged since then."""

    def last_visitor(self, place: str) -> str:
        """The member who last worked at the place, "" when nobody did."""

    def line(self, number: str) -> LineRow:
        """A line's row."""

    def undoable(self, member: str, now: datetime) -> LastAct | None:
        """The newest act of the member that stands, and whether it may still be taken back; None when there is none to offer."""

    def worked_on(self, since: datetime, until: datetime) -> Sequence[str]:
        """Calls and people ("call:ID", "crew:ID") of whom something was written from `since` on and before `until`."""

    def statuses_since(self, member: str, since: datetime) -> Sequence[Happened]:
        """A person's own entries since then and the last one before that still counts, in order, undone ones too."""
