"""The keys of the centre: what the action registry's actions do there."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut

from dutydesk.next_steps import NextStep
from ui import texts
from ui.actions import Actions
from ui.centre.centre import Centre

_HAVE_KEYS = (NextStep.HAND_OFF, NextStep.FOLLOW_UP)


def bind(actions: Actions, centre: Centre) -> None:
    """Bind every action of calls and of the input line to the centre, and Alt+1 to Alt+9 to the parked calls."""
    slots = {
        "call.take": centre.take,
        "call.hand_off": centre.hand_off,
        "call.next_step": centre.next_step,
        "call.choose_step": centre.choose_step,
        "call.follow_up": centre.follow_up,
        "call.relay": centre.relay,
        "call.park": centre.park,
        "call.discard": centre.discard,
        "call.show_number": centre.correcting.reveal_number,
        "call.answer_yes": centre.parts.sheet.asks.answer_yes,
        "call.answer_no": centre.parts.sheet.asks.answer_no,
        "call.look_at_same": centre.parts.sheet.asks.open_first,
        "call.chase_same": centre.parts.sheet.asks.chase_first,
        "look.find": centre.find_something,
        "desk.undo": centre.undo,
    }
    for action, slot in slots.items():
        actions.bind(action, slot)
    actions.bind("look.input", centre.focus_input)
    actions.bind("look.command", centre.start_command)
    for number in range(1, 10):
        shortcut = QShortcut(QKeySequence(f"Alt+{number}"), centre)
        shortcut.activated.connect(partial(centre.resume, number - 1))
    centre.step_changed.connect(partial(_relabel, actions))


def _relabel(actions: Actions, step: NextStep | None) -> None:
    """A step that has a key of its own stands beside that key, and is not said twice."""
    is_said = step is not None and step not in _HAVE_KEYS
    actions.relabel("call.next_step", texts.next_step(step) if step and is_said else "")
