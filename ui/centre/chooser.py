"""The chooser: a line and a list that open under a chip to correct one field, without a window of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from dutydesk.drafting import Chip
from ui.centre.choices import Choice, ChoiceList
from ui.labels import plain_label
from ui.theme import Looks

Search = Callable[[str], Sequence[Choice]]
_LONGEST_LIST = 9
_LEAST_HIGH = 180


class FilterLine(QLineEdit):
    """Narrows the list; its arrow keys and Enter belong to the list."""

    moved = Signal(int)
    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Escape:
                self.left.emit()
            case _:
                super().keyPressEvent(event)
                return
        event.accept()


class Chooser(QFrame):
    """Asks for one value. `chosen` answers the field's name and the value, `dismissed` that it stays as it was."""

    chosen = Signal(str, str)
    dismissed = Signal(str)

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chooser")
        self.setProperty("role", "chooser")
        self._field = ""
        self._room = parent
        self._search: Search = _nothing
        self._under: QWidget | None = None
        self.heading = plain_label("heading", "chooserHeading", self)
        self.line = FilterLine(self)
        self.line.setObjectName("chooserLine")
        self.list = ChoiceList(looks, self, "chooserList")
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.setSpacing(4)
        box.addWidget(self.heading)
        box.addWidget(self.line)
        box.addWidget(self.list)
        self.line.textChanged.connect(self._narrow)
        self.line.moved.connect(self.list.move_mark)
        self.line.entered.connect(self.list.choose_marked)
        self.line.left.connect(self.dismiss)
        self.list.left.connect(self.dismiss)
        self.list.chosen.connect(self._choose)
        self.list.typed.connect(self._type)
        self.hide()
        self._retranslate()

    def ask(self, field: str, search: Search, under: QWidget, typed: str = "", *, by_text: bool = False) -> None:
        """Open for `field`, under a widget; `typed` is what was typed already.

        The keys go to the list, where digits choose; `by_text` they go to the line, where digits are a room or a staff number.
        """
        self._field, self._search, self._under = field, search, under
        self._say_heading()
        self.line.setText(typed)
        self._narrow(typed)
        self.place()
        self.show()
        self.raise_()
        (self.line if typed or by_text else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """Under its widget and inside of the window, as high as there is room for."""
        under, room = self._under or self._room, self._room.size()
        wide, high = min(max(under.width(), 420), room.width()), 62 + self._heading_height() + self._looks_height()
        corner = under.mapTo(self._room, QPoint(0, under.height() + 4))
        top = max(0, min(corner.y(), room.height() - min(high, _LEAST_HIGH)))
        self.setGeometry(max(0, min(corner.x(), room.width() - wide)), top, wide, min(high, room.height() - top))

    def dismiss(self) -> None:
        """Close; the field stays as it was."""
        self.hide()
        self.dismissed.emit(self._field)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if self.isVisible():
                row = self.list.currentRow()
                self._narrow(self.line.text())
                self.list.setCurrentRow(row)
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.line.setAccessibleName(self.tr("Type to narrow the list"))
        self.list.setAccessibleName(self.tr("Choices"))
        self._say_heading()

    def _say_heading(self) -> None:
        """A field that F7 opens by itself says what it wants; one whose chip was pressed stands under its chip."""
        self.heading.setText(self.tr("Who relays it?") if self._field == Chip.RECEIVER else "")
        self.heading.setVisible(bool(self.heading.text()))

    def _heading_height(self) -> int:
        return 0 if self.heading.isHidden() else self.heading.sizeHint().height() + 4

    def _looks_height(self) -> int:
        return min(_LONGEST_LIST, max(1, self.list.count())) * max(36, self.list.sizeHintForRow(0)) + 6

    def _narrow(self, text: str) -> None:
        self.list.offer(self._search(text)[:60])

    def _type(self, text: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.insert(text)

    def _choose(self, value: str) -> None:
        self.hide()
        self.chosen.emit(self._field, value)


def _nothing(_: str) -> Sequence[Choice]:
    return ()
