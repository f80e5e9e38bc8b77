"""Watching the wall clock against the running time, to tell when somebody or something moved it."""

from __future__ import annotations

from datetime import datetime, timedelta

from dutydesk.desk import Clock

JUMP = timedelta(seconds=5)
"""A difference over this between two looks is a jump (architecture.md, Journal); less is the clock being kept right."""


class ClockWatch:
    """Looks whenever asked."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = self._look()

    def jumped(self) -> float:
        """Seconds that the wall clock moved against the running time since the last look; 0.0 when it kept up.

        The wall clock is read between two looks at the running time: the processor may be taken away in the midst of it, and in a
        drill minutes pass meanwhile. What lies within that uncertainty is no jump.
        """
        (before, wall, after), (last_before, last_wall, last_after) = self._look(), self._last
        self._last = (before, wall, after)
        passed = (wall - last_wall).total_seconds()
        moved = min(max(0.0, passed - (after - last_before)), passed - (before - last_after))
        return round(moved, 3) if abs(moved) > JUMP.total_seconds() else 0.0

    def _look(self) -> tuple[float, datetime, float]:
        return self._clock.monotonic(), self._clock.now(), self._clock.monotonic()
