"""A desk in memory with a clock of its own: what the stories of the domain play on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dutydesk.calls import Call
from dutydesk.desk import Desk
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.journal import Author, Outcome, Recorded, Refused
from dutydesk.memory import MemoryJournal
from dutydesk.taking import NewCall, take
from dutydesk.telephony.events import What
from dutydesk.words import Channel, Level, NumberState, PhoneOutcome

NIGHT = datetime(2026, 11, 22, 18, 47, tzinfo=UTC)
DAY = date(2026, 11, 23)
LI, WANG = "o1", "o2"
CHEN, LIU, ZHAO = "m208", "m209", "g301"
OFFICER = Author(LI, LI)


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self, start: datetime = NIGHT) -> None:
        self.time = start

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.time.timestamp()

    def move(self, **by: float) -> datetime:
        self.time += timedelta(**by)
        return self.time


class Deskside:
    """Says what happens and answers what the desk made of it."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.journal = MemoryJournal(self.clock)
        self.desk = Desk(self.journal)
        self.outcomes: list[Outcome] = []
        self.journal.listen(self.outcomes.append)

    def does(self, decision: Any, *args: Any, who: Author = OFFICER, **given: Any) -> Recorded:
        """`decision` is recorded."""
        self.desk.do(who, decision, *args, **given)
        outcome = self.outcomes[-1]
        assert isinstance(outcome, Recorded), outcome
        return outcome

    def refuses(self, decision: Any, *args: Any, who: Author = OFFICER, **given: Any) -> str:
        """`decision` is refused; answers the code."""
        self.desk.do(who, decision, *args, **given)
        outcome = self.outcomes[-1]
        assert isinstance(outcome, Refused), outcome
        return outcome.code

    def taken(self, **given: Any) -> Call:
        """A call is taken."""
        asked = {"line": "水管爆", "category": "WAT1", "level": Level.URGENT, "place": "3-1-1502", "channel": Channel.FORWARDED} | given
        outcome = self.does(take, new=NewCall(DAY, self.clock.now(), LI, **asked))
        return self.call(outcome.entries[0].entry.subject.partition(":")[2])

    def call(self, call: str) -> Call:
        """The call as it stands."""
        found = self.journal.call(call)
        assert found is not None
        return found

    def kinds(self, call: Call) -> Sequence[str]:
        """What was written of the call."""
        return [one.entry.kind for one in self.journal.history(f"call:{call.id}")]


def heard(what: What = What.RINGING, wire: str = "w1", at: datetime = NIGHT, outcome: PhoneOutcome | None = None) -> Heard:
    """What the webhook heard of a ring forwarded from the maintenance line."""
    rang = PhoneRang("webhook", wire, NumberState.OK, line="8119", diverted_from="8110", person="p1", number="+8613905710275")
    return Heard(what, rang, at, outcome)
