"""Categories: the data is whole, and what an officer types finds the right one."""

from __future__ import annotations

import re
import time
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.categories import Categories, Night, default_categories, default_trades, parse_categories
from dutydesk.pinyin import initials
from dutydesk.site import CrewKind

CODES = (
    "FIRE LIFT1 GAS ELEC0 FALL HURT INTR WAT1 WATE SEW1 PWR1 WSUP DOOR1 LIFT2 FSYS PWR2 LEAK2 DRAIN HEAT LOCK ALRM PUBL TAP SOCK AC WIN "
    "WALL ROOF NET CLEAN PEST GREEN ROAD CAR NOISE RENO TANK HELP"
)


@pytest.fixture(scope="module")
def categories() -> Categories:
    return default_categories()


def codes(categories: Categories, text: str) -> list[str]:
    return [category.code for category, _ in categories.find(text)]


def test_every_category_of_the_word_list_is_there(categories: Categories) -> None:
    assert [category.code for category in categories] == CODES.split()
    assert len(categories) == 38


def test_stored_initials_are_the_computed_ones(categories: Categories) -> None:
    for category in categories:
        assert category.initials == tuple(map(initials, category.keywords_zh)), category.code


def test_each_part_of_a_chinese_name_is_a_keyword(categories: Categories) -> None:
    for category in categories:
        name = re.sub(r"（.*）", "", category.zh)
        for part in name.split("/"):
            assert any(part in keyword or keyword in part for keyword in category.keywords_zh), (category.code, part)


def test_trades_contractors_and_questions_are_sound(categories: Categories) -> None:
    trades = default_trades()
    for category in categories:
        assert category.trade in trades
        assert category.contractor in ("", *trades)
        assert len(category.questions) <= 2
        assert all(question.level <= category.level for question in category.questions)


def test_marks_on_the_board_are_short_and_unlike() -> None:
    trades = default_trades().values()
    assert all(len(trade.mark_zh) == 1 and len(trade.mark_en) == 2 for trade in trades)
    assert len({trade.mark_zh for trade in trades}) == len({trade.mark_en for trade in trades}) == len(trades)


def test_a_burst_pipe_wakes_a_plumber(categories: Categories) -> None:
    burst = categories.by_code("WAT1")
    assert burst is not None
    assert (burst.level, burst.night, burst.trade, burst.crew) == (2, Night.WAKE, "plumbing", CrewKind.MAINTENANCE)
    assert [(question.code, question.level) for question in burst.questions] == [("electric", 1)]


@pytest.mark.parametrize(
    "typed",
    [
        "lift stuck with people",
        "people in the lift",
        "lift stuck someone inside",
        "a child is in the elevator",
        "电梯里有人出不来",
        "5-2 电梯坏了，里面有老人",
        "电梯停了 里面有个小孩",
        "电梯不动，有人在里面",
    ],
)
def test_people_in_a_lift_are_never_taken_for_a_lift_out_of_service(categories: Categories, typed: str) -> None:
    assert next(found.code for found, _ in categories.find(typed)) == "LIFT1"


def test_a_code_taken_out_is_none(categories: Categories) -> None:
    assert categories.by_code("GONE") is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("sgb", "WAT1"),
        ("SGB", "WAT1"),
        ("sgbl", "WAT1"),
        ("ｓｇｂ", "WAT1"),
        ("burst", "WAT1"),
        ("水管爆", "WAT1"),
        ("厨房水管爆了 漏到楼下", "WAT1"),
        ("家里淹了", "WAT1"),
        ("kitchen pipe has burst", "WAT1"),
        ("flooding in the hall", "WAT1"),
        ("mt", "DRAIN"),
        ("toilets are blocked", "DRAIN"),
        ("dt", "LIFT2"),
        ("dtkr", "LIFT1"),
        ("stuck in the lift", "LIFT1"),
        ("电梯里面有人 门打不开", "LIFT1"),
        ("楼上漏水 到配电箱了", "WATE"),
        ("楼上漏水", "LEAK2"),
        ("there is no hot water", "HEAT"),
        ("no water", "WSUP"),
        ("整栋停电", "PWR1"),
        ("跳闸", "PWR2"),
        ("smell of gas in the kitchen", "GAS"),
        ("插座冒火花", "ELEC0"),
        ("dripping tap", "TAP"),
        ("kt", "AC"),
        ("狗叫", "NOISE"),
        ("井盖没了", "ROAD"),
    ],
)
def test_what_is_typed_finds_the_category_first(categories: Categories, typed: str, code: str) -> None:
    assert codes(categories, typed)[0] == code


def test_the_last_word_may_be_half_typed(categories: Categories) -> None:
    assert "WAT1" in codes(categories, "burs")
    assert "LEAK2" in codes(categories, "it is lea")
    assert "LIFT1" in codes(categories, "dtk")


def test_a_half_typed_word_comes_after_every_whole_one(categories: Categories) -> None:
    assert codes(categories, "dt") == ["LIFT2", *[code for code in codes(categories, "dt") if code != "LIFT2"]]


def test_of_half_typed_words_the_nearest_to_its_end_comes_first(categories: Categories) -> None:
    assert next(found.code for found, _ in categories.find("bur")) == "WAT1"


def test_only_the_last_word_may_be_half_typed(categories: Categories) -> None:
    assert codes(categories, "sg") == ["WAT1"]
    assert codes(categories, "sg please") == []


def test_small_words_say_nothing(categories: Categories) -> None:
    assert codes(categories, "in the") == []
    assert codes(categories, "my") == []


def test_words_far_apart_are_not_one_keyword(categories: Categories) -> None:
    assert "WSUP" not in codes(categories, "no idea what it was but he has hot water")


def test_the_keyword_that_told_it_comes_along(categories: Categories) -> None:
    assert [(category.code, keyword) for category, keyword in categories.find("水管爆了")] == [("WAT1", "水管爆")]


def test_of_equal_matches_the_more_urgent_comes_first(categories: Categories) -> None:
    assert codes(categories, "插座冒烟")[:2] == ["FIRE", "SOCK"]


def test_initials_of_keywords_are_known(categories: Categories) -> None:
    assert categories.has_initials("sgb")
    assert not categories.has_initials("sg")


@given(st.text())
def test_finding_takes_any_text_and_is_the_same_every_time(text: str) -> None:
    categories = FOUND
    assert categories.find(text) == categories.find(text)


FOUND = default_categories()


def test_finding_is_quick_in_a_long_line(categories: Categories) -> None:
    line = "3-1502 厨房水管爆了 漏到楼下 kitchen pipe burst water pouring " * 200
    best = min(_timed(categories, line) for _ in range(20))
    assert best <= 0.004, "2 ms with room for a busy machine"


def _timed(categories: Categories, line: str) -> float:
    start = time.perf_counter()
    categories.find(line)
    return time.perf_counter() - start


def test_a_code_given_twice_is_refused() -> None:
    text = files("resources").joinpath("categories.toml").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="twice"):
        parse_categories(text.replace('code = "GAS"', 'code = "FIRE"'))


def test_initials_that_do_not_match_the_keywords_are_refused() -> None:
    text = files("resources").joinpath("categories.toml").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="FIRE: initials"):
        parse_categories(text.replace('initials = ["hj", ', "initials = ["))
