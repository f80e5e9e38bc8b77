"""What happens to a phone call: a ring, its end, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dutydesk.private import private
from dutydesk.words import DivertReason, NumberState, PhoneOutcome, Status


@dataclass(frozen=True, slots=True)
class PhoneRang:
    """A ring on a line. `line` is the called line, `diverted_from` the line or person it was forwarded from.

    `ring` is "" for the ring that the phone call is named after, else the id of another ring that is part of it. A ring is told again
    where more is known of it. `tells_missed` says that its source can tell a missed ring from one answered elsewhere.
    """

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
    tells_missed: bool = False
    ring: str = ""
    number: str = private()
    typed_number: str = private()
    name: str = private()


@dataclass(frozen=True, slots=True)
class PhoneAnswered:
    """A source says that the ring was answered, here or elsewhere; `ring` as in `PhoneRang`."""

    kind: ClassVar[str] = "phone.answered"
    outcome: PhoneOutcome = PhoneOutcome.ANSWERED_HERE
    ring: str = ""


@dataclass(frozen=True, slots=True)
class PhoneEnded:
    """The ring or the conversation ended; `ring` as in `PhoneRang`."""

    kind: ClassVar[str] = "phone.ended"
    outcome: PhoneOutcome = PhoneOutcome.UNKNOWN
    ring: str = ""


@dataclass(frozen=True, slots=True)
class PhoneJoined:
    """This ring is part of the phone call `phone`: it was forwarded under a new id, or another source heard the same call."""

    kind: ClassVar[str] = "phone.joined"
    phone: str


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


@dataclass(frozen=True, slots=True)
class PhoneLinked:
    """The phone call was about `call`, which is there already."""

    kind: ClassVar[str] = "phone.linked"
    call: str


@dataclass(frozen=True, slots=True)
class PhoneToldStatus:
    """One of the crew told in this phone call what they do; the status is a fact of their own, in the same act."""

    kind: ClassVar[str] = "phone.told_status"
    status: Status


_Heard = PhoneRang | PhoneAnswered | PhoneEnded | PhoneJoined
_SeenTo = PhoneSettled | PhoneCalledBack | PhoneDismissed | PhoneLinked | PhoneToldStatus
PhoneFact = _Heard | _SeenTo
