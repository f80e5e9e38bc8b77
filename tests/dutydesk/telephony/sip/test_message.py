"""Messages read from datagrams: whatever the bytes, an answer within bounds, and nothing lost that a ring needs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.telephony.sip.message import (
    HEAD_LIMIT,
    HEADERS,
    VALUES,
    Broken,
    Request,
    Response,
    SipFault,
    read,
    split,
    told,
    write,
)
from tests.dutydesk.telephony.sip.stage import invite


def request(data: bytes) -> Request:
    message = read(data)
    assert isinstance(message, Request)
    return message


def test_a_request_is_read() -> None:
    message = request(invite("7", Diversion="<sip:8110@pbx>;reason=no-answer"))
    assert (message.method, message.uri, message.version) == ("INVITE", "sip:8120@192.0.2.20:5090", "2.0")
    assert message.first("call-id") == "call-7@192.0.2.1"
    assert message.first("subject") == ""
    assert not message.is_broken


def test_a_response_is_read() -> None:
    message = read("SIP/2.0 486 Occupé\r\nVia: SIP/2.0/UDP a\r\n\r\n".encode())
    assert isinstance(message, Response)
    assert (message.status, message.reason) == (486, "Occupé")


def test_a_response_may_say_nothing() -> None:
    for first in (b"SIP/2.0 100 ", b"SIP/2.0 100"):
        message = read(first + b"\r\n\r\n")
        assert isinstance(message, Response)
        assert (message.status, message.reason) == (100, "")


def test_short_names_and_folded_lines_are_the_same_header() -> None:
    message = request(b"OPTIONS sip:a SIP/2.0\r\nf:\r\n <sip:b>\r\n\t;tag=1\r\nFROM : x\r\ni: 9\r\n\r\n")
    assert [header.raw for header in message.all("from")] == ["<sip:b> ;tag=1", "x"]
    assert message.first("call-id") == "9"


def test_a_line_that_is_no_header_is_passed_over() -> None:
    message = request(b"OPTIONS sip:a SIP/2.0\r\n folded onto nothing\r\nnonsense\r\n: x\r\nCall-ID: 9\r\n\r\n")
    assert [(header.name, header.raw) for header in message.headers] == [("call-id", "9")]


def test_lines_may_end_in_a_line_feed_alone_and_the_end_may_be_missing() -> None:
    assert request(b"OPTIONS sip:a SIP/2.0\nCall-ID: 9\n\nbody").body_length == 4
    assert request(b"\r\n\r\nOPTIONS sip:a SIP/2.0\r\nCall-ID: 9").first("call-id") == "9"


def test_a_list_is_parted_at_its_commas_only() -> None:
    message = request(b'OPTIONS sip:a SIP/2.0\r\nDiversion: "a, \\"b\\", c" <sip:1,2@x>;r=1 , <sip:3@x>\r\nDiversion: <sip:4@x>\r\n\r\n')
    assert message.values("diversion") == ('"a, \\"b\\", c" <sip:1,2@x>;r=1', "<sip:3@x>", "<sip:4@x>")


@pytest.mark.parametrize("text", ['"a', "<a", 'a, "b\\"', '"a" <b'])
def test_what_never_closes_is_told(text: str) -> None:
    with pytest.raises(Broken):
        split(text)


def test_a_long_list_is_cut_off() -> None:
    assert len(split("," * 1000)) == VALUES
    assert request(b"OPTIONS sip:a SIP/2.0\r\n" + b"Via: a,b\r\n" * 100 + b"\r\n").values("via") == ("a", "b") * (VALUES // 2)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("吴丽华".encode(), "吴丽华"),
        ("吴丽华".encode("gb18030"), "吴丽华"),
        (b"plain", "plain"),
        (b"\xff\xfe\xff", "\ufffd\ufffd\ufffd"),
    ],
)
def test_names_are_read_in_either_encoding(raw: bytes, text: str) -> None:
    message = request(b"OPTIONS sip:a SIP/2.0\r\nFrom: " + raw + b"\r\n\r\n")
    assert message.first("from") == text
    assert message.all("from")[0].raw.encode("latin-1") == raw


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 50, b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01", b"SIP/2.0 99 x\r\n\r\n", b"SIP/2.0 4294967301 x\r\n\r\n"]
)
def test_what_is_no_message_is_a_fault(data: bytes) -> None:
    with pytest.raises(SipFault) as raised:
        read(data)
    assert raised.value.code == "sip.unreadable"


def test_a_first_line_that_breaks_the_rules_can_still_be_answered() -> None:
    for first in ("OPTIONS sip:a  SIP/2.0", "OPTIONS  sip:a SIP/2.0", "OPTIONS sip:a SIP/2.0  ", "OPTIONS <sip:a b> SIP/2.0"):
        message = request(f"{first}\r\nCall-ID: 9\r\n\r\n".encode())
        assert message.is_broken
        assert (message.method, message.version, message.uri) == ("OPTIONS", "2.0", "")


def test_a_datagram_of_64_kib_with_a_small_head_is_read() -> None:
    data = invite() + b"x" * (65507 - len(invite()))
    assert request(data).body_length == 65507 - len(invite())


def test_a_head_that_is_too_large_is_a_fault() -> None:
    with pytest.raises(SipFault) as raised:
        read(b"OPTIONS sip:a SIP/2.0\r\nSubject: " + b"x" * 60_000 + b"\r\n\r\n")
    assert raised.value.code == "sip.too_large"
    assert request(b"OPTIONS sip:a SIP/2.0\r\nSubject: " + b"x" * (HEAD_LIMIT - 32) + b"\r\n\r\n").first("subject")


def test_headers_are_counted() -> None:
    assert len(request(b"OPTIONS sip:a SIP/2.0\r\n" + b"A: b\r\n" * 1000 + b"\r\n").headers) == HEADERS


def test_a_written_message_is_read_again() -> None:
    data = write("SIP/2.0 200 OK", [("Via", "SIP/2.0/UDP a"), ("From", "吴".encode().decode("latin-1"))])
    assert data.endswith(b"\r\nContent-Length: 0\r\n\r\n")
    assert read(data).first("from") == "吴"


@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_a_fault(data: bytes) -> None:
    try:
        message = read(data)
    except SipFault:
        return
    assert sum(len(header.raw) for header in message.headers) <= HEAD_LIMIT
    assert not any(set("\r\n\0") & set(header.raw) for header in message.headers)


@given(st.text(st.sampled_from('",<>\\; a'), max_size=300))
def test_any_list_is_parted_or_broken(text: str) -> None:
    try:
        values = split(text)
    except Broken:
        return
    assert len(values) <= VALUES
    assert len("".join(values)) <= len(text)


@given(st.text(max_size=100))
def test_any_text_is_told(text: str) -> None:
    assert isinstance(told(text), str)


@pytest.mark.parametrize("part", ['"', "<", '\\"', '"\\', ",", " ", ";", '""', "SIP/2.0 ", "=", "a="])
def test_no_text_takes_long(part: str) -> None:
    """Work grows with the length of a text, not with its square: some twenty milliseconds at worst on a machine at rest."""
    began = time.thread_time()
    text = part * (HEAD_LIMIT // len(part))
    for _ in range(3):
        try:
            split(text)
        except Broken:
            continue
    for data in (text, f"{text} SIP/2.0\r\n\r\n", f"OPTIONS {text} SIP/2.0\r\n\r\n"):
        try:
            read(data.encode()[:HEAD_LIMIT])
        except SipFault:
            continue
    assert time.thread_time() - began < 0.5
