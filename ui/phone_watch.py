"""The watch on the maintenance phone: a banner while nobody hears the owners, and the key that says the phone was moved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from dutydesk.workshop import Gap
from ui import durations
from ui.centre.centre import Centre
from ui.console import ConsoleWindow
from ui.surroundings import Surroundings

BANNER = "phone"


class PutUp(Protocol):
    """Puts a banner up that changes its language with the window."""

    def __call__(self, key: str, sentence: Callable[[], str], *, is_grave: bool = True) -> None: ...


class PhoneWatch(QObject):
    """Looks at the start too: who starts the program at night must hear of it."""

    def __init__(
        self, console: ConsoleWindow, centre: Centre, put_up: PutUp, take_down: Callable[[str], None], around: Surroundings
    ) -> None:
        super().__init__(console)
        self._phone = console.maintenance
        self._move = centre.commander.move_phone
        self._put_up, self._take_down, self._around = put_up, take_down, around
        self._told: Gap | None = None
        key = console.actions_.bind("desk.phone", self._move_it)
        console.top_strip.phone_line.clicked.connect(key.trigger)
        self._phone.changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        gap = self._phone.open_gap
        if gap == self._told:
            return
        self._told = gap
        if gap is None:
            self._take_down(BANNER)
        else:
            self._put_up(BANNER, partial(self._sentence, gap))

    def _sentence(self, gap: Gap) -> str:
        premises, names = self._around.premises, self._around.names
        said = self.tr("Nobody hears the owners: workshop empty since {time}, {line} not forwarded. Forward it, then press Alt+F.")
        at = durations.day_and_time(gap.since, premises.now(), premises.zone)
        return said.format(time=at, line=self.tr(", ").join(map(names.line, gap.phones)))

    def _move_it(self) -> None:
        """The other way from where it is, by what the strip shows."""
        line = self._phone.line
        if line is not None:
            self._move(line.number, is_here=not line.is_here)
