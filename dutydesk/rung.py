"""What several rings make of one phone call: whether it still rings, was answered, has ended, and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from dutydesk import events as ev
from dutydesk.entries import Happened
from dutydesk.words import PhoneOutcome

_ANSWERED = (PhoneOutcome.ANSWERED_HERE, PhoneOutcome.ANSWERED_ELSEWHERE)
_RANKS = (*_ANSWERED, PhoneOutcome.UNKNOWN, PhoneOutcome.MISSED)
"""Which outcome stands where rings differ: who says "answered" knows it, and that one source missed it does not make another know."""


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring under one id of one source, and what that source told of it."""

    source: str = ""
    wire_id: str = ""
    original: str = ""
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: PhoneOutcome | None = None
    tells_missed: bool = False


@dataclass(slots=True)
class Rung:
    """The rings of one phone call by their ids, "" for the one that it is named after, in the order in which they were told of."""

    rings: dict[str, Ring] = field(default_factory=dict)

    def take(self, one: Happened) -> None:
        """Take in an entry of the phone call; those that tell nothing of a ring change nothing."""
        event, at = one.event, one.entry.at
        if not isinstance(event, ev.PhoneRang | ev.PhoneAnswered | ev.PhoneEnded):
            return
        ring = self.rings.get(event.ring) or Ring()
        if isinstance(event, ev.PhoneRang):
            ring = _told(ring, event, at)
        elif isinstance(event, ev.PhoneAnswered):
            ring = replace(ring, answered_at=ring.answered_at or at, outcome=_better(ring.outcome, event.outcome))
        else:
            ring = replace(ring, ended_at=ring.ended_at or at, outcome=_better(ring.outcome, event.outcome))
        self.rings[event.ring] = ring


@dataclass(frozen=True, slots=True)
class AsHeard:
    """What the sources together say of a phone call."""

    answered_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: PhoneOutcome | None = None
    last_rang_at: datetime | None = None


def as_heard(rung: Rung) -> AsHeard:
    """Answered as soon as one ring was; else over when one source says that it is, which a forwarded ring alone does not say."""
    rings = tuple(rung.rings.values())
    sources = [_last(_of_source(rings, source)) for source in dict.fromkeys(ring.source for ring in rings)]
    over = [ring for last in sources if all(ring.ended_at for ring in last) for ring in last]
    over = [ring for ring in over if ring.tells_missed] or over  # who never can tell says nothing by "unknown"
    answered = [ring for ring in rings if ring.outcome in _ANSWERED]
    outcomes = [ring.outcome for ring in answered or over if ring.outcome is not None]
    talks = any(ring.answered_at and not ring.ended_at for ring in answered)
    ends = [ring.ended_at for ring in answered or over if ring.ended_at]
    return AsHeard(
        answered_at=min((ring.answered_at for ring in rings if ring.answered_at), default=None),
        ended_at=None if talks else max(ends, default=None),
        outcome=min(outcomes, key=_RANKS.index, default=None),
        last_rang_at=_rang_anew(rings),
    )


def joined_to(told: Iterable[Happened]) -> str:
    """The phone call that a ring with these entries is part of, "" when it is one of its own."""
    return next((one.event.phone for one in told if isinstance(one.event, ev.PhoneJoined)), "")


def _told(ring: Ring, event: ev.PhoneRang, at: datetime) -> Ring:
    return replace(
        ring,
        source=event.source,
        wire_id=event.wire_id,
        original=ring.original or event.original_wire_id,
        rang_at=ring.rang_at or at,
        tells_missed=ring.tells_missed or event.tells_missed,
    )


def _better(was: PhoneOutcome | None, told: PhoneOutcome) -> PhoneOutcome:
    """An answer that is told late is an answer; an end after it does not change how the ring was answered."""
    return told if was is None or (told in _ANSWERED and was not in _ANSWERED) else was


def _of_source(rings: Sequence[Ring], source: str) -> Sequence[Ring]:
    return [ring for ring in rings if ring.source == source]


def _last(rings: Sequence[Ring]) -> Sequence[Ring]:
    """The rings of a source that were not forwarded under a new id: what goes on, goes on there."""
    forwarded = {ring.original for ring in rings}
    return [ring for ring in rings if ring.wire_id not in forwarded] or rings


def _rang_anew(rings: Sequence[Ring]) -> datetime | None:
    """When a forwarded ring last rang anew; None where none was."""
    known = {(ring.source, ring.wire_id) for ring in rings}
    anew = (ring.rang_at for ring in rings if ring.original and (ring.source, ring.original) in known)
    return max((at for at in anew if at is not None), default=None)
