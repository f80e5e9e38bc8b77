"""F2 with one of the crew on the phone: it opens what they are busy with, not a new repair (telephony.md).

What they tell is one key of a small card, entered on their word as told in this phone call.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from dutydesk import duty, life, rings
from dutydesk.calls import Call
from dutydesk.command_line import CommandWords, Verb
from dutydesk.journal import Fact, View
from dutydesk.phone_calls import PhoneCall
from dutydesk.words import Status
from ui.centre.centre import Centre
from ui.centre.desktop import Desktop
from ui.console import ConsoleWindow
from ui.crew_card import CrewCard, Said, said_words
from ui.languages import CHINESE, ENGLISH


class CrewRings(QObject):
    """Takes phone calls. `seen` tells that a crew member's ring was seen to; the next F2 takes another one."""

    seen = Signal()

    def __init__(self, console: ConsoleWindow, centre: Centre, desktop: Desktop, parent: QObject) -> None:
        super().__init__(parent)
        self._console = console
        self._centre = centre
        self._desktop = desktop
        self._names = desktop.names
        self._words = CommandWords.load()
        self._seen: set[str] = set()

    @property
    def seen_to(self) -> frozenset[str]:
        """The crew members' phone calls that F2 has shown already."""
        return frozenset(self._seen)

    def close(self) -> None:
        """The card goes."""
        self._console.covers.close()

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
        if member is not None:
            self._show_card(ring)

    def _show_card(self, ring: PhoneCall) -> None:
        caller = self._console.phones.caller(ring)
        card = CrewCard(ring, caller, self._desktop)
        card.closed.connect(self.close)
        card.typed.connect(self._type_on)
        card.told.connect(self._take_word)
        self._console.covers.show(card)
        card.start()

    def _type_on(self, text: str) -> None:
        self.close()
        self._centre.type_on(text)

    def _take_word(self, ring: PhoneCall, said: str) -> None:
        """One key of the card was pressed."""
        self.close()
        call = self._console.phones.caller(ring).open_call
        if said in tuple(Status):
            self._set_free(ring, Status(said))
        elif said == Said.REPAIR:
            self._centre.take_phone_call(ring.id)
        elif call is not None:
            self._step(ring, call, said)

    def _set_free(self, ring: PhoneCall, status: Status) -> None:
        self._centre.parts.line.setText("")
        desktop = self._desktop
        step = partial(duty.set_status, member=ring.member, status=status)
        request = desktop.desk.do(desktop.author(ring.member), rings.status_told, phone=ring.id, status=status, step=step)
        self._centre.asking.expect(request, self._centre.telling.tell)

    def _step(self, ring: PhoneCall, call: Call, said: str) -> None:
        author = self._desktop.author(ring.member)
        steps: dict[str, Callable[[View], Sequence[Fact]]] = {
            Said.SET_OUT: partial(life.set_out, call=call.id, author=author),
            Said.ARRIVED: partial(life.arrive, call=call.id, author=author),
            Said.DONE: partial(life.complete, call=call.id, author=author, shares=self._desktop.shares()),
            Said.NEEDS_HELP: partial(life.note, call=call.id, text=said_words(Said.NEEDS_HELP)),
        }
        request = self._desktop.desk.do(author, rings.told_by_phone, phone=ring.id, call=call.id, step=steps[said])
        self._centre.asking.expect(request, self._centre.telling.tell)
        if said == Said.NEEDS_HELP:
            self._centre.hand_off()
