"""The open calls as rows: prepared texts, the most overdue first, in a model that repaints only what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from dutydesk.alarms import condition_of
from dutydesk.calls import Call
from dutydesk.journal import Recorded
from dutydesk.limits import Clock, Heat, RunningClock, urgency
from dutydesk.words import Level, Stage, Step
from ui import durations, texts
from ui.feed import Feed, touched
from ui.names import Names
from ui.premises import Premises
from ui.rows import CLOCK, Row, RowsModel
from ui.ticker import Ticker


@dataclass(frozen=True, slots=True)
class OpenCallRow:
    """One open call, ready to be painted. `clock` is "" where no limit runs; `counts` says that its seconds show.

    `brief` is what is left of the detail where there is no room for it: without what the clock beside it says, or the crew board.

    `flashes` says that the symbol does: the call is past a limit that sounds.
    """

    key: str
    level: int
    mark: str
    counter: str
    place: str
    fault: str
    detail: str
    clock: str
    heat: Heat
    counts: bool = False
    flashes: bool = False
    brief: str = ""

    @property
    def spoken(self) -> str:
        """The row in words."""
        return ", ".join(filter(None, (self.mark, self.counter, self.place, self.fault, self.detail, self.clock)))


class OpenCalls(QObject):
    """Keeps the open calls' model: reloads touched calls, renews clocks each minute, and each second those that count."""

    changed = Signal()

    def __init__(self, feed: Feed, ticker: Ticker, premises: Premises, names: Names, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = RowsModel(self)
        self._readings = feed.readings
        self._premises = premises
        self._names = names
        self._calls: dict[str, Call] = {}
        feed.recorded.connect(self._recorded)
        ticker.minute.connect(self.renew)
        ticker.second.connect(self._count)
        self.reload()

    @property
    def calls(self) -> tuple[Call, ...]:
        """The open calls, in the order shown."""
        return tuple(self._calls[row.key] for row in self.model.rows)

    def marks(self) -> tuple[str, ...]:
        """What stands on the marks of all levels, so that rows can be lined up."""
        return tuple(self._names.level_mark(level) for level in Level)

    def reload(self) -> None:
        """Read all anew."""
        self._calls = {call.id: call for call in self._readings.open_calls()}
        self.renew()

    def renew(self) -> None:
        """Tell every row anew, in order: the minute or the language has changed."""
        now = self._premises.now()
        clocks = {call.id: self._clock(call, now) for call in self._calls.values()}
        ordered = sorted(self._calls.values(), key=lambda call: urgency(call, clocks[call.id], now))
        self.model.show([self._row(call, clocks[call.id], now) for call in ordered])
        self.changed.emit()

    def _recorded(self, recorded: Recorded) -> None:
        ids = touched(recorded, "call")
        if not ids:
            return
        for one in ids:
            call = self._readings.call(one)
            if call is not None and call.stage.is_open:
                self._calls[one] = call
            else:
                self._calls.pop(one, None)
        self.renew()

    def _count(self) -> None:
        """A second has passed: only clocks that show their seconds are told anew, in their places."""
        now = self._premises.now()
        before = self.model.rows
        rows = [self._counted(row, now) for row in before]
        is_clock_alone = all(map(_differs_in_clock, before, rows))
        self.model.show(rows, (CLOCK,) if is_clock_alone else ())

    def _counted(self, row: Row, now: datetime) -> Row:
        call = self._calls.get(row.key)
        if call is None or not isinstance(row, OpenCallRow) or not row.counts:
            return row
        return self._row(call, self._clock(call, now), now)

    def _clock(self, call: Call, now: datetime) -> RunningClock | None:
        return self._premises.limits.main_clock(call, self._premises.categories.by_code(call.category), now)

    def _row(self, call: Call, clock: RunningClock | None, now: datetime) -> OpenCallRow:
        left = clock.due - now if clock else None
        return OpenCallRow(
            key=call.id,
            level=call.level,
            mark=self._names.level_mark(call.level),
            counter=str(call.counter),
            place=self._names.place_in_brief(call.place),
            fault=self._names.fault(call),
            detail=self._detail(call, clock, now),
            clock=self._clock_text(clock, now) if clock else "",
            heat=min(clock.heat(now), Heat.PAST) if clock else Heat.CALM,
            counts=left is not None and durations.is_counting(left),
            flashes=call.level <= Level.URGENT and condition_of(call, clock, now) is not None,
            brief=self._brief(call, clock, now) if clock else "",
        )

    def _clock_text(self, clock: RunningClock, now: datetime) -> str:
        left = clock.due - now
        if left > durations.SAYS_WHEN or clock.clock is Clock.CHECK:
            when = durations.day_and_time(clock.due, now, self._premises.zone)
        else:
            when = durations.running(left)
        return self.tr("{clock} {time}").format(clock=texts.clock(clock.clock), time=when)

    def _detail(self, call: Call, clock: RunningClock | None, now: datetime) -> str:
        helpers = [self.tr("{name} helps").format(name=self._names.member(helper)) for helper in call.helpers]
        return " · ".join((self._standing(call, clock, now), *helpers, *self._again(call)))

    def _brief(self, call: Call, clock: RunningClock, now: datetime) -> str:
        return " · ".join((self._briefly(call, clock, now), *self._again(call)))

    def _again(self, call: Call) -> Iterator[str]:
        if call.rework:
            yield self.tr("rework {times}").format(times=call.rework)
        if call.chased:
            yield self.tr("chased {times}").format(times=call.chased)

    def _briefly(self, call: Call, clock: RunningClock, now: datetime) -> str:
        holder = self._names.member(call.holder)
        match call.stage:
            case _ if call.offer:
                said = self.tr("{name} · no answer") if _is_late(clock, now) else self.tr("{name} · called")
                return said.format(name=self._names.member(call.offer.to))
            case Stage.WAITING:
                return self.tr("asked first: {name}").format(name=holder)
            case Stage.EN_ROUTE:
                return self.tr("{name} · {stage}").format(name=holder, stage=texts.stage(call.stage))
            case Stage.PAUSED if call.pause:
                return self.tr("{name} · {reason}").format(name=holder, reason=texts.pause_reason(call.pause.why))
            case Stage.COMPLETED:
                return holder
            case _:
                return self._standing(call, clock, now)

    def _standing(self, call: Call, clock: RunningClock | None, now: datetime) -> str:
        holder = self._names.member(call.holder)
        if call.offer:
            said = self.tr("{name} · called, no answer") if clock and _is_late(clock, now) else self.tr("{name} · called")
            return said.format(name=self._names.member(call.offer.to))
        match call.stage:
            case Stage.WAITING:
                return self.tr("to hand off · asked first: {name}").format(name=holder)
            case Stage.EN_ROUTE:
                since = durations.span(now - (call.time(Step.SET_OUT) or now))
                return self.tr("{name} · en route {time}").format(name=holder, time=since)
            case Stage.PAUSED if call.pause:
                return self.tr("{name} · paused: {reason}").format(name=holder, reason=texts.pause_reason(call.pause.why))
            case Stage.COMPLETED:
                return self.tr("completed · to follow up · {name}").format(name=holder)
            case _:
                return self.tr("{name} · {stage}").format(name=holder, stage=texts.stage(call.stage))


def _is_late(clock: RunningClock, now: datetime) -> bool:
    """Whether an offer should have been answered by now."""
    return clock.clock is Clock.ACKNOWLEDGE and clock.heat(now) >= Heat.PAST


def _differs_in_clock(before: Row, after: Row) -> bool:
    """Whether nothing but the clock, of the same width, went on."""
    if before is after or not isinstance(before, OpenCallRow) or not isinstance(after, OpenCallRow):
        return before == after
    same = replace(after, clock=before.clock)
    return same == before and len(after.clock) == len(before.clock)
