"""How long the protocol waits, in seconds (RFC 3261, table 4); tests make it fast by giving other values."""

from __future__ import annotations

from dataclasses import dataclass

from dutydesk.phone_calls import LONGEST_RING


@dataclass(frozen=True, slots=True)
class Timers:
    """`t1`, `t2` and `t4` as RFC 3261 calls them: a round trip, the longest pause between repeats, the life of a datagram.

    `ring` is how long an unanswered ring lasts at most, `remind` the pause between provisional answers to one (13.3.1.1).
    `refresh` is the longest pause between registrations, so that a registrar that lost us is noticed; `alive` that between
    keep-alives. `silence` is when an unanswered registration is told; `pause` and `longest_pause` lie between attempts.
    """

    t1: float = 0.5
    t2: float = 4.0
    t4: float = 5.0
    ring: float = LONGEST_RING.total_seconds()
    remind: float = 60.0
    refresh: float = 60.0
    alive: float = 25.0
    silence: float = 8.0
    pause: float = 5.0
    longest_pause: float = 60.0
    refused_pause: float = 60.0
    longest_refused_pause: float = 300.0

    @property
    def giving_up(self) -> float:
        """How long a request or a final answer is repeated (timers B, F and H)."""
        return 64 * self.t1


USUAL = Timers()
