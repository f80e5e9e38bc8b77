"""The candidates in the room there is: the chips above them stay in sight, and why somebody is offered is wholly read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.centre.console import Console
from ui.centre.candidates import CandidateView
from ui.labels import ElidedLabel
from ui.reading_painter import read_row


def offered(console: Console, width: int, height: int = 720) -> CandidateView:
    """The candidates with the keys on them, in a window of this size."""
    console.window.resize(width, height)
    console.press(Qt.Key.Key_F2)
    console.enter("3-1-1502 sgb")
    console.settle()
    return console.centre.parts.candidates.view


def said(view: CandidateView, row: int) -> list[str]:
    """What is painted of a row."""
    return [one.text for one in read_row(view, view.model().index(row, 0))]


@pytest.mark.parametrize("height", [420, 480])
def test_the_chips_stay_in_sight_however_far_one_scrolls(console: Console, height: int) -> None:
    assert offered(console, 620, height).hasFocus()
    bar = console.centre.parts.room.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    chip = console.centre.parts.sheet.chips.chip("place")
    assert chip.visibleRegion().boundingRect() == QRect(0, 0, chip.width(), chip.height())


def test_a_wide_list_says_everything_on_one_line(console: Console) -> None:
    view = offered(console, 1700)
    assert not view.is_folded
    assert console.centre.parts.candidates.rows[0].why in said(view, 0)


def test_a_narrow_list_says_the_reasons_on_a_second_line(console: Console) -> None:
    view = offered(console, 620)
    assert view.is_folded
    name, *_, why, _key = read_row(view, view.model().index(0, 0))[1:]
    assert why.text == console.centre.parts.candidates.rows[0].why
    assert why.rect.top() > name.rect.center().y()
    assert why.rect.left() == name.rect.left()
    assert view.visualRect(view.model().index(0, 0)).height() == view.row_height


def test_a_list_that_becomes_wide_again_is_unfolded(console: Console) -> None:
    view = offered(console, 620)
    high = view.row_height
    console.window.resize(1700, 720)
    console.settle()
    assert view.row_height < high
    assert view.height() % view.row_height == 4


def test_half_a_hint_of_keys_is_not_shown(console: Console) -> None:
    label = ElidedLabel()
    label.say_all_or_nothing()
    label.setText("Enter hand off")
    label.resize(40, 30)
    narrow = label.grab().toImage()
    label.setText("")
    QApplication.processEvents()
    assert narrow == label.grab().toImage()
    label.setText("Enter hand off")
    label.resize(400, 30)
    whole = label.grab().toImage()
    label.setText("")
    assert whole != label.grab().toImage()
