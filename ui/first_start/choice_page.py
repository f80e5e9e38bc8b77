"""The first page of all: three ways to begin, each with one sentence, and where everything is kept."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dutydesk.spelling import plain
from ui.first_start.button import EnterButton
from ui.labels import key_cap, plain_label


class Beginning(StrEnum):
    """The ways to begin, in their order."""

    SAMPLE = "sample"
    IMPORT = "import"
    EMPTY = "empty"


class ChoiceButton(EnterButton):
    """A wide button with a key, a title and a sentence."""

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "choice")
        self._title, self._sentence = plain_label("choiceTitle"), plain_label("muted")
        self._sentence.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(22, 16, 22, 18)
        row.setSpacing(20)
        row.addWidget(key_cap(key), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, title: str, sentence: str) -> None:
        """Its words in the language that is spoken."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()


class ChoicePage(QWidget):
    """Digits and arrows choose, Enter opens. `chosen` carries a `Beginning`."""

    chosen = Signal(Beginning)

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._title, self._lead = plain_label("title", "choiceTitle"), plain_label("muted", "choiceLead")
        self._lead.setWordWrap(True)
        self._kept, self._back = (plain_label("muted", name) for name in ("keptHow", "keptBack"))
        self._where = plain_label("plain", "keptWhere")
        for label in (self._kept, self._where, self._back):
            label.setWordWrap(True)
        self.buttons = {beginning: ChoiceButton(str(key), f"choice.{beginning}") for key, beginning in enumerate(Beginning, 1)}
        self._focused = self.buttons[Beginning.SAMPLE]
        for beginning, button in self.buttons.items():
            button.clicked.connect(partial(self.chosen.emit, beginning))
        self._lay_out()
        self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        buttons = list(self.buttons.values())
        at = next((number for number, button in enumerate(buttons) if button.hasFocus()), 0)
        digit = plain(event.text())
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._look_at(buttons[(at + (1 if event.key() == Qt.Key.Key_Down else -1)) % len(buttons)])
        elif digit in ("1", "2", "3"):
            self._look_at(buttons[int(digit) - 1])
            self._focused.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _look_at(self, button: ChoiceButton) -> None:
        self._focused = button
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        kept = QFrame()
        kept.setObjectName("keptHere")
        lines = QVBoxLayout(kept)
        lines.setContentsMargins(18, 2, 0, 2)
        lines.setSpacing(4)
        for label in (self._kept, self._where, self._back):
            lines.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addSpacing(10)
        for button in self.buttons.values():
            column.addWidget(button)
        column.addSpacing(14)
        column.addWidget(kept)
        column.addStretch(3)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("How shall this desk begin?"))
        self._lead.setText(self.tr("There is no site in this folder yet. Take a look around first, or set up your own in a few minutes."))
        told = {
            Beginning.SAMPLE: (
                self.tr("Look at the sample site"),
                self.tr("An invented estate, in a temporary folder that is gone when you close it."),
            ),
            Beginning.IMPORT: (
                self.tr("Import a site"),
                self.tr("From a table (CSV) of rooms and people; you see what was understood before anything is written."),
            ),
            Beginning.EMPTY: (
                self.tr("Start empty with one crew"),
                self.tr("Name the site, its officers and the maintenance crew; rooms and people can be imported later."),
            ),
        }
        for beginning, (title, sentence) in told.items():
            self.buttons[beginning].say(title, sentence)
        self._kept.setText(self.tr("Everything stays in this folder, nothing is sent anywhere:"))
        self._where.setText(self._folder)
        self._back.setText(self.tr("Nothing is made until you say so. Esc leaves; the next start begins here again."))
