"""The centre of the window: what the keys do with the draft in the line and with the selected call."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dutydesk import life
from dutydesk.calls import Call
from dutydesk.drafting import Chip
from dutydesk.journal import Recorded, Refused
from dutydesk.next_steps import NextStep, next_step
from dutydesk.refusals import RefusedError
from dutydesk.words import Channel
from ui.centre.asking import Asking
from ui.centre.commands import Commander
from ui.centre.correcting import Correcting
from ui.centre.deeds import Deeds, Given
from ui.centre.desktop import Desktop
from ui.centre.entering import Entering
from ui.centre.handing import Handing
from ui.centre.panels import Panels
from ui.centre.parts import make_parts
from ui.centre.showing import Showing
from ui.centre.taking import Taking
from ui.centre.telling import Telling
from ui.centre.undoing import Undoing

_FOOT = 12


class Centre(QWidget):
    """Its slots are what the action registry binds keys to.

    `call_selected` carries the id of the call now shown, `noticed` a `Saying` for the notice, `step_changed` what F5
    would do (a `NextStep`, or None), `help_wanted` that the list of keys is asked for, `phones_wanted` the page of phones.
    """

    call_selected = Signal(str)
    noticed = Signal(object)
    step_changed = Signal(object)
    help_wanted = Signal()
    phones_wanted = Signal()

    def __init__(self, desktop: Desktop, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self._desktop = desktop
        self.asking = Asking(desktop.surroundings.feed, self)
        self.taking = Taking(desktop, self.asking, self)
        self.parts = make_parts(desktop, self)
        self.panels = Panels(self.parts, self)
        self.showing = Showing(desktop, self.taking, self.parts, self)
        self.deeds = Deeds(desktop, self.asking)
        self.handing = Handing(desktop, self.deeds, self)
        self.undoing = Undoing(desktop, self.asking, self)
        self.commander = Commander(desktop, self.deeds, self.asking, self)
        self.entering = Entering(desktop, self.parts, self.taking, self.showing, self)
        self.entering.join(self.handing, self.commander, self.undoing)
        self.telling = Telling(desktop, self.parts.hint, self)
        self.correcting = Correcting(desktop, self.asking, self.taking, self.showing, self)
        self.correcting.join(self.parts.sheet, self.telling)
        self.setFocusProxy(self.parts.line)
        self._connect_parts()
        self._connect_desk()
        self._connect_commander()

    def restore(self) -> None:
        """Bring back what was half typed when the program ended, and put the caret into the line."""
        self.taking.restore()
        self.focus_input()

    def focus_input(self) -> None:
        """Ctrl+K, and a slash outside of text."""
        self.entering.focus()

    def start_command(self) -> None:
        """A slash typed outside of text begins a command; text that stands in the line stays."""
        self.focus_input()
        if not self.parts.line.text():
            self.parts.line.insert("/")

    def take(self) -> None:
        """F2: the ringing phone call, else a new call."""
        self.parts.line.settle()
        self.panels.close()
        self.taking.open_next()
        self.showing.show_draft()
        self.focus_input()

    def take_phone_call(self, phone: str) -> None:
        """Take one phone call, as from its card on the left."""
        self.parts.line.settle()
        self.panels.close()
        self.taking.open_ring(phone)
        self.focus_input()

    def park(self) -> None:
        """Esc: leave what is open beside the line; else park the draft. What was parked comes back by its own key alone."""
        if self.panels.leave():
            self.focus_input()
            return
        self.parts.line.settle()
        if self.undoing.is_pending:
            self.undoing.drop()
        elif not self.taking.park():
            self.parts.line.clear()
            self.parts.hint.preview("")
        self.focus_input()

    def discard(self) -> None:
        """Shift+Esc: throw the draft in the line away; the notice and Ctrl+Z bring it back."""
        self.parts.line.settle()
        draft = self.taking.discard() if self.taking.active is not None else None
        if draft is not None:
            self.telling.tell_discarded(draft)
            self.undoing.threw_away(partial(self.telling.discarded, draft), partial(self.taking.bring_back, draft))
        self.focus_input()

    def resume(self, number: int) -> None:
        """Bring the n-th parked draft back, counted from 0."""
        self.parts.line.settle()
        self.taking.resume(number)
        self.focus_input()

    def show_call(self, call: str) -> None:
        """Look at a call, as when it is selected on the left."""
        self.panels.close()
        self.showing.show_call(call)

    def hand_off(self) -> None:
        """F3: whom to hand the call to."""
        self.panels.close()
        if self.showing.is_draft and self.taking.active is not None:
            self.entering.take()
            return
        call = self._needed()
        if call is not None:
            self._offer(call)

    def next_step(self) -> None:
        """F5: the step that usually follows."""
        call = self._needed()
        step = next_step(call) if call else None
        if call is None:
            return
        if step is None:
            self.telling.refuse("call.already_closed", {"call": call.counter})
        elif step is NextStep.HAND_OFF:
            self._offer(call)
        elif step is NextStep.FOLLOW_UP:  # what the caller says is never guessed
            self.follow_up()
        else:
            self.deeds.do(step, call, Given(), self.telling.tell)

    def choose_step(self) -> None:
        """Shift+F5: any step, with what was told."""
        call = self._needed()
        if call is not None:
            self.panels.close()
            self.parts.steps.ask(call)

    def follow_up(self) -> None:
        """F6: what the caller says afterwards."""
        call = self._needed()
        if call is not None:
            self.panels.close()
            self.parts.steps.ask(call, NextStep.FOLLOW_UP)

    def relay(self) -> None:
        """F7: a guard, a cleaner or somebody of the crew brings a request; they stay responsible until it is taken over."""
        self.parts.line.settle()
        self.panels.close()
        self.taking.open_empty(**{Chip.CHANNEL: Channel.GUARD.value})
        self.parts.sheet.open_field(Chip.RECEIVER)

    def find_something(self) -> None:
        """F10: find a call, a person or a place."""
        self.parts.line.settle()
        self.taking.park()
        self.panels.close()
        self.focus_input()
        self.parts.line.setText("")
        self.parts.line.insert(self.commander.find_word() + " ")
        self.panels.seek("?")

    def undo(self) -> None:
        """Ctrl+Z: of the text while there is some, else of the last step, after Enter."""
        self.focus_input()
        if self.parts.line.text():
            self.parts.line.undo()
        else:
            self.undoing.ask()

    def undo_latest(self) -> None:
        """The button of the notice: the last step, at once."""
        self.undoing.take_back_latest()

    def leave_room(self, height: int) -> None:
        """The notice covers this many pixels of the foot; nothing is read under it."""
        layout = self.layout()
        if layout is not None:
            margins = layout.contentsMargins()
            layout.setContentsMargins(margins.left(), margins.top(), margins.right(), max(_FOOT, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for floating in (self.parts.completions, self.parts.sheet.chooser):
            floating.place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.showing.retell()
            self.telling.retell()
            self.undoing.retell()
            self._show_parked()
            self.entering.preview_again()
        super().changeEvent(event)

    def _connect_parts(self) -> None:
        parts = self.parts
        parts.parked.wanted.connect(self.resume)
        parts.parked.rest_wanted.connect(self.panels.show_parked)
        parts.sheet.same_opened.connect(self.show_call)
        parts.sheet.same_chased.connect(self.correcting.chase)
        parts.candidates.handed.connect(self._hand)
        parts.candidates.helped.connect(self._help_out)
        parts.candidates.left.connect(self.focus_input)
        parts.candidates.view.typed.connect(self.type_on)
        parts.steps.told.connect(self._do_step)
        parts.steps.hand_off_wanted.connect(self._hand_from_steps)
        parts.steps.left.connect(self.park)
        parts.find.chosen.connect(self._open_found)
        parts.find.left.connect(self.park)

    def _connect_desk(self) -> None:
        desktop = self._desktop
        self.asking.touched.connect(self.showing.see)
        self.asking.denied.connect(self.telling.deny)
        self.taking.taken.connect(self._was_taken)
        self.taking.failed.connect(self._was_not_taken)
        self.taking.parked_changed.connect(self._show_parked)
        self.showing.selected.connect(self.call_selected)
        self.showing.turned.connect(self.handing.stand_for)
        self.showing.step_changed.connect(self.step_changed)
        self.handing.done.connect(self.telling.tell)
        self.handing.refused.connect(self.showing.look_again)
        self.handing.missed.connect(partial(self.telling.refuse, "desk.no_call_selected", {}))
        self.telling.noticed.connect(self.noticed)
        self.telling.noticed.connect(self.undoing.forget_thrown)
        self.undoing.asked.connect(self.parts.hint.ask)
        self.undoing.refused.connect(self.telling.refuse)
        self.undoing.put_back.connect(self._show_again)
        self.undoing.done.connect(self.telling.tell_undone)
        desktop.authors.changed.connect(self.taking.recompose)
        desktop.surroundings.ticker.second.connect(self.entering.show_elapsed)
        desktop.surroundings.ticker.minute.connect(self.parts.candidates.refresh)

    def _connect_commander(self) -> None:
        commander = self.commander
        commander.denied.connect(self.telling.refuse)
        commander.recorded.connect(self.telling.tell)
        commander.hand_off_wanted.connect(self._offer)
        commander.advised.connect(self._advise)
        commander.finding.connect(self.panels.seek)
        commander.members_wanted.connect(self.panels.show_members)
        commander.relayed.connect(self._relay)
        commander.asked.connect(self.parts.hint.ask)
        commander.owed_wanted.connect(self.panels.show_owed)
        commander.call_meant.connect(self._turn_to)
        commander.help_wanted.connect(self.help_wanted)
        commander.phones_wanted.connect(self.phones_wanted)
        self.entering.finding.connect(self.panels.seek)
        self.entering.call_wanted.connect(self.show_call)

    def _needed(self) -> Call | None:
        """The selected call; says so where there is none, or where a draft stands in its place: no step is taken of a call out of sight."""
        call = self.showing.call
        if self.showing.hides_call:
            self.telling.refuse("desk.draft_is_open", {})
            return None
        if call is None:
            self.telling.refuse("desk.no_call_selected", {})
        return call

    def _offer(self, call: Call) -> None:
        self.panels.close()
        try:
            life.refuse_without_work(call)
        except RefusedError as refused:
            self.telling.refuse(refused.code, dict(refused.values))
            return
        self.showing.show_call(call.id)
        self.showing.offer_again(call, transfer=call.stage.is_taken_on)
        self.parts.candidates.start()

    def _hand(self, member: str, way: str, reason: str) -> None:
        if self._has_shown_taken():
            self.handing.hand(member, way, reason)
            self.focus_input()

    def _help_out(self, member: str) -> None:
        if self._has_shown_taken():
            self.handing.help_out(member)

    def _has_shown_taken(self) -> bool:
        """Whether what the candidates are shown for is a call, or is being taken with this key; another call is never meant."""
        is_open = self.showing.is_draft and self.taking.active is not None
        return not is_open or self.entering.take()

    def _hand_from_steps(self, _: bool) -> None:
        call = self.parts.steps.call
        if call is not None:
            self._offer(call)

    def _do_step(self, step: NextStep, given: Given) -> None:
        call = self.parts.steps.call
        if call is not None:
            self.parts.steps.wait()
            self.deeds.do(step, call, given, self._step_done, self._step_denied)

    def _step_denied(self, _: Refused) -> None:
        self.parts.steps.go_on()

    def _step_done(self, outcome: Recorded) -> None:
        self.parts.steps.hide()
        self.telling.tell(outcome)
        self.focus_input()

    def _advise(self, advice: str) -> None:
        draft = self.taking.active
        if draft is not None:
            self.taking.advise(advice, draft)

    def _relay(self, member: str, text: str) -> None:
        self.relay()
        if member:
            self.parts.sheet.chooser.hide()
            self.correcting.correct(Chip.RECEIVER, member)
            self.focus_input()
        self.parts.line.insert(text)

    def _open_found(self, found: str) -> None:
        kind, _, value = found.partition(":")
        self.panels.close()
        self.parts.line.clear()
        if kind == "call":
            self.show_call(value)
        elif kind == "draft":
            self.taking.resume(int(value))
        elif kind == "phone":
            self.commander.settle_owed(value)
        elif kind == "person":
            self.taking.open_empty(**{Chip.PERSON: value})
        elif kind == "place" and value:
            self.taking.open_empty(**{Chip.PLACE: value})
        self.focus_input()

    def _was_taken(self, request: str, call: str) -> None:
        self.handing.arrive(request, call)
        if self.taking.active is None:
            self.showing.show_call(call)
        else:
            self.showing.select(call)
        found = self._desktop.readings.call(call)
        if found is not None:
            self.telling.tell_taken(found, request)

    def _was_not_taken(self, request: str) -> None:
        self.handing.fail(request)
        self.focus_input()

    def _show_again(self, call: str) -> None:
        """A call whose last step was taken back is looked at again, unless another one is being typed."""
        if not self.showing.is_draft or self.taking.active is None:
            self.show_call(call)

    def _turn_to(self, call: str) -> None:
        """A call acted on by its number is the selected one from now on, and is looked at unless another is being typed."""
        if self.showing.is_draft and self.taking.active is not None:
            self.showing.select(call)
        else:
            self.show_call(call)

    def type_on(self, text: str) -> None:
        """What is typed beside the line is not lost."""
        self.focus_input()
        self.parts.line.insert(text)

    def _show_parked(self) -> None:
        self.parts.parked.show_drafts([(draft, self.taking.ring_of(draft)) for draft in self.taking.parked])
        self.parts.find.know_parked(self.parts.parked.labels())
