"""The maintenance phone as the window knows it: where it is, who is there to hear it, and whether owners are heard at all."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from dutydesk.alarms import Condition
from dutydesk.crew import MemberRow
from dutydesk.journal import Recorded
from dutydesk.lines import LineRow
from dutydesk.site import Line, Site
from dutydesk.workshop import Gap, Workshop, find_gap, may_go_back, phone_shown
from ui.feed import Feed, touched
from ui.premises import Premises
from ui.ticker import Ticker


class MaintenancePhone(QObject):
    """Asks the domain whenever a line or somebody of the crew changed, and each second while a gap has not sounded yet."""

    changed = Signal()

    def __init__(self, feed: Feed, ticker: Ticker, premises: Premises, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readings = feed.readings
        self._premises = premises
        self._know(premises.site)
        self._rows: dict[str, MemberRow] = {}
        self._phones: tuple[LineRow, ...] = ()
        self._extensions: tuple[LineRow, ...] = ()
        self._is_open = False
        self.gap: Gap | None = None
        feed.recorded.connect(self._recorded)
        feed.lines_changed.connect(self._know_lines)
        ticker.second.connect(self._count)
        self.reload()

    @property
    def line(self) -> LineRow | None:
        """The phone that matters most; None at a site without one."""
        return phone_shown(self._phones, self.gap)

    @property
    def open_gap(self) -> Gap | None:
        """The gap that has lasted longer than a change of hands."""
        return self.gap if self._is_open else None

    @property
    def may_go_back(self) -> bool:
        """Whether it may be taken back to the workshop."""
        line = self.line
        return line is not None and may_go_back(self._workshop, self._rows.values(), line)

    @property
    def extensions_here(self) -> tuple[str, ...]:
        """Numbers of crew members' own extensions that are forwarded here."""
        return tuple(line.number for line in self._extensions if line.is_here)

    def condition(self) -> Condition | None:
        """What sounds now."""
        return self.gap.condition(self._premises.now()) if self.gap else None

    def _know_lines(self, lines: tuple[Line, ...]) -> None:
        """The table of lines was set up anew."""
        self._know(replace(self._premises.site, lines=lines))
        self.reload()

    def _know(self, site: Site) -> None:
        self._workshop = Workshop.of(site)
        self._owners = tuple(line.member for line in site.lines if line.member)
        self._heeded = frozenset((*self._workshop.crew, *self._owners))

    def reload(self) -> None:
        """Read all anew."""
        self._rows = {row.member: row for row in self._readings.members() if row.member in self._heeded}
        self._read_lines()
        self._judge()
        self.changed.emit()

    def _recorded(self, recorded: Recorded) -> None:
        """Most of what the crew does changes nothing here, and is not told."""
        lines, members = touched(recorded, "line"), touched(recorded, "crew") & self._heeded
        if not lines and not members:
            return
        before = self._seen()
        self._rows.update((member, self._readings.member(member)) for member in members)
        if lines:
            self._read_lines()
        self._judge()
        if self._seen() != before:
            self.changed.emit()

    def _read_lines(self) -> None:
        self._phones = tuple(map(self._readings.line, self._workshop.phones))
        self._extensions = tuple(map(self._readings.line, self._workshop.extensions))

    def _judge(self) -> None:
        self.gap = find_gap(self._workshop, self._rows.values(), self._phones, self._premises.now(), self.gap)
        self._is_open = self.condition() is not None

    def _seen(self) -> tuple[object, ...]:
        """All that is told of it: where the phones are, whether they are heard, and what those do whose own lines there are."""
        owners = tuple(self._rows.get(member) for member in self._owners)
        return self._phones, self._extensions, self.gap, self._is_open, self.may_go_back, owners

    def _count(self) -> None:
        if self._is_open is not (self.condition() is not None):
            self._is_open = not self._is_open
            self.changed.emit()
