"""What every phone source tells, in one form (telephony.md, One interface)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from dutydesk.words import DivertReason, NumberState, PhoneOutcome

RAW_LIMIT = 1000
"""Characters of the wire kept with an event for diagnosis."""


class What(StrEnum):
    """What happened to the ring."""

    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PhoneEvent:
    """One event of one ring, all text capped and free of control characters.

    `call_id` is unique in its `source`; `at` is aware UTC and `monotonic` seconds of the running clock, both when it came in.
    `number` is as received. `line` is the called line, `diverted_from` the line or person it was forwarded from. `outcome` is
    set once the source can tell it; `tells_missed` says that it can tell a missed ring from one answered elsewhere, so that one
    of which it tells no end was missed. `raw` holds numbers: it is for diagnosis on this machine and never logged.
    """

    what: What
    source: str
    call_id: str
    at: datetime
    monotonic: float
    number: str = ""
    name: str = ""
    line: str = ""
    diverted_from: str = ""
    divert_reason: DivertReason = DivertReason.NONE
    number_state: NumberState = NumberState.NONE
    outcome: PhoneOutcome | None = None
    original_call_id: str = ""
    tells_missed: bool = False
    raw: str = field(default="", repr=False)


class HealthState(StrEnum):
    """The line lamp: working, working with faults, not receiving at all, or switched off and of no interest any more."""

    OK = "ok"
    BAD = "bad"
    DOWN = "down"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Health:
    """How a source is. `reason` is a catalogue code, "" when all is well; `values` fill it; `counters` count by code."""

    source: str
    state: HealthState
    at: datetime
    reason: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    counters: Mapping[str, int] = field(default_factory=dict)


OnEvent = Callable[[PhoneEvent], None]
"""Takes an event, on the source's own thread; returns at once."""
OnHealth = Callable[[Health], None]
"""Takes a change of health, on the source's own thread; returns at once."""


class Source(Protocol):
    """Where phone events come from. Its callbacks are given to the constructor and called on the source's own thread."""

    @property
    def name(self) -> str:
        """The name its events carry, stored for ever."""

    def start(self) -> None:
        """Begin to listen; returns at once, and says by `Health` whether it succeeded."""

    def stop(self) -> None:
        """Let go of every socket and thread; safe to call twice."""


_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_DROPPED = frozenset(("Cc", "Cs", "Co", "Cn"))


def clean(text: str, limit: int) -> str:
    """`text` from the wire made fit to show: no control, bidirectional or broken characters, one line, at most `limit` characters."""
    kept = (c for c in text[: limit * 4] if c.isspace() or (c not in _BIDI and unicodedata.category(c) not in _DROPPED))
    return " ".join("".join(kept).split())[:limit]
