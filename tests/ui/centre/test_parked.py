"""Parked drafts: each with its key, none out of reach, and one that nobody needs can be thrown away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.centre.console import Console

RETURN, ESCAPE, SHIFT, CTRL = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def park(console: Console, count: int) -> None:
    for number in range(1, count + 1):
        console.press(Qt.Key.Key_F2)
        console.type(f"draft {number} burst")
        console.press(ESCAPE)


def test_each_parked_draft_shows_the_key_that_brings_it_back(console: Console) -> None:
    park(console, 2)
    caps = [label.text() for label in console.centre.parts.parked.findChildren(QLabel) if label.parentWidget().isVisible()]
    assert caps == ["Alt+1", "Alt+2"]


def test_drafts_without_a_key_are_counted_and_found(console: Console) -> None:
    park(console, 11)
    assert console.find(QPushButton, "parked_more").text() == "2 more parked"
    console.press(Qt.Key.Key_F10)
    labels = [choice.label for choice in console.centre.parts.find.list.choices()]
    assert labels == ["Parked 10: draft 10 burst", "Parked 11: draft 11 burst"]
    console.press(Qt.Key.Key_Down, RETURN)
    assert console.line.text() == "draft 11 burst"


def test_the_count_opens_the_list_of_all(console: Console) -> None:
    park(console, 10)
    console.click("parked_more")
    console.press(Qt.Key.Key_1)
    assert console.line.text() == "draft 1 burst"


def test_a_bare_number_says_that_it_opens_a_call(console: Console) -> None:
    call = console.has_call()
    console.type(str(call.counter))
    assert console.hint == f"Open call {call.counter} 3-1-1502 Burst pipe, flooding"
    assert console.centre.taking.active is None


def test_a_draft_is_thrown_away_and_brought_back(console: Console) -> None:
    console.ring()
    console.press(Qt.Key.Key_F2)
    console.type("burst")
    console.press(ESCAPE, held=SHIFT)
    assert console.drafts.kept == ()
    assert console.notices[-1] == "Draft thrown away: burst"
    console.press(Qt.Key.Key_Z, held=CTRL)
    assert console.hint.startswith("Undo: Draft thrown away: burst")
    console.press(RETURN)
    assert console.line.text() == "burst"
    assert console.drafts.kept[0].phone_call == "webhook:1"


def test_what_was_done_since_is_undone_before_a_draft_comes_back(console: Console) -> None:
    console.type("burst")
    console.press(ESCAPE, held=SHIFT)
    console.centre.show_call(console.has_call().id)
    console.enter("/note x")
    console.press(Qt.Key.Key_Z, held=CTRL)
    assert "Note" in console.hint


def test_a_draft_in_which_nothing_was_said_is_not_parked(console: Console) -> None:
    console.press(Qt.Key.Key_F7, ESCAPE, ESCAPE)
    assert console.centre.taking.active is None
    assert console.centre.taking.parked == ()
    assert console.drafts.kept == ()
    console.press(Qt.Key.Key_F2, ESCAPE)
    assert console.centre.taking.parked == ()


def test_a_draft_of_a_ring_is_parked_without_a_word(console: Console) -> None:
    phone = console.ring()
    console.press(Qt.Key.Key_F2, ESCAPE)
    assert [draft.phone_call for draft in console.centre.taking.parked] == [phone]


def test_a_draft_whose_bringer_is_chosen_is_parked_without_a_word(console: Console) -> None:
    console.press(Qt.Key.Key_F7, Qt.Key.Key_Down, RETURN, ESCAPE)
    assert len(console.centre.taking.parked) == 1
