"""The timeline in the whole window, on a real data folder: keys, clicks, the input line, and the loss of the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.whole_desk import PATIENCE, WholeDesk
from ui.timeline.view import TimelineView


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, qapp, tmp_path / "data")
    place = made.console.timeline
    qtbot.wait_until(lambda: place.view is not None and place.shown.is_read, timeout=PATIENCE)
    yield made
    made.close()


def view(desk: WholeDesk) -> TimelineView:
    found = desk.console.timeline.view
    assert found is not None
    return found


def ctrl_j(desk: WholeDesk) -> None:
    QTest.keyClick(desk._focus(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)  # noqa: SLF001 - whatever has the keys
    desk.settle()


def test_loading_takes_no_keys(desk: WholeDesk) -> None:
    desk.type("3-1-1502")
    assert desk.line.text() == "3-1-1502"
    assert desk.line.hasFocus()


def test_ctrl_j_goes_there_and_back(desk: WholeDesk) -> None:
    ctrl_j(desk)
    assert view(desk).hasFocus()
    ctrl_j(desk)
    assert desk.line.hasFocus()
    ctrl_j(desk)
    desk.press(Qt.Key.Key_Escape)
    assert desk.line.hasFocus()


def test_escape_parks_nothing_on_its_way_back(desk: WholeDesk) -> None:
    desk.press(Qt.Key.Key_F2)
    desk.type("3-1-1502 leak")
    ctrl_j(desk)
    desk.press(Qt.Key.Key_Escape)
    assert desk.line.hasFocus()
    assert "leak" in desk.line.text()


def test_a_slash_goes_on_working(desk: WholeDesk) -> None:
    ctrl_j(desk)
    desk.type("/")
    assert desk.line.hasFocus()


def test_letters_go_on_in_the_line(desk: WholeDesk) -> None:
    ctrl_j(desk)
    for letter in "3-1-1502 leak":
        desk.type(letter)
    assert desk.line.text() == "3-1-1502 leak"


def test_enter_opens_the_call_in_the_centre(desk: WholeDesk) -> None:
    first = desk.take("3-1-1502 kitchen tap")
    second = desk.take("5-2-301 power")
    assert desk.centre.showing.call.id == second.id
    ctrl_j(desk)
    desk.press(Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert desk.centre.showing.call.id == first.id


def test_a_notice_lies_over_the_timeline_unfolded_or_not(desk: WholeDesk) -> None:
    desk.console.resize(1366, 768)
    desk.console.tell("17 handed off")
    desk.settle()
    notice, timeline = desk.console.notice, desk.console.timeline
    for _ in range(2):
        desk.qtbot.wait_until(lambda: 0 < notice.geometry().bottom() < timeline.geometry().top())
        ctrl_j(desk)
    assert timeline.height() < 100


@pytest.mark.logs
def test_the_timeline_goes_on_when_the_database_is_lost(desk: WholeDesk) -> None:
    before = desk.take("3-1-1502 kitchen tap")
    (gone := desk.folder / "gone").mkdir()
    desk.file.rename(gone / desk.file.name)
    desk.sees("storage")
    after = desk.take("5-2-301 power")
    shown = desk.console.timeline.shown
    desk.qtbot.wait_until(lambda: [call.id for call in shown.calls()] == [before.id, after.id])
    (gone / desk.file.name).rename(desk.file)
    desk.mends()
    desk.qtbot.wait_until(lambda: shown.is_read and [call.id for call in shown.calls()] == [before.id, after.id])
