"""The facts of the night: a closed union of frozen dataclasses, and their names, which are stored for ever.

A field made with `private()` is stored apart and can be erased, after which it reads as its default. Everything else goes into
the payload, which never holds personal data: places, codes, and ids of members and people. The time of a step is the entry's told
time, else its recorded time. A default, once written, never changes: a field that stands at it is not stored.
"""

from __future__ import annotations

from typing import get_args

from dutydesk.call_events import (
    CallAcknowledged,
    CallAdvised,
    CallAmended,
    CallArrived,
    CallCallerTold,
    CallCancelled,
    CallChased,
    CallCompleted,
    CallDeclined,
    CallFact,
    CallFollowedUp,
    CallHandedOff,
    CallHelperJoined,
    CallHelperLeft,
    CallMadeSafe,
    CallNotAnswered,
    CallNoted,
    CallPassedOn,
    CallPaused,
    CallReopened,
    CallRestored,
    CallResumed,
    CallReturned,
    CallSetOut,
    CallTaken,
    CallTimeCorrected,
)
from dutydesk.duty_events import (
    ClockJumped,
    ConsoleBegan,
    CrewFact,
    CrewSignedOff,
    CrewSignedOn,
    CrewStatusSet,
    DeskFact,
    EntryUndone,
    Erased,
    LineFact,
    LineForwarded,
    LineReturned,
    NumberRevealed,
    ShiftStarted,
)
from dutydesk.phone_events import (
    PhoneAnswered,
    PhoneCalledBack,
    PhoneDismissed,
    PhoneEnded,
    PhoneFact,
    PhoneJoined,
    PhoneLinked,
    PhoneRang,
    PhoneSettled,
    PhoneToldStatus,
)

__all__ = [
    "KINDS",
    "RESERVED",
    "CallAcknowledged",
    "CallAdvised",
    "CallAmended",
    "CallArrived",
    "CallCallerTold",
    "CallCancelled",
    "CallChased",
    "CallCompleted",
    "CallDeclined",
    "CallFact",
    "CallFollowedUp",
    "CallHandedOff",
    "CallHelperJoined",
    "CallHelperLeft",
    "CallMadeSafe",
    "CallNotAnswered",
    "CallNoted",
    "CallPassedOn",
    "CallPaused",
    "CallReopened",
    "CallRestored",
    "CallResumed",
    "CallReturned",
    "CallSetOut",
    "CallTaken",
    "CallTimeCorrected",
    "ClockJumped",
    "ConsoleBegan",
    "CrewFact",
    "CrewSignedOff",
    "CrewSignedOn",
    "CrewStatusSet",
    "DeskFact",
    "EntryUndone",
    "Erased",
    "Event",
    "LineFact",
    "LineForwarded",
    "LineReturned",
    "NumberRevealed",
    "PhoneAnswered",
    "PhoneCalledBack",
    "PhoneDismissed",
    "PhoneEnded",
    "PhoneFact",
    "PhoneJoined",
    "PhoneLinked",
    "PhoneRang",
    "PhoneSettled",
    "PhoneToldStatus",
    "ShiftStarted",
]

Event = PhoneFact | CallFact | CrewFact | LineFact | DeskFact | EntryUndone

KINDS: dict[str, type[Event]] = {event.kind: event for event in get_args(Event)}
"""Every kind this program writes, by its stored name."""

RESERVED = frozenset(
    {
        "call.booked",
        "call.joined_incident",
        "call.left_incident",
        "shift.duty_line",
        "shift.handed_over",
        "desk.fire_mode_entered",
        "desk.fire_mode_left",
    }
)
"""Names of domain.md that no event uses yet; they may not be taken for another meaning."""
