"""The computer's zone, summer time and all."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dutydesk.clocks import SystemClock, SystemZone

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def berlin() -> Iterator[SystemZone]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    yield SystemZone()
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.parametrize("hours", range(0, 24 * 365, 13))
def test_it_agrees_with_the_zone_database_all_year(berlin: SystemZone, hours: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    ours, theirs = moment.astimezone(berlin), moment.astimezone(BERLIN)
    assert (ours.replace(tzinfo=None), ours.fold, ours.utcoffset()) == (theirs.replace(tzinfo=None), theirs.fold, theirs.utcoffset())


def test_the_hour_that_comes_twice_comes_back_as_it_went(berlin: SystemZone) -> None:
    for minutes in range(0, 180, 10):
        moment = datetime(2026, 10, 25, 0, 0, 0, 5, tzinfo=UTC) + timedelta(minutes=minutes)
        assert moment.astimezone(berlin).astimezone(UTC) == moment


def test_the_clock_is_in_utc_and_the_other_never_goes_back() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.monotonic() <= clock.monotonic()


def test_summer_time_is_told_apart(berlin: SystemZone) -> None:
    summer, winter = datetime(2026, 7, 1, 12, tzinfo=berlin), datetime(2026, 1, 1, 12, tzinfo=berlin)
    assert (summer.dst(), winter.dst()) == (timedelta(hours=1), timedelta(0))
    assert (summer.tzname(), winter.tzname()) == ("CEST", "CET")


def test_a_time_of_no_day_is_told_as_of_now(berlin: SystemZone) -> None:
    assert berlin.utcoffset(None) in (timedelta(hours=1), timedelta(hours=2))
