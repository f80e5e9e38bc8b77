"""What is in sight of the timeline: it follows the night, and shows other hours when asked to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent

from dutydesk.limits import Clock, Heat
from dutydesk.shifts import shift_at
from dutydesk.timeline.blocks import Block
from dutydesk.timeline.dues import Due
from dutydesk.words import Status
from ui.surroundings import Surroundings
from ui.timeline import strokes
from ui.timeline.canvas import CALLS_ROW, Canvas
from ui.timeline.earlier import EarlierMark
from ui.timeline.groups import groups
from ui.timeline.items import LINE
from ui.timeline.shown import ShownTimeline
from ui.timeline.spots import CALLS, Spot
from ui.timeline.wording import Wording

SPANS = tuple(timedelta(hours=hours) for hours in (24, 12, 6, 3))
"""What may be in view at once: a day, unless one looks closer."""
AHEAD = timedelta(minutes=90)
"""The end of the shift stands so far before the right edge."""
NEAR = timedelta(hours=2)
"""From here on the line of now would run through the words of the handover."""
SOON = timedelta(minutes=30)
"""Handover is told louder from here on."""
ANSWER = 50
"""Milliseconds in which what keys and the mouse changed is shown."""
GATHER = 400
"""Milliseconds in which changes gather before they are shown together: on a line of hours nobody sees less than a minute."""
_BEFORE = timedelta(hours=2)
"""So much more than is seen is read, so that scrolling finds it there."""


class Sight(Canvas):
    """Shows a `ShownTimeline` for a stretch of time; only what has changed is painted anew."""

    def __init__(self, around: Surroundings, shown: ShownTimeline) -> None:
        super().__init__(around)
        self._shown = shown
        self._wording = Wording(around.names, around.premises)
        self._right: datetime | None = None
        self._span_wide = SPANS[0]
        self._first = 0
        self._members: tuple[str, ...] = ()
        self._dues: dict[str, Due] = {}
        self._spot: Spot | None = None
        self.earlier = EarlierMark(around.premises, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._connect()
        self._retranslate()

    @property
    def is_at_now(self) -> bool:
        """Whether the present shift is in view, and stays so as time goes by."""
        return self._right is None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The time in view, in UTC as calls are: comparing times of two zones asks the computer's for each."""
        right = (self._right or self._present()).astimezone(UTC)
        return right - self._span_wide, right

    @property
    def is_whole(self) -> bool:
        """Whether all that was asked for has been read and painted."""
        return self._shown.is_read and not self._soon.isActive()

    @property
    def members(self) -> tuple[str, ...]:
        """Whose lanes there are, those out of sight too."""
        return self._members

    def renew(self) -> None:
        """Show the stretch of time anew."""
        left, right = self.span
        self._shown.want(left - _BEFORE)
        self.show_span(left, right)
        self.earlier.show_hours(None if self.is_at_now else (left, right))

    def show_now(self) -> None:
        """Go back to the present."""
        self._right, self._spot = None, None
        self._shown.let_go(self.span[0])
        self.renew()

    def scroll(self, by: timedelta) -> None:
        """Go so far forward, or back; not past the present."""
        right = (self._right or self.span[1]) + by
        if right >= self._present():
            self.show_now()
            return
        self._right = right
        self.renew()

    def zoom(self, by: int) -> None:
        """Look closer, or less so: at what the keys stand on, else at the middle of the view, unless that is the present."""
        middle = self._spot.at if self._spot and self.hasFocus() else self.span[1] - self._span_wide / 2
        self._span_wide = SPANS[max(0, min(SPANS.index(self._span_wide) + by, len(SPANS) - 1))]
        right = middle + self._span_wide / 2
        if (self.is_at_now and not self.hasFocus()) or right >= self._present():
            self._right = None
        else:
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
        self.stretched.connect(self.answer)
        self._shown.lane_changed.connect(self._see_lane)
        for signal in (self._shown.lanes_changed, self._shown.calls_changed):
            signal.connect(self._show_soon)
        self.earlier.left.connect(self.show_now)
        around.ticker.minute.connect(self._pass_minute)
        around.looks.changed.connect(self.dress)

    def answer(self) -> None:
        """Show at once what somebody asked for."""
        self._soon.start(ANSWER)

    def _see_lane(self, member: str) -> None:
        """A lane that lies out of sight is shown when it comes into sight; one that is new may push the others."""
        if member not in self._members or member in self._in_sight():
            self._show_soon()

    def _in_sight(self) -> Sequence[str]:
        """Whose lanes are shown, from the top."""
        return self._members[self._first : self._first + len(self.lanes)]

    def _show_soon(self) -> None:
        """With the first of what gathers: a stream of changes must not put it off."""
        if not self._soon.isActive():
            self._soon.start(GATHER)

    def _show(self) -> None:
        """All that is in view; only what has changed is painted anew."""
        now = self._around.premises.now()
        left, right = self.span
        self._members = self._shown.members(left, right)
        self._first = max(0, min(self._first, len(self._members) - len(self.lanes)))
        self._dues = {due.call: due for due in self._shown.dues(now)}
        self._move_lines(now)
        in_sight = self._in_sight()
        names = [((number + 0.5) * LINE, self._around.names.member(member)) for number, member in enumerate(in_sight)]
        self.names.show_names([*names, (self.stretch.high - CALLS_ROW / 2, self.tr("Calls", "name of a lane"))])
        ringed = self._spot if self.hasFocus() else None
        for number, lane in enumerate(self.lanes):
            member = in_sight[number] if number < len(in_sight) else ""
            lane.show(self._dressed(member, now) if member else (), ringed.block if ringed and ringed.row == member else None)
        self._show_calls(ringed)

    def _dressed(self, member: str, now: datetime) -> tuple[tuple[Block, str, Heat | None], ...]:
        blocks = self._shown.lane(member)
        return tuple((block, number, self._heat(block)) for block, number in zip(blocks, _numbers(blocks, now), strict=True))

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
        is_near = ends - now <= NEAR
        self.handover.say(ends, self._wording.handover(ends, is_near), is_behind=is_near, is_soon=ends - now <= SOON)

    def _heat(self, block: Block) -> Heat | None:
        if block.doing is not Status.CALLED or block.end is not None:
            return None
        due = self._dues.get(block.call)
        return due.heat if due and due.clock is Clock.ACKNOWLEDGE else Heat.CALM

    def _handover(self) -> datetime:
        premises = self._around.premises
        return shift_at(premises.now(), premises.shifts).ends

    def _present(self) -> datetime:
        """The right edge while one looks at the present: past the end of the shift, or nearer where one looks closer."""
        handover = self._handover() + AHEAD
        if self._span_wide == SPANS[0]:
            return handover
        now = self._around.premises.now()
        hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return min(handover, hour + self._span_wide / 4)

    def _pass_minute(self) -> None:
        """A new shift moves the view; else only lines move, and what has become late."""
        if self.is_at_now and self.span[1].timestamp() != self.stretch.right:
            self.renew()
        self.earlier.retell()
        self._show()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Shift timeline"))
        self.earlier.retell()
        self.hours.renew()
        self.answer()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None:
            self.earlier.place()


def _numbers(blocks: Sequence[Block], now: datetime) -> list[str]:
    """What is written on each block: its call's number, once for blocks that follow each other, on the longest of them.

    A helper's bar has no room for it.
    """
    numbers: list[str] = []
    for call, following in groupby(blocks, key=lambda block: block.call):
        same = [(block.end or now) - block.start if block.doing is not Status.HELPING else timedelta() for block in following]
        longest = same.index(max(same))
        numbers += [call.rpartition("-")[2] if place == longest and length else "" for place, length in enumerate(same)]
    return numbers
