"""How much a source may work: whoever sends it rubbish gets a share of one processor, and the window the rest."""

from __future__ import annotations

SHARE = 0.2
"""Seconds of work in a second, in the long run. Twenty rings a second need a tenth of it."""
RESERVE = 0.3
"""Seconds of work that may be done at once after a quiet time."""


class Effort:
    """An account of working time: filled by time, emptied by work."""

    def __init__(self) -> None:
        self._left = RESERVE
        self._seen: float | None = None

    def is_left(self, now: float) -> bool:
        """Whether more work may be begun at `now`, in seconds of a running clock."""
        if self._seen is not None:
            self._left = min(RESERVE, self._left + max(0.0, now - self._seen) * SHARE)
        self._seen = now
        return self._left > 0

    def spend(self, seconds: float) -> None:
        """So long was worked, by the processor's time."""
        self._left -= seconds
