"""The Qt application around the one window: its errors, its end, and second starts."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from ui.desk_window import DeskWindow, Given
from ui.errors import ErrorHandler
from ui.single import FirstWindow
from ui.theme import Looks


def tell(sentence: str) -> None:
    """Show why the program ends, in a box, where there is no terminal to say it on; returns when it was read."""
    application = QApplication.instance() or QApplication(["dutydesk"])
    box = QMessageBox(QMessageBox.Icon.Warning, "dutydesk", sentence)
    box.setObjectName("lastWord")
    box.setTextFormat(Qt.TextFormat.PlainText)
    if isinstance(application, QApplication):
        Looks(application).dress(box)  # the night's: a white box would blind in a dark room
    box.exec()
    del application


class Application:
    """Made once in a process that holds the lock of `folder`. `position` answers where the journal stands, for the log of errors."""

    def __init__(self, folder: Path, position: Callable[[], str]) -> None:
        self._qt = QApplication(["dutydesk"])
        self._errors = ErrorHandler(position)
        self._errors.install()
        self._first = FirstWindow(folder)

    def open(self, given: Given) -> DeskWindow:
        """The window, not yet shown."""
        window = DeskWindow(self._qt, given, self._errors)
        self._first.called_forward.connect(window.console.come_forward)
        return window

    def run(self, window: DeskWindow, after_paint: Callable[[], None]) -> int:
        """Show the window until it is closed, or the process is asked to end; `after_paint` is called once it is there."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end)
        window.show()
        QTimer.singleShot(0, after_paint)
        try:
            return int(self._qt.exec())
        finally:
            window.close()
            self._first.close()
            self._errors.uninstall()

    def _end(self, _number: int, _frame: object) -> None:
        """Python hears a signal between two of its instructions, which may be in the midst of a paint: the end waits for its turn."""
        QTimer.singleShot(0, self._qt.closeAllWindows)
