"""What is built before its place is laid out is never a window of its own, not even for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dutydesk.catalogue import Catalogue
from dutydesk.room_rows import dialled_at
from tests.ui.whole_desk import WholeDesk
from ui.errors import ErrorHandler
from ui.first_start.window import FirstStart, FirstStartWindow


class _Windows(QObject):
    """Every widget that was shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName() or type(watched).__name__)
        return False


@contextmanager
def _watched(application: QApplication) -> Iterator[list[str]]:
    windows = _Windows()
    application.installEventFilter(windows)
    yield windows.names
    application.removeEventFilter(windows)


def test_the_desk_is_one_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    with _watched(qapp) as shown:
        desk = WholeDesk(qtbot, qapp, tmp_path / "data")
    assert shown == ["console"]
    desk.close()


def test_the_first_start_is_one_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    given = FirstStart(tmp_path, "en", "night", dialled_at("CN", "0571"), Catalogue.load().say, lambda plan, told: None)
    with _watched(qapp) as shown:
        window = FirstStartWindow(qapp, given, ErrorHandler())
        qtbot.add_widget(window)
        window.show()
        QApplication.processEvents()
    assert shown == ["firstStart"]
