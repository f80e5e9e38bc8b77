"""Screens that come and go: the window is always on one that is there, and no larger than that."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


class Screens(QObject):
    """Watches the screens for one window. A monitor that is pulled out leaves a window where nobody sees it."""

    def __init__(self, application: QGuiApplication, window: QWidget) -> None:
        super().__init__(window)
        self._application = application
        self._window = window
        for signal in (application.screenAdded, application.screenRemoved, application.primaryScreenChanged):
            signal.connect(self._look)

    def keep_in_sight(self) -> None:
        """Bring the window back where more than half of it lies on no screen, or it is larger than its screen."""
        window = self._window
        if not window.isVisible() or window.isMinimized():
            return
        there = max(self._application.screens(), key=self._seen, default=None)
        if there is None:
            return
        frame, room = window.frameGeometry(), there.availableGeometry()
        is_seen = 2 * self._seen(there) >= frame.width() * frame.height()
        if not is_seen or frame.width() > room.width() or frame.height() > room.height():
            self._bring_to(there if is_seen else self._application.primaryScreen())

    def _look(self, _: QScreen | None) -> None:
        QTimer.singleShot(0, self, self.keep_in_sight)  # Qt moves windows itself at first, but not always to where they fit

    def _seen(self, screen: QScreen) -> int:
        """How many pixels of the window lie on a screen."""
        part = screen.availableGeometry().intersected(self._window.frameGeometry())
        return part.width() * part.height() if part.isValid() else 0

    def _bring_to(self, screen: QScreen) -> None:
        window, room = self._window, screen.availableGeometry()
        was_maximized = window.isMaximized()
        if was_maximized:
            window.showNormal()
        window.setScreen(screen)
        size = window.size().boundedTo(room.size())
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        window.setGeometry(place)
        if was_maximized:
            window.showMaximized()
