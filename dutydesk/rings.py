"""From what a source heard to entries: one phone call per real ring, whatever is repeated, missing or out of order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dutydesk import events as ev
from dutydesk.journal import Fact, View
from dutydesk.phone_calls import LONGEST_RING, PhoneCall, fold_ring, phone_id
from dutydesk.refusals import RefusedError
from dutydesk.telephony.events import What
from dutydesk.whereabouts import where_it_rang, where_it_was_answered
from dutydesk.words import PhoneOutcome

SAME_RING = timedelta(hours=1)
"""A source that uses an id again after this has a new caller: a lost call is the worst error, a doubled one is seen."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One event of a source, its numbers read and its caller recognised; `at` is aware UTC.

    `rang` is all that is known of the ring; its `source` and `wire_id` name it in every event.
    """

    what: What
    rang: ev.PhoneRang
    at: datetime
    outcome: PhoneOutcome | None = None

    def as_phone_call(self) -> PhoneCall:
        """The ring as the board shows it before it is on disk."""
        return fold_ring(phone_id(self.rang.source, self.rang.wire_id), self.rang, self.at)


def hear(view: View, *, heard: Heard, maintenance: frozenset[str] = frozenset()) -> Sequence[Fact]:
    """The facts of one event; none when it only repeats. Rings say where the phones of `maintenance` are (whereabouts.py)."""
    number, phone = _latest(view, heard)
    if heard.what is What.RINGING:
        new = _ring(heard, number, phone)
        return [*new, *where_it_rang(view, heard.rang, heard.at, maintenance)] if new else []
    if phone is not None and (phone.ended_at is not None or (heard.what is What.ANSWERED and phone.answered_at is not None)):
        return []
    return [_fact(heard, number, _ending(heard)), *where_it_was_answered(view, phone, heard.outcome, heard.at, maintenance)]


def settle(view: View, *, phone: str, outcome: PhoneOutcome) -> Sequence[Fact]:
    """The officer says how an unknown ring ended."""
    _owed(view, phone)
    return [Fact(f"phone:{phone}", ev.PhoneSettled(outcome))]


def call_back(view: View, *, phone: str, note: str = "") -> Sequence[Fact]:
    """The caller was rung back, from the desk phone."""
    _owed(view, phone)
    return [Fact(f"phone:{phone}", ev.PhoneCalledBack(note))]


def dismiss(view: View, *, phone: str, reason: str) -> Sequence[Fact]:
    """No call back is needed, and why."""
    _owed(view, phone)
    if not reason.strip():
        raise RefusedError("phone.reason_needed")
    return [Fact(f"phone:{phone}", ev.PhoneDismissed(reason))]


def reveal_number(view: View, *, call: str = "", phone: str = "") -> Sequence[Fact]:
    """The officer looks at the full number of a call or of a ring; each look is an entry."""
    if not (call and view.call(call)) and not (phone and view.phone_call(phone)):
        raise RefusedError("phone.not_found")
    return [Fact("desk", ev.NumberRevealed(call, phone))]


def _owed(view: View, phone: str) -> PhoneCall:
    found = view.phone_call(phone)
    if found is None:
        raise RefusedError("phone.not_found")
    if found.is_settled:
        raise RefusedError("phone.already_settled")
    return found


def _latest(view: View, heard: Heard) -> tuple[int, PhoneCall | None]:
    number, phone = 0, view.phone_call(phone_id(heard.rang.source, heard.rang.wire_id))
    while phone is not None:
        again = view.phone_call(phone_id(heard.rang.source, heard.rang.wire_id, number + 1))
        if again is None:
            break
        number, phone = number + 1, again
    return number, phone


def _ring(heard: Heard, number: int, phone: PhoneCall | None) -> list[Fact]:
    if phone is None:
        return [_fact(heard, number, heard.rang)]
    over = phone.ended_at is not None and heard.at - phone.rang_at > LONGEST_RING
    if over or heard.at - phone.rang_at > SAME_RING:
        return [_fact(heard, number + 1, heard.rang)]
    return []


def _ending(heard: Heard) -> ev.PhoneAnswered | ev.PhoneEnded:
    if heard.what is What.ANSWERED:
        return ev.PhoneAnswered(heard.outcome or PhoneOutcome.ANSWERED_HERE)
    return ev.PhoneEnded(heard.outcome or PhoneOutcome.UNKNOWN)


def _fact(heard: Heard, number: int, event: ev.Event) -> Fact:
    return Fact(f"phone:{phone_id(heard.rang.source, heard.rang.wire_id, number)}", event, heard.at)
