"""What to ask the caller: the yes/no questions of a category, and open calls that may be this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dutydesk.calls import Call
from dutydesk.categories import Question
from dutydesk.drafting import answer_to
from dutydesk.spelling import plain
from ui.centre.card import Card
from ui.centre.desktop import Desktop
from ui.centre.flow import FlowRow
from ui.centre.keyed_button import KeyedButton
from ui.labels import plain_label

YES, NO = "yes", "no"
_GIVES_WAY = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)

KEYS_FROM = 300
"""Pixels of width from which the buttons of a warning show their keys."""


class QuestionRow(QFrame):
    """One question: y and n answer it while it has the focus, and its keys from anywhere while it is the next."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget, code: str, text: str, answer: str) -> None:
        super().__init__(parent)
        self._code = code
        self.setObjectName(f"question_{code}")
        self.setProperty("role", "question")
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        asked = plain_label("plain", "", self)
        asked.setText(text)
        asked.setSizePolicy(_GIVES_WAY)
        asked.setWordWrap(True)
        self._yes, self._no = KeyedButton(self.tr("Yes"), "", self), KeyedButton(self.tr("No"), "", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.addWidget(asked, 1)
        for button, said in ((self._yes, YES), (self._no, NO)):
            button.setObjectName(f"question_{code}_{said}")
            button.setAccessibleName(f"{text} {button.text()}")
            button.setCheckable(True)
            button.setChecked(said == answer)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        self._yes.clicked.connect(self._say_yes)
        self._no.clicked.connect(self._say_no)

    @property
    def is_answered(self) -> bool:
        """Whether yes or no was said."""
        return self._yes.isChecked() or self._no.isChecked()

    def give_keys(self, *, has_keys: bool) -> None:
        """Alt+Y and Alt+N answer this one, or another."""
        for button, key in ((self._yes, "Alt+Y"), (self._no, "Alt+N")):
            button.give_key(key if has_keys else "")
        self._show_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_keys()

    def _show_keys(self) -> None:
        for button in (self._yes, self._no):
            button.show_key(is_shown=self.width() >= KEYS_FROM)

    def answer(self, said: str) -> None:
        """As if its button was pressed."""
        self._say(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        said = {"y": YES, "n": NO}.get(plain(event.text()))
        if said is None:
            super().keyPressEvent(event)
            return
        self._say(said)
        event.accept()

    def _say_yes(self) -> None:
        self._say(YES)

    def _say_no(self) -> None:
        self._say(NO)

    def _say(self, said: str) -> None:
        self._yes.setChecked(said == YES)
        self._no.setChecked(said == NO)
        self.answered.emit(answer_to(self._code), said)


class DuplicateRow(QFrame):
    """An open call that may be the same: look at it, or note that the caller urges while there is work. The first has keys."""

    opened = Signal(str)
    chased = Signal(str)

    def __init__(self, parent: QWidget, call: Call, text: str, *, has_keys: bool) -> None:
        super().__init__(parent)
        self._call = call.id
        self.setObjectName(f"duplicate_{call.counter}")
        self.setProperty("role", "duplicate")
        said = plain_label("strong", "", self)
        said.setText(text)
        said.setSizePolicy(_GIVES_WAY)
        said.setWordWrap(True)
        self.look = show = KeyedButton(self.tr("Look"), "Alt+L" if has_keys else "", self)
        self.chase = chase = KeyedButton(self.tr("Caller chases"), "Alt+C" if has_keys else "", self)
        for button, name in ((show, "look"), (chase, "chase")):
            button.setObjectName(f"duplicate_{call.counter}_{name}")
            button.setAccessibleName(f"{button.text()}: {text}")
        chase.setVisible(call.stage.is_work)
        keys = FlowRow(self, 4)
        keys.flow.addWidget(show)
        keys.flow.addWidget(chase)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 6, 4)
        column.setSpacing(4)
        column.addWidget(said)
        column.addWidget(keys)
        show.clicked.connect(self._open)
        chase.clicked.connect(self._chase)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.look, self.chase):  # on two lines they would push the candidates under the edge of a low window
            button.show_key(is_shown=self.width() >= KEYS_FROM)

    def _open(self) -> None:
        self.opened.emit(self._call)

    def _chase(self) -> None:
        self.chased.emit(self._call)


class QuestionCard(Card):
    """Shown only while there is something to ask or to look at."""

    answered = Signal(str, str)
    opened = Signal(str)
    chased = Signal(str)

    def __init__(self, desktop: Desktop, parent: QWidget) -> None:
        super().__init__(parent, "questionCard")
        self._desktop = desktop
        self._shown: object = None
        self._same: list[DuplicateRow] = []
        self._asked: list[QuestionRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self._retranslate()

    def ask(self, questions: Sequence[Question], answers: Mapping[str, str], same: Sequence[Call]) -> None:
        """Show the questions with what was answered, and the calls that may be the same."""
        calls = tuple((one.id, one.stage.is_work) for one in same[:2])
        wanted = (tuple(one.code for one in questions), calls, self._desktop.names.is_chinese)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._empty()
        self._same = [self._add_same(call, has_keys=call is same[0]) for call in same[:2]]
        self._asked = [self._add_question(question, answers.get(answer_to(question.code), "")) for question in questions]
        self._pass_keys_on()
        self.setVisible(bool(questions or same))

    def answer_yes(self) -> None:
        """Yes to the first question without an answer."""
        self._answer_next(YES)

    def answer_no(self) -> None:
        """No to the first question without an answer."""
        self._answer_next(NO)

    def open_first(self) -> None:
        """Look at the likeliest of the calls that may be the same; nothing where there is none."""
        if self._same and self.isVisible():
            self._same[0].look.click()

    def chase_first(self) -> None:
        """Note at the likeliest of them that the caller urges."""
        if self._same and self.isVisible() and not self._same[0].chase.isHidden():
            self._same[0].chase.click()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Ask the caller"))

    def _empty(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _answer_next(self, said: str) -> None:
        asked = self._next()
        if asked is not None and self.isVisible():
            asked.answer(said)

    def _next(self) -> QuestionRow | None:
        """The first question without an answer; where all have one, the first may still be corrected."""
        return next((one for one in self._asked if not one.is_answered), next(iter(self._asked), None))

    def _pass_keys_on(self) -> None:
        asked = self._next()
        for one in self._asked:
            one.give_keys(has_keys=one is asked)

    def _add_question(self, question: Question, answer: str) -> QuestionRow:
        text = question.zh if self._desktop.names.is_chinese else question.en
        row = QuestionRow(self, question.code, text, answer)
        row.answered.connect(self.answered)
        row.answered.connect(self._pass_keys_on)
        self._rows.addWidget(row)
        return row

    def _add_same(self, call: Call, *, has_keys: bool) -> DuplicateRow:
        row = DuplicateRow(self, call, self.tr("May be {call}").format(call=self._desktop.headline(call)), has_keys=has_keys)
        row.opened.connect(self.opened)
        row.chased.connect(self.chased)
        self._rows.addWidget(row)
        return row
