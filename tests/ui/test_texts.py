"""Every code of the journal has words in both languages."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from dutydesk import words
from dutydesk.limits import Clock
from dutydesk.next_steps import NextStep
from ui import texts
from ui.languages import Languages

TABLES: list[tuple[type[StrEnum], Callable[[Any], str]]] = [
    (words.Stage, texts.stage),
    (words.Status, texts.status),
    (words.Channel, texts.channel),
    (words.Step, texts.step),
    (NextStep, texts.next_step),
    (Clock, texts.clock),
    (words.Told, texts.told),
    (words.DeclineReason, texts.decline_reason),
    (words.PauseReason, texts.pause_reason),
    (words.FollowUp, texts.follow_up),
    (words.PhoneOutcome, texts.outcome),
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table[0].__name__)
def test_every_code_has_words_of_its_language(qapp: QApplication, table: tuple[type[StrEnum], Callable[[Any], str]]) -> None:
    codes, say = table
    languages = Languages(qapp, "zh")
    chinese = {code: say(code) for code in codes}
    languages.speak("en")
    assert [code for code in codes if not say(code) or say(code) == chinese[code] or not chinese[code]] == []


@pytest.mark.parametrize(
    ("line", "reason", "said"),
    [
        ("8110", words.DivertReason.NO_ANSWER, "forwarded from 8110 (no answer)"),
        ("8110", words.DivertReason.NONE, "forwarded from 8110"),
        ("", words.DivertReason.BUSY, ""),
    ],
)
def test_a_forwarded_ring_says_from_where_and_why(qapp: QApplication, line: str, reason: words.DivertReason, said: str) -> None:
    assert texts.forwarded_from(line, reason) == said


def test_a_code_without_words_is_shown_as_it_is(qapp: QApplication) -> None:
    assert texts.shift("early") == "early"
