"""The levels of urgency and their default limits, as ``resources/levels.toml`` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a clock may run: `seconds`, or `working_days` by the site's calendar (then `seconds` is 0).

    `target` (seconds) is the promise where it is earlier than the limit; `by_day` counts only outside the night.
    """

    seconds: int = 0
    target: int | None = None
    working_days: int = 0
    by_day: bool = False


@dataclass(frozen=True, slots=True)
class LevelLimits:
    """The limits of one level, clock by clock as in domain.md; None where the level does not have the clock.

    `follow_up_share` is the share of completed calls that are drawn for a follow-up (0 to 1). `slot_tolerance` is either side of a
    booked slot, `ring_before_slot` ahead of it.
    """

    answer: Limit | None = None
    hand_off: Limit | None = None
    acknowledge: Limit | None = None
    arrive: Limit | None = None
    arrive_contractor: Limit | None = None
    make_safe: Limit | None = None
    make_safe_lift: Limit | None = None
    complete: Limit | None = None
    complete_complex: Limit | None = None
    caller_told: Limit | None = None
    follow_up: Limit | None = None
    follow_up_share: float = 0.0
    slot_tolerance: Limit | None = None
    ring_before_slot: Limit | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of urgency (紧急程度): 1 life, 2 urgent, 3 normal, 4 booked. `mark_zh` stands behind the number on its mark."""

    number: int
    zh: str
    en: str
    mark_zh: str
    limits: LevelLimits


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of the day in the site's local time; it may run over midnight."""

    starts: time
    ends: time

    def covers(self, moment: time) -> bool:
        """Whether the local time `moment` lies within; the end does not."""
        if self.starts <= self.ends:
            return self.starts <= moment < self.ends
        return moment >= self.starts or moment < self.ends


@dataclass(frozen=True, slots=True)
class Levels:
    """All levels with the shares of a limit at which it turns amber, red and escalates, the night and the quiet hours."""

    levels: tuple[Level, ...]
    amber: float
    red: float
    escalation: float
    night: Hours
    quiet: Hours

    def level(self, number: int) -> Level:
        """The level of that number; raises KeyError for a number there is no level of."""
        for level in self.levels:
            if level.number == number:
                return level
        raise KeyError(number)


def parse_levels(text: str) -> Levels:
    """The levels of a TOML text in the form of ``resources/levels.toml``; raises ValueError, KeyError or TypeError if it is not."""
    data = tomllib.loads(text)
    answer = Limit(**data["answer"])
    return Levels(
        levels=tuple(_level(entry, answer) for entry in data["level"]),
        amber=data["amber"],
        red=data["red"],
        escalation=data["escalation"],
        night=_hours(data["night"]),
        quiet=_hours(data["quiet"]),
    )


def default_levels() -> Levels:
    """The levels that come with the program."""
    return parse_levels(files("resources").joinpath("levels.toml").read_text(encoding="utf-8"))


def _level(entry: Mapping[str, Any], answer: Limit) -> Level:
    limits = {clock: Limit(**limit) for clock, limit in entry.items() if isinstance(limit, dict)}
    return Level(
        number=entry["number"],
        zh=entry["zh"],
        en=entry["en"],
        mark_zh=entry["mark_zh"],
        limits=LevelLimits(answer=answer, follow_up_share=entry["follow_up_share"], **limits),
    )


def _hours(entry: Mapping[str, str]) -> Hours:
    return Hours(time.fromisoformat(entry["starts"]), time.fromisoformat(entry["ends"]))
