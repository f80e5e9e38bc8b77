"""A crew member's row on the board: their own entries, and what the calls that name them say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dutydesk import events as ev
from dutydesk.calls import Call
from dutydesk.entries import Happened
from dutydesk.site import Member
from dutydesk.undoing import standing
from dutydesk.words import Stage, Status, Step, Told


@dataclass(frozen=True, slots=True)
class OwnStatus:
    """What a person's own entries say, before any call: the status by hand, and whether they sit at the desk."""

    status: Status = Status.OFF
    since: datetime | None = None
    where: str = ""
    expected_free: datetime | None = None
    officer: bool = False


def usual_told(member: Member | None) -> Told:
    """How somebody is told of a call where nobody said how: a contractor has no radio of the site."""
    return Told.PHONE if member is not None and member.contractor else Told.RADIO


@dataclass(frozen=True, slots=True)
class MemberRow:
    """What the board shows of one person. `call` is the call they are on, `also` further ones that wait for them."""

    member: str
    status: Status = Status.OFF
    since: datetime | None = None
    where: str = ""
    expected_free: datetime | None = None
    officer: bool = False
    own: Status = Status.OFF
    call: str = ""
    also: tuple[str, ...] = ()

    @property
    def is_on_duty(self) -> bool:
        """Whether the person is here and working."""
        return self.own.is_on_duty or self.status.is_on_duty


def fold_own(told: Iterable[Happened]) -> OwnStatus:
    """The status that a person's own entries (in order) leave."""
    own = OwnStatus()
    for one in standing(told):
        own = _evolve(own, one)
    return own


def _evolve(own: OwnStatus, one: Happened) -> OwnStatus:
    match one.event:
        case ev.CrewStatusSet() as event:
            stays = own.officer and event.status.is_on_duty
            return OwnStatus(event.status, one.entry.at, event.where, event.expected_free, stays)
        case ev.CrewSignedOn() as event:
            return OwnStatus(Status.FREE, one.entry.at, officer=event.officer)
        case ev.CrewSignedOff():
            return OwnStatus(Status.OFF, one.entry.at)
        case _:
            return own


BUSIEST = {Status.ON_SITE: 0, Status.ON_THE_WAY: 1, Status.HELPING: 2, Status.CALLED_OUT: 3, Status.ACCEPTED: 3, Status.CALLED: 4}
"""Of two things at once the first of these shows."""


def member_row(member: str, own: OwnStatus, calls: Iterable[Call], *, contractor: bool = False) -> MemberRow:
    """The row of `member`: a pure function of their own entries and of the calls that name them."""
    at_work = sorted(
        (found for call in calls if (found := doing(member, call, contractor=contractor))), key=lambda one: (BUSIEST[one[0]], one[2])
    )
    row = MemberRow(member, own.status, own.since, own.where, own.expected_free, own.officer, own.status)
    if not at_work:
        return row
    status, since, call = at_work[0]
    return replace(row, status=status, since=since, where="", call=call, also=tuple(one[2] for one in at_work[1:]))


def doing(member: str, call: Call, *, contractor: bool = False) -> tuple[Status, datetime, str] | None:
    """What the call says that the member is doing, since when, and the call; None when it says nothing of them."""
    if not call.stage.is_work:
        return None
    if call.offer and call.offer.to == member:
        return Status.CALLED, call.offer.since, call.id
    if member in call.helpers:
        return Status.HELPING, call.helpers[member], call.id
    if member != call.worker or member != call.holder:
        return None
    status = {Stage.ACCEPTED: Status.ACCEPTED, Stage.EN_ROUTE: Status.ON_THE_WAY, Stage.ON_SITE: Status.ON_SITE}.get(call.stage)
    if status is None:
        return None
    if contractor and status is Status.ACCEPTED:
        status = Status.CALLED_OUT
    return status, _since(call, status), call.id


LATELY = timedelta(hours=24)
"""Work that was acknowledged before this says nothing of how rested somebody is."""


def work_ended(calls: Iterable[Call]) -> dict[str, datetime]:
    """When the latest work of each worker ended, of `calls`."""
    ended: dict[str, datetime] = {}
    for call in calls:
        at = call.time(Step.COMPLETED) or call.time(Step.CLOSED)
        if call.worker and at is not None and not call.stage.is_work:
            ended[call.worker] = max(at, ended.get(call.worker, at))
    return ended


def rested(row: MemberRow, ended: Mapping[str, datetime]) -> MemberRow:
    """The row of somebody on duty without a call counts from the end of their latest work, where that came after the status by hand."""
    at = ended.get(row.member)
    if at is None or row.since is None or row.call or not row.own.is_on_duty or at <= row.since:
        return row
    return replace(row, since=at)


def _since(call: Call, status: Status) -> datetime:
    step = {Status.ON_THE_WAY: Step.SET_OUT, Status.ON_SITE: Step.ARRIVED}.get(status)
    moved = call.time(step) if step else None
    return moved or call.held_since or call.received_at
