"""Commands: what a line that begins with a slash does, said before Enter and done by the same desk as the keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from dutydesk import life
from dutydesk.calls import Call
from dutydesk.command_line import Command, CommandWords, Verb, complete, parse
from dutydesk.crew import usual_told
from dutydesk.drafting import by_letters
from dutydesk.drafts import Draft
from dutydesk.next_steps import NextStep
from dutydesk.phone_calls import PhoneCall
from dutydesk.refusals import RefusedError
from dutydesk.site import Member
from dutydesk.told_times import ahead, told_at, usual_check
from dutydesk.words import DeclineReason, FollowUp, PauseReason, Told
from ui.centre.asking import Asking
from ui.centre.completions import Completion
from ui.centre.corrections import Corrections
from ui.centre.deeds import Deeds, Given
from ui.centre.desk_commands import DeskCommands
from ui.centre.desktop import Desktop
from ui.centre.previews import Previews

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
OF_A_CALL = frozenset({*STEPS, Verb.ASSIST, Verb.CORRECT, Verb.LINK})
LATER = frozenset({Verb.BOOK, Verb.JOIN, Verb.LINE, Verb.HANDOVER, Verb.FIRE})
"""Commands whose words are kept for what comes later."""
_ABOUT_LATER = frozenset(f"command.about.{verb}" for verb in LATER)
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
    phones_wanted = Signal()
    asked = Signal(str)
    owed_wanted = Signal(object)
    rings_wanted = Signal()

    def __init__(self, desktop: Desktop, deeds: Deeds, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._deeds = deeds
        self._words = CommandWords.load()
        self._corrections = Corrections(desktop, self._words)
        self._desk = DeskCommands(desktop, asking)
        self._previews = Previews(desktop, self)
        self._asked = ""
        self._note = ""
        self._of_call = ""

    def completions(self, text: str) -> tuple[Completion, ...]:
        """How a command may go on, in the language spoken."""
        found = complete(text, self._words, self._language)
        found = tuple(one for one in found if one.text.strip() != text.strip() and one.about not in _ABOUT_LATER)
        return tuple(Completion(0, one.text.rstrip(), one.word, self._about(one.about)) for one in found)

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

    def settle_owed(self, phone: str) -> None:
        """The phone call that was chosen from the list is linked to the call that was named, else its caller was rung back."""
        if self._of_call:
            self._desk.link(phone, self._of_call, self.recorded.emit)
        else:
            self._desk.call_back(phone, self._note, self.recorded.emit)

    def move_phone(self, number: str, *, is_here: bool) -> None:
        """The maintenance phone was moved."""
        self._desk.move_phone(number, self.recorded.emit, is_here=is_here)

    def run(self, text: str, selected: Call | None, draft: Draft | None) -> bool:
        """Do it; False when it is refused at once, and then nothing has changed."""
        try:
            command = parse(text, self._words)
            if self._must_ask(command, text, selected):
                return False
            self._do(command, text, selected, draft)
        except RefusedError as refused:
            self.denied.emit(refused.code, dict(refused.values))
            return False
        return command.verb is not Verb.FIND

    def _must_ask(self, command: Command, text: str, selected: Call | None) -> bool:
        """Whether somebody busy would get another call: asked once, as in the list of candidates."""
        asked, self._asked = self._asked, ""
        member = self._member(command) if command.verb in (Verb.HAND, Verb.TRANSFER) else None
        if member is None or asked == text:
            return False
        job = self._previews.job_of(member.id, other_than=self._call(command, selected).id)
        if job:
            self._asked = text
            self.asked.emit(self._previews.busy(member, job))
        return bool(job)

    def ask_again(self, text: str, selected: Call | None) -> bool:
        """Say once more, in the language of now, that somebody is busy; False when the line waits for no such answer."""
        if not text or self._asked != text:
            return False
        self._asked = ""
        try:
            return self._must_ask(parse(text, self._words), text, selected)
        except RefusedError:
            return False

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
            case Verb.SETTINGS:
                self.phones_wanted.emit()
            case Verb.RELAY:
                self.relayed.emit(member.id if member else "", command.rest)
            case Verb.ADVISE:
                self._advise(command, draft)
            case Verb.CALLBACK:
                self._call_back(command, text)
            case Verb.RINGS:
                self.rings_wanted.emit()
            case _:
                self._desk.do(command, member, self.recorded.emit, self._given_back(text), self._word(verb))

    def _do_call(self, command: Command, call: Call, member: Member | None, text: str) -> None:
        back = self._given_back(text)
        if command.call is not None:
            self.call_meant.emit(call.id)
        if command.verb is Verb.CORRECT:
            correction = self._corrections.read(command, call, self._word(command.verb))
            self._desk.correct(correction, call, self.recorded.emit, back)
        elif command.verb is Verb.LINK:
            self._link(call, back)
        elif command.verb is Verb.ASSIST:
            self._deeds.help_out(call, self._needed(member, command), self.recorded.emit, back)
        elif command.verb in (Verb.HAND, Verb.TRANSFER) and member is None:
            life.refuse_without_work(call)
            self.hand_off_wanted.emit(call)
        else:
            step = STEPS[command.verb] if command.choice != NOT_FIXED else NextStep.NOT_FIXED
            self._deeds.do(step, call, self._given(command, call, member), self.recorded.emit, back)

    def _advise(self, command: Command, draft: Draft | None) -> None:
        if draft is None:
            raise RefusedError("call.nothing_to_take_from")
        self.advised.emit(command.rest)

    def _call_back(self, command: Command, text: str) -> None:
        """The one owed caller, the one whose place in the list was given, else a list to choose from."""
        owed = self._desk.owed()
        if not owed:
            raise RefusedError("phone.not_found")
        ring = _owed_one(command, owed)
        if ring is not None:
            self._desk.call_back(ring.id, command.rest, self.recorded.emit, self._given_back(text))
            return
        self._note, self._of_call = command.rest, ""
        self.owed_wanted.emit(owed)

    def _link(self, call: Call, back: _GiveBack) -> None:
        """The one phone call that is owed something was about the call; of several one is chosen from a list."""
        owed = self._desk.owed()
        if not owed:
            raise RefusedError("phone.not_found")
        if len(owed) == 1:
            self._desk.link(owed[0].id, call.id, self.recorded.emit, back)
            return
        self._of_call = call.id
        self.owed_wanted.emit(owed)

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
            way=Told(choice) if choice in tuple(Told) else usual_told(member),
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
        verb, previews = command.verb, self._previews
        if verb in LATER:
            return self._desktop.say("command.not_here_yet", word=self._word(verb))
        if call is not None and verb is Verb.CORRECT:
            return self._correction(command, call)
        if call is not None and verb in STEPS:
            return previews.step(NextStep.NOT_FIXED if command.choice == NOT_FIXED else STEPS[verb], command, call, member)
        if verb is Verb.STATUS and member is not None:
            return previews.status(command, member)
        if verb is Verb.CALLBACK:
            return self._callback(command)
        what = self._about(f"command.about.{verb}")
        if verb is Verb.PHONE and command.choice:
            what = " · ".join((what, self._words.shown_as("phone", command.choice, self._language)))
        return previews.sentence(command, what, call, member)

    def _correction(self, command: Command, call: Call) -> str:
        try:
            correction = self._corrections.read(command, call, self._word(command.verb))
        except RefusedError as refused:
            return self._desktop.say(refused.code, **refused.values)
        return self._previews.correction(call, correction.field, correction.value)

    def _callback(self, command: Command) -> str:
        owed = self._desk.owed()
        ring = _owed_one(command, owed)
        if ring is not None:
            return self._previews.called_back(ring, command.rest)
        return self._previews.which_owed(len(owed)) if owed else self._desktop.say("phone.not_found")


def _owed_one(command: Command, owed: Sequence[PhoneCall]) -> PhoneCall | None:
    """Who is meant of the callers that are owed a call back; None when that must be said yet."""
    if command.call is not None:
        return owed[command.call - 1] if 1 <= command.call <= len(owed) else None
    return owed[0] if len(owed) == 1 else None


class _GiveBack:
    """Gives the line back when the desk refuses what it asked."""

    def __init__(self, commander: Commander, text: str) -> None:
        self._commander = commander
        self._text = text

    def __call__(self, _: object) -> None:
        self._commander.given_back.emit(self._text)
