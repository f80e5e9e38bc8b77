"""Correcting: a field set by hand, of the draft in the line or of the call that is looked at; and looking at a full number."""

from __future__ import annotations

from PySide6.QtCore import QObject

from dutydesk import life, rings
from dutydesk.calls import Call
from dutydesk.categories import Question
from dutydesk.drafting import Chip, answer_to, relayed_through
from dutydesk.events import CallAmended
from dutydesk.journal import Recorded
from dutydesk.words import Channel, Level
from ui.centre.asking import Asking
from ui.centre.call_sheet import CallSheet
from ui.centre.desktop import Desktop
from ui.centre.questions import YES
from ui.centre.showing import Showing
from ui.centre.taking import Taking
from ui.centre.telling import Telling


class Correcting(QObject):
    """Answers the sheet: a draft keeps its corrections, a call gets an entry for each."""

    def __init__(self, desktop: Desktop, asking: Asking, taking: Taking, showing: Showing, parent: QObject) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._asking = asking
        self._taking = taking
        self._showing = showing
        self._sheet: CallSheet | None = None
        self._telling: Telling | None = None

    def join(self, sheet: CallSheet, telling: Telling) -> None:
        """The sheet that is corrected, and who tells of it."""
        self._sheet, self._telling = sheet, telling
        sheet.corrected.connect(self.correct)
        sheet.reveal_asked.connect(self.reveal_number)

    def correct(self, field: str, value: str) -> None:
        """Set a field; "" takes a draft's correction away."""
        if not self._showing.is_draft:
            self._amend(field, value)
            return
        self._taking.set_chip(field, value)
        if field == Chip.RECEIVER:
            self._taking.set_chip(Chip.CHANNEL, self._channel_of(value))

    def chase(self, call: str) -> None:
        """The draft is the caller of an open call, who urges: noted there, and the draft is no longer needed."""
        ring = self._taking.ring
        request = self._desktop.desk.do(self._desktop.author(), life.chase, call, phone_call=ring.id if ring else "")
        self._asking.expect(request, self._tell)
        self._taking.discard()
        self._showing.show_call(call)

    def reveal_number(self) -> None:
        """The number in full; the look is entered in the journal first."""
        ring, call = self._taking.ring, self._showing.call
        desk, author = self._desktop.desk, self._desktop.author()
        if self._showing.is_draft and ring is not None:
            self._asking.expect(desk.do(author, rings.reveal_number, phone=ring.id), self._reveal)
        elif not self._showing.is_draft and call is not None:
            self._asking.expect(desk.do(author, rings.reveal_number, call=call.id), self._reveal)

    def _channel_of(self, receiver: str) -> str:
        """How a request came that this member brought; "" when it is the officer's own."""
        crew = self._desktop.crew_of(receiver)
        if crew is None or receiver == self._desktop.officer():
            return ""
        return relayed_through(crew.kind).value

    def _amend(self, field: str, value: str) -> None:
        call = self._showing.call
        asked = self._question(call, field) if call else None
        if call is not None and asked is not None:
            self._taking.answered(call.id, field, value)
            self._showing.look_again()
        changes = CallAmended(level=Level(asked.level)) if asked and value == YES else _changes(field, value)
        if call is not None and changes is not None:
            self._asking.expect(self._desktop.desk.do(self._desktop.author(), life.amend, call.id, changes=changes), self._tell)

    def _question(self, call: Call, field: str) -> Question | None:
        """The question to the caller that `field` answers."""
        category = self._desktop.categories.by_code(call.category)
        return next((one for one in category.questions if answer_to(one.code) == field), None) if category else None

    def _reveal(self, _: Recorded) -> None:
        if self._sheet is not None:
            self._sheet.caller.reveal_number()

    def _tell(self, outcome: Recorded) -> None:
        if self._telling is not None:
            self._telling.tell(outcome)


def _changes(field: str, value: str) -> CallAmended | None:
    """The correction of one field; None for a field that cannot be corrected or a value taken away."""
    match field:
        case Chip.PLACE if value:
            return CallAmended(place=value)
        case Chip.CATEGORY if value:
            return CallAmended(category=value)
        case Chip.LEVEL if value:
            return CallAmended(level=Level(int(value)))
        case Chip.CHANNEL if value:
            return CallAmended(channel=Channel(value))
        case _:
            return None
