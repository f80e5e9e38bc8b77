"""Folding: after entries were written, the rows that depend on them are made anew, in the same transaction.

The same code serves the database, the rebuild and the emergency log, so that live = rebuild for every table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from dutydesk import events as ev
from dutydesk.calls import Call, evolve, fold_call
from dutydesk.crew import MemberRow, fold_own, member_row
from dutydesk.entries import Happened
from dutydesk.lines import LineRow, fold_line
from dutydesk.phone_calls import PhoneCall, fold_phone_call, with_calls


class Rows(Protocol):
    """Where entries are read from and folded rows are kept, inside one transaction."""

    def entries_of(self, subject: str) -> Sequence[Happened]:
        """The entries of one subject in (tick, console) order."""

    def entries_back(self, subject: str) -> Iterable[Happened]:
        """The same entries, newest first, read no further than they are asked for."""

    def call(self, call: str) -> Call | None:
        """The row of a call, as last folded."""

    def put_call(self, call: str, row: Call | None) -> None:
        """Keep the row; None takes it away (its taking was undone)."""

    def put_member(self, row: MemberRow) -> None:
        """Keep a member's row; one that says nothing (off, never had an entry) need not be kept."""

    def put_phone_call(self, phone: str, row: PhoneCall | None) -> None:
        """Keep a phone call's row; None takes it away."""

    def put_line(self, row: LineRow) -> None:
        """Keep a line's row."""

    def calls_naming_member(self, member: str) -> Sequence[Call]:
        """Calls with work to do whose row names the member as holder, worker, helper or in the offer."""

    def calls_naming_phone_call(self, phone: str) -> Sequence[str]:
        """Ids of the calls whose row names the phone call."""

    def is_contractor(self, member: str) -> bool:
        """Whether the member is an outside contractor, by the register."""


def fold(rows: Rows, subjects: Iterable[str], fresh: Sequence[Happened] = ()) -> frozenset[str]:
    """Make anew the rows of `subjects` and of all that depend on them; answers every subject whose row was made.

    A subject is "call:ID", "crew:ID", "phone:ID", "line:NUMBER" or "desk". Where all that is new of the subjects are the
    `fresh` entries, and they come last in their order, a call goes on from its row, however long its history is.
    """
    wanted = set(subjects)
    for subject in sorted(wanted):
        if subject.startswith("call:"):
            wanted |= _fold_call(rows, subject, [one for one in fresh if one.entry.subject == subject])
    for subject in sorted(wanted):
        if not subject.startswith("call:"):
            refold(rows, subject)
    return frozenset(wanted)


def refold(rows: Rows, subject: str) -> None:
    """Make anew the row of `subject` alone. A rebuild does so for every call, then for all else."""
    kind, _, name = subject.partition(":")
    if kind == "call":
        rows.put_call(name, fold_call(subject, rows.entries_of(subject)))
    elif kind in _FOLDS:
        _FOLDS[kind](rows, subject)


def _fold_call(rows: Rows, subject: str, fresh: Sequence[Happened]) -> set[str]:
    name = subject.partition(":")[2]
    before = rows.call(name)
    after = _go_on(before, subject, fresh) if _goes_on(before, fresh) else fold_call(subject, rows.entries_of(subject))
    rows.put_call(name, after)
    touched: set[str] = set()
    for row in (before, after):
        if row is not None:
            touched |= {f"crew:{one}" for one in row.people}
            touched |= {f"phone:{row.phone_call}"} if row.phone_call else set()
    return touched


def _goes_on(before: Call | None, fresh: Sequence[Happened]) -> bool:
    return before is not None and bool(fresh) and not any(isinstance(one.event, ev.EntryUndone) for one in fresh)


def _go_on(call: Call | None, subject: str, fresh: Iterable[Happened]) -> Call | None:
    for one in fresh:
        call = evolve(call, subject, one)
    return call


def _fold_member(rows: Rows, subject: str) -> None:
    member = subject.partition(":")[2]
    own = fold_own(since_reset(rows.entries_back(subject)))
    rows.put_member(member_row(member, own, rows.calls_naming_member(member), contractor=rows.is_contractor(member)))


def _fold_phone(rows: Rows, subject: str) -> None:
    phone = subject.partition(":")[2]
    folded = fold_phone_call(subject, rows.entries_of(subject))
    rows.put_phone_call(phone, folded and with_calls(folded, rows.calls_naming_phone_call(phone)))


def _fold_line(rows: Rows, subject: str) -> None:
    rows.put_line(fold_line(subject, since_reset(rows.entries_back(subject))))


_RESETS = (ev.CrewSignedOn, ev.CrewSignedOff, ev.LineForwarded, ev.LineReturned)
"""Facts after which nothing earlier of that subject counts: years of sign-ons need not be read for the next one."""


def since_reset(newest_first: Iterable[Happened]) -> list[Happened]:
    """The entries of a person or a line that still count, in order, from all of them newest first."""
    kept: list[Happened] = []
    undone: set[str] = set()
    for one in newest_first:
        kept.append(one)
        if isinstance(one.event, ev.EntryUndone):
            undone.add(one.event.act)
        elif isinstance(one.event, _RESETS) and one.entry.act not in undone:
            break
    kept.reverse()
    return kept


_FOLDS: dict[str, Callable[[Rows, str], None]] = {"crew": _fold_member, "phone": _fold_phone, "line": _fold_line}
