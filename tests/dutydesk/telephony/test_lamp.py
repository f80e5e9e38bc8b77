"""The line lamp on a clock of the test: few lines, none lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from dutydesk.telephony.events import Health, HealthState
from dutydesk.telephony.lamp import LOG_EVERY, Lamp


class Bench:
    """A lamp, its clock, and what it told."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 21, tzinfo=UTC)
        self.told: list[Health] = []
        self.later: list[Callable[[], None]] = []
        self.lamp = Lamp("webhook", self.told.append, lambda: self.time, lambda _seconds, then: self.later.append(then))


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_a_port_that_stays_busy_is_told_once(bench: Bench) -> None:
    for _ in range(5):
        bench.lamp.down("webhook.port_busy", port=8765)
        bench.time += timedelta(seconds=3)
    assert [health.reason for health in bench.told] == ["webhook.port_busy"]


def test_many_events_are_one_line_at_once_and_one_afterwards(bench: Bench) -> None:
    bench.lamp.up()
    for _ in range(100):
        bench.lamp.good()
    assert len(bench.told) == len(bench.later) == 1
    bench.later.pop()()
    assert bench.told[-1].counters == {"events": 100}


def test_a_fault_is_over_with_the_next_good_event(bench: Bench) -> None:
    bench.lamp.up()
    for lit in (bench.lamp.good, lambda: bench.lamp.fault("webhook.unreadable"), bench.lamp.good):
        bench.time += timedelta(seconds=1)
        lit()
    assert [health.state for health in bench.told[1:]] == [HealthState.OK, HealthState.BAD, HealthState.OK]


def test_the_log_has_one_line_a_minute_with_the_count(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    for _ in range(4):
        bench.lamp.count("webhook.repeated")
        bench.time += LOG_EVERY / 2
    assert caplog.messages == ["webhook: webhook.repeated, 1 so far", "webhook: webhook.repeated, 3 so far"]
