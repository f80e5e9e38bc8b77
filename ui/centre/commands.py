"""Commands: what a line that begins with a slash does, said before Enter and done by the same desk as the keys."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from dutydesk.calls import Call
from dutydesk.command_line import Command, CommandWords, Verb, complete, parse
from dutydesk.drafting import by_letters
from dutydesk.drafts import Draft
from dutydesk.next_steps import NextStep
from dutydesk.refusals import RefusedError
from dutydesk.site import Member
from dutydesk.told_times import ahead, told_at, usual_check
from dutydesk.words import DeclineReason, FollowUp, PauseReason, Told
from ui import durations, texts
from ui.centre.asking import Asking
from ui.centre.completions import Completion
from ui.centre.deeds import Deeds, Given
from ui.centre.desk_commands import DeskCommands
from ui.centre.desktop import Desktop

STEPS = {
    Verb.HAND: NextStep.HAND_OFF,
    Verb.ACK: NextStep.ACKNOWLEDGE,
    Verb.DECLINE: NextStep.DECLINE,
    Verb.RETURN: NextStep.RETURN,
    Verb.OUT: NextStep.SET_OUT,
    Verb.ONSITE: NextStep.ARRIVE,
    Verb.SAFE: NextStep.MAKE_SAFE,
    Verb.RESTORE: NextStep.RESTORE,
    Verb.PAUSE: NextStep.PAUSE,
    Verb.RESUME: NextStep.RESUME,
    Verb.DONE: NextStep.COMPLETE,
    Verb.FOLLOW: NextStep.FOLLOW_UP,
    Verb.TRANSFER: NextStep.TRANSFER,
    Verb.TOLD: NextStep.TELL_CALLER,
    Verb.CHASE: NextStep.CHASE,
    Verb.CANCEL: NextStep.CANCEL,
    Verb.REWORK: NextStep.NOT_FIXED,
    Verb.NOTE: NextStep.NOTE,
}
"""Commands that are a step of a call."""
OF_A_CALL = frozenset({*STEPS, Verb.ASSIST, Verb.CORRECT})
LATER = frozenset({Verb.BOOK, Verb.JOIN, Verb.LINE, Verb.HANDOVER, Verb.FIRE})
"""Commands whose words are kept for what comes later."""
NOT_FIXED = "not_fixed"


class Commander(QObject):
    """Reads, previews and does commands. `undone` gives a refused line back, `denied` a code and values of the catalogue."""

    denied = Signal(str, object)
    recorded = Signal(object)
    given_back = Signal(str)
    hand_off_wanted = Signal(object)
    advised = Signal(str)
    finding = Signal(str)
    members_wanted = Signal()
    relayed = Signal(str, str)
    call_meant = Signal(str)
    help_wanted = Signal()

    def __init__(self, desktop: Desktop, deeds: Deeds, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._deeds = deeds
        self._words = CommandWords.load()
        self._desk = DeskCommands(desktop, asking)

    def completions(self, text: str) -> tuple[Completion, ...]:
        """How a command may go on, in the language spoken."""
        found = complete(text, self._words, self._language)
        return tuple(
            Completion(0, one.text.rstrip(), one.word, self._about(one.about)) for one in found if one.text.strip() != text.strip()
        )

    def find_word(self) -> str:
        """The command that finds, as it is typed."""
        return f"/{self._words.word(Verb.FIND, self._language)}"

    def sought(self, text: str) -> str | None:
        """What a find command looks for so far; None for any other line."""
        try:
            command = parse(text, self._words)
        except RefusedError:
            return None
        return command.rest if command.verb is Verb.FIND else None

    def preview(self, text: str, selected: Call | None) -> str:
        """What the line would do, in words; "" while it cannot be said yet."""
        try:
            command = parse(text, self._words)
            call = self._call(command, selected) if command.verb in OF_A_CALL else None
            member = self._member(command)
        except RefusedError:
            return ""
        return self._sentence(command, call, member)

    def run(self, text: str, selected: Call | None, draft: Draft | None) -> bool:
        """Do it; False when it is refused at once, and then nothing has changed."""
        try:
            command = parse(text, self._words)
            self._do(command, text, selected, draft)
        except RefusedError as refused:
            self.denied.emit(refused.code, dict(refused.values))
            return False
        return command.verb is not Verb.FIND

    def _do(self, command: Command, text: str, selected: Call | None, draft: Draft | None) -> None:
        verb = command.verb
        if verb in LATER:
            raise RefusedError("command.not_here_yet", word=self._word(verb))
        member = self._member(command)
        if verb in OF_A_CALL:
            self._do_call(command, self._call(command, selected), member, text)
            return
        match verb:
            case Verb.FIND:
                self.finding.emit(f"?{command.rest}")
            case Verb.WHO:
                self.members_wanted.emit()
            case Verb.HELP:
                self.help_wanted.emit()
            case Verb.RELAY:
                self.relayed.emit(member.id if member else "", command.rest)
            case Verb.ADVISE:
                self._advise(command, draft)
            case _:
                self._desk.do(command, member, self.recorded.emit, self._given_back(text), self._word(verb))

    def _do_call(self, command: Command, call: Call, member: Member | None, text: str) -> None:
        back = self._given_back(text)
        if command.call is not None:
            self.call_meant.emit(call.id)
        if command.verb is Verb.CORRECT:
            self._desk.correct(command, call, self.recorded.emit, back, self._word(command.verb))
        elif command.verb is Verb.ASSIST:
            self._deeds.help_out(call, self._needed(member, command), self.recorded.emit, back)
        elif command.verb in (Verb.HAND, Verb.TRANSFER) and member is None:
            self.hand_off_wanted.emit(call)
        else:
            step = STEPS[command.verb] if command.choice != NOT_FIXED else NextStep.NOT_FIXED
            self._deeds.do(step, call, self._given(command, call, member), self.recorded.emit, back)

    def _advise(self, command: Command, draft: Draft | None) -> None:
        if draft is None:
            raise RefusedError("call.nothing_to_take_from")
        self.advised.emit(command.rest)

    def _given_back(self, text: str) -> _GiveBack:
        return _GiveBack(self, text)

    def _call(self, command: Command, selected: Call | None) -> Call:
        if command.call is not None:
            found = self._desktop.readings.newest_call(command.call)
            if found is None:
                raise RefusedError("call.not_found", call=command.call)
            return found
        if selected is None:
            raise RefusedError("command.call_needed", word=self._word(command.verb))
        return selected

    def _member(self, command: Command) -> Member | None:
        if command.member is None:
            return None
        exact = [one for one in self._desktop.members if one.staff_number == command.member]
        found = exact or by_letters(self._desktop.members, command.member)
        if not found:
            raise RefusedError("member.not_found", typed=command.member)
        if len(found) > 1:
            names = ", ".join(one.name for one in found[:4])
            raise RefusedError("member.ambiguous", typed=command.member, members=names)
        return found[0]

    def _needed(self, member: Member | None, command: Command) -> str:
        if member is None:
            raise RefusedError("command.member_needed", word=self._word(command.verb))
        return member.id

    def _given(self, command: Command, call: Call, member: Member | None) -> Given:
        now, choice = self._desktop.now(), command.choice
        pause = PauseReason(choice) if choice in tuple(PauseReason) else PauseReason.OWNER_AWAY
        rating = int(command.rest) if command.verb is Verb.FOLLOW and command.rest in ("1", "2", "3", "4", "5") else None
        check = ahead(command.until, now) if command.until else usual_check(pause, now)
        return Given(
            told=self._told(command, call, now),
            note="" if rating else command.rest,
            member=member.id if member else "",
            way=Told(choice) if choice in tuple(Told) else Told.RADIO,
            pause=pause,
            check_at=check.astimezone(UTC),
            decline=DeclineReason(choice) if choice in tuple(DeclineReason) else DeclineReason.OTHER,
            said=FollowUp(choice) if choice in tuple(FollowUp) else FollowUp.FINE,
            rating=rating,
        )

    def _told(self, command: Command, call: Call, now: datetime) -> datetime | None:
        if command.told is None:
            return None
        return told_at(command.told, now, call.received_at.astimezone(now.tzinfo)).astimezone(UTC)

    @property
    def _language(self) -> str:
        return "zh" if self._desktop.names.is_chinese else "en"

    def _word(self, verb: Verb) -> str:
        return self._words.word(verb, self._language)

    def _about(self, code: str) -> str:
        return self._desktop.say(code) if code else ""

    def _sentence(self, command: Command, call: Call | None, member: Member | None) -> str:
        """The command in words: "17 3-1-1502 Burst pipe → 陈志强: Hand off (radio)"."""
        what = self._about(f"command.about.{command.verb}")
        if command.verb in STEPS:
            what = texts.next_step(NextStep.NOT_FIXED if command.choice == NOT_FIXED else STEPS[command.verb])
        if command.verb in (Verb.HAND, Verb.TRANSFER) and member is not None:
            way = Told(command.choice) if command.choice in tuple(Told) else Told.RADIO
            what = self.tr("{what} ({way})").format(what=what, way=texts.told(way))
        target = " → ".join(filter(None, (self._desktop.headline(call) if call else "", member.name if member else "")))
        when = self._when(command)
        said = self.tr("{target}: {what}").format(target=target, what=what) if target else what
        return " · ".join(filter(None, (said, when, command.rest)))

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


class _GiveBack:
    """Gives the line back when the desk refuses what it asked."""

    def __init__(self, commander: Commander, text: str) -> None:
        self._commander = commander
        self._text = text

    def __call__(self, _: object) -> None:
        self._commander.given_back.emit(self._text)
