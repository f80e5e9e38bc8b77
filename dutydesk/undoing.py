"""Which entries of a subject still stand: those whose act was not taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dutydesk.entries import Happened
from dutydesk.events import EntryUndone


def standing(told: Iterable[Happened]) -> Sequence[Happened]:
    """`told` (one subject's entries, in order) without the undone ones and the undoings themselves."""
    kept = tuple(told)
    undone = {one.event.act for one in kept if isinstance(one.event, EntryUndone)}
    if not undone:
        return kept
    return tuple(one for one in kept if one.entry.act not in undone and not isinstance(one.event, EntryUndone))
