"""The room under the input line: its parts share it, the history gives way first, and what still does not fit is scrolled to."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.touch import scroll_by_finger


class _Column(QVBoxLayout):
    """Asks for no more than its parts need at least: a scroll area would give it what they would like, and scroll."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_asking = False

    def heightForWidth(self, width: int) -> int:
        if self._is_asking:  # Qt finds the least height by way of this one
            return super().heightForWidth(width)
        self._is_asking = True
        try:
            return self.minimumHeightForWidth(width)
        finally:
            self._is_asking = False


class Room(QScrollArea):
    """Parts from top to bottom. The part that has the keys is always in sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("room")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setObjectName("roomParts")
        self._column = _Column(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.setWidget(holder)
        scroll_by_finger(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """One more part, under the others."""
        self._column.addWidget(part, stretch)

    def add_rest(self) -> None:
        """What is left over lies under the parts."""
        self._column.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_keys)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            QTimer.singleShot(0, self, self._show_keys)  # a part that was just shown has its place only then

    def _show_keys(self) -> None:
        """The whole part that has the keys, or as much of it as there is room for, with what has them in sight."""
        held = QApplication.focusWidget()
        if held is None or not self.isAncestorOf(held):
            return
        part = held
        while (above := part.parentWidget()) is not None and above is not self.widget():
            part = above
        self.ensureWidgetVisible(part, 0, 0)
        self.ensureWidgetVisible(held, 0, 0)
