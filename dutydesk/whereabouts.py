"""What a ring proves of where the maintenance phone is: nobody need say what the exchange has shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dutydesk import events as ev
from dutydesk.journal import Fact, View
from dutydesk.lines import DIVERTED_RING, LineRow
from dutydesk.phone_calls import PhoneCall
from dutydesk.words import DivertReason, PhoneOutcome


def where_it_rang(view: View, rang: ev.PhoneRang, at: datetime, phones: frozenset[str]) -> Sequence[Fact]:
    """The facts of a new ring at `at`, as far as `phones` go.

    Diverted from a phone, it shows that this one is forwarded here; but a phone that is busy has somebody at it. Undiverted on
    a phone, it shows that it is not forwarded, unless the exchange lets it ring there first.
    """
    if rang.diverted_from in phones and rang.divert_reason is not DivertReason.BUSY:
        row = view.line(rang.diverted_from)
        known = row.is_here or _is_older(at, row)
        return [] if known else [Fact(f"line:{row.number}", ev.LineForwarded(DIVERTED_RING, rang.divert_reason))]
    if rang.line in phones and not rang.diverted_from:
        row = view.line(rang.line)
        stays = not row.is_here or row.rings_there_first or _is_older(at, row)
        return [] if stays else [Fact(f"line:{row.number}", ev.LineReturned("rang_there"))]
    return []


def where_it_was_answered(
    view: View, ring: PhoneCall | None, outcome: PhoneOutcome | None, at: datetime, phones: frozenset[str]
) -> Sequence[Fact]:
    """The facts of how a ring went on: whoever answers it on the phone itself, and not in this room, has that phone."""
    if ring is None or outcome is not PhoneOutcome.ANSWERED_ELSEWHERE or ring.line not in phones or ring.diverted_from:
        return []
    row = view.line(ring.line)
    return [Fact(f"line:{row.number}", ev.LineReturned("answered_there"))] if row.is_here and not _is_older(at, row) else []


def _is_older(at: datetime, row: LineRow) -> bool:
    """Whether what is heard is of a time before that of what is known: it came late."""
    return row.since is not None and at < row.since
