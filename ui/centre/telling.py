"""Telling: what was done, in a quiet notice; what was refused, under the input line."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from dutydesk.calls import Call
from dutydesk.drafts import Draft
from dutydesk.journal import Recorded, Refused
from ui.centre.desktop import Desktop
from ui.centre.hint import HintLine
from ui.history_lines import HistoryLines

_LONGEST = 60


class Telling(QObject):
    """Puts outcomes into words. `noticed` carries a sentence and whether it can be undone."""

    noticed = Signal(str, bool)

    def __init__(self, desktop: Desktop, hint: HintLine, parent: QObject) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._hint = hint
        self._refused: tuple[str, dict[str, object]] = ("", {})
        self._lines = HistoryLines(desktop.names, desktop.premises, self)

    def tell(self, outcome: Recorded) -> None:
        """What was recorded, the last of it."""
        happened = outcome.entries[-1]
        self.noticed.emit(" ".join(filter(None, (self._subject(happened.entry.subject), self._lines.fact(happened)))), True)

    def _subject(self, subject: str) -> str:
        """Of which call, or of whose phone call."""
        kind, _, which = subject.partition(":")
        ring = self._desktop.readings.phone_call(which) if kind == "phone" else None
        return self._desktop.names.call(subject) if kind == "call" else self._desktop.caller(ring) if ring else ""

    def tell_taken(self, call: Call) -> None:
        """A call got its number."""
        self.noticed.emit(self.tr("Taken: {call}").format(call=self._desktop.headline(call)), True)

    def discarded(self, draft: Draft) -> str:
        """A draft that was thrown away, in words."""
        text = draft.text if len(draft.text) <= _LONGEST else draft.text[:_LONGEST] + "…"
        return self.tr("Draft thrown away: {text}").format(text=text) if text else self.tr("Draft thrown away")

    def tell_discarded(self, draft: Draft) -> None:
        """A draft was thrown away."""
        self.noticed.emit(self.discarded(draft), True)

    def tell_undone(self, text: str) -> None:
        """Something was taken back."""
        self.noticed.emit(text, False)

    def deny(self, outcome: Refused) -> None:
        """The desk refused."""
        self.refuse(outcome.code, dict(outcome.values))

    def refuse(self, code: str, values: dict[str, object]) -> None:
        """A sentence of the catalogue; members are told by name."""
        self._refused = (code, values)
        told = {name: self._desktop.names.member(str(value)) if name == "member" else value for name, value in values.items()}
        self._hint.refuse(self._desktop.say(code, **told))

    def retell(self) -> None:
        """A refusal that is being read changes its language with the rest."""
        if self._hint.is_refusal and self._refused[0]:
            self.refuse(*self._refused)

    def refuse_undo(self, code: str) -> None:
        """Nothing is taken back, and why."""
        self.refuse(code, {})
