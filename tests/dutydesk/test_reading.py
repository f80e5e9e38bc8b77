"""Reading a typed line: place, fault and number, from any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.categories import default_categories
from dutydesk.places import Places
from dutydesk.reading import Reading, read
from dutydesk.sample import sample_site, starter_site

PLACES = Places(sample_site()[0].places)
CATEGORIES = default_categories()
HOME = PLACES.by_code("3-1-1502")


def reading(line: str) -> Reading:
    return read(line, PLACES, CATEGORIES, HOME)


def place_and_fault(line: str) -> tuple[str, str]:
    told = reading(line)
    return told.places[0].code if told.places else "", told.categories[0].code if told.categories else ""


@pytest.mark.parametrize(
    ("line", "place", "fault"),
    [
        ("3-1502 厨房水管爆了 漏到楼下", "3-1-1502", "WAT1"),
        ("3-1502 kitchen pipe burst", "3-1-1502", "WAT1"),
        ("3-1502厨房水管爆了", "3-1-1502", "WAT1"),
        ("sgb", "", "WAT1"),
        ("burst", "", "WAT1"),
        ("3-1 电梯困人", "3-1-lift", "LIFT1"),
        ("dt", "", "LIFT2"),
        ("sbf", "pump-room", ""),
        ("三栋一单元１５０２马桶堵了", "3-1-1502", "DRAIN"),
        ("A0503 空调不制冷", "A-0503", "AC"),
        ("北门道闸坏了", "gate-north", "DOOR1"),
        ("5-2 停电", "5-2", "PWR1"),
        ("你好", "", ""),
        ("", "", ""),
    ],
)
def test_a_line_tells_place_and_fault(line: str, place: str, fault: str) -> None:
    assert place_and_fault(line) == (place, fault)


def test_the_level_is_that_of_the_fault() -> None:
    assert reading("3-1 电梯困人").level == 1
    assert reading("3-1").level is None


def test_every_place_that_fits_is_told() -> None:
    assert [place.code for place in reading("3-1502 漏水").places] == ["3-1-1502", "3-2-1502", "3-3-1502"]


@pytest.mark.parametrize(
    "number",
    [
        "13905710275",
        "139 0571 0275",
        "+86 139 0571 0275",
        "0571-88880000",
        "(0571) 8888 0000",
        "88880000",
        "400-000-2210",
        "(612) 555-1234",
    ],
)
def test_a_phone_number_is_a_number_and_no_place(number: str) -> None:
    told = reading(f"{number} 3-1-1402 sgb")
    assert told.number == number
    assert [place.code for place in told.places] == ["3-1-1402"]


@pytest.mark.parametrize("line", ["3-1-1502", "A-0503 110", "1502 sgb", "10,000"])
def test_what_is_no_phone_number(line: str) -> None:
    assert reading(line).number is None


def test_the_rest_is_what_was_said_besides() -> None:
    assert reading("13905710275 3-1502 厨房水管爆了  漏到楼下").rest == "厨房水管爆了 漏到楼下"


def test_the_name_of_an_area_stays_in_the_rest() -> None:
    assert reading("北门 道闸坏了").rest == "北门 道闸坏了"


@given(st.text())
def test_any_text_is_read(line: str) -> None:
    assert isinstance(reading(line), Reading)


@given(st.text(alphabet="0123456789-abAB栋单元#@+() ３、，", max_size=60))
def test_anything_near_a_code_is_read(line: str) -> None:
    told = reading(line)
    assert len(set(told.places)) == len(told.places)


def test_a_text_longer_than_is_read_is_kept() -> None:
    assert reading("水管爆" + "啊" * 10_000).rest.endswith("啊" * 9_600)


@pytest.mark.parametrize("piece", ["3-1502 厨房水管爆了 kitchen pipe burst ", "1-1-1 ", "a-", "1 ", "大堂", "+1", "0", "栋 ", "\u202e😀"])
def test_reading_is_quick(piece: str) -> None:
    short, long = (piece * 200)[:200], (piece * 10_000)[:10_000]
    assert min(_timed(short) for _ in range(10)) <= 0.005, "3 ms with room for a busy machine"
    assert min(_timed(long) for _ in range(5)) <= 0.03


def _timed(line: str) -> float:
    start = time.perf_counter()
    reading(line)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("4-1-0402 gas smell", "4-1-0402"),
        ("4-2-0502 lift stuck", "4-2-0502"),
        ("9-1502 漏水", "9-1502"),
        ("９－１５０２漏水", "９－１５０２"),
        ("19栋停电", "19栋"),
        ("building 19 lift", "building 19"),
        ("Z-0503 aircon", "Z-0503"),
    ],
)
def test_a_code_of_no_place_is_told_and_nothing_else_is_the_place(line: str, code: str) -> None:
    told = reading(line)
    assert (told.unknown_place, told.places) == (code, ())
    assert code in told.rest


@pytest.mark.parametrize("line", ["leaks 10-15 minutes", "2026-11-23 lift", "24-7", "3-1-1502 like 4-1-0402", "3 lamps", "400-000-2210"])
def test_what_is_no_code_of_an_unknown_place(line: str) -> None:
    assert reading(line).unknown_place == ""


def test_a_known_code_is_told_as_it_was_typed() -> None:
    assert reading("burst 3栋1单元1502").code == "3栋1单元1502"


@pytest.mark.parametrize(
    ("line", "place", "kind"),
    [("3-1502 水管爆", "3-1502", "WAT1"), ("9栋停电", "9栋", "PWR1"), ("大堂灯坏了", "lobby", None), ("5-2 停电", "", None)],
)
def test_a_site_without_rooms_takes_them_as_they_are_written(line: str, place: str, kind: str | None) -> None:
    told = read(line, Places(starter_site().places), CATEGORIES)
    assert (told.places[0].code if told.places else "", told.unknown_place) == (place, "")
    assert kind is None or kind == told.categories[0].code
