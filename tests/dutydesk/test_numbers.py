"""Numbers as they are typed and as they ring: the table of telephony.md, and what holds for any text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.numbers import mask, normalise, number_state, shown
from dutydesk.words import NumberState

HANGZHOU = {"region": "CN", "area_code": "0571"}
MOBILE = "+8613800138000"
DESK = "+8657188880000"

READ = [
    ("13800138000", MOBILE),
    ("+8613800138000", MOBILE),
    ("8613800138000", MOBILE),
    ("008613800138000", MOBILE),
    ("013800138000", MOBILE),
    ("138 0013 8000", MOBILE),
    ("138-0013-8000", MOBILE),
    ("138.0013.8000", MOBILE),
    ("+86 138 0013 8000", MOBILE),
    ("+86-138-0013-8000", MOBILE),
    ("(+86)13800138000", MOBILE),
    ("（＋８６）１３８００１３８０００", MOBILE),
    ("１３８００１３８０００", MOBILE),
    ("138\u30000013\u30008000", MOBILE),
    ("138\u00a00013\u00a08000", MOBILE),
    ("138\u20130013\u20138000", MOBILE),
    ("\u202a13800138000\u202c", MOBILE),
    (" 13800138000\n", MOBILE),
    ("tel:+86-138-0013-8000", MOBILE),
    ("sip:13800138000@pbx.local", MOBILE),
    ("<sip:+8613800138000@10.0.0.1>", MOBILE),
    ("0086 (0) 138 0013 8000", MOBILE),
    ("19912345678", "+8619912345678"),
    ("0571-88880000", DESK),
    ("057188880000", DESK),
    ("571-88880000", DESK),
    ("+8657188880000", DESK),
    ("+86 571 8888 0000", DESK),
    ("+86 (0)571 8888 0000", DESK),
    ("8657188880000", DESK),
    ("008657188880000", DESK),
    ("(0571) 88880000", DESK),
    ("（0571）88880000", DESK),
    ("[0571]8888-0000", DESK),
    ("88880000", DESK),
    ("8888 0000", DESK),
    ("8888-0000", DESK),
    ("８８８８００００", DESK),
    ("010-65120000", "+861065120000"),
    ("021 6512 0000", "+862165120000"),
    ("0579-82310000", "+8657982310000"),
    ("400-800-8820", "+864008008820"),
    ("800-820-8820", "+868008208820"),
    ("+16125551234", "+16125551234"),
    ("001 612 555 1234", "+16125551234"),
    ("+1 (612) 555-1234", "+16125551234"),
    ("+44 20 7946 0958", "+442079460958"),
    ("442079460958", "+442079460958"),
    ("+852 2123 4567", "+85221234567"),
    ("+886 2 2345 6789", "+886223456789"),
    ("+81 3-1234-5678", "+81312345678"),
]

EXTENSIONS = [
    ("0571-88880000-802", DESK, "802"),
    ("0571-88880000转802", DESK, "802"),
    ("0571-88880000 转 802", DESK, "802"),
    ("0571-88880000分机802", DESK, "802"),
    ("0571 8888 0000 ext. 802", DESK, "802"),
    ("0571 8888 0000 x802", DESK, "802"),
    ("0571 8888 0000#802", DESK, "802"),
    ("88880000-802", DESK, "802"),
    ("88880000,802", DESK, "802"),
    ("+8657188880000;ext=802", DESK, "802"),
]

WITHOUT = [
    ("anonymous", NumberState.WITHHELD),
    ("Anonymous", NumberState.WITHHELD),
    ("Restricted", NumberState.WITHHELD),
    ("PRIVATE", NumberState.WITHHELD),
    ("P", NumberState.WITHHELD),
    ("匿名", NumberState.WITHHELD),
    ("sip:anonymous@anonymous.invalid", NumberState.WITHHELD),
    ("unknown", NumberState.UNAVAILABLE),
    ("Unavailable", NumberState.UNAVAILABLE),
    ("O", NumberState.UNAVAILABLE),
    ("未知", NumberState.UNAVAILABLE),
    ("", NumberState.NONE),
    ("   ", NumberState.NONE),
    ("reception", NumberState.NONE),
    ("hall 3b", NumberState.NONE),
]

SHORT = ["8110", "110", "119", "0", "10086", "12345", "95588", "208"]

MISSED_ELSEWHERE = [
    ("(612) 555-1234", "+16125551234", "US"),
    ("13800138000", "+8613800138000", "CN"),
    ("13800138000", "013800138000", "CN"),
    ("0571-88880000", "+8657188880000", "CN"),
]


def test_the_table_is_as_long_as_promised() -> None:
    assert len(READ) + len(EXTENSIONS) + len(WITHOUT) + len(SHORT) + len(MISSED_ELSEWHERE) >= 60


@pytest.mark.parametrize(("typed", "e164"), READ)
def test_every_way_of_writing_gives_one_number(typed: str, e164: str) -> None:
    number = normalise(typed, **HANGZHOU)
    assert (number.e164, number.extension, number.state, number.typed) == (e164, "", NumberState.OK, typed)


@pytest.mark.parametrize(("typed", "e164", "extension"), EXTENSIONS)
def test_an_extension_is_kept_apart(typed: str, e164: str, extension: str) -> None:
    number = normalise(typed, **HANGZHOU)
    assert (number.e164, number.extension) == (e164, extension)


@pytest.mark.parametrize(("typed", "state"), WITHOUT)
def test_words_instead_of_a_number_are_a_state(typed: str, state: NumberState) -> None:
    number = normalise(typed, **HANGZHOU)
    assert (number.e164, number.short, number.state) == ("", "", state)


@pytest.mark.parametrize("typed", SHORT)
def test_short_numbers_are_internal_and_stay_as_they_are(typed: str) -> None:
    number = normalise(typed, **HANGZHOU)
    assert (number.e164, number.short, number.is_internal) == ("", typed, True)


@pytest.mark.parametrize(("stored", "rings", "region"), MISSED_ELSEWHERE)
def test_what_another_system_misses_is_recognised(stored: str, rings: str, region: str) -> None:
    assert normalise(stored, region=region, area_code="0571") == normalise(rings, region=region, area_code="0571")


def test_a_seven_digit_landline_belongs_to_its_seven_digit_area() -> None:
    assert normalise("2310000", region="CN", area_code="0570").e164 == "+865702310000"


def test_without_an_area_code_a_local_number_stays_short() -> None:
    assert normalise("88880000", region="CN").key == "88880000"


def test_a_number_no_plan_knows_keeps_what_was_typed() -> None:
    number = normalise("99999999999999999", **HANGZHOU)
    assert (number.key, number.state, number.typed) == ("", NumberState.OK, "99999999999999999")


def test_a_number_with_a_bad_country_is_not_read() -> None:
    assert normalise("+999 123 456 789", **HANGZHOU).e164 == ""


def test_an_extension_of_nothing_readable_is_read_as_one_text() -> None:
    assert normalise("123456789,1", **HANGZHOU).key == ""


def test_an_extension_with_its_own_extension_is_no_short_number() -> None:
    assert normalise("8110 ext 2", **HANGZHOU).key == ""


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+8613905710275", "139****0275"),
        ("+8657188880000", "0571-****0000"),
        ("+8657188880000;ext=802", "0571-****0000"),
        ("+865702310000", "0570-***0000"),
        ("+861065120000", "010-****0000"),
        ("+864008008820", "400-***8820"),
        ("+16125551234", "+1 ****1234"),
        ("+85221234567", "+852 ****4567"),
        ("+67712345", "+677 ****45"),
        ("+9991234567890", "+ ****7890"),
        ("8110", "8110"),
        ("110", "110"),
        ("88880000", "****00"),
        ("Wang 139 0571 0275", "****0275"),
        ("１３９０５７１０２７５", "****0275"),
        ("anonymous", "anonymous"),
        ("", ""),
    ],
)
def test_a_mask_hides_a_person_and_shows_a_line(number: str, masked: str) -> None:
    assert mask(number) == masked


@pytest.mark.parametrize(
    ("number", "region", "whole"),
    [
        ("+8613905710275", "CN", "139 0571 0275"),
        ("+8657188880000", "CN", "0571-88880000"),
        ("+8657188880000;ext=802", "CN", "0571-88880000-802"),
        ("+16125551234", "CN", "+1 612-555-1234"),
        ("+16125551234", "US", "(612) 555-1234"),
        ("+9991234567890", "CN", "+9991234567890"),
        ("8110", "CN", "8110"),
        ("not a number", "CN", "not a number"),
    ],
)
def test_a_number_is_shown_as_people_here_write_it(number: str, region: str, whole: str) -> None:
    assert shown(number, region=region) == whole


numberish = st.text(alphabet="0123456789０１８+-() 转,#xP@;=\u200f٣", max_size=24)


@given(st.one_of(st.text(max_size=80), numberish))
def test_any_text_is_read_and_reading_again_changes_nothing(typed: str) -> None:
    number = normalise(typed, **HANGZHOU)
    assert number.typed == typed
    assert normalise(number.key, **HANGZHOU).key == number.key


@given(st.one_of(st.text(max_size=80), numberish))
def test_masking_any_text_leaves_no_long_number(typed: str) -> None:
    assert sum(c.isdecimal() for c in mask(typed)) <= 9
    assert isinstance(shown(typed), str)
    assert isinstance(number_state(typed), NumberState)


def test_the_window_can_start_without_the_metadata() -> None:
    code = "import sys; from dutydesk import numbers; numbers.normalise('13905710275'); sys.exit('phonenumbers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
