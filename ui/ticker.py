"""The window's pulse: one timer for all, on the full second of the wall clock."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from dutydesk.desk import Clock

LEAST = 250
"""Milliseconds between two beats: the clock of a drill may run so fast that the next full second is always about to begin."""


class Ticker(QObject):
    """Emits `second` each second and `minute` when the minute has changed. A test calls `tick` instead of waiting."""

    second = Signal()
    minute = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._minute: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to tick."""
        self._wait()

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()

    def tick(self) -> None:
        """One second has passed."""
        self.second.emit()
        minute = self._clock.now().replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute = minute
            self.minute.emit()

    def _beat(self) -> None:
        self.tick()
        self._wait()

    def _wait(self) -> None:
        self._timer.start(max(LEAST, 1000 - self._clock.now().microsecond // 1000))
