"""Whom to hand a call to: a deterministic ranking of the crew that says why, and why the others were passed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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

    A contractor stands first where nobody of the site has the trade (lifts, gas), else last.

    screens.md says "free first, then trade"; a free cleaner before a plumber who is done in five minutes would be no help with a
    burst pipe, so a busy person of the trade stands before a free one of another crew, as the picture of the console has it.
    """

    FREE_OF_TRADE = 0
    FREE_IN_CREW = 1
    BUSY_OF_TRADE = 2
    FREE_ELSEWHERE = 3
    BUSY_ELSEWHERE = 4
    ON_CALL_AT_HOME = 5
    CONTRACTOR = 6


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
class Board:
    """What is known of the crew at `now`: rows, register, calls acknowledged by each member this shift, where each member is.

    `last_visitor` is who was last at the place of the call, "" when nobody was.
    """

    now: datetime
    rows: Sequence[MemberRow]
    members: Sequence[Member]
    crews: Sequence[Crew]
    places: Places
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


def suggest(need: Need, board: Board) -> tuple[Suggestion, ...]:
    """Everyone who could go, best first; people off duty and those at the desk are left out, though anyone may be chosen by name."""
    rows = {row.member: row for row in board.rows}
    kinds = {crew.id: crew.kind for crew in board.crews}
    able = [(member, row) for member in board.members if (row := rows.get(member.id)) and _can_go(row, member, need)]
    has_own = any(need.trade in member.trades for member in board.members if not member.contractor)
    ranked = [_ranked(need, board, member, row, _tier(need, member, row, kinds.get(member.crew), has_own=has_own)) for member, row in able]
    ranked.sort(key=lambda one: one[0])
    return tuple(one for _, one in ranked)


def _can_go(row: MemberRow, member: Member, need: Need) -> bool:
    if row.officer or row.status is Status.OFF or (need.call and need.call in (row.call, *row.also)):
        return False
    if member.contractor:
        return bool({need.trade, need.contractor} & set(member.trades))
    return True


def _tier(need: Need, member: Member, row: MemberRow, crew: CrewKind | None, *, has_own: bool) -> Tier:
    of_trade = need.trade in member.trades
    if row.status is Status.HOME:
        return Tier.ON_CALL_AT_HOME
    if member.contractor:
        return Tier.FREE_OF_TRADE if of_trade and not has_own else Tier.CONTRACTOR
    if row.call or row.status is Status.BREAK:
        return Tier.BUSY_OF_TRADE if of_trade else Tier.BUSY_ELSEWHERE
    if of_trade:
        return Tier.FREE_OF_TRADE
    return Tier.FREE_IN_CREW if crew is need.crew else Tier.FREE_ELSEWHERE


def _ranked(need: Need, board: Board, member: Member, row: MemberRow, tier: Tier) -> tuple[tuple[object, ...], Suggestion]:
    here = board.whereabouts.get(row.member)
    far = board.places.distance(here, need.place) if here and need.place else None
    load = board.load.get(member.id, 0)
    key = (
        member.id != need.again,
        member.id in need.passed,
        tier,
        row.status is not Status.FREE,
        member.trades.index(need.trade) if need.trade in member.trades else len(member.trades),
        FAR if far is None else far,
        member.id != board.last_visitor,
        load,
        row.since.timestamp() if row.since else 0.0,
        member.staff_number,
    )
    reasons = [*_for(need, board, member, far), *_against(need, member, row)]
    if not member.contractor:
        reasons.append(Reason(Why.LOAD, load))
    if row.status is Status.FREE and row.since:
        reasons.append(Reason(Why.RESTED, max(0, int((board.now - row.since).total_seconds()))))
    return key, Suggestion(member.id, tier, row, tuple(reasons))


_IN_THE_WAY = {
    Status.CALLED: Why.OFFERED,
    Status.BREAK: Why.ON_BREAK,
    Status.HOME: Why.AT_HOME,
    Status.TO_BE_CALLED: Why.TO_BE_CALLED,
}


def _for(need: Need, board: Board, member: Member, far: int | None) -> Iterator[Reason]:
    if member.id == need.again:
        yield Reason(Why.CAME_BEFORE)
    if member.id == board.last_visitor:
        yield Reason(Why.LAST_VISITOR)
    if far is not None:
        yield Reason(Why.DISTANCE, far)


def _against(need: Need, member: Member, row: MemberRow) -> Iterator[Reason]:
    if member.id in need.passed:
        yield Reason(Why.DECLINED)
    if row.status in _IN_THE_WAY:
        yield Reason(_IN_THE_WAY[row.status], row.call)
    elif row.call:
        yield Reason(Why.BUSY, row.call)
    if need.trade not in member.trades:
        yield Reason(Why.OTHER_TRADE)
