"""The fields of the page, made from their descriptions: a heading, what is typed, and below it a hint or what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from dutydesk.phone_fields import YES, Field
from dutydesk.settings import new_token
from ui.first_start.button import EnterButton
from ui.labels import plain_label

Say = Callable[..., str]
SHOWN_FOR = 20_000
"""Milliseconds after which a secret is hidden again."""
LONGEST = 500
"""Characters that a field takes."""


class FormField(QWidget):
    """One field. `changed` tells that something was typed, `entered` that Enter was pressed."""

    changed = Signal()
    entered = Signal()

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self._has_hint = field, True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._heading, self._hint = plain_label("field"), plain_label("muted")
        self.fault = plain_label("fault", f"fault.{name}")
        for label in (self._hint, self.fault):
            label.setWordWrap(True)
        self.fault.hide()
        self.line = QLineEdit()
        self.line.setObjectName(f"phones.{name}")
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(field.usual)
        self.line.textEdited.connect(self.changed)
        self.line.returnPressed.connect(self.entered)
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        self.row.addWidget(self.line, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(self._heading)
        self.column.addLayout(self.row)
        self.column.addWidget(self._hint)
        self.column.addWidget(self.fault)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Put in what the file holds; what is the same keeps its caret."""
        if self.line.text() != text:
            self.line.setText(text)
            self.line.home(False)

    def say(self, say: Say, about: str = "") -> None:
        """Its words in the language that is spoken; `about` says of which line it is."""
        heading, hint = say(self.field.label), say(self.field.hint)
        self._heading.setText(heading)
        self._hint.setText(hint)
        self._show_hint()
        self.line.setAccessibleName(f"{about} {heading}".strip())
        self.line.setAccessibleDescription(hint)

    def spare_hint(self, *, is_spared: bool) -> None:
        """The hint stands at another field of the same kind: here it is a tool tip."""
        self._has_hint = not is_spared
        self.line.setToolTip(self._hint.text() if is_spared else "")
        self._show_hint()

    def _show_hint(self) -> None:
        self._hint.setVisible(self._has_hint and bool(self._hint.text()) and self.fault.isHidden())

    def complain(self, sentence: str) -> None:
        """Say what is wrong in the place of the hint; "" when nothing is."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self._show_hint()
        if sentence:
            self.line.setAccessibleDescription(sentence)


class SecretField(FormField):
    """Dots, until a button shows them; they come back by themselves. `shown_changed` tells of both."""

    shown_changed = Signal()

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(field, name, parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.shower = _button(f"phonesShow.{name}", self._turn)
        self.maker = _button(f"phonesMake.{name}", self.make_up)
        self.row.addWidget(self.shower)
        self.row.addWidget(self.maker)
        self.maker.setVisible(field.is_made_up)
        self._hides_again = QTimer(self)
        self._hides_again.setSingleShot(True)
        self._hides_again.setInterval(SHOWN_FOR)
        self._hides_again.timeout.connect(self.hide_secret)

    @property
    def is_shown(self) -> bool:
        """Whether it stands in plain sight."""
        return self.line.echoMode() is QLineEdit.EchoMode.Normal

    def make_up(self) -> None:
        """Put in a random one that nobody guesses."""
        self.line.setText(new_token())
        self.line.home(False)
        self.changed.emit()

    def hide_secret(self) -> None:
        """Dots again."""
        self._show_it(QLineEdit.EchoMode.Password)

    def say(self, say: Say, about: str = "") -> None:
        super().say(say, about)
        self.shower.setText(self.tr("Hide") if self.is_shown else self.tr("Show"))
        self.maker.setText(self.tr("New at random"))
        for button in (self.shower, self.maker):
            button.setAccessibleName(f"{button.text()}: {self.line.accessibleName()}")
        self._say = say

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hide_secret()

    def _turn(self) -> None:
        self._show_it(QLineEdit.EchoMode.Password if self.is_shown else QLineEdit.EchoMode.Normal)

    def _show_it(self, mode: QLineEdit.EchoMode) -> None:
        if self.line.echoMode() is mode:
            return
        self.line.setEchoMode(mode)
        if self.is_shown:
            self._hides_again.start()
        else:
            self._hides_again.stop()
        self.say(self._say)
        self.shown_changed.emit()


class TruthField(QCheckBox):
    """A yes or no."""

    changed = Signal()

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setObjectName(f"phones.{name}")
        self.toggled.connect(self.changed)

    @property
    def typed(self) -> str:
        """What is chosen."""
        return YES if self.isChecked() else ""

    def show_text(self, text: str) -> None:
        """Put in what the file holds."""
        self.setChecked(text == YES)

    def say(self, say: Say, about: str = "") -> None:
        """Its words in the language that is spoken."""
        label = say(self.field.label)
        self.setText(label)
        self.setAccessibleName(f"{about} {label}".strip())
        self.setToolTip(say(self.field.hint))


def typed_in(one: FormField | TruthField) -> str:
    """What is typed or chosen there."""
    return one.typed if isinstance(one, TruthField) else one.text


def _button(name: str, pressed: Callable[[], object]) -> EnterButton:
    button = EnterButton()
    button.setObjectName(name)
    button.clicked.connect(pressed)
    return button
