"""The flashing of symbols: that of danger to life twice a second, that of an urgent call every two seconds; text never flashes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

HALF = {1: 250, 2: 1000}
"""Milliseconds that the ring round the symbol of a level is seen, and then not: 2 Hz and 0.5 Hz (screens.md, Looks)."""


class Flashing(QObject):
    """`turned` carries a level whose ring is to be drawn or left out from now on. A timer runs only while a symbol of its level flashes."""

    turned = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lit: set[int] = set()
        self._timers = {level: self._timer(level, half) for level, half in HALF.items()}

    def is_lit(self, level: int) -> bool:
        """Whether the ring is seen now."""
        return level in self._lit

    def flash(self, levels: Iterable[int]) -> None:
        """Symbols of these levels flash from now on, and no others."""
        wanted = set(levels)
        for level, timer in self._timers.items():
            if level not in wanted:
                timer.stop()
                self._lit.discard(level)
            elif not timer.isActive():
                self._lit.add(level)
                timer.start()

    def _timer(self, level: int, half: int) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(half)
        timer.timeout.connect(partial(self._turn, level))
        return timer

    def _turn(self, level: int) -> None:
        self._lit ^= {level}
        self.turned.emit(level)
