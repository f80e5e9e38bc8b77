"""The theme by the clock and by hand."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.levels import Hours
from dutydesk.look import DAY, NIGHT, Look, next_change, other, released, theme_at

ZONE = timezone(timedelta(hours=8))
NIGHT_HOURS = Hours(time(19), time(7))


def at(hour: int, minute: int = 0, day: int = 22) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(("now", "theme"), [(at(18, 59), DAY), (at(19), NIGHT), (at(2), NIGHT), (at(6, 59), NIGHT), (at(7), DAY)])
def test_the_clock_says_night_or_day(now: datetime, theme: str) -> None:
    assert theme_at(Look(), now, NIGHT_HOURS) == theme


def test_one_that_is_set_for_ever_asks_no_clock() -> None:
    assert theme_at(Look(DAY), at(2), NIGHT_HOURS) == DAY


def test_by_hand_holds_until_the_clock_changes_the_theme() -> None:
    look = other(Look(), at(23), NIGHT_HOURS)
    assert [theme_at(look, now, NIGHT_HOURS) for now in (at(23), at(6, 59, 23), at(7, 0, 23), at(19, 0, 23))] == [DAY, DAY, DAY, NIGHT]
    assert look.until == at(7, 0, 23)


def test_twice_by_hand_is_by_the_clock() -> None:
    assert other(other(Look(), at(23), NIGHT_HOURS), at(23, 5), NIGHT_HOURS) == Look()


def test_one_for_ever_is_changed_for_ever() -> None:
    assert other(Look(NIGHT, is_dim=True), at(23), NIGHT_HOURS) == Look(DAY, is_dim=True)


def test_there_is_a_way_back_to_the_clock() -> None:
    assert released(Look(DAY, NIGHT, at(7), is_dim=True)) == Look(is_dim=True)


@given(st.timedeltas(timedelta(), timedelta(days=400)), st.times(), st.times())
def test_the_next_change_is_the_next_moment_at_which_the_night_begins_or_ends(later: timedelta, starts: time, ends: time) -> None:
    now = at(0) + later
    change = next_change(now, Hours(starts, ends))
    assert timedelta() < change - now <= timedelta(days=1)
    assert change.time() in (starts, ends)
