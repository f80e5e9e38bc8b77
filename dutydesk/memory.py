"""A journal without a database: the plain desk of tests and drills, and what the emergency log works on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from dutydesk.calls import Call
from dutydesk.crew import MemberRow, work_ended
from dutydesk.desk import Clock
from dutydesk.entries import Happened
from dutydesk.journal import LastAct, Outcome, Recorded, Refused, Request
from dutydesk.memory_rows import MemoryRows
from dutydesk.phone_calls import PhoneCall
from dutydesk.phone_figures import Measured, measured
from dutydesk.refusals import RefusedError
from dutydesk.sealing import Head, Stamp, seal_facts
from dutydesk.timeline.blocks import statuses_since
from dutydesk.undo import NAMED_WITHIN, last_act
from dutydesk.words import Step

NEWEST_WITHIN = timedelta(days=7)
"""How far back a bare number may mean a call that is no longer open (journal.py, newest_call)."""


class MemoryJournal(MemoryRows):
    """`Journal` and `Readings` at once, synchronous: `submit` has told every listener when it returns."""

    def __init__(
        self,
        clock: Clock,
        *,
        site: str = "",
        letter: str = "A",
        head: Head | None = None,
        is_contractor: Callable[[str], bool] = lambda _: False,
    ) -> None:
        super().__init__(letter, is_contractor)
        self._clock = clock
        self._site = site
        self._head = head or Head("memory")
        self._listeners: list[Callable[[Outcome], None]] = []

    def submit(self, request: Request) -> None:
        """Record the request at once."""
        outcome = self.answer(request)
        for listener in tuple(self._listeners):
            listener(outcome)

    def listen(self, listener: Callable[[Outcome], None]) -> None:
        """Call `listener` with each outcome from now on."""
        self._listeners.append(listener)

    def answer(self, request: Request) -> Outcome:
        """Decide, keep and fold one request."""
        try:
            return self.keep(request, self.propose(request))
        except RefusedError as refused:
            return Refused(request.id, refused.code, refused.values)

    def propose(self, request: Request) -> tuple[Happened, ...]:
        """The entries that the request would write, nothing kept yet. Raises RefusedError. Empty if the act is known already."""
        self.now = self._clock.now()
        if request.id in self._of_act:
            return ()
        stamp = Stamp(self._site, request.id, request.author, self.now)
        sealed, _ = seal_facts(request.decide(self), stamp, self._head)
        return tuple(one.happened for one in sealed)

    def keep(self, request: Request, proposed: Sequence[Happened]) -> Recorded:
        """Keep what `propose` answered."""
        if proposed:
            last = proposed[-1].entry
            self._head = Head(last.console, last.cseq, last.tick, last.hash)
            return Recorded(request.id, tuple(proposed), self.take_in(proposed))
        known = self.entries_of_act(request.id)
        return Recorded(request.id, tuple(known), frozenset(one.entry.subject for one in known))

    def newest_call(self, counter: int) -> Call | None:
        """The newest open call with that counter, else the newest of all with it within the last 7 days."""
        alike = sorted((call for call in self.calls.values() if call.counter == counter), key=lambda call: call.received_at, reverse=True)
        since = self._clock.now() - NEWEST_WITHIN
        still_open = next((call for call in alike if call.stage.is_open), None)
        return still_open or next((call for call in alike if call.received_at >= since), None)

    def history(self, subject: str) -> Sequence[Happened]:
        """Everything written about a subject, in order."""
        return self.entries_of(subject)

    def calls_at(self, place: str, limit: int) -> Sequence[Call]:
        """The latest calls from a place, newest first."""
        there = (call for call in self.calls.values() if call.place == place)
        return sorted(there, key=lambda call: (call.received_at, call.id), reverse=True)[:limit]

    def calls_from(self, number: str, since: datetime) -> int:
        """How many calls this number made since then."""
        return sum(call.caller_number == number and call.received_at >= since for call in self.calls.values())

    def members(self) -> Sequence[MemberRow]:
        """Every member's row that says something."""
        return sorted(self.member_rows.values(), key=lambda row: row.member)

    def phone_calls_at_work(self, now: datetime) -> Sequence[PhoneCall]:
        """Ringing phone calls and those that are still owed something, oldest first."""
        found = (phone for phone in self.phone_calls.values() if phone.rings_at(now) or phone.is_work(now))
        return sorted(found, key=lambda phone: (phone.rang_at, phone.id))

    def rang_since(self, since: datetime) -> Sequence[PhoneCall]:
        """Phone calls that rang since then, the oldest first."""
        found = (phone for phone in self.phone_calls.values() if phone.rang_at >= since)
        return sorted(found, key=lambda phone: (phone.rang_at, phone.id))

    def phone_counts(self, since: datetime, now: datetime) -> tuple[int, int]:
        """Rings since then, and how many of them are missed and still owed something."""
        rings = [phone for phone in self.phone_calls.values() if phone.rang_at >= since]
        return len(rings), sum(phone.is_work(now) for phone in rings)

    def phone_log(self, since: datetime, limit: int, *, forwarded: bool = False) -> Sequence[PhoneCall]:
        """The latest phone calls since then, newest first; only those that were forwarded where that is asked for."""
        found = (phone for phone in self.phone_calls.values() if phone.rang_at >= since and (phone.diverted_from or not forwarded))
        return sorted(found, key=lambda phone: (phone.rang_at, phone.id), reverse=True)[:limit]

    def phone_measures(self, since: datetime, now: datetime) -> Sequence[Measured]:
        """What counts of every phone call since then, in UTC."""
        return [measured(phone, now) for phone in self.phone_calls.values() if phone.rang_at >= since]

    def work_since(self, since: datetime) -> Mapping[str, int]:
        """Calls acknowledged since then, by worker."""
        dated = ((call.worker, call.time(Step.ACKNOWLEDGED)) for call in self.calls.values() if call.worker)
        return Counter(worker for worker, at in dated if at is not None and at >= since)

    def work_ended(self, since: datetime) -> Mapping[str, datetime]:
        """When each member's latest work ended, of the calls acknowledged since then."""
        return work_ended(call for call in self.calls.values() if (at := call.time(Step.ACKNOWLEDGED)) and at >= since)

    def last_visitor(self, place: str) -> str:
        """The member who last worked at the place, "" when nobody did."""
        return next((call.worker for call in self.calls_at(place, len(self.calls)) if call.worker), "")

    def undoable(self, member: str, now: datetime) -> LastAct | None:
        """The newest act of the member that stands, and whether it may still be taken back; None when there is none to offer."""
        self.now = now
        return last_act(self, member, since=now - NAMED_WITHIN)

    def worked_on(self, since: datetime, until: datetime) -> Sequence[str]:
        """Calls and people of whom something was written from `since` on and before `until`."""
        written = (one.entry for one in self.entries() if since <= one.entry.recorded_at < until)
        return sorted({entry.subject for entry in written if entry.subject.startswith(("call:", "crew:"))})

    def statuses_since(self, member: str, since: datetime) -> Sequence[Happened]:
        """A person's own entries since then and the last one before that still counts, in order."""
        return statuses_since(self.entries_back(f"crew:{member}"), since)
