"""Entering: what the keys in the input line mean, from the first letter to Enter."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from dutydesk.calls import Call
from dutydesk.command_line import is_command
from dutydesk.drafting import need_of
from dutydesk.drafts import Draft
from dutydesk.reading import READ_AT_MOST
from dutydesk.spelling import plain
from ui import durations
from ui.centre.commands import Commander
from ui.centre.completions import Completion, of_free_text
from ui.centre.desktop import Desktop
from ui.centre.handing import Handing
from ui.centre.parts import Parts
from ui.centre.showing import Showing
from ui.centre.taking import Taking
from ui.centre.undoing import Undoing

_LONGEST_BARE = 4
"""A number of more digits is no call's counter."""


class Entering(QObject):
    """Joins the line to drafts, commands and undo. `finding` tells that the line narrows what is found, or no longer does."""

    call_wanted = Signal(str)
    finding = Signal(str)

    def __init__(self, desktop: Desktop, parts: Parts, taking: Taking, showing: Showing, parent: QObject) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._parts = parts
        self._line = parts.line
        self._taking = taking
        self._showing = showing
        self._handing: Handing | None = None
        self._commander: Commander | None = None
        self._undoing: Undoing | None = None
        self._takes_after_choice = False
        self._unknown_place = ""
        line = self._line
        line.textEdited.connect(self._typed)
        line.textChanged.connect(self._emptied)
        line.cursorPositionChanged.connect(self._moved_caret)
        line.entered.connect(self.enter)
        line.moved.connect(self._move)
        line.completed.connect(self._complete)
        line.digit_chosen.connect(parts.sheet.choose)
        parts.sheet.finished.connect(self._chosen)
        taking.opened.connect(self._open)
        taking.changed.connect(self._changed)

    def join(self, handing: Handing, commander: Commander, undoing: Undoing) -> None:
        """What Enter hands on to."""
        self._handing, self._commander, self._undoing = handing, commander, undoing
        self._line.undo_requested.connect(undoing.ask)
        self._line.other_key.connect(undoing.drop)
        undoing.dropped.connect(self._clear_hint)
        commander.given_back.connect(self._give_back)

    def focus(self) -> None:
        """Put the caret into the line."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_elapsed(self) -> None:
        """A second has passed."""
        draft = self._taking.active
        since = self._desktop.now() - draft.started_at if draft and draft.text else None
        self._parts.bar.show_elapsed(durations.count(since) if since is not None else "")

    def enter(self) -> None:
        """Enter: undo if that was asked, a command, a call's number, else the call is taken."""
        text = self._line.text()
        if self._undoing is not None and self._undoing.is_pending and not text:
            self._undoing.confirm()
        elif self._parts.find.isVisible() and self._is_sought(text):
            self._parts.find.list.choose_marked()
        elif is_command(text):
            self._run(text)
        elif not self._show_numbered(text) and self._taking.active is not None:
            self.take()

    def take(self) -> bool:
        """Take the call; where several places fit, somebody says first which. False when it was not taken."""
        sheet = self._parts.sheet
        self._showing.show_draft()
        if sheet.must_choose:
            self._takes_after_choice = True
            sheet.ask_which()
            return False
        need = need_of(self._taking.report)
        request = self._taking.take()
        if not request or self._handing is None:
            return False
        self._handing.expect(request)
        self._parts.candidates.offer(need)
        self._parts.candidates.start()
        return True

    def preview_again(self) -> None:
        """The language has changed: say again what stands under the line, and what the word being typed may become."""
        text = self._line.text()
        if self._parts.completions.isVisible():
            self._suggest_for(text)
        if self._parts.hint.is_refusal or (self._undoing is not None and self._undoing.is_pending):
            return
        if not is_command(text):
            self._tell_numbered(text)
            self._unknown_place = ""
            self._tell_unknown_place()
        elif self._commander is not None and not self._commander.ask_again(text, self._showing.call):
            self._preview(text)

    def restore_text(self) -> None:
        """The line shows the draft again, as after a command."""
        self._open(self._taking.active)

    def _is_sought(self, text: str) -> bool:
        return self._commander is not None and self._commander.sought(text) is not None

    def _run(self, text: str) -> None:
        if self._commander is None:
            return
        self._clear_hint()
        self._suggest(())
        if self._commander.run(text, self._showing.call, self._taking.active):
            self.restore_text()

    def _give_back(self, text: str) -> None:
        """The desk refused a command: it stands in the line again, unless something else stands there now."""
        if not self._line.text():
            self._line.setText(text)

    def _show_numbered(self, text: str) -> bool:
        """Whether the line is a bare number that is a call's, which is then shown."""
        found = self._numbered(text)
        if found is None:
            return False
        self._taking.type("", 0)
        self._taking.park()
        self._line.clear()
        self._clear_hint()
        self.call_wanted.emit(found.id)
        return True

    def _numbered(self, text: str) -> Call | None:
        """The call that a bare number means."""
        number = plain(text.strip())
        if not (number.isascii() and number.isdecimal()) or len(number) > _LONGEST_BARE:
            return None
        return self._desktop.readings.newest_call(int(number))

    def _typed(self, text: str) -> None:
        self._takes_after_choice = False
        self.finding.emit("")
        if is_command(text):
            self._preview(text)
        else:
            self._clear_hint()
            self._unknown_place = ""
            if not self._tell_numbered(text) or self._taking.active is not None:
                self._taking.type(text, self._line.cursorPosition())
            self._suggest_for(text)
        self.show_elapsed()

    def _tell_numbered(self, text: str) -> bool:
        """Say which call Enter would open, where a bare number is a call's."""
        numbered = self._numbered(text)
        if numbered is not None:
            self._parts.hint.preview(self.tr("Open call {call}").format(call=self._desktop.headline(numbered)))
        return numbered is not None

    def _suggest_for(self, text: str) -> None:
        """What the word being typed may become."""
        if is_command(text):
            self._suggest(self._commander.completions(text) if self._commander is not None else ())
            return
        kinds = (self.tr("category"), self.tr("place"), self.tr("person"))
        is_read = len(text) <= READ_AT_MOST
        self._suggest(of_free_text(self._desktop, text, kinds) if is_read else (), least=2)

    def _preview(self, text: str) -> None:
        if self._commander is None:
            return
        self._parts.hint.preview(self._commander.preview(text, self._showing.call))
        self._suggest_for(text)
        sought = self._commander.sought(text)
        if sought is not None:
            self.finding.emit(f"?{sought}")

    def _suggest(self, completions: tuple[Completion, ...], least: int = 1) -> None:
        chips = self._parts.sheet.chips  # what is recognised stays in sight
        self._parts.completions.suggest(completions, chips if chips.isVisible() else self._parts.hint, least=least)
        self._line.tab_completes = bool(completions)

    def _complete(self) -> None:
        marked = self._parts.completions.marked
        if marked is None:
            return
        self._line.setSelection(marked.start, len(self._line.text()))
        self._line.insert(marked.text + " ")
        self._suggest(())
        self._typed(self._line.text())

    def _move(self, by: int) -> None:
        if self._parts.completions.isVisible():
            self._parts.completions.move_mark(by)
        elif self._parts.find.isVisible():
            self._parts.find.list.move_mark(by)
        elif by > 0 and self._parts.candidates.isVisible():
            self._parts.candidates.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved_caret(self, _: int, caret: int) -> None:
        if not is_command(self._line.text()):
            self._taking.move_caret(caret)

    def _open(self, draft: Draft | None) -> None:
        self._line.settle()
        self._parts.bar.stand_for(self._taking.subject)
        self._suggest(())
        self._line.setText(draft.text if draft else "")
        if draft is not None:
            self._line.setCursorPosition(min(draft.caret, len(draft.text)))
        self.show_elapsed()

    def _changed(self) -> None:
        self._showing.show_draft()
        self._parts.bar.stand_for(self._taking.subject)
        self._line.digits_choose = self._parts.sheet.has_choice
        self._tell_unknown_place()

    def _tell_unknown_place(self) -> None:
        """Say that a place typed is none of the site's: the call can be taken without it, on a phone."""
        hint, report = self._parts.hint, self._taking.report
        if report.unknown_place == self._unknown_place or hint.is_refusal:
            return
        self._unknown_place = report.unknown_place
        if not report.unknown_place:
            hint.preview("")
            return
        without = self.tr("There is no place {place}: Enter takes the call without it, or correct it")
        needed = self.tr("There is no place {place}: correct it")
        hint.ask((without if report.number or report.phone_call else needed).format(place=report.unknown_place))

    def _chosen(self) -> None:
        self.focus()
        if self._takes_after_choice and self._taking.active is not None:
            self._takes_after_choice = False
            self.take()

    def _emptied(self, text: str) -> None:
        """What was said and offered of a text goes with it, whoever took it away."""
        if text:
            return
        self._suggest(())
        if not self._parts.hint.is_refusal:
            self._clear_hint()

    def _clear_hint(self) -> None:
        self._parts.hint.preview("")
