"""The top strip: site, where the maintenance phone is, shift and officers, time to handover, lamps, clock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from dutydesk.shifts import shift_at
from ui import durations, texts
from ui.labels import plain_label, steady_label
from ui.lamps import LineLamp, StorageLamp
from ui.maintenance_phone import MaintenancePhone
from ui.phone_line import PhoneLine
from ui.surroundings import Surroundings

MARGIN = 18
SPACING = 22
LEAST_WHY = 110
"""Pixels under which a part of why the phone is here says nothing: "since 01:32" stands first."""
QWIDGETSIZE_MAX = (1 << 24) - 1


class TopStrip(QFrame):
    """The strip over the whole width; what matters least gives way first where it is narrow."""

    def __init__(self, around: Surroundings, phone: MaintenancePhone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        premises, looks, feed = around.premises, around.looks, around.feed
        self._premises = premises
        self._names = around.names
        self._officers: tuple[str, ...] = ()
        self.setObjectName("topStrip")
        self.setFixedHeight(looks.theme.sizes.strip)
        self._site = plain_label("strong", "siteName")
        self._console = plain_label("muted", "consoleName")
        self.phone_line = PhoneLine(phone, around, self)
        self._shift = plain_label("muted", "shiftName")
        self._people = plain_label("", "officersOnDuty")
        self._handover = plain_label("muted", "timeToHandover")
        self.line_lamp, self.storage_lamp = LineLamp(looks), StorageLamp(looks)
        self._muted, self._mute_left = plain_label("strong", "soundOff"), ""
        self._date = plain_label("muted", "date")
        self._clock = steady_label("clock", "clock")
        left: tuple[QWidget, ...] = (self._site, self._console, self.phone_line, self._shift, self._people, self._handover)
        self._parts: tuple[QWidget, ...] = (*left, self._muted, self.line_lamp, self.storage_lamp, self._date, self._clock)
        self._lay_out()
        feed.source_changed.connect(self.line_lamp.show_health)
        feed.storage_changed.connect(self.storage_lamp.show_health)
        for signal in (feed.source_changed, feed.storage_changed, feed.lines_changed, self.phone_line.renewed):
            signal.connect(self._make_room)
        around.ticker.second.connect(self._show_clock)
        around.ticker.minute.connect(self.renew)
        self.renew()

    def show_officers(self, officers: tuple[str, ...]) -> None:
        """Who has signed on, by member id."""
        self._officers = officers
        self.renew()

    def show_mute(self, left: str) -> None:
        """How much longer the alarms are silent ("9:32"), "" while they sound: a silence that nobody sees would be a danger."""
        was_hidden, self._mute_left = self._muted.isHidden(), left
        self._muted.setText(self.tr("Sound off {time} (Alt+M)").format(time=left))
        self._muted.setVisible(bool(left))
        if self._muted.isHidden() is not was_hidden:
            self._make_room()

    def renew(self) -> None:
        """Tell everything anew: the minute, the officers or the language have changed."""
        self.show_mute(self._mute_left)
        now = self._premises.now()
        shift = shift_at(now, self._premises.shifts)
        self._site.setText(self._names.site())
        self._console.setText(self.tr("Fire control room · console {name}").format(name=self._premises.console))
        hours = f"{shift.starts:%H:%M}–{shift.ends:%H:%M}"
        self._shift.setText(f"{texts.shift(shift.name)} {hours}")
        on_duty = "  ".join(map(self._names.member, self._officers))
        self._people.setText(on_duty or self.tr("nobody signed on"))
        self._handover.setText(self.tr("handover in {time}").format(time=durations.span(shift.ends - now)))
        self._date.setText(durations.short_date(now))
        self._show_clock()
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.renew()
            QTimer.singleShot(0, self, self._make_room)  # its parts hear of the language after it
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(SPACING)
        for part in self._parts[:6]:
            row.addWidget(part)
        row.addStretch()
        for part in self._parts[6:]:
            row.addWidget(part)
        self._clock.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _show_clock(self) -> None:
        self._clock.setText(f"{self._premises.now():%H:%M:%S}")

    def _make_room(self) -> None:
        lamps = [lamp.word for lamp in (self.line_lamp, self.storage_lamp) if not lamp.is_alarming]
        giving_way = self._giving_way()
        self.phone_line.why.setMaximumWidth(QWIDGETSIZE_MAX)
        self.phone_line.ask.setVisible(bool(self.phone_line.ask.text()))
        for part in (*giving_way, self.line_lamp.word, self.storage_lamp.word):
            part.setVisible(True)
        gone: list[QWidget] = []
        alarming = [lamp.word for lamp in (self.line_lamp, self.storage_lamp) if lamp.is_alarming]  # a banner says it too
        for part in (*lamps, *giving_way, *alarming):
            too_much = self._wanted() - self.width()
            if too_much <= 0:
                break
            if part is self.phone_line.why and part.sizeHint().width() - too_much >= LEAST_WHY:
                part.setMaximumWidth(part.sizeHint().width() - too_much)
                break
            part.setVisible(False)
            gone.append(part)
        for part in reversed(gone):  # what gave way last may have been wide: others may find room again
            part.setVisible(True)
            part.setVisible(self._wanted() <= self.width())

    def _giving_way(self) -> tuple[QWidget, ...]:
        """What matters least goes first; that the phone must be forwarded never does, that it may be taken back only at last."""
        line = self.phone_line
        asks = (line.ask,) if line.ask.text() and not line.must_ask else ()
        return (self._date, self._console, self._shift, line.why, self._handover, *asks, self._site, self._people)

    def _wanted(self) -> int:
        """The width that everything not hidden asks for; asked of the parts, as the layout hears of their changes only later."""
        shown = [part for part in self._parts if not part.isHidden()]
        return sum(part.sizeHint().width() for part in shown) + SPACING * len(shown) + 2 * MARGIN
