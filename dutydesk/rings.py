"""From what a source heard to entries: one phone call per real call, whatever is repeated, missing or out of order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from dutydesk import events as ev
from dutydesk.belonging import belongs_to, heard_twice, is_alone, is_anew, latest_of
from dutydesk.entries import Happened
from dutydesk.heard import Heard
from dutydesk.journal import Fact, View
from dutydesk.phone_calls import PhoneCall, phone_id, with_ring
from dutydesk.refusals import RefusedError
from dutydesk.rung import joined_to
from dutydesk.telephony.events import What
from dutydesk.undoing import standing
from dutydesk.whereabouts import where_it_rang, where_it_was_answered
from dutydesk.words import PhoneOutcome, Status


def hear(view: View, *, heard: Heard, maintenance: frozenset[str] = frozenset()) -> Sequence[Fact]:
    """The facts of one event; none when it only repeats. Rings say where the phones of `maintenance` are (whereabouts.py).

    A beginning that was lost is made up for by what tells of it next: a call that nobody wrote down is the worst error.
    """
    ring, told = _ring_of(view, heard)
    phone = view.phone_call(joined_to(told) or ring)
    begun = [] if phone is not None and _is_told(phone, ring) else _begin(view, heard, ring, told, phone)
    if heard.what is not What.RINGING:
        ended = _end(view, heard, ring, phone, begun)
        where = where_it_was_answered(view, phone, heard.outcome, heard.at, maintenance) if ended else ()
        return [*begun, *ended, *where]
    if begun:
        return [*begun, *where_it_rang(view, heard.rang, heard.at, maintenance)]
    return [] if phone is None else _told_late(view, heard, ring, told, phone) or _more(phone, ring, heard)


def settle(view: View, *, phone: str, outcome: PhoneOutcome) -> Sequence[Fact]:
    """The officer says how an unknown ring ended."""
    return [Fact(f"phone:{_owed(view, phone).id}", ev.PhoneSettled(outcome))]


def call_back(view: View, *, phone: str, note: str = "") -> Sequence[Fact]:
    """The caller was rung back, from the desk phone."""
    found = _owed(view, phone)
    if found.is_hidden:
        raise RefusedError("phone.number_hidden")
    return [Fact(f"phone:{found.id}", ev.PhoneCalledBack(note))]


def dismiss(view: View, *, phone: str, reason: str) -> Sequence[Fact]:
    """No call back is needed, and why."""
    found = _owed(view, phone)
    if not reason.strip():
        raise RefusedError("phone.reason_needed")
    return [Fact(f"phone:{found.id}", ev.PhoneDismissed(reason))]


def link(view: View, *, phone: str, call: str) -> Sequence[Fact]:
    """The phone call was about a call that is there already."""
    found = _owed(view, phone)
    if view.call(call) is None:
        raise RefusedError("call.not_found", call=call)
    return [Fact(f"phone:{found.id}", ev.PhoneLinked(call))]


def told_by_phone(view: View, *, phone: str, call: str, step: Callable[[View], Sequence[Fact]]) -> Sequence[Fact]:
    """A step of a call that its worker tells by phone: with it stands which phone call told it. They are one act."""
    facts, found = step(view), view.phone_call(phone)
    if found is None or found.linked == call:
        return facts
    return [Fact(f"phone:{found.id}", ev.PhoneLinked(call)), *facts]


def status_told(view: View, *, phone: str, status: Status, step: Callable[[View], Sequence[Fact]]) -> Sequence[Fact]:
    """A status that one of the crew tells by phone: with it stands which phone call told it. They are one act."""
    facts, found = step(view), view.phone_call(phone)
    return facts if found is None else [Fact(f"phone:{found.id}", ev.PhoneToldStatus(status)), *facts]


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


def _ring_of(view: View, heard: Heard) -> tuple[str, Sequence[Happened]]:
    """The id of the ring that is told of, counted on where the source uses it anew, and what was told of it."""
    source, wire_id = heard.rang.source, heard.rang.wire_id
    number, told = latest_of(view, source, wire_id)
    ring = phone_id(source, wire_id, number)
    phone = view.phone_call(joined_to(told) or ring)
    if phone is not None and is_anew(phone, heard):
        return phone_id(source, wire_id, number + 1), ()
    return ring, told


def _is_told(phone: PhoneCall, ring: str) -> bool:
    return ring == phone.id or ring in phone.rings


def _begin(view: View, heard: Heard, ring: str, told: Sequence[Happened], phone: PhoneCall | None) -> list[Fact]:
    """A ring that nobody told of yet: a phone call of its own, or part of one; `phone` where that is known already."""
    rang, at = heard.rang, heard.at
    found = phone or belongs_to(view, heard)
    if found is None:
        return [Fact(f"phone:{ring}", rang, at), *_expect_original(view, ring, ring, rang)]
    facts = [*_join(found, ring, rang, at, told), *_expect_original(view, found.id, ring, rang)]
    if rang.original_wire_id and (other := heard_twice(view, found, heard)):
        own = ev.PhoneRang(other.source, other.wire_id, other.number_state, tells_missed=other.tells_missed)
        facts += _join(found, other.id, _filled(own, other), other.rang_at, view.entries_of(f"phone:{other.id}"))
    return facts


def _filled(rang: ev.PhoneRang, phone: PhoneCall) -> ev.PhoneRang:
    """`rang` with all that is known of `phone`."""
    return replace(
        rang,
        line=phone.line,
        diverted_from=phone.diverted_from,
        divert_reason=phone.divert_reason,
        original_wire_id=phone.original_wire_id,
        person=phone.person,
        member=phone.member,
        number=phone.number,
        typed_number=phone.typed_number,
        name=phone.name,
    )


def _join(phone: PhoneCall, ring: str, rang: ev.PhoneRang, at: datetime, told: Sequence[Happened]) -> list[Fact]:
    """The ring becomes part of a phone call, with what was told of its end before that."""
    joined = [] if joined_to(told) else [Fact(f"phone:{ring}", ev.PhoneJoined(phone.id), at)]
    return [*joined, Fact(f"phone:{phone.id}", replace(rang, ring=ring), at), *_told_before(phone, ring, told)]


def _told_before(phone: PhoneCall, ring: str, told: Sequence[Happened]) -> list[Fact]:
    ends = [(one.event, one.entry.at) for one in standing(told) if isinstance(one.event, ev.PhoneAnswered | ev.PhoneEnded)]
    return [Fact(f"phone:{phone.id}", replace(event, ring=ring), at) for event, at in ends]


def _expect_original(view: View, phone: str, ring: str, rang: ev.PhoneRang) -> list[Fact]:
    """A forward that is told of before what was forwarded: that will be part of the same phone call."""
    original = phone_id(rang.source, rang.original_wire_id)
    if not rang.original_wire_id or original == ring or view.entries_of(f"phone:{original}"):
        return []
    return [Fact(f"phone:{original}", ev.PhoneJoined(phone))]


def _told_late(view: View, heard: Heard, ring: str, told: Sequence[Happened], phone: PhoneCall) -> list[Fact]:
    """A number that is told only after the ring, as on a caller-ID line: it may be a call that another source told of."""
    if not (phone.is_hidden and ring == phone.id and is_alone(phone)):
        return []
    found = belongs_to(view, heard)
    return [] if found is None or found.id == phone.id else _join(found, ring, heard.rang, heard.at, told)


def _more(phone: PhoneCall, ring: str, heard: Heard) -> list[Fact]:
    """A ring that is told again, where that tells more than was known."""
    own = replace(heard.rang, ring="" if ring == phone.id else ring)
    fuller = replace(with_ring(phone, own, heard.at), rang_at=phone.rang_at)
    return [] if fuller == phone else [Fact(f"phone:{phone.id}", own, heard.at)]


def _end(view: View, heard: Heard, ring: str, phone: PhoneCall | None, begun: Sequence[Fact]) -> list[Fact]:
    """The end that is told of, unless it was told before."""
    named = next((fact for fact in begun if isinstance(fact.event, ev.PhoneRang)), None)
    subject = named.subject if named else f"phone:{phone.id if phone else ring}"
    part = "" if subject == f"phone:{ring}" else ring
    event = _ending(heard, part)
    told = standing(view.entries_of(subject))
    events = [*(one.event for one in told), *(fact.event for fact in begun if fact.subject == subject)]
    is_known = any(isinstance(one, type(event)) and getattr(one, "ring", "") == part for one in events)
    return [] if is_known else [Fact(subject, event, heard.at)]


def _ending(heard: Heard, ring: str) -> ev.PhoneAnswered | ev.PhoneEnded:
    if heard.what is What.ANSWERED:
        return ev.PhoneAnswered(heard.outcome or PhoneOutcome.ANSWERED_HERE, ring)
    return ev.PhoneEnded(heard.outcome or PhoneOutcome.UNKNOWN, ring)
