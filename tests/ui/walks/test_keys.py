"""Keyboard only, and by ear: Tab goes as one reads, everything that can be clicked has a key, and everything has a name and a role."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QMenu, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from dutydesk import life
from tests.ui.walks.looking import visible
from tests.ui.walks.stage import STATES, Stage, stages
from ui.rows import ROW

COLUMNS = ("leftColumn", "centreStack", "rightColumn", "timeline")
BY_KEY = {
    "ringTake": "F2 takes the next ring",
    "told_radio": "left and right in the list of candidates",
    "told_phone": "left and right in the list of candidates",
    "told_face_to_face": "left and right in the list of candidates",
    "parked_more": "F10 finds them",
    "noticeUndo": "Ctrl+Z",
    "keyHelpClose": "F1 or Esc",
}
"""What Tab passes over, and the key that does the same."""
READ = ("typing", "transfer", "follow up", "which place", "owed", "parked", "ringing 5", "phone settings", "lines of settings")


@pytest.fixture
def stage(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Stage]:
    walk = stages(qapp, (request.param,))
    yield next(walk)[1]
    walk.close()


def goes_round(stage: Stage) -> list[QWidget]:
    """What Tab reaches, beginning with the first of them as one reads."""
    stage.centre.focus_input()
    stage.settle()
    seen: list[QWidget] = []
    while (held := QApplication.focusWidget()) is not None and held not in seen:
        seen.append(held)
        stage.console.focusNextPrevChild(True)
    first = min(range(len(seen)), key=lambda number: (column(seen[number]), -number if column(seen[number]) else number))
    begin = next((number for number, one in enumerate(seen) if column(one) < column(seen[number - 1])), first)
    return seen[begin:] + seen[:begin]


def column(one: QWidget) -> int:
    above: QWidget | None = one
    while above is not None and above.objectName() not in COLUMNS:
        above = above.parentWidget()
    return COLUMNS.index(above.objectName()) if above is not None else 1


def place(one: QWidget, beside: QWidget) -> QRect:
    """Where it stands; for what is scrolled where `beside` is not, where it would be scrolled into sight."""
    above = one.parentWidget()
    while above is not None and not (isinstance(above, QScrollArea) and not above.isAncestorOf(beside)):
        above = above.parentWidget()
    shown = above or one
    return QRect(shown.mapToGlobal(shown.rect().topLeft()), shown.size())


@pytest.mark.parametrize("stage", READ, indirect=True)
@pytest.mark.parametrize("size", [(1366, 768), (1000, 760)])
def test_tab_goes_as_one_reads(stage: Stage, size: tuple[int, int]) -> None:
    stage.fit(*size)
    order = goes_round(stage)
    assert len(order) > 2
    wrong = []
    for one, after in pairwise(order):
        first, second = place(one, after), place(after, one)
        follows = second.top() >= first.bottom() - 2 or second.left() >= first.right() - 2
        if column(after) < column(one) or (column(after) == column(one) and not follows):
            wrong.append(f"{one.objectName()} {first} before {after.objectName()} {second}")
    assert wrong == []


@pytest.mark.parametrize("stage", STATES, indirect=True)
def test_everything_that_can_be_clicked_has_a_key(stage: Stage) -> None:
    mouse_only = []
    for one in visible(stage.console):
        if isinstance(one, QAbstractButton) and not one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            name = one.objectName()
            is_answer = name.startswith("question_")  # y and n while the question has the keys
            if not (name in BY_KEY or name.startswith("key.") or is_answer):
                mouse_only.append(name)
    assert mouse_only == []


@pytest.mark.parametrize("stage", ["busy", "typing", "looking", "owed"], indirect=True)
def test_a_screen_reader_hears_every_row_and_button(stage: Stage) -> None:
    for one in visible(stage.console):
        face = QAccessible.queryAccessibleInterface(one)
        if isinstance(one, QAbstractButton):
            assert face.role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox), one.objectName()
            assert face.text(QAccessible.Text.Name), one.objectName()
            assert not one.isEnabled() or face.actionInterface().actionNames(), one.objectName()
        if isinstance(one, QListView):
            assert face.role() in (QAccessible.Role.List, QAccessible.Role.Table), one.objectName()
            assert face.text(QAccessible.Text.Name), one.objectName()
            rows = [one.model().index(number, 0).data(ROW) for number in range(one.model().rowCount())]
            heard = [face.child(number).text(QAccessible.Text.Name) for number in range(len(rows))]
            assert all(heard), one.objectName()
            assert [told for row, told in zip(rows, heard, strict=True) if hasattr(row, "spoken") and told != row.spoken] == []


@pytest.mark.parametrize("stage", ["busy"], indirect=True)
def test_a_screen_reader_can_press_a_key_of_the_foot(stage: Stage, qtbot: QtBot) -> None:
    key = stage.console.findChild(QPushButton, "key.window.help")
    face = QAccessible.queryAccessibleInterface(key).actionInterface()
    face.doAction(face.actionNames()[0])
    qtbot.waitUntil(lambda: stage.console.findChild(QWidget, "keyHelp") is not None)


@pytest.mark.parametrize("stage", ["busy"], indirect=True)
def test_banners_and_grave_notices_are_announced(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, bool]] = []

    def hear(_source: QWidget, text: str, *, is_urgent: bool = False) -> None:
        said.append((text, is_urgent))

    for module in ("ui.banners", "ui.notices"):
        monkeypatch.setattr(f"{module}.announce", hear)
    stage.console.banners.put_up("storage", "Lost.")
    stage.console.banners.put_up("storage", "Lost.")
    stage.console.tell("9 handed off")
    assert said == [("Lost.", True), ("9 handed off", False)]


@pytest.mark.parametrize("stage", ["busy"], indirect=True)
def test_who_passes_the_open_calls_with_tab_chooses_none(stage: Stage) -> None:
    stage.console.open_calls.list.setFocus(Qt.FocusReason.TabFocusReason)
    stage.settle()
    assert stage.console.open_calls.selected == ""


@pytest.mark.parametrize("stage", ["busy"], indirect=True)
def test_reasons_to_dismiss_open_under_the_button_that_a_key_pressed(stage: Stage) -> None:
    stage.fit(1920, 1080)
    button = stage.console.findChild(QPushButton, "owedDismiss")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    stage.press(Qt.Key.Key_Space)
    menu = stage.console.findChild(QMenu, "dismissReasons")
    assert menu.isVisible()
    assert menu.y() >= button.mapToGlobal(button.rect().bottomLeft()).y() - 1
    menu.close()


@pytest.mark.parametrize("stage", ["looking"], indirect=True)
def test_a_call_opened_again_by_undo_is_selected_again(stage: Stage) -> None:
    call = stage.centre.showing.call
    stage.night.does(life.cancel, call.id, reason="rang twice")
    stage.settle()
    assert stage.console.open_calls.selected == ""
    stage.press(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    stage.press(Qt.Key.Key_Return)
    assert stage.console.open_calls.selected == call.id
