"""A share of one processor, and no more."""

from __future__ import annotations

import pytest

from dutydesk.telephony.effort import RESERVE, SHARE, Effort


def test_work_may_be_done_at_once_until_the_reserve_is_used_up() -> None:
    effort = Effort()
    assert effort.is_left(100.0)
    effort.spend(RESERVE)
    assert not effort.is_left(100.0)


@pytest.mark.parametrize("cost", [0.0005, 0.01])
def test_in_the_long_run_it_is_the_share(cost: float) -> None:
    effort, worked = Effort(), 0.0
    for step in range(100_000):
        if effort.is_left(step / 10_000):
            effort.spend(cost)
            worked += cost
    assert worked == pytest.approx(10 * SHARE + RESERVE, abs=2 * cost)


def test_a_clock_that_goes_back_gives_nothing() -> None:
    effort = Effort()
    effort.is_left(100.0)
    effort.spend(RESERVE + 0.1)
    assert not effort.is_left(50.0)
    assert not effort.is_left(50.4)
    assert effort.is_left(51.0)
