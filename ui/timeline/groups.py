"""Marks that would lie upon each other are drawn as one, with their number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dutydesk.calls import Call


@dataclass(frozen=True, slots=True)
class Group:
    """Calls received so near to each other that one mark stands for them."""

    calls: tuple[Call, ...]

    @property
    def at(self) -> datetime:
        """Where the mark stands: when the first of them was received."""
        return self.calls[0].received_at

    @property
    def foremost(self) -> Call:
        """The call whose level the mark shows: one with work to do before one that is done, then the most urgent, then the newest."""
        return min(reversed(self.calls), key=lambda call: (not call.stage.is_work, call.level))


def groups(calls: Iterable[Call], mark: float, count: float) -> tuple[Group, ...]:
    """`calls` in the order received, grouped; a mark takes `mark` seconds of the view, a group's number `count` more."""
    made: list[list[Call]] = []
    for call in calls:
        last = made[-1] if made else None
        room = mark + (count if last and len(last) > 1 else 0)
        if last and (call.received_at - last[0].received_at).total_seconds() < room:
            last.append(call)
        else:
            made.append([call])
    return tuple(Group(tuple(one)) for one in made)
