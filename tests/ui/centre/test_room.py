"""Room: long sentences wrap, and the newest line of the history stays in sight over the notice."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from dutydesk import life
from tests.ui.centre.console import Console


def test_a_long_refusal_is_wrapped_and_not_cut(console: Console) -> None:
    console.window.resize(560, 720)
    console.settle()
    hint = console.centre.parts.hint
    hint.refuse("What you typed is kept. " * 6)
    label = console.find(QLabel, "hint")
    assert label.heightForWidth(label.width()) <= hint.height()
    hint.preview("")
    assert hint.height() == 28


def test_the_newest_line_of_the_history_is_in_sight_over_a_notice(console: Console) -> None:
    call = console.has_call()
    console.centre.show_call(call.id)
    for number in range(30):
        console.does(life.note, call.id, text=f"note {number}")
    view = console.centre.parts.history.view
    console.centre.leave_room(88)
    console.settle()
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    assert console.centre.parts.history.geometry().bottom() <= console.centre.height() - 88


def test_a_place_that_the_site_does_not_list_is_shown_as_it_was_written(console: Console) -> None:
    console.centre.show_call(console.has_call("9-9901").id)
    assert "9-9901" in [label.text() for label in console.centre.parts.sheet.chips.findChildren(QLabel)]
