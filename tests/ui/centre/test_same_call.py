"""A call that may be open already: looked at or chased by button and by key, and never chased once it is done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from dutydesk import life
from dutydesk.journal import Author
from dutydesk.words import Level, Stage
from tests.ui.centre.console import CHEN, LI, Console
from ui.centre.keyed_button import KeyedButton
from ui.centre.questions import DuplicateRow

F2, C, L = Qt.Key.Key_F2, Qt.Key.Key_C, Qt.Key.Key_L
ALT = Qt.KeyboardModifier.AltModifier


def test_an_open_call_of_the_same_place_is_shown_and_chased_by_a_button(console: Console) -> None:
    old = console.has_call()
    console.ring()
    console.press(F2)
    console.type("sgb")
    console.click(f"duplicate_{old.counter}_chase")
    chased = console.journal.call(old.id)
    assert chased is not None
    assert chased.chased == 1
    assert console.centre.taking.active is None


def test_the_warning_has_keys(console: Console) -> None:
    old = console.has_call()
    console.ring()
    console.press(F2)
    console.type("sgb")
    assert console.find(KeyedButton, f"duplicate_{old.counter}_chase").cap.text() == "Alt+C"
    console.press(C, C, L, held=ALT)
    chased = console.journal.call(old.id)
    assert chased is not None
    assert chased.chased == 1
    assert console.newest().id == old.id


@pytest.mark.parametrize(("width", "cap", "said"), [(500, True, "Caller chases"), (280, False, "&Caller chases")])
def test_where_a_key_has_no_room_its_letter_is_underlined(console: Console, width: int, cap: bool, said: str) -> None:
    row = DuplicateRow(console.window, console.has_call(), "May be this one", has_keys=True)
    row.setFixedWidth(width)
    row.show()
    assert (not row.chase.cap.isHidden(), row.chase.text()) == (cap, said)
    assert row.chase.shortcut().isEmpty()


def test_a_letter_that_is_not_in_the_words_stands_behind_them(console: Console) -> None:
    button = KeyedButton("查看", "Alt+L", console.window)
    button.show_key(is_shown=False)
    assert button.text() == "查看(&L)"


def test_only_the_likeliest_of_two_has_keys(console: Console) -> None:
    old = console.has_call()
    console.clock.move(minutes=1)
    new = console.has_call()
    console.type("3-1-1502 sgb")
    console.settle()
    shown = {call.id: not console.find(KeyedButton, f"duplicate_{call.counter}_look").cap.isHidden() for call in (old, new)}
    assert shown == {old.id: False, new.id: True}
    console.press(L, held=ALT)
    call = console.centre.showing.call
    assert call is not None
    assert (call.id, console.centre.showing.is_draft) == (new.id, False)


def test_nobody_chases_a_call_that_is_done(console: Console) -> None:
    old = console.has_call()
    console.does(life.acknowledge, old.id, by=CHEN)
    console.does(life.complete, old.id, author=Author(CHEN, LI), shares=dict.fromkeys(Level, 1.0))
    console.type("3-1-1502 sgb")
    console.settle()
    shown = [one.objectName() for one in console.window.findChildren(KeyedButton) if one.isVisible()]
    assert [name for name in shown if name.startswith("duplicate")] == [f"duplicate_{old.counter}_look"]
    console.press(C, held=ALT)
    done = console.journal.call(old.id)
    assert done is not None
    assert (done.stage, done.chased) == (Stage.COMPLETED, 0)
