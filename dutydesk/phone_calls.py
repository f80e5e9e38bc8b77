"""A phone call (来电): one real ring, whatever the sources sent, with its outcome and what was done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dutydesk import events as ev
from dutydesk.entries import Happened
from dutydesk.undoing import standing
from dutydesk.words import DivertReason, NumberState, PhoneOutcome

LONGEST_RING = timedelta(minutes=3)
"""A ring older than this has ended, whatever the source says (telephony.md, One interface)."""


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """A ring on a line. `number` is E.164 where it could be read, `calls` the repair calls made from it."""

    id: str
    source: str
    wire_id: str
    rang_at: datetime
    number_state: NumberState
    number: str = ""
    typed_number: str = ""
    name: str = ""
    line: str = ""
    diverted_from: str = ""
    divert_reason: DivertReason = DivertReason.NONE
    original_wire_id: str = ""
    person: str = ""
    member: str = ""
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: PhoneOutcome | None = None
    called_back_at: datetime | None = None
    dismissed: str = ""
    is_dismissed: bool = False
    calls: tuple[str, ...] = ()

    @property
    def is_ringing(self) -> bool:
        """Whether the phone still rings, as far as the entries tell; see `rings_at` for the clock."""
        return self.answered_at is None and self.ended_at is None and self.outcome is None

    def rings_at(self, now: datetime) -> bool:
        """Whether the phone rings at `now`; after three minutes it has stopped even if no source said so."""
        return self.is_ringing and now - self.rang_at < LONGEST_RING

    @property
    def is_settled(self) -> bool:
        """Whether nothing is owed to the caller: a call was made, it was answered, called back or dismissed."""
        answered = self.outcome is PhoneOutcome.ANSWERED_HERE or self.outcome is PhoneOutcome.ANSWERED_ELSEWHERE
        return bool(self.calls) or answered or self.called_back_at is not None or self.is_dismissed

    def is_work(self, now: datetime) -> bool:
        """Whether somebody owes this caller something: missed or unknown, and nobody has seen to it."""
        return not self.is_settled and not self.rings_at(now)


def phone_id(source: str, wire_id: str, repeat: int = 0) -> str:
    """The id of a phone call; `repeat` counts a source's reuse of its own id for a later ring."""
    return f"{source}:{wire_id}" + (f"#{repeat}" if repeat else "")


def fold_phone_call(subject: str, told: Iterable[Happened]) -> PhoneCall | None:
    """The phone call that its own entries make; None while only an end without a beginning is known.

    The ring is folded first wherever it stands: a source may tell the end before the beginning (telephony.md, B).
    """
    phone: PhoneCall | None = None
    for one in sorted(standing(told), key=lambda one: not isinstance(one.event, ev.PhoneRang)):
        phone = _evolve(phone, subject, one)
    return phone


def _evolve(phone: PhoneCall | None, subject: str, one: Happened) -> PhoneCall | None:
    if phone is None:
        return fold_ring(subject.partition(":")[2], one.event, one.entry.at) if isinstance(one.event, ev.PhoneRang) else None
    match one.event:
        case ev.PhoneAnswered() as event:
            return replace(phone, answered_at=phone.answered_at or one.entry.at, outcome=event.outcome)
        case ev.PhoneEnded() as event:
            return replace(phone, ended_at=phone.ended_at or one.entry.at, outcome=phone.outcome or event.outcome)
        case ev.PhoneSettled() as event:
            return replace(phone, outcome=event.outcome)
        case ev.PhoneCalledBack():
            return replace(phone, called_back_at=one.entry.at)
        case ev.PhoneDismissed() as event:
            return replace(phone, dismissed=event.reason, is_dismissed=True)
        case _:
            return phone


def fold_ring(phone: str, event: ev.PhoneRang, at: datetime) -> PhoneCall:
    """The phone call `phone` as it begins."""
    return PhoneCall(
        id=phone,
        source=event.source,
        wire_id=event.wire_id,
        rang_at=at,
        number_state=event.number_state,
        number=event.number,
        typed_number=event.typed_number,
        name=event.name,
        line=event.line,
        diverted_from=event.diverted_from,
        divert_reason=event.divert_reason,
        original_wire_id=event.original_wire_id,
        person=event.person,
        member=event.member,
    )


def with_calls(phone: PhoneCall, calls: Iterable[str]) -> PhoneCall:
    """`phone` with the repair calls that name it."""
    return replace(phone, calls=tuple(sorted(calls)))
