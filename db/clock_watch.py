"""Watching the wall clock against the running time, to tell when somebody or something moved it."""

from __future__ import annotations

from datetime import timedelta

from dutydesk.desk import Clock

JUMP = timedelta(seconds=5)
"""A difference over this between two looks is a jump (architecture.md, Journal); less is the clock being kept right."""


class ClockWatch:
    """Looks whenever asked."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall = clock.now()
        self._running = clock.monotonic()

    def jumped(self) -> float:
        """Seconds that the wall clock moved against the running time since the last look; 0.0 when it kept up."""
        wall, running = self._clock.now(), self._clock.monotonic()
        moved = (wall - self._wall) - timedelta(seconds=running - self._running)
        self._wall, self._running = wall, running
        return round(moved.total_seconds(), 3) if abs(moved) > JUMP else 0.0
