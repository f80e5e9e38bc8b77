"""A phone call (来电): one real call, whatever the sources sent, with its outcome and what was done about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dutydesk import events as ev
from dutydesk.entries import Happened
from dutydesk.rung import Rung, as_heard, joined_to
from dutydesk.undoing import standing
from dutydesk.words import DivertReason, NumberState, PhoneOutcome, Status

LONGEST_RING = timedelta(minutes=3)
"""A ring older than this has ended, whatever the source says (telephony.md, One interface)."""


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """A call on a line. `number` is E.164 where it could be read, `calls` the repair calls made from it, `linked` one that it was about.

    `told_status` is what one of the crew told that they do.
    It is named after the first ring that was told of; `rings` are the ids of the others: forwards under a new id, and the same call
    as another source heard it. `last_rang_at` is when a forwarded one rang anew.
    """

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
    linked: str = ""
    told_status: Status | None = None
    rings: tuple[str, ...] = ()
    last_rang_at: datetime | None = None
    tells_missed: bool = False

    @property
    def is_ringing(self) -> bool:
        """Whether the phone still rings, as far as the entries tell; see `rings_at` for the clock."""
        return self.answered_at is None and self.ended_at is None and self.outcome is None

    @property
    def rings_since(self) -> datetime:
        """Since when it rings where it rings now."""
        return self.last_rang_at or self.rang_at

    def rings_at(self, now: datetime) -> bool:
        """Whether the phone rings at `now`; after three minutes it has stopped even if no source said so."""
        return self.is_ringing and now - self.rings_since < LONGEST_RING

    def outcome_at(self, now: datetime) -> PhoneOutcome | None:
        """How it ended, None while it rings. One that nobody ended was missed where its source can know that, else nobody knows."""
        if self.outcome is not None or self.rings_at(now):
            return self.outcome
        return ended_unheard(tells_missed=self.tells_missed)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is owed to the caller: there is a call of it, it was answered, called back or dismissed, or told a status."""
        answered = self.outcome is PhoneOutcome.ANSWERED_HERE or self.outcome is PhoneOutcome.ANSWERED_ELSEWHERE
        seen_to = self.called_back_at is not None or self.is_dismissed or self.told_status is not None
        return bool(self.calls or self.linked) or answered or seen_to

    @property
    def is_hidden(self) -> bool:
        """Whether nobody can ring back: the number is withheld or was not told."""
        return self.number_state is not NumberState.OK or not (self.number or self.typed_number)

    def is_work(self, now: datetime) -> bool:
        """Whether somebody owes this caller something: missed or unknown, and nobody has seen to it."""
        return not self.is_settled and not self.rings_at(now)


def ended_unheard(*, tells_missed: bool) -> PhoneOutcome:
    """How a ring ended of which no source told the end: one that can tell of an answer would have told of it."""
    return PhoneOutcome.MISSED if tells_missed else PhoneOutcome.UNKNOWN


def phone_id(source: str, wire_id: str, repeat: int = 0) -> str:
    """The id of a ring and of the phone call that is named after it; `repeat` counts a source's reuse of its own id for a later ring."""
    return f"{source}:{wire_id}" + (f"#{repeat}" if repeat else "")


def fold_phone_call(subject: str, told: Iterable[Happened]) -> PhoneCall | None:
    """The phone call that its own entries make; None for a ring that is part of another phone call, or of which only an end was told.

    Rings are folded first wherever they stand: a source may tell the end before the beginning (telephony.md, B).
    """
    left = standing(told)
    if joined_to(left):
        return None
    phone: PhoneCall | None = None
    rung = Rung()
    for one in sorted(left, key=lambda one: not isinstance(one.event, ev.PhoneRang)):
        rung.take(one)
        phone = _evolve(phone, subject, one)
    return None if phone is None else _as_heard(phone, rung, [one.event for one in left])


def _evolve(phone: PhoneCall | None, subject: str, one: Happened) -> PhoneCall | None:
    if phone is None:
        return fold_ring(subject.partition(":")[2], one.event, one.entry.at) if isinstance(one.event, ev.PhoneRang) else None
    match one.event:
        case ev.PhoneRang() as event:
            return with_ring(phone, event, one.entry.at)
        case ev.PhoneCalledBack():
            return replace(phone, called_back_at=one.entry.at)
        case ev.PhoneDismissed() as event:
            return replace(phone, dismissed=event.reason, is_dismissed=True)
        case ev.PhoneLinked() as event:
            return replace(phone, linked=event.call)
        case ev.PhoneToldStatus() as event:
            return replace(phone, told_status=event.status)
        case _:
            return phone


def _as_heard(phone: PhoneCall, rung: Rung, told: list[ev.Event | None]) -> PhoneCall:
    """`phone` with what all its rings make of it; what an officer settled stands above what any source says."""
    heard = as_heard(rung)
    settled = [event.outcome for event in told if isinstance(event, ev.PhoneSettled)]
    return replace(
        phone,
        answered_at=heard.answered_at,
        ended_at=heard.ended_at,
        outcome=settled[-1] if settled else heard.outcome,
        last_rang_at=heard.last_rang_at,
    )


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
        tells_missed=event.tells_missed,
        rings=(event.ring,) if event.ring else (),
    )


def with_ring(phone: PhoneCall, event: ev.PhoneRang, at: datetime) -> PhoneCall:
    """`phone` with what another ring, or the same one told again, knows besides: what is known already stands."""
    fuller = phone
    if phone.is_hidden and event.number_state is NumberState.OK and (event.number or event.typed_number):
        fuller = replace(phone, number_state=NumberState.OK, number=event.number, typed_number=event.typed_number)
    if event.diverted_from and not phone.diverted_from:
        fuller = replace(fuller, diverted_from=event.diverted_from, divert_reason=event.divert_reason)
    return replace(
        fuller,
        rang_at=min(phone.rang_at, at),
        name=phone.name or event.name,
        line=phone.line or event.line,
        original_wire_id=phone.original_wire_id or event.original_wire_id,
        person=phone.person or event.person,
        member=phone.member or event.member,
        tells_missed=phone.tells_missed or event.tells_missed,
        rings=phone.rings if not event.ring or event.ring in phone.rings else (*phone.rings, event.ring),
    )


def with_calls(phone: PhoneCall, calls: Iterable[str]) -> PhoneCall:
    """`phone` with the repair calls that name it."""
    return replace(phone, calls=tuple(sorted(calls)))
