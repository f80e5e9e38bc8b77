"""Levels: the default limits are those of the domain's table."""

from __future__ import annotations

from datetime import time

import pytest

from dutydesk.levels import Hours, Levels, Limit, default_levels


@pytest.fixture(scope="module")
def levels() -> Levels:
    return default_levels()


def test_four_levels_in_order(levels: Levels) -> None:
    assert [(level.number, level.zh, level.en) for level in levels.levels] == [
        (1, "危险", "Life"),
        (2, "紧急", "Urgent"),
        (3, "一般", "Normal"),
        (4, "预约", "Booked"),
    ]


def test_the_marks_say_words_that_people_use(levels: Levels) -> None:
    assert [f"{level.number}{level.mark_zh}" for level in levels.levels] == ["1危", "2急", "3 一般", "4约"]


def test_an_urgent_call_is_promised_in_15_and_limited_to_30_minutes(levels: Levels) -> None:
    assert levels.level(2).limits.arrive == Limit(seconds=30 * 60, target=15 * 60)


def test_a_lift_contractor_has_half_an_hour_and_a_hard_mark_at_two(levels: Levels) -> None:
    limits = levels.level(1).limits
    assert (limits.arrive_contractor, limits.make_safe_lift) == (Limit(1800), Limit(7200))


def test_booked_work_is_handed_off_within_a_working_day(levels: Levels) -> None:
    assert levels.level(4).limits.hand_off == Limit(working_days=1)


def test_normal_calls_have_no_make_safe_clock(levels: Levels) -> None:
    assert levels.level(3).limits.make_safe is None


@pytest.mark.parametrize(("number", "share"), [(1, 1.0), (2, 1.0), (3, 0.7), (4, 0.3)])
def test_the_share_drawn_for_follow_up(levels: Levels, number: int, share: float) -> None:
    assert levels.level(number).limits.follow_up_share == share


def test_every_level_answers_within_15_seconds(levels: Levels) -> None:
    assert {level.limits.answer for level in levels.levels} == {Limit(15)}


def test_shares_of_a_limit(levels: Levels) -> None:
    assert (levels.amber, levels.red, levels.escalation) == (0.8, 1.0, 1.5)


def test_there_is_no_fifth_level(levels: Levels) -> None:
    with pytest.raises(KeyError):
        levels.level(5)


def test_the_night_runs_over_midnight(levels: Levels) -> None:
    assert levels.night.covers(time(19))
    assert levels.night.covers(time(3))
    assert not levels.night.covers(time(7))


def test_hours_within_a_day() -> None:
    noon = Hours(time(12), time(14))
    assert noon.covers(time(12))
    assert not noon.covers(time(14))
