"""Undo in two keys: first the line says what would be taken back, Enter takes it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from dutydesk import undo
from dutydesk.entries import Happened
from dutydesk.journal import LastAct, Recorded
from ui import durations
from ui.centre.asking import Asking
from ui.centre.desktop import Desktop
from ui.history_lines import HistoryLines

THROWN = "draft"
"""Stands for the act of throwing a draft away, which is none of the journal."""

_TOO_OLD = {"call": "undo.old_call", "crew": "undo.old_status", "line": "undo.old_line", "phone": "undo.old_phone"}
"""How a fact of each kind of subject is put right once it is too old."""


class Undoing(QObject):
    """Holds the act that Enter would take back. `asked` says so in words, `refused` carries the code of why there is none, and its values.

    `done` carries what says which act was taken back, `put_back` the call whose step it was.
    """

    asked = Signal(str)
    refused = Signal(str, object)
    dropped = Signal()
    done = Signal(object)
    put_back = Signal(str)

    def __init__(self, desktop: Desktop, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._asking = asking
        self._lines = HistoryLines(desktop.names, desktop.premises, self)
        self._act = ""
        self._happened: Happened | None = None
        self._thrown: tuple[Callable[[], str], Callable[[], None]] | None = None

    @property
    def is_pending(self) -> bool:
        """Whether Enter would take something back."""
        return bool(self._act)

    def ask(self) -> None:
        """Say what would be taken back."""
        self.drop()
        if self._thrown is not None:
            self._act, self._happened = THROWN, None
            self.asked.emit(self._question())
            return
        found = self._desktop.readings.undoable(self._desktop.officer(), self._desktop.now())
        if found is None or found.refusal:
            self.refused.emit(*(self._why_not(found) if found else ("undo.nothing", {})))
            return
        self._act, self._happened = found.act, found.entries[-1]
        self.asked.emit(self._question())

    def _why_not(self, found: LastAct) -> tuple[str, dict[str, object]]:
        """What is too old is named, with how such a thing is put right."""
        happened = found.entries[-1]
        old = _TOO_OLD.get(happened.entry.subject.partition(":")[0])
        if found.refusal != "undo.too_late" or old is None:
            return found.refusal, {}
        at = durations.time_of_day(happened.entry.recorded_at, self._desktop.premises.zone)
        return old, {"what": partial(self._tell, happened), "at": at}

    def threw_away(self, what: Callable[[], str], bring_back: Callable[[], None]) -> None:
        """A draft was thrown away: no entry, but the last thing done, so undo brings it back."""
        self._thrown = (what, bring_back)

    def forget_thrown(self) -> None:
        """Something else was done since."""
        self._thrown = None

    def retell(self) -> None:
        """The question changes its language with the rest."""
        if self._act:
            self.ask()

    def drop(self) -> None:
        """Leave it as it is."""
        if self._act:
            self._act = ""
            self.dropped.emit()

    def confirm(self) -> None:
        """Take it back."""
        if not self._act:
            return
        act, self._act = self._act, ""
        if act == THROWN:
            self._bring_back()
            return
        author = self._desktop.author()
        self._asking.expect(self._desktop.desk.do(author, undo.undo, act=act, author=author), self._was_undone)
        self.dropped.emit()

    @property
    def offered(self) -> str:
        """The act that Ctrl+Z would take back now, "" where there is none."""
        if self._thrown is not None:
            return THROWN
        found = self._desktop.readings.undoable(self._desktop.officer(), self._desktop.now())
        return found.act if found is not None and not found.refusal else ""

    def take_back(self, act: str) -> None:
        """Take this act back at once, if it is still the one that can be."""
        if act == self.offered:
            self.take_back_latest()

    def take_back_latest(self) -> None:
        """Take the latest act back at once, as the button of the notice does."""
        self.ask()
        self.confirm()

    def _bring_back(self) -> None:
        thrown, self._thrown = self._thrown, None
        self.dropped.emit()
        if thrown is not None:
            thrown[1]()

    def _question(self) -> str:
        return self.tr("Undo: {what}    Enter takes it back").format(what=self._what())

    def _what(self) -> str:
        if self._happened is not None:
            return self._tell(self._happened)
        return self._thrown[0]() if self._thrown is not None else ""

    def _said_undone(self, happened: Happened | None) -> str:
        return self.tr("Taken back: {what}").format(what=self._tell(happened) if happened else "")

    def _was_undone(self, outcome: Recorded) -> None:
        self.done.emit(partial(self._said_undone, self._happened))
        subjects = [one.entry.subject.partition(":") for one in outcome.entries]  # what was told by phone begins with the phone call
        call = next((name for kind, _, name in subjects if kind == "call"), "")
        if call and self._desktop.readings.call(call) is not None:
            self.put_back.emit(call)

    def _tell(self, happened: Happened) -> str:
        subject = happened.entry.subject
        number = self._desktop.names.call(subject) if subject.startswith("call:") else ""
        return " ".join(filter(None, (number, self._lines.fact(happened))))
