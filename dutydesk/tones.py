"""Tones: short beeps as samples, soft at both ends, so that they call and do not startle (screens.md, Sounds)."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass

RATE = 44_100
"""Samples a second, one channel of 16 bits."""
LOWEST, HIGHEST = 500, 3000
"""Hertz that are heard in a noisy room, by older ears too."""
SHORTEST = 0.5
"""Seconds of one beep."""
SOFT = 0.02
"""Seconds in which a beep swells, and fades."""
FLOOR = 0.2
"""The least volume: an alarm cannot be turned down to nothing."""
_FULL = 0.8 * 32_767


@dataclass(frozen=True, slots=True)
class Pattern:
    """`groups` of `beeps` at one pitch, with a gap after each beep and a longer one after each group. Raises ValueError."""

    beeps: int
    groups: int = 1
    hertz: int = 880
    seconds: float = SHORTEST
    gap: float = 0.2
    pause: float = 0.6

    def __post_init__(self) -> None:
        if not LOWEST <= self.hertz <= HIGHEST or self.seconds < SHORTEST or min(self.beeps, self.groups) < 1:
            raise ValueError(f"no such beep: {self}")

    @property
    def length(self) -> float:
        """Seconds from the first sample to the last."""
        return self.groups * (self.beeps * (self.seconds + self.gap) + self.pause)


TEST = Pattern(1)
"""Played to hear whether there is sound at all."""
ALARMS = {1: Pattern(5, groups=2, hertz=1400), 2: Pattern(3, hertz=1050), 3: Pattern(1, hertz=800)}
"""The alarms of levels 1 to 3; level 4 is silent."""


def samples(pattern: Pattern, volume: float = 1.0) -> array[int]:
    """The pattern as samples at `RATE`; `volume` is from 0 to 1 and never under the floor."""
    beep = _beep(pattern.hertz, pattern.seconds, _FULL * max(FLOOR, min(1.0, volume)))
    group = (beep + _silence(pattern.gap)) * pattern.beeps + _silence(pattern.pause)
    return group * pattern.groups


def _beep(hertz: int, seconds: float, height: float) -> array[int]:
    count, soft = round(seconds * RATE), round(SOFT * RATE)
    turn = 2 * math.pi * hertz / RATE
    return array("h", (round(height * _swell(min(i, count - 1 - i) / soft) * math.sin(turn * i)) for i in range(count)))


def _swell(share: float) -> float:
    """From silence to full along half a cosine: a straight edge would click."""
    return 1.0 if share >= 1 else 0.5 - 0.5 * math.cos(math.pi * share)


def _silence(seconds: float) -> array[int]:
    return array("h", bytes(2 * round(seconds * RATE)))
