"""Which phone call a ring belongs to: its own, the one that was forwarded, or the one that another source heard too (telephony.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from dutydesk import events as ev
from dutydesk.entries import Happened
from dutydesk.heard import Heard
from dutydesk.phone_calls import LONGEST_RING, PhoneCall, phone_id
from dutydesk.telephony.events import What
from dutydesk.words import NumberState, PhoneOutcome

SAME_RING = timedelta(hours=1)
"""A source that uses an id again after this has a new caller: a lost call is the worst error, a doubled one is seen."""
TOGETHER = timedelta(seconds=10)
"""Two sources that hear one call tell of it within so much."""
AFTERWARDS = timedelta(seconds=2)
"""So late after its end a call may still be told of by another source; nobody hangs up and rings anew as fast."""


class Known(Protocol):
    """What must be known of the phone calls so far; inside the transaction, or as the window reads it."""

    def phone_call(self, phone: str) -> PhoneCall | None:
        """A phone call by its id, or by that of any of its rings."""

    def entries_of(self, subject: str) -> Sequence[Happened]:
        """A subject's entries in order."""

    def phone_calls_from(self, number: str, since: datetime, until: datetime) -> Sequence[PhoneCall]:
        """Phone calls of a number that first rang in this time."""


def latest_of(known: Known, source: str, wire_id: str) -> tuple[int, Sequence[Happened]]:
    """How often the source has used the id again so far, and what was told of it the last time."""
    number, told = 0, known.entries_of(f"phone:{phone_id(source, wire_id)}")
    while again := told and known.entries_of(f"phone:{phone_id(source, wire_id, number + 1)}"):
        number, told = number + 1, again
    return number, told


def is_anew(phone: PhoneCall, heard: Heard) -> bool:
    """Whether a source that tells of a ring it told of before means another one by now."""
    if heard.what is not What.RINGING:
        return phone.ended_at is not None and heard.at - phone.ended_at > SAME_RING
    is_over = phone.ended_at is not None and heard.at - phone.rang_at > LONGEST_RING
    return is_over or heard.at - phone.rang_at > SAME_RING


def belongs_to(known: Known, heard: Heard) -> PhoneCall | None:
    """The phone call that a ring nobody told of yet is part of."""
    return _forwarded(known, heard.rang, heard.at) or _heard_by_another(known, heard)


def heard_twice(known: Known, phone: PhoneCall, heard: Heard) -> PhoneCall | None:
    """The phone call that another source told of just before it was known that `heard` goes on with `phone`; the two are one.

    One that something was made of stays what it is, and so does one that began before: nobody hears a call that is yet to come.
    """
    other = _heard_by_another(known, heard)
    if other is None or other.id == phone.id or not is_alone(other) or other.rang_at < phone.rang_at - TOGETHER:
        return None
    return None if _sources(other) & _sources(phone) else other


def is_alone(phone: PhoneCall) -> bool:
    """Whether a phone call is one ring, of which nothing was made."""
    return not (phone.rings or phone.calls or phone.linked or phone.called_back_at or phone.is_dismissed or phone.told_status)


def _forwarded(known: Known, rang: ev.PhoneRang, at: datetime) -> PhoneCall | None:
    """The call that was forwarded under a new id. One that was answered before is put through: it rings for itself."""
    if not rang.original_wire_id:
        return None
    found = known.phone_call(phone_id(rang.source, rang.original_wire_id, latest_of(known, rang.source, rang.original_wire_id)[0]))
    if found is None or found.answered_at is not None or at - found.rang_at > SAME_RING:
        return None
    return found if found.ended_at is None or at - found.ended_at <= LONGEST_RING else None


def _heard_by_another(known: Known, heard: Heard) -> PhoneCall | None:
    """The call of the same number that another source told of; of several the nearest in time. Hidden numbers are never the same."""
    rang, at = heard.rang, heard.at
    if rang.number_state is not NumberState.OK or not rang.number:
        return None
    back = LONGEST_RING + TOGETHER if heard.what is What.RINGING else SAME_RING
    found = known.phone_calls_from(rang.number, at - back, at + TOGETHER)
    return _nearest([phone for phone in found if _may_be(phone, heard)], at)


def _may_be(phone: PhoneCall, heard: Heard) -> bool:
    at = heard.at
    if phone.number_state is not NumberState.OK or heard.rang.source in _sources(phone):
        return False
    if heard.what is What.RINGING:
        return _apart(phone, at) <= TOGETHER and (phone.ended_at is None or at - phone.ended_at <= AFTERWARDS)
    if phone.answered_at is not None and _stopped_ringing(heard):
        return abs(at - phone.answered_at) <= TOGETHER
    if phone.ended_at is not None:
        return abs(at - phone.ended_at) <= TOGETHER
    return phone.answered_at is not None or at - phone.rings_since <= LONGEST_RING


def _stopped_ringing(heard: Heard) -> bool:
    """Whether it is told that a phone stops ringing; an end of which nothing more is known may be a hang-up after a long talk."""
    return heard.outcome is not None and heard.outcome is not PhoneOutcome.UNKNOWN


def _sources(phone: PhoneCall) -> frozenset[str]:
    return frozenset((phone.source, *(one.partition(":")[0] for one in phone.rings)))


def _apart(phone: PhoneCall, at: datetime) -> timedelta:
    return min(abs(at - phone.rang_at), abs(at - phone.rings_since))


def _nearest(found: Iterable[PhoneCall], at: datetime) -> PhoneCall | None:
    return min(found, key=lambda phone: (_apart(phone, at), phone.id), default=None)
