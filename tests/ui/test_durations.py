"""Durations and times of day in the words of the desk."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from tests.ui.night import ZONE
from ui import durations
from ui.languages import Languages

NOW = datetime(2026, 11, 23, 2, 47, 36, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("minutes", "english", "chinese"),
    [
        (0, "0 min", "0 分"),
        (26, "26 min", "26 分"),
        (167, "2 h 47 min", "2 时 47 分"),
        (4560, "3 d 4 h", "3 天 4 时"),
        (-5, "0 min", "0 分"),
    ],
)
def test_a_span_carries_its_units(qapp: QApplication, minutes: int, english: str, chinese: str) -> None:
    languages = Languages(qapp, "en")
    assert durations.span(timedelta(minutes=minutes)) == english
    languages.speak("zh")
    assert durations.span(timedelta(minutes=minutes)) == chinese
    languages.speak("en")


@pytest.mark.parametrize(
    ("seconds", "said"), [(159, "2:39"), (599, "9:59"), (600, "10 min"), (-200, "+3:20"), (-7500, "+2 h 5 min"), (0, "0:00")]
)
def test_a_running_limit_counts_seconds_only_when_near(qapp: QApplication, seconds: int, said: str) -> None:
    assert durations.running(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW.replace(hour=9, minute=0), "09:00"),
        (NOW + timedelta(days=1), "tomorrow 02:47"),
        (NOW - timedelta(days=1), "yesterday 02:47"),
        (NOW - timedelta(days=9), "14 Nov 02:47"),
    ],
)
def test_a_moment_is_told_by_its_day(qapp: QApplication, moment: datetime, said: str) -> None:
    assert durations.day_and_time(moment, NOW, ZONE) == said


def test_a_day_of_another_year_tells_its_year(qapp: QApplication) -> None:
    languages = Languages(qapp, "en")
    assert durations.day(date(2026, 8, 14), NOW.date()) == "14 Aug"
    assert durations.day(date(2025, 8, 14), NOW.date()) == "14 Aug 2025"
    languages.speak("zh")
    assert durations.day(date(2026, 8, 14), NOW.date()) == "8月14日"
    assert durations.day(date(2025, 8, 14), NOW.date()) == "2025年8月14日"


def test_the_date_follows_the_language(qapp: QApplication) -> None:
    languages = Languages(qapp, "zh")
    assert durations.short_date(NOW) == "11月23日 周一"
    languages.speak("en")
    assert durations.short_date(NOW) == "Mon 23 Nov"


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=99)))
def test_a_count_is_never_shorter_than_the_seconds_it_tells(length: timedelta) -> None:
    minutes, seconds = map(int, durations.count(length).split(":"))
    assert timedelta(minutes=minutes, seconds=seconds) <= length < timedelta(minutes=minutes, seconds=seconds + 1)
