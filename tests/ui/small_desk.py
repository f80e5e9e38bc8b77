"""The whole window on a desk in memory, in a night that is going on: quick to open, and the same each time."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dutydesk.catalogue import Catalogue
from dutydesk.desk import Desk
from tests.ui.centre.console import KeptDrafts, PlainRegister
from tests.ui.night import busy_night
from tests.ui.phones import MadeUpPhones
from ui.desk_window import DeskWindow, Given
from ui.errors import ErrorHandler

CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
PATIENCE = 20_000


class SmallDesk:
    """The busy night with its window open; keys go where they would go."""

    def __init__(self, qtbot: QtBot, application: QApplication, language: str, **given: Any) -> None:
        self.qtbot = qtbot
        self.language = language
        self.night = busy_night(application, language="en")
        night, around = self.night, self.night.around
        parts = {
            "desk": Desk(night.journal),
            "readings": night.journal,
            "register": PlainRegister(),
            "drafts": KeptDrafts(),
            "premises": around.premises,
            "say": Catalogue.load().say,
            "language": language,
            "theme": "night",
            "region": "CN",
            "area_code": "0571",
            "folder": "data",
            "phones": MadeUpPhones(),
        }
        self.window = DeskWindow(application, Given(**(parts | given)), ErrorHandler())
        self.console, self.centre = self.window.console, self.window.centre
        night.journal.listen(self.window.feed.take)
        self.console.resize(1920, 1080)
        self.console.show()
        self.console.activateWindow()
        qtbot.waitActive(self.console)
        qtbot.waitUntil(lambda: self.console.findChild(QWidget, "timelineView") is not None, timeout=PATIENCE)
        self.settle()

    def close(self) -> None:
        """Leave the application speaking English, as the next window finds it."""
        if self.language == "zh":
            self.toggle()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or every later change of language would ask it too

    def toggle(self) -> None:
        """Ctrl+L, as its action does it."""
        self.language = "en" if self.language == "zh" else "zh"
        self.console.actions_.trigger("window.language")
        self.settle()

    def open_calls(self) -> list[str]:
        """Ids of the open calls, in the order in which they were taken."""
        return [call.id for call in self.night.journal.open_calls()]

    def type(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)
        self.settle()

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self._focus(), key, held)
            self.settle()

    def settle(self) -> None:
        """Until every answer has come, was heard and was painted."""
        self.qtbot.waitUntil(lambda: not self.centre.asking.is_waiting)
        for _ in range(4):
            QApplication.processEvents()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.console
