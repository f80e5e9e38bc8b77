"""The card of a ringing phone call: who, where, forwarded from where, what was repaired there; it never takes the focus."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutydesk.limits import Heat
from dutydesk.phone_calls import PhoneCall
from dutydesk.site import Person
from dutydesk.words import Status
from ui import durations, texts
from ui.labels import elided_label, key_cap, plain_label
from ui.names import Names
from ui.past_repairs import PastRepairs
from ui.phone_calls import Caller
from ui.premises import Premises
from ui.whose_line import WhoseLine

MOST_PEOPLE = 9
"""People on one number that can be chosen by a digit."""
PEOPLE_SEEN = 3
"""So many of them are seen at once; the others are scrolled to."""
PERSON = 40
PAST = "▲ "
"""Stands before the time of a ring that should have been answered by now."""


class Form(StrEnum):
    """How much a card shows: all, two lines where several ring, or one where many do."""

    WHOLE = "whole"
    COMPACT = "compact"
    BRIEF = "brief"


class Standing(StrEnum):
    """Where the ring stands for who sits at the desk."""

    NEXT = "next"
    WAITING = "waiting"
    IN_LINE = "line"
    PARKED = "parked"


class RingCard(QFrame):
    """One ringing phone call. `person_chosen` carries (phone call, person), `take_requested` the phone call."""

    person_chosen = Signal(str, str)
    take_requested = Signal(str)

    def __init__(self, premises: Premises, names: Names, past: PastRepairs, whose: WhoseLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whose = whose
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
        self._standing = plain_label("strong", "ringStanding")
        self._others = QScrollArea()
        self._take = QPushButton()
        self._key = key_cap("F2")
        self._brief = elided_label("strong", "ringBrief")
        self._form = Form.WHOLE
        self._column = QVBoxLayout(self)
        self._lay_out()

    def show_phone(self, phone: PhoneCall, caller: Caller, standing: Standing = Standing.NEXT, form: Form = Form.WHOLE) -> None:
        """Show this phone call; F2 takes the one that is next."""
        self._phone, self._caller, self._form = phone, caller, form
        self._key.setVisible(standing is Standing.NEXT)
        self._take.setVisible(standing is not Standing.IN_LINE)
        self._standing.setVisible(standing in (Standing.IN_LINE, Standing.PARKED))
        if self.property("standing") != standing.value:
            self.setProperty("standing", standing.value)
            self.style().unpolish(self)
            self.style().polish(self)
        self._tell()

    def count(self) -> None:
        """Another second has passed."""
        if self._phone is None:
            return
        now = self._premises.now()
        heat = self._premises.limits.answer_heat(self._phone, now)
        rings_for = f"{PAST if heat is Heat.PAST else ''}{durations.count(now - self._phone.rang_at)}"
        self._seconds.setText(rings_for)
        self._show_heat(heat)
        if self._form is Form.BRIEF:
            known = bool(self._caller.people or self._caller.place or self._phone.name or self._phone.member)
            self._brief.setText(f"{rings_for}  {self._who.text() if known else self._number.text()}")

    def _show_heat(self, heat: Heat) -> None:
        if self._seconds.property("heat") == heat.name:
            return
        for label in (self._seconds, self._brief):
            label.setProperty("heat", heat.name)
            label.style().unpolish(label)
            label.style().polish(label)

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
        number.addWidget(self._brief, 1)
        number.addWidget(self._standing)
        number.addWidget(self._key)
        number.addWidget(self._take)
        self._take.setObjectName("ringTake")
        self._take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._take.clicked.connect(self._ask_to_take)
        column = self._column
        column.setSpacing(3)
        column.addLayout(head)
        column.addLayout(number)
        column.addWidget(self._from)
        column.addWidget(self._open)
        for repair in self._repairs:
            column.addWidget(repair)
        self._others.setObjectName("ringPeople")
        self._others.setWidgetResizable(True)
        self._others.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._others)

    def _tell(self) -> None:
        phone, caller = self._phone, self._caller
        if phone is None:
            return
        name = self._names.member(phone.member) if phone.member else caller.people[0].name if caller.people else phone.name
        place = self._names.place(caller.place)
        self._who.setText("  ".join(filter(None, (place, name))) or self.tr("Unknown caller"))
        self._number.setText(self._names.number(phone))
        self._from.setText(self._doing(phone, caller) if caller.crew else self._forwarded(phone))
        self._open.setText(self._open_call())
        is_whole, is_brief = self._form is Form.WHOLE, self._form is Form.BRIEF
        lines = () if not is_whole else self._past.lines(caller.place, len(self._repairs))
        for label, line in zip(self._repairs, (*lines, "", "", ""), strict=False):
            label.setText(line)
        for label in (self._open, *self._repairs):
            label.setVisible(bool(label.text()) and is_whole)
        self._from.setVisible(bool(self._from.text()) and not is_brief)  # whose line it is matters most when several ring
        for part in (self._who, self._seconds, self._number):
            part.setVisible(not is_brief)
        self._brief.setVisible(is_brief)
        high = 2 if is_brief else 10
        self._column.setContentsMargins(14, high, 14, high)
        self._standing.setText(self.tr("being taken") if self.property("standing") == Standing.IN_LINE else self.tr("parked"))
        self._tell_others()
        self._take.setText(self.tr("Take"))
        self._take.setToolTip(self.tr("Take this phone call (F2 takes the next)"))
        self._take.setAccessibleName(self.tr("Take the call of {who}").format(who=self._who.text()))
        self.setAccessibleName(self.tr("Ringing: {who}, {number}").format(who=self._who.text(), number=self._number.text()))
        self.count()

    def _doing(self, phone: PhoneCall, caller: Caller) -> str:
        """What one of the crew is doing now, by their row of the board, and their trade."""
        call, member = caller.open_call, self._names.find_member(phone.member)
        where = f"{call.counter} {self._names.place(call.place)}" if call else ""
        doing = "  ".join(filter(None, (texts.status(caller.crew.status) if caller.crew else "", where)))
        trade = self._names.trade(member.trades[0]) if member and member.trades else ""
        return " · ".join(filter(None, (doing, trade)))

    def _forwarded(self, phone: PhoneCall) -> str:
        before = self._caller.calls_before
        often = self.tr("%n call(s) in 30 days", "", before) if before else ""
        forwarded = texts.forwarded_from(self._names.line_number(phone.diverted_from), phone.divert_reason)
        return " · ".join(filter(None, (self._whose.said(phone.diverted_from), forwarded, often)))

    def _open_call(self) -> str:
        call = self._caller.open_call
        if call is None:
            return ""
        said = self.tr("Open: {number} {fault} · {name} {stage}")
        name, stage = self._names.member(call.holder), texts.stage(call.stage)
        if call.offer is not None:  # handed off already, as the list says too
            name, stage = self._names.member(call.offer.to), texts.status(Status.CALLED)
        return said.format(number=call.counter, fault=self._names.fault(call), name=name, stage=stage)

    def _tell_others(self) -> None:
        """Several people on one number: a ranked list to choose from."""
        people = self._caller.people[:MOST_PEOPLE]
        self._others.setVisible(len(people) > 1 and self._form is Form.WHOLE)
        if self._others.isHidden():
            return
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for position, person in enumerate(people, start=1):
            column.addWidget(self._person_button(position, person))
        self._others.setWidget(holder)
        self._others.setFixedHeight(min(len(people), PEOPLE_SEEN) * PERSON + (len(people) > PEOPLE_SEEN) * PERSON // 2)

    def _person_button(self, position: int, person: Person) -> QPushButton:
        place = self._names.place(person.rooms[0].place) if person.rooms else ""
        button = QPushButton(f"{position}  {person.name}  {place}".replace("&", "&&"))
        button.setObjectName(f"ringPerson{position}")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFixedHeight(PERSON - 4)
        button.setProperty("position", position)
        button.clicked.connect(self._chosen)
        return button

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
