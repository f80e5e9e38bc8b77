"""The life of a call: what may be done with it when, as decisions that answer facts or refuse (domain.md, Life of a call).

Each decision takes the state inside the write transaction first and the call's id second. `author` is whose word it is.
`told` is when it really happened, if told; any step may be skipped forward, a skipped step's time stays "not told".
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dutydesk import events as ev
from dutydesk.calls import Call, Isolation
from dutydesk.journal import Author, Fact, View
from dutydesk.refusals import RefusedError
from dutydesk.words import DeclineReason, FollowUp, Level, PauseReason, Stage, Step, Told

REOPEN_WITHIN = timedelta(days=7)
"""A closed call may be reopened for so long (domain.md, Life of a call); later it is a new call."""
RATINGS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Done:
    """What was told of the finished work; nothing of it is required."""

    result: str = ""
    cause: str = ""
    materials: str = ""
    minutes: int | None = None


def hand_off(view: View, call: str, *, to: str, told_how: Told, told: datetime | None = None) -> Sequence[Fact]:
    """Offer a waiting call to `to`; a new offer replaces an unanswered one."""
    found = _work(view, call)
    if found.stage.is_taken_on:
        raise RefusedError("call.already_accepted", call=found.counter, member=found.holder)
    _not_offered_alike(found, to, told_how)
    return [_fact(found, ev.CallHandedOff(to, told_how), told, view)]


def transfer(view: View, call: str, *, to: str, reason: str, told_how: Told, told: datetime | None = None) -> Sequence[Fact]:
    """Offer a call that somebody holds to `to`; the holder stays holder until the other acknowledges."""
    found = _taken_on(view, call)
    if to == found.holder:
        raise RefusedError("call.transfer_to_holder", call=found.counter, member=to)
    _needs(reason, "call.reason_needed", found)
    _not_offered_alike(found, to, told_how)
    return [_fact(found, ev.CallHandedOff(to, told_how, transfer=True, reason=reason), told, view)]


def not_answered(view: View, call: str, *, told: datetime | None = None) -> Sequence[Fact]:
    """A person says that the offer got no answer; the clock alone never does."""
    found = _work(view, call)
    if found.offer is None:
        raise RefusedError("call.no_offer", call=found.counter)
    return [_fact(found, ev.CallNotAnswered(found.offer.to), told, view)]


def acknowledge(view: View, call: str, *, by: str = "", told: datetime | None = None) -> Sequence[Fact]:
    """`by` takes the call on; "" means the one it is offered to.

    Without an offer `by` takes a waiting call themselves. A late answer of an earlier candidate wins while nobody else has answered.
    """
    found = _work(view, call)
    by = by or (found.offer.to if found.offer else "")
    if not by:
        raise RefusedError("call.no_offer", call=found.counter)
    if found.stage.is_taken_on and not (found.offer and by in (found.offer.to, *found.candidates)):
        raise RefusedError("call.already_accepted", call=found.counter, member=found.holder)
    return [_fact(found, ev.CallAcknowledged(by), told, view, actor=by)]


def decline(
    view: View, call: str, *, by: str = "", why: DeclineReason = DeclineReason.OTHER, note: str = "", told: datetime | None = None
) -> Sequence[Fact]:
    """The one it is offered to declines."""
    found = _work(view, call)
    if found.offer is None or by not in ("", found.offer.to):
        raise RefusedError("call.no_offer", call=found.counter)
    return [_fact(found, ev.CallDeclined(found.offer.to, why, note), told, view, actor=found.offer.to)]


def give_back(view: View, call: str, *, officer: str, reason: str, told: datetime | None = None) -> Sequence[Fact]:
    """The holder returns the call to the officer on duty; always allowed, with a reason."""
    found = _taken_on(view, call)
    _needs(reason, "call.reason_needed", found)
    return [_fact(found, ev.CallReturned(officer, reason), told, view)]


def help_out(view: View, call: str, *, helper: str, told: datetime | None = None) -> Sequence[Fact]:
    """`helper` lends a hand; the lead stays."""
    found = _work(view, call)
    if helper in (found.holder, found.worker) and found.stage.is_taken_on:
        raise RefusedError("call.helper_is_holder", call=found.counter, member=helper)
    if helper in found.helpers:
        raise RefusedError("call.already_helping", call=found.counter, member=helper)
    return [_fact(found, ev.CallHelperJoined(helper), told, view)]


def stop_helping(view: View, call: str, *, helper: str, told: datetime | None = None) -> Sequence[Fact]:
    """`helper` is done helping."""
    found = _known(view, call)
    if helper not in found.helpers:
        raise RefusedError("call.not_a_helper", call=found.counter, member=helper)
    return [_fact(found, ev.CallHelperLeft(helper), told, view)]


def set_out(view: View, call: str, *, author: Author, note: str = "", told: datetime | None = None) -> Sequence[Fact]:
    """The holder sets out."""
    found = _work(view, call)
    if found.stage in (Stage.EN_ROUTE, Stage.ON_SITE):
        raise RefusedError("call.already_en_route", call=found.counter)
    return _crew_step(view, found, ev.CallSetOut(note), author, told)


def arrive(view: View, call: str, *, author: Author, note: str = "", told: datetime | None = None) -> Sequence[Fact]:
    """The holder is on site."""
    found = _work(view, call)
    if found.stage is Stage.ON_SITE:
        raise RefusedError("call.already_on_site", call=found.counter)
    return _crew_step(view, found, ev.CallArrived(note), author, told)


def make_safe(view: View, call: str, *, what: str = "", told: datetime | None = None) -> Sequence[Fact]:
    """A valve is shut or a breaker off. Whoever is nearest may do it, so it asks no stage but that there is work."""
    return [_fact(_work(view, call), ev.CallMadeSafe(what), told, view)]


def restore(view: View, call: str, *, isolation: str = "", note: str = "", told: datetime | None = None) -> Sequence[Fact]:
    """An isolation is taken away; "" means the latest that is still open. A done call may still have one."""
    found = _known(view, call)
    still = [one for one in found.isolations if one.restored is None and isolation in ("", one.key)]
    if not still:
        raise RefusedError("call.no_isolation", call=found.counter)
    return [_fact(found, ev.CallRestored(_latest(still).key, note), told, view)]


def pause(
    view: View, call: str, *, why: PauseReason, check_at: datetime | None, note: str = "", told: datetime | None = None
) -> Sequence[Fact]:
    """Work waits; the next check must lie ahead."""
    found = _taken_on(view, call)
    if found.stage is Stage.PAUSED:
        raise RefusedError("call.already_paused", call=found.counter)
    if check_at is None or check_at <= view.now:
        raise RefusedError("call.check_time_needed", call=found.counter)
    return [_fact(found, ev.CallPaused(why, check_at, note), told, view)]


def resume(view: View, call: str, *, note: str = "", told: datetime | None = None) -> Sequence[Fact]:
    """Work goes on."""
    found = _work(view, call)
    if found.stage is not Stage.PAUSED:
        raise RefusedError("call.not_paused", call=found.counter)
    return [_fact(found, ev.CallResumed(note), told, view)]


def complete(
    view: View,
    call: str,
    *,
    author: Author,
    shares: Mapping[Level, float],
    done: Done = Done(),
    arrived: datetime | None = None,
    told: datetime | None = None,
) -> Sequence[Fact]:
    """The repair is done; whether it is followed up is drawn by the level's share (0-1).

    `arrived` is when they came, if that step was skipped and somebody told.
    """
    found = _work(view, call)
    drawn = is_drawn(found.id, shares.get(found.level, 1.0))
    fact = ev.CallCompleted(drawn, done.minutes, done.result, done.cause, done.materials)
    *taken_on, completed = _crew_step(view, found, fact, author, told)
    came = [_fact(found, ev.CallArrived(), arrived, view, actor=completed.actor)] if arrived and found.stage is not Stage.ON_SITE else []
    return [*taken_on, *came, completed]


def is_drawn(call: str, share: float) -> bool:
    """Whether the call `call` is drawn for a follow-up of `share` (0-1) of its level: the same answer for the same call, always."""
    drawn = int.from_bytes(hashlib.sha256(call.encode()).digest()[:8], "big") / 2**64
    return drawn < share


def follow_up(
    view: View, call: str, *, said: FollowUp, rating: int | None = None, note: str = "", told: datetime | None = None
) -> Sequence[Fact]:
    """The caller was asked; three times not reached closes the call too."""
    found = _known(view, call)
    if found.stage is not Stage.COMPLETED:
        raise RefusedError("call.not_completed", call=found.counter)
    if rating is not None and rating not in RATINGS:
        raise RefusedError("call.rating_out_of_range", call=found.counter)
    return [_fact(found, ev.CallFollowedUp(said, rating, note), told, view)]


def not_fixed(view: View, call: str, *, officer: str, complaint: str = "", told: datetime | None = None) -> Sequence[Fact]:
    """The caller says it is not fixed: the call waits again."""
    found = _known(view, call)
    if found.stage not in (Stage.COMPLETED, Stage.CLOSED) or found.time(Step.COMPLETED) is None:
        raise RefusedError("call.not_completed", call=found.counter)
    closed = found.time(Step.CLOSED)
    if closed is not None and view.now - closed > REOPEN_WITHIN:
        raise RefusedError("call.too_late_to_reopen", call=found.counter)
    return [_fact(found, ev.CallReopened(officer, complaint), told, view)]


def cancel(view: View, call: str, *, reason: str, told: datetime | None = None) -> Sequence[Fact]:
    """There is nothing to do after all; a reason is kept."""
    found = _open(view, call)
    _needs(reason, "call.reason_needed", found)
    return [_fact(found, ev.CallCancelled(reason), told, view)]


def tell_caller(view: View, call: str, *, note: str = "", told: datetime | None = None) -> Sequence[Fact]:
    """The caller was told how things stand."""
    return [_fact(_open(view, call), ev.CallCallerTold(note), told, view)]


def chase(view: View, call: str, *, note: str = "", phone_call: str = "", told: datetime | None = None) -> Sequence[Fact]:
    """The caller urges; the phone call in which they do is seen to with it."""
    chased = _fact(_open(view, call), ev.CallChased(phone_call, note), told, view)
    rung = view.phone_call(phone_call) if phone_call else None
    return [chased] if rung is None or rung.is_settled else [chased, Fact(f"phone:{rung.id}", ev.PhoneLinked(call))]


def note(view: View, call: str, *, text: str, told: datetime | None = None) -> Sequence[Fact]:
    """A remark, at any time."""
    found = _known(view, call)
    _needs(text, "call.note_needed", found)
    return [_fact(found, ev.CallNoted(text), told, view)]


def amend(view: View, call: str, *, changes: ev.CallAmended) -> Sequence[Fact]:
    """Fields corrected; a call without phone and place, or without line and category, cannot come of it."""
    return [_fact(_known(view, call), changes, None, view)]


def correct_time(view: View, call: str, *, step: Step, at: datetime) -> Sequence[Fact]:
    """The time of a step was another. The correction itself is entered now; both times stay visible."""
    found = _known(view, call)
    if step is not Step.RECEIVED:
        check_told(at, view.now, found)
    elif at > view.now:
        raise RefusedError("time.in_future")
    return [_fact(found, ev.CallTimeCorrected(step, at), None, view)]


def check_told(told: datetime | None, now: datetime, call: Call) -> None:
    """Refuse a told time in the future or before the call. People tell minutes, so both are compared by the minute."""
    if told is None:
        return
    if _minute(told) > _minute(now):
        raise RefusedError("time.in_future", call=call.counter)
    if _minute(told) < _minute(call.received_at):
        raise RefusedError("time.before_call", call=call.counter)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _fact(call: Call, event: ev.Event, told: datetime | None, view: View, *, actor: str = "") -> Fact:
    check_told(told, view.now, call)
    return Fact(f"call:{call.id}", event, told, actor)


def _known(view: View, call: str) -> Call:
    found = view.call(call)
    if found is None:
        raise RefusedError("call.not_found", call=call)
    return found


def _open(view: View, call: str) -> Call:
    found = _known(view, call)
    _refuse_ended(found)
    return found


def _refuse_ended(call: Call) -> None:
    if call.stage is Stage.CANCELLED:
        raise RefusedError("call.cancelled", call=call.counter)
    if call.stage is Stage.CLOSED:
        raise RefusedError("call.already_closed", call=call.counter)


def refuse_without_work(call: Call) -> None:
    """Raise RefusedError for a call on which nobody works any more, before somebody is asked to whom it goes."""
    _refuse_ended(call)
    if call.stage is Stage.COMPLETED:
        raise RefusedError("call.already_completed", call=call.counter)


def _work(view: View, call: str) -> Call:
    found = _known(view, call)
    refuse_without_work(found)
    return found


def _taken_on(view: View, call: str) -> Call:
    found = _work(view, call)
    if not found.stage.is_taken_on:
        raise RefusedError("call.not_accepted", call=found.counter)
    return found


def _crew_step(view: View, call: Call, event: ev.CallFact, author: Author, told: datetime | None) -> list[Fact]:
    """A step of the crew member's own, on their word whoever enters it, after the acknowledgement it implies where nobody entered one.

    Whose step it is: the one named as actor, else the one it is offered to, else the holder.
    """
    named = author.actor if author.actor != author.entered_by else ""
    if call.stage.is_taken_on:
        return [_fact(call, event, told, view, actor=named or call.holder)]
    by = call.offer.to if call.offer else named
    if not by:
        raise RefusedError("call.not_accepted", call=call.counter)
    return [Fact(f"call:{call.id}", ev.CallAcknowledged(by, implied=True), None, by), _fact(call, event, told, view, actor=named or by)]


def _not_offered_alike(call: Call, to: str, told_how: Told) -> None:
    if call.offer and (call.offer.to, call.offer.told) == (to, told_how):
        raise RefusedError("call.offer_to_same", call=call.counter, member=to)


def _needs(text: str, code: str, call: Call) -> None:
    if not text.strip():
        raise RefusedError(code, call=call.counter)


def _latest(still: Sequence[Isolation]) -> Isolation:
    return max(still, key=lambda one: one.since)
