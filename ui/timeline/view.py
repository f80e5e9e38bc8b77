"""The timeline as it is seen and used: it follows the night, and goes back in time by wheel, pointer and keys."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPushButton, QToolTip

from dutydesk.limits import Clock, Heat
from dutydesk.shifts import shift_at
from dutydesk.timeline.blocks import Block
from dutydesk.timeline.dues import Due
from dutydesk.words import Status
from ui.surroundings import Surroundings
from ui.timeline import strokes
from ui.timeline.canvas import NAMES, Canvas
from ui.timeline.groups import groups
from ui.timeline.shown import ShownTimeline
from ui.timeline.spots import CALLS, Spot, along, nearest, spots_of_calls, spots_of_lane
from ui.timeline.wording import Wording

SPAN = timedelta(hours=24)
AHEAD = timedelta(minutes=40)
"""The end of the shift stands so far before the right edge."""
NEAR = timedelta(minutes=30)
"""Handover is told louder from here on."""
STEP = timedelta(hours=2)
PAGE = timedelta(hours=8)
GRASP = 4
"""Pixels beside a block or line that still mean it; a drag begins beyond as many."""
_BEFORE = timedelta(hours=2)
"""So much more than is seen is read, so that scrolling finds it there."""


class TimelineView(Canvas):
    """`call_opened` carries the id of a call that was clicked or entered; `left` says that Esc gives the keys back."""

    call_opened = Signal(str)
    left = Signal()

    def __init__(self, around: Surroundings, shown: ShownTimeline) -> None:
        super().__init__(around)
        self._shown = shown
        self._wording = Wording(around.names, around.premises)
        self._right: datetime | None = None
        self._first = 0
        self._members: tuple[str, ...] = ()
        self._dues: dict[str, Due] = {}
        self._spot: Spot | None = None
        self._pressed: tuple[QPoint, datetime] | None = None
        self._is_dragged = False
        self.setObjectName("timelineView")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._back = QPushButton(self)
        self._back.setObjectName("timelineBack")
        self._back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._back.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._connect()
        self._retranslate()

    # ---- what is shown

    @property
    def is_at_now(self) -> bool:
        """Whether the present shift is in view, and stays so as time goes by."""
        return self._right is None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The time in view."""
        right = self._right or self._handover() + AHEAD
        return right - SPAN, right

    @property
    def members(self) -> tuple[str, ...]:
        """Whose lanes there are, those out of sight too."""
        return self._members

    @property
    def spoken(self) -> str:
        """What the keys stand on, in words; "" for nothing."""
        return ", ".join(self._told(self._spot)) if self._spot else ""

    def renew(self) -> None:
        """Show the stretch of time anew."""
        left, right = self.span
        self._shown.want(left - _BEFORE)
        self.show_span(left, right)
        self._back.setVisible(not self.is_at_now)

    def show_now(self) -> None:
        """Go back to the present."""
        self._right, self._spot = None, None
        self._shown.let_go(self.span[0])
        self.renew()

    def scroll(self, by: timedelta) -> None:
        """Go so far forward, or back; not past the present."""
        right = (self._right or self.span[1]) + by
        if right >= self._handover() + AHEAD:
            self.show_now()
            return
        self._right = right
        self.renew()

    def scroll_lanes(self, by: int) -> None:
        """Show lanes further down, or up."""
        first = max(0, min(self._first + by, len(self._members) - len(self.lanes)))
        if first != self._first:
            self._first = first
            self._show()

    def _connect(self) -> None:
        around = self._around
        self._soon.timeout.connect(self._show)
        for signal in (self.stretched, self._shown.lane_changed, self._shown.lanes_changed, self._shown.calls_changed):
            signal.connect(self._soon.start)
        self._back.clicked.connect(self.show_now)
        around.ticker.minute.connect(self._pass_minute)
        around.looks.changed.connect(self.dress)

    def _show(self) -> None:
        """All that is in view; only what has changed is painted anew."""
        now = self._around.premises.now()
        left, right = self.span
        self._members = self._shown.members(left, right)
        self._first = max(0, min(self._first, len(self._members) - len(self.lanes)))
        self._dues = {due.call: due for due in self._shown.dues(now)}
        self._move_lines(now)
        in_sight = self._members[self._first : self._first + len(self.lanes)]
        names = [(number * 28 + 14.0, self._around.names.member(member)) for number, member in enumerate(in_sight)]
        self.names.show_names([*names, (self.stretch.high - 17.0, self.tr("Calls", "name of a lane"))])
        ringed = self._spot if self.hasFocus() else None
        for number, lane in enumerate(self.lanes):
            member = in_sight[number] if number < len(in_sight) else ""
            blocks = tuple((block, _number(block), self._heat(block)) for block in self._shown.lane(member)) if member else ()
            lane.show(blocks, ringed.block if ringed and ringed.row == member else None)
        self._show_calls(ringed)

    def _show_calls(self, ringed: Spot | None) -> None:
        theme, second = self._around.looks.theme, self.stretch.per_pixel
        left, right = self.span
        calls = [call for call in self._shown.calls() if left <= call.received_at <= right]
        grouped = groups(calls, (strokes.MARK + 1) * second, (strokes.count_width(theme, 99) + 4) * second)
        dues = tuple(due for due in self._dues.values() if left <= due.at <= right)
        self.calls.show(grouped, dues, ringed.call if ringed and ringed.row == CALLS else "")

    def _move_lines(self, now: datetime) -> None:
        ends = self._handover()
        has_jumped = abs(now.timestamp() - self.now.at) > 2 * self.stretch.per_pixel
        for lane in self.lanes:
            lane.now = now.timestamp()
            if has_jumped:
                lane.update()
        self.now.move(now.timestamp())
        self.handover.say(ends, self._wording.handover(ends), ends - now <= NEAR)

    def _heat(self, block: Block) -> Heat | None:
        if block.doing is not Status.CALLED or block.end is not None:
            return None
        due = self._dues.get(block.call)
        return due.heat if due and due.clock is Clock.ACKNOWLEDGE else Heat.CALM

    def _handover(self) -> datetime:
        premises = self._around.premises
        return shift_at(premises.now(), premises.shifts).ends

    def _pass_minute(self) -> None:
        """A new shift moves the view; else only lines move, and what has become late."""
        if self.is_at_now and self.span[1].timestamp() != self.stretch.right:
            self.renew()
        self._show()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Shift timeline"))
        self._back.setText(self.tr("Now"))
        self._back.setToolTip(self.tr("Back to now (End)"))
        self.hours.renew()
        self._place_back()
        self._soon.start()

    def _place_back(self) -> None:
        self._back.adjustSize()
        self._back.move(self.width() - self._back.width() - 14, 2)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None:
            self._place_back()

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
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._is_dragged = (event.position().toPoint(), self.span[1]), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
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
        self._open(self.spot_at(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click is a click like the first."""
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over the names through the lanes, elsewhere through time; up is back."""
        turned = event.angleDelta()
        if event.position().x() < NAMES:
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
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._step(-1 if event.key() == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._change_row(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self.scroll(-PAGE if event.key() == Qt.Key.Key_PageUp else PAGE)
            case Qt.Key.Key_Home:
                self.scroll(-SPAN)
            case Qt.Key.Key_End:
                self.show_now()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self._spot)
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                event.ignore()
                return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._spot is None:
            self._stand_on(along(self._spots(CALLS), None, 1))
        self._soon.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._soon.start()

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
            self.scroll(spot.at - (left + SPAN / 2))
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


def _number(block: Block) -> str:
    """What is written on a block; a helper's bar has no room for it."""
    return "" if block.doing is Status.HELPING else block.call.rpartition("-")[2]
