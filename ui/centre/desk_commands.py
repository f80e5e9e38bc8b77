"""Commands that are no step of a call: a person's status, where the maintenance phone is, a call back, and corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from dutydesk import duty, life, rings
from dutydesk.calls import Call
from dutydesk.command_line import Command, Verb
from dutydesk.phone_calls import PhoneCall
from dutydesk.refusals import RefusedError
from dutydesk.site import Member
from dutydesk.told_times import ahead
from dutydesk.words import Status
from ui.centre.asking import Asking, Denied, Done
from ui.centre.corrections import Correction
from ui.centre.desktop import Desktop


class DeskCommands:
    """Asks the desk; raises RefusedError for what is not even asked."""

    def __init__(self, desktop: Desktop, asking: Asking) -> None:
        self._desktop = desktop
        self._asking = asking

    def do(self, command: Command, member: Member | None, done: Done, denied: Denied, word: str) -> None:
        """Do a command of the desk; `word` is the command's own, for what is missing after it."""
        match command.verb:
            case Verb.STATUS:
                request = self._set_status(command, member, word)
            case Verb.PHONE:
                request = self._move_phone(command, word)
            case _:
                raise RefusedError("command.not_here_yet", word=word)
        self._asking.expect(request, done, denied)

    def correct(self, correction: Correction, call: Call, done: Done, denied: Denied) -> None:
        """Correct one field of a call, or the time of one step."""
        desk, author = self._desktop.desk, self._desktop.author()
        if correction.at is None:
            request = desk.do(author, life.amend, call.id, changes=correction.changes)
        else:
            request = desk.do(author, life.correct_time, call.id, step=correction.step, at=correction.at)
        self._asking.expect(request, done, denied)

    def owed(self) -> Sequence[PhoneCall]:
        """Missed callers who are owed a call back, as the left of the window lists them: the newest first."""
        now = self._desktop.now()
        found = [ring for ring in self._desktop.readings.phone_calls_at_work(now) if ring.is_work(now)]
        return sorted(found, key=lambda ring: (ring.rang_at, ring.id), reverse=True)

    def call_back(self, phone: str, note: str, done: Done, denied: Denied | None = None) -> None:
        """This caller was rung back."""
        request = self._desktop.desk.do(self._desktop.author(), rings.call_back, phone=phone, note=note)
        self._asking.expect(request, done, denied)

    def link(self, phone: str, call: str, done: Done, denied: Denied | None = None) -> None:
        """This phone call was about a call that is there already."""
        self._asking.expect(self._desktop.desk.do(self._desktop.author(), rings.link, phone=phone, call=call), done, denied)

    def _set_status(self, command: Command, member: Member | None, word: str) -> str:
        if member is None:
            raise RefusedError("command.member_needed", word=word)
        if not command.choice:
            raise RefusedError("command.argument_missing", word=word)
        free = ahead(command.until, self._desktop.now()).astimezone(UTC) if command.until else None
        author = self._desktop.author(member.id)
        status = Status(command.choice)
        return self._desktop.desk.do(author, duty.set_status, member=member.id, status=status, where=command.rest, expected_free=free)

    def _move_phone(self, command: Command, word: str) -> str:
        line = next((one for one in self._desktop.premises.site.lines if one.maintenance), None)
        if line is None or not command.choice:
            raise RefusedError("command.argument_missing", word=word)
        author = self._desktop.author()
        if command.choice == "here":
            return self._desktop.desk.do(author, duty.forward_line, number=line.number)
        return self._desktop.desk.do(author, duty.return_line, number=line.number)
