"""The Qt application around the one window: its errors, its end, and second starts."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from ui.desk_window import DeskWindow, Given
from ui.errors import ErrorHandler
from ui.single import FirstWindow
from ui.theme import Looks

if TYPE_CHECKING:  # only a folder without a site needs it
    from ui.first_start.window import FirstStart, FirstStartWindow

SEEN_AFTER = 300
"""Milliseconds from a window's first paint until its frame stands and the screen shows it."""

PULSE = 500
"""Milliseconds between two moments in which a signal is heard."""


def tell(sentence: str) -> None:
    """Show why the program ends, in a box, where there is no terminal to say it on; returns when it was read."""
    application = QApplication.instance() or QApplication(["dutydesk"])
    looks = Looks(application) if isinstance(application, QApplication) else None  # the night's: a white box would blind in a dark room
    box = QMessageBox(QMessageBox.Icon.Warning, "dutydesk", sentence)
    box.setObjectName("lastWord")
    box.setTextFormat(Qt.TextFormat.PlainText)
    if looks is not None:
        looks.dress(box)
    box.exec()
    del application


def set_scale(percent: str) -> None:
    """Let everything be as large as the settings ask, before Qt looks; "auto" leaves it to the system, and so does who set it by hand.

    Fractions are taken as they are: 150 % is not rounded to 200.
    """
    if percent != "auto":
        os.environ.setdefault("QT_SCALE_FACTOR", str(int(percent) / 100))
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)


class Application:
    """Made once in a process that holds the lock of `folder`. `position` answers where the journal stands, for the log of errors.

    `scale` is that of the settings.
    """

    def __init__(self, folder: Path, position: Callable[[], str], scale: str = "auto") -> None:
        there = QApplication.instance()
        if there is None:
            set_scale(scale)
        self._qt = there if isinstance(there, QApplication) else QApplication(["dutydesk"])
        self._errors = ErrorHandler(position)
        self._errors.install()
        self._first = FirstWindow(folder)

    def welcome(self, given: FirstStart) -> FirstStartWindow:
        """Show the first start until it has an outcome. Its window may still be there then: it stays until the next one is painted."""
        from ui.first_start.window import FirstStartWindow

        window = FirstStartWindow(self._qt, given, self._errors)
        self._first.called_forward.connect(window.come_forward)
        window.finished.connect(self._qt.exit)  # `quit` would close the window
        self._hear_signals()
        pulse = QTimer(window)  # nothing else ticks here, and Python hears no signal while it sleeps
        pulse.timeout.connect(_nothing)
        pulse.start(PULSE)
        window.showMaximized()
        self._qt.exec()
        self._end()
        return window

    def open(self, given: Given) -> DeskWindow:
        """The window, not yet shown."""
        window = DeskWindow(self._qt, given, self._errors)
        self._first.called_forward.connect(window.console.come_forward)
        return window

    def run(self, window: DeskWindow, after_paint: Callable[[], None]) -> int:
        """Show the window until it is closed, or the process is asked to end; `after_paint` is called once it is there."""
        self._hear_signals()
        before = [one for one in self._qt.topLevelWidgets() if one.isVisible()]
        window.show()
        way = MakeWay(before, window.console)
        QTimer.singleShot(0, after_paint)
        try:
            return int(self._qt.exec())
        finally:
            window.close()
            way.deleteLater()
            self._end()

    def _end(self) -> None:
        self._first.close()
        self._errors.uninstall()

    def _hear_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._close)

    def _close(self, _number: int, _frame: object) -> None:
        """Python hears a signal between two of its instructions, which may be in the midst of a paint: the end waits for its turn."""
        QTimer.singleShot(0, self._qt.closeAllWindows)


def _nothing() -> None:
    pass


class MakeWay(QObject):
    """Closes what stood here before, once `after` has been on the screen for a moment: nothing flashes in between."""

    def __init__(self, before: Sequence[QWidget], after: QWidget) -> None:
        super().__init__()
        self._before = before
        if before:
            after.installEventFilter(self)

    def eventFilter(self, after: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            after.removeEventFilter(self)
            QTimer.singleShot(SEEN_AFTER, self, self._close)
        return False

    def _close(self) -> None:
        for window in self._before:
            window.close()
