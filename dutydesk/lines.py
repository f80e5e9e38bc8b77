"""Where the maintenance phone is: at the workshop, or forwarded here since when and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dutydesk import events as ev
from dutydesk.entries import Happened
from dutydesk.undoing import standing


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line. `since` is None while nobody has said anything."""

    number: str
    is_here: bool = False
    since: datetime | None = None
    why: str = ""
    by: str = ""


def fold_line(subject: str, told: Iterable[Happened]) -> LineRow:
    """The line that its entries make."""
    row = LineRow(subject.partition(":")[2])
    for one in standing(told):
        match one.event:
            case ev.LineForwarded() as event:
                row = LineRow(row.number, is_here=True, since=one.entry.at, why=event.why, by=one.entry.actor)
            case ev.LineReturned():
                row = LineRow(row.number, since=one.entry.at, by=one.entry.actor)
            case _:
                pass
    return row
