"""The watch over the clock: it tells jumps, and only jumps."""

from __future__ import annotations

from datetime import datetime

import pytest

from db.clock_watch import ClockWatch
from tests.db.folderside import TwoHands


@pytest.mark.parametrize(("seconds", "told"), [(4.0, 0.0), (-4.0, 0.0), (60.0, 60.0), (-60.0, -60.0)])
def test_a_jump_is_told_once(seconds: float, told: float) -> None:
    clock = TwoHands()
    watch = ClockWatch(clock)
    clock.move(minutes=10)
    clock.jump(seconds=seconds)
    assert (watch.jumped(), watch.jumped()) == (told, 0.0)


class Interrupted(TwoHands):
    """A fast clock; the processor is taken away between the look at the wall clock and the next look."""

    def __init__(self) -> None:
        super().__init__()
        self.away = 0.0

    def now(self) -> datetime:
        wall = super().now()
        self.move(seconds=self.away)
        return wall


def test_a_processor_that_is_taken_away_is_no_jump() -> None:
    clock = Interrupted()
    watch = ClockWatch(clock)
    for away in (60.0, 0.0, 60.0, 60.0, 0.0):
        clock.away = away
        clock.move(seconds=1)
        assert watch.jumped() == 0.0


def test_a_real_jump_is_told_over_the_uncertainty() -> None:
    clock = Interrupted()
    clock.away = 10.0
    watch = ClockWatch(clock)
    clock.jump(seconds=100)
    assert watch.jumped() == pytest.approx(90.0)
