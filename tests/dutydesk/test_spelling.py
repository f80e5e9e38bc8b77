"""Plain spelling: comparison never depends on the keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.spelling import plain, stem


def test_full_width_signs_dashes_and_capitals_become_plain() -> None:
    assert plain("Ａ－０５０３　栋—1＃ａ") == "a-0503 栋-1#a"


@given(st.text())
def test_positions_stay_the_same(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize("word", ["leak", "leaks", "leaking", "leaked"])
def test_forms_of_a_word_meet(word: str) -> None:
    assert stem(word) == "leak"


@pytest.mark.parametrize(("one", "other"), [("drip", "dripping"), ("smoke", "smoking"), ("block", "blocked"), ("tile", "tiles")])
def test_doubled_letters_and_silent_e(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["gas", "bus", "ac", "red"])
def test_short_words_are_left_alone(word: str) -> None:
    assert stem(word) == word
