"""What was repaired at a place before, a line each: from the journal's calls, and from the register's earlier repairs."""

from __future__ import annotations

from datetime import date

from dutydesk.calls import Call
from dutydesk.journal import Readings
from dutydesk.site import EarlierRepair
from dutydesk.words import Step
from ui import durations, texts
from ui.names import Names
from ui.premises import Premises


class PastRepairs:
    """Tells repairs in the language that is spoken: "14 Aug kitchen valve seeping · Chen · replaced"."""

    def __init__(self, readings: Readings, premises: Premises, names: Names) -> None:
        self._readings = readings
        self._premises = premises
        self._names = names

    def lines(self, place: str, limit: int, but: str = "") -> tuple[str, ...]:
        """The latest repairs at the place, newest first; open calls and the call `but` are none. The year is told when it is another."""
        if not place:
            return ()
        calls = [call for call in self._readings.calls_at(place, limit + 2) if not call.stage.is_open and call.id != but]
        told = [self._of_call(call) for call in calls[:limit]]
        if len(told) < limit:
            told += [self._of_register(repair) for repair in self._premises.people.earlier_repairs_at(place, limit - len(told))]
        return tuple(told)

    def _of_call(self, call: Call) -> str:
        done = (call.time(Step.COMPLETED) or call.received_at).astimezone(self._premises.zone).date()
        worker = self._names.member(call.worker) if call.worker else ""
        return self._line(done, self._names.fault(call), worker, call.result or texts.stage(call.stage))

    def _of_register(self, repair: EarlierRepair) -> str:
        return self._line(repair.day, repair.line, repair.worker, repair.result)

    def _line(self, day: date, what: str, worker: str, result: str) -> str:
        shown = durations.day(day, self._premises.now().date())
        return " · ".join(filter(None, (f"{shown} {what}", worker, result)))
