"""Ctrl+L while something is being read: the key bar, a refusal, the question of undo and a preview all follow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from dutydesk import life
from dutydesk.next_steps import NextStep
from dutydesk.words import Told
from tests.ui.centre.console import CHEN, Console
from ui.centre.choices import ChoiceList

CTRL = Qt.KeyboardModifier.ControlModifier


def has_chinese(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in text)


def test_the_next_step_is_said_in_the_new_language_while_a_draft_is_typed(console: Console) -> None:
    call = console.has_call()
    console.does(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO)
    console.centre.show_call(call.id)
    console.type("3-1-1402 lamp")
    console.languages.speak("zh")
    console.settle()
    assert has_chinese(console.actions.short(next(one for one in console.actions.working() if one.id == "call.next_step")))


@pytest.mark.parametrize("line", ["/onsite", "/done new valve"])
def test_what_stands_under_the_line_follows(console: Console, line: str) -> None:
    console.centre.show_call(console.has_call().id)
    console.type(line)
    if line == "/onsite":
        console.press(Qt.Key.Key_Return)
    console.languages.speak("zh")
    console.settle()
    assert has_chinese(console.hint)


def test_the_question_of_undo_follows_and_still_waits(console: Console) -> None:
    console.has_call()
    console.press(Qt.Key.Key_Z, held=CTRL)
    console.languages.speak("zh")
    console.settle()
    assert has_chinese(console.hint)
    console.press(Qt.Key.Key_Return)
    assert console.journal.calls == {}


def test_the_candidates_of_a_call_that_is_being_taken_keep_the_keys(console: Console) -> None:
    console.ring()
    console.press(Qt.Key.Key_F2)
    console.type("sgb")
    console.journal.is_slow = True
    console.press(Qt.Key.Key_Return)
    console.languages.speak("zh")
    console.settle()
    console.press(Qt.Key.Key_Return)
    console.journal.let_go()
    console.settle()
    call = console.newest()
    assert call.offer is not None
    assert call.offer.to == CHEN


def test_a_form_that_is_being_filled_in_keeps_what_was_told(console: Console) -> None:
    call = console.has_call()
    console.does(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO)
    console.centre.show_call(call.id)
    console.centre.parts.steps.ask(call, NextStep.PAUSE)
    console.find(QLineEdit, "step_note").setText("no key")
    console.find(ChoiceList, "step_pause").setCurrentRow(2)
    console.languages.speak("zh")
    console.settle()
    form = console.centre.parts.steps.form
    assert form.isVisible()
    assert (form.value("note"), form.value("pause")) == ("no key", "contractor")
    assert has_chinese(console.find(ChoiceList, "step_pause").choices()[2].label)
