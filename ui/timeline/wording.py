"""What is said of a block, a mark or a limit: in the tool tip, and to a screen reader."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from dutydesk.calls import Call
from dutydesk.timeline.blocks import Block
from dutydesk.timeline.dues import Due
from dutydesk.words import Step
from ui import durations, texts
from ui.names import Names
from ui.premises import Premises

MOST_LINES = 6
"""A tip tells so many calls of a group, and how many more there are."""


class Wording:
    """Lines of plain text, in the language that is spoken."""

    def __init__(self, names: Names, premises: Premises) -> None:
        self._names = names
        self._premises = premises

    def call(self, call: Call) -> str:
        """A call's headline: "17 3-1-1502 Burst pipe, flooding"."""
        return " ".join(filter(None, (str(call.counter), self._names.place(call.place), self._names.fault(call))))

    def block(self, member: str, block: Block, call: Call | None) -> list[str]:
        """Which call, who did what, and from when to when."""
        who = f"{self._names.member(member)} · {texts.status(block.doing)}"
        return [*([self.call(call)] if call else []), who, self._from_to(block.start, block.end)]

    def mark(self, call: Call) -> list[str]:
        """A call's level, when it was received and how it stands."""
        now, zone = self._premises.now(), self._premises.zone
        received = f"{texts.step(Step.RECEIVED)} {durations.day_and_time(call.received_at, now, zone)}"
        holder = self._names.member(call.holder)
        return [self.call(call), " · ".join((self._names.level_mark(call.level), received, texts.stage(call.stage), holder))]

    def group(self, calls: tuple[Call, ...]) -> list[str]:
        """Several calls in one mark."""
        if len(calls) == 1:
            return self.mark(calls[0])
        told = [f"{durations.time_of_day(call.received_at, self._premises.zone)} {self.call(call)}" for call in calls[:MOST_LINES]]
        more = len(calls) - MOST_LINES
        return told if more <= 0 else [*told, QCoreApplication.translate("Timeline", "and {count} more").format(count=more)]

    def due(self, due: Due, call: Call | None) -> list[str]:
        """Until when something must happen."""
        now = self._premises.now()
        left = durations.running(due.at - now)
        when = durations.day_and_time(due.at, now, self._premises.zone)
        return [*([self.call(call)] if call else []), f"{texts.clock(due.clock)} {when} · {left}"]

    def handover(self, at: datetime, is_near: bool) -> str:
        """The end of the shift; shorter once it is near."""
        if is_near:
            return QCoreApplication.translate("Timeline", "handover")
        told = QCoreApplication.translate("Timeline", "{time} handover")
        return told.format(time=durations.time_of_day(at, self._premises.zone))

    def _from_to(self, start: datetime, end: datetime | None) -> str:
        now, zone = self._premises.now(), self._premises.zone
        began = durations.day_and_time(start, now, zone)
        lasted = durations.span((end or now) - start)
        if end is None:
            return QCoreApplication.translate("Timeline", "since {start} · {length}").format(start=began, length=lasted)
        ended = durations.time_of_day(end, zone)
        if end - start >= timedelta(days=1):
            ended = durations.day_and_time(end, now, zone)
        return QCoreApplication.translate("Timeline", "{start} to {end} · {length}").format(start=began, end=ended, length=lasted)
