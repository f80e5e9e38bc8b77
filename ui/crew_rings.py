"""F2 with one of the crew on the phone: it opens what they are busy with, not a new repair (telephony.md)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from dutydesk.command_line import CommandWords, Verb
from dutydesk.phone_calls import PhoneCall
from ui.centre.centre import Centre
from ui.console import ConsoleWindow
from ui.languages import CHINESE, ENGLISH
from ui.names import Names


class CrewRings(QObject):
    """Takes phone calls. `seen` tells that a crew member's ring was seen to; the next F2 takes another one."""

    seen = Signal()

    def __init__(self, console: ConsoleWindow, centre: Centre, names: Names, parent: QObject) -> None:
        super().__init__(parent)
        self._console = console
        self._centre = centre
        self._names = names
        self._words = CommandWords.load()
        self._seen: set[str] = set()

    @property
    def seen_to(self) -> frozenset[str]:
        """The crew members' phone calls that F2 has shown already."""
        return frozenset(self._seen)

    def take_next(self) -> None:
        """F2: the phone call that is talked to, else the one whose card bears F2, else a new call."""
        talking = self._console.phones.talking
        if talking is not None and talking.member and talking.id not in self._seen:
            self._show_member(talking)
            return
        ring = self._console.ringing.next_ring
        if ring is None or (talking is not None and not talking.member):
            self._centre.take()
        else:
            self.take(ring.id)

    def take(self, phone: str) -> None:
        """Take this phone call."""
        ring = next((one for one in self._console.phones.ringing if one.id == phone), None)
        if ring is not None and ring.member and phone not in self._seen:
            self._show_member(ring)
        else:
            self._centre.take_phone_call(phone)

    def _show_member(self, ring: PhoneCall) -> None:
        """Their call on the sheet, F5 for the next step; without one the line begins to set their status."""
        centre = self._centre
        self._seen.add(ring.id)
        centre.parts.line.settle()
        centre.taking.park()
        call = self._console.phones.caller(ring).open_call
        if call is not None:
            centre.show_call(call.id)
        centre.focus_input()
        member = self._names.find_member(ring.member)
        if call is None and member is not None:
            centre.parts.line.setText("")
            word = self._words.word(Verb.STATUS, CHINESE if self._names.is_chinese else ENGLISH)
            centre.parts.line.insert(f"/{word} @{member.staff_number} ")
        self.seen.emit()
