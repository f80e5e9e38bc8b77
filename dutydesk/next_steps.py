"""What may be done with a call next: the step that usually follows, and every step that its stage allows."""

from __future__ import annotations

from enum import StrEnum

from dutydesk.calls import Call
from dutydesk.words import Stage, Step


class NextStep(StrEnum):
    """A thing a person at the desk may do with a call; `life` decides, this only offers."""

    HAND_OFF = "hand_off"
    ACKNOWLEDGE = "acknowledge"
    SET_OUT = "set_out"
    ARRIVE = "arrive"
    COMPLETE = "complete"
    FOLLOW_UP = "follow_up"
    RESUME = "resume"
    NOT_ANSWERED = "not_answered"
    DECLINE = "decline"
    TRANSFER = "transfer"
    RETURN = "return"
    PAUSE = "pause"
    MAKE_SAFE = "make_safe"
    RESTORE = "restore"
    NOT_FIXED = "not_fixed"
    TELL_CALLER = "tell_caller"
    CHASE = "chase"
    NOTE = "note"
    CANCEL = "cancel"


def next_step(call: Call) -> NextStep | None:
    """The one that usually follows, for a single key; None when nothing is owed any more."""
    if call.stage.is_work and call.offer is not None:
        return NextStep.ACKNOWLEDGE
    match call.stage:
        case Stage.WAITING:
            return NextStep.HAND_OFF
        case Stage.ACCEPTED:
            return NextStep.SET_OUT
        case Stage.EN_ROUTE:
            return NextStep.ARRIVE
        case Stage.ON_SITE:
            return NextStep.COMPLETE
        case Stage.PAUSED:
            return NextStep.RESUME
        case Stage.COMPLETED:
            return NextStep.FOLLOW_UP
        case _:
            return None


def next_steps(call: Call) -> tuple[NextStep, ...]:
    """Every step that may be taken now, the usual one first; any step may be skipped forward."""
    usual = next_step(call)
    offered = (usual,) if usual else ()
    return tuple(dict.fromkeys((*offered, *_of_offer(call), *_of_stage(call), *_of_isolation(call), *_always(call))))


def skipped_by(call: Call, step: NextStep) -> tuple[Step, ...]:
    """The dated steps that `step` passes over, so that their times may be told."""
    road = {NextStep.SET_OUT: (), NextStep.ARRIVE: (Step.SET_OUT,), NextStep.COMPLETE: (Step.SET_OUT, Step.ARRIVED)}.get(step)
    if road is None:
        return ()
    return tuple(one for one in (Step.ACKNOWLEDGED, *road) if one not in call.times)


def _of_offer(call: Call) -> tuple[NextStep, ...]:
    if call.offer is None:
        return ()
    return (NextStep.NOT_ANSWERED, NextStep.DECLINE)


def _of_stage(call: Call) -> tuple[NextStep, ...]:
    forward = (NextStep.SET_OUT, NextStep.ARRIVE, NextStep.COMPLETE)
    match call.stage:
        case Stage.WAITING if call.offer:
            return (*forward, NextStep.HAND_OFF)
        case Stage.WAITING:
            return (NextStep.ACKNOWLEDGE,)
        case Stage.ACCEPTED:
            return (*forward, *_HELD, NextStep.PAUSE)
        case Stage.EN_ROUTE:
            return (*forward[1:], *_HELD, NextStep.PAUSE)
        case Stage.ON_SITE:
            return (NextStep.COMPLETE, *_HELD, NextStep.PAUSE)
        case Stage.PAUSED:
            return (*forward, *_HELD)
        case Stage.COMPLETED:
            return (NextStep.NOT_FIXED,)
        case Stage.CLOSED if call.time(Step.COMPLETED):
            return (NextStep.NOT_FIXED,)
        case _:
            return ()


_HELD = (NextStep.TRANSFER, NextStep.RETURN)


def _of_isolation(call: Call) -> tuple[NextStep, ...]:
    safe = (NextStep.MAKE_SAFE,) if call.stage.is_work else ()
    return (*safe, NextStep.RESTORE) if any(one.restored is None for one in call.isolations) else safe


def _always(call: Call) -> tuple[NextStep, ...]:
    if not call.stage.is_open:
        return (NextStep.NOTE,)
    chased = (NextStep.CHASE,) if call.stage.is_work else ()
    return (NextStep.TELL_CALLER, *chased, NextStep.NOTE, NextStep.CANCEL)
