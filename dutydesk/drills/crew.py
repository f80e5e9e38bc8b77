"""The crew's part: whoever is offered a call answers, sets out, arrives, makes safe, works, waits for parts, and completes."""

from __future__ import annotations

from datetime import datetime, timedelta

from dutydesk import life
from dutydesk.calls import Call, Offer
from dutydesk.drills.deeds import Decision, Deed, after, dice
from dutydesk.drills.sight import Sight
from dutydesk.drills.wording import Wording
from dutydesk.words import DeclineReason, Level, PauseReason, Stage, Status, Step

MADE_SAFE_FIRST = ("ELEC0", "GAS", "WAT1", "WATE", "SEW1", "LEAK2", "PWR2")
"""Faults where something is shut off before the repair."""
NEEDS_HELPERS = ("TANK", "WAT1", "GREEN")
CROWDED = 25
"""Calls at work from which the crew works faster than one would: a drill must not drown."""
DECLINES, SILENT, HELPED, WAITS_FOR_PARTS = 8, 14, 16, 8
"""Of 100 offers or calls; those silent count from those declined on."""
_PATIENT = timedelta(minutes=45)


class CrewScript:
    """Answers what the crew does next about a call."""

    def __init__(self, sight: Sight, wording: Wording) -> None:
        self._sight = sight
        self._wording = wording

    def next(self, call: Call) -> Deed | None:
        """The next deed of the crew about `call`, None while it is not theirs to act."""
        if call.offer:
            return self._answer(call, call.offer)
        match call.stage:
            case Stage.ACCEPTED:
                return self._set_out(call)
            case Stage.EN_ROUTE:
                return self._arrive(call)
            case Stage.ON_SITE:
                return self._work(call)
            case Stage.PAUSED:
                return self._resume(call)
            case _:
                return None

    def _answer(self, call: Call, offer: Offer) -> Deed | None:
        roll = dice("answer", call.id, offer.since).below(100)
        is_last = offer.transfer or call.attempts > 0 or call.level is Level.LIFE or self._sight.is_contractor(offer.to)
        if not is_last and DECLINES <= roll < SILENT:
            return None
        quick = call.level is Level.LIFE
        due = after(offer.since, 0.1, 0.4 if quick else 1.3, call.id, offer.since)
        author = self._sight.word_of(offer.to)
        if not is_last and roll < DECLINES:
            why = DeclineReason.BUSY_ON_HIGHER if self._sight.out_on(offer.to) else DeclineReason.OTHER
            return Deed(f"call:{call.id}", due, author, life.decline, {"call": call.id, "by": offer.to, "why": why})
        return Deed(f"call:{call.id}", due, author, life.acknowledge, {"call": call.id, "by": offer.to})

    def _set_out(self, call: Call) -> Deed | None:
        busy = self._sight.out_on(call.holder)
        if busy is not None:
            return self._leave_for(call, busy)
        if self._first_of(call.holder) != call.id:
            return None
        since = call.held_since or call.received_at
        return self._step(call, self._soon(since, after(since, 0.4, 2.5, "out", call.id, since)), life.set_out)

    def _first_of(self, member: str) -> str:
        """Which of the calls that wait for a crew member comes first: the most urgent, then the oldest."""
        mine = [one for one in self._sight.calls.values() if one.holder == member and one.stage is Stage.ACCEPTED]
        return min(mine, key=lambda one: (one.level, one.received_at, one.id)).id

    def _leave_for(self, call: Call, busy: Call) -> Deed | None:
        """A life or an urgent call comes before a normal one that is being worked: that one waits."""
        if call.level > Level.URGENT or busy.level <= Level.URGENT or busy.stage is not Stage.ON_SITE:
            return None
        given = {"call": busy.id, "why": PauseReason.HIGHER_JOB, "check_at": self._sight.now + _PATIENT}
        return Deed(f"call:{busy.id}", self._sight.now, self._sight.word_of(busy.holder), life.pause, given)

    def _arrive(self, call: Call) -> Deed:
        least, most = (9.0, 24.0) if self._sight.is_contractor(call.holder) else (1.5, 6.0)
        out = call.time(Step.SET_OUT) or self._sight.now
        return self._step(call, self._soon(out, after(out, least, most, "way", call.id, out)), life.arrive)

    def _work(self, call: Call) -> Deed:
        came = call.time(Step.ARRIVED) or self._sight.now
        ends = self._ends(call, came)
        half = came + (ends - came) / 2
        if call.category in MADE_SAFE_FIRST and not call.isolations:
            what = self._wording.made_safe(call)
            return self._plain(call, min(ends, after(came, 1, 4, "safe", call.id)), life.make_safe, what=what)
        if (helper := self._helper(call)) and self._sight.now < ends:
            return self._plain(call, came + (ends - came) / 4, life.help_out, helper=helper)
        if self._waits_for_parts(call) and self._sight.now < ends:
            check = self._sight.now + timedelta(minutes=25 + dice("parts", call.id).below(50))
            return self._plain(call, half, life.pause, why=PauseReason.PARTS, check_at=check, note=self._wording.waits(call))
        if any(one.restored is None for one in call.isolations):
            return self._plain(call, ends - (ends - came) / 10, life.restore)
        author, done = self._sight.word_of(call.holder), self._wording.done(call, came)
        return self._plain(call, ends, life.complete, author=author, shares=self._sight.shares(), done=done)

    def _ends(self, call: Call, came: datetime) -> datetime:
        long = {Level.LIFE: 30, Level.URGENT: 34, Level.NORMAL: 30, Level.BOOKED: 45}[call.level]
        shorter = (2 if call.paused_seconds else 1) * (2 if call.helpers else 1)
        return self._soon(came, after(came, 9 / shorter, long / shorter, "work", call.id))

    def _helper(self, call: Call) -> str:
        """Who lends a hand: only where there is need, and only somebody of another crew who is free."""
        wanted = call.category in NEEDS_HELPERS or dice("helper", call.id).chance(HELPED)
        if not wanted or call.helpers or self._sight.at_work() > CROWDED or self._sight.is_contractor(call.holder):
            return ""
        lead = self._sight.members.get(call.holder)
        able = (self._sight.members[row.member] for row in self._sight.rows.values() if row.status is Status.FREE and not row.officer)
        return next((one.id for one in able if lead and one.crew != lead.crew and not one.contractor), "")

    def _waits_for_parts(self, call: Call) -> bool:
        is_calm = call.level >= Level.NORMAL and not call.paused_seconds and self._sight.at_work() <= CROWDED
        return is_calm and dice("parts", call.id).chance(WAITS_FOR_PARTS)

    def _resume(self, call: Call) -> Deed | None:
        if self._sight.out_on(call.holder) or call.pause is None:
            return None
        is_left = call.pause.why is PauseReason.HIGHER_JOB
        due = self._sight.now if is_left else after(call.pause.check_at, 0, 4, "resume", call.id)
        return self._plain(call, due, life.resume)

    def _soon(self, since: datetime, due: datetime) -> datetime:
        """When much waits, everybody hurries."""
        return since + (due - since) / max(1.0, self._sight.at_work() / CROWDED) ** 2

    def _step(self, call: Call, due: datetime, decision: Decision) -> Deed:
        return self._plain(call, due, decision, author=self._sight.word_of(call.holder))

    def _plain(self, call: Call, due: datetime, decision: Decision, **given: object) -> Deed:
        return Deed(f"call:{call.id}", due, self._sight.word_of(call.holder), decision, {"call": call.id, **given})
