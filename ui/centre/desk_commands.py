"""Commands that are no step of a call: a person's status, where the maintenance phone is, a call back, and corrections."""

from __future__ import annotations

from datetime import UTC

from dutydesk import duty, life, rings
from dutydesk.calls import Call
from dutydesk.command_line import Command, Verb
from dutydesk.events import CallAmended
from dutydesk.reading import read
from dutydesk.refusals import RefusedError
from dutydesk.site import Member
from dutydesk.told_times import ahead, told_at
from dutydesk.words import Level, Status, Step
from ui.centre.asking import Asking, Denied, Done
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
            case Verb.CALLBACK:
                request = self._call_back(command)
            case _:
                raise RefusedError("command.not_here_yet", word=word)
        self._asking.expect(request, done, denied)

    def correct(self, command: Command, call: Call, done: Done, denied: Denied, word: str) -> None:
        """Correct the fields that the note speaks of (place, category, number), or the time of the last step."""
        desktop, author = self._desktop, self._desktop.author()
        if command.told is not None:
            now = desktop.now()
            at = told_at(command.told, now, call.received_at.astimezone(now.tzinfo)).astimezone(UTC)
            request = desktop.desk.do(author, life.correct_time, call.id, step=_last_step(call), at=at)
        else:
            request = desktop.desk.do(author, life.amend, call.id, changes=self._changes(command, word))
        self._asking.expect(request, done, denied)

    def _changes(self, command: Command, word: str) -> CallAmended:
        reading = read(command.rest, self._desktop.places, self._desktop.categories)
        if len(reading.places) > 1:
            fits = ", ".join(place.code for place in reading.places[:4])
            raise RefusedError("place.ambiguous", typed=command.rest, places=fits)
        kind = reading.categories[0] if reading.categories else None
        number = self._desktop.e164(reading.number) if reading.number else ""
        if not (reading.places or kind or number):
            if not command.rest:
                raise RefusedError("command.argument_missing", word=word)
            return CallAmended(line=command.rest, changed=("line",))
        return CallAmended(
            place=reading.places[0].code if reading.places else None,
            category=kind.code if kind else None,
            level=Level(kind.level) if kind else None,
            caller_number=number,
            changed=("caller_number",) if number else (),
        )

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

    def _call_back(self, command: Command) -> str:
        """The missed caller who has waited longest was rung back."""
        now = self._desktop.now()
        owed = [ring for ring in self._desktop.readings.phone_calls_at_work(now) if ring.is_work(now)]
        if not owed:
            raise RefusedError("phone.not_found")
        return self._desktop.desk.do(self._desktop.author(), rings.call_back, phone=owed[0].id, note=command.rest)


def _last_step(call: Call) -> Step:
    """The step that was entered last."""
    return max(call.times, key=lambda step: (call.times[step].recorded, tuple(Step).index(step)))
