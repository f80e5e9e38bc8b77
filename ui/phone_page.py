"""The phone calls (Ctrl+R): the latest of them with what became of them, and what they amount to, on a panel over the centre."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from dutydesk.calls import Call
from dutydesk.numbers import shown
from dutydesk.phone_calls import PhoneCall
from dutydesk.phone_figures import PhoneFigures, figures_of
from dutydesk.words import PhoneOutcome
from ui import durations, texts
from ui.centre.choices import Choice, ChoiceList
from ui.centre.desktop import Desktop
from ui.centre.flow import FlowRow
from ui.feed import touched
from ui.page import Page, page_button
from ui.phone_tallies import tallies

MOST, IN_SIGHT = 50, 12
"""Phone calls that are listed, and those of them that are in sight at once: who rang is looked up for each."""
SOON = 30
"""Milliseconds after which the rest follows what was painted first."""
WIDE = 560
"""From this width on, the table has all its columns."""
LEAST_FIGURES = 40
"""Pixels: one line of the figures is always in sight; they scroll."""
SHOWN_FOR = 20_000
"""Milliseconds after which a number that was shown in full is masked again."""


class Period(StrEnum):
    """Since when phone calls are listed and counted."""

    SHIFT = "shift"
    DAY = "day"
    WEEK = "week"


_AFTER = {Period.SHIFT: Period.DAY, Period.DAY: Period.WEEK, Period.WEEK: Period.SHIFT}


class PhonePage(Page):
    """The arrows go through the phone calls; a button means the marked one. What is typed here belongs into the input line.

    `linked` carries a phone call and the call that it was about, the others a phone call; `call_opened` a call.
    """

    called_back = Signal(str)
    answered = Signal(str)
    dismissed = Signal(str)
    linked = Signal(str, str)
    number_asked = Signal(str)
    call_opened = Signal(str)
    typed = Signal(str)
    keeps = frozenset({"call.show_number"})
    """Actions that mean what lies here."""

    def __init__(self, desktop: Desktop, parent: QWidget | None = None) -> None:
        super().__init__("phonePage", parent, "phones")
        self._desktop = desktop
        self._period, self._only_forwarded = Period.SHIFT, False
        self._selected: Call | None = None
        self._phones: dict[str, PhoneCall] = {}
        self._callers: dict[tuple[str, ...], str] = {}
        self._most = IN_SIGHT
        self._revealed = ""
        self._figures, self._is_wide = PhoneFigures(), True
        self.how.setWordWrap(True)
        self.list = ChoiceList(desktop.looks, self, "phoneList")
        self._since = page_button("phonesSince", self._turn_period)
        self._forwarded = page_button("phonesForwarded", self._turn_forwarded)
        self._forwarded.setCheckable(True)
        self._back = page_button("phonesCalledBack", self._tell_called_back)
        self._answered = page_button("phonesAnswered", self._tell_answered)
        self._link = page_button("phonesLink", self._tell_linked)
        self.dismiss_button = page_button("phonesDismiss", self._tell_dismissed)
        self._number = page_button("phonesNumber", self.ask_number)
        self._number.setProperty("role", "keycap")
        self._mask = QTimer(self)
        self._mask.setSingleShot(True)
        self._mask.timeout.connect(self._hide_number)
        self._lay_out()
        self.list.currentRowChanged.connect(self._stand)
        self.list.chosen.connect(self._open)
        self.list.left.connect(self.closed)
        self.list.typed.connect(self.typed)
        desktop.surroundings.feed.recorded.connect(self._see)
        desktop.surroundings.ticker.minute.connect(self.renew)
        self._retranslate()
        self._list()
        self._stand()
        QTimer.singleShot(SOON, self, self._go_on)

    @property
    def is_whole(self) -> bool:
        """Whether all of it is shown."""
        return self._most == MOST

    def select_call(self, call: Call | None) -> None:
        """The call that a phone call is linked to, unless there is none."""
        self._selected = call
        self._stand()

    def start(self) -> None:
        """The arrows go through the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_number(self) -> None:
        """Alt+P: the full number of the marked phone call."""
        phone = self._marked()
        if phone is not None and not phone.is_hidden:
            self.number_asked.emit(phone.id)

    def show_number(self, phone: str) -> None:
        """The look was entered: the number is in sight for a while."""
        self._revealed = phone
        self._mask.start(SHOWN_FOR)
        self._list()

    def renew(self) -> None:
        """Read and tell everything anew."""
        self._retranslate()
        self._list()
        readings, now = self._desktop.readings, self._desktop.now()
        self._figures = figures_of(readings.phone_measures(self._begins(now), now), now.tzinfo)
        self._tally()
        self._stand()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_wide is not (self.width() >= WIDE):
            self._tally()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._callers.clear()
            self.renew()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.column.insertWidget(1, _row(self._since, self._forwarded))
        self.column.insertWidget(2, self.list, 3)
        self.column.insertWidget(3, _row(self._number, self._back, self._answered, self._link, self.dismiss_button))
        self.column.setStretch(4, 2)
        self.area.setMinimumHeight(LEAST_FIGURES)

    def _tally(self) -> None:
        self._is_wide = self.width() >= WIDE
        self.area.setWidget(tallies(self._figures, self._desktop.names, is_wide=self._is_wide))

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Phone calls"))
        self.how.setText(self.tr("Ctrl+R or Esc closes"))
        self.close_button.setText(self.tr("Close"))
        periods = {
            Period.SHIFT: self.tr("&Since: this shift"),
            Period.DAY: self.tr("&Since: 24 hours"),
            Period.WEEK: self.tr("&Since: 7 days"),
        }
        self._since.setText(periods[self._period])
        self._forwarded.setText(self.tr("F&orwarded only"))
        self._number.setText("Alt+P")
        self._number.setAccessibleName(self.tr("Show the number in full"))
        self._number.setToolTip(self.tr("Show the number in full; the look is recorded (Alt+P)"))
        self._back.setText(self.tr("Called &back"))
        self._answered.setText(self.tr("&Answered"))
        self.dismiss_button.setText(self.tr("&Dismiss"))
        self.list.setAccessibleName(self.tr("Phone calls, the latest first"))

    def _begins(self, now: datetime) -> datetime:
        if self._period is Period.SHIFT:
            return self._desktop.shift().starts
        return now - (timedelta(days=1) if self._period is Period.DAY else timedelta(days=7))

    def _list(self) -> None:
        """The list anew; the mark stays on the phone call it stands on."""
        marked, now = self._marked(), self._desktop.now()
        found = self._desktop.readings.phone_log(self._begins(now), self._most, forwarded=self._only_forwarded)
        self._phones = {phone.id: phone for phone in found}
        self.list.offer([self._choice(phone, now) for phone in found])
        if marked is not None and marked.id in self._phones:
            self.list.setCurrentRow(list(self._phones).index(marked.id))

    def _go_on(self) -> None:
        """The rest and the figures, once the first are painted."""
        self._most = MOST
        self.renew()

    def _who(self, phone: PhoneCall) -> str:
        known = (phone.id, phone.number, phone.name, phone.person)
        if known not in self._callers:
            self._callers[known] = self._desktop.caller(phone)
        return self._callers[known]

    def _choice(self, phone: PhoneCall, now: datetime) -> Choice:
        names, zone = self._desktop.names, self._desktop.premises.zone
        at = durations.day_and_time(phone.rang_at, now, zone)
        who = self._who(phone)
        if phone.id == self._revealed:
            number = shown(phone.number or phone.typed_number, region=self._desktop.region)
            who = who.replace(names.number(phone), number)
        owed = "△ " if phone.is_work(now) else ""
        after, *shorter = (" · ".join(filter(None, told)) for told in self._told(phone, now))
        return Choice(phone.id, f"{owed}{at}  {who}", after, tuple(shorter))

    def _told(self, phone: PhoneCall, now: datetime) -> Iterator[tuple[str, ...]]:
        """How it ended, what was made of it, and where it came from; then the same without what matters least."""
        outcome = phone.outcome_at(now)
        call = next(iter((*phone.calls, phone.linked)), "")
        became = (
            texts.outcome(outcome) if outcome else self.tr("rings"),
            self.tr("called back") if phone.called_back_at else phone.dismissed,
            self.tr("call {number}").format(number=self._desktop.names.call(call)) if call else "",
            self.tr("told: {status}").format(status=texts.status(phone.told_status)) if phone.told_status else "",
        )
        forwarded = texts.forwarded_from(phone.diverted_from, phone.divert_reason)
        yield (*became, forwarded, phone.line)
        yield (*became, forwarded)
        yield (*became, texts.from_line(phone.diverted_from))
        yield became

    def _marked(self) -> PhoneCall | None:
        row, shown_now = self.list.currentRow(), list(self._phones.values())
        return shown_now[row] if 0 <= row < len(shown_now) else None

    def _stand(self) -> None:
        """The buttons say what can be done with the marked phone call."""
        phone, now = self._marked(), self._desktop.now()
        is_owed = phone is not None and phone.is_work(now)
        is_hidden = phone is None or phone.is_hidden
        self._number.setEnabled(not is_hidden)
        self._back.setEnabled(is_owed and not is_hidden)
        self._answered.setEnabled(is_owed and phone is not None and phone.outcome_at(now) is PhoneOutcome.UNKNOWN)
        self.dismiss_button.setEnabled(is_owed)
        self._link.setEnabled(is_owed and self._selected is not None)
        number = self._selected.counter if self._selected else "-"
        self._link.setText(self.tr("Lin&k to {number}").format(number=number))

    def _see(self, recorded: object) -> None:
        if touched(recorded, "phone"):  # type: ignore[arg-type] # a signal carries any object
            self.renew()

    def _turn_period(self) -> None:
        self._period = _AFTER[self._period]
        self.renew()

    def _turn_forwarded(self) -> None:
        self._only_forwarded = self._forwarded.isChecked()
        self.renew()

    def _hide_number(self) -> None:
        self._revealed = ""
        self._list()

    def _open(self, phone: str) -> None:
        """Enter: the call that was made of it, or that it was about."""
        found = self._phones[phone]
        call = next(iter((*found.calls, found.linked)), "")
        if call:
            self.call_opened.emit(call)

    def _tell_called_back(self) -> None:
        self._tell(self.called_back)

    def _tell_answered(self) -> None:
        self._tell(self.answered)

    def _tell_dismissed(self) -> None:
        self._tell(self.dismissed)

    def _tell(self, signal: object) -> None:
        phone = self._marked()
        if phone is not None:
            signal.emit(phone.id)  # type: ignore[attr-defined]

    def _tell_linked(self) -> None:
        phone = self._marked()
        if phone is not None and self._selected is not None:
            self.linked.emit(phone.id, self._selected.id)


def _row(*buttons: QPushButton) -> QWidget:
    row = FlowRow(spacing=10)
    for button in buttons:
        row.flow.addWidget(button)
    return row
