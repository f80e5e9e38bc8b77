"""The action registry: every key, button, entry of the key help and line of the key bar comes from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Group(StrEnum):
    """What an action is about, in the order of the key help."""

    CALL = "call"
    LOOK = "look"
    DESK = "desk"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Action:
    """One action. `label` and `short` are texts to be translated; `command` is the word of the command line that does the same.

    An action with `short` stands in the key bar. `keys` are written as Qt writes them; the first one is shown.
    """

    id: str
    keys: tuple[str, ...]
    group: Group
    label: object
    short: object = ""
    command: str = ""


ACTIONS: tuple[Action, ...] = (
    Action(
        "call.take",
        ("F2",),
        Group.CALL,
        QT_TRANSLATE_NOOP("Actions", "Take the ringing call, else a new one"),
        QT_TRANSLATE_NOOP("Actions", "Take"),
    ),
    Action(
        "call.hand_off",
        ("F3",),
        Group.CALL,
        QT_TRANSLATE_NOOP("Actions", "Hand off the selected call"),
        QT_TRANSLATE_NOOP("Actions", "Hand off"),
        "hand",
    ),
    Action(
        "call.next_step",
        ("F5",),
        Group.CALL,
        QT_TRANSLATE_NOOP("Actions", "Next step of the selected call"),
        QT_TRANSLATE_NOOP("Actions", "Next step"),
    ),
    Action("call.choose_step", ("Shift+F5",), Group.CALL, QT_TRANSLATE_NOOP("Actions", "Choose a step of the selected call")),
    Action(
        "call.follow_up",
        ("F6",),
        Group.CALL,
        QT_TRANSLATE_NOOP("Actions", "Follow up with the caller"),
        QT_TRANSLATE_NOOP("Actions", "Follow up"),
        "follow",
    ),
    Action(
        "call.relay",
        ("F7",),
        Group.CALL,
        QT_TRANSLATE_NOOP("Actions", "Relay: a guard or cleaner brings a call"),
        QT_TRANSLATE_NOOP("Actions", "Relay"),
        "relay",
    ),
    Action(
        "call.park", ("Esc",), Group.CALL, QT_TRANSLATE_NOOP("Actions", "Park the half-typed call"), QT_TRANSLATE_NOOP("Actions", "Park")
    ),
    Action("call.discard", ("Shift+Esc",), Group.CALL, QT_TRANSLATE_NOOP("Actions", "Throw the half-typed call away")),
    Action("call.show_number", ("Alt+P",), Group.CALL, QT_TRANSLATE_NOOP("Actions", "Show the full number; it is recorded")),
    Action("call.answer_yes", ("Alt+Y",), Group.CALL, QT_TRANSLATE_NOOP("Actions", "Yes to the next question to the caller")),
    Action("call.answer_no", ("Alt+N",), Group.CALL, QT_TRANSLATE_NOOP("Actions", "No to the next question to the caller")),
    Action("call.look_at_same", ("Alt+L",), Group.CALL, QT_TRANSLATE_NOOP("Actions", "Look at the open call that it may be")),
    Action("call.chase_same", ("Alt+C",), Group.CALL, QT_TRANSLATE_NOOP("Actions", "It is that open call, and the caller chases")),
    Action(
        "look.find",
        ("F10",),
        Group.LOOK,
        QT_TRANSLATE_NOOP("Actions", "Find a call, a person or a place"),
        QT_TRANSLATE_NOOP("Actions", "Find"),
        "find",
    ),
    Action("look.input", ("Ctrl+K",), Group.LOOK, QT_TRANSLATE_NOOP("Actions", "Go to the input line")),
    Action("look.crew", ("Ctrl+B",), Group.LOOK, QT_TRANSLATE_NOOP("Actions", "Go to the crew board; Page Up and Page Down scroll it")),
    Action(
        "look.timeline",
        ("Ctrl+J",),
        Group.LOOK,
        QT_TRANSLATE_NOOP("Actions", "Go to the shift timeline; arrows walk, + and - zoom, Esc goes back"),
    ),
    Action("look.command", ("/", ";"), Group.LOOK, QT_TRANSLATE_NOOP("Actions", "Begin a command")),
    Action("desk.undo", ("Ctrl+Z",), Group.DESK, QT_TRANSLATE_NOOP("Actions", "Undo the last step"), QT_TRANSLATE_NOOP("Actions", "Undo")),
    Action("desk.author", ("Alt+U",), Group.DESK, QT_TRANSLATE_NOOP("Actions", "Switch between the officers who have signed on")),
    Action("desk.mute", ("Alt+M",), Group.DESK, QT_TRANSLATE_NOOP("Actions", "Alarms silent for ten minutes, or sound again")),
    Action(
        "desk.phone",
        ("Alt+F",),
        Group.DESK,
        QT_TRANSLATE_NOOP("Actions", "The maintenance phone was forwarded here, or taken back to the workshop"),
        command="phone",
    ),
    Action("desk.sign_on", ("Ctrl+O",), Group.DESK, QT_TRANSLATE_NOOP("Actions", "Sign officers on")),
    Action("window.help", ("F1",), Group.WINDOW, QT_TRANSLATE_NOOP("Actions", "All keys"), QT_TRANSLATE_NOOP("Actions", "Keys"), "help"),
    Action("window.tour", ("Ctrl+F1",), Group.WINDOW, QT_TRANSLATE_NOOP("Actions", "Tour of the first six keys")),
    Action("window.notices", ("Ctrl+N",), Group.WINDOW, QT_TRANSLATE_NOOP("Actions", "The notices so far")),
    Action(
        "window.phones",
        ("Ctrl+R",),
        Group.WINDOW,
        QT_TRANSLATE_NOOP("Actions", "Phone calls: the latest, and what they amount to"),
        command="rings",
    ),
    Action("window.health", ("Ctrl+H",), Group.WINDOW, QT_TRANSLATE_NOOP("Actions", "Health: what works, and what to do")),
    Action(
        "window.phone_settings",
        ("Ctrl+,",),
        Group.WINDOW,
        QT_TRANSLATE_NOOP("Actions", "Phones: set up the sources and the lines"),
        command="settings",
    ),
    Action(
        "window.ring_test", ("Ctrl+Shift+R",), Group.WINDOW, QT_TRANSLATE_NOOP("Actions", "Ring test: what the exchange tells of a ring")
    ),
    Action("window.language", ("Ctrl+L",), Group.WINDOW, QT_TRANSLATE_NOOP("Actions", "Chinese or English")),
    Action("window.theme", ("Ctrl+T",), Group.WINDOW, QT_TRANSLATE_NOOP("Actions", "Night or day theme, until the clock changes it")),
    Action("window.theme_by_clock", ("Ctrl+Shift+T",), Group.WINDOW, QT_TRANSLATE_NOOP("Actions", "Night and day theme by the clock")),
    Action("window.dim", ("Ctrl+D",), Group.WINDOW, QT_TRANSLATE_NOOP("Actions", "Dim the night theme, and back")),
)

RESERVED = {
    "crew.station": "F4",
    "incident.join": "F8",
    "shift.handover": "F9",
    "look.wall_board": "F11",
    "desk.fire_mode": "F12",
    "window.print": "Ctrl+P",
}
"""Keys that no other action may take: what they do comes later, and a key that does nothing is not shown."""


class Actions(QObject):
    """The actions as the window has them. Only one that something was bound to works, and only such a one is shown anywhere.

    `triggered` carries the id of an action that is about to be done.
    """

    changed = Signal()
    triggered = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._known = {action.id: action for action in ACTIONS}
        self._bound: dict[str, QAction] = {}
        self._relabelled: dict[str, str] = {}

    def bind(self, action: str, slot: Callable[[], object]) -> QAction:
        """Let `slot` be what the action does from now on. Raises KeyError for an action that the registry does not have."""
        known = self._known[action]
        before = self._bound.pop(action, None)
        if before is not None:
            self._window.removeAction(before)
            before.deleteLater()
        made = QAction(self._window)
        made.setObjectName(action)
        made.setShortcuts([QKeySequence(key) for key in known.keys])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setAutoRepeat(False)
        made.triggered.connect(partial(self.triggered.emit, action))
        made.triggered.connect(slot)
        self._window.addAction(made)
        self._bound[action] = made
        self.retranslate()
        return made

    def working(self) -> tuple[Action, ...]:
        """The actions that do something now, in the order of the registry."""
        return tuple(action for action in ACTIONS if action.id in self._bound)

    def relabel(self, action: str, short: str) -> None:
        """Say more exactly what a key would do now, in the language spoken; "" goes back to the registry's words."""
        if self._relabelled.get(action, "") == short:
            return
        self._relabelled[action] = short
        self.changed.emit()

    def enable(self, action: str, is_enabled: bool) -> None:
        """Whether the action can be done now."""
        found = self._bound.get(action)
        if found is not None and found.isEnabled() is not is_enabled:
            found.setEnabled(is_enabled)
            self.changed.emit()

    def is_enabled(self, action: str) -> bool:
        """Whether the action works and can be done now."""
        found = self._bound.get(action)
        return found is not None and found.isEnabled()

    def trigger(self, action: str) -> None:
        """Do it, as its key would. Raises KeyError for one that nothing is bound to."""
        self._bound[action].trigger()

    def short(self, action: Action) -> str:
        """Its words in the key bar; "" for one that does not stand there."""
        said = self._relabelled.get(action.id) or translated(action.short)
        return said if action.short else ""

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        for action, made in self._bound.items():
            made.setText(translated(self._known[action].label))
        self.changed.emit()


def translated(text: object) -> str:
    """A text of the registry in the language that is spoken."""
    return QCoreApplication.translate("Actions", str(text)) if text else ""


def shown_key(action: Action) -> str:
    """The key as it is drawn: "Shift+F5"."""
    return action.keys[0]
