"""The words on the screen for the codes of the journal. Texts are English here and Chinese in the .ts file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from dutydesk.limits import Clock
from dutydesk.next_steps import NextStep
from dutydesk.words import (
    Channel,
    DeclineReason,
    DivertReason,
    FollowUp,
    NumberState,
    PauseReason,
    PhoneOutcome,
    Stage,
    Status,
    Step,
    Told,
)

Code = TypeVar("Code", bound=str)
_STAGES = {
    Stage.WAITING: QT_TRANSLATE_NOOP("Words", "to hand off"),
    Stage.ACCEPTED: QT_TRANSLATE_NOOP("Words", "accepted"),
    Stage.EN_ROUTE: QT_TRANSLATE_NOOP("Words", "en route"),
    Stage.ON_SITE: QT_TRANSLATE_NOOP("Words", "on site"),
    Stage.PAUSED: QT_TRANSLATE_NOOP("Words", "paused"),
    Stage.COMPLETED: QT_TRANSLATE_NOOP("Words", "to follow up"),
    Stage.CLOSED: QT_TRANSLATE_NOOP("Words", "closed"),
    Stage.CANCELLED: QT_TRANSLATE_NOOP("Words", "cancelled"),
}
_STATUSES = {
    Status.FREE: QT_TRANSLATE_NOOP("Words", "Free"),
    Status.CALLED: QT_TRANSLATE_NOOP("Words", "Called"),
    Status.ACCEPTED: QT_TRANSLATE_NOOP("Words", "Accepted"),
    Status.ON_THE_WAY: QT_TRANSLATE_NOOP("Words", "On the way"),
    Status.ON_SITE: QT_TRANSLATE_NOOP("Words", "On site"),
    Status.HELPING: QT_TRANSLATE_NOOP("Words", "Helping"),
    Status.ON_POST: QT_TRANSLATE_NOOP("Words", "On post"),
    Status.PATROL: QT_TRANSLATE_NOOP("Words", "Patrol"),
    Status.BREAK: QT_TRANSLATE_NOOP("Words", "Break"),
    Status.HOME: QT_TRANSLATE_NOOP("Words", "At home"),
    Status.OFF: QT_TRANSLATE_NOOP("Words", "Off"),
    Status.TO_BE_CALLED: QT_TRANSLATE_NOOP("Words", "To call"),
    Status.CALLED_OUT: QT_TRANSLATE_NOOP("Words", "Called out"),
}
_CHANNELS = {
    Channel.DIRECT: QT_TRANSLATE_NOOP("Words", "direct phone"),
    Channel.FORWARDED: QT_TRANSLATE_NOOP("Words", "forwarded phone"),
    Channel.GUARD: QT_TRANSLATE_NOOP("Words", "relayed by a guard"),
    Channel.CLEANER: QT_TRANSLATE_NOOP("Words", "relayed by a cleaner"),
    Channel.CREW: QT_TRANSLATE_NOOP("Words", "relayed by the crew"),
    Channel.WALK_IN: QT_TRANSLATE_NOOP("Words", "walk-in"),
    Channel.PATROL: QT_TRANSLATE_NOOP("Words", "found on patrol"),
}
_STEPS = {
    Step.RECEIVED: QT_TRANSLATE_NOOP("Words", "received"),
    Step.TAKEN: QT_TRANSLATE_NOOP("Words", "taken"),
    Step.HANDED_OFF: QT_TRANSLATE_NOOP("Words", "handed off"),
    Step.ACKNOWLEDGED: QT_TRANSLATE_NOOP("Words", "acknowledged"),
    Step.SET_OUT: QT_TRANSLATE_NOOP("Words", "set out"),
    Step.ARRIVED: QT_TRANSLATE_NOOP("Words", "arrived"),
    Step.MADE_SAFE: QT_TRANSLATE_NOOP("Words", "made safe"),
    Step.COMPLETED: QT_TRANSLATE_NOOP("Words", "completed"),
    Step.FOLLOWED_UP: QT_TRANSLATE_NOOP("Words", "followed up"),
    Step.CLOSED: QT_TRANSLATE_NOOP("Words", "closed"),
}
_NEXT_STEPS = {
    NextStep.HAND_OFF: QT_TRANSLATE_NOOP("Words", "Hand off"),
    NextStep.ACKNOWLEDGE: QT_TRANSLATE_NOOP("Words", "Acknowledged"),
    NextStep.SET_OUT: QT_TRANSLATE_NOOP("Words", "Set out"),
    NextStep.ARRIVE: QT_TRANSLATE_NOOP("Words", "Arrived"),
    NextStep.COMPLETE: QT_TRANSLATE_NOOP("Words", "Complete"),
    NextStep.FOLLOW_UP: QT_TRANSLATE_NOOP("Words", "Follow up"),
    NextStep.RESUME: QT_TRANSLATE_NOOP("Words", "Resume"),
    NextStep.NOT_ANSWERED: QT_TRANSLATE_NOOP("Words", "Not answered"),
    NextStep.DECLINE: QT_TRANSLATE_NOOP("Words", "Declined"),
    NextStep.TRANSFER: QT_TRANSLATE_NOOP("Words", "Transfer"),
    NextStep.RETURN: QT_TRANSLATE_NOOP("Words", "Return"),
    NextStep.PAUSE: QT_TRANSLATE_NOOP("Words", "Pause"),
    NextStep.MAKE_SAFE: QT_TRANSLATE_NOOP("Words", "Made safe"),
    NextStep.RESTORE: QT_TRANSLATE_NOOP("Words", "Restored"),
    NextStep.NOT_FIXED: QT_TRANSLATE_NOOP("Words", "Not fixed"),
    NextStep.TELL_CALLER: QT_TRANSLATE_NOOP("Words", "Caller told"),
    NextStep.CHASE: QT_TRANSLATE_NOOP("Words", "Caller chases"),
    NextStep.NOTE: QT_TRANSLATE_NOOP("Words", "Note"),
    NextStep.CANCEL: QT_TRANSLATE_NOOP("Words", "Cancel"),
}
_CLOCKS = {
    Clock.HAND_OFF: QT_TRANSLATE_NOOP("Words", "hand off"),
    Clock.ACKNOWLEDGE: QT_TRANSLATE_NOOP("Words", "answer"),
    Clock.ARRIVE: QT_TRANSLATE_NOOP("Words", "arrive"),
    Clock.MAKE_SAFE: QT_TRANSLATE_NOOP("Words", "make safe"),
    Clock.COMPLETE: QT_TRANSLATE_NOOP("Words", "complete"),
    Clock.CHECK: QT_TRANSLATE_NOOP("Words", "check"),
    Clock.FOLLOW_UP: QT_TRANSLATE_NOOP("Words", "follow up"),
    Clock.CALLER_TOLD: QT_TRANSLATE_NOOP("Words", "tell caller"),
}
_TOLD = {
    Told.RADIO: QT_TRANSLATE_NOOP("Words", "radio"),
    Told.PHONE: QT_TRANSLATE_NOOP("Words", "phone"),
    Told.FACE: QT_TRANSLATE_NOOP("Words", "face to face"),
}
_DECLINES = {
    DeclineReason.BUSY_ON_HIGHER: QT_TRANSLATE_NOOP("Words", "busy on something more urgent"),
    DeclineReason.WRONG_TRADE: QT_TRANSLATE_NOOP("Words", "wrong trade"),
    DeclineReason.OFF_DUTY: QT_TRANSLATE_NOOP("Words", "off duty"),
    DeclineReason.OTHER: QT_TRANSLATE_NOOP("Words", "other reason"),
}
_PAUSES = {
    PauseReason.OWNER_AWAY: QT_TRANSLATE_NOOP("Words", "owner away"),
    PauseReason.PARTS: QT_TRANSLATE_NOOP("Words", "waits for parts"),
    PauseReason.CONTRACTOR: QT_TRANSLATE_NOOP("Words", "waits for the contractor"),
    PauseReason.DAYLIGHT: QT_TRANSLATE_NOOP("Words", "waits for daylight"),
    PauseReason.OWNERS_DECISION: QT_TRANSLATE_NOOP("Words", "waits for the owner's decision"),
    PauseReason.HIGHER_JOB: QT_TRANSLATE_NOOP("Words", "something more urgent came"),
}
_FOLLOW_UPS = {
    FollowUp.FINE: QT_TRANSLATE_NOOP("Words", "all is well"),
    FollowUp.NOT_REACHED: QT_TRANSLATE_NOOP("Words", "not reached"),
}
_OUTCOMES = {
    PhoneOutcome.ANSWERED_HERE: QT_TRANSLATE_NOOP("Words", "answered here"),
    PhoneOutcome.ANSWERED_ELSEWHERE: QT_TRANSLATE_NOOP("Words", "answered elsewhere"),
    PhoneOutcome.MISSED: QT_TRANSLATE_NOOP("Words", "missed"),
    PhoneOutcome.UNKNOWN: QT_TRANSLATE_NOOP("Words", "answered or not: unknown"),
}
_DIVERTS = {
    DivertReason.NO_ANSWER: QT_TRANSLATE_NOOP("Words", "no answer"),
    DivertReason.BUSY: QT_TRANSLATE_NOOP("Words", "busy"),
    DivertReason.UNCONDITIONAL: QT_TRANSLATE_NOOP("Words", "always"),
    DivertReason.UNAVAILABLE: QT_TRANSLATE_NOOP("Words", "unreachable"),
}
_NUMBER_STATES = {
    NumberState.OK: "",
    NumberState.WITHHELD: QT_TRANSLATE_NOOP("Words", "number withheld"),
    NumberState.UNAVAILABLE: QT_TRANSLATE_NOOP("Words", "number unavailable"),
    NumberState.NONE: QT_TRANSLATE_NOOP("Words", "no number"),
}
_SHIFTS = {
    "night": QT_TRANSLATE_NOOP("Words", "Night shift"),
    "day": QT_TRANSLATE_NOOP("Words", "Day shift"),
    "evening": QT_TRANSLATE_NOOP("Words", "Evening shift"),
}
_FORWARDED = {
    "out_on_repair": QT_TRANSLATE_NOOP("Words", "maintainer out on a repair"),
    "by_hand": QT_TRANSLATE_NOOP("Words", "set by hand"),
    "diverted_ring": QT_TRANSLATE_NOOP("Words", "a ring came forwarded"),
}
_RETURNED = {
    "rang_there": QT_TRANSLATE_NOOP("Words", "it rang there"),
    "answered_there": QT_TRANSLATE_NOOP("Words", "it was answered there"),
}


def _say(table: Mapping[Code, object], code: Code) -> str:
    """The words for a code; one that has none (the site's own, or a newer program's) is shown as it is."""
    text = table.get(code, code)
    return QCoreApplication.translate("Words", str(text)) if text else ""


def stage(stage: Stage) -> str:
    """Where a call stands."""
    return _say(_STAGES, stage)


def status(status: Status) -> str:
    """What a crew member is doing."""
    return _say(_STATUSES, status)


def channel(channel: Channel) -> str:
    """How a request came."""
    return _say(_CHANNELS, channel)


def step(step: Step) -> str:
    """A dated step of a call."""
    return _say(_STEPS, step)


def next_step(step: NextStep) -> str:
    """What a key or a button does with a call."""
    return _say(_NEXT_STEPS, step)


def clock(clock: Clock) -> str:
    """What must happen before a limit."""
    return _say(_CLOCKS, clock)


def told(told: Told) -> str:
    """How an offer was told."""
    return _say(_TOLD, told)


def decline_reason(reason: DeclineReason) -> str:
    """Why somebody declined."""
    return _say(_DECLINES, reason)


def pause_reason(reason: PauseReason) -> str:
    """Why a call waits."""
    return _say(_PAUSES, reason)


def follow_up(said: FollowUp) -> str:
    """What the caller said afterwards."""
    return _say(_FOLLOW_UPS, said)


def outcome(outcome: PhoneOutcome) -> str:
    """How a ring ended."""
    return _say(_OUTCOMES, outcome)


def divert_reason(reason: DivertReason) -> str:
    """Why a ring was forwarded, "" where nobody said."""
    return _say(_DIVERTS, reason) if reason in _DIVERTS else ""


def number_state(state: NumberState) -> str:
    """Why there is no number to show."""
    return _say(_NUMBER_STATES, state)


def shift(name: str) -> str:
    """What a shift is called."""
    return _say(_SHIFTS, name)


def forwarded_why(why: str, reason: DivertReason = DivertReason.NONE) -> str:
    """Why the maintenance phone rings here; why the exchange diverted a ring, where it said so."""
    said, diverted = _say(_FORWARDED, why), divert_reason(reason)
    return QCoreApplication.translate("Words", "{why} ({reason})").format(why=said, reason=diverted) if diverted else said


def returned_why(why: str) -> str:
    """What showed that the maintenance phone is at the workshop, "" where somebody said so."""
    return _say(_RETURNED, why) if why else ""


def from_line(line: str) -> str:
    """Where a ring was forwarded from, in few words; "" for a ring that came straight here."""
    return QCoreApplication.translate("Words", "from {line}").format(line=line) if line else ""


def forwarded_from(line: str, reason: DivertReason) -> str:
    """Where a ring was forwarded from, and why where a source said so; "" for a ring that came straight here."""
    if not line:
        return ""
    why = divert_reason(reason)
    if not why:
        return QCoreApplication.translate("Words", "forwarded from {line}").format(line=line)
    return QCoreApplication.translate("Words", "forwarded from {line} ({why})").format(line=line, why=why)
