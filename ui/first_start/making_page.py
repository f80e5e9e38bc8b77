"""The site is being made: how far it is, and that it can still be given up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui.labels import plain_label


class MakingPage(QWidget):
    """A bar and a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = self._done = 0
        self._is_opening = False
        self._title, self._words = plain_label("title"), plain_label("muted", "makingWords")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(2)
        for part in (self._title, self.bar, self._words):
            column.addWidget(part)
        column.addStretch(3)

    def begin(self, people: int) -> None:
        """So many people will be written."""
        self._people, self._done, self._is_opening = people, 0, False
        self._retranslate()

    def count(self, done: int) -> None:
        """So many are written."""
        self._done = done
        self._retranslate()

    def open(self) -> None:
        """What was chosen is being opened; there is nothing to give up any more."""
        self._is_opening = True
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("The desk is opening") if self._is_opening else self.tr("Your site is being made"))
        self.bar.setRange(0, 0 if self._is_opening else max(1, self._people))
        self.bar.setValue(self._done)
        is_counted = bool(self._people) and not self._is_opening
        self.bar.setVisible(is_counted)
        written = self.tr("{done} of {all} people are written. Esc gives up; no site is made then.")
        numbers = {"done": QLocale().toString(self._done), "all": QLocale().toString(self._people)}
        self._words.setText(written.format(**numbers) if is_counted else "")
