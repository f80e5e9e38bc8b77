"""What the crew does between calls: guards go on patrol and come back to their posts, everybody has a break now and then."""

from __future__ import annotations

from datetime import datetime, timedelta

from dutydesk import duty
from dutydesk.crew import MemberRow
from dutydesk.drills.deeds import Deed, dice
from dutydesk.drills.sight import Sight
from dutydesk.journal import Author
from dutydesk.words import Status

_HOUR = 3600
_BREAK = 18 * 60
_PATROL = 35 * 60
ROUND = timedelta(hours=3)
"""Once in so long everybody has a break."""


class Rounds:
    """Answers what somebody who is not on a call should be doing."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight

    def next(self, row: MemberRow) -> Deed | None:
        """The change of status that is due for one person; None while all is as it should be."""
        member, own = self._sight.members.get(row.member), row.own
        if member is None or member.contractor or row.officer or row.call or own in (Status.OFF, Status.HOME):
            return None
        status, until = self._wanted(row.member, member.trades[0] if member.trades else "")
        if status is own:
            return None
        where = "" if status is Status.BREAK else member.base
        given = {"member": row.member, "status": status, "where": where, "expected_free": until if status is Status.BREAK else None}
        officer = self._sight.officer
        return Deed(f"crew:{row.member}", self._sight.now, Author(officer, officer), duty.set_status, given)

    def _wanted(self, member: str, trade: str) -> tuple[Status, datetime]:
        """What they should be doing now, by a round of their own, and until when."""
        seconds = int(self._sight.now.timestamp())
        lap, at = divmod(seconds + dice("round", member).below(int(ROUND.total_seconds())), int(ROUND.total_seconds()))
        begins = dice("break", member, lap).below(int(ROUND.total_seconds()) - _BREAK)
        if begins <= at < begins + _BREAK:
            return Status.BREAK, self._sight.now + timedelta(seconds=begins + _BREAK - at)
        until = self._sight.now
        if trade == "patrol":
            return (Status.PATROL if at % _HOUR < _PATROL else Status.ON_POST), until
        return (Status.ON_POST if trade == "guard" else Status.FREE), until
