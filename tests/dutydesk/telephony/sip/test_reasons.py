"""How a ring ended and who sent it on, in the words of different exchanges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.telephony.sip.message import Header, Request
from dutydesk.telephony.sip.reasons import Diverted, diverted, outcome_of
from dutydesk.words import DivertReason, PhoneOutcome


def message(*headers: tuple[str, str]) -> Request:
    return Request(tuple(Header(name, value) for name, value in headers))


@pytest.mark.parametrize(
    ("reasons", "outcome"),
    [
        (['SIP;cause=200;text="Call completed elsewhere"'], PhoneOutcome.ANSWERED_ELSEWHERE),
        (["sip ; cause = 200"], PhoneOutcome.ANSWERED_ELSEWHERE),
        (["Q.850;cause=26"], PhoneOutcome.ANSWERED_ELSEWHERE),
        (["Q.850;cause=16", "SIP;cause=200"], PhoneOutcome.ANSWERED_ELSEWHERE),
        (['Q.850;cause=16, SIP;cause=200;text="a, b"'], PhoneOutcome.ANSWERED_ELSEWHERE),
        (['SIP;text="Call Completed Elsewhere"'], PhoneOutcome.ANSWERED_ELSEWHERE),
        (["SIP;cause=487"], PhoneOutcome.MISSED),
        (['Q.850;cause=19;text="no answer"'], PhoneOutcome.MISSED),
        (["SIP;cause=600", "nonsense"], PhoneOutcome.MISSED),
        (["Q.850;cause=200"], PhoneOutcome.MISSED),
        ([], PhoneOutcome.UNKNOWN),
        (["SIP"], PhoneOutcome.UNKNOWN),
        (["SIP;cause=2oo"], PhoneOutcome.UNKNOWN),
        (["SIP;cause=0"], PhoneOutcome.UNKNOWN),
        (["SIP;cause=99999"], PhoneOutcome.UNKNOWN),
        (['SIP;cause=200;text="never closed'], PhoneOutcome.UNKNOWN),
    ],
)
def test_how_it_ended(reasons: list[str], outcome: PhoneOutcome) -> None:
    assert outcome_of(message(*(("reason", reason) for reason in reasons))) is outcome


@pytest.mark.parametrize(
    ("headers", "line", "reason"),
    [
        ([], "", DivertReason.NONE),
        (["<sip:8110@pbx>;reason=no-answer"], "8110", DivertReason.NO_ANSWER),
        (['"Zhang, W" <sip:8110@pbx>;privacy=off;reason="user-busy";counter=1'], "8110", DivertReason.BUSY),
        (["<tel:+86-571-8888-0000>;reason=unconditional"], "+8657188880000", DivertReason.UNCONDITIONAL),
        (["<sip:8110@pbx>;reason=out-of-service"], "8110", DivertReason.UNAVAILABLE),
        (["<sip:8110@pbx>;reason=deflection"], "8110", DivertReason.OTHER),
        (["<sip:8110@pbx>;reason=unknown"], "8110", DivertReason.NONE),
        (["sip:8110@pbx"], "8110", DivertReason.NONE),
        (['"Workshop" <sip:pbx>'], "Workshop", DivertReason.NONE),
        (["<sip:8110@pbx>;reason=no-answer, <sip:0410@pbx>;reason=user-busy"], "8110", DivertReason.NO_ANSWER),
        (["<sip:8110@pbx>;reason=no-answer", "<sip:0410@pbx>"], "8110", DivertReason.NO_ANSWER),
        (["<never closed", "junk", "<sip:8110@pbx>;reason=no-answer"], "8110", DivertReason.NO_ANSWER),
    ],
)
def test_a_diversion_names_the_last_line_that_sent_it_on(headers: list[str], line: str, reason: DivertReason) -> None:
    assert diverted(message(*(("diversion", header) for header in headers))) == Diverted(line, reason)


@pytest.mark.parametrize(
    ("steps", "line", "reason"),
    [
        (["<sip:8119@pbx>;index=1"], "", DivertReason.NONE),
        (["<sip:8119@pbx>;index=1", "<sip:8120@10.0.0.5>;index=1.1;rc=1"], "", DivertReason.NONE),
        (
            ["<sip:8110@pbx>;index=1", "<sip:8119@pbx;cause=408>;index=1.1;mp=1", "<sip:8120@10.0.0.5>;index=1.1.1;rc=1.1"],
            "8110",
            DivertReason.NO_ANSWER,
        ),
        (["<sip:8110@pbx>;index=1", "<sip:8119@pbx;cause=486>;index=1.1"], "8110", DivertReason.BUSY),
        (["<sip:8110@pbx>;index=1", "<sip:8119@pbx>;index=1.1;mp=1"], "8110", DivertReason.NONE),
        (["<sip:8110@pbx?Reason=SIP%3Bcause%3D302>;index=1", "<sip:8119@pbx>;index=2;mp=1"], "8110", DivertReason.UNCONDITIONAL),
        (
            ["<sip:8110@pbx?Privacy=none&Reason=SIP%3Bcause%3D486%3Btext%3D%22Busy%22>;index=1", "<sip:8119@pbx>;index=1.1"],
            "8110",
            DivertReason.BUSY,
        ),
        (
            ["<sip:8110@pbx>;index=1", "<sip:8110@10.0.0.9?Reason=SIP%3Bcause%3D408>;index=1.1;rc=1", "<sip:8119@pbx>;index=1.2"],
            "8110",
            DivertReason.NO_ANSWER,
        ),
        (
            ["<sip:0410@pbx>;index=1", "<sip:8110@pbx;cause=302>;index=1.1;mp=1", "<sip:8119@pbx;cause=503>;index=1.2;mp=1.1"],
            "8110",
            DivertReason.UNAVAILABLE,
        ),
        (["<sip:8110@pbx>;index=1", "<sip:8119@pbx;cause=487>;index=1.1"], "8110", DivertReason.OTHER),
        (["<sip:8119@pbx?Reason=SIP%3Bcause%3D480>;index=1", "<sip:8120@10.0.0.5>;index=1.1;rc=1"], "", DivertReason.NONE),
        (["<sip:8110@pbx?Reason=nonsense>;index=1", "<sip:8119@pbx>;index=1.1"], "", DivertReason.NONE),
        (["broken <", "<sip:8110@pbx>;index=1", "<sip:8119@pbx;cause=404>"], "8110", DivertReason.UNAVAILABLE),
    ],
)
def test_a_history_names_the_line_that_the_ring_was_mapped_from(steps: list[str], line: str, reason: DivertReason) -> None:
    assert diverted(message(*(("history-info", step) for step in steps))) == Diverted(line, reason)


def test_a_history_in_one_header_is_read_too() -> None:
    told = "<sip:8110@pbx>;index=1, <sip:8119@pbx;cause=408>;index=1.1;mp=1"
    assert diverted(message(("history-info", told))) == Diverted("8110", DivertReason.NO_ANSWER)


def test_diversion_is_believed_before_history() -> None:
    told = message(("history-info", "<sip:1@x>;index=1,<sip:2@x;cause=408>;index=1.1"), ("diversion", "<sip:8110@pbx>"))
    assert diverted(told).line == "8110"


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["reason", "diversion", "history-info"]),
            st.text(st.sampled_from('<sip:a@b;cause=408%3B?Reason,">12 mpindex.'), max_size=80),
        ),
        max_size=6,
    )
)
def test_anything_is_judged(headers: list[tuple[str, str]]) -> None:
    assert isinstance(outcome_of(message(*headers)), PhoneOutcome)
    assert isinstance(diverted(message(*headers)), Diverted)
