"""Addresses, URIs, parameters and Via, as exchanges write them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.telephony.sip.addresses import Uri, Via, read_address, read_parameters, read_uri, read_via, stamped, unescaped, way_back
from dutydesk.telephony.sip.message import Broken

SENDER = ("192.0.2.1", 40000)


@pytest.mark.parametrize(
    ("text", "name", "number", "tag"),
    [
        ('"Wu, \\"Li\\"" <sip:8110@pbx>;tag=1', 'Wu, "Li"', "8110", "1"),
        ("Wu Li <sip:8110@pbx;user=phone>; tag = 1", "Wu Li", "8110", "1"),
        ("<sip:8110@pbx>", "", "8110", ""),
        ('"caller"<sip:8110:secret@pbx:5060?x=y>;tag=1', "caller", "8110", "1"),
        ("sip:+8613905710275@pbx;tag=1", "", "+8613905710275", "1"),
        ("tel:+86-571-8888-0000;tag=1", "", "+8657188880000", "1"),
        ("<tel:+86-571-8888-0000;ext=12>;tag=1", "", "+8657188880000;ext=12", "1"),
        ("<sip:%38110;npdi@pbx>", "", "8110", ""),
        ("<sip:alice.b@pbx>", "", "alice.b", ""),
        ("<sip:(0571)8888-0000@pbx>", "", "057188880000", ""),
        ("<sip:pbx>", "", "", ""),
        ("吴 < sip:8110@pbx >;;tag=1", "吴", "8110", "1"),
        ("<im:someone@example.com>", "", "", ""),
    ],
)
def test_an_address_is_read(text: str, name: str, number: str, tag: str) -> None:
    address = read_address(text)
    assert (address.name, address.uri.number, address.tag) == (name, number, tag)


@pytest.mark.parametrize("text", ["", '"a <sip:b@c>', "<sip:b@c", "nobody", "<>", "sip>:a", "<1:2>", "<sip:a b@c>", '"x"'])
def test_what_is_no_address_is_broken(text: str) -> None:
    with pytest.raises(Broken):
        read_address(text)


def test_a_uri_is_taken_apart() -> None:
    assert read_uri("SIPS:8110;isub=1:pw@[2001:DB8::1]:5061;cause=408?Reason=x") == Uri(
        "sips", "8110", "2001:db8::1", "cause=408", "Reason=x"
    )


def test_a_quoted_parameter_is_read_and_what_is_none_ends_the_reading() -> None:
    assert read_parameters(';A="x;\\"y" ; b ;c=; A=2 ; d=1 e;f=1') == {"a": 'x;"y', "b": "", "c": "", "d": "1"}


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("SIP/2.0/UDP 192.0.2.1:5062;branch=z9hG4bK1;rport", Via("192.0.2.1", 5062, "z9hG4bK1", wants_port=True)),
        ("SIP / 2.0 /TCP  pbx.Example  ; branch = x", Via("pbx.example", 5060, "x", wants_port=False)),
        ("SIP/2.0/UDP [2001:DB8::1]:5060", Via("2001:db8::1", 5060, "", wants_port=False)),
    ],
)
def test_a_via_is_read(text: str, via: Via) -> None:
    assert read_via(text) == via


@pytest.mark.parametrize(
    "text", ["", "SIP/2.0/UDP", "SIP/2.0/UDP a:0", "SIP/2.0/UDP a:65536", "SIP/2.0/UDP a:123456", "SIP/7.0/UDP a", "SIP/2.0/UDP a b"]
)
def test_what_is_no_via_is_broken(text: str) -> None:
    with pytest.raises(Broken):
        read_via(text)


@pytest.mark.parametrize(
    ("raw", "told", "way"),
    [
        ("SIP/2.0/UDP 10.0.0.1:5062;rport;branch=x", "SIP/2.0/UDP 10.0.0.1:5062;branch=x;received=192.0.2.1;rport=40000", SENDER),
        ("SIP/2.0/UDP 192.0.2.1;branch=x;rport=", "SIP/2.0/UDP 192.0.2.1;branch=x;received=192.0.2.1;rport=40000", SENDER),
        ("SIP/2.0/UDP 192.0.2.1:5062;branch=x", "SIP/2.0/UDP 192.0.2.1:5062;branch=x", ("192.0.2.1", 5062)),
        ("SIP/2.0/UDP pbx;received=6.6.6.6;maddr=7.7.7.7", "SIP/2.0/UDP pbx;maddr=7.7.7.7;received=192.0.2.1", ("192.0.2.1", 5060)),
    ],
)
def test_an_answer_goes_back_to_where_the_request_came_from(raw: str, told: str, way: tuple[str, int]) -> None:
    via = read_via(raw)
    assert stamped(raw, via, SENDER) == told
    assert way_back(via, SENDER) == way
    assert way_back(None, SENDER) == SENDER


def test_escapes_are_read_in_any_encoding() -> None:
    assert unescaped("a%20b") == "a b"
    assert unescaped("%E5%90%B4") == unescaped("%CE%E2") == "吴"


@given(st.text(st.sampled_from('"<>@:;=?%,\\ sipte12/.0UDP[]'), max_size=200) | st.text(max_size=100))
def test_any_text_is_read_or_broken(text: str) -> None:
    for reader in (read_address, read_uri, read_via):
        try:
            assert len(repr(reader(text))) < 20 * len(text) + 400
        except Broken:
            continue
    assert len(read_parameters(text)) <= 40


@pytest.mark.parametrize(
    "part", ['"', "<", '\\"', '"\\', ";", " ", ";a", ";a=", ';a="', "=", ":", "%", "@", "1", ";rport", "SIP/2.0/UDP a"]
)
def test_no_text_takes_long(part: str) -> None:
    text = part * (16_000 // len(part))
    began = time.thread_time()
    for reader in (read_address, read_uri, read_via, read_parameters):
        try:
            reader(text)
        except Broken:
            continue
    stamped(text, Via("a", 1, "", wants_port=True), SENDER)
    assert time.thread_time() - began < 0.5
