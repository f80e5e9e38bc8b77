"""A made-up stream of phone events: what two sources tell of calls, doubled, late, lost, and forwarded under new ids."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.telephony.events import What
from dutydesk.words import NumberState, PhoneOutcome

HIDDEN = (NumberState.WITHHELD, NumberState.UNAVAILABLE, NumberState.NONE)
HERE, ELSEWHERE, MISSED, UNKNOWN = PhoneOutcome
EVERY = 25
"""Seconds between two calls, on average; some callers ring again seconds after they hung up."""
TELLABLE = 200.0
"""Seconds from the end of a call of which events were lost. Until then the next of its number loses none: a beginning without an
end and, within the longest ring, an end without a beginning are what one call looks like too, so nobody could tell them apart."""


@dataclass(slots=True)
class Told:
    """One event of one source: how long after the beginning of the call, which of its ids."""

    source: str
    wire: str
    what: What
    after: float
    outcome: PhoneOutcome | None = None
    original: str = ""


@dataclass(slots=True)
class Truth:
    """A real call and what the sources tell of it; `rows` are the phone calls that must come of it."""

    number: str
    state: NumberState
    answered: bool
    told: list[Told] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """One; of a hidden number one for each source, because hidden numbers are never taken for the same."""
        return 1 if self.state is NumberState.OK else len({one.source for one in self.told})

    @property
    def ids(self) -> frozenset[str]:
        """The ids under which it is told of."""
        return frozenset(f"{one.source}:{one.wire}" for one in self.told)


def stream(seed: int, events: int, start: datetime) -> tuple[Sequence[Truth], Sequence[Heard]]:
    """Calls, and what is heard of them in the order in which it comes."""
    chance = random.Random(seed)
    truths: list[Truth] = []
    heard: list[Heard] = []
    at, number = 0.0, ""
    doubtful: dict[str, float] = {}
    while len(heard) < events:
        again = bool(truths) and chance.random() < 0.05 and bool(number)
        at += chance.uniform(15, 2 * EVERY)
        number = number if again else _number(chance)
        one = _call(chance, len(truths), number)
        is_lossy = at > doubtful.get(number, 0.0) and _lose(chance, one)
        heard += _arriving(chance, one, start + timedelta(seconds=at))
        truths.append(one)
        at += max(part.after for part in one.told)
        if is_lossy:
            doubtful[number] = at + TELLABLE
    return truths, sorted(heard, key=lambda one: one.at)


def _number(chance: random.Random) -> str:
    """Some ring often."""
    often = chance.random() < 0.4
    return f"+861380000{chance.randrange(40):04d}" if often else f"+8613{chance.randrange(10**9):09d}"


def _call(chance: random.Random, count: int, number: str) -> Truth:
    state = chance.choice(HIDDEN) if chance.random() < 0.1 else NumberState.OK
    one = Truth(number if state is NumberState.OK else "", state, chance.random() < 0.6)
    sources = chance.choice((("webhook",), ("sip",), ("webhook", "sip"), ("webhook", "sip")))
    rings = chance.uniform(4, 25)
    if "webhook" in sources:
        one.told += _webhook(chance, f"w{count}", rings, answered=one.answered)
    if "sip" in sources:
        begins = next((part.after for part in one.told if part.original), 0.0)
        one.told += _sip(f"s{count}", begins + chance.uniform(-0.1, 0.4), begins + rings, answered=one.answered)
    return one


def _webhook(chance: random.Random, wire: str, rings: float, *, answered: bool) -> Iterator[Told]:
    begins, original = 0.0, ""
    if chance.random() < 0.4:  # rings in the workshop first, then here under another id
        begins, original = chance.uniform(12, 20), wire
        yield Told("webhook", wire, What.RINGING, 0.0)
        yield Told("webhook", wire, What.ENDED, begins, UNKNOWN)
        wire += "-2"
    yield Told("webhook", wire, What.RINGING, begins, original=original)
    if answered:
        yield Told("webhook", wire, What.ANSWERED, begins + rings, HERE, original)
        yield Told("webhook", wire, What.ENDED, begins + rings + chance.uniform(5, 200), UNKNOWN, original)
    else:
        yield Told("webhook", wire, What.ENDED, begins + rings, chance.choice((MISSED, MISSED, UNKNOWN)), original)


def _sip(wire: str, begins: float, ends: float, *, answered: bool) -> Iterator[Told]:
    yield Told("sip", wire, What.RINGING, max(0.0, begins))
    yield Told("sip", wire, What.ENDED, ends, ELSEWHERE if answered else MISSED)


def _lose(chance: random.Random, one: Truth) -> bool:
    """Of every source one event may be lost; something is left to tell of the call. Whether any was."""
    heard = len(one.told)
    for source in dict.fromkeys(part.source for part in one.told):
        if chance.random() < 0.2:
            one.told.remove(chance.choice([part for part in one.told if part.source == source]))
    return len(one.told) < heard


def _arriving(chance: random.Random, one: Truth, begins: datetime) -> Iterator[Heard]:
    for part in one.told:
        rang = PhoneRang(part.source, part.wire, one.state, original_wire_id=part.original, number=one.number, tells_missed=True)
        late = 0.0 if chance.random() < 0.7 else chance.uniform(0, 1.5)
        at = begins + timedelta(seconds=part.after + late)
        yield Heard(part.what, rang, at, part.outcome)
        while chance.random() < 0.2:
            at += timedelta(seconds=chance.uniform(0, 3))
            yield Heard(part.what, rang, at, part.outcome)
