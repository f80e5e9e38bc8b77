"""A drill: the parts of callers, officer and crew played together, one step at a time; the time is passed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dutydesk import taking
from dutydesk.calls import Call
from dutydesk.desk import Desk
from dutydesk.drills.arrivals import Arrival, Coming
from dutydesk.drills.crew import CrewScript
from dutydesk.drills.deeds import Deed, Later, Next
from dutydesk.drills.officer import OfficerScript
from dutydesk.drills.ringing import Hear, Ringing
from dutydesk.drills.rounds import Rounds
from dutydesk.drills.sight import Sight
from dutydesk.drills.wording import Wording
from dutydesk.journal import Outcome, Recorded, Refused

CHANGED_MIND = timedelta(minutes=1)
"""So long the script leaves alone what it was refused about."""
LOOKS = timedelta(seconds=30)
"""So often it looks again even if nothing is due: somebody's break may be over, quiet hours too."""
MOST_WAITING = 120
"""Calls at work above which what comes by itself waits at the door."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How a drill stands: calls that came in, those still open, refusals, and the time. `is_over`: nothing more will come or change.

    `why` is the last refusal.
    """

    came: int
    open: int
    refused: int
    at: datetime
    is_over: bool
    why: Refused | None = None


class Drill:
    """Steps when told. `hear` takes phone events as a source gives them, `held` answers which phone calls stand in a visitor's drafts.

    What a visitor took or did stays his for `grace`; the crew answers his hand-offs like any other.
    """

    def __init__(
        self,
        desk: Desk,
        sight: Sight,
        coming: Coming,
        wording: Wording,
        *,
        hear: Hear,
        held: Callable[[], frozenset[str]] = frozenset,
        limit: int | None = None,
    ) -> None:
        self._desk = desk
        self._sight = sight
        self._coming = coming
        self._limit = limit
        self._crew, self._officer, self._rounds = CrewScript(sight, wording), OfficerScript(sight), Rounds(sight)
        self.ringing = Ringing(sight, hear, held)
        self.grace = timedelta(minutes=5)
        self._asked: dict[str, Deed] = {}
        self._requests: dict[str, str] = {}
        self._rests: dict[str, datetime] = {}
        self._next: Arrival | None = None
        self._hurried: datetime | None = None
        self._is_coming = True
        self._came = 0
        self._refused = 0
        self._why: Refused | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the journal still owes an answer."""
        return bool(self._asked)

    @property
    def _is_idle(self) -> bool:
        """Whether nothing is open, so that nothing happens before the next call."""
        return not (self._sight.calls or self.ringing.waiting or self._asked)

    def begin(self, now: datetime) -> None:
        """Come in and look round."""
        self._sight.look()
        self._sight.renew(now)
        self._draw(now)

    def hurry(self, at: datetime) -> None:
        """The next call that rings comes at `at` at the latest, and what comes before it too."""
        self._hurried = at
        self._bring_forward()

    def step(self, now: datetime) -> datetime:
        """Do what is due at `now`, and answer when to look again."""
        for outcome in self._sight.renew(now):
            self._hear_of(outcome, now)
        self._let_in(now)
        wake = self._next.at if self._next and self._is_idle else now + LOOKS
        for deed in self._deeds():
            if isinstance(deed, Later) or deed.due > now:
                wake = min(wake, deed.due)
            elif deed.subject not in self._asked and self._rests.get(deed.subject, now) <= now:
                self._do(deed)
        return min(wake, self._next.at) if self._next else wake

    def tally(self, now: datetime) -> Tally:
        """How it stands."""
        still = len(self._sight.calls) + self.ringing.waiting
        return Tally(self._came, still, self._refused, now, not (self._is_coming or still), self._why)

    def _let_in(self, now: datetime) -> None:
        while self._next and self._next.at <= now and self._sight.at_work() + self.ringing.waiting < MOST_WAITING:
            arrival = self._next
            self._came += 1
            self.ringing.come(arrival)
            self._draw(arrival.at)

    def _draw(self, after: datetime) -> None:
        is_more = self._limit is None or self._came < self._limit
        self._next = self._coming.next(after, self._sight.at_work() + self.ringing.waiting) if is_more else None
        self._is_coming = self._next is not None
        self._bring_forward()

    def _bring_forward(self) -> None:
        if self._hurried and self._next:
            self._next = replace(self._next, at=min(self._next.at, self._hurried))
            self._hurried = None if self._next.rings else self._hurried

    def _deeds(self) -> Iterator[Deed | Later]:
        yield from self.ringing.next()
        for call in tuple(self._sight.calls.values()):
            deed = self._about(call)
            if deed is not None:
                yield deed
        for row in tuple(self._sight.rows.values()):
            deed = self._rounds.next(row)
            if deed is not None and not self._sight.is_visitors(deed.subject, self.grace):
                yield deed

    def _about(self, call: Call) -> Next:
        """The crew's next deed; else the officer's, unless a visitor has the call in hand."""
        deed = self._crew.next(call)
        if deed is None and not self._sight.is_visitors(f"call:{call.id}", self.grace):
            return self._officer.next(call)
        return deed

    def _do(self, deed: Deed) -> None:
        request = self._desk.do(deed.author, deed.decision, **deed.given)
        self._asked[deed.subject] = deed
        self._requests[request] = deed.subject

    def _hear_of(self, outcome: Outcome, now: datetime) -> None:
        subject = self._requests.pop(outcome.request, None)
        if subject is None:
            if isinstance(outcome, Recorded):
                self._sight.visit(outcome)
            return
        deed = self._asked.pop(subject)
        if not isinstance(outcome, Recorded):
            self._refused, self._why = self._refused + 1, outcome
            self._rests[subject] = now + CHANGED_MIND
        if deed.decision is taking.take:
            self.ringing.take(subject)
