"""Completions: what the word being typed may become. They never take the focus; Tab takes the marked one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QWidget

from dutydesk.spelling import plain
from ui.centre.choices import Choice, ChoiceList
from ui.centre.desktop import Desktop

_SHORTEST = 2
_MOST = 6


@dataclass(frozen=True, slots=True)
class Completion:
    """One completion: `text` takes the place of the line from `start`; `label` and `kind` are read."""

    start: int
    text: str
    label: str
    kind: str = ""


class CompletionList(ChoiceList):
    """Floats under the input line, inside the window."""

    def __init__(self, desktop: Desktop, parent: QWidget) -> None:
        super().__init__(desktop.looks, parent, "completions", numbered=False)
        self._room = parent
        self._completions: Sequence[Completion] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "popup")
        self._retranslate()
        self.hide()

    def suggest(self, completions: Sequence[Completion], under: QWidget, *, least: int = 1) -> None:
        """Show these under a widget; fewer than `least` are only taken by Tab, so that the chips below stay in sight."""
        self._completions = completions[:_MOST]
        if len(completions) < least:
            self.hide()
            return
        self.offer([Choice(str(number), one.label, one.kind) for number, one in enumerate(self._completions)])
        corner = under.mapTo(self._room, QPoint(12, under.height() + 2))
        self.setGeometry(corner.x(), corner.y(), min(560, self._room.width() - corner.x() - 12), self.count() * 37 + 6)
        self.show()
        self.raise_()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Completions"))

    @property
    def marked(self) -> Completion | None:
        """The one that Tab takes."""
        row = self.currentRow() if self.isVisible() else 0
        return self._completions[row] if 0 <= row < len(self._completions) else None


def last_word(text: str) -> tuple[int, str]:
    """Where the last word of a line begins, and the word in plain small letters; "" unless it is Latin letters."""
    word = text.rsplit(maxsplit=1)[-1] if text and not text[-1].isspace() else ""
    made = plain(word)
    return len(text) - len(word), made if made.isascii() and made.isalpha() else ""


def of_free_text(desktop: Desktop, text: str, kinds: tuple[str, str, str]) -> tuple[Completion, ...]:
    """Categories, places and people whose initials or name the last word may be; `kinds` are the words for the three."""
    start, word = last_word(text)
    if len(word) < _SHORTEST:
        return ()
    names = desktop.names
    faults = [one for one, _ in desktop.categories.find(word)][:3]
    places = desktop.places.by_initials(word)[:3]
    people = desktop.register.find_people(word, 3) if desktop.names.is_chinese or len(word) > 2 else ()
    return (
        *(Completion(start, names.category(one.code), names.category(one.code), kinds[0]) for one in faults),
        *(Completion(start, one.code, names.place_in_full(one.code), kinds[1]) for one in places),
        *(Completion(start, one.rooms[0].place, f"{one.name} {one.rooms[0].place}", kinds[2]) for one in people if one.rooms),
    )
