"""Being known at the registrar, whatever it does, on a clock of the test."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.telephony.sip.digest import Account
from dutydesk.telephony.sip.message import Request
from dutydesk.telephony.sip.outputs import NotRegistered
from tests.dutydesk.telephony.sip.stage import EXCHANGE, Bench, reply, requests, sends, told

STALE = 'WWW-Authenticate: Digest realm="pbx", nonce="{}", qop="auth", algorithm={}, stale=true'
DEMAND = 'WWW-Authenticate: Digest realm="pbx", nonce="{}", qop="auth", algorithm={}'


def demand(nonce: str = "n1", algorithm: str = "MD5", text: str = DEMAND) -> str:
    return text.format(nonce, algorithm)


@pytest.fixture
def bench() -> Bench:
    bench = Bench()
    bench.begin()
    return bench


def last(bench: Bench) -> Request:
    return bench.registers()[-1]


def test_it_registers_at_once(bench: Bench) -> None:
    asked = last(bench)
    assert (asked.method, asked.uri) == ("REGISTER", "sip:pbx.example")
    assert asked.first("from").startswith("<sip:8120@pbx.example>;tag=")
    assert asked.first("to") == "<sip:8120@pbx.example>"
    assert asked.first("contact") == "<sip:8120@192.0.2.20:5090>;expires=120"
    assert (asked.first("cseq"), asked.first("expires"), asked.first("authorization")) == ("1 REGISTER", "120", "")
    assert asked.first("via").startswith("SIP/2.0/UDP 192.0.2.20:5090;branch=z9hG4bK")
    assert sends(bench.out)[0].to == EXCHANGE
    assert told(bench.answer(200)) == [""]


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_it_proves_its_password(bench: Bench, algorithm: str) -> None:
    bench.answer(401, demand("n1", algorithm))
    asked = last(bench)
    assert asked.first("cseq") == "2 REGISTER"
    proof = asked.first("authorization")
    assert all(part in proof for part in ('nonce="n1"', "nc=00000001", f"algorithm={algorithm}", 'uri="sip:pbx.example"'))
    assert "correct horse" not in proof
    assert told(bench.answer(200)) == [""]


def test_a_proxy_may_ask_too(bench: Bench) -> None:
    bench.answer(407, demand().replace("WWW", "Proxy"))
    assert 'nonce="n1"' in last(bench).first("proxy-authorization")


def test_a_refresh_comes_before_the_end_with_the_same_nonce_counted_on(bench: Bench) -> None:
    bench.answer(401, demand())
    bench.answer(200, "Contact: <sip:8120@192.0.2.20:5090>;expires=60, <sip:8120@10.0.0.1>;expires=9")
    assert requests(bench.wait(29.9)) == []
    (asked,) = requests(bench.wait(0.2))
    assert "nc=00000002" in asked.first("authorization")
    assert told(bench.answer(200)) == []  # nothing new


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ((), 60),
        (("Expires: 40",), 20),
        (("Expires: 86400",), 60),
        (("Contact: <sip:8120@192.0.2.20:5090>;expires=3",), 5),
        (("Contact: <broken", "Expires: 40"), 20),
        (("Contact: <sip:8120@192.0.2.20:5090>", "Expires: 40 (s)"), 20),
        (("Expires: never",), 60),
    ],
)
def test_a_refresh_comes_at_half_the_time_within_bounds(bench: Bench, headers: tuple[str, ...], pause: float) -> None:
    bench.answer(200, *headers)
    assert requests(bench.wait(pause - 0.1)) == []
    assert len(requests(bench.wait(0.2))) == 1


def test_a_stale_nonce_is_proved_anew(bench: Bench) -> None:
    bench.answer(401, demand("n1"))
    bench.answer(200)
    bench.wait(60)
    bench.answer(401, demand("n2", text=STALE))
    assert 'nonce="n2"' in last(bench).first("authorization")
    assert "nc=00000001" in last(bench).first("authorization")
    assert told(bench.answer(200)) == []


def test_a_registrar_that_comes_back_with_another_nonce_takes_us_in(bench: Bench) -> None:
    bench.answer(401, demand("n1"))
    bench.answer(200)
    bench.wait(60)
    bench.answer(401, demand("n2"))  # without a word of stale: it has forgotten everything
    bench.answer(200)
    assert bench.extension.due is not None
    assert told(bench.out) == [""]


def test_a_wrong_password_is_told_and_tried_again_rarely(bench: Bench) -> None:
    bench.answer(401, demand("n1"))
    assert told(bench.answer(401, demand("n2"))) == ["sip.wrong_password"]
    assert requests(bench.wait(59.9)) == []
    (asked,) = requests(bench.wait(0.2))
    assert asked.first("authorization") == ""
    bench.answer(401, demand("n3"))
    assert told(bench.answer(403)) == ["sip.wrong_password"]
    assert requests(bench.wait(119.9)) == []
    assert len(requests(bench.wait(0.2))) == 1


def test_a_registrar_that_calls_every_nonce_stale_is_told_of(bench: Bench) -> None:
    out = [told(bench.answer(401, demand(f"n{number}", text=STALE))) for number in range(5)]
    assert out == [[], [], [], [], ["sip.endless_challenge"]]
    assert requests(bench.wait(59)) == []


@pytest.mark.parametrize("header", ["Subject: nothing", 'WWW-Authenticate: Digest realm="x", nonce="n", algorithm=SHA-512-256'])
def test_a_proof_that_we_do_not_know_is_told_of(bench: Bench, header: str) -> None:
    assert told(bench.answer(401, header)) == ["sip.no_common_digest"]


def test_a_longer_time_is_taken_where_the_registrar_wants_it(bench: Bench) -> None:
    bench.answer(423, "Min-Expires: 1800")
    assert (last(bench).first("expires"), last(bench).first("contact").partition("=")[2]) == ("1800", "1800")
    assert told(bench.answer(200)) == [""]
    assert len(requests(bench.wait(60.1))) == 1  # and still we look in each minute


@pytest.mark.parametrize("header", ["Min-Expires: 60", "Subject: nothing", "Min-Expires: -5"])
def test_a_time_that_is_too_short_without_a_longer_one_is_a_refusal(bench: Bench, header: str) -> None:
    assert told(bench.answer(423, header)) == ["sip.refused"]


def test_a_time_that_grows_for_ever_is_a_refusal(bench: Bench) -> None:
    out = [told(bench.answer(423, f"Min-Expires: {least}")) for least in range(200, 207)]
    assert out[5:] == [["sip.refused"], []]


@pytest.mark.parametrize(("status", "pause"), [(404, 60), (403, 60), (600, 5), (503, 5)])
def test_a_refusal_is_told_with_its_status(bench: Bench, status: int, pause: float) -> None:
    (lost,) = [one for one in bench.answer(status) if isinstance(one, NotRegistered)]
    assert (lost.reason, lost.values) == ("sip.refused", {"user": "8120", "status": status})
    assert bench.answer(status) == []
    assert requests(bench.wait(pause - 0.1)) == []
    assert len(requests(bench.wait(0.2))) == 1


def test_a_busy_registrar_says_when_to_come_again(bench: Bench) -> None:
    bench.answer(503, "Retry-After: 90 (rebuilding);duration=5")
    assert requests(bench.wait(89.9)) == []
    assert len(requests(bench.wait(0.2))) == 1


def test_silence_is_repeated_into_and_told_soon(bench: Bench) -> None:
    first = sends(bench.out)[0]
    out = bench.wait(7.9)
    assert sends(out) == [first] * 4
    assert told(bench.wait(0.2)) == ["sip.no_answer"]
    out = bench.wait(24)
    assert told(out) == ["sip.no_answer"]
    assert {request.first("cseq") for request in requests(out)} == {"1 REGISTER"}
    assert last(bench).first("cseq") == "1 REGISTER"
    bench.wait(5)
    assert last(bench).first("cseq") == "2 REGISTER"


def test_pauses_grow_to_a_minute(bench: Bench) -> None:
    begun = [0.0]
    while len(begun) < 8:
        before = last(bench).first("cseq")
        bench.wait(1)
        if last(bench).first("cseq") != before:
            begun.append(bench.seconds)
    assert [later - earlier - 32 for earlier, later in pairwise(begun)] == [5, 10, 20, 40, 60, 60, 60]


def test_a_late_answer_still_counts(bench: Bench) -> None:
    bench.wait(33)
    assert told(bench.answer(200)) == [""]
    assert requests(bench.wait(50)) == []


def test_a_late_challenge_is_met_too(bench: Bench) -> None:
    bench.wait(33)
    bench.answer(401, demand())
    assert 'nonce="n1"' in last(bench).first("authorization")
    assert told(bench.answer(200)) == [""]
    assert requests(bench.wait(50)) == []


def test_an_answer_to_an_older_request_is_passed_over(bench: Bench) -> None:
    first = last(bench)
    bench.wait(60)
    bench.out.clear()
    assert bench.answer(200, to=first) == []
    assert bench.hear(reply(first, 200).replace(b"dutydesk", b"stranger")) == []


def test_an_answer_twice_counts_once(bench: Bench) -> None:
    bench.answer(200)
    assert bench.answer(200) == []
    assert bench.answer(401, demand()) == []


def test_a_provisional_answer_only_slows_the_repeats(bench: Bench) -> None:
    bench.answer(100)
    assert sends(bench.wait(3.9)) == []
    assert len(sends(bench.wait(0.2))) == 1
    bench.wait(60)
    bench.answer(100)


def test_a_lost_line_comes_back(bench: Bench) -> None:
    bench.answer(200)
    assert told(bench.wait(60 + 8)) == ["sip.no_answer"]
    assert told(bench.answer(200)) == [""]


def test_it_registers_again_from_another_address(bench: Bench) -> None:
    bench.answer(200)
    list(bench.extension.begin(("192.0.2.30", 7000), EXCHANGE, ["192.0.2.1"], bench.now))
    out = list(bench.extension.begin(("2001:db8::5", 7000), EXCHANGE, ["192.0.2.1"], bench.now))
    assert requests(out)[0].first("contact") == "<sip:8120@[2001:db8::5]:7000>;expires=120"
    assert told(bench.hear(reply(requests(out)[0], 200))) == [""]


# ---- taking leave


def test_it_takes_leave_with_the_nonce_it_knows(bench: Bench) -> None:
    bench.answer(401, demand())
    bench.answer(200)
    (asked,) = requests(bench.leave())
    assert (asked.first("expires"), asked.first("contact")) == ("0", "<sip:8120@192.0.2.20:5090>;expires=0")
    assert "nc=00000002" in asked.first("authorization")
    assert not bench.extension.is_over
    assert told(bench.answer(200)) == []
    assert bench.extension.is_over
    assert bench.extension.due is None


def test_a_challenge_is_met_while_leaving(bench: Bench) -> None:
    bench.answer(200)
    bench.leave()
    bench.answer(401, demand())
    assert last(bench).first("expires") == "0"
    bench.answer(423, "Min-Expires: 60")
    assert bench.extension.is_over


def test_whoever_was_not_registered_is_over_at_once(bench: Bench) -> None:
    assert requests(bench.leave()) == []
    assert bench.extension.is_over


def test_a_silent_registrar_is_left_in_the_end(bench: Bench) -> None:
    bench.answer(200)
    bench.leave()
    bench.wait(33)
    assert bench.extension.is_over
    assert bench.extension.due is None


def test_the_name_for_the_password_may_be_another() -> None:
    bench = Bench(account=Account("login", "x"))
    bench.begin()
    bench.answer(401, demand())
    assert 'username="login"' in last(bench).first("authorization")
    assert "<sip:8120@pbx.example>" in last(bench).first("from")


@given(
    st.integers(100, 699),
    st.lists(st.sampled_from(["Contact", "Expires", "Min-Expires", "WWW-Authenticate", "Retry-After"])),
    st.text(max_size=80),
)
def test_any_answer_leaves_something_to_wait_for(status: int, names: list[str], value: str) -> None:
    bench = Bench()
    bench.begin()
    text = " ".join(value.split())
    bench.answer(status, *(f"{name}: {text}" for name in names))
    assert bench.extension.due is not None
    assert bench.extension.due <= 300
