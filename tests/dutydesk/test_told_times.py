"""Times of day as they are told, and the moments they mean."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.told_times import ahead, read_clock, told_at, usual_check
from dutydesk.words import PauseReason

SITE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 0, 20, tzinfo=SITE)


@pytest.mark.parametrize("text", ["2:30", "02:30", "0230", "230", "2：30", " ２３０ ", "2.30", "2点30"])
def test_a_time_is_read_however_it_is_written(text: str) -> None:
    assert read_clock(text) == time(2, 30)


@pytest.mark.parametrize("text", ["", "25:00", "2:75", "2", "soon", "2:30:00", "12345"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_clock(text) is None


@given(st.text())
def test_any_text_is_a_whole_minute_or_none(text: str) -> None:
    told = read_clock(text)
    assert told is None or told.second == 0


@given(st.times())
def test_every_written_time_is_read_back(told: time) -> None:
    assert read_clock(f"{told:%H:%M}") == told.replace(second=0, microsecond=0)


def test_after_midnight_a_time_before_it_was_yesterday() -> None:
    assert told_at(time(23, 50), NOW, NOW - timedelta(hours=1)) == datetime(2026, 11, 22, 23, 50, tzinfo=SITE)


def test_a_time_that_would_lie_before_the_call_stays_ahead_for_the_desk_to_refuse() -> None:
    assert told_at(time(1, 0), NOW, NOW - timedelta(minutes=5)) > NOW


def test_a_check_time_lies_ahead() -> None:
    assert ahead(time(0, 10), NOW) == datetime(2026, 11, 24, 0, 10, tzinfo=SITE)
    assert ahead(time(0, 30), NOW) == datetime(2026, 11, 23, 0, 30, tzinfo=SITE)


@pytest.mark.parametrize("why", list(PauseReason))
def test_every_pause_has_a_usual_check_ahead(why: PauseReason) -> None:
    assert NOW < usual_check(why, NOW) <= NOW + timedelta(days=1)


def test_daylight_begins_at_seven() -> None:
    assert usual_check(PauseReason.DAYLIGHT, NOW).time() == time(7)
