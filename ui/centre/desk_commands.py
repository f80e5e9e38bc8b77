"""Commands that are no step of a call: a person's status, where the maintenance phone is, a call back, and corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from dutydesk import duty, life, rings
from dutydesk.calls import Call
from dutydesk.command_line import Command, Verb
from dutydesk.phone_calls import PhoneCall
from dutydesk.refusals import RefusedError
from dutydesk.site import Member
from dutydesk.told_times import ahead, told_at
from dutydesk.words import Status
from dutydesk.workshop import Workshop
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

    def move_phone(self, number: str, done: Done, *, is_here: bool) -> None:
        """A maintenance phone was forwarded here, or is back at the workshop."""
        self._asking.expect(self._moved(number, is_here=is_here), done)

    def _move_phone(self, command: Command, word: str) -> str:
        is_here = command.choice == "here"
        number, note = self._which_phone(command.rest, is_here=is_here)
        if not number or not command.choice:
            raise RefusedError("command.argument_missing", word=word)
        now = self._desktop.now()
        told = told_at(command.told, now, now - timedelta(days=1)).astimezone(UTC) if command.told else None
        return self._moved(number, is_here=is_here, note=note, told=told)

    def _moved(self, number: str, *, is_here: bool, note: str = "", told: datetime | None = None) -> str:
        desk, author = self._desktop.desk, self._desktop.author()
        if not is_here:
            return desk.do(author, duty.return_line, number=number, told=told)
        is_out = Workshop.of(self._desktop.premises.site).is_out_on_repair(self._desktop.readings.members())
        return desk.do(author, duty.forward_line, number=number, why="out_on_repair" if is_out else "by_hand", note=note, told=told)

    def _which_phone(self, rest: str, *, is_here: bool) -> tuple[str, str]:
        """The line whose number begins the words, else the first maintenance phone that is not there yet; and the other words."""
        lines = self._desktop.names.lines
        first, _, note = rest.partition(" ")
        if any(line.number == first for line in lines):
            return first, note.strip()
        phones = [line.number for line in lines if line.maintenance]
        elsewhere = (number for number in phones if self._desktop.readings.line(number).is_here is not is_here)
        return next(elsewhere, next(iter(phones), "")), rest
