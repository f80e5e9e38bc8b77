"""The timeline as it is used: by wheel, by pointer and by keys; it tells what they are on."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip

from ui.surroundings import Surroundings
from ui.timeline import strokes
from ui.timeline.canvas import NAMES
from ui.timeline.shown import ShownTimeline
from ui.timeline.sight import SPANS, Sight
from ui.timeline.spots import CALLS, Spot, along, nearest, spots_of_calls, spots_of_lane

STEP = timedelta(hours=2)
PAGE = timedelta(hours=8)
GRASP = 4
"""Pixels beside a block or line that still mean it; a drag begins beyond as many."""
_AT_IT = frozenset((QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.Wheel))
"""What the mouse does while somebody looks."""


class TimelineView(Sight):
    """`call_opened` carries a call that was clicked or entered; `left` says that Esc gives the keys back; `typed` carries letters."""

    call_opened = Signal(str)
    left = Signal()
    typed = Signal(str)
    names_clicked = Signal()

    def __init__(self, around: Surroundings, shown: ShownTimeline) -> None:
        super().__init__(around, shown)
        self._pressed: tuple[QPoint, datetime] | None = None
        self._is_dragged = False
        self.setObjectName("timelineView")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Qt lets a click on it take the keys

    @property
    def spoken(self) -> str:
        """What the keys stand on, in words; "" for nothing."""
        return ", ".join(self._told(self._spot)) if self._spot else ""

    # ---- pointer

    def spot_at(self, position: QPoint) -> Spot | None:
        """What lies under a point."""
        row, moment = self.row(position), self.moment(position)
        slack = timedelta(seconds=GRASP * self.stretch.per_pixel)
        if position.x() < NAMES or row < 0:
            return None
        if row == len(self.lanes):
            return self._mark_at(moment)
        number = self._first + row
        if number >= len(self._members):
            return None
        now = self._around.premises.now()
        spots = spots_of_lane(self._members[number], self._shown.lane(self._members[number]))
        hit = [spot for spot in spots if spot.at - slack <= moment <= ((spot.block and spot.block.end) or now) + slack]
        return hit[-1] if hit else None

    def _mark_at(self, moment: datetime) -> Spot | None:
        half = timedelta(seconds=strokes.MARK / 2 * self.stretch.per_pixel)
        for group in reversed(self.calls.groups):
            if group.at - half <= moment <= group.at + half:
                return Spot(CALLS, group.foremost.id, group.foremost.received_at)
        return None

    def tip_at(self, position: QPoint) -> list[str]:
        """The lines of the tip for a point."""
        if position.x() < NAMES:
            return [self.tr("Click: show or hide the lanes where the window is low")]
        spot = self.spot_at(position)
        if spot and spot.row == CALLS:
            group = next(group for group in self.calls.groups if any(call.id == spot.call for call in group.calls))
            return self._wording.group(group.calls)
        if spot:
            return self._told(spot)
        if self.row(position) == len(self.lanes) and position.x() >= NAMES:
            moment, slack = self.moment(position), timedelta(seconds=2 * GRASP * self.stretch.per_pixel)
            due = next((due for due in self.calls.dues if due.at - slack <= moment <= due.at + 2 * slack), None)
            return self._wording.due(due, self._shown.call(due.call)) if due else []
        return []

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            lines = "\n".join(self.tip_at(event.pos()))
            around = QRect(event.pos() - QPoint(GRASP, GRASP), event.pos() + QPoint(GRASP, GRASP))
            QToolTip.showText(event.globalPos(), QtGui.Qt.convertFromPlainText(lines) if lines else "", self.viewport(), around)
            return True
        if event.type() in _AT_IT:
            self.earlier.stay()
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._is_dragged = (event.position().toPoint(), self.span[1]), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._show_hand(event.position().toPoint())
            return
        start, right = self._pressed
        moved = event.position().toPoint().x() - start.x()
        if self._is_dragged or abs(moved) > GRASP:
            self._is_dragged = True
            self.scroll(right - self.span[1] - timedelta(seconds=moved * self.stretch.per_pixel))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._is_dragged:
            return
        where = event.position().toPoint()
        if where.x() < NAMES:
            self.names_clicked.emit()
        else:
            self._open(self.spot_at(where))

    def _show_hand(self, where: QPoint) -> None:
        """A hand says that a click does something there."""
        spot = self.spot_at(where)
        can_click = where.x() < NAMES or (spot is not None and bool(spot.call))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if can_click else Qt.CursorShape.ArrowCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click is a click like the first."""
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over the names through the lanes, elsewhere through time; up is back, and closer with Ctrl."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if turned.y() > 0 else -1)
        elif event.position().x() < NAMES:
            self.scroll_lanes(-1 if turned.y() > 0 else 1)
        else:
            self.scroll(-STEP * ((turned.y() or turned.x()) / 120))
        event.accept()

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """Keys of the timeline are its own while it has them: Esc gives them back and parks nothing."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.earlier.stay()
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(-1 if event.key() == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._change_row(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self.scroll(-PAGE if event.key() == Qt.Key.Key_PageUp else PAGE)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal | Qt.Key.Key_Minus:
                self.zoom(-1 if event.key() == Qt.Key.Key_Minus else 1)
            case Qt.Key.Key_Home:
                self.scroll(-SPANS[0])
            case Qt.Key.Key_End:
                self.show_now()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self._spot)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _ if _writes(event):
                self.typed.emit(event.text())
            case _:
                event.ignore()
                return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._spot is None:
            self._stand_on(along(self._spots(CALLS), None, 1))
        self.answer()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.answer()

    def _step(self, by: int) -> None:
        """To the next spot of the row; past the last one through time."""
        found = along(self._spots(self._spot.row if self._spot else CALLS), self._spot, by)
        if found is None:
            self.scroll(STEP * by)
            return
        self._stand_on(found)

    def _change_row(self, by: int) -> None:
        """To the nearest spot of the next row that has any."""
        rows = [*self._members, CALLS]
        here = rows.index(self._spot.row) if self._spot and self._spot.row in rows else len(rows) - 1
        at = self._spot.at if self._spot else self._around.premises.now()
        for number in range(here + by, len(rows) if by > 0 else -1, by):
            found = nearest(self._spots(rows[number]), at)
            if found is not None:
                self._stand_on(found)
                return

    def _spots(self, row: str) -> list[Spot]:
        return spots_of_lane(row, self._shown.lane(row)) if row else spots_of_calls(self._shown.calls())

    def _stand_on(self, spot: Spot | None) -> None:
        """Stand there, bring it into view, and say it."""
        self._spot = spot
        if spot is None:
            return
        left, right = self.span
        if not left <= spot.at <= right:
            self.scroll(spot.at - (left + self._span_wide / 2))
            self._spot = spot
        if spot.row in self._members:
            number = self._members.index(spot.row)
            self.scroll_lanes(min(0, number - self._first) + max(0, number - self._first - len(self.lanes) + 1))
        self._show()
        self.setAccessibleDescription(self.spoken)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _open(self, spot: Spot | None) -> None:
        if spot and spot.call:
            self.call_opened.emit(spot.call)

    def _told(self, spot: Spot) -> list[str]:
        call = self._shown.call(spot.call)
        if spot.block:
            return self._wording.block(spot.row, spot.block, call)
        return self._wording.mark(call) if call else []


def _writes(event: QKeyEvent) -> bool:
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
