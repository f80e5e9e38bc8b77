"""What the script sees: the open calls and the crew's rows, read anew only where something was written, and what visitors did."""

from __future__ import annotations

import queue
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from dutydesk.calls import Call
from dutydesk.categories import Categories, Category
from dutydesk.crew import MemberRow
from dutydesk.journal import Author, Outcome, Readings, Recorded
from dutydesk.levels import Levels
from dutydesk.places import Places
from dutydesk.shifts import Shift, shift_at
from dutydesk.site import Member, Person, Site
from dutydesk.words import Level, Stage


@dataclass(frozen=True, slots=True)
class Premises:
    """What of the site the script knows. `people_at` answers who lives at a place."""

    site: Site
    places: Places
    categories: Categories
    levels: Levels
    zone: tzinfo
    people_at: Callable[[str], tuple[Person, ...]]


class Sight:
    """Give `take` to `Journal.listen`; everything else belongs to the script's own thread."""

    def __init__(self, readings: Readings, premises: Premises) -> None:
        self.readings = readings
        self.premises = premises
        self.calls: dict[str, Call] = {}
        self.rows: dict[str, MemberRow] = {}
        self.members: dict[str, Member] = {member.id: member for member in premises.site.members}
        self.now = datetime.min
        self._visited: dict[str, datetime] = {}
        self._came: queue.SimpleQueue[Outcome] = queue.SimpleQueue()

    def take(self, outcome: Outcome) -> None:
        """An outcome of the journal, from any thread."""
        self._came.put(outcome)

    def look(self) -> None:
        """See everything, as when one comes in."""
        self.calls = {call.id: call for call in self.readings.open_calls()}
        self._see_rows()

    def renew(self, now: datetime) -> list[Outcome]:
        """See what was written since, and answer it."""
        self.now = now
        came: list[Outcome] = []
        while not self._came.empty():
            came.append(self._came.get())
        touched = {subject for one in came if isinstance(one, Recorded) for subject in one.touched}
        for subject in touched:
            kind, _, name = subject.partition(":")
            if kind == "call":
                self._see_call(name)
        if any(subject.startswith("crew:") for subject in touched):
            self._see_rows()
        return came

    def visit(self, recorded: Recorded) -> None:
        """Somebody else than the script did this: what they touched is theirs for a while."""
        for one in recorded.entries:
            if one.entry.entered_by:
                self._visited[one.entry.subject] = self.now

    def is_visitors(self, subject: str, grace: timedelta) -> bool:
        """Whether a visitor did something about it in the last `grace`."""
        visited = self._visited.get(subject)
        return visited is not None and self.now - visited < grace

    @property
    def officer(self) -> str:
        """Who sits at the desk; "" when nobody has signed on."""
        return next((row.member for row in self.rows.values() if row.officer), "")

    def at_work(self) -> int:
        """How many calls wait or are being worked."""
        return sum(call.stage.is_work for call in self.calls.values())

    def word_of(self, member: str) -> Author:
        """On the word of a crew member, entered by whoever sits at the desk; by themselves when nobody does."""
        return Author(member, self.officer or member)

    def is_contractor(self, member: str) -> bool:
        """Whether they come from outside."""
        return member in self.members and self.members[member].contractor

    def out_on(self, member: str) -> Call | None:
        """The call that a crew member is out on, other than those that only wait for them."""
        mine = (call for call in self.calls.values() if call.worker == member and call.holder == member)
        return next((call for call in mine if call.stage in (Stage.EN_ROUTE, Stage.ON_SITE)), None)

    def category(self, call: Call) -> Category | None:
        """The call's kind of fault."""
        return self.premises.categories.by_code(call.category)

    def local(self, at: datetime) -> datetime:
        """`at` by the site's clock."""
        return at.astimezone(self.premises.zone)

    def shift(self) -> Shift:
        """The shift that runs now."""
        return shift_at(self.local(self.now))

    def shares(self) -> dict[Level, float]:
        """How many completed calls of each level are followed up, 0 to 1."""
        return {Level(one.number): one.limits.follow_up_share for one in self.premises.levels.levels}

    def is_quiet(self) -> bool:
        """Whether callers are asleep and not asked how things went."""
        return self.premises.levels.quiet.covers(self.local(self.now).time())

    def _see_call(self, name: str) -> None:
        call = self.readings.call(name)
        if call is not None and call.stage.is_open:
            self.calls[name] = call
        else:
            self.calls.pop(name, None)

    def _see_rows(self) -> None:
        self.rows = {row.member: row for row in self.readings.members()}
