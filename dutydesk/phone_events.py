"""What happens to a phone call: a ring, its end, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dutydesk.private import private
from dutydesk.words import DivertReason, NumberState, PhoneOutcome


@dataclass(frozen=True, slots=True)
class PhoneRang:
    """A ring on a line. `line` is the called line, `diverted_from` the line or person it was forwarded from."""

    kind: ClassVar[str] = "phone.rang"
    source: str
    wire_id: str
    number_state: NumberState
    line: str = ""
    diverted_from: str = ""
    divert_reason: DivertReason = DivertReason.NONE
    original_wire_id: str = ""
    person: str = ""
    member: str = ""
    number: str = private()
    typed_number: str = private()
    name: str = private()


@dataclass(frozen=True, slots=True)
class PhoneAnswered:
    """A source says that the ring was answered, here or elsewhere."""

    kind: ClassVar[str] = "phone.answered"
    outcome: PhoneOutcome = PhoneOutcome.ANSWERED_HERE


@dataclass(frozen=True, slots=True)
class PhoneEnded:
    """The ring or the conversation ended."""

    kind: ClassVar[str] = "phone.ended"
    outcome: PhoneOutcome = PhoneOutcome.UNKNOWN


@dataclass(frozen=True, slots=True)
class PhoneSettled:
    """The officer says how an unknown ring ended."""

    kind: ClassVar[str] = "phone.settled"
    outcome: PhoneOutcome


@dataclass(frozen=True, slots=True)
class PhoneCalledBack:
    """A missed caller was rung back."""

    kind: ClassVar[str] = "phone.called_back"
    note: str = private()


@dataclass(frozen=True, slots=True)
class PhoneDismissed:
    """A missed ring needs no call back; the reason is always given."""

    kind: ClassVar[str] = "phone.dismissed"
    reason: str = private()


PhoneFact = PhoneRang | PhoneAnswered | PhoneEnded | PhoneSettled | PhoneCalledBack | PhoneDismissed
