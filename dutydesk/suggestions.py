"""Whom to hand a call to: a deterministic ranking of the crew that says why, and why the others were passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from dutydesk.crew import MemberRow
from dutydesk.places import Places
from dutydesk.site import Crew, CrewKind, Member, Place
from dutydesk.words import Status

FAR = 99
"""Distance in buildings where it is not known: after all that are."""


class Why(StrEnum):
    """A reason that the screen turns into words; `Reason.value` fills it."""

    CAME_BEFORE = "came_before"
    LAST_VISITOR = "last_visitor"
    LOAD = "load"
    DISTANCE = "distance"
    RESTED = "rested"
    OTHER_TRADE = "other_trade"
    OTHER_CREW = "other_crew"
    BUSY = "busy"
    OFFERED = "offered"
    AT_DESK = "at_desk"
    ON_BREAK = "on_break"
    AT_HOME = "at_home"
    TO_BE_CALLED = "to_be_called"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody stands where they stand; `value` is a number (calls, buildings, seconds) or a call's id."""

    why: Why
    value: int | str = 0


class Tier(IntEnum):
    """The order of the ranking: free and of the trade, then free in the crew asked, then busy of the trade, then anybody who can help.

    screens.md says "free first, then trade"; a free cleaner before a plumber who is done in five minutes would be no help with a
    burst pipe, so a busy person of the trade stands before a free one of another crew, as the picture of the console has it.
    """

    FREE_OF_TRADE = 0
    FREE_IN_CREW = 1
    BUSY_OF_TRADE = 2
    FREE_ELSEWHERE = 3
    BUSY_ELSEWHERE = 4
    ON_CALL_AT_HOME = 5


@dataclass(frozen=True, slots=True)
class Need:
    """What the call asks for: `trade` and `contractor` ("" for none) are codes of trades, `crew` the kind of crew asked first.

    `again` is who did the work before when it was not fixed, `passed` who declined or did not answer, `busy_with` the calls meant.
    """

    trade: str
    crew: CrewKind
    place: Place | None = None
    contractor: str = ""
    again: str = ""
    passed: tuple[str, ...] = ()
    call: str = ""


@dataclass(frozen=True, slots=True)
class Night:
    """What the shift knows: calls acknowledged by each member since it began, where each member is, who was last at the place."""

    load: Mapping[str, int]
    whereabouts: Mapping[str, Place]
    last_visitor: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One candidate with the reasons, the most telling first."""

    member: str
    tier: Tier
    row: MemberRow
    reasons: tuple[Reason, ...]

    @property
    def is_free(self) -> bool:
        """Whether nothing is in the way."""
        return self.tier in (Tier.FREE_OF_TRADE, Tier.FREE_IN_CREW, Tier.FREE_ELSEWHERE)


def suggest(
    need: Need, rows: Sequence[MemberRow], members: Sequence[Member], crews: Sequence[Crew], places: Places, night: Night, now: datetime
) -> tuple[Suggestion, ...]:
    """Everyone who could go, best first; people off duty and those at the desk are left out, though anyone may be chosen by name."""
    by_id = {row.member: row for row in rows}
    kinds = {crew.id: crew.kind for crew in crews}
    ranked = []
    for member in members:
        row = by_id.get(member.id)
        if row is None or not _can_go(row, member, need):
            continue
        tier = _tier(need, member, row, kinds.get(member.crew))
        far = _distance(need, row, places, night)
        suggestion = Suggestion(member.id, tier, row, _reasons(need, member, row, far, night, now))
        ranked.append((_key(need, member, row, tier, far, night), suggestion))
    ranked.sort(key=lambda one: one[0])
    return tuple(one for _, one in ranked)


def _can_go(row: MemberRow, member: Member, need: Need) -> bool:
    if row.officer or row.status is Status.OFF or (need.call and need.call in (row.call, *row.also)):
        return False
    if member.contractor:
        return bool({need.trade, need.contractor} & set(member.trades))
    return True


def _tier(need: Need, member: Member, row: MemberRow, crew: CrewKind | None) -> Tier:
    of_trade = need.trade in member.trades
    if row.status is Status.HOME or member.contractor:
        return Tier.ON_CALL_AT_HOME if not of_trade or row.status is Status.HOME else Tier.FREE_IN_CREW
    if row.call or row.status is Status.BREAK:
        return Tier.BUSY_OF_TRADE if of_trade else Tier.BUSY_ELSEWHERE
    if of_trade:
        return Tier.FREE_OF_TRADE
    return Tier.FREE_IN_CREW if crew is need.crew else Tier.FREE_ELSEWHERE


def _distance(need: Need, row: MemberRow, places: Places, night: Night) -> int | None:
    here = night.whereabouts.get(row.member)
    return places.distance(here, need.place) if here and need.place else None


def _key(need: Need, member: Member, row: MemberRow, tier: Tier, far: int | None, night: Night) -> tuple[object, ...]:
    strength = member.trades.index(need.trade) if need.trade in member.trades else len(member.trades)
    rest = row.since.timestamp() if row.since else 0.0
    return (
        member.id != need.again,
        member.id in need.passed,
        tier,
        row.status is not Status.FREE,
        strength,
        FAR if far is None else far,
        member.id != night.last_visitor,
        night.load.get(member.id, 0),
        rest,
        member.staff_number,
    )


_IN_THE_WAY = {
    Status.CALLED: Why.OFFERED,
    Status.BREAK: Why.ON_BREAK,
    Status.HOME: Why.AT_HOME,
    Status.TO_BE_CALLED: Why.TO_BE_CALLED,
}


def _reasons(need: Need, member: Member, row: MemberRow, far: int | None, night: Night, now: datetime) -> tuple[Reason, ...]:
    found = []
    if member.id == need.again:
        found.append(Reason(Why.CAME_BEFORE))
    if member.id in need.passed:
        found.append(Reason(Why.DECLINED))
    if row.status in _IN_THE_WAY:
        found.append(Reason(_IN_THE_WAY[row.status], row.call))
    elif row.call:
        found.append(Reason(Why.BUSY, row.call))
    if need.trade not in member.trades:
        found.append(Reason(Why.OTHER_TRADE))
    if far is not None:
        found.append(Reason(Why.DISTANCE, far))
    if member.id == night.last_visitor:
        found.append(Reason(Why.LAST_VISITOR))
    if not member.contractor:
        found.append(Reason(Why.LOAD, night.load.get(member.id, 0)))
    if row.status is Status.FREE and row.since:
        found.append(Reason(Why.RESTED, max(0, int((now - row.since).total_seconds()))))
    return tuple(found)
