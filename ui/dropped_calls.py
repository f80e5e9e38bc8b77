"""What was dragged onto a person: the hand-off that F3 would make, with this person chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from dutydesk.crew import usual_told
from ui.centre.centre import Centre
from ui.names import Names


class DroppedCalls(QObject):
    """Who is busy is asked about once, a transfer asks for its reason, a ring for what is wrong: as by keys."""

    def __init__(self, centre: Centre, names: Names, parent: QObject) -> None:
        super().__init__(parent)
        self._centre = centre
        self._names = names
        self._ring = ""
        centre.taking.opened.connect(self._forget)

    def drop(self, held: str, member: str) -> None:
        """Something held ("call:ID" or "phone:ID") was let go on a member."""
        kind, _, which = held.partition(":")
        (self._hand if kind == "call" else self._take)(which, member)

    def _hand(self, call: str, member: str) -> None:
        centre, candidates = self._centre, self._centre.parts.candidates
        shown = centre.showing.call
        is_asked = candidates.is_asking_about(member) and not centre.showing.is_draft and shown is not None and shown.id == call
        if not is_asked:
            centre.show_call(call)
            centre.hand_off()
        self._choose(member)

    def _take(self, phone: str, member: str) -> None:
        """A ring becomes a call first; where it cannot yet, the person stays chosen until it does."""
        centre = self._centre
        centre.take_phone_call(phone)
        report = centre.taking.report
        self._ring = phone
        centre.parts.candidates.wish_for(member)
        if report.category is not None and len(report.places) == 1:
            centre.hand_off()
            self._choose(member)
        else:
            centre.parts.hint.ask(self.tr("Goes to {name}: type what is wrong, then Enter twice").format(name=self._names.member(member)))

    def _choose(self, member: str) -> None:
        """Who is not offered, as a contractor of another trade, may still be chosen by name: the desk says if not."""
        if not self._centre.parts.candidates.choose_member(member):
            self._centre.handing.hand(member, usual_told(self._names.find_member(member)).value, "")

    def _forget(self, draft: object) -> None:
        """Another draft stands in the line: nobody is wished for it."""
        active = self._centre.taking.active
        if active is not None and active.phone_call != self._ring:
            self._ring = ""
            self._centre.parts.candidates.wish_for("")
