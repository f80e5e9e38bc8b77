"""Silent alarms: an alarm that nobody could hear is told once, in words, with what to do about it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from dutydesk.checkup import Finding, State, tell
from dutydesk.checkup_facts import SoundFound
from dutydesk.checkup_findings import of_sound
from dutydesk.tones import Pattern
from ui.notice_log import Saying
from ui.sound import Heard


class Player(Protocol):
    """What plays, and tells on its own thread what became of it."""

    def tones(self, pattern: Pattern, volume: float = 1.0, heard: Heard | None = None) -> None:
        """Play a pattern."""

    def stop(self) -> None:
        """Silence within 200 ms."""


class SilentAlarms(QObject):
    """The bell's loudspeaker. `silent` carries a `Saying` when the first alarm of this session was not heard."""

    silent = Signal(object)

    _played = Signal(object)

    def __init__(self, player: Player, say: Callable[..., str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._say = say
        self._is_told = False
        self._played.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def tones(self, pattern: Pattern, volume: float = 1.0) -> None:
        """Play a pattern."""
        self._player.tones(pattern, volume, self._report)

    def stop(self) -> None:
        """Silence within 200 ms."""
        self._player.stop()

    def _report(self, found: SoundFound) -> None:
        with contextlib.suppress(RuntimeError):  # the window has gone meanwhile
            self._played.emit(found)

    def _take(self, found: SoundFound) -> None:
        finding = of_sound(found)
        if finding.state is not State.OK and not self._is_told:
            self._is_told = True
            self.silent.emit(Saying(partial(self._sentence, finding), is_grave=True))

    def _sentence(self, finding: Finding) -> str:
        what = tell(finding.said, self._say)
        return what if finding.todo is None else self._say("checkup.sound.silent", what=what, todo=tell(finding.todo, self._say))
