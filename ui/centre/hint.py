"""The line under the input: what a command will do, what was refused and why, or what undo would take back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.labels import plain_label

_ONE_LINE = 28
_SIGN = "×"
"""Stands before a refusal, which is not red: red is danger to life or a limit that has passed."""


class HintLine(QWidget):
    """One line of plain text that keeps its place, so that nothing jumps when it speaks; a longer one takes more lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hintLine")
        self._label = plain_label("muted", "hint", self)
        self._label.setWordWrap(True)
        self.setFixedHeight(_ONE_LINE)
        self._text = ""
        self._is_refusal = False

    @property
    def text(self) -> str:
        """What it says, without its sign."""
        return self._text

    @property
    def is_refusal(self) -> bool:
        """Whether it says why something was refused."""
        return self._is_refusal

    def preview(self, text: str) -> None:
        """What Enter will do; an empty text clears the line."""
        self._say(text, "muted")

    def refuse(self, text: str) -> None:
        """Why nothing was done, and what to do."""
        self._say(text, "refused")

    def ask(self, text: str) -> None:
        """What waits for Enter."""
        self._say(text, "asks")

    def resizeEvent(self, event: object) -> None:
        self._make_room()

    def _say(self, text: str, role: str) -> None:
        self._text = text
        self._is_refusal = role == "refused"
        if self._label.property("role") != role:
            self._label.setProperty("role", role)
            self._label.style().unpolish(self._label)
            self._label.style().polish(self._label)
        self._label.setText(f"{_SIGN}  {text}" if self._is_refusal else text)
        self.setAccessibleName(text)
        self._make_room()

    def _make_room(self) -> None:
        """One line as a rule; what is longer is wrapped, never cut."""
        width = max(1, self.width() - 12)
        self.setFixedHeight(max(_ONE_LINE, self._label.heightForWidth(width)))
        self._label.setGeometry(6, 0, width, self.height())
