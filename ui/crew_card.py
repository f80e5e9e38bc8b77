"""The card of one of the crew who rings: what they are busy with, and one key for each thing that they may tell."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from dutydesk.next_steps import NextStep, next_steps
from dutydesk.phone_calls import PhoneCall
from dutydesk.words import Status
from ui import durations, texts
from ui.centre.choices import Choice, ChoiceList
from ui.centre.desktop import Desktop
from ui.labels import elided_label, plain_label
from ui.page import Page
from ui.phone_calls import Caller


class Said(StrEnum):
    """What one of the crew tells by phone, beside a status."""

    SET_OUT = "set_out"
    ARRIVED = "arrived"
    DONE = "done"
    NEEDS_HELP = "needs_help"
    REPAIR = "repair"


_WORDS = {
    Said.SET_OUT: QT_TRANSLATE_NOOP("CrewCard", "has set out"),
    Said.ARRIVED: QT_TRANSLATE_NOOP("CrewCard", "is on site"),
    Said.DONE: QT_TRANSLATE_NOOP("CrewCard", "is done"),
    Said.NEEDS_HELP: QT_TRANSLATE_NOOP("CrewCard", "needs help"),
    Said.REPAIR: QT_TRANSLATE_NOOP("CrewCard", "brings another call"),
}
_STEPS = {NextStep.SET_OUT: Said.SET_OUT, NextStep.ARRIVE: Said.ARRIVED, NextStep.COMPLETE: Said.DONE}
_WITHOUT_A_CALL = (Status.FREE, Status.BREAK, Status.PATROL)


def said_words(said: Said) -> str:
    """What was told, in the language that is spoken."""
    return QCoreApplication.translate("CrewCard", str(_WORDS[said]))


class CrewCard(Page):
    """`told` carries the phone call and what was told: a `Said`, or a status. Letters belong into the input line."""

    told = Signal(object, str)
    typed = Signal(str)

    def __init__(self, ring: PhoneCall, caller: Caller, desktop: Desktop, parent: QWidget | None = None) -> None:
        super().__init__("crewCard", parent)
        self._ring, self._caller, self._desktop = ring, caller, desktop
        self._doing = plain_label("", "crewCardDoing")
        self._call = elided_label("place", "crewCardCall")
        self.list = ChoiceList(desktop.looks, self, "crewCardList")
        self.area.hide()
        self.column.insertWidget(1, self._doing)
        self.column.insertWidget(2, self._call)
        self.column.insertWidget(3, self.list, 1)
        self.column.addStretch(1)
        self.list.chosen.connect(self._tell)
        self.list.left.connect(self.closed)
        self.list.typed.connect(self.typed)
        self._retranslate()

    def start(self) -> None:
        """The digits choose."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        names, call, row = self._desktop.names, self._caller.open_call, self._caller.crew
        member = names.find_member(self._ring.member)
        trade = names.trade(member.trades[0]) if member and member.trades else ""
        self.title.setText(names.member(self._ring.member))
        self.how.setText(self.tr("Esc closes"))
        self.close_button.setText(self.tr("Close"))
        since = durations.time_of_day(row.since, self._desktop.premises.zone) if row and row.since else ""
        doing = self.tr("{status} since {time}").format(status=texts.status(row.status), time=since) if row and since else ""
        doing = doing or texts.status(row.status if row else Status.OFF)
        self._doing.setText(" · ".join(filter(None, (trade, doing))))
        self._call.setText(self._desktop.headline(call) if call else self.tr("no call"))
        self.list.setAccessibleName(self.tr("What is told by phone"))
        self.list.offer(self._choices())
        self.list.setMaximumHeight(self.list.count() * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth())

    def _choices(self) -> list[Choice]:
        call = self._caller.open_call
        if call is None:
            statuses = [Choice(one.value, texts.status(one)) for one in _WITHOUT_A_CALL]
            return [*statuses, Choice(Said.REPAIR.value, said_words(Said.REPAIR))]
        possible = next_steps(call)
        told = [said for step, said in _STEPS.items() if step in possible]
        return [Choice(said.value, said_words(said)) for said in (*told, Said.NEEDS_HELP, Said.REPAIR)]

    def _tell(self, said: str) -> None:
        self.told.emit(self._ring, said)
