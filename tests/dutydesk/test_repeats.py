"""Repeats: told at once, then once a minute with the count of what was passed over."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dutydesk.repeats import EVERY, MOST, Repeats


def test_the_first_is_told_and_its_like_counted() -> None:
    repeats = Repeats()
    assert [repeats.heard("x", second) for second in (0, 1, 2)] == [0, None, None]
    assert repeats.heard("x", EVERY) == 2
    assert repeats.heard("x", EVERY + 1) is None


def test_another_trouble_is_told_at_once() -> None:
    repeats = Repeats()
    repeats.heard("x", 0)
    assert repeats.heard("y", 0) == 0


def test_a_clock_set_back_silences_nothing() -> None:
    repeats = Repeats()
    repeats.heard("x", 1000)
    assert repeats.heard("x", 10) == 0


def test_it_remembers_a_bounded_number() -> None:
    repeats = Repeats()
    for number in range(MOST + 1):
        repeats.heard(number, 0)
    assert (repeats.heard(0, 1), repeats.heard(MOST, 1)) == (0, None)


@given(st.lists(st.floats(0, 1000), max_size=50).map(sorted))
def test_none_is_lost_and_none_is_told_twice_a_minute(times: list[float]) -> None:
    repeats = Repeats()
    answers = [(at, repeats.heard("x", at)) for at in times]
    told = [at for at, count in answers if count is not None]
    assert all(later - earlier >= EVERY for earlier, later in itertools.pairwise(told))
    after_last = sum(1 for at, count in answers if count is None and told and at >= told[-1])
    assert sum(count + 1 for _, count in answers if count is not None) + after_last == len(times)
