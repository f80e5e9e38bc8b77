"""A missed phone call as one compact row: it stays until it is called back, answered or dismissed with a reason."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutydesk.phone_calls import PhoneCall
from dutydesk.words import PhoneOutcome
from ui import durations, texts
from ui.centre.flow import FlowRow
from ui.labels import elided_label, plain_label
from ui.names import Names
from ui.phone_calls import Caller
from ui.premises import Premises


class OwedRow(QFrame):
    """One phone call that is owed something. Each signal carries its id; `answered` says that it was answered after all."""

    called_back = Signal(str)
    dismissed = Signal(str)
    answered = Signal(str)

    def __init__(self, phone: PhoneCall, caller: Caller, premises: Premises, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phone = phone
        self._caller = caller
        self._premises = premises
        self._names = names
        self.setObjectName("owedRow")
        self.setProperty("role", "missed")
        self._who = elided_label("strong", "owedWho")
        self._when = plain_label("small", "owedWhen")
        self._how = plain_label("small", "owedHow")
        self._back = self._button("owedCalledBack", self._tell_called_back)
        self._answered = self._button("owedAnswered", self._tell_answered)
        self._dismiss = self._button("owedDismiss", self._tell_dismissed)
        self._outcome = phone.outcome_at(premises.now()) or PhoneOutcome.UNKNOWN
        self._lay_out()
        self._answered.setVisible(self._outcome is PhoneOutcome.UNKNOWN)
        self._back.setVisible(not phone.is_hidden)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.addWidget(self._who, 1)
        words.addWidget(self._when)
        second = FlowRow(spacing=6)
        second.flow.addWidget(self._how)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 8)
        column.setSpacing(2)
        column.addLayout(words)
        column.addWidget(second)
        for button in (self._answered, self._back, self._dismiss):
            second.flow.addWidget(button)

    def _button(self, name: str, slot: object) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)
        return button

    def _retranslate(self) -> None:
        people, phone = self._caller.people, self.phone
        name = self._names.member(phone.member) if phone.member else people[0].name if people else phone.name
        known = "  ".join(filter(None, (self._names.place(self._caller.place), name)))
        self._who.setText(known or self._names.number(phone))
        at = durations.day_and_time(phone.rang_at, self._premises.now(), self._premises.zone)
        outcome = texts.outcome(self._outcome)
        self._when.setText(at)
        self._how.setText(" · ".join(filter(None, (outcome, self._names.number(phone) if known else ""))))
        self._back.setText(self.tr("Called back"))
        self._answered.setText(self.tr("Answered"))
        self._dismiss.setText(self.tr("Dismiss"))
        for button in (self._back, self._answered, self._dismiss):
            button.setAccessibleName(f"{button.text()}: {self._who.text()}")

    def _tell_called_back(self) -> None:
        self.called_back.emit(self.phone.id)

    def _tell_answered(self) -> None:
        self.answered.emit(self.phone.id)

    def _tell_dismissed(self) -> None:
        self.dismissed.emit(self.phone.id)
