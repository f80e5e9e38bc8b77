"""The key help covers the centre alone, tells every command, and leaves every key at work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.whole_desk import WholeDesk
from ui.key_help import KeyHelp

F1, F2, ESC = Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_Escape


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, qapp, tmp_path / "data")
    yield made
    made.close()


def help_of(desk: WholeDesk) -> KeyHelp | None:
    shown = [one for one in desk.console.findChildren(KeyHelp) if one.isVisible()]
    return shown[0] if shown else None


def area_of(part: QWidget, window: QWidget) -> QRect:
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def test_it_covers_neither_calls_nor_crew(desk: WholeDesk) -> None:
    desk.console.showNormal()
    desk.console.resize(1366, 768)
    desk.settle()
    desk.press(F1)
    shown = help_of(desk)
    assert shown is not None
    covered = area_of(shown, desk.console)
    for column in (desk.console.ringing, desk.console.open_calls, desk.console.crew, desk.console.key_bar):
        assert not covered.intersects(area_of(column, desk.console))


@pytest.mark.parametrize("key", [F1, ESC])
def test_a_key_closes_it_and_the_caret_never_left(desk: WholeDesk, key: Qt.Key) -> None:
    desk.type("3-1-1502 burst")
    desk.press(F1)
    assert desk.line.hasFocus()
    desk.press(key)
    assert help_of(desk) is None
    assert desk.line.text() == "3-1-1502 burst"
    assert desk.line.hasFocus()


def test_f2_takes_under_the_open_help(desk: WholeDesk) -> None:
    desk.type("half")
    desk.press(F1, F2)
    assert help_of(desk) is None
    assert [draft.text for draft in desk.centre.taking.parked] == ["half"]


def test_typing_uncovers_the_line(desk: WholeDesk) -> None:
    desk.press(F1)
    desk.type("b")
    assert help_of(desk) is None
    assert desk.line.text() == "b"


def test_it_pages_without_the_focus(desk: WholeDesk) -> None:
    desk.press(F1)
    shown = help_of(desk)
    assert shown is not None
    bar = shown.findChild(QWidget, "keyHelpArea").verticalScrollBar()
    bar.setRange(0, 500)
    desk.press(Qt.Key.Key_PageDown)
    assert bar.value() > 0


@pytest.mark.parametrize(("language", "words"), [("en", {"/hand", "/cancel", "/status"}), ("zh", {"/派", "/作废", "/状态"})])
def test_it_lists_the_commands_of_the_language(desk: WholeDesk, language: str, words: set[str]) -> None:
    if language == "zh":
        desk.speak_other()
    desk.press(F1)
    shown = help_of(desk)
    said = {label.text() for label in shown.findChildren(QLabel)} if shown else set()
    if language == "zh":
        desk.speak_other()
    assert words <= said
