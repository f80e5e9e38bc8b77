"""The foot of the window: the keys that work now, each also a button for the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.actions import Action, Actions, shown_key, translated
from ui.labels import key_cap, plain_label
from ui.theme import Looks

HELP = "window.help"


class KeyButton(QPushButton):
    """A key cap with its words; pressing it does the action. It never takes the focus from the input line."""

    wanted = Signal(str)

    def __init__(self, action: Action, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.action_id = action.id
        self.setObjectName(f"key.{action.id}")
        self.setProperty("role", "key")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self._tell)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._word = plain_label("small", f"word.{action.id}")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(key_cap(shown_key(action)))
        row.addWidget(self._word)

    def say(self, text: str, tip: str, is_enabled: bool) -> None:
        """Its words in short and in full, and whether it can be done now."""
        self._word.setText(text)
        self.setToolTip(tip)
        self.setEnabled(is_enabled)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint().expandedTo(QSize(32, 32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _tell(self) -> None:
        self.wanted.emit(self.action_id)


class KeyBar(QFrame):
    """All actions of the registry that work and have short words; those at the end give way where it is narrow, the help last of all."""

    def __init__(self, actions: Actions, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._buttons: dict[str, KeyButton] = {}
        self.setObjectName("keyBar")
        self.setFixedHeight(looks.theme.sizes.foot + 1)  # the line over it takes one
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 0, 18, 0)
        self._row.setSpacing(22)
        self._row.addStretch()
        actions.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Show what works now, in the words of now."""
        shown = [action for action in self._actions.working() if self._actions.short(action)]
        for position, action in enumerate(shown):
            if action.id not in self._buttons:
                button = KeyButton(action, self)
                button.wanted.connect(self._press)
                self._buttons[action.id] = button
                self._row.insertWidget(position, button)
            self._buttons[action.id].say(self._actions.short(action), self._tip(action), self._actions.is_enabled(action.id))
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._actions.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _tip(self, action: Action) -> str:
        return self.tr("{what} ({key})").format(what=translated(action.label), key=shown_key(action))

    def _press(self, action: str) -> None:
        if self._actions.is_enabled(action):
            self._actions.trigger(action)

    def _make_room(self) -> None:
        left = self.width() - 36
        for action in sorted(self._actions.working(), key=_gives_way):
            button = self._buttons.get(action.id)
            if button is not None:
                left -= button.sizeHint().width() + self._row.spacing()
                button.setVisible(left >= -self._row.spacing())


def _gives_way(action: Action) -> bool:
    """All but the key that tells of the others."""
    return action.id != HELP
