"""The computer's zone, summer time and all."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dutydesk.clocks import DrillClock, SystemClock, SystemZone

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


# ---- the clock of a drill

START = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)


class Hands:
    """The real time, moved by a test."""

    def __init__(self) -> None:
        self.passed = 0.0

    def real(self) -> float:
        return 50.0 + self.passed

    def wall(self) -> float:
        return START.timestamp() + 3600 + self.passed


def test_a_drill_stands_until_it_runs_and_then_keeps_step() -> None:
    hands = Hands()
    clock = DrillClock(START.astimezone(BERLIN), real=hands.real, wall=hands.wall)
    hands.passed = 10
    assert (clock.now(), clock.monotonic(), clock.speed) == (START, 0.0, 0.0)
    clock.run(60)
    hands.passed = 20
    assert (clock.now(), clock.monotonic()) == (START + timedelta(minutes=10), 600.0)
    clock.run(1)
    hands.passed = 25
    assert clock.now() == START + timedelta(minutes=10, seconds=5)


def test_time_that_nobody_lives_through_passes_at_once_and_never_goes_back() -> None:
    hands = Hands()
    clock = DrillClock(START, real=hands.real, wall=hands.wall)
    clock.go_on_to(START + timedelta(hours=1))
    clock.go_on_to(START)
    assert (clock.now(), clock.monotonic(), clock.now().utcoffset()) == (START + timedelta(hours=1), 3600.0, timedelta(0))


def test_time_is_skipped_no_further_than_the_real_time_that_is_caught_up_with() -> None:
    hands = Hands()
    free, present = (DrillClock(START, catches_up=caught, real=hands.real, wall=hands.wall) for caught in (False, True))
    hands.passed = 30
    for clock in (free, present):
        clock.run(1)
        clock.skip_to(START + timedelta(hours=9))
    assert (free.now(), present.now()) == (START + timedelta(hours=9), START + timedelta(hours=1, seconds=30))


def test_a_drill_that_catches_up_goes_on_with_the_real_time() -> None:
    hands = Hands()
    clock = DrillClock(START, catches_up=True, real=hands.real, wall=hands.wall)
    clock.run(60)
    hands.passed = 30
    assert clock.now() == START + timedelta(minutes=30)
    hands.passed = 120
    assert clock.now() == START + timedelta(hours=1, minutes=2)
    hands.passed = 150
    assert (clock.now(), clock.monotonic()) == (START + timedelta(hours=1, minutes=2, seconds=30), 3750.0)
