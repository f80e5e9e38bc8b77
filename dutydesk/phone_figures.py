"""What phone calls amount to: how many were forwarded, missed, and how soon they were answered, in all, by line and by hour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from dutydesk.phone_calls import LONGEST_RING, PhoneCall, ended_unheard
from dutydesk.words import PhoneOutcome


@dataclass(frozen=True, slots=True)
class Measured:
    """What counts of one phone call. `waited` is from the ring here to the answer here, None where nobody answered or told when."""

    rang_at: datetime
    line: str
    is_forwarded: bool
    outcome: PhoneOutcome | None
    waited: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of some phone calls; `median` and `p90` are how long callers waited who were answered here."""

    count: int = 0
    forwarded: int = 0
    missed: int = 0
    unknown: int = 0
    median: timedelta | None = None
    p90: timedelta | None = None

    @property
    def forwarded_share(self) -> float:
        """0 to 1."""
        return self.forwarded / self.count if self.count else 0.0

    @property
    def missed_rate(self) -> float:
        """0 to 1; what nobody knows the end of is not counted as missed."""
        return self.missed / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class PhoneFigures:
    """All phone calls of a time, those of each called line, and those of each hour of the day."""

    whole: Tally = Tally()
    by_line: Mapping[str, Tally] = field(default_factory=dict)
    by_hour: Mapping[int, Tally] = field(default_factory=dict)


def measured(phone: PhoneCall, now: datetime) -> Measured:
    """What counts of `phone`."""
    return measure(
        phone.rang_at,
        phone.line,
        is_forwarded=bool(phone.diverted_from),
        outcome=phone.outcome,
        answered_at=phone.answered_at,
        rings_since=phone.rings_since,
        tells_missed=phone.tells_missed,
        now=now,
    )


def measure(
    rang_at: datetime,
    line: str,
    *,
    is_forwarded: bool,
    outcome: PhoneOutcome | None,
    answered_at: datetime | None,
    rings_since: datetime,
    tells_missed: bool,
    now: datetime,
) -> Measured:
    """What counts of a phone call of which this is known."""
    waited = None if outcome is not PhoneOutcome.ANSWERED_HERE or answered_at is None else max(timedelta(0), answered_at - rings_since)
    rings = answered_at is None and now - rings_since < LONGEST_RING
    ended = outcome if outcome is not None or rings else ended_unheard(tells_missed=tells_missed)
    return Measured(rang_at, line, is_forwarded, ended, waited)


def figures_of(measures: Iterable[Measured], zone: tzinfo | None = UTC) -> PhoneFigures:
    """The figures; hours are those of `zone`. Lines are in order of their numbers, hours as the day goes."""
    listed = tuple(measures)
    lines = sorted({one.line for one in listed})
    by_hour: dict[int, list[Measured]] = {}
    for one in listed:
        by_hour.setdefault(one.rang_at.astimezone(zone).hour, []).append(one)
    return PhoneFigures(
        tally(listed),
        {line: tally([one for one in listed if one.line == line]) for line in lines},
        {hour: tally(by_hour[hour]) for hour in sorted(by_hour)},
    )


def tally(measures: Sequence[Measured]) -> Tally:
    """The figures of these phone calls together."""
    waited = sorted(one.waited for one in measures if one.waited is not None)
    outcomes = [one.outcome for one in measures]
    return Tally(
        count=len(measures),
        forwarded=sum(one.is_forwarded for one in measures),
        missed=outcomes.count(PhoneOutcome.MISSED),
        unknown=outcomes.count(PhoneOutcome.UNKNOWN),
        median=(waited[(len(waited) - 1) // 2] + waited[len(waited) // 2]) / 2 if waited else None,
        p90=waited[-(-len(waited) * 9 // 10) - 1] if waited else None,
    )
