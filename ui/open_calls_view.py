"""The list of open calls in the left column: a header with counts, and a painted row for each call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.dragging import Held
from ui.flashing import Flashing
from ui.labels import plain_label
from ui.marks import clock_width, draw_chosen, draw_clock, draw_level, draw_ring, draw_text, text_width
from ui.open_calls import OpenCallRow, OpenCalls
from ui.reading_painter import is_shortened, read_row, show_whole
from ui.row_list import RowList
from ui.rows import CLOCK, ROW
from ui.theme import Looks

NARROW = 420
"""Under this width all clocks stand on the second line of their rows."""
MARGIN = 14
MARK, PADDING = 44, 4
GAP = 7
RING = 4
"""Pixels by which the ring that flashes stands off its symbol."""
WORDY = 60
"""Marks wider than this have words, not signs, on them: so have all texts of the language."""


class OpenCallDelegate(QStyledItemDelegate):
    """Paints one open call from its prepared texts.

    What is wrong can always be read: for it the clock goes to the second line, then the letters get smaller, then the place is cut.
    """

    def __init__(self, looks: Looks, parent: RowList) -> None:
        super().__init__(parent)
        self._looks = looks
        self._list = parent
        self._badge = MARK
        self._is_wordy = False
        self.flashing = Flashing(self)

    def measure(self, marks: tuple[str, ...]) -> None:
        """Fit the marks' column to the words of the language; where those are long, clocks go to the second line."""
        theme = self._looks.theme
        widest = max(text_width(theme, theme.sizes.small, mark, bold=True) for mark in marks)
        self._badge = max(MARK, widest + 2 * PADDING)
        self._is_wordy = self._badge > WORDY

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._looks.theme.sizes.row_call)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(ROW)
        if not isinstance(row, OpenCallRow):
            return
        rect = QRect(option.rect)
        self._ground(painter, rect, option)
        clock, asked = self.clock_rect(rect, row), self._list.dirty.intersected(rect).boundingRect()
        if row.clock and clock.contains(asked):
            draw_clock(painter, self._looks.theme, clock, row.clock, row.heat)
        elif self.symbol_rect(rect).contains(asked):
            self._symbol(painter, _halves(rect)[0], row)
        elif not asked.isEmpty():
            self._first_line(painter, rect, row)
            self._second_line(painter, rect, row)
            draw_clock(painter, self._looks.theme, clock, row.clock, row.heat)

    def clock_rect(self, rect: QRect, row: OpenCallRow) -> QRect:
        """Where the clock of a row stands that lies at `rect`: nothing else is painted there."""
        upper, lower = _halves(rect)
        line = lower if self._is_clock_below(rect, row) else upper
        return line.adjusted(line.width() - self._clock_width(row), 0, 0, 0)

    def symbol_rect(self, rect: QRect) -> QRect:
        """Where the symbol of a row stands, with the ring that flashes round it."""
        upper = _halves(rect)[0]
        return QRect(upper.left() - RING, upper.top() - RING, self._badge + 2 * RING, 25 + 2 * RING)

    def _symbol(self, painter: QPainter, upper: QRect, row: OpenCallRow) -> None:
        theme, symbol = self._looks.theme, QRect(upper.left(), upper.top(), self._badge, 25)
        draw_level(painter, theme, symbol, row.level, row.mark)
        if row.flashes and self.flashing.is_lit(row.level):
            draw_ring(painter, symbol.adjusted(-RING, -RING, RING, RING), theme.colours.level(row.level))

    def _is_narrow(self, rect: QRect) -> bool:
        return self._is_wordy or rect.width() < NARROW

    def _is_clock_below(self, rect: QRect, row: OpenCallRow) -> bool:
        """Whether the clock stands on the second line: everywhere in a narrow list, else where the first line would be cut."""
        theme, body = self._looks.theme, self._looks.theme.sizes.body
        said = text_width(theme, body, row.counter, bold=True) + GAP + self._said_width(row, body)
        return self._is_narrow(rect) or said > _halves(rect)[0].width() - self._badge - 2 * GAP - self._clock_width(row)

    def _clock_width(self, row: OpenCallRow) -> int:
        return clock_width(self._looks.theme, row.clock, row.heat)

    def _said_width(self, row: OpenCallRow, pixels: int) -> int:
        theme = self._looks.theme
        return text_width(theme, pixels, row.place, bold=True) + GAP + text_width(theme, pixels, row.fault)

    def _ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        colours = self._looks.theme.colours
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            draw_chosen(painter, self._looks.theme, rect)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colours.raised)
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), colours.line)

    def _first_line(self, painter: QPainter, rect: QRect, row: OpenCallRow) -> None:
        theme, upper = self._looks.theme, _halves(rect)[0]
        self._symbol(painter, upper, row)
        end = 0 if self._is_clock_below(rect, row) else -self._clock_width(row) - GAP
        line = upper.adjusted(self._badge + GAP, 0, end, 0)
        wide = draw_text(painter, theme, line, row.counter, colour=theme.colours.muted, pixels=theme.sizes.body, bold=True)
        self._place_and_fault(painter, line.adjusted(wide + GAP, 0, 0, 0), row)

    def _place_and_fault(self, painter: QPainter, line: QRect, row: OpenCallRow) -> None:
        """They give way in size before they are cut; the place has what the fault leaves it, and half of the line in any case."""
        theme = self._looks.theme
        colour, sizes = theme.colours.text, theme.sizes
        pixels = sizes.body if self._said_width(row, sizes.body) <= line.width() else sizes.small
        left = line.width() - GAP - text_width(theme, pixels, row.fault)
        place = QRect(line.left(), line.top(), max(left, line.width() // 2), line.height())
        wide = draw_text(painter, theme, place, row.place, colour=colour, pixels=pixels, bold=True)
        draw_text(painter, theme, line.adjusted(wide + GAP if wide else 0, 0, 0, 0), row.fault, colour=colour, pixels=pixels)

    def _second_line(self, painter: QPainter, rect: QRect, row: OpenCallRow) -> None:
        theme, lower = self._looks.theme, _halves(rect)[1]
        start = 0 if self._is_narrow(rect) else self._badge + GAP
        end = -self._clock_width(row) - GAP if row.clock and self._is_clock_below(rect, row) else 0
        line = lower.adjusted(start, 0, end, 0)
        fits = not row.brief or text_width(theme, theme.sizes.small, row.detail) <= line.width()
        draw_text(painter, theme, line, row.detail if fits else row.brief, colour=theme.colours.muted, pixels=theme.sizes.small)


def _halves(rect: QRect) -> tuple[QRect, QRect]:
    """The two lines of a row."""
    upper = QRect(rect.left() + MARGIN, rect.top() + 7, rect.width() - 2 * MARGIN, 27)
    return upper, QRect(upper.left(), upper.bottom() + 3, upper.width(), 25)


class OpenCallsList(RowList):
    """The list itself: while only clocks go on, only clocks are repainted."""

    def clock_rect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        rect, row, delegate = self.visualRect(index), index.data(ROW), self.itemDelegate()
        if isinstance(delegate, OpenCallDelegate) and isinstance(row, OpenCallRow):
            return delegate.clock_rect(rect, row)
        return rect

    def viewportEvent(self, event: QEvent) -> bool:
        return show_whole(self, event, _says_less) or bool(super().viewportEvent(event))


class OpenCallsView(QWidget):
    """The open calls; `call_selected` carries the id of the one that is meant, "" for none."""

    call_selected = Signal(str)
    call_opened = Signal(str)

    def __init__(self, calls: OpenCalls, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self._heading = plain_label("heading", "openCallsHeading")
        self._order = plain_label("heading", "openCallsOrder")
        self._meant = ""
        self.list = OpenCallsList("openCalls")
        # Before the view's own slot, which would select a neighbour: a key meant for the call that went would act on that one.
        calls.model.rowsAboutToBeRemoved.connect(self._let_go)
        self.list.setModel(calls.model)
        self._delegate = OpenCallDelegate(looks, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(self._tell)
        self.list.activated.connect(self._open)
        calls.model.rowsInserted.connect(self._find_again)
        calls.changed.connect(self._head)
        calls.model.dataChanged.connect(self._changed)
        self._delegate.flashing.turned.connect(self._turn_symbols)
        looks.changed.connect(self.list.viewport().update)
        self._retranslate()

    @property
    def selected(self) -> str:
        """The id of the selected call, "" when there is none."""
        return _key(self.list.currentIndex())

    def held_at(self, place: QPoint) -> Held:
        """The call at a place of the list, to be dragged."""
        row = self.list.indexAt(place).data(ROW)
        return Held(f"call:{row.key}", f"{row.counter} · {row.place}  {row.fault}") if isinstance(row, OpenCallRow) else Held()

    def select(self, call: str) -> bool:
        """Select a call by id; False when it is not open."""
        self._meant = call
        position = self._calls.model.position(call)
        self.list.setCurrentIndex(self._calls.model.index(position) if position >= 0 else QModelIndex())
        return position >= 0

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 10, MARGIN, 8)
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(self._order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def _retranslate(self) -> None:
        self._order.setText(self.tr("most overdue first"))
        self.list.setAccessibleName(self.tr("Open calls"))
        self._delegate.measure(self._calls.marks())
        self._calls.renew()

    def _head(self) -> None:
        self._heading.setText(self.tr("Open calls {count}").format(count=self._calls.model.rowCount()))
        self._flash()

    def _changed(self, first: QModelIndex, last: QModelIndex, roles: Sequence[int]) -> None:
        if list(roles) != [CLOCK]:
            self._flash()

    def _flash(self) -> None:
        self._delegate.flashing.flash({row.level for row in self._calls.model.rows if isinstance(row, OpenCallRow) and row.flashes})

    def _turn_symbols(self, level: int) -> None:
        """Only the symbols of that level are painted anew."""
        for position, row in enumerate(self._calls.model.rows):
            if isinstance(row, OpenCallRow) and row.flashes and row.level == level:
                rect = self.list.visualRect(self._calls.model.index(position))
                self.list.viewport().update(self._delegate.symbol_rect(rect))

    def _let_go(self, parent: QModelIndex, first: int, last: int) -> None:
        if first <= self.list.currentIndex().row() <= last:
            self.list.setCurrentIndex(QModelIndex())

    def _find_again(self) -> None:
        """A call that was meant when it closed is open again, as after an undo."""
        if self._meant and not self.list.currentIndex().isValid():
            self.select(self._meant)

    def _tell(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._meant = _key(current) or self._meant
        self.call_selected.emit(_key(current))

    def _open(self, index: QModelIndex) -> None:
        self.call_opened.emit(_key(index))


def _says_less(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether a row is shortened, or has its brief detail."""
    row = index.data(ROW)
    return is_shortened(view, index) or (isinstance(row, OpenCallRow) and row.detail not in {said.text for said in read_row(view, index)})


def _key(index: QModelIndex) -> str:
    row = index.data(ROW)
    return row.key if isinstance(row, OpenCallRow) else ""
