"""Handing a call off: the list of candidates may be answered before the desk has numbered the call; nothing pressed is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from dutydesk.calls import Call
from dutydesk.journal import Recorded, Refused
from dutydesk.next_steps import NextStep
from dutydesk.words import Told
from ui.centre.deeds import Deeds, Given
from ui.centre.desktop import Desktop

Gesture = Callable[[Call], None]


class Handing(QObject):
    """Knows for which call the candidates stand: one that the desk knows, or the one that is just being taken.

    `done` carries what was recorded, `refused` tells that the desk would not, `missed` that somebody was chosen for no call.
    """

    done = Signal(object)
    refused = Signal()
    missed = Signal()

    def __init__(self, desktop: Desktop, deeds: Deeds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._deeds = deeds
        self._call = ""
        self._request = ""
        self._waiting: dict[str, list[Gesture]] = {}

    def stand_for(self, call: str) -> None:
        """The candidates are for this call."""
        self._call, self._request = call, ""

    def expect(self, request: str) -> None:
        """The candidates are for the call that this request takes."""
        self._call, self._request = "", request
        self._waiting[request] = []

    def arrive(self, request: str, call: str) -> None:
        """The call is taken: what was chosen for it meanwhile is done now, whatever is looked at by then."""
        if request == self._request:
            self.stand_for(call)
        found = self._desktop.readings.call(call)
        for gesture in self._waiting.pop(request, ()):
            if found is not None:
                gesture(found)

    def fail(self, request: str) -> None:
        """The call was refused, so nothing is handed off."""
        self._waiting.pop(request, None)
        if request == self._request:
            self.stand_for("")

    def hand(self, member: str, way: str, reason: str) -> None:
        """Hand off to a member, or transfer if somebody has the call already."""
        self._do(partial(self._hand, member, Told(way), reason))

    def help_out(self, member: str) -> None:
        """Let a member help."""
        self._do(partial(self._help, member))

    def _do(self, gesture: Gesture) -> None:
        if self._request:
            self._waiting[self._request].append(gesture)
            return
        call = self._desktop.readings.call(self._call) if self._call else None
        if call is None:
            self.missed.emit()
        else:
            gesture(call)

    def _hand(self, member: str, way: Told, reason: str, call: Call) -> None:
        step = NextStep.TRANSFER if call.stage.is_taken_on else NextStep.HAND_OFF
        self._deeds.do(step, call, Given(member=member, way=way, note=reason), self._tell, self._deny)

    def _help(self, member: str, call: Call) -> None:
        self._deeds.help_out(call, member, self._tell, self._deny)

    def _tell(self, outcome: Recorded) -> None:
        self.done.emit(outcome)

    def _deny(self, _: Refused) -> None:
        self.refused.emit()
