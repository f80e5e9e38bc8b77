"""The extension as a whole: whom it listens to, and what it does about what is no ring."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.telephony.sip.extension import KEEP_ALIVE
from dutydesk.telephony.sip.outputs import Send
from tests.dutydesk.telephony.sip.stage import EXCHANGE, Bench, counted, events, invite, lines, messages, sends, statuses


@pytest.fixture
def bench() -> Bench:
    return Bench().registered()


def test_only_the_registrar_is_listened_to(bench: Bench) -> None:
    out = bench.hear(invite(), ("192.0.2.66", 5060))
    assert (sends(out), events(out), counted(out)) == ([], [], ["sip.foreign"])
    assert len(events(bench.hear(invite(), ("192.0.2.1", 49999)))) == 1


@pytest.mark.parametrize("method", ["OPTIONS", "NOTIFY"])
def test_a_look_whether_we_are_there_is_answered(bench: Bench, method: str) -> None:
    out = bench.hear(invite(method=method))
    assert (statuses(out), events(out)) == ([200], [])
    assert messages(out)[0].first("allow") == "INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY"


def test_a_look_that_requires_more_is_refused(bench: Bench) -> None:
    out = bench.hear(invite("1", "Require: gin", method="OPTIONS"))
    assert (statuses(out), messages(out)[0].first("unsupported")) == ([420], "gin")


@pytest.mark.parametrize("method", ["REGISTER", "SUBSCRIBE", "MESSAGE", "REFER", "UPDATE", "PRACK", "INFO", "options"])
def test_what_a_ringing_extension_does_not_do_is_refused(bench: Bench, method: str) -> None:
    out = bench.hear(invite(method=method))
    assert (statuses(out), counted(out)) == ([405], ["sip.not_allowed"])
    assert messages(out)[0].first("allow") == "INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY"


def test_the_way_is_kept_open(bench: Bench) -> None:
    assert [one for one in bench.wait(50) if isinstance(one, Send) and one.data == KEEP_ALIVE] == [Send(KEEP_ALIVE, EXCHANGE)] * 2
    for alive in (b"\r\n\r\n", b"\r\n", b"\0", b"", b"\0\0\0\0"):
        assert bench.hear(alive) == []


def test_what_is_no_message_is_counted_and_not_answered(bench: Bench) -> None:
    out = bench.hear(b"GET / HTTP/1.1\r\n\r\n")
    assert (sends(out), counted(out)) == ([], ["sip.unreadable"])
    assert counted(bench.hear(b"x" * 65_000)) == ["sip.too_large"]


@pytest.mark.parametrize(
    ("replaced", "status"),
    [
        ({"From": ""}, 400),
        ({"Call_ID": ""}, 400),
        ({"CSeq": ""}, 400),
        ({"CSeq": "x INVITE"}, 400),
        ({"CSeq": "2147483648 INVITE"}, 400),
        ({"CSeq": "1 OPTIONS"}, 400),
        ({"From": '"x <sip:1@2>'}, 400),
        ({"To": "<sip:1@2"}, 400),
        ({"Via": "SIP/2.0/UDP 192.0.2.1:99999"}, 400),
        ({"Via": "SIP/2.0/UDP 192.0.2.1, "}, 400),
    ],
)
def test_a_request_that_cannot_be_kept_apart_is_refused(bench: Bench, replaced: dict[str, str], status: int) -> None:
    out = bench.hear(invite(**replaced))
    assert (statuses(out), counted(out), events(out)) == ([status], ["sip.unreadable"], [])


def test_a_broken_ack_is_never_answered(bench: Bench) -> None:
    out = bench.hear(invite(method="ACK", From=""))
    assert (sends(out), counted(out)) == ([], ["sip.unreadable"])


@pytest.mark.parametrize("uri", ["sip:a@b?Route=x", "<sip:a@b>", "nothing"])
def test_a_request_for_no_one_is_refused(bench: Bench, uri: str) -> None:
    assert statuses(bench.hear(invite().replace(b"sip:8120@192.0.2.20:5090 SIP", uri.encode() + b" SIP"))) == [400]


def test_a_response_that_answers_nothing_of_ours_is_passed_over(bench: Bench) -> None:
    assert bench.hear(lines("SIP/2.0 200 OK", ["Via: SIP/2.0/UDP 255.255.255.255", "Call-ID: x", "CSeq: 1 INVITE"])) == []


def test_nothing_is_awaited_before_the_beginning() -> None:
    assert Bench().extension.due is None


@given(st.lists(st.binary(max_size=400) | st.sampled_from([invite(), invite("2"), invite(method="BYE")]), max_size=10))
def test_no_datagram_makes_it_fall(datagrams: list[bytes]) -> None:
    bench = Bench().registered()
    for data in datagrams:
        bench.hear(data)
    bench.wait(200)
    assert bench.extension.open_rings == 0
