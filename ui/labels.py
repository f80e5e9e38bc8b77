"""Labels of plain text: names and numbers of people are never read as markup."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def plain_label(role: str = "", name: str = "", parent: QWidget | None = None) -> QLabel:
    """A label of plain text; `role` is its part in ``resources/themes/window.qss``."""
    label = QLabel(parent)
    return _dressed(label, role, name)


def elided_label(role: str = "", name: str = "", parent: QWidget | None = None) -> ElidedLabel:
    """A label that shortens its text with "…" where there is no room."""
    label = ElidedLabel(parent)
    _dressed(label, role, name)
    return label


def key_cap(text: str, parent: QWidget | None = None) -> QLabel:
    """A key as it is drawn on the screen."""
    label = plain_label("keycap", parent=parent)
    label.setText(text)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


def steady_label(role: str = "", name: str = "", parent: QWidget | None = None) -> SteadyLabel:
    """A label whose words change all the time, mostly in the same width."""
    label = SteadyLabel(parent)
    _dressed(label, role, name)
    return label


class SteadyLabel(QLabel):
    """Has the size of its words and no other: Qt lays out the whole window for each text of a label whose size is free."""

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        self.setFixedSize(self.sizeHint())


class ElidedLabel(QLabel):
    """Plain text that gives way: shortened when narrow, whole in its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says_all_or_nothing = False

    def say_all_or_nothing(self) -> None:
        """Rather nothing than a part: half a hint of keys helps nobody."""
        self._says_all_or_nothing = True

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 3, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip("")

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        if self._says_all_or_nothing and shown != self.text():
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), shown)


def _dressed(label: QLabel, role: str, name: str) -> QLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    if name:
        label.setObjectName(name)
    return label
