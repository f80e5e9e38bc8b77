"""The facts of the night: one frozen dataclass per kind, a closed union, names that are stored for ever.

A field made with `private()` holds a name, a number or free text about a person: it is stored apart and can be erased,
after which it reads as its default. Everything else goes into the payload, which never holds personal data: places,
codes, and ids of members and people. Times of steps are the entry's told time, else its recorded time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, get_args

from dutydesk.words import (
    Channel,
    DeclineReason,
    DivertReason,
    FollowUp,
    Level,
    NumberState,
    PauseReason,
    PhoneOutcome,
    Status,
    Step,
    Told,
)


def private() -> str:
    """A text field that is stored in the private part of its entry and is "" once erased."""
    text: str = field(default="", metadata={"private": True})
    return text


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


@dataclass(frozen=True, slots=True)
class EntryUndone:
    """The same person takes an act of theirs back, as far as this entry's subject goes."""

    kind: ClassVar[str] = "entry.undone"
    act: str


@dataclass(frozen=True, slots=True)
class CrewStatusSet:
    """A person's status by hand; `where` is a post, a place or a few words of the site's own."""

    kind: ClassVar[str] = "crew.status_set"
    status: Status
    where: str = ""
    expected_free: datetime | None = None


@dataclass(frozen=True, slots=True)
class CrewSignedOn:
    """A person comes on duty; `officer` when at the desk as night duty officer."""

    kind: ClassVar[str] = "crew.signed_on"
    officer: bool = False


@dataclass(frozen=True, slots=True)
class CrewSignedOff:
    """A person goes off duty."""

    kind: ClassVar[str] = "crew.signed_off"


@dataclass(frozen=True, slots=True)
class ShiftStarted:
    """A shift begins; `day` is its duty day."""

    kind: ClassVar[str] = "shift.started"
    day: date
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineForwarded:
    """The maintenance phone now rings here; `why` is a code: out_on_repair, by_hand, diverted_ring."""

    kind: ClassVar[str] = "line.forwarded"
    why: str = "by_hand"


@dataclass(frozen=True, slots=True)
class LineReturned:
    """The maintenance phone is back at the workshop."""

    kind: ClassVar[str] = "line.returned"


@dataclass(frozen=True, slots=True)
class NumberRevealed:
    """The officer looked at a full number."""

    kind: ClassVar[str] = "desk.number_revealed"
    call: str = ""
    phone_call: str = ""


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """The computer's clock moved by `seconds` against the running time."""

    kind: ClassVar[str] = "desk.clock_jumped"
    seconds: float


@dataclass(frozen=True, slots=True)
class ConsoleBegan:
    """A console's first entry. After a restored or copied folder it names the head it continues from."""

    kind: ClassVar[str] = "desk.console_began"
    letter: str
    old_console: str = ""
    old_cseq: int = 0
    old_hash: str = ""


@dataclass(frozen=True, slots=True)
class Erased:
    """The private parts of `entries` ("console:cseq") about `person` were deleted; the chain still verifies."""

    kind: ClassVar[str] = "desk.erased"
    person: str
    entries: tuple[str, ...] = ()


PhoneFact = PhoneRang | PhoneAnswered | PhoneEnded | PhoneSettled | PhoneCalledBack | PhoneDismissed
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
CrewFact = CrewStatusSet | CrewSignedOn | CrewSignedOff
LineFact = LineForwarded | LineReturned
DeskFact = NumberRevealed | ClockJumped | ConsoleBegan | Erased | ShiftStarted
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
