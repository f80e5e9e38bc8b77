"""A window that changes as a whole: it paints once, and it does paint."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.night import Night
from tests.ui.test_console import opened
from ui.settling import paint_when_settled


class Paints(QObject):
    """Counts how often another widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.times = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    painted = Paints(made)
    qtbot.add_widget(made)
    made.show()
    qtbot.wait_until(lambda: painted.times > 0)
    return made


def test_what_was_due_before_is_painted_after_all(window: QWidget, qtbot: QtBot) -> None:
    paints = Paints(window)
    window.update()
    paint_when_settled(window)
    qtbot.wait_until(lambda: paints.times > 0)
    assert window.updatesEnabled()


def test_what_is_not_shown_waits_for_nothing(qtbot: QtBot) -> None:
    hidden = QWidget()
    qtbot.add_widget(hidden)
    paint_when_settled(hidden)
    assert hidden.updatesEnabled()


def test_another_language_is_painted_once_it_is_laid_out(night: Night, qtbot: QtBot) -> None:
    night.around.languages.speak("zh")
    console = opened(night, qtbot)
    night.settle()
    paints = Paints(console.top_strip)
    qtbot.keyClick(console, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait_until(lambda: console.windowTitle() == "Haiyan Garden · duty desk" and paints.times > 0)
    night.settle()
    assert paints.times == 1
