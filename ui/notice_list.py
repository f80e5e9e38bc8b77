"""The notices so far (Ctrl+N): newest first, with their times, and with undo beside what can still be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui import durations
from ui.covers import has_focus
from ui.labels import key_cap, plain_label
from ui.notice_log import Noted, NoticeLog
from ui.premises import Premises

_TOP, _MIDDLE = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter


class NoticeList(QFrame):
    """It takes no focus: Ctrl+Z goes on working, and Tab reaches the button. `offered` answers the act that can be taken back now.

    `undo_requested` carries that act, `closed` tells that the list was closed by its button.
    """

    undo_requested = Signal(str)
    closed = Signal()

    def __init__(self, notices: NoticeLog, offered: Callable[[], str], premises: Premises, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices, self._offered, self._premises = notices, offered, premises
        self.setObjectName("noticeList")
        self.setProperty("role", "card")
        self._title = plain_label("title", "noticeListTitle")
        self._how = plain_label("muted", "noticeListHow")
        self._close = _button("noticeListClose", self.closed.emit)
        self._area = QScrollArea()
        self._area.setObjectName("noticeListArea")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        notices.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Tell everything anew: something was said, done, or five minutes have passed."""
        self._title.setText(self.tr("Notices"))
        self._how.setText(self.tr("Ctrl+N or Esc closes"))
        self._close.setText(self.tr("Close"))
        at = self._area.verticalScrollBar().value()
        had_focus, old = has_focus(self._area), self._area.takeWidget()
        self._area.setWidget(self._rows())
        self._area.verticalScrollBar().setValue(at)
        if old is not None:
            old.deleteLater()  # its button may be what is being pressed
        if had_focus:
            self._close.setFocus()

    def turn_pages(self, pages: int) -> None:
        """Page Down and Page Up."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.renew()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._title)
        head.addWidget(self._how, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def _rows(self) -> QWidget:
        holder = QWidget()
        holder.setObjectName("noticeRows")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 14, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        noted, left = self._notices.newest_first, self._offered()
        if not noted:
            grid.addWidget(_said("muted", self.tr("No notices yet.")), 0, 0, 1, 2)
        for one in noted:
            is_offered = bool(left) and one.saying.act == left
            self._row(grid, one, act=left if is_offered else "")
            left = "" if is_offered else left  # of several drafts thrown away only the last comes back
        grid.setRowStretch(grid.rowCount(), 1)
        return holder

    def _row(self, grid: QGridLayout, one: Noted, *, act: str) -> None:
        row = grid.rowCount()
        said = f"▲  {one.saying.say()}" if one.saying.is_grave else one.saying.say()
        grid.addWidget(_said("muted", self._time(one.at)), row, 0, _MIDDLE if act else _TOP)
        grid.addWidget(_said("strong" if one.saying.is_grave else "", said, wraps=True), row, 1, 1, 1 if act else 3)
        if act:
            undo = _button("noticeListUndo", partial(self.undo_requested.emit, act))
            undo.setText(self.tr("Undo"))
            undo.setAccessibleName(self.tr("Undo: {what}").format(what=said))
            grid.addWidget(key_cap("Ctrl+Z"), row, 2)
            grid.addWidget(undo, row, 3)

    def _time(self, at: datetime) -> str:
        return durations.to_the_second(at, self._premises.zone)


def _said(role: str, text: str, *, wraps: bool = False) -> QLabel:
    label = plain_label(role)
    label.setText(text)
    label.setWordWrap(wraps)
    return label


def _button(name: str, pressed: Callable[[], object]) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(pressed)
    return button
