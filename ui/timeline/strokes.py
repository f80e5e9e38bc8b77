"""How blocks, marks and limits are drawn: told apart by shape, quiet while nothing is wrong."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from dutydesk.calls import Call
from dutydesk.limits import Heat
from dutydesk.words import Status
from ui.marks import draw_level, draw_level_shape, draw_text, text_width
from ui.theme import Theme
from ui.timeline.groups import Group

MARK = 20
"""Pixels that a call's mark takes."""
FLAG = 12
"""The height of a limit's flag."""
LEAST = 3
"""A block of less time is drawn so wide."""


def draw_block(painter: QPainter, theme: Theme, rect: QRectF, doing: Status, heat: Heat | None) -> None:
    """Called is a dashed box, accepted an outlined one, on the way is hatched, on site filled, helping a thinner bar, a break a line.

    `heat` is that of an offer which nobody has answered yet, None for all else.
    """
    colours = theme.colours
    painter.save()
    match doing:
        case Status.CALLED if heat is not None:
            fill, line = (colours.red_ground, colours.red) if heat >= Heat.PAST else (colours.amber_ground, colours.amber)
            _box(painter, rect, QPen(line, 1.5), QBrush(fill))
        case Status.CALLED:
            _box(painter, rect, QPen(colours.border, 1, Qt.PenStyle.DashLine), QBrush())
        case Status.ACCEPTED:
            _box(painter, rect, QPen(colours.border, 1), QBrush())
        case Status.ON_THE_WAY:
            _box(painter, rect, QPen(colours.border, 1), QBrush(colours.border, Qt.BrushStyle.BDiagPattern))
        case Status.HELPING:
            _box(painter, rect.adjusted(0, 5, 0, -5), QPen(colours.border, 1), QBrush(colours.busy))
        case Status.BREAK:
            _rest(painter, rect, colours.border)
        case _:
            _box(painter, rect, QPen(colours.border, 1), QBrush(colours.busy))
    painter.restore()


def block_colour(theme: Theme, doing: Status, heat: Heat | None) -> QColor:
    """What a number on a block is written in."""
    if heat is not None:
        return theme.colours.red if heat >= Heat.PAST else theme.colours.amber
    return theme.colours.on_busy if doing is Status.ON_SITE else theme.colours.muted


def _box(painter: QPainter, rect: QRectF, pen: QPen, brush: QBrush) -> None:
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def _rest(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    middle = round(rect.center().y()) + 0.5
    painter.setPen(QPen(colour, 1))
    painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
    for x in (rect.left() + 0.5, rect.right() - 0.5):
        painter.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4))


def draw_group(painter: QPainter, theme: Theme, left: int, middle: int, group: Group) -> None:
    """A call's mark: in the colour of its level while there is work to do, grey when that is done; with the number of calls in it."""
    rect, call = QRect(left, middle - MARK // 2, MARK, MARK), group.foremost
    if call.stage.is_work:
        draw_level(painter, theme, rect, call.level, str(int(call.level)))
    else:
        _draw_done(painter, theme, rect, call)
    if len(group.calls) > 1:
        count = QRect(rect.right() + 3, rect.top(), count_width(theme, len(group.calls)), rect.height())
        draw_text(painter, theme, count, f"×{len(group.calls)}", colour=theme.colours.muted, pixels=theme.sizes.small)


def count_width(theme: Theme, count: int) -> int:
    """The room that a group's number needs."""
    return text_width(theme, theme.sizes.small, f"×{count}")


def _draw_done(painter: QPainter, theme: Theme, rect: QRect, call: Call) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colours.border, 1))
    painter.setBrush(theme.colours.ground)
    draw_level_shape(painter, QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), call.level)
    painter.restore()
    align = Qt.AlignmentFlag.AlignHCenter
    draw_text(painter, theme, rect, str(int(call.level)), colour=theme.colours.muted, pixels=theme.sizes.small, align=align)


def draw_due(painter: QPainter, theme: Theme, x: float, top: float, heat: Heat) -> None:
    """Until when something must happen: a flag, hollow while there is time, filled when that is near, doubled once it is past."""
    colours = theme.colours
    line = (colours.muted, colours.amber, colours.red)[min(heat, Heat.PAST)]
    bright = (colours.amber, colours.red) if theme.is_dark else (colours.amber_ground, colours.red_ground)
    fill = colours.ground if heat < Heat.NEARING else bright[heat >= Heat.PAST]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, 1.3))
    painter.setBrush(fill)
    painter.drawLine(QPointF(x, top), QPointF(x, top + FLAG))
    for left in (x, x + 6) if heat >= Heat.PAST else (x,):
        painter.drawPolygon(QPolygonF([QPointF(left, top), QPointF(left + 9, top + 4), QPointF(left, top + 8)]))
    painter.restore()


def draw_ring(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """What the keys stand on."""
    painter.save()
    painter.setPen(QPen(theme.colours.focus, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(-2, -2, 2, 2))
    painter.restore()
