"""Lines of modems and caller-ID boxes, in every spelling, and all the garbage a cable can give."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.telephony.modem_lines import LINE_LIMIT, Lines, Said, read_line, read_text


def cut(*parts: bytes) -> list[bytes]:
    lines = Lines()
    return [line for part in parts for line in lines.feed(part)]


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\r\r\n"])
def test_a_line_ends_with_any_of_the_usual_ends(end: bytes) -> None:
    assert cut(end + b"RING" + end + b"NMBR = 110" + end) == [b"RING", b"NMBR = 110"]


def test_a_split_line_is_one_line() -> None:
    assert cut(b"RI", b"NG\r", b"\nNM", b"BR=1", b"10\r\n") == [b"RING", b"NMBR=110"]


def test_an_endless_line_is_cut_and_the_next_is_whole() -> None:
    long, after = cut(*[b"x" * 1000] * 100, b"\rRING\r")
    assert (len(long), after) == (LINE_LIMIT + 1, b"RING")
    assert read_line(long).fault == "serial.too_long"


def test_a_cut_line_still_tells_its_number() -> None:
    said = read_line(b"NMBR=110 NAME=" + b"x" * 1000)
    assert (said.fields[0], said.fault) == (("NMBR", b"110"), "serial.too_long")


@given(st.binary(max_size=200), st.lists(st.integers(min_value=0, max_value=200)))
def test_any_splitting_gives_the_same_lines(data: bytes, cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(data)]
    assert cut(*(data[a:b] for a, b in pairwise(edges))) == cut(data)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"RING", Said(is_ring=True)),
        (b"ring", Said(is_ring=True)),
        (b"RINGRING", Said(is_ring=True)),
        (b"\xff\x00RING\x00", Said(is_ring=True)),
        (b"RING A", Said(is_ring=True)),
        (b"STRINGS", Said(fault="serial.unknown_line")),
        (b"DATE = 0101", Said(fields=(("DATE", b"0101"),))),
        (b"TIME=12:34", Said(fields=(("TIME", b"12:34"),))),
        (b"nmbr =13905710275 ", Said(fields=(("NMBR", b"13905710275"),))),
        (b"NMBR=", Said(fields=(("NMBR", b""),))),
        (b"NAME = A = B", Said(fields=(("NAME", b"A = B"),))),
        (b"MESG = 0B01FF", Said(fields=(("MESG", b"0B01FF"),))),
        (b"RINGDATE=0101TIME=1234NMBR=P", Said(is_ring=True, fields=(("DATE", b"0101"), ("TIME", b"1234"), ("NMBR", b"P")))),
        (b"DATE=0101 NAME=RING LTD", Said(fields=(("DATE", b"0101"), ("NAME", b"RING LTD")))),
        (b"OK", Said(answer=True)),
        (b" ok ", Said(answer=True)),
        (b"ERROR", Said(answer=False)),
        (b"+CME ERROR: 4", Said(answer=False)),
        (b"AT+VCID=1", Said()),
        (b"NO CARRIER", Said()),
        (b"DRON = 20", Said()),
        (b"\x00\xff", Said()),
        (b"HELLO 1.0", Said(fault="serial.unknown_line")),
        ("欢迎".encode("gb18030"), Said(fault="serial.unknown_line")),
        (b"\x01\x02\x80", Said(fault="serial.noise")),
        (b"ab\xffcd", Said(fault="serial.noise")),
    ],
)
def test_what_a_line_says(line: bytes, said: Said) -> None:
    assert read_line(line) == said


@given(st.binary(max_size=2 * LINE_LIMIT))
def test_any_line_says_something_bounded(line: bytes) -> None:
    said = read_line(line)
    assert sum(len(value) for _, value in said.fields) <= LINE_LIMIT
    assert said.fault == "serial.too_long" or not (said.fault and (said.is_ring or said.fields))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("周女士".encode(), "周女士"),
        ("周女士".encode("gb18030"), "周女士"),
        ("堃𠮷".encode("gb18030"), "堃𠮷"),
        (b"Wu Zhe", "Wu Zhe"),
        (b"\xff", "\ufffd"),
    ],
)
def test_names_come_in_either_encoding(value: bytes, text: str) -> None:
    assert read_text(value) == text
