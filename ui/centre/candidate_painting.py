"""How a candidate is painted: on one line while everything is whole on it, else with the reasons on a second one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.centre.candidate_rows import CandidateRow
from ui.marks import draw_box, draw_chosen, draw_text, text_width
from ui.rows import ROW
from ui.theme import Looks

_ROW, _FOLDED_ROW = 44, 50
_FIRST_LINE, _SECOND_LINE = 28, 24
_RANK, _KEY = 28, 86
_GAP, _LEAST_TRADE = 14, 54
_Widths = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each part of a row is painted."""

    rank: QRect
    name: QRect
    trade: QRect
    status: QRect
    why: QRect
    key: QRect


class CandidateDelegate(QStyledItemDelegate):
    """Paints prepared rows: rank, name, crew and trade, status and since, reasons, key; folded, the reasons under the others."""

    def __init__(self, looks: Looks, parent: QListView) -> None:
        super().__init__(parent)
        self._looks = looks
        self._wide: _Widths = (0, 0, 0, 0)
        self.is_folded = False

    @property
    def row_height(self) -> int:
        """How high each row is."""
        return _FOLDED_ROW if self.is_folded else _ROW

    def measure(self, rows: Sequence[CandidateRow]) -> bool:
        """The widest name, trade, status with its time, and reasons; answers whether one of them has changed."""
        before, needs = self._wide, [self._needs(row) for row in rows]
        self._wide = (
            max((one[0] for one in needs), default=0),
            max((one[1] for one in needs), default=0),
            max((one[2] for one in needs), default=0),
            max((one[3] for one in needs), default=0),
        )
        return self._wide != before

    def fold(self, width: int) -> bool:
        """Whether rows of this width have the reasons on a line of their own; answers whether that has changed."""
        before = self.is_folded
        self.is_folded = 10 + _RANK + sum(one + _GAP for one in self._wide) + _KEY > width
        return self.is_folded != before

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(ROW)
        if not isinstance(row, CandidateRow):
            return
        theme, rect = self._looks.theme, option.rect
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        key = "Enter" if marked else str(row.rank) if row.rank < 10 else ""
        if marked:
            draw_chosen(painter, theme, rect)
        columns = self._columns(rect, row, key)
        draw_text(painter, theme, columns.rank, str(row.rank), colour=theme.colours.muted, pixels=theme.sizes.small)
        draw_text(painter, theme, columns.name, row.name, colour=theme.colours.text, pixels=theme.sizes.body, bold=True)
        if row.asks:
            self._draw_asking(painter, row, columns.why if self.is_folded else columns.trade.united(columns.why))
        if self.is_folded or not row.asks:
            self._draw_doing(painter, row, columns)
        if not row.asks:
            draw_text(painter, theme, columns.why, row.why, colour=theme.colours.muted, pixels=theme.sizes.small)
        self._draw_key(painter, columns.key, key)

    def _draw_asking(self, painter: QPainter, row: CandidateRow, rect: QRect) -> None:
        theme = self._looks.theme
        said = self.tr("Press again: busy with {job}").format(job=row.job or row.status)
        draw_text(painter, theme, rect, said, colour=theme.colours.amber, pixels=theme.sizes.small, bold=True)

    def _draw_doing(self, painter: QPainter, row: CandidateRow, columns: _Columns) -> None:
        theme = self._looks.theme
        body, small = theme.sizes.body, theme.sizes.small
        text, muted = theme.colours.text, theme.colours.muted
        draw_text(painter, theme, columns.trade, row.trade, colour=text, pixels=small)
        spent = draw_text(painter, theme, columns.status, row.status, colour=text, pixels=body, bold=row.is_free)
        draw_text(painter, theme, columns.status.adjusted(spent + 8, 0, 0, 0), row.since, colour=muted, pixels=small)

    def _columns(self, rect: QRect, row: CandidateRow, key: str) -> _Columns:
        """As wide as what all rows hold, and the reasons get the rest; folded where that is too wide, as this row needs."""
        wide = self._wide
        room = rect.width() - 10 - _RANK - _KEY
        if sum(one + _GAP for one in wide[:3]) > room:
            wide = self._needs(row)
        cap = self._key_width(key) + 14 if self.is_folded else _KEY
        return _set_columns(rect, wide, cap, is_folded=self.is_folded)

    def _needs(self, row: CandidateRow) -> _Widths:
        """What a row wants for its name, trade, status with its time, and reasons."""
        theme = self._looks.theme
        body, small = theme.sizes.body, theme.sizes.small
        status = text_width(theme, body, row.status, bold=True) + 8 + text_width(theme, small, row.since)
        return text_width(theme, body, row.name, bold=True), text_width(theme, small, row.trade), status, text_width(theme, small, row.why)

    def _key_width(self, key: str) -> int:
        return text_width(self._looks.theme, self._looks.theme.sizes.small, key, bold=True) + 16

    def _draw_key(self, painter: QPainter, rect: QRect, key: str) -> None:
        if not key:
            return
        theme = self._looks.theme
        width = self._key_width(key)
        cap = QRect(rect.right() - width, rect.center().y() - 13, width, 26)
        colours = theme.colours
        draw_box(painter, theme, cap, key, fill=colours.deep, outline=colours.border, colour=colours.text, bold=True)


def _set_columns(rect: QRect, wide: _Widths, cap: int, *, is_folded: bool) -> _Columns:
    """The columns of a row that ends in a key; the trade gives way where even one line for the rest is too narrow."""
    name, trade, status = (one + _GAP for one in wide[:3])
    room = rect.width() - 10 - _RANK - name - status - _KEY
    trade = trade if trade <= room else room if room >= _LEAST_TRADE else 0
    height = _FIRST_LINE if is_folded else rect.height()
    x, columns = rect.x() + 10, []
    for width in (_RANK, name, trade, status):
        columns.append(QRect(x, rect.y(), max(0, width - 8), height))
        x += width
    end = rect.right() - cap
    why = QRect(x, rect.y(), max(0, end - x), height)
    if is_folded:
        x = columns[1].x()
        why = QRect(x, rect.bottom() + 1 - _SECOND_LINE, end - x, _SECOND_LINE)
    key = QRect(rect.right() - _KEY + 6, rect.y(), _KEY - 14, rect.height())
    return _Columns(columns[0], columns[1], columns[2], columns[3], why, key)
