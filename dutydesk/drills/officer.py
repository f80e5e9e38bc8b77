"""The officer's part, where no visitor takes it: hands calls off to the best suggestion, notes silence, follows up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dutydesk import life
from dutydesk.call_events import CallDeclined
from dutydesk.calls import Call
from dutydesk.crew import LATELY, MemberRow, rested
from dutydesk.drills.crew import CROWDED
from dutydesk.drills.deeds import Decision, Deed, Later, Next, after, dice
from dutydesk.drills.sight import Sight
from dutydesk.journal import Author
from dutydesk.site import CrewKind, Place
from dutydesk.suggestions import Board, Need, Suggestion, Tier, suggest
from dutydesk.words import FollowUp, Level, Stage, Status, Step, Told

SILENCE = timedelta(minutes=3)
"""So long an officer waits for an answer."""
NO_LONGER = timedelta(minutes=40)
"""So long a call waits for somebody who is free; then it goes to whoever is best."""
RESTS = timedelta(minutes=1)
"""So long an officer looks at other things after nobody could be found for a call."""
NOT_REACHED, NOT_FIXED = 10, 13
"""Of 100 callers who are asked how it went; those not satisfied count from those not reached on."""


class OfficerScript:
    """Answers what the officer does next about a call."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._rests: dict[str, datetime] = {}

    def next(self, call: Call) -> Next:
        """The next deed of the officer about `call`, None while it is not theirs to act."""
        if not self._sight.officer:
            return None
        if call.offer:
            return self._deed(call, call.offer.since + SILENCE, life.not_answered)
        if call.stage is Stage.WAITING:
            return self._hand_off(call)
        if call.stage is Stage.COMPLETED:
            return self._follow_up(call)
        return None

    def _hand_off(self, call: Call) -> Next:
        since = max(filter(None, (call.time(Step.TAKEN), call.held_since, call.reopened_at)), default=call.received_at)
        due = after(since, 0.1, 0.3 if call.level <= Level.URGENT else 1.5, "hand", call.id, call.attempts)
        if due > self._sight.now:
            return Later(due)
        if (rests := self._rests.get(call.id, due)) > self._sight.now:
            return Later(rests)
        best = _best(suggest(self._need(call), self._board(call)))
        if best is None or self._had_better_wait(call, best):
            self._rests[call.id] = self._sight.now + RESTS * max(1.0, self._sight.at_work() / CROWDED)
            return None
        is_far = best.row.status in (Status.HOME, Status.TO_BE_CALLED, Status.CALLED_OUT)
        return self._deed(call, due, life.hand_off, to=best.member, told_how=Told.PHONE if is_far else Told.RADIO)

    def _had_better_wait(self, call: Call, best: Suggestion) -> bool:
        waits = len((best.row.call, *best.row.also)) if best.row.call else 0
        if call.level <= Level.URGENT:
            return waits > 2
        is_overdue = self._sight.now - call.received_at > NO_LONGER and waits < 2
        return not (best.is_free or is_overdue) or best.row.status is Status.CALLED

    def _need(self, call: Call) -> Need:
        category = self._sight.category(call)
        history = self._sight.readings.history(f"call:{call.id}")
        declined = tuple(one.event.by for one in history if isinstance(one.event, CallDeclined))
        return Need(
            trade=category.trade if category else "",
            crew=category.crew if category else CrewKind.MAINTENANCE,
            place=self._sight.premises.places.by_code(call.place),
            contractor=category.contractor if category else "",
            again=call.worker if call.rework else "",
            passed=(*call.candidates, *declined),
            call=call.id,
        )

    def _board(self, call: Call) -> Board:
        sight = self._sight
        ended, site = sight.readings.work_ended(sight.now - LATELY), sight.premises.site
        rows = tuple(rested(row, ended) for row in sight.rows.values())
        return Board(
            now=sight.now,
            rows=rows,
            members=site.members,
            crews=site.crews,
            places=sight.premises.places,
            load=sight.readings.work_since(sight.shift().starts),
            whereabouts={row.member: there for row in rows if row.is_on_duty and (there := self._where(row))},
            last_visitor=sight.readings.last_visitor(call.place),
        )

    def _where(self, row: MemberRow) -> Place | None:
        call, member = self._sight.calls.get(row.call), self._sight.members.get(row.member)
        return self._sight.premises.places.by_code((call.place if call else "") or row.where or (member.base if member else ""))

    def _follow_up(self, call: Call) -> Deed | None:
        sight = self._sight
        if call.level > Level.URGENT and sight.is_quiet() and len(sight.calls) < 2 * CROWDED:
            return None
        completed = call.time(Step.COMPLETED) or sight.now
        due = after(completed, 6, 20, "follow", call.id) + timedelta(minutes=30 * call.not_reached)
        roll = dice("asked", call.id, call.not_reached, call.rework).below(100)
        if roll < NOT_REACHED:
            return self._deed(call, due, life.follow_up, said=FollowUp.NOT_REACHED)
        if roll < NOT_FIXED and not call.rework:
            return self._deed(call, due, life.not_fixed, officer=sight.officer)
        rating = 4 + dice("rating", call.id).chance(70)
        return self._deed(call, due, life.follow_up, said=FollowUp.FINE, rating=rating)

    def _deed(self, call: Call, due: datetime, decision: Decision, **given: object) -> Deed:
        officer = self._sight.officer
        return Deed(f"call:{call.id}", due, Author(officer, officer), decision, {"call": call.id, **given})


def _best(ranked: Sequence[Suggestion]) -> Suggestion | None:
    """The first who can do it or is of the crew asked; a cleaner opens a lock only where there is really nobody else."""
    fit = (one for one in ranked if one.tier not in (Tier.FREE_ELSEWHERE, Tier.BUSY_ELSEWHERE))
    return next(fit, ranked[0] if ranked else None)
