"""The items of the timeline: each is painted by itself, in whole pixels, and only when it has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyqtgraph
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from dutydesk.limits import Heat
from dutydesk.timeline.blocks import Block
from dutydesk.timeline.dues import Due
from ui.marks import draw_text, text_width
from ui.theme import Looks
from ui.timeline import strokes
from ui.timeline.groups import Group

LINE = 28
"""The height of a lane, and of a line of words."""
EDGE = 5
"""Pixels between a lane's edge and its blocks."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time in view and the room it has: `left` and `right` in seconds since 1970, `wide` and `high` in pixels."""

    left: float
    right: float
    wide: float
    high: float

    @property
    def per_pixel(self) -> float:
        """Seconds of one pixel."""
        return (self.right - self.left) / max(1.0, self.wide)


class Item(pyqtgraph.GraphicsObject):  # type: ignore[misc] # pyqtgraph brings no types
    """Lies over the whole width at `top`, `high` pixels high; time runs to the right, pixels run down."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.looks = looks
        self.stretch = Stretch(0, 1, 1, 1)
        self.top, self.high = 0.0, 0.0

    def place(self, stretch: Stretch, top: float, high: float) -> None:
        """Lie there from now on."""
        if (stretch, top, high) != (self.stretch, self.top, self.high):
            self.prepareGeometryChange()
            self.stretch, self.top, self.high = stretch, top, high
            self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self.stretch.left, self.top, self.stretch.right - self.stretch.left, self.high)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        to_view = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        self.draw(painter, to_view.mapRect(self.boundingRect()), lambda seconds: to_view.map(QPointF(seconds, 0)).x())
        painter.restore()

    def draw(self, painter: QPainter, rect: QRectF, x_of: Callable[[float], float]) -> None:
        """Paint in the pixels of the view; `x_of` tells where a moment is. By itself an item shows nothing."""


class GridItem(Item):
    """Thin lines at hours, and stronger ones where shifts change."""

    hours: Sequence[float] = ()
    shifts: Sequence[float] = ()

    def show(self, hours: Sequence[float], shifts: Sequence[float]) -> None:
        """Show these from now on."""
        if (hours, shifts) != (self.hours, self.shifts):
            self.hours, self.shifts = hours, shifts
            self.update()

    def draw(self, painter: QPainter, rect: QRectF, x_of: Callable[[float], float]) -> None:
        colours = self.looks.theme.colours
        for seconds in self.hours:
            painter.fillRect(QRectF(round(x_of(seconds)), rect.top(), 1, rect.height()), colours.line)
        painter.setPen(QPen(colours.border, 1, Qt.PenStyle.DotLine))
        for seconds in self.shifts:
            x = round(x_of(seconds)) + 0.5
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))


class LaneItem(Item):
    """One person's lane."""

    blocks: Sequence[tuple[Block, str, Heat | None]] = ()
    """Each with the number written on it, and how late an open offer is."""
    ringed: Block | None = None
    now = 0.0

    def show(self, blocks: Sequence[tuple[Block, str, Heat | None]], ringed: Block | None) -> None:
        """Show these from now on; repaints if that is anything new."""
        if (blocks, ringed) != (self.blocks, self.ringed):
            self.blocks, self.ringed = blocks, ringed
            self.update()

    def draw(self, painter: QPainter, rect: QRectF, x_of: Callable[[float], float]) -> None:
        theme = self.looks.theme
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colours.panel)
        for block, number, heat in self.blocks:
            start, end = block.start.timestamp(), block.end.timestamp() if block.end else max(self.now, block.start.timestamp())
            if end < self.stretch.left or start > self.stretch.right:
                continue
            left = round(x_of(start))
            where = QRectF(left, rect.top() + EDGE, max(strokes.LEAST, round(x_of(end)) - left), rect.height() - 2 * EDGE)
            strokes.draw_block(painter, theme, where, block.doing, heat)
            if number and text_width(theme, theme.sizes.small, number) + 8 <= where.width():
                colour = strokes.block_colour(theme, block.doing, heat)
                inner, align = where.toRect(), Qt.AlignmentFlag.AlignHCenter
                draw_text(painter, theme, inner, number, colour=colour, pixels=theme.sizes.small, align=align)
            if block == self.ringed:
                strokes.draw_ring(painter, theme, where)


class CallsItem(Item):
    """All calls as marks, and over them the limits that run, as flags."""

    groups: Sequence[Group] = ()
    dues: Sequence[Due] = ()
    ringed = ""

    def show(self, groups: Sequence[Group], dues: Sequence[Due], ringed: str) -> None:
        """Show these from now on; repaints if that is anything new."""
        if (groups, dues, ringed) != (self.groups, self.dues, self.ringed):
            self.groups, self.dues, self.ringed = groups, dues, ringed
            self.update()

    def draw(self, painter: QPainter, rect: QRectF, x_of: Callable[[float], float]) -> None:
        theme, middle = self.looks.theme, round(rect.bottom()) - strokes.MARK // 2 - 2
        for due in reversed(self.dues):
            strokes.draw_due(painter, theme, round(x_of(due.at.timestamp())), rect.top() + 1, due.heat)
        for group in self.groups:
            left = round(x_of(group.at.timestamp())) - strokes.MARK // 2
            strokes.draw_group(painter, theme, left, middle, group)
            if any(call.id == self.ringed for call in group.calls):
                ring = QRectF(left, middle - strokes.MARK / 2, strokes.MARK, strokes.MARK)
                strokes.draw_ring(painter, theme, ring.adjusted(1, 1, -1, -1))


class Line(Item):
    """A moment: a line over all lanes that moves without anything else being painted anew."""

    at = 0.0
    wide = 2

    def move(self, at: float) -> None:
        """Stand there from now on. What is under the line is painted anew: not for a part of a pixel, as a minute is at a day's width."""
        if abs(at - self.at) >= self.stretch.per_pixel / 2:
            self.prepareGeometryChange()
            self.at = at
            self.update()

    def boundingRect(self) -> QRectF:
        room = (self.wide + 1) * self.stretch.per_pixel
        return QRectF(self.at - room, self.top, 2 * room, self.high)

    def draw(self, painter: QPainter, rect: QRectF, x_of: Callable[[float], float]) -> None:
        painter.fillRect(QRectF(round(x_of(self.at)) - 1, rect.top(), self.wide, rect.height()), self.looks.theme.colours.text)


class HandoverLine(Line):
    """The end of the shift, with its words; blue once it is soon."""

    words = ""
    is_behind = False
    is_soon = False

    @property
    def room(self) -> float:
        """The seconds that its words take."""
        theme = self.looks.theme
        return (text_width(theme, theme.sizes.small, self.words) + 16) * self.stretch.per_pixel

    def say(self, at: datetime, words: str, *, is_behind: bool, is_soon: bool) -> None:
        """Tell it so from now on, the words before or behind the line."""
        if (words, is_behind, is_soon) != (self.words, self.is_behind, self.is_soon):
            self.prepareGeometryChange()
            self.words, self.is_behind, self.is_soon = words, is_behind, is_soon
            self.update()
        self.move(at.timestamp())

    def boundingRect(self) -> QRectF:
        return QRectF(self.at - self.room, self.top, 2 * self.room, self.high)

    def draw(self, painter: QPainter, rect: QRectF, x_of: Callable[[float], float]) -> None:
        theme = self.looks.theme
        colour = theme.colours.blue if self.is_soon else theme.colours.border
        x = round(x_of(self.at))
        painter.fillRect(QRectF(x, rect.top(), self.wide, rect.height()), colour)
        if rect.height() < 2 * LINE:
            return  # where there are no lanes, limits stand in its place
        wide, top = text_width(theme, theme.sizes.small, self.words), round(rect.top())
        words = QRect(x + 9 if self.is_behind else x - 8 - wide, top, wide, LINE)
        draw_text(painter, theme, words, self.words, colour=theme.colours.muted, pixels=theme.sizes.small)
