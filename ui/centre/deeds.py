"""Deeds: a step of a call, asked of the desk on the right person's word. Keys, the step panel and commands all come here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dutydesk import life
from dutydesk.calls import Call
from dutydesk.journal import Author
from dutydesk.next_steps import NextStep
from dutydesk.told_times import usual_check
from dutydesk.words import DeclineReason, FollowUp, PauseReason, Step, Told
from ui.centre.asking import Asking, Denied, Done
from ui.centre.desktop import Desktop


@dataclass(frozen=True, slots=True)
class Given:
    """What was told with a step; nothing of it is required but what the desk itself asks for.

    `told` is when it happened; `skipped` when steps passed over had happened; `check_at` when a paused call is looked at again.
    """

    told: datetime | None = None
    note: str = ""
    member: str = ""
    way: Told = Told.RADIO
    pause: PauseReason = PauseReason.OWNER_AWAY
    check_at: datetime | None = None
    decline: DeclineReason = DeclineReason.OTHER
    said: FollowUp = FollowUp.FINE
    rating: int | None = None
    minutes: int | None = None
    skipped: Mapping[Step, datetime] = field(default_factory=dict)


NOTHING = Given()


class Deeds:
    """Asks the desk for steps; a crew member's step stands on their word, entered by the officer."""

    def __init__(self, desktop: Desktop, asking: Asking) -> None:
        self._desktop = desktop
        self._asking = asking

    def do(self, step: NextStep, call: Call, given: Given = NOTHING, done: Done | None = None, denied: Denied | None = None) -> str:
        """Ask for `step` of `call`; steps passed over whose times were told go before it. Answers the request."""
        for passed, at in given.skipped.items():
            self._asking.expect(self._ask(_PASSED[passed], call, Given(told=at, member=given.member)), None, denied)
        request = self._ask(step, call, given)
        self._asking.expect(request, done, denied)
        return request

    def _ask(self, step: NextStep, call: Call, given: Given) -> str:
        if step in (NextStep.HAND_OFF, NextStep.TRANSFER):
            return self._offer(step, call, given)
        asks: dict[NextStep, Callable[[Call, Given], str]] = {
            NextStep.ACKNOWLEDGE: self._acknowledge,
            NextStep.SET_OUT: self._set_out,
            NextStep.ARRIVE: self._arrive,
            NextStep.COMPLETE: self._complete,
            NextStep.FOLLOW_UP: self._follow_up,
            NextStep.RESUME: self._resume,
            NextStep.NOT_ANSWERED: self._not_answered,
            NextStep.DECLINE: self._decline,
            NextStep.RETURN: self._return,
            NextStep.PAUSE: self._pause,
            NextStep.MAKE_SAFE: self._make_safe,
            NextStep.RESTORE: self._restore,
            NextStep.NOT_FIXED: self._not_fixed,
            NextStep.TELL_CALLER: self._tell_caller,
            NextStep.CHASE: self._chase,
            NextStep.NOTE: self._note,
            NextStep.CANCEL: self._cancel,
        }
        return asks[step](call, given)

    def help_out(self, call: Call, helper: str, done: Done | None = None, denied: Denied | None = None) -> str:
        """Somebody lends a hand."""
        request = self._desktop.desk.do(self._desktop.author(), life.help_out, call.id, helper=helper)
        self._asking.expect(request, done, denied)
        return request

    def _on_word(self, call: Call, given: Given) -> Author:
        """The author of a crew member's step: the one named, the one it is offered to, else the one who works on it."""
        offered = call.offer.to if call.offer and not call.stage.is_taken_on else ""
        worker = call.worker if call.stage.is_taken_on else ""
        return self._desktop.author(given.member or offered or worker)

    def _offer(self, step: NextStep, call: Call, given: Given) -> str:
        desk, author = self._desktop.desk, self._desktop.author()
        if step is NextStep.HAND_OFF:
            return desk.do(author, life.hand_off, call.id, to=given.member, told_how=given.way, told=given.told)
        return desk.do(author, life.transfer, call.id, to=given.member, reason=given.note, told_how=given.way, told=given.told)

    def _acknowledge(self, call: Call, given: Given) -> str:
        by = given.member or (call.offer.to if call.offer else "")
        return self._desktop.desk.do(self._desktop.author(by), life.acknowledge, call.id, by=by, told=given.told)

    def _set_out(self, call: Call, given: Given) -> str:
        author = self._on_word(call, given)
        return self._desktop.desk.do(author, life.set_out, call.id, author=author, note=given.note, told=given.told)

    def _arrive(self, call: Call, given: Given) -> str:
        author = self._on_word(call, given)
        return self._desktop.desk.do(author, life.arrive, call.id, author=author, note=given.note, told=given.told)

    def _complete(self, call: Call, given: Given) -> str:
        author, done = self._on_word(call, given), life.Done(result=given.note, minutes=given.minutes)
        shares = self._desktop.shares()
        return self._desktop.desk.do(author, life.complete, call.id, author=author, shares=shares, done=done, told=given.told)

    def _follow_up(self, call: Call, given: Given) -> str:
        author = self._desktop.author()
        return self._desktop.desk.do(
            author, life.follow_up, call.id, said=given.said, rating=given.rating, note=given.note, told=given.told
        )

    def _resume(self, call: Call, given: Given) -> str:
        return self._desktop.desk.do(self._on_word(call, given), life.resume, call.id, note=given.note, told=given.told)

    def _not_answered(self, call: Call, given: Given) -> str:
        return self._desktop.desk.do(self._desktop.author(), life.not_answered, call.id, told=given.told)

    def _decline(self, call: Call, given: Given) -> str:
        author = self._desktop.author(given.member or (call.offer.to if call.offer else ""))
        return self._desktop.desk.do(author, life.decline, call.id, by=given.member, why=given.decline, note=given.note, told=given.told)

    def _return(self, call: Call, given: Given) -> str:
        author = self._on_word(call, given)
        return self._desktop.desk.do(author, life.give_back, call.id, officer=author.entered_by, reason=given.note, told=given.told)

    def _pause(self, call: Call, given: Given) -> str:
        check = given.check_at or usual_check(given.pause, self._desktop.now())
        author = self._on_word(call, given)
        return self._desktop.desk.do(
            author, life.pause, call.id, why=given.pause, check_at=check.astimezone(UTC), note=given.note, told=given.told
        )

    def _make_safe(self, call: Call, given: Given) -> str:
        return self._desktop.desk.do(self._on_word(call, given), life.make_safe, call.id, what=given.note, told=given.told)

    def _restore(self, call: Call, given: Given) -> str:
        return self._desktop.desk.do(self._on_word(call, given), life.restore, call.id, note=given.note, told=given.told)

    def _not_fixed(self, call: Call, given: Given) -> str:
        author = self._desktop.author()
        return self._desktop.desk.do(author, life.not_fixed, call.id, officer=author.entered_by, complaint=given.note, told=given.told)

    def _tell_caller(self, call: Call, given: Given) -> str:
        return self._desktop.desk.do(self._desktop.author(), life.tell_caller, call.id, note=given.note, told=given.told)

    def _chase(self, call: Call, given: Given) -> str:
        return self._desktop.desk.do(self._desktop.author(), life.chase, call.id, note=given.note, told=given.told)

    def _note(self, call: Call, given: Given) -> str:
        return self._desktop.desk.do(self._desktop.author(), life.note, call.id, text=given.note, told=given.told)

    def _cancel(self, call: Call, given: Given) -> str:
        return self._desktop.desk.do(self._desktop.author(), life.cancel, call.id, reason=given.note, told=given.told)


_PASSED = {Step.ACKNOWLEDGED: NextStep.ACKNOWLEDGE, Step.SET_OUT: NextStep.SET_OUT, Step.ARRIVED: NextStep.ARRIVE}
