"""Dragging a call, or the card of one that rings, onto a person of the crew board: by mouse, or by a finger that holds it first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScroller, QWidget

from ui.labels import elided_label
from ui.touch import is_touch, tap

HOLD = 400
"""Milliseconds that a finger holds a call before it drags it; one that moves earlier scrolls."""
WIDTH, HEIGHT, BESIDE = 300, 40, 14


@dataclass(frozen=True, slots=True)
class Held:
    """What is held: "call:ID" or "phone:ID", and how it is called."""

    what: str = ""
    label: str = ""


class CallDrag(QObject):
    """Watches lists and cards. `dropped` carries what was held and the member on whom it was let go; elsewhere nothing happens.

    `point_at` is given the pointer's place on the screen, or None at the end; it shows who would take the call and answers their id.
    """

    dropped = Signal(str, str)

    def __init__(self, window: QWidget, point_at: Callable[[QPoint | None], str]) -> None:
        super().__init__(window)
        self._window = window
        self._point_at = point_at
        self._sources: dict[QObject, Callable[[QPoint], Held]] = {}
        self._source: QWidget | None = None
        self._scrolled: QWidget | None = None
        self._held, self._pressed = Held(), QPoint()
        self._is_dragging = self._by_finger = False
        self._label = elided_label("strong", "dragged", window)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label.hide()
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD)
        self._hold.timeout.connect(self._begin)

    @property
    def is_dragging(self) -> bool:
        """Whether something is being dragged now."""
        return self._is_dragging

    def watch(self, source: QWidget, held_at: Callable[[QPoint], Held]) -> None:
        """Let what stands at a point of `source` be dragged."""
        self._sources[source] = held_at
        source.installEventFilter(self)

    def eventFilter(self, source: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            return self._is_key_of_drag(event)
        if not isinstance(event, QMouseEvent) or source not in self._sources or not isinstance(source, QWidget):
            return super().eventFilter(source, event)
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                return self._press(source, event)
            case QEvent.Type.MouseMove if self._source is source:
                return self._move(event)
            case QEvent.Type.MouseButtonRelease if self._source is source:
                return self._release(event)
        return super().eventFilter(source, event)

    def _press(self, source: QWidget, event: QMouseEvent) -> bool:
        self._held = self._sources[source](event.position().toPoint())
        self._source = source if self._held.what else None
        self._pressed, self._by_finger = event.globalPosition().toPoint(), is_touch(event)
        if self._by_finger and self._source is not None:
            self._hold.start()
        return self._by_finger and self._source is not None

    def _move(self, event: QMouseEvent) -> bool:
        place = event.globalPosition().toPoint()
        is_far = self._is_far(place)
        if not self._is_dragging and is_far and self._by_finger:  # it scrolls: the list below is not to hear of a mouse
            self._hold.stop()
            self._held = Held()
        elif not self._is_dragging and is_far:
            self._begin()
        if self._is_dragging:
            self._follow(place)
        return self._is_dragging or self._by_finger

    def _release(self, event: QMouseEvent) -> bool:
        held, was_dragging, by_finger, source = self._held, self._is_dragging, self._by_finger, self._source
        member = self._point_at(event.globalPosition().toPoint()) if was_dragging else ""
        self._end()
        if member:
            self.dropped.emit(held.what, member)
        elif by_finger and held.what and source is not None and not was_dragging:
            view = source.parent()
            if isinstance(view, QAbstractItemView):
                tap(view, event.position().toPoint())
        return was_dragging or by_finger

    def _is_far(self, place: QPoint) -> bool:
        return (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()

    def _begin(self) -> None:
        if self._source is None:
            return
        self._is_dragging = True
        self._scrolled = _scrolled_by_finger(self._source) if self._by_finger else None
        if self._scrolled is not None:  # it is not to scroll under what is dragged
            QScroller.ungrabGesture(self._scrolled)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._label.setText(self._held.label)
        self._follow(self._pressed)
        self._label.show()
        self._label.raise_()

    def _follow(self, place: QPoint) -> None:
        here = self._window.mapFromGlobal(place)
        x = max(0, min(here.x() + BESIDE, self._window.width() - WIDTH))
        y = max(0, min(here.y() + BESIDE, self._window.height() - HEIGHT))
        self._label.setGeometry(x, y, WIDTH, HEIGHT)
        self._point_at(place)

    def _end(self) -> None:
        was_dragging = self._is_dragging
        self._hold.stop()
        self._source, self._is_dragging = None, False
        self._label.hide()
        if not was_dragging:
            return
        self._point_at(None)
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        if self._scrolled is not None:
            QScroller.grabGesture(self._scrolled, QScroller.ScrollerGestureType.TouchGesture)
            self._scrolled = None

    def _is_key_of_drag(self, event: QKeyEvent) -> bool:
        """Esc lets go, and parks nothing."""
        if not self._is_dragging or event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._end()
        return True


def _scrolled_by_finger(one: QWidget | None) -> QWidget | None:
    """The widget that a finger on `one` would scroll."""
    while one is not None and not QScroller.hasScroller(one):
        one = one.parentWidget()
    return one
