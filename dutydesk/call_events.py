"""What happens to a call, fact by fact (domain.md, Life of a call)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from dutydesk.private import private
from dutydesk.words import Channel, DeclineReason, FollowUp, Level, PauseReason, Step, Told


@dataclass(frozen=True, slots=True)
class CallTaken:
    """A request for work. `received_at` is the ring, else the first key; the promise to the owner counts from it."""

    kind: ClassVar[str] = "call.taken"
    letter: str
    day: date
    counter: int
    channel: Channel
    first_receiver: str
    received_at: datetime
    category: str = ""
    level: Level = Level.NORMAL
    place: str = ""
    person: str = ""
    phone_call: str = ""
    diverted_from: str = ""
    relayed_by: str = ""
    line: str = private()
    caller_name: str = private()
    caller_number: str = private()


@dataclass(frozen=True, slots=True)
class CallAdvised:
    """A question answered at the desk: closed at once."""

    kind: ClassVar[str] = "call.advised"
    advice: str = private()


@dataclass(frozen=True, slots=True)
class CallAmended:
    """Fields of the call corrected; None leaves a field as it was."""

    kind: ClassVar[str] = "call.amended"
    category: str | None = None
    level: Level | None = None
    place: str | None = None
    channel: Channel | None = None
    person: str | None = None
    phone_call: str | None = None
    changed: tuple[str, ...] = ()
    line: str = private()
    caller_name: str = private()
    caller_number: str = private()


@dataclass(frozen=True, slots=True)
class CallNoted:
    """A remark."""

    kind: ClassVar[str] = "call.noted"
    note: str = private()


@dataclass(frozen=True, slots=True)
class CallChased:
    """The caller rang again to urge (催)."""

    kind: ClassVar[str] = "call.chased"
    phone_call: str = ""
    note: str = private()


@dataclass(frozen=True, slots=True)
class CallHandedOff:
    """The call is offered to a crew member; `transfer` when somebody already holds it and stays holder till the answer."""

    kind: ClassVar[str] = "call.handed_off"
    to: str
    told: Told = Told.RADIO
    transfer: bool = False
    reason: str = private()


@dataclass(frozen=True, slots=True)
class CallNotAnswered:
    """A person says that the offer got no answer."""

    kind: ClassVar[str] = "call.not_answered"
    by: str


@dataclass(frozen=True, slots=True)
class CallAcknowledged:
    """A crew member takes the call on and is its holder from now; `implied` by a later step, so that nobody told its time."""

    kind: ClassVar[str] = "call.acknowledged"
    by: str
    implied: bool = False


@dataclass(frozen=True, slots=True)
class CallDeclined:
    """A crew member declines the offer."""

    kind: ClassVar[str] = "call.declined"
    by: str
    why: DeclineReason = DeclineReason.OTHER
    note: str = private()


@dataclass(frozen=True, slots=True)
class CallHelperJoined:
    """Somebody lends a hand; the lead stays with the holder."""

    kind: ClassVar[str] = "call.helper_joined"
    helper: str


@dataclass(frozen=True, slots=True)
class CallHelperLeft:
    """A helper is done helping."""

    kind: ClassVar[str] = "call.helper_left"
    helper: str


@dataclass(frozen=True, slots=True)
class CallSetOut:
    """The holder is on the way."""

    kind: ClassVar[str] = "call.set_out"
    note: str = private()


@dataclass(frozen=True, slots=True)
class CallArrived:
    """The holder is on site."""

    kind: ClassVar[str] = "call.arrived"
    note: str = private()


@dataclass(frozen=True, slots=True)
class CallMadeSafe:
    """A valve shut, a breaker off: an isolation that stays open until it is restored."""

    kind: ClassVar[str] = "call.made_safe"
    what: str = private()


@dataclass(frozen=True, slots=True)
class CallRestored:
    """The isolation of entry `isolation` ("console:cseq") was taken away again."""

    kind: ClassVar[str] = "call.restored"
    isolation: str
    note: str = private()


@dataclass(frozen=True, slots=True)
class CallPaused:
    """Work waits for `why`; to be looked at again at `check_at`, which only shows."""

    kind: ClassVar[str] = "call.paused"
    why: PauseReason
    check_at: datetime
    note: str = private()


@dataclass(frozen=True, slots=True)
class CallResumed:
    """Work goes on."""

    kind: ClassVar[str] = "call.resumed"
    note: str = private()


@dataclass(frozen=True, slots=True)
class CallCompleted:
    """The repair is done; `follow_up` is what the draw said then. `minutes` of work where told."""

    kind: ClassVar[str] = "call.completed"
    follow_up: bool
    minutes: int | None = None
    result: str = private()
    cause: str = private()
    materials: str = private()


@dataclass(frozen=True, slots=True)
class CallFollowedUp:
    """The caller was asked. `rating` 1-5 where given."""

    kind: ClassVar[str] = "call.followed_up"
    said: FollowUp
    rating: int | None = None
    note: str = private()


@dataclass(frozen=True, slots=True)
class CallReturned:
    """The holder gives the call back to the officer on duty."""

    kind: ClassVar[str] = "call.returned"
    officer: str
    reason: str = private()


@dataclass(frozen=True, slots=True)
class CallReopened:
    """Not fixed (返修): waits again; the same person is suggested first."""

    kind: ClassVar[str] = "call.reopened"
    officer: str
    complaint: str = private()


@dataclass(frozen=True, slots=True)
class CallCancelled:
    """There is nothing to do after all."""

    kind: ClassVar[str] = "call.cancelled"
    reason: str = private()


@dataclass(frozen=True, slots=True)
class CallCallerTold:
    """The caller was told how things stand."""

    kind: ClassVar[str] = "call.caller_told"
    note: str = private()


@dataclass(frozen=True, slots=True)
class CallPassedOn:
    """`leaver` goes off shift: what they hold or first received is now `officer`'s."""

    kind: ClassVar[str] = "call.passed_on"
    leaver: str
    officer: str


@dataclass(frozen=True, slots=True)
class CallTimeCorrected:
    """The time of a step was another; both stay visible."""

    kind: ClassVar[str] = "call.time_corrected"
    step: Step
    at: datetime


CallFact = (
    CallTaken
    | CallAdvised
    | CallAmended
    | CallNoted
    | CallChased
    | CallHandedOff
    | CallNotAnswered
    | CallAcknowledged
    | CallDeclined
    | CallHelperJoined
    | CallHelperLeft
    | CallSetOut
    | CallArrived
    | CallMadeSafe
    | CallRestored
    | CallPaused
    | CallResumed
    | CallCompleted
    | CallFollowedUp
    | CallReturned
    | CallReopened
    | CallCancelled
    | CallCallerTold
    | CallPassedOn
    | CallTimeCorrected
)
