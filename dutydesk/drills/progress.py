"""The progress of a drill on a terminal: one line that is written over each second, or ten lines where nobody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from dutydesk import output
from dutydesk.drills.telling import Telling

EACH = 1.0
"""Seconds between two looks of somebody who watches."""


class Progress:
    """Tells how it goes; `say` puts a telling into words."""

    def __init__(self, say: Callable[[Telling], str], real: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._real = real
        self._is_watched = output.has_output() and sys.stdout.isatty()
        self._told_at = float("-inf")
        self._tenths = 0
        self._last: Telling | None = None

    def tell(self, telling: Telling) -> None:
        """It has gone on."""
        self._last = telling
        if self._is_watched and self._real() - self._told_at >= EACH:
            self._told_at = self._real()
            output.tell(f"\r{self._say(telling)}\x1b[K", end="", flush=True)
        tenths = int(str(telling.values["came"])) * 10 // int(str(telling.values["total"]))
        if not self._is_watched and tenths > self._tenths:
            self._tenths = tenths
            output.tell(self._say(telling), flush=True)

    def end(self) -> None:
        """It is over, or was broken off: how it stands is said once more."""
        if self._last:
            output.tell(("\r" if self._is_watched else "") + self._say(self._last) + ("\x1b[K" if self._is_watched else ""))
