"""What one post says: the fields of sipgate and of Zammad, and all the garbage a network can send."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.telephony.events import PhoneEvent, What
from dutydesk.telephony.webhook import BODY_LIMIT, Reading, WebhookFault, answer_xml, read_post
from dutydesk.words import DivertReason, NumberState, PhoneOutcome

AT = datetime(2026, 11, 22, 21, 4, 5, 600, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded"
NEW_CALL = {"event": "newCall", "from": "8613905710275", "to": "8110", "direction": "in", "callId": "a1"}


def post(content_type: str, body: bytes, here: tuple[str, ...] = ()) -> Reading:
    return read_post(content_type, body, at=AT, monotonic=12.5, here=here)


def form(**fields: str) -> PhoneEvent:
    return post(FORM, urlencode({**NEW_CALL, **fields}).encode()).event


def as_json(**fields: object) -> PhoneEvent:
    return post("application/json; charset=utf-8", json.dumps({**NEW_CALL, **fields}).encode()).event


def outcome(content_type: str, body: bytes) -> PhoneEvent | str:
    try:
        return post(content_type, body).event
    except WebhookFault as caught:
        return caught.code


def fault(content_type: str, body: bytes) -> str:
    with pytest.raises(WebhookFault) as caught:
        post(content_type, body)
    return caught.value.code


def test_a_new_call_of_sipgate_rings() -> None:
    body = b"event=newCall&from=492111234567&to=4915791234567&direction=in&callId=123456&user[]=Alice&user[]=Bob&userId[]=w0"
    event = post(FORM, body).event
    assert (event.what, event.call_id, event.number, event.line) == (What.RINGING, "123456", "492111234567", "4915791234567")
    assert (event.at, event.monotonic, event.source) == (AT, 12.5, "webhook")
    assert (event.outcome, event.number_state) == (None, NumberState.OK)


def test_a_new_call_of_zammad_rings() -> None:
    event = as_json(call_id="z9", callId=None, user=["Alice"], queue="night")
    assert (event.what, event.call_id, event.line) == (What.RINGING, "z9", "8110")


def test_a_json_body_is_known_without_its_type() -> None:
    assert post("", b"\n " + json.dumps(NEW_CALL).encode()).event.call_id == "a1"


def test_a_number_in_json_may_be_a_number() -> None:
    assert as_json(**{"from": 8613905710275}).number == "8613905710275"


def test_a_withheld_number_is_a_state() -> None:
    event = form(**{"from": "anonymous"})
    assert (event.number, event.number_state) == ("anonymous", NumberState.WITHHELD)


def test_no_number_is_a_state_too() -> None:
    assert form(**{"from": ""}).number_state is NumberState.NONE


@pytest.mark.parametrize(
    ("fields", "diverted_from", "reason"),
    [
        ({}, "", DivertReason.NONE),
        ({"diversion": "8110"}, "8110", DivertReason.NONE),
        ({"diversion": "8110", "diversionReason": "no-answer"}, "8110", DivertReason.NO_ANSWER),
        ({"diversion": "8110", "diversionReason": "noAnswer"}, "8110", DivertReason.NO_ANSWER),
        ({"diversion": "8110", "diversionReason": "user-busy"}, "8110", DivertReason.BUSY),
        ({"diversion": "8110", "diversionReason": "unconditional"}, "8110", DivertReason.UNCONDITIONAL),
        ({"diversion": "8110", "diversionReason": "unavailable"}, "8110", DivertReason.UNAVAILABLE),
        ({"diversion": "8110", "diversionReason": "time-of-day"}, "8110", DivertReason.OTHER),
        ({"diversion": "<sip:8110@pbx.lan>;reason=no-answer;counter=1"}, "8110", DivertReason.NO_ANSWER),
    ],
)
def test_a_forwarded_ring_says_from_where_and_why(fields: dict[str, str], diverted_from: str, reason: DivertReason) -> None:
    event = form(**fields)
    assert (event.diverted_from, event.divert_reason) == (diverted_from, reason)


@pytest.mark.parametrize(
    ("cause", "outcome"),
    [
        ("cancel", PhoneOutcome.MISSED),
        ("noAnswer", PhoneOutcome.MISSED),
        ("busy", PhoneOutcome.MISSED),
        ("congestion", PhoneOutcome.MISSED),
        ("notFound", PhoneOutcome.MISSED),
        ("ORIGINATOR_CANCEL", PhoneOutcome.MISSED),
        ("normalClearing", PhoneOutcome.UNKNOWN),
        ("forwarded", PhoneOutcome.UNKNOWN),
        ("something else", PhoneOutcome.UNKNOWN),
        ("", PhoneOutcome.UNKNOWN),
    ],
)
def test_a_hangup_claims_no_more_than_its_cause(cause: str, outcome: PhoneOutcome) -> None:
    event = form(event="hangup", cause=cause)
    assert (event.what, event.outcome) == (What.ENDED, outcome)


@pytest.mark.parametrize(
    ("here", "answering", "outcome"),
    [
        ((), "8120", PhoneOutcome.ANSWERED_HERE),
        (("8119",), "", PhoneOutcome.ANSWERED_HERE),
        (("8119",), "8119", PhoneOutcome.ANSWERED_HERE),
        (("0571-88880000",), "8657188880000", PhoneOutcome.ANSWERED_HERE),
        (("8119",), "8120", PhoneOutcome.ANSWERED_ELSEWHERE),
    ],
)
def test_an_answer_is_here_unless_another_phone_is_named(here: tuple[str, ...], answering: str, outcome: PhoneOutcome) -> None:
    body = urlencode({**NEW_CALL, "event": "answer", "user": "Li", "answeringNumber": answering}).encode()
    event = post(FORM, body, here).event
    assert (event.what, event.outcome) == (What.ANSWERED, outcome)


def test_a_forwarded_ring_names_the_ring_before_it() -> None:
    assert form(origCallId="a0").original_call_id == "a0"
    assert form(origCallId="a1").original_call_id == ""


def test_a_ring_without_an_id_still_rings() -> None:
    reading = post(FORM, b"event=newCall&from=13905710275")
    assert (reading.event.what, reading.remarks) == (What.RINGING, ("webhook.no_call_id",))
    assert reading.event.call_id == "unnamed-20261122T210405.000600"


def test_a_name_in_the_old_chinese_encoding_is_read() -> None:
    reading = post(FORM, b"event=newCall&callId=1&name=" + "周女士".encode("gb18030"))
    assert (reading.event.name, reading.remarks) == ("周女士", ("webhook.bad_utf8",))


def test_broken_text_does_not_lose_the_ring() -> None:
    reading = post(FORM, b"event=newCall&callId=1&from=13905710275&name=%FF%FE\xff")
    assert (reading.event.number, reading.remarks) == ("13905710275", ("webhook.bad_utf8",))


def test_broken_text_in_json_does_not_lose_the_ring() -> None:
    reading = post("application/json", b'{"event": "newCall", "callId": "1", "from": "139", "name": "\xff\xff"}')
    assert (reading.event.number, reading.remarks) == ("139", ("webhook.bad_utf8",))


def test_wire_text_is_capped_and_cleaned() -> None:
    event = form(name="\u202eA\x00" + "b" * 5000, callId="c" * 900)
    assert (event.name[:2], len(event.name), len(event.call_id), len(event.raw)) == ("Ab", 200, 250, 1000)


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        ("application/json", b"[1, 2]", "webhook.unreadable"),
        ("application/json", b'"text"', "webhook.unreadable"),
        ("application/json", b"", "webhook.unreadable"),
        ("application/json", b"{", "webhook.unreadable"),
        ("application/json", b"[" * 60_000, "webhook.unreadable"),
        ("application/json", b'{"event":' + b"[" * 60_000, "webhook.unreadable"),
        ("application/json", b'{"event": ' + b"9" * 60_000 + b"}", "webhook.unreadable"),
        ("application/json", b'{"event": {"a": 1}, "callId": true}', "webhook.no_event"),
        ("application/json", b'{"event": [[["newCall"]]]}', "webhook.no_event"),
        (FORM, b"&".join(b"a=1" for _ in range(300)), "webhook.unreadable"),
        (FORM, b"", "webhook.no_event"),
        (FORM, b"\x00\xff\xfe", "webhook.no_event"),
        ("text/xml", b"<newCall/>", "webhook.no_event"),
        (FORM, b"event=dtmf&callId=1", "webhook.unknown_event"),
        (FORM, b"event=newCall&direction=out&callId=1", "webhook.outgoing"),
        (FORM, b"event=hangup&cause=cancel", "webhook.no_call_id"),
        (FORM, b"a" * (BODY_LIMIT + 1), "webhook.too_large"),
    ],
)
def test_what_is_no_event_is_a_fault_with_a_code(content_type: str, body: bytes, code: str) -> None:
    assert fault(content_type, body) == code


@given(st.sampled_from([FORM, "application/json", ""]), st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: t.encode())))
def test_any_bytes_give_an_event_or_a_fault(content_type: str, body: bytes) -> None:
    assert isinstance(outcome(content_type, body), PhoneEvent | str)


anything = st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=5)


@given(st.dictionaries(st.sampled_from(["from", "to", "user", "diversion", "name", "origCallId", "direction", "callId"]), anything))
def test_fields_of_any_kind_never_lose_the_ring(fields: dict[str, object]) -> None:
    body = json.dumps({**fields, "event": "newCall"}).encode()
    told = outcome("application/json", body)
    assert told == "webhook.outgoing" if isinstance(told, str) else told.what is What.RINGING


def test_the_reply_asks_for_the_rest_of_the_call() -> None:
    address = "http://127.0.0.1:8765/cti/a&b"
    xml = answer_xml(address)
    assert 'onAnswer="http://127.0.0.1:8765/cti/a&amp;b"' in xml
    assert 'onHangup="http://127.0.0.1:8765/cti/a&amp;b"' in xml
