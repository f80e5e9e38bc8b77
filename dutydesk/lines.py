"""Where the maintenance phone is: at the workshop, or forwarded here since when and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dutydesk import events as ev
from dutydesk.entries import Happened
from dutydesk.undoing import standing
from dutydesk.words import DivertReason

DIVERTED_RING = "diverted_ring"
"""Why a phone counts as forwarded here when a ring came diverted from it."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line. `since` is None while nobody has said anything."""

    number: str
    is_here: bool = False
    since: datetime | None = None
    why: str = ""
    by: str = ""
    divert_reason: DivertReason = DivertReason.NONE
    note: str = ""

    @property
    def rings_there_first(self) -> bool:
        """Whether the exchange diverts only what nobody takes at the workshop: then a ring there is no sign against it."""
        unanswered = (DivertReason.NO_ANSWER, DivertReason.BUSY, DivertReason.UNAVAILABLE)
        return self.is_here and self.why == DIVERTED_RING and self.divert_reason in unanswered


def fold_line(subject: str, told: Iterable[Happened]) -> LineRow:
    """The line that its entries make."""
    row = LineRow(subject.partition(":")[2])
    for one in standing(told):
        entry = one.entry
        match one.event:
            case ev.LineForwarded() as event:
                row = LineRow(
                    row.number,
                    is_here=True,
                    since=entry.at,
                    why=event.why,
                    by=entry.actor,
                    divert_reason=event.divert_reason,
                    note=event.note,
                )
            case ev.LineReturned() as event:
                row = LineRow(row.number, since=entry.at, why=event.why, by=entry.actor)
            case _:
                pass
    return row
