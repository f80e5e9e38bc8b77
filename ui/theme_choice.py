"""The theme by clock and by hand while the window is open, and the dim step; what was chosen is handed on to be kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from dutydesk import look
from dutydesk.look import Look
from ui import durations
from ui.premises import Premises
from ui.theme import NIGHT, Looks

Keep = Callable[[str, str, str | int], object]
"""Takes section, key and value of the settings file."""


class ThemeChoice(QObject):
    """`noticed` says in a sentence what a key has done."""

    noticed = Signal(str)

    def __init__(self, looks: Looks, premises: Premises, chosen: Look, keep: Keep) -> None:
        super().__init__()
        self._looks = looks
        self._premises = premises
        self._keep = keep
        self.chosen = chosen
        self.follow()

    def follow(self) -> None:
        """Wear what is due; each minute asks for it."""
        self._looks.wear(look.theme_at(self.chosen, self._premises.now(), self._premises.levels.night), is_dim=self.chosen.is_dim)

    def toggle(self) -> None:
        """The other theme, by hand."""
        self._choose(look.other(self.chosen, self._premises.now(), self._premises.levels.night))
        if self.chosen.until is None:
            self._tell_plainly()
            return
        said = self.tr("Night theme by hand until {time}") if self._looks.theme.name == NIGHT else self.tr("Day theme by hand until {time}")
        at = durations.time_of_day(self.chosen.until, self._premises.zone)
        self.noticed.emit(self.tr("{sentence}. Ctrl+Shift+T goes by the clock again.").format(sentence=said.format(time=at)))

    def release(self) -> None:
        """By the clock from now on."""
        self._choose(look.released(self.chosen))
        self._tell_plainly()

    def step(self) -> None:
        """From normal to dim and back; by day it is only remembered."""
        is_dim = not self.chosen.is_dim
        self._choose(Look(self.chosen.theme, self.chosen.by_hand, self.chosen.until, is_dim))
        if self._looks.theme.name != NIGHT:
            self.noticed.emit(self.tr("Dim: from the next night theme on") if is_dim else self.tr("Not dim: from the next night theme on"))

    def _choose(self, chosen: Look) -> None:
        before, self.chosen = self.chosen, chosen
        self.follow()
        if before.theme != chosen.theme:
            self._keep("site", "theme", chosen.theme)
        if (before.by_hand, before.until) != (chosen.by_hand, chosen.until):
            self._keep("look", "by_hand", chosen.by_hand)
            self._keep("look", "until", chosen.until.isoformat() if chosen.until else "")
        if before.is_dim is not chosen.is_dim:
            self._keep("look", "dim", chosen.is_dim)

    def _tell_plainly(self) -> None:
        if self.chosen.theme == look.AUTO:
            self.noticed.emit(self.tr("Theme by the clock: night from {starts} to {ends}").format(**self._night()))

    def _night(self) -> dict[str, str]:
        night = self._premises.levels.night
        return {"starts": f"{night.starts:%H:%M}", "ends": f"{night.ends:%H:%M}"}
