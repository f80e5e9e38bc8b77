"""What was told in this run of the program: the last notices, errors and warnings with their times, in one quiet place."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from dutydesk.desk import Clock

KEPT = 50


@dataclass(frozen=True, slots=True)
class Saying:
    """Something to tell. `say` says it in the language that is spoken when it is asked.

    `act` is what was done, as undo names it, "" where nothing was; `can_undo` whether the notice offers to take it back.
    """

    say: Callable[[], str]
    act: str = ""
    can_undo: bool = False
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """A saying, and when it was said."""

    at: datetime
    saying: Saying


class NoticeLog(QObject):
    """Keeps the last sayings. `changed` tells of a new one."""

    changed = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._noted: deque[Noted] = deque(maxlen=KEPT)

    def keep(self, saying: Saying) -> None:
        """Remember what was said."""
        self._noted.appendleft(Noted(self._clock.now(), saying))
        self.changed.emit()

    @property
    def newest_first(self) -> Sequence[Noted]:
        """What is remembered."""
        return tuple(self._noted)
