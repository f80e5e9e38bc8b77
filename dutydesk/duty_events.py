"""What happens at the desk itself: undoing, crew statuses, shifts, lines, the clock and the console."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from dutydesk.private import private
from dutydesk.words import DivertReason, Status


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
    """The maintenance phone now rings here; `why` is a code: out_on_repair, by_hand, diverted_ring.

    `divert_reason` is why the exchange diverted the ring that showed it, `note` what somebody said about it.
    """

    kind: ClassVar[str] = "line.forwarded"
    why: str = "by_hand"
    divert_reason: DivertReason = DivertReason.NONE
    note: str = private()


@dataclass(frozen=True, slots=True)
class LineReturned:
    """The maintenance phone is back at the workshop; `why` is a code: rang_there, answered_there, or "" where somebody said so."""

    kind: ClassVar[str] = "line.returned"
    why: str = ""


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


CrewFact = CrewStatusSet | CrewSignedOn | CrewSignedOff
LineFact = LineForwarded | LineReturned
DeskFact = NumberRevealed | ClockJumped | ConsoleBegan | Erased | ShiftStarted
