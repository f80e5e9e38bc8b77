"""Who is on duty: sign-on, sign-off and status of crew members, and where the maintenance phone is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dutydesk import events as ev
from dutydesk.journal import Fact, View
from dutydesk.refusals import RefusedError
from dutydesk.words import Status


def sign_on(view: View, *, member: str, officer: bool) -> Sequence[Fact]:
    """`member` comes on duty; as officer they sit at the desk."""
    row = view.member(member)
    if row.own.is_on_duty and row.officer == officer:
        raise RefusedError("crew.already_on_duty", member=member)
    return [Fact(f"crew:{member}", ev.CrewSignedOn(officer))]


def sign_off(view: View, *, member: str, officer: str) -> Sequence[Fact]:
    """`member` goes off duty; every open call they hold or first received passes to `officer` ("" when there is none)."""
    resting = view.calls_resting_on(member)
    if resting and officer in ("", member):
        raise RefusedError("crew.still_holds", member=member, calls=", ".join(str(call.counter) for call in resting))
    passed = [Fact(f"call:{call.id}", ev.CallPassedOn(member, officer)) for call in resting]
    return [*passed, Fact(f"crew:{member}", ev.CrewSignedOff())]


def set_status(
    view: View, *, member: str, status: Status, where: str = "", expected_free: datetime | None = None, told: datetime | None = None
) -> Sequence[Fact]:
    """A status by hand. Going off duty while holding calls is a sign-off, which names who takes them."""
    if not status.is_by_hand:
        raise RefusedError("crew.status_follows_calls", status=status.value)
    _refuse_future(view, told)
    resting = view.calls_resting_on(member) if status is Status.OFF else ()
    if resting:
        raise RefusedError("crew.still_holds", member=member, calls=", ".join(str(call.counter) for call in resting))
    return [Fact(f"crew:{member}", ev.CrewStatusSet(status, where, expected_free), told)]


def forward_line(view: View, *, number: str, why: str = "by_hand", note: str = "", told: datetime | None = None) -> Sequence[Fact]:
    """The maintenance phone now rings here."""
    if view.line(number).is_here:
        raise RefusedError("line.already_here", line=number)
    _refuse_future(view, told)
    return [Fact(f"line:{number}", ev.LineForwarded(why, note=note), told)]


def return_line(view: View, *, number: str, told: datetime | None = None) -> Sequence[Fact]:
    """The maintenance phone is back at the workshop."""
    if not view.line(number).is_here:
        raise RefusedError("line.already_back", line=number)
    _refuse_future(view, told)
    return [Fact(f"line:{number}", ev.LineReturned(), told)]


def muster(_view: View, *, statuses: Sequence[tuple[str, Status, str]]) -> Sequence[Fact]:
    """How the crew stands when the desk begins its log: (member, status, where), in one act."""
    return [Fact(f"crew:{member}", ev.CrewStatusSet(status, where)) for member, status, where in statuses]


def _refuse_future(view: View, told: datetime | None) -> None:
    if told is not None and told > view.now:
        raise RefusedError("time.in_future")
