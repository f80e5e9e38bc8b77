"""The facts: stored names for ever, and every fact comes back as it went."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.encoding import decode, encode
from dutydesk.events import KINDS, RESERVED, CallTaken, Event
from dutydesk.words import Channel

STORED = """
call.acknowledged call.advised call.amended call.arrived call.caller_told call.cancelled call.chased call.completed call.declined
call.followed_up call.handed_off call.helper_joined call.helper_left call.made_safe call.not_answered call.noted call.passed_on
call.paused call.reopened call.restored call.resumed call.returned call.set_out call.taken call.time_corrected crew.signed_off
crew.signed_on crew.status_set desk.clock_jumped desk.console_began desk.erased desk.number_revealed entry.undone line.forwarded
line.returned phone.answered phone.called_back phone.dismissed phone.ended phone.joined phone.linked phone.rang phone.settled
phone.told_status shift.started
""".split()  # noqa: SIM905 - forty quoted names would hide them

st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(str, st.text(st.characters(codec="utf-8"), max_size=40))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
FACTS: st.SearchStrategy[Event] = st.one_of(
    *(
        st.builds(made, **{name: st.from_type(hint) for name, hint in get_type_hints(made).items() if name != "kind"})
        for made in KINDS.values()
    )
)


@pytest.mark.parametrize("kind", STORED)
def test_stored_names_are_for_ever(kind: str) -> None:
    assert kind in KINDS


def test_reserved_names_are_not_taken() -> None:
    assert not RESERVED & set(KINDS)


@given(FACTS)
def test_every_fact_comes_back_as_it_went(fact: Event) -> None:
    assert decode(fact.kind, *encode(fact)) == fact


@given(FACTS)
def test_names_numbers_and_free_text_are_never_in_the_payload(fact: Event) -> None:
    payload, kept_apart = (json.loads(text or "{}") for text in encode(fact))
    told: dict[str, Any] = {part: made.metadata for part, made in type(fact).__dataclass_fields__.items()}
    assert all(told[name].get("private") for name in kept_apart)
    assert not any(told[name].get("private") for name in payload)
    assert {"line", "note", "reason", "number", "caller_name", "caller_number", "advice", "complaint"}.isdisjoint(
        set(payload) - ({"line"} if fact.kind == "phone.rang" else set())
    )


def test_an_erased_fact_reads_as_if_nothing_private_had_been_told() -> None:
    fact = CallTaken(
        "A", date(2026, 11, 23), 17, Channel.DIRECT, "o1", datetime(2026, 11, 22, 18, tzinfo=UTC), line="水管爆", caller_name="吴"
    )
    payload, _ = encode(fact)
    erased = decode("call.taken", payload, "")
    assert isinstance(erased, CallTaken)
    assert (erased.line, erased.caller_name, erased.counter) == ("", "", 17)


def test_a_kind_of_a_newer_program_is_skipped() -> None:
    assert decode("call.teleported", "{}", "") is None


def test_a_field_of_a_newer_program_is_passed_over() -> None:
    assert decode("call.set_out", '{"by_lift":true}', "") is not None


def test_a_known_kind_without_what_it_must_have_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"call\.handed_off"):
        decode("call.handed_off", "{}", "")
