"""Telling: what was done, in a quiet notice; what was refused, under the input line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from dutydesk.calls import Call
from dutydesk.drafts import Draft
from dutydesk.entries import Happened
from dutydesk.journal import Recorded, Refused
from ui.centre.desktop import Desktop
from ui.centre.hint import HintLine
from ui.centre.undoing import THROWN
from ui.history_lines import HistoryLines
from ui.notice_log import Saying

_LONGEST = 60


class Telling(QObject):
    """Puts outcomes into words. `noticed` carries a `Saying`."""

    noticed = Signal(object)

    def __init__(self, desktop: Desktop, hint: HintLine, parent: QObject) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._hint = hint
        self._refused: tuple[str, dict[str, object]] = ("", {})
        self._lines = HistoryLines(desktop.names, desktop.premises, self)

    def tell(self, outcome: Recorded) -> None:
        """What was recorded, the last of it."""
        happened = outcome.entries[-1]
        self.noticed.emit(Saying(partial(self._fact, happened), happened.entry.act, can_undo=True))

    def _fact(self, happened: Happened) -> str:
        return " ".join(filter(None, (self._subject(happened.entry.subject), self._lines.fact(happened))))

    def _subject(self, subject: str) -> str:
        """Of which call, or of whose phone call."""
        kind, _, which = subject.partition(":")
        ring = self._desktop.readings.phone_call(which) if kind == "phone" else None
        return self._desktop.names.call(subject) if kind == "call" else self._desktop.caller(ring) if ring else ""

    def tell_taken(self, call: Call, act: str) -> None:
        """A call got its number."""
        self.noticed.emit(Saying(partial(self._taken, call), act, can_undo=True))

    def _taken(self, call: Call) -> str:
        return self.tr("Taken: {call}").format(call=self._desktop.headline(call))

    def discarded(self, draft: Draft) -> str:
        """A draft that was thrown away, in words."""
        text = draft.text if len(draft.text) <= _LONGEST else draft.text[:_LONGEST] + "…"
        return self.tr("Draft thrown away: {text}").format(text=text) if text else self.tr("Draft thrown away")

    def tell_discarded(self, draft: Draft) -> None:
        """A draft was thrown away."""
        self.noticed.emit(Saying(partial(self.discarded, draft), THROWN, can_undo=True))

    def tell_undone(self, say: Callable[[], str]) -> None:
        """Something was taken back."""
        self.noticed.emit(Saying(say))

    def deny(self, outcome: Refused) -> None:
        """The desk refused."""
        self.refuse(outcome.code, dict(outcome.values))

    def refuse(self, code: str, values: dict[str, object]) -> None:
        """A sentence of the catalogue; members are told by name, and what can be called is asked in the language of now."""
        self._refused = (code, values)
        now = {name: value() if callable(value) else value for name, value in values.items()}
        told = {name: self._desktop.names.member(str(value)) if name == "member" else value for name, value in now.items()}
        self._hint.refuse(self._desktop.say(code, **told))

    def retell(self) -> None:
        """A refusal that is being read changes its language with the rest."""
        if self._hint.is_refusal and self._refused[0]:
            self.refuse(*self._refused)
