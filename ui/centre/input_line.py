"""The input line: one line for a new call or a command, with the author and the time since the first key at its right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QResizeEvent, QValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from dutydesk.spelling import plain
from dutydesk.typed_text import one_line
from ui.labels import plain_label

LONGEST = 1_000_000
"""Characters that the line holds: a pasted chat must not be cut."""
_SIDE = 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _OneLine(QValidator):
    """Makes pasted, dropped and composed text fit for one line, whichever way it comes in."""

    def validate(self, text: str, position: int) -> object:
        kept = one_line(text)
        before = len(one_line(text[:position])) if kept != text else position
        return QValidator.State.Acceptable, kept, before


class InputLine(QLineEdit):
    """The line itself. While an input method composes, its keys are its own."""

    entered = Signal()
    moved = Signal(int)
    digit_chosen = Signal(int)
    undo_requested = Signal()
    other_key = Signal()
    completed = Signal()
    focused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inputLine")
        self.setMaxLength(LONGEST)
        self.setValidator(_OneLine(self))
        self.digits_choose = False
        self.tab_completes = False
        self._composing = ""

    @property
    def is_composing(self) -> bool:
        """Whether an input method holds text that is not in the line yet."""
        return bool(self._composing)

    def settle(self) -> None:
        """Put what is being composed into the line, so that it is not lost when the line changes under it."""
        if not self._composing:
            return
        QGuiApplication.inputMethod().commit()
        if self._composing:  # an input method that does not answer, or none at all
            left, self._composing = self._composing, ""
            event = QInputMethodEvent()
            event.setCommitString(left)
            super().inputMethodEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = event.preeditString()
        self.other_key.emit()
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._composing and isinstance(event, QKeyEvent) and _is_composers(event):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # As if by another reason than Tab or a shortcut: those mark the whole text, and the next key would wipe it.
        super().focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self._composing:
            return True
        if forward and self.tab_completes:
            self.completed.emit()
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composing and _is_composers(event):
            event.accept()
            return
        if self._act_on(event):
            event.accept()
            return
        if event.text():
            self.other_key.emit()
        super().keyPressEvent(event)

    def _act_on(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _ENTER:
            self.entered.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif not self.text() and event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif not self.text() and self.digits_choose and digit_of(event):
            self.digit_chosen.emit(digit_of(event))
        elif event.matches(QKeySequence.StandardKey.Paste):
            # Cleaned before it goes in: text that the validator has to change cannot be taken back with Ctrl+Z.
            self.insert(one_line(QGuiApplication.clipboard().text()))
            self.textEdited.emit(self.text())
        else:
            return False
        return True


def digit_of(event: QKeyEvent) -> int:
    """The digit 1-9 of a key, also a full-width one; 0 for any other."""
    text = plain(event.text())
    return int(text) if len(text) == 1 and text in "123456789" else 0


def _is_composers(event: QKeyEvent) -> bool:
    """Whether a key belongs to the composing input method: all but function keys and those held with Ctrl or Alt."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier)
    return not held and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35


class InputBar(QFrame):
    """The framed line with who enters it and since when."""

    def __init__(self, badge: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inputBar")
        self.line = InputLine(self)
        self._subject = ""
        self._elapsed = plain_label("muted", "inputElapsed", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 16, 2)
        row.setSpacing(12)
        row.addWidget(self.line, 1)
        row.addWidget(badge)
        row.addWidget(self._elapsed)
        self.line.focused.connect(self.show_focus)
        self._retranslate()

    def show_focus(self, is_focused: bool) -> None:
        """Draw the ring of focus round the whole bar."""
        self.setProperty("active", "true" if is_focused else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def stand_for(self, subject: str) -> None:
        """Whose or which place's call is being taken, said while nothing is typed; "" for a call of nobody yet."""
        if subject != self._subject:
            self._subject = subject
            self._retranslate()

    def show_elapsed(self, text: str) -> None:
        """The time since the first key; "" hides it."""
        self._elapsed.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._retranslate()

    def _fitting(self, long: str, short: str) -> str:
        room = self.line.width() - 2 * _SIDE
        return long if self.line.fontMetrics().horizontalAdvance(long) <= room else short

    def _retranslate(self) -> None:
        self.line.setAccessibleName(self.tr("Input line: a new call, or a command after /"))
        anybody = self.tr("New call: place and what is wrong, or / for a command")
        begun = self.tr("{subject}: what is wrong?").format(subject=self._subject)
        self.line.setPlaceholderText(begun if self._subject else self._fitting(anybody, self.tr("New call, or / for a command")))
