"""Shifts and the duty day."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from dutydesk.shifts import EIGHT_HOURS, ShiftPlan, shift_at

SHANGHAI = timezone(timedelta(hours=8))


def test_the_night_shift_begins_at_midnight() -> None:
    shift = shift_at(datetime(2026, 11, 23, 2, 47, tzinfo=SHANGHAI))
    assert (shift.name, shift.day, shift.ends.hour) == ("night", date(2026, 11, 23), 8)


def test_a_shift_over_midnight_belongs_to_the_day_it_began() -> None:
    plan = (ShiftPlan("night", time(20)), ShiftPlan("day", time(8)))
    shift = shift_at(datetime(2026, 11, 23, 2, 47, tzinfo=SHANGHAI), plan)
    assert (shift.name, shift.day) == ("night", date(2026, 11, 22))


def test_one_shift_a_day_lasts_a_day() -> None:
    shift = shift_at(datetime(2026, 11, 23, 2, tzinfo=UTC), (ShiftPlan("all", time(8)),))
    assert shift.ends - shift.starts == timedelta(days=1)


@given(st.timedeltas(timedelta(0), timedelta(days=3650)))
def test_now_always_lies_in_its_shift(later: timedelta) -> None:
    now = datetime(2026, 1, 1, tzinfo=SHANGHAI) + later
    shift = shift_at(now, EIGHT_HOURS)
    assert shift.starts <= now < shift.ends
    assert shift.ends - shift.starts == timedelta(hours=8)
