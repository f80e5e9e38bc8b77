"""Rings in a row that nobody answered: when one asks whether the desk phone works."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from dutydesk.desk_phone import HARDLY_RANG, IN_A_ROW, LOOKS_BACK, unanswered
from dutydesk.phone_calls import LONGEST_RING, PhoneCall
from dutydesk.words import NumberState, PhoneOutcome
from tests.dutydesk.deskside import NIGHT

MINUTE = timedelta(minutes=1)
NOW = NIGHT + timedelta(hours=2)


def rang(minutes_ago: float, outcome: PhoneOutcome | None = PhoneOutcome.MISSED, seconds: float = 40) -> PhoneCall:
    at = NOW - minutes_ago * MINUTE
    ended = at + timedelta(seconds=seconds) if outcome else None
    return PhoneCall(f"w:{minutes_ago}", "w", str(minutes_ago), at, NumberState.OK, ended_at=ended, outcome=outcome)


def test_missed_and_unknown_rings_count_in_any_order() -> None:
    rings = [rang(50), rang(10, PhoneOutcome.UNKNOWN), rang(30)]
    assert unanswered(rings, NOW) == IN_A_ROW


def test_whoever_answers_anywhere_breaks_the_row() -> None:
    for outcome in (PhoneOutcome.ANSWERED_HERE, PhoneOutcome.ANSWERED_ELSEWHERE):
        assert unanswered([rang(10), rang(20, outcome), rang(30), rang(40)], NOW) == 1


def test_one_that_is_talked_to_or_was_taken_as_a_call_was_heard() -> None:
    talking = replace(rang(20, None), answered_at=NOW)
    taken = replace(rang(20), calls=("A1",))
    assert [unanswered([rang(10), one, rang(30)], NOW) for one in (talking, taken)] == [1, 1]


def test_what_rings_now_does_not_count_and_what_has_rung_too_long_does() -> None:
    ringing = rang(1, None)
    given_up = rang(LONGEST_RING / MINUTE + 1, None)
    assert unanswered([ringing, given_up, rang(30)], NOW) == 2


def test_a_caller_who_hangs_up_at_once_says_nothing() -> None:
    short = rang(10, seconds=HARDLY_RANG.total_seconds() - 1)
    long = rang(20, seconds=HARDLY_RANG.total_seconds())
    assert unanswered([short, long, rang(30)], NOW) == 2


def test_rings_of_before_the_phone_was_tried_or_of_another_shift_do_not_count() -> None:
    rings = [rang(10), rang(20), rang(30), rang(LOOKS_BACK / MINUTE + 1)]
    assert unanswered(rings, NOW, since=NOW - 25 * MINUTE) == 2
    assert unanswered(rings, NOW, since=NOW - 2 * LOOKS_BACK) == 3


@given(st.lists(st.tuples(st.integers(5, 700), st.sampled_from(PhoneOutcome)), unique_by=lambda one: one[0]))
def test_it_counts_back_to_the_last_answer(told: list[tuple[int, PhoneOutcome]]) -> None:
    newest_first = [outcome for _, outcome in sorted(told)]
    answers = [place for place, outcome in enumerate(newest_first) if outcome.value.startswith("answered")]
    assert unanswered([rang(ago, outcome) for ago, outcome in told], NOW) == min(answers, default=len(told))
