"""A call's own history in sentences: one line for each fact of the journal, as plain text."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication, QObject

from dutydesk import events as ev
from dutydesk.entries import Happened
from dutydesk.numbers import mask
from ui import durations, texts
from ui.names import Names
from ui.premises import Premises


class HistoryLines(QObject):
    """Tells entries in the language that is spoken now."""

    def __init__(self, names: Names, premises: Premises, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._premises = premises

    def line(self, happened: Happened, *, was_answered: bool = False) -> str:
        """One sentence, with who entered it where that was somebody else, and when it was entered where the time was told.

        `was_answered`: an entry before says who answered the phone call, and its end need not.
        """
        entry = happened.entry
        is_over = was_answered and isinstance(happened.event, ev.PhoneEnded)
        told = self.tr("Phone call over") if is_over else self.fact(happened)
        notes = []
        if entry.entered_by and entry.actor != entry.entered_by:
            notes.append(self.tr("entered by {name}").format(name=self._names.member(entry.entered_by)))
        if entry.told_at is not None and (entry.recorded_at - entry.told_at).total_seconds() >= 60:
            notes.append(self.tr("entered at {time}").format(time=durations.time_of_day(entry.recorded_at, self._premises.zone)))
        return self.tr("{sentence} ({notes})").format(sentence=told, notes=self.tr(", ").join(notes)) if notes else told

    def fact(self, happened: Happened) -> str:
        """What happened, without who entered it."""
        event = happened.event
        if event is None:
            return self.tr("An entry of a newer program: {kind}").format(kind=happened.entry.kind)
        if isinstance(event, ev.PhoneFact):
            return self._phone(event)
        if isinstance(event, ev.CallFact):
            return self._call(event, self._names.member(happened.entry.actor))
        if isinstance(event, ev.CrewFact):
            return self._crew(event, self._names.member(happened.entry.subject.partition(":")[2]))
        if isinstance(event, ev.LineFact):
            return self._line(event, happened.entry.subject.partition(":")[2])
        return self._desk(event)

    def _phone(self, event: ev.PhoneFact) -> str:
        match event:
            case ev.PhoneRang():
                return self._rang(event)
            case ev.PhoneAnswered() | ev.PhoneEnded():
                return self.tr("Phone call: {outcome}").format(outcome=texts.outcome(event.outcome))
            case ev.PhoneSettled():
                return self.tr("Phone call settled: {outcome}").format(outcome=texts.outcome(event.outcome))
            case ev.PhoneCalledBack():
                return _with(self.tr("Called back"), event.note)
            case ev.PhoneDismissed():
                return _with(self.tr("No call back needed"), event.reason)
            case ev.PhoneJoined():
                return self.tr("Part of another phone call")
            case ev.PhoneLinked():
                return self.tr("Was about call {number}").format(number=self._names.call(event.call))
            case ev.PhoneToldStatus():
                return self.tr("Told by phone: {status}").format(status=texts.status(event.status))
            case _:
                assert_never(event)

    def _rang(self, event: ev.PhoneRang) -> str:
        number = mask(event.number or event.typed_number) or texts.number_state(event.number_state)
        owner = self._names.owner(event.diverted_from)
        line = " ".join(filter(None, (self._names.line_number(event.diverted_from), self._names.member(owner) if owner else "")))
        forwarded = texts.forwarded_from(line, event.divert_reason)
        if not forwarded:
            return self.tr("Phone call {number}").format(number=number)
        return self.tr("Phone call {number}, {forwarded}").format(number=number, forwarded=forwarded)

    def _call(self, event: ev.CallFact, actor: str) -> str:
        name = self._names.member
        match event:
            case ev.CallTaken():
                return self._taken(event)
            case ev.CallAdvised():
                return _with(self.tr("Advised"), event.advice)
            case ev.CallAmended():
                return self._amended(event)
            case ev.CallNoted():
                return _with(self.tr("Note"), event.note)
            case ev.CallChased():
                return _with(self.tr("The caller chased"), event.note)
            case ev.CallHandedOff():
                return self._handed_off(event)
            case ev.CallNotAnswered():
                return self.tr("{name} did not answer").format(name=name(event.by))
            case ev.CallAcknowledged():
                return self._acknowledged(event)
            case ev.CallDeclined():
                return self._declined(event)
            case ev.CallHelperJoined():
                return self.tr("{name} helps").format(name=name(event.helper))
            case ev.CallHelperLeft():
                return self.tr("{name} is done helping").format(name=name(event.helper))
            case ev.CallSetOut():
                return _with(self.tr("{name} set out").format(name=actor), event.note)
            case ev.CallArrived():
                return _with(self.tr("{name} is on site").format(name=actor), event.note)
            case ev.CallMadeSafe():
                return _with(self.tr("Made safe"), event.what)
            case ev.CallRestored():
                return _with(self.tr("Restored"), event.note)
            case ev.CallPaused():
                return self._paused(event)
            case ev.CallResumed():
                return _with(self.tr("Resumed"), event.note)
            case ev.CallCompleted():
                return self._completed(event, actor)
            case ev.CallFollowedUp():
                return _with(self.tr("Followed up: {said}").format(said=texts.follow_up(event.said)), event.note)
            case ev.CallReturned():
                return _with(self.tr("Returned to {name}").format(name=name(event.officer)), event.reason)
            case ev.CallReopened():
                return _with(self.tr("Not fixed, opened again"), event.complaint)
            case ev.CallCancelled():
                return _with(self.tr("Cancelled"), event.reason)
            case ev.CallCallerTold():
                return _with(self.tr("Caller told"), event.note)
            case ev.CallPassedOn():
                return self.tr("Passed on from {leaver} to {officer}").format(leaver=name(event.leaver), officer=name(event.officer))
            case ev.CallTimeCorrected():
                return self._time_corrected(event)
            case _:
                assert_never(event)

    def _taken(self, event: ev.CallTaken) -> str:
        parts = [self._names.place(event.place), self._names.category(event.category), self._names.level(event.level)]
        judged = self.tr("Taken: {what}").format(what=" · ".join(filter(None, parts)))
        return _with(judged, event.line)

    def _amended(self, event: ev.CallAmended) -> str:
        parts = [
            self._names.place(event.place or ""),
            self._names.category(event.category or ""),
            self._names.level(event.level) if event.level else "",
            texts.channel(event.channel) if event.channel else "",
            self._names.person(event.person or ""),
            event.line,
            event.caller_name,
            mask(event.caller_number),
        ]
        return self.tr("Corrected: {what}").format(what=" · ".join(filter(None, parts)))

    def _handed_off(self, event: ev.CallHandedOff) -> str:
        said = self.tr("Transfer to {name} ({told})") if event.transfer else self.tr("Handed off to {name} ({told})")
        return _with(said.format(name=self._names.member(event.to), told=texts.told(event.told)), event.reason)

    def _acknowledged(self, event: ev.CallAcknowledged) -> str:
        said = self.tr("{name} has it (time not told)") if event.implied else self.tr("{name} acknowledged")
        return said.format(name=self._names.member(event.by))

    def _declined(self, event: ev.CallDeclined) -> str:
        said = self.tr("{name} declined: {reason}")
        return _with(said.format(name=self._names.member(event.by), reason=texts.decline_reason(event.why)), event.note)

    def _time_corrected(self, event: ev.CallTimeCorrected) -> str:
        at = durations.time_of_day(event.at, self._premises.zone)
        return self.tr("Time corrected: {step} {time}").format(step=texts.step(event.step), time=at)

    def _paused(self, event: ev.CallPaused) -> str:
        at = durations.day_and_time(event.check_at, self._premises.now(), self._premises.zone)
        return _with(self.tr("Paused: {reason}, check {time}").format(reason=texts.pause_reason(event.why), time=at), event.note)

    def _completed(self, event: ev.CallCompleted, actor: str) -> str:
        minutes = self.tr("{minutes} min of work").format(minutes=event.minutes) if event.minutes else ""
        result = " · ".join(filter(None, (event.result, event.cause, event.materials, minutes)))
        return _with(self.tr("{name} completed").format(name=actor), result)

    def _crew(self, event: ev.CrewFact, name: str) -> str:
        match event:
            case ev.CrewStatusSet():
                said = self.tr("{name}: {status}").format(name=name, status=texts.status(event.status))
                return _with(said, self._names.whereabouts(event.where))
            case ev.CrewSignedOn():
                return self.tr("{name} signed on").format(name=name)
            case ev.CrewSignedOff():
                return self.tr("{name} signed off").format(name=name)
            case _:
                assert_never(event)

    def _line(self, event: ev.LineFact, number: str) -> str:
        if isinstance(event, ev.LineForwarded):
            said = self.tr("{line} is forwarded here").format(line=self._names.line(number))
            return _with(_with(said, texts.forwarded_why(event.why, event.divert_reason)), event.note)
        return _with(self.tr("{line} is back at the workshop").format(line=self._names.line(number)), texts.returned_why(event.why))

    def _desk(self, event: ev.DeskFact | ev.EntryUndone) -> str:
        match event:
            case ev.EntryUndone():
                return self.tr("The step before was undone")
            case ev.NumberRevealed():
                return self.tr("The full number was shown")
            case ev.ClockJumped():
                return self.tr("The computer's clock jumped by {seconds} s").format(seconds=round(event.seconds))
            case ev.ConsoleBegan():
                return self.tr("Console {letter} began").format(letter=event.letter)
            case ev.Erased():
                return self.tr("Personal data erased")
            case ev.ShiftStarted():
                return self.tr("Shift started")
            case _:
                assert_never(event)


def _with(said: str, detail: str) -> str:
    """`said` with what was typed about it."""
    detail = " ".join(detail.split())
    return QCoreApplication.translate("HistoryLines", "{said}: {detail}").format(said=said, detail=detail) if detail else said
