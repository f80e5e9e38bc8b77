"""Fingers: lists and pages scroll under them, as a tablet does, and a touch chooses only where it did not scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QScroller


def scroll_by_finger(area: QAbstractScrollArea) -> None:
    """Let a finger push the content; lists scroll by pixels for that."""
    if isinstance(area, QAbstractItemView):
        area.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        area.viewport().installEventFilter(Taps(area))
    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)


def is_touch(event: QMouseEvent) -> bool:
    """Whether a finger stands behind what Qt tells as a mouse."""
    by_screen = event.device().type() is QInputDevice.DeviceType.TouchScreen
    return by_screen or event.source() is not Qt.MouseEventSource.MouseEventNotSynthesized


def tap(view: QAbstractItemView, place: QPoint) -> None:
    """A finger that only touched a row chooses it, as a click does."""
    index = view.indexAt(place)
    if view.focusPolicy() & Qt.FocusPolicy.ClickFocus:
        view.setFocus(Qt.FocusReason.MouseFocusReason)
    view.setCurrentIndex(index)
    if index.isValid():
        view.clicked.emit(index)


class Taps(QObject):
    """Keeps from a list what Qt makes of a finger that scrolls: presses and moves of a mouse, by which the list would choose rows."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed = QPoint()
        self._has_moved = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or not is_touch(event):
            return super().eventFilter(watched, event)
        place = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._pressed, self._has_moved = place, False
            case QEvent.Type.MouseMove:
                self._has_moved |= (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            case QEvent.Type.MouseButtonRelease if not self._has_moved:
                tap(self._view, place)
            case QEvent.Type.MouseButtonDblClick:
                self._view.doubleClicked.emit(self._view.indexAt(place))
        return True
