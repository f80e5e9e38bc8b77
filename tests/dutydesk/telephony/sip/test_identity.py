"""Who rings and on which line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.telephony.sip.identity import TEXT_LIMIT, Caller, called_line, caller
from dutydesk.telephony.sip.message import Header, Request
from dutydesk.words import NumberState

OK, WITHHELD = NumberState.OK, NumberState.WITHHELD
FROM = ("from", '"Wu" <sip:13905710275@pbx>;tag=1')


def request(*headers: tuple[str, str], uri: str = "sip:8120@here") -> Request:
    return Request(tuple(Header(name, value) for name, value in headers), uri=uri)


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ([FROM], Caller("13905710275", "Wu", OK)),
        ([FROM, ("p-asserted-identity", "<sip:+8613800138000@pbx>")], Caller("+8613800138000", "", OK)),
        ([FROM, ("p-asserted-identity", '"Li" <sip:li@pbx>, <tel:+8613800138000>')], Caller("+8613800138000", "Li", OK)),
        ([FROM, ("p-asserted-identity", "<broken")], Caller("13905710275", "Wu", OK)),
        ([FROM, ("privacy", "id")], Caller("", "", WITHHELD)),
        ([FROM, ("privacy", "header; user")], Caller("", "", WITHHELD)),
        ([FROM, ("privacy", "none")], Caller("13905710275", "Wu", OK)),
        ([("from", '"Anonymous" <sip:anonymous@anonymous.invalid>')], Caller("", "", WITHHELD)),
        ([("from", '"Anonymous" <sip:x83@Anonymous.Invalid>')], Caller("", "", WITHHELD)),
        ([("from", "<sip:anonymous@192.0.2.1>")], Caller("", "", WITHHELD)),
        ([("from", "<sip:unavailable@192.0.2.1>")], Caller("", "", NumberState.UNAVAILABLE)),
        ([("from", '"Gate" <sip:gate@pbx>')], Caller("gate", "Gate", NumberState.NONE)),
        ([("from", "<sip:pbx>")], Caller("", "", NumberState.NONE)),
        ([], Caller("", "", NumberState.NONE)),
        ([("from", "Bell, Alexander <sip:8110@pbx>")], Caller("8110", "Bell, Alexander", OK)),
        ([("from", "<tel:+86-571-8888-0000>;tag=1")], Caller("+8657188880000", "", OK)),
    ],
)
def test_who_rings(headers: list[tuple[str, str]], told: Caller) -> None:
    assert caller(request(*headers)) == told


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_chinese_name_is_read_in_either_encoding(encoding: str) -> None:
    raw = '"吴丽华" <sip:13905710275@pbx>'.encode(encoding).decode("latin-1")
    assert caller(request(("from", raw))).name == "吴丽华"


def test_what_would_trick_the_eye_is_taken_out() -> None:
    who = caller(request(("from", '"a\u0085b' + "x" * 500 + '" <sip:139%0A05%E2%80%AE71@pbx>')))
    assert who.number == "139 0571"
    assert len(who.name) == TEXT_LIMIT


@pytest.mark.parametrize(
    ("headers", "uri", "line"),
    [
        ([("to", "<sip:8119@pbx>")], "sip:8120@here", "8119"),
        ([("to", "<sip:8120@pbx>")], "sip:8120@here", "8120"),
        ([("to", "<sip:8120@pbx>")], "sip:8119@here", "8119"),
        ([("to", "<sip:8120@pbx>"), ("p-called-party-id", "<sip:8118@pbx>")], "sip:8120@here", "8118"),
        ([], "tel:8119", "8119"),
        ([("to", "broken <")], "not a uri", "8120"),
    ],
)
def test_which_line_was_called(headers: list[tuple[str, str]], uri: str, line: str) -> None:
    assert called_line(request(*headers, uri=uri), "8120") == line


@given(st.text(max_size=400), st.sampled_from(["from", "p-asserted-identity", "privacy", "to"]))
def test_anything_gives_a_caller_and_a_line(text: str, name: str) -> None:
    asked = request((name, text), uri=text)
    who = caller(asked)
    assert len(who.number) <= TEXT_LIMIT
    assert len(who.name) <= TEXT_LIMIT
    assert len(called_line(asked, "8120")) <= TEXT_LIMIT
