"""The notices so far (Ctrl+N): newest first, with their times, and with undo beside what can still be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import durations
from ui.covers import has_focus
from ui.labels import key_cap
from ui.notice_log import Noted, NoticeLog
from ui.page import Page, page_button, said
from ui.premises import Premises

_TOP, _MIDDLE = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter


class NoticeList(Page):
    """`offered` answers the act that can be taken back now, `undo_requested` carries it."""

    undo_requested = Signal(str)

    def __init__(self, notices: NoticeLog, offered: Callable[[], str], premises: Premises, parent: QWidget | None = None) -> None:
        super().__init__("noticeList", parent)
        self._notices, self._offered, self._premises = notices, offered, premises
        notices.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Tell everything anew: something was said, done, or five minutes have passed."""
        self.title.setText(self.tr("Notices"))
        self.how.setText(self.tr("Ctrl+N or Esc closes"))
        self.close_button.setText(self.tr("Close"))
        at = self.area.verticalScrollBar().value()
        had_focus, old = has_focus(self.area), self.area.takeWidget()
        self.area.setWidget(self._rows())
        self.area.verticalScrollBar().setValue(at)
        if old is not None:
            old.deleteLater()  # its button may be what is being pressed
        if had_focus:
            self.close_button.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.renew()
        super().changeEvent(event)

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
            grid.addWidget(said("muted", self.tr("No notices yet.")), 0, 0, 1, 2)
        for one in noted:
            is_offered = bool(left) and one.saying.act == left
            self._row(grid, one, act=left if is_offered else "")
            left = "" if is_offered else left  # of several drafts thrown away only the last comes back
        grid.setRowStretch(grid.rowCount(), 1)
        return holder

    def _row(self, grid: QGridLayout, one: Noted, *, act: str) -> None:
        row = grid.rowCount()
        words = f"▲  {one.saying.say()}" if one.saying.is_grave else one.saying.say()
        grid.addWidget(said("muted", self._time(one.at)), row, 0, _MIDDLE if act else _TOP)
        grid.addWidget(said("strong" if one.saying.is_grave else "", words, wraps=True), row, 1, 1, 1 if act else 3)
        if act:
            undo = page_button("noticeListUndo", partial(self.undo_requested.emit, act))
            undo.setText(self.tr("Undo"))
            undo.setAccessibleName(self.tr("Undo: {what}").format(what=words))
            grid.addWidget(key_cap("Ctrl+Z"), row, 2)
            grid.addWidget(undo, row, 3)

    def _time(self, at: datetime) -> str:
        return durations.to_the_second(at, self._premises.zone)
