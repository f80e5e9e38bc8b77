"""The card of a ringing phone call: who, where, forwarded from where, what was repaired there; it never takes the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dutydesk.phone_calls import PhoneCall
from ui import durations, texts
from ui.labels import elided_label, key_cap, plain_label
from ui.names import Names
from ui.past_repairs import PastRepairs
from ui.phone_calls import Caller
from ui.premises import Premises

MOST_PEOPLE = 9
"""People on one number that can be chosen by a digit."""


class RingCard(QFrame):
    """One ringing phone call. `person_chosen` carries (phone call, person), `take_requested` the phone call."""

    person_chosen = Signal(str, str)
    take_requested = Signal(str)

    def __init__(self, premises: Premises, names: Names, past: PastRepairs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._past = past
        self._premises = premises
        self._names = names
        self._phone: PhoneCall | None = None
        self._caller = Caller()
        self.setObjectName("ringCard")
        self.setProperty("role", "ring")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._who = elided_label("place", "ringWho")
        self._seconds = plain_label("place", "ringSeconds")
        self._number = plain_label("strong", "ringNumber")
        self._from = elided_label("muted", "ringFrom")
        self._open = elided_label("", "ringOpenCall")
        self._repairs = [elided_label("small", f"ringRepair{number}") for number in range(3)]
        self._others = QVBoxLayout()
        self._take = QPushButton()
        self._key = key_cap("F2")
        self._lay_out()

    def show_phone(self, phone: PhoneCall, caller: Caller, *, is_next: bool = True) -> None:
        """Show this phone call; `is_next` when F2 takes it."""
        self._phone, self._caller = phone, caller
        self._key.setVisible(is_next)
        self._tell()

    def count(self) -> None:
        """Another second has passed."""
        if self._phone is not None:
            self._seconds.setText(durations.count(self._premises.now() - self._phone.rang_at))

    def choose(self, position: int) -> bool:
        """Choose one of several people by their position from 1; False when there is none."""
        if self._phone is None or not 1 <= position <= len(self._caller.people):
            return False
        self.person_chosen.emit(self._phone.id, self._caller.people[position - 1].id)
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._phone is not None:
            self._tell()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        head = _row(self._who, self._seconds, stretched=0)
        number = QHBoxLayout()
        number.setSpacing(8)
        number.addWidget(self._number, 1)
        number.addWidget(self._key)
        number.addWidget(self._take)
        self._take.setObjectName("ringTake")
        self._take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._take.clicked.connect(self._ask_to_take)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(3)
        column.addLayout(head)
        column.addLayout(number)
        column.addWidget(self._from)
        column.addWidget(self._open)
        for repair in self._repairs:
            column.addWidget(repair)
        column.addLayout(self._others)

    def _tell(self) -> None:
        phone, caller = self._phone, self._caller
        if phone is None:
            return
        name = caller.people[0].name if caller.people else self._staff_name(phone) or phone.name
        place = self._names.place(caller.place)
        self._who.setText("  ".join(filter(None, (place, name))) or self.tr("Unknown caller"))
        self._number.setText(self._names.number(phone))
        self._from.setText(self._forwarded(phone))
        self._from.setVisible(bool(self._from.text()))
        self._open.setText(self._open_call())
        self._open.setVisible(caller.open_call is not None)
        lines = (*self._past.lines(caller.place, len(self._repairs)), "", "", "")
        for label, line in zip(self._repairs, lines, strict=False):
            label.setText(line)
            label.setVisible(bool(line))
        self._tell_others()
        self._take.setText(self.tr("Take"))
        self._take.setAccessibleName(self.tr("Take the call of {who}").format(who=self._who.text()))
        self.setAccessibleName(self.tr("Ringing: {who}, {number}").format(who=self._who.text(), number=self._number.text()))
        self.count()

    def _staff_name(self, phone: PhoneCall) -> str:
        return self._names.member(phone.member) if phone.member else ""

    def _forwarded(self, phone: PhoneCall) -> str:
        before = self._caller.calls_before
        often = self.tr("{count} calls in 30 days").format(count=before) if before else ""
        return " · ".join(filter(None, (texts.forwarded_from(phone.diverted_from, phone.divert_reason), often)))

    def _open_call(self) -> str:
        call = self._caller.open_call
        if call is None:
            return ""
        said = self.tr("Open: {number} {fault} · {name} {stage}")
        return said.format(
            number=call.counter, fault=self._names.fault(call), name=self._names.member(call.holder), stage=texts.stage(call.stage)
        )

    def _tell_others(self) -> None:
        """Several people on one number: a ranked list to choose from."""
        while (item := self._others.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if len(self._caller.people) < 2:
            return
        for position, person in enumerate(self._caller.people[:MOST_PEOPLE], start=1):
            place = self._names.place(person.rooms[0].place) if person.rooms else ""
            button = QPushButton(f"{position}  {person.name}  {place}")
            button.setObjectName(f"ringPerson{position}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("position", position)
            button.clicked.connect(self._chosen)
            self._others.addWidget(button)

    def _chosen(self) -> None:
        button = self.sender()
        if button is not None:
            self.choose(int(button.property("position")))

    def _ask_to_take(self) -> None:
        if self._phone is not None:
            self.take_requested.emit(self._phone.id)


def _row(left: QWidget, right: QWidget, *, stretched: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(left, 1 - stretched)
    row.addWidget(right, stretched)
    return row
