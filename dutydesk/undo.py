"""Undo by act: the same person takes their last step back, while nothing builds on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dutydesk.entries import Happened
from dutydesk.events import EntryUndone
from dutydesk.journal import Author, Fact, LastAct, View
from dutydesk.refusals import RefusedError
from dutydesk.undoing import is_undoable, standing

UNDO_WITHIN = timedelta(minutes=5)
"""How long an act may be taken back (domain.md, Life of a call: Rules)."""
NAMED_WITHIN = timedelta(hours=12)
"""How long the last act is named to who asks to undo it, a shift: what is too old is told, and not that there is nothing."""
_OF_A_SOURCE = ("phone.rang", "phone.answered", "phone.ended", "phone.joined")
_BUILDS_ON_NOTHING = frozenset({"call.noted", "call.caller_told", "call.chased", *_OF_A_SOURCE})
"""What was told besides, and what becomes of a phone call by itself: its caller hangs up."""
_OF_THE_SHIFT = frozenset({"crew.signed_on", "crew.signed_off"})
"""Coming and going is not undone by a key that means the last step of a call."""


def undo(view: View, *, act: str, author: Author) -> Sequence[Fact]:
    """Take `act` back: one `entry.undone` for each subject it wrote of.

    Refused when it is not there or undone already, of another kind, another person's, older than five minutes,
    or when a later act on the same subject builds on it.
    """
    entries = view.entries_of_act(act)
    if not entries:
        raise RefusedError("undo.nothing")
    if not is_undoable(entries):
        raise RefusedError("undo.not_undoable")
    if any(one.entry.entered_by != author.entered_by for one in entries):
        raise RefusedError("undo.not_yours")
    if view.now - entries[0].entry.recorded_at > UNDO_WITHIN:
        raise RefusedError("undo.too_late")
    subjects = tuple(dict.fromkeys(one.entry.subject for one in entries))
    for subject in subjects:
        _refuse_built_on(view.entries_of(subject), act)
    return [Fact(subject, EntryUndone(act)) for subject in subjects]


def _refuse_built_on(told: Sequence[Happened], act: str) -> None:
    left = standing(told)
    mine = [one.entry.order for one in left if one.entry.act == act]
    if not mine:
        raise RefusedError("undo.nothing")
    later = (one for one in left if one.entry.order > mine[-1] and one.entry.kind not in _BUILDS_ON_NOTHING)
    if any(later):
        raise RefusedError("undo.built_on")


def last_act(view: View, member: str, *, since: datetime) -> LastAct | None:
    """The newest act that `member` entered since then and that still stands; None when that was signing on or off, or there is none.

    What was done before it is never offered in its place: nobody takes back what they do not think of.
    """
    author = Author(member, member)
    for act in view.acts_entered_by(member, since):
        entries = tuple(view.entries_of_act(act))
        if not _stands(view, act, entries):
            continue
        if any(one.entry.kind in _OF_THE_SHIFT for one in entries):
            return None
        return LastAct(act, entries, _refusal(view, act, author))
    return None


def _stands(view: View, act: str, entries: Sequence[Happened]) -> bool:
    """Whether an act is neither an undoing nor taken back already."""
    subjects = dict.fromkeys(one.entry.subject for one in entries)
    return any(one.entry.act == act for subject in subjects for one in standing(view.entries_of(subject)))


def _refusal(view: View, act: str, author: Author) -> str:
    try:
        undo(view, act=act, author=author)
    except RefusedError as refused:
        return refused.code
    return ""
