"""A button with its key drawn at its end."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.labels import key_cap


class KeyedButton(QPushButton):
    """Says what it does and by which key; without a key it is a button like others."""

    def __init__(self, text: str, key: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._said = text
        self.setProperty("role", "keyed")
        self.cap = key_cap(key, self)
        self.cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.cap.setVisible(bool(key))

    def give_key(self, key: str) -> None:
        """Another key, or none."""
        self.cap.setText(key)
        self.cap.setVisible(bool(key))
        self.updateGeometry()

    def show_key(self, *, is_shown: bool) -> None:
        """Where room is short the key's letter is underlined, as on buttons everywhere, and the tool tip has the whole key."""
        key = self.cap.text()
        self.cap.setVisible(is_shown and bool(key))
        self.setText(self._said if is_shown or not key else _underlined(self._said, key[-1]))
        self.setShortcut(QKeySequence())  # the underlined letter would be a second way to the action that has the key
        self.setToolTip(key)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        cap = 0 if self.cap.isHidden() else self.cap.sizeHint().width() + 8
        return super().sizeHint() + QSize(cap, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.cap.sizeHint()
        self.cap.setGeometry(self.width() - size.width() - 6, (self.height() - size.height()) // 2, size.width(), size.height())


def _underlined(text: str, letter: str) -> str:
    """`text` with its letter marked, or with the letter behind it where it has none, as Chinese."""
    at = text.upper().find(letter.upper())
    return f"{text[:at]}&{text[at:]}" if at >= 0 else f"{text}(&{letter})"
