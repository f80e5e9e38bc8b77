"""Repeats: the same trouble, heard again and again, is told once a minute with its count."""

from __future__ import annotations

from collections.abc import Hashable

EVERY = 60.0
"""Seconds for which the like of something told is only counted."""
MOST = 200
"""So many troubles are remembered; with more the oldest is forgotten, and told anew."""


class Repeats:
    """Remembers what was told, and when."""

    def __init__(self, every: float = EVERY) -> None:
        self._every = every
        self._told: dict[Hashable, tuple[float, int]] = {}

    def heard(self, what: Hashable, now: float) -> int | None:
        """None while `what` is only counted; else it is to be told, and how often it was passed over since it last was.

        `now` is in seconds of any clock; one that is set back starts anew.
        """
        at, passed_over = self._told.get(what, (float("-inf"), 0))
        if 0 <= now - at < self._every:
            self._told[what] = (at, passed_over + 1)
            return None
        self._told.pop(what, None)
        if len(self._told) >= MOST:
            del self._told[next(iter(self._told))]
        self._told[what] = (now, 0)
        return passed_over
