"""Marks that delegates and widgets draw: levels, trades, statuses and clocks. A mark is never told by colour alone."""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from dutydesk.limits import Heat
from ui.theme import Theme

PADDING = 7
BAR = 4
"""Pixels of the bar beside a row that is chosen."""


class Tone(Enum):
    """How loudly a status box speaks."""

    FREE = auto()
    WAITING = auto()
    BUSY = auto()
    QUIET = auto()
    AWAY = auto()


def text_width(theme: Theme, pixels: int, text: str, *, bold: bool = False) -> int:
    """How wide `text` is drawn."""
    return _width(theme.font(pixels, bold=bold), text)


@lru_cache(maxsize=4096)
def _width(font: QFont, text: str) -> int:
    """A board asks for the same texts again at each change. A font is told by itself: each theme keeps its own."""
    return QFontMetrics(font).horizontalAdvance(text)


def draw_chosen(painter: QPainter, theme: Theme, rect: QRect) -> None:
    """The ground of the row that Enter means, with a bar at its left: the ground alone is hardly another at night."""
    painter.fillRect(rect, theme.colours.selected)
    painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), theme.colours.text)


def draw_text(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    text: str,
    *,
    colour: QColor,
    pixels: int,
    bold: bool = False,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """One line of text, shortened to its rectangle and centred in its height; answers how wide it came out."""
    font = theme.font(pixels, bold=bold)
    if rect.width() <= 0:
        return 0
    if _width(font, text) > rect.width():
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), text)
    return _width(font, text)


def draw_level(painter: QPainter, theme: Theme, rect: QRect, level: int, text: str) -> None:
    """The mark of a level: 1 a filled hexagon, 2 a filled box, 3 an outlined box, 4 an outlined pill; number and word in it."""
    colours = theme.colours
    is_filled = level <= 2 or not theme.is_dark
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = colours.border if theme.is_dark and level > 2 else colours.badge_outline
    painter.setPen(Qt.PenStyle.NoPen if theme.is_dark and is_filled else QPen(outline, 1.2))
    painter.setBrush(QBrush(colours.level(level)) if is_filled else Qt.BrushStyle.NoBrush)
    draw_level_shape(painter, QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), level)
    painter.restore()
    align = Qt.AlignmentFlag.AlignHCenter
    draw_text(painter, theme, rect, text, colour=colours.on_level(level), pixels=theme.sizes.small, bold=True, align=align)


def draw_level_shape(painter: QPainter, rect: QRectF, level: int) -> None:
    """The shape of a level alone, with the pen and brush that are set."""
    if level == 1:
        cut, middle = 6.0, rect.center().y()
        points = [
            QPointF(rect.left(), middle),
            QPointF(rect.left() + cut, rect.top()),
            QPointF(rect.right() - cut, rect.top()),
            QPointF(rect.right(), middle),
            QPointF(rect.right() - cut, rect.bottom()),
            QPointF(rect.left() + cut, rect.bottom()),
        ]
        painter.drawPolygon(QPolygonF(points))
        return
    radius = rect.height() / 2 if level == 4 else 4.0
    painter.drawRoundedRect(rect, radius, radius)


def draw_ring(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """A ring of 2 pixels, such as flashes round the symbol of a call that sounds."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)
    painter.restore()


def draw_box(
    painter: QPainter, theme: Theme, rect: QRect, text: str, *, fill: QColor | None, outline: QColor, colour: QColor, bold: bool
) -> None:
    """A rounded box with one short text in its middle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(outline, 1))
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.restore()
    inner = rect.adjusted(3, 0, -3, 0)
    draw_text(painter, theme, inner, text, colour=colour, pixels=theme.sizes.small, bold=bold, align=Qt.AlignmentFlag.AlignHCenter)


def draw_status(painter: QPainter, theme: Theme, rect: QRect, text: str, tone: Tone) -> None:
    """A status: free is outlined bright, called is filled amber, busy is filled grey, posts are outlined, off is dim."""
    colours = theme.colours
    fill, outline, colour = {
        Tone.FREE: (None, colours.text, colours.text),
        Tone.WAITING: (colours.amber_ground, colours.amber, colours.amber),
        Tone.BUSY: (colours.busy, colours.busy, colours.on_busy),
        Tone.QUIET: (None, colours.border, colours.text),
        Tone.AWAY: (None, colours.line, colours.muted),
    }[tone]
    draw_box(painter, theme, rect, text, fill=fill, outline=outline, colour=colour, bold=tone in (Tone.FREE, Tone.WAITING))


def clock_width(theme: Theme, text: str, heat: Heat) -> int:
    """The room that `draw_clock` needs."""
    wide = text_width(theme, theme.sizes.small, text, bold=heat is not Heat.CALM)
    return wide + 2 * PADDING if _is_chip(theme, heat) else wide


def _is_chip(theme: Theme, heat: Heat) -> bool:
    return heat >= Heat.PAST or (heat is Heat.NEARING and not theme.is_dark)


def draw_clock(painter: QPainter, theme: Theme, rect: QRect, text: str, heat: Heat) -> None:
    """A running limit at the right of `rect`: muted while calm, amber when near, a red chip with a plus once it is passed.

    By day a chip has an outline: its fill alone does not stand out from a bright ground.
    """
    colours = theme.colours
    right = Qt.AlignmentFlag.AlignRight
    if heat is Heat.CALM:
        draw_text(painter, theme, rect, text, colour=colours.muted, pixels=theme.sizes.small, align=right)
        return
    if not _is_chip(theme, heat):
        draw_text(painter, theme, rect, text, colour=colours.amber, pixels=theme.sizes.small, bold=True, align=right)
        return
    width = min(rect.width(), clock_width(theme, text, heat))
    chip = QRect(rect.right() - width + 1, rect.center().y() - 12, width, 25)
    ground, colour = (colours.amber_ground, colours.amber) if heat is Heat.NEARING else (colours.red_ground, colours.red)
    outline = ground if theme.is_dark else colours.badge_outline
    draw_box(painter, theme, chip, text, fill=ground, outline=outline, colour=colour, bold=True)
