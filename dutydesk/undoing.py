"""Which entries of a subject still stand: those whose act was not taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dutydesk.entries import Happened
from dutydesk.events import EntryUndone

_UNDOABLE = ("call.", "crew.", "line.", "phone.settled", "phone.called_back", "phone.dismissed", "phone.linked", "phone.told_status")


def standing(told: Iterable[Happened]) -> Sequence[Happened]:
    """`told` (one subject's entries, in order) without the undone ones and the undoings themselves."""
    kept = tuple(told)
    undone = {one.event.act for one in kept if isinstance(one.event, EntryUndone)}
    if not undone:
        return kept
    return tuple(one for one in kept if one.entry.act not in undone and not isinstance(one.event, EntryUndone))


def is_undoable(act: Sequence[Happened]) -> bool:
    """Whether the kinds of an act's entries may be taken back at all: not rings, reveals, signatures, or an undoing."""
    return bool(act) and all(one.entry.kind.startswith(_UNDOABLE) for one in act)
