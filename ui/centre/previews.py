"""Previews: what a command will do, in words, before Enter; all that goes with it is said."""

from __future__ import annotations

from PySide6.QtCore import QObject

from dutydesk.calls import Call
from dutydesk.command_line import Command, Verb
from dutydesk.crew import usual_told
from dutydesk.next_steps import NextStep
from dutydesk.phone_calls import PhoneCall
from dutydesk.site import Member
from dutydesk.told_times import ahead, usual_check
from dutydesk.words import DeclineReason, FollowUp, PauseReason, Status, Told
from ui import durations, texts
from ui.centre.desktop import Desktop


class Previews(QObject):
    """Puts commands into words: "17 3-1-1502 Burst pipe → 陈志强: Hand off (radio)"."""

    def __init__(self, desktop: Desktop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop

    def step(self, step: NextStep, command: Command, call: Call, member: Member | None) -> str:
        """A step of a call, with its reason and its times."""
        way = self._way(step, command, member)
        what = texts.next_step(step)
        what = self.tr("{what} ({way})").format(what=what, way=way) if way else what
        return self.sentence(command, what, call, member)

    def sentence(self, command: Command, what: str, call: Call | None = None, member: Member | None = None) -> str:
        """What is done, to which call, by whom, when, and the note."""
        target = " → ".join(filter(None, (self._desktop.headline(call) if call else "", member.name if member else "")))
        said = self.tr("{target}: {what}").format(target=target, what=what) if target else what
        return " · ".join(filter(None, (said, self._when(command), command.rest)))

    def correction(self, call: Call, field: str, value: str) -> str:
        """A field set to another value."""
        return self.tr("{call}: correct {field} to {value}").format(call=self._desktop.headline(call), field=field, value=value)

    def status(self, command: Command, member: Member) -> str:
        """A status with its end; the job that goes on showing is named."""
        what = texts.status(Status(command.choice)) if command.choice else self.tr("which status?")
        if command.until is not None:
            now = self._desktop.now()
            end = ahead(command.until, now)
            at = durations.day_and_time(end, now, self._desktop.premises.zone)
            what = self.tr("{what} until {time} ({span})").format(what=what, time=at, span=durations.span(end - now))
        job = self.job_of(member.id)
        busy = self.tr("the board goes on showing {job}").format(job=job) if job else ""
        said = self.tr("{target}: {what}").format(target=member.name, what=what)
        return " · ".join(filter(None, (said, command.rest, busy)))

    def called_back(self, ring: PhoneCall, note: str) -> str:
        """Whose missed call is settled."""
        return " · ".join(filter(None, (self.tr("Called back: {caller}").format(caller=self.owed(ring)), note)))

    def owed(self, ring: PhoneCall) -> str:
        """A missed caller: number, name, place, and when they rang."""
        at = durations.day_and_time(ring.rang_at, self._desktop.now(), self._desktop.premises.zone)
        return self.tr("{caller}, rang {time}").format(caller=self._desktop.caller(ring), time=at)

    def which_owed(self, count: int) -> str:
        """Several callers are owed a call back."""
        return self.tr("%n caller(s) wait for a call back: Enter lists them", "", count)

    def busy(self, member: Member, job: str) -> str:
        """Somebody has a job already: said once."""
        return self.tr("{name} is busy with {job}: Enter again hands off all the same").format(name=member.name, job=job)

    def job_of(self, member: str, other_than: str = "") -> str:
        """The open call that a member is on, in few words; "" for none, or for the one in question."""
        row = next((row for row in self._desktop.readings.members() if row.member == member), None)
        call = self._desktop.readings.call(row.call) if row and row.call and row.call != other_than else None
        return self._desktop.headline(call) if call else ""

    def _way(self, step: NextStep, command: Command, member: Member | None) -> str:
        """How it is told, or why: what is meant where nothing was said too."""
        choice = command.choice
        match step:
            case NextStep.HAND_OFF | NextStep.TRANSFER if command.member is not None:
                return texts.told(Told(choice) if choice in tuple(Told) else usual_told(member))
            case NextStep.DECLINE:
                return texts.decline_reason(DeclineReason(choice) if choice in tuple(DeclineReason) else DeclineReason.OTHER)
            case NextStep.FOLLOW_UP:
                return texts.follow_up(FollowUp(choice) if choice in tuple(FollowUp) else FollowUp.FINE)
            case _:
                return ""

    def _when(self, command: Command) -> str:
        if command.told is not None:
            return self.tr("told {time}").format(time=f"{command.told:%H:%M}")
        if command.verb is Verb.PAUSE:
            now = self._desktop.now()
            why = PauseReason(command.choice) if command.choice in tuple(PauseReason) else PauseReason.OWNER_AWAY
            check = ahead(command.until, now) if command.until else usual_check(why, now)
            at = durations.day_and_time(check, now, self._desktop.premises.zone)
            return self.tr("{why}, look again {time}").format(why=texts.pause_reason(why), time=at)
        return ""
