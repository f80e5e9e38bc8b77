"""The six keys of the tour, in the order of a call's life."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

INPUT = "input"
"""The input line; every other `beside` is the action whose key in the key bar is meant."""


@dataclass(frozen=True, slots=True)
class Step:
    """One key: what is drawn of it, one sentence, and beside what it stands.

    Doing `action`, or recording a fact of `kind`, goes on to the next step.
    """

    key: object
    sentence: object
    beside: str
    action: str = ""
    kind: str = ""


STEPS: tuple[Step, ...] = (
    Step(
        QT_TRANSLATE_NOOP("Tour", "F2"),
        QT_TRANSLATE_NOOP("Tour", "takes the call that rings, or begins one that somebody brings; nothing typed before is lost."),
        "call.take",
        action="call.take",
    ),
    Step(
        QT_TRANSLATE_NOOP("Tour", "{place} burst"),
        QT_TRANSLATE_NOOP("Tour", "Type where and what, as you would say it: a few letters find place, fault and how urgent it is."),
        INPUT,
        kind="call.taken",
    ),
    Step(
        QT_TRANSLATE_NOOP("Tour", "Enter"),
        QT_TRANSLATE_NOOP("Tour", "takes the call down; Enter once more hands it to whoever stands first, and says why."),
        INPUT,
        kind="call.handed_off",
    ),
    Step(
        QT_TRANSLATE_NOOP("Tour", "F5"),
        QT_TRANSLATE_NOOP("Tour", "is the next step on the crew's word: acknowledged, set out, arrived, completed."),
        "call.next_step",
        action="call.next_step",
    ),
    Step(
        QT_TRANSLATE_NOOP("Tour", "Ctrl+Z"),
        QT_TRANSLATE_NOOP("Tour", "takes your last step back, after Enter; so you need not be afraid of a wrong key."),
        "desk.undo",
        kind="entry.undone",
    ),
    Step(
        QT_TRANSLATE_NOOP("Tour", "F1"),
        QT_TRANSLATE_NOOP("Tour", "shows every key and command; Shift+F1 shows this tour again."),
        "window.help",
        action="window.help",
    ),
)


def said(text: object) -> str:
    """A text of the tour in the language that is spoken."""
    return QCoreApplication.translate("Tour", str(text))
