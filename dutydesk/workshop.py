"""The workshop: who of maintenance is there to hear the phone, and whether owners who ring it are heard at all.

The program forwards nothing: a phone is moved by hand, at the exchange or on the phone. What the board shows is therefore
only asked, never entered: where the phone is stands in the journal when a ring proves it or somebody says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dutydesk.alarms import Condition
from dutydesk.crew import MemberRow
from dutydesk.lines import DIVERTED_RING, LineRow
from dutydesk.site import CrewKind, Member, Site
from dutydesk.spelling import plain
from dutydesk.words import DivertReason, Level, Status

GRACE = timedelta(minutes=1)
"""So long nobody need hear the phone: a change of hands does not ring."""
_NOT_YET_GONE = (Status.CALLED, Status.ACCEPTED)
OUT_ON_A_CALL = (Status.ON_THE_WAY, Status.ON_SITE, Status.HELPING)
"""What somebody is doing who left for a call."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """Who may hear the maintenance phones there, with the words for where each waits; the phones, and the crew's own extensions."""

    crew: Mapping[str, frozenset[str]]
    phones: tuple[str, ...] = ()
    extensions: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, site: Site) -> Workshop:
        """The workshop of a site: its maintenance crews without contractors, and its maintenance lines."""
        crews = {crew.id for crew in site.crews if crew.kind is CrewKind.MAINTENANCE}
        crew = {one.id: _words_of(one, site) for one in site.members if one.crew in crews and not one.contractor}
        return cls(
            crew,
            tuple(line.number for line in site.lines if line.maintenance),
            {line.number: line.member for line in site.lines if line.member in crew and not line.maintenance},
        )

    def has(self, row: MemberRow) -> bool:
        """Whether this is one of maintenance who is in the workshop, as far as anybody said.

        Free and nowhere else, or with a call that they have not set out for. Whoever has a break is there only where that was said.
        """
        words = self.crew.get(row.member)
        if words is None or row.officer or row.status not in (row.own, *_NOT_YET_GONE):
            return False
        if row.own is Status.BREAK:
            return plain(row.where) in words
        return row.own is Status.FREE and (not row.where or plain(row.where) in words)

    def is_heard(self, rows: Iterable[MemberRow]) -> bool:
        """Whether somebody is in the workshop."""
        return any(map(self.has, rows))

    def is_out_on_repair(self, rows: Iterable[MemberRow]) -> bool:
        """Whether nobody is in the workshop because of a call: then that is why the phone is forwarded."""
        there = tuple(rows)
        out = any(row.member in self.crew and row.status in OUT_ON_A_CALL for row in there)
        return out and not self.is_heard(there)


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody hears the owners: nobody of maintenance is in the workshop since then at the latest, and `phones` are not forwarded."""

    phones: tuple[str, ...]
    since: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether it has lasted longer than a change of hands."""
        return now - self.since >= GRACE

    def condition(self, now: datetime) -> Condition | None:
        """What sounds, by the rules of all alarms; None within the grace."""
        return Condition(f"line:{','.join(self.phones)}:gap", Level.URGENT) if self.is_open(now) else None


def find_gap(
    workshop: Workshop, rows: Iterable[MemberRow], lines: Iterable[LineRow], now: datetime, before: Gap | None = None
) -> Gap | None:
    """The gap at `now`; None while somebody hears the owners, or while nobody has ever said where anybody of maintenance is.

    `before` is the gap of the moment before, if there was one: who is out and then arrives does not leave again. Without it, as
    at the start of the program, it counts from the last change known.
    """
    unheard = tuple(line for line in lines if line.number in workshop.phones and not line.is_here)
    if not unheard:
        return None
    known = tuple(row for row in rows if row.member in workshop.crew and row.since is not None)
    if not known or workshop.is_heard(known):
        return None
    left = max(row.since for row in known if row.since is not None)
    since = min(now, *(max(left, line.since or left) for line in unheard))
    return Gap(tuple(line.number for line in unheard), min(since, before.since) if before else since)


def may_go_back(workshop: Workshop, rows: Iterable[MemberRow], line: LineRow) -> bool:
    """Whether the phone may be taken back: it was forwarded for good, not ring by ring, and somebody is in the workshop."""
    is_for_good = line.why != DIVERTED_RING or line.divert_reason is DivertReason.UNCONDITIONAL
    return line.is_here and is_for_good and workshop.is_heard(rows)


def phone_shown(lines: Sequence[LineRow], gap: Gap | None) -> LineRow | None:
    """Of several maintenance phones the one that matters most: not heard, else forwarded here last, else the first."""
    unheard = (line for line in lines if gap and line.number in gap.phones)
    here = sorted(((line.since, line.number, line) for line in lines if line.is_here and line.since), reverse=True)
    return next(unheard, next((line for _, _, line in here), next(iter(lines), None)))


def _words_of(member: Member, site: Site) -> frozenset[str]:
    place = next((one for one in site.places if one.code == member.base), None)
    names = (place.name_zh, place.name_en, place.short_zh, place.short_en) if place else ()
    return frozenset(plain(name) for name in (member.base, *names) if name)
