"""The right column: the live crew board, painted so that every column lines up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from dutydesk.limits import Heat
from ui.crew_board import BoardRow, CrewBoard, Kind
from ui.labels import elided_label, plain_label, steady_label
from ui.marks import Tone, draw_box, draw_chosen, draw_clock, draw_status, draw_text, text_width
from ui.row_list import RowList
from ui.rows import ROW
from ui.theme import Looks

MARGIN = 14
GAP = 10
MARK = 30
LANE = 36
NAME_LEAST = 72
LOW = 240
EDGE, STEP = 14, 12


class CrewBoardDelegate(QStyledItemDelegate):
    """Paints a row of the board. `is_dense` gives way where the height does not allow large names."""

    def __init__(self, looks: Looks, board: CrewBoard, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._board = board
        self.is_dense = False
        self.target = ""
        self._name = self._status = self._since = 80

    def row_height(self) -> int:
        """The height of a person's row."""
        sizes = self._looks.theme.sizes
        return sizes.row_crew_small if self.is_dense else sizes.row_crew

    def measure(self, width: int) -> bool:
        """Fit the columns to what they hold now, within bounds; answers whether one has changed."""
        before = (self._name, self._status, self._since)
        theme, rows = self._looks.theme, [row for row in self._board.model.rows if isinstance(row, BoardRow)]
        people = [row for row in rows if _is_tall(row)]
        name = max((text_width(theme, self._name_pixels(), one, bold=True) for one in {row.name for row in people}), default=0)
        self._name = max(NAME_LEAST, min(name, int(width * 0.27)))
        self._status = max(map(self._status_width, people), default=76)
        self._since = max(map(self._since_width, people), default=42)
        return before != (self._name, self._status, self._since)

    def widen(self, row: BoardRow) -> bool:
        """Make room for a row that changed; answers whether a column had to grow. They become narrower by `measure` only."""
        before = (self._status, self._since)
        self._status = max(self._status, self._status_width(row))
        self._since = max(self._since, self._since_width(row))
        return before != (self._status, self._since)

    def _status_width(self, row: BoardRow) -> int:
        return text_width(self._looks.theme, self._looks.theme.sizes.small, row.status, bold=True) + 16

    def _since_width(self, row: BoardRow) -> int:
        is_past = row.heat >= Heat.PAST
        return text_width(self._looks.theme, self._looks.theme.sizes.small, row.since, bold=is_past) + (14 if is_past else 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(ROW)
        return QSize(200, self.row_height() if isinstance(row, BoardRow) and _is_tall(row) else LANE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.data(ROW)
        if not isinstance(row, BoardRow):
            return
        rect, colours = QRect(option.rect), self._looks.theme.colours
        inner = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        if row.kind is Kind.CREW:
            painter.fillRect(rect, colours.lane)
            self._heading(painter, inner, row)
        elif row.kind is Kind.OFF:
            self._off(painter, inner, row)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                draw_chosen(painter, self._looks.theme, rect)
            self._person(painter, inner, row)
        if row.key == self.target:
            painter.setPen(QPen(colours.focus, 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), colours.line)

    def _heading(self, painter: QPainter, rect: QRect, row: BoardRow) -> None:
        theme = self._looks.theme
        colour, pixels = theme.colours.muted, theme.sizes.heading
        right = Qt.AlignmentFlag.AlignRight
        counts = text_width(theme, pixels, row.where)
        draw_text(painter, theme, rect.adjusted(0, 0, -counts - GAP, 0), row.name, colour=colour, pixels=pixels, bold=True)
        draw_text(painter, theme, rect, row.where, colour=colour, pixels=pixels, align=right)

    def _off(self, painter: QPainter, rect: QRect, row: BoardRow) -> None:
        theme = self._looks.theme
        pixels = theme.sizes.small
        wide = draw_text(painter, theme, rect, row.name, colour=theme.colours.muted, pixels=pixels, bold=True)
        draw_text(painter, theme, rect.adjusted(wide + GAP, 0, 0, 0), row.where, colour=theme.colours.faint, pixels=pixels)

    def _person(self, painter: QPainter, rect: QRect, row: BoardRow) -> None:
        theme = self._looks.theme
        colours, sizes = theme.colours, theme.sizes
        mark = QRect(rect.left(), rect.center().y() - 12, MARK, 25)
        draw_box(painter, theme, mark, row.mark, fill=None, outline=colours.border, colour=colours.muted, bold=False)
        name = QRect(mark.right() + GAP, rect.top(), self._name, rect.height())
        status = QRect(name.right() + GAP, rect.center().y() - 14, self._status, 29)
        if row.is_minor:
            name.setRight(status.right())
        else:
            draw_status(painter, theme, status, row.status, row.tone)
        self._draw_name(painter, name, row)
        since = QRect(rect.right() - self._since + 1, rect.top(), self._since, rect.height())
        end = rect.right() - self._since_width(row) - 4 if row.since else rect.right()  # a short time leaves its room to the place
        where = QRect(status.right() + GAP, rect.top(), end - status.right() - GAP, rect.height())
        colour = colours.text if row.tone in (Tone.WAITING, Tone.BUSY) else colours.muted
        draw_text(painter, theme, where, row.where, colour=colour, pixels=sizes.small)
        draw_clock(painter, theme, since, row.since, Heat.PAST if row.heat >= Heat.PAST else Heat.CALM)

    def _draw_name(self, painter: QPainter, rect: QRect, row: BoardRow) -> None:
        """Long names give way in size before they are shortened; never under the smallest size of the theme."""
        theme = self._looks.theme
        pixels = theme.sizes.name_smallest if row.is_minor else self._name_pixels()
        while pixels > theme.sizes.name_smallest and text_width(theme, pixels, row.name, bold=True) > rect.width():
            pixels -= 1
        draw_text(painter, theme, rect, row.name, colour=theme.colours.text, pixels=pixels, bold=not row.is_minor)

    def _name_pixels(self) -> int:
        sizes = self._looks.theme.sizes
        return sizes.name_smallest + 1 if self.is_dense else sizes.name


class CrewBoardView(QWidget):
    """The board with its heading; `member_chosen` carries a member's id."""

    member_chosen = Signal(str)

    def __init__(self, board: CrewBoard, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._looks = looks
        self._heights: list[bool] = []
        self._must_fit = True
        self._heading = plain_label("heading", "crewBoardHeading")
        self._counts = steady_label("heading", "crewBoardCounts")
        self._off = elided_label("small", "crewOff")
        self.list = RowList("crewBoard")
        self.list.setModel(board.model)
        self._delegate = CrewBoardDelegate(looks, board, self.list)
        self.list.setItemDelegate(self._delegate)
        self._lay_out()
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        for moved in (board.model.rowsInserted, board.model.rowsRemoved, board.model.rowsMoved, board.renewed):
            moved.connect(self._let_fit)
        board.model.dataChanged.connect(self._make_room)
        board.changed.connect(self._follow)
        looks.changed.connect(self.list.viewport().update)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 10, MARGIN, 8)
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(self._counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self._off.setContentsMargins(MARGIN, 6, MARGIN, 6)
        column.addWidget(self._off)

    def point_at(self, place: QPoint | None) -> str:
        """Show that the person at a place of the screen would take what is dragged there; answers who, "" for nobody."""
        index = self._index_at(place) if place is not None else QModelIndex()
        row = index.data(ROW)
        key = row.key if isinstance(row, BoardRow) and row.kind is Kind.MEMBER else ""
        if key != self._delegate.target:
            self._delegate.target = key
            self.list.viewport().update()
        return key.partition(":")[2]

    def _index_at(self, place: QPoint) -> QModelIndex:
        viewport = self.list.viewport()
        here = viewport.mapFromGlobal(place)
        if not viewport.rect().contains(here):
            return QModelIndex()
        bar = self.list.verticalScrollBar()  # at its edges the list turns, so that everybody can be reached
        bar.setValue(bar.value() + (here.y() > viewport.height() - EDGE) * STEP - (here.y() < EDGE) * STEP)
        return self.list.indexAt(here)

    def turn_pages(self, pages: int) -> None:
        """Page Down and Page Up: what lies under the edge comes into sight."""
        bar = self.list.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Crew board"))
        self.list.setAccessibleName(self.tr("Crew board"))
        self._board.renew()

    def _let_fit(self) -> None:
        """Rows came, went or were all told anew: the next `changed` measures the whole board."""
        self._must_fit = True

    def _make_room(self, first: QModelIndex) -> None:
        """One row has changed: it alone is measured, unless its height is another now, or it is the one of those off."""
        row = self._board.model.row(first.row())
        if self._must_fit or not isinstance(row, BoardRow):
            return
        self._must_fit = row.kind is Kind.OFF or _is_tall(row) is not self._heights[first.row()]
        if _is_tall(row) and self._delegate.widen(row):
            self.list.viewport().update()

    def _follow(self) -> None:
        if self._must_fit:
            self._fit()
        else:
            self._tell_counts()

    def _fit(self) -> None:
        self._must_fit = False
        self._tell_counts()
        self._show_off()
        was_dense = self._delegate.is_dense
        self._delegate.is_dense = self._height(self._looks.theme.sizes.row_crew) > self.list.height()
        has_moved = self._delegate.measure(self.list.viewport().width())
        heights = [_is_tall(row) for row in self._board.model.rows if isinstance(row, BoardRow)]
        if was_dense != self._delegate.is_dense or heights != self._heights:
            self._heights = heights
            self.list.doItemsLayout()
        if has_moved:
            self.list.viewport().update()

    def _tell_counts(self) -> None:
        free, on_the_way, on_site = self._board.counts()
        told = self.tr("free {free} · on the way {on_the_way} · on site {on_site}")
        self._counts.setText(told.format(free=free, on_the_way=on_the_way, on_site=on_site))

    def _show_off(self) -> None:
        """Who is off stands under the list, always in sight, the last row folded away; a low board has it as its last row."""
        rows, is_below = self._board.model.rows, self.height() >= LOW
        off = next((row for row in rows[-1:] if isinstance(row, BoardRow) and row.kind is Kind.OFF), None)
        if off is not None and self.list.isRowHidden(len(rows) - 1) is not is_below:
            self.list.setRowHidden(len(rows) - 1, is_below)
        self._off.setText(f"{off.name}  {off.where}" if off else "")
        self._off.setVisible(off is not None and self.height() >= LOW)

    def _height(self, row_height: int) -> int:
        """How high the board is without its minor rows, which may be scrolled to."""
        rows = [row for row in self._board.model.rows if isinstance(row, BoardRow) and not row.is_minor]
        return sum(row_height if _is_tall(row) else LANE for row in rows)

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, BoardRow) and row.kind is Kind.MEMBER:
            self.member_chosen.emit(row.key.partition(":")[2])


def _is_tall(row: BoardRow) -> bool:
    return row.kind in (Kind.MEMBER, Kind.POST) and not row.is_minor
