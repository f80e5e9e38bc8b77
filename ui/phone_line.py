"""The strip that says where the maintenance phone is, since when, by whom and why, and what there is to do about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from dutydesk.lines import LineRow
from ui import durations, icons, texts
from ui.announcing import announce
from ui.labels import elided_label, plain_label
from ui.maintenance_phone import MaintenancePhone
from ui.surroundings import Surroundings
from ui.whose_line import WhoseLine

HEIGHT = 36
ICON = 18


class PhoneLine(QFrame):
    """Blue while the phone is forwarded here, amber while it should be. A click asks to move it, as its key does."""

    clicked = Signal()
    renewed = Signal()

    def __init__(self, phone: MaintenancePhone, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self._phone = phone
        self._premises, self._names, self._looks = around.premises, around.names, around.looks
        self._whose = WhoseLine(around.names, around.feed.readings)
        self.setObjectName("phoneLine")
        self.setFixedHeight(HEIGHT)
        self._icon = QLabel()
        self._where = plain_label("", "phoneLineWhere")
        self.ask = plain_label("strong", "phoneLineAsk")
        self.why = elided_label("muted", "phoneLineWhy")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(10)
        for part in (self._icon, self._where, self.ask, self.why):
            row.addWidget(part)
        phone.changed.connect(self.renew)
        around.ticker.minute.connect(self.renew)
        self._looks.changed.connect(self.renew)
        self.renew()

    @property
    def must_ask(self) -> bool:
        """Whether what it asks must be seen: nobody hears the owners."""
        line, gap = self._phone.line, self._phone.gap
        return line is not None and gap is not None and line.number in gap.phones

    def renew(self) -> None:
        """Tell it anew."""
        line = self._phone.line
        self.setVisible(line is not None)
        if line is None:
            return
        before = self.ask.text()
        said = self.tr("{line} → here") if line.is_here else self.tr("{line} at the workshop")
        self._where.setText(said.format(line=self._names.line(line.number)))
        self.ask.setText(self._asked())
        why = " · ".join(filter(None, self._known(line)))
        self.why.setText("" if self.must_ask else why)
        self._tell_whole(why)
        self._draw(line)
        if self.ask.text() not in ("", before):
            announce(self, self.accessibleName())
        self.renewed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.renew()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # or the release would go to whatever lies behind

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def _asked(self) -> str:
        if self.must_ask:
            return self.tr("nobody there: forward it (Alt+F)")
        return self.tr("may go back (Alt+F)") if self._phone.may_go_back else ""

    def _known(self, line: LineRow) -> tuple[str, ...]:
        """Since when, why and by whom, as far as anybody said; what matters most first, the end may be cut."""
        extensions = self._extensions(line)
        if line.since is None:
            return extensions
        at = durations.day_and_time(line.since, self._premises.now(), self._premises.zone)
        by = self.tr("by {name}").format(name=self._names.member(line.by)) if line.by else ""
        out = self._whose.out(line.number) if line.is_here else ""
        why = texts.forwarded_why(line.why, line.divert_reason) if line.is_here else texts.returned_why(line.why)
        return self.tr("since {time}").format(time=at), *extensions, out or why, line.note, by

    def _extensions(self, line: LineRow) -> tuple[str, ...]:
        """The crew's own extensions that are forwarded here while their owners are out."""
        out = ((number, self._whose.out(number)) for number in self._phone.extensions_here if number != line.number)
        return tuple(self.tr("{whose} ({number})").format(number=number, whose=whose) for number, whose in out if whose)

    def _tell_whole(self, why: str) -> None:
        whole = " · ".join(filter(None, (self._where.text(), self.ask.text(), why)))
        self.setAccessibleName(whole)
        self.setToolTip(self.tr("{whole}\nA click or Alt+F says that it is moved.").format(whole=whole))

    def _draw(self, line: LineRow) -> None:
        colours = self._looks.theme.colours
        colour = colours.amber if self.must_ask else colours.blue if line.is_here else colours.muted
        self._icon.setPixmap(icons.pixmap("phone", colour, ICON, self.devicePixelRatioF()))
        self.setProperty("here", "true" if line.is_here else "false")
        self.setProperty("asks", "true" if self.must_ask else "false")
        self.style().polish(self)
