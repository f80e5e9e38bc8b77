"""Entries and folded rows in plain dictionaries: what a decision sees and what a fold keeps, without a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TypeVar

from dutydesk.calls import Call
from dutydesk.crew import MemberRow
from dutydesk.entries import Happened
from dutydesk.events import CallTaken
from dutydesk.folding import fold
from dutydesk.lines import LineRow
from dutydesk.phone_calls import PhoneCall
from dutydesk.rung import joined_to

Row = TypeVar("Row")


class MemoryRows:
    """A journal's state in memory: `View` for decisions, `Rows` for the fold. Holds all it was ever given."""

    def __init__(self, letter: str = "A", is_contractor: Callable[[str], bool] = lambda _: False) -> None:
        self.letter = letter
        self.now = datetime.min.replace(tzinfo=UTC)
        self.calls: dict[str, Call] = {}
        self.member_rows: dict[str, MemberRow] = {}
        self.phone_calls: dict[str, PhoneCall] = {}
        self.lines: dict[str, LineRow] = {}
        self._of_subject: dict[str, list[Happened]] = defaultdict(list)
        self._of_act: dict[str, list[Happened]] = defaultdict(list)
        self._counters: dict[tuple[str, date], int] = {}
        self._is_contractor = is_contractor

    def take_in(self, entries: Sequence[Happened]) -> frozenset[str]:
        """Keep entries that happened, and fold; answers the subjects whose rows were made anew."""
        for one in entries:
            self._of_subject[one.entry.subject].append(one)
            self._of_act[one.entry.act].append(one)
            if isinstance(one.event, CallTaken):
                self.count(one.event.letter, one.event.day, one.event.counter)
        return fold(self, {one.entry.subject for one in entries})

    def count(self, letter: str, day: date, counter: int) -> None:
        """The number `counter` was given on that duty day."""
        self._counters[letter, day] = max(counter, self._counters.get((letter, day), 0))

    def call(self, call: str) -> Call | None:
        """A call by id."""
        return self.calls.get(call)

    def member(self, member: str) -> MemberRow:
        """A member's row; one who never had an entry is off."""
        return self.member_rows.get(member) or MemberRow(member)

    def phone_call(self, phone: str) -> PhoneCall | None:
        """A phone call by its id, or by that of any of its rings."""
        return self.phone_calls.get(phone) or self.phone_calls.get(joined_to(self.entries_of(f"phone:{phone}")))

    def phone_calls_from(self, number: str, since: datetime, until: datetime) -> Sequence[PhoneCall]:
        """Phone calls of a number that first rang in this time."""
        return [phone for phone in self.phone_calls.values() if phone.number == number and since <= phone.rang_at <= until]

    def line(self, number: str) -> LineRow:
        """A line; one nobody spoke of is at the workshop."""
        return self.lines.get(number) or LineRow(number)

    def last_counter(self, day: date) -> int:
        """The highest counter given on that duty day, 0 when none."""
        return self._counters.get((self.letter, day), 0)

    def open_calls(self) -> Sequence[Call]:
        """All open calls, oldest first."""
        return sorted((call for call in self.calls.values() if call.stage.is_open), key=lambda call: (call.received_at, call.id))

    def calls_resting_on(self, member: str) -> Sequence[Call]:
        """Open calls that the member holds or first received."""
        return [call for call in self.open_calls() if member in (call.holder, call.first_receiver)]

    def entries_of(self, subject: str) -> Sequence[Happened]:
        """A subject's entries in order."""
        return tuple(self._of_subject.get(subject, ()))

    def entries_back(self, subject: str) -> Iterator[Happened]:
        """The same, newest first."""
        return reversed(self._of_subject.get(subject, []))

    def entries_of_act(self, act: str) -> Sequence[Happened]:
        """An act's entries in order."""
        return tuple(self._of_act.get(act, ()))

    def acts_entered_by(self, member: str, since: datetime) -> Sequence[str]:
        """Acts entered by the member since then, newest first."""
        firsts = (entries[0].entry for entries in self._of_act.values())
        mine = [entry for entry in firsts if entry.entered_by == member and entry.recorded_at >= since]
        return [entry.act for entry in sorted(mine, key=lambda entry: entry.order, reverse=True)]

    def put_call(self, call: str, row: Call | None) -> None:
        """Keep the row; None takes it away."""
        _put(self.calls, call, row)

    def put_member(self, row: MemberRow) -> None:
        """Keep a member's row, unless it says nothing."""
        _put(self.member_rows, row.member, None if row == MemberRow(row.member) else row)

    def put_phone_call(self, phone: str, row: PhoneCall | None) -> None:
        """Keep a phone call's row; None takes it away."""
        _put(self.phone_calls, phone, row)

    def put_line(self, row: LineRow) -> None:
        """Keep a line's row."""
        self.lines[row.number] = row

    def calls_naming_member(self, member: str) -> Sequence[Call]:
        """Calls with work to do whose row names the member."""
        return [call for call in self.open_calls() if call.stage.is_work and member in call.people]

    def calls_naming_phone_call(self, phone: str) -> Sequence[str]:
        """Ids of the calls whose row names the phone call."""
        return [call.id for call in self.calls.values() if call.phone_call == phone]

    def is_contractor(self, member: str) -> bool:
        """Whether the member is an outside contractor."""
        return self._is_contractor(member)

    def entries(self) -> Iterable[Happened]:
        """All entries, in the order in which they were taken in."""
        return (one for act in self._of_act.values() for one in act)


def _put(rows: dict[str, Row], name: str, row: Row | None) -> None:
    if row is None:
        rows.pop(name, None)
    else:
        rows[name] = row
