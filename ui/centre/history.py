"""A call's own history: every entry of it and of its phone call, in order; undone ones stay, struck through."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dutydesk.calls import Call
from dutydesk.entries import Happened
from dutydesk.events import EntryUndone, PhoneAnswered
from ui import durations
from ui.centre.card import Card
from ui.centre.desktop import Desktop
from ui.history_lines import HistoryLines
from ui.rows import ROW, RowsModel
from ui.theme import Looks
from ui.touch import scroll_by_finger

_TIME = 92
_LONGEST = 400
_LINES = 3


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry as shown."""

    key: str
    time: str
    sentence: str
    is_undone: bool

    @property
    def spoken(self) -> str:
        """The row in words."""
        return f"{self.time} {self.sentence}"


class HistoryCard(Card):
    """Shows one call's history and appends to it as it grows."""

    def __init__(self, desktop: Desktop, parent: QWidget) -> None:
        super().__init__(parent, "historyCard")
        self._desktop = desktop
        self._lines = HistoryLines(desktop.names, desktop.premises, self)
        self._call: Call | None = None
        self.model = RowsModel(self)
        self.view = QListView(self)
        self.view.setObjectName("history")
        self.view.setModel(self.model)
        self.view.setItemDelegate(_HistoryDelegate(desktop.looks, self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_by_finger(self.view)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.view.setMinimumHeight(44)
        self.view.verticalScrollBar().rangeChanged.connect(self._keep_newest)
        self.body.addWidget(self.view, 1)
        self._retranslate()

    def show_call(self, call: Call | None) -> None:
        """The history of `call` as it stands; None for none."""
        is_other = (call.id if call else "") != (self._call.id if self._call else "")
        self._call = call
        before = len(self.model.rows)
        if is_other:
            self.model.show(())
        self.model.show(self._rows(call) if call else ())
        self._retranslate()
        if len(self.model.rows) != before:
            self.view.scrollToBottom()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is shown, line by line."""
        return tuple(row.spoken for row in self.model.rows)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_call(self._call)
        super().changeEvent(event)

    def _keep_newest(self, _: int, last: int) -> None:
        """Rows are laid out after they were added, and the room changes: the newest line stays in sight."""
        self.view.verticalScrollBar().setValue(last)

    def _retranslate(self) -> None:
        title = self.tr("{call}: history").format(call=self._call.counter) if self._call else self.tr("History")
        self.heading.setText(title)
        self.aside.setText(self.tr("Entries are never changed, only added to"))
        self.view.setAccessibleName(title)

    def _rows(self, call: Call) -> tuple[HistoryRow, ...]:
        readings = self._desktop.readings
        told = [*readings.history(f"call:{call.id}"), *(readings.history(f"phone:{call.phone_call}") if call.phone_call else ())]
        told.sort(key=lambda one: one.entry.order)
        undone = {one.event.act for one in told if isinstance(one.event, EntryUndone)}
        was_answered = any(isinstance(one.event, PhoneAnswered) for one in told)
        return tuple(self._row(one, is_undone=one.entry.act in undone, was_answered=was_answered) for one in told)

    def _row(self, one: Happened, *, is_undone: bool, was_answered: bool) -> HistoryRow:
        entry, zone = one.entry, self._desktop.premises.zone
        is_by_the_minute = entry.told_at is not None and entry.told_at.second == 0  # as people tell times; a phone source tells seconds
        time = durations.time_of_day(entry.at, zone) if is_by_the_minute else durations.to_the_second(entry.at, zone)
        sentence = self._lines.line(one, was_answered=was_answered)
        return HistoryRow(entry.key, time, sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST] + "…", is_undone)


class _HistoryDelegate(QStyledItemDelegate):
    """Paints time and sentence, wrapped to three lines at most."""

    def __init__(self, looks: Looks, view: QListView) -> None:
        super().__init__(view)
        self._looks = looks
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(ROW)
        font = self._looks.theme.font(self._looks.theme.sizes.body)
        metrics = QFontMetrics(font)
        width = max(60, self._view.viewport().width() - _TIME - 16)
        room = QRect(0, 0, width, (metrics.lineSpacing() + 1) * _LINES)
        text = _fitting(metrics, room, row.sentence) if isinstance(row, HistoryRow) else ""
        return QSize(0, metrics.boundingRect(room, int(_WRAP), text).height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(ROW)
        if not isinstance(row, HistoryRow):
            return
        theme, rect = self._looks.theme, option.rect.adjusted(4, 4, -4, -4)
        font = QFont(theme.font(theme.sizes.body))
        font.setStrikeOut(row.is_undone)
        painter.setFont(theme.font(theme.sizes.small))
        painter.setPen(theme.colours.muted)
        painter.drawText(QRect(rect.x(), rect.y() + 1, _TIME, rect.height()), int(Qt.AlignmentFlag.AlignTop), row.time)
        painter.setFont(font)
        painter.setPen(theme.colours.faint if row.is_undone else theme.colours.text)
        room = rect.adjusted(_TIME, 0, 0, 0)
        painter.drawText(room, int(_WRAP), _fitting(QFontMetrics(font), room, row.sentence))


def _fitting(metrics: QFontMetrics, room: QRect, text: str) -> str:
    """As much of a text as fits, its end told by a sign; it is whole for a screen reader."""

    def is_high(length: int) -> bool:
        return metrics.boundingRect(room, int(_WRAP), f"{text[:length]}…").height() > room.height()

    if metrics.boundingRect(room, int(_WRAP), text).height() <= room.height():
        return text
    return f"{text[: max(0, bisect_left(range(len(text)), True, key=is_high) - 1)]}…"


_WRAP = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWrapAnywhere | Qt.TextFlag.TextWordWrap
