"""The canvas: axes, lanes, marks and lines in their places, for a stretch of time and the room there is."""

from __future__ import annotations

from datetime import UTC, datetime

import pyqtgraph
from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter

from dutydesk.shifts import shift_at
from ui.surroundings import Surroundings
from ui.timeline.axes import HourAxis, NamesAxis
from ui.timeline.items import LINE as LANE
from ui.timeline.items import CallsItem, GridItem, HandoverLine, Item, LaneItem, Line, Stretch

CALLS_ROW = 36
NAMES = 132


class Canvas(pyqtgraph.GraphicsView):  # type: ignore[misc] # pyqtgraph brings no types
    """Knows where time and lanes are in pixels; what they show comes from its owner."""

    stretched = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__(background=around.looks.theme.colours.ground)
        looks = around.looks
        self._around = around
        self._span = (0.0, 1.0)
        self.stretch = Stretch(0, 1, 1, 1)
        self.setAntialiasing(False)
        self.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.hours, self.names = HourAxis(around.premises, looks), NamesAxis(looks, NAMES)
        self.box = pyqtgraph.ViewBox(enableMouse=False, enableMenu=False, invertY=True, defaultPadding=0)
        self.box.disableAutoRange()
        self.grid, self.calls = GridItem(looks), CallsItem(looks)
        self.now, self.handover = Line(looks), HandoverLine(looks)
        self.lanes: list[LaneItem] = []
        self._lay_out()
        self.box.sigResized.connect(self._measure)

    def show_span(self, left: datetime, right: datetime) -> None:
        """Show the time from `left` to `right`."""
        self._span = (left.timestamp(), right.timestamp())
        self._measure()

    def moment(self, position: QPoint) -> datetime:
        """The time under a point of the view."""
        x = self.box.mapSceneToView(self.mapToScene(position)).x()
        return datetime.fromtimestamp(x, UTC)

    def row(self, position: QPoint) -> int:
        """The lane under a point, from 0; the number of lanes for the calls' row; -1 over the lanes."""
        y = self.box.mapSceneToView(self.mapToScene(position)).y()
        if y < 0:
            return -1
        return len(self.lanes) if y >= self._calls_top() else min(int(y // LANE), len(self.lanes) - 1)

    def dress(self) -> None:
        """The theme has changed."""
        self.setBackground(self._around.looks.theme.colours.ground)
        self.hours.renew()
        self.names.renew()
        self.scene().update()

    def _lay_out(self) -> None:
        layout = self.centralLayout
        layout.setContentsMargins(0, 0, 14, 0)
        layout.setSpacing(0)
        layout.addItem(self.hours, 0, 1)
        layout.addItem(self.names, 1, 0)
        layout.addItem(self.box, 1, 1)
        self.hours.linkToView(self.box)
        self.names.linkToView(self.box)
        for depth, item in enumerate((self.grid, self.calls, self.handover, self.now)):
            item.setZValue(10 * depth)
            self.box.addItem(item, ignoreBounds=True)
        self.hours.renew()
        self.names.renew()

    def _measure(self) -> None:
        room, (left, right) = self.box.rect(), self._span
        self.stretch = Stretch(left, right, room.width(), room.height())
        self.box.setRange(xRange=(left, right), yRange=(0, max(1.0, room.height())), padding=0, disableAutoRange=True)
        self._keep_lanes(max(0, int(self._calls_top() // LANE)))
        for number, lane in enumerate(self.lanes):
            lane.place(self.stretch, number * LANE, LANE)
        self.calls.place(self.stretch, self._calls_top(), CALLS_ROW)
        whole: tuple[Item, ...] = (self.grid, self.now, self.handover)
        for item in whole:
            item.place(self.stretch, 0, room.height())
        self._draw_grid()
        self.stretched.emit()

    def _draw_grid(self) -> None:
        left, right = self._span
        zone, shifts = self._around.premises.zone, self._around.premises.shifts
        moment, changes = datetime.fromtimestamp(left, UTC).astimezone(zone), []
        while moment.timestamp() < right:
            moment = shift_at(moment, shifts).ends
            changes.append(moment.timestamp())
        self.grid.show(self.hours.hours(left, right, self.stretch.wide), changes)

    def _keep_lanes(self, count: int) -> None:
        while len(self.lanes) < count:
            lane = LaneItem(self._around.looks)
            lane.setZValue(5)
            self.box.addItem(lane, ignoreBounds=True)
            self.lanes.append(lane)
        while len(self.lanes) > count:
            self.box.removeItem(self.lanes.pop())

    def _calls_top(self) -> float:
        return float(max(0.0, self.stretch.high - CALLS_ROW))
