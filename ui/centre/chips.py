"""Chips: the fields of the call under the input line, each with its name and its value, reached and corrected by key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.centre.flow import FlowRow
from ui.labels import elided_label, plain_label


class Chip(QPushButton):
    """One field. Enter, a click or typing opens it; left and right go to its neighbours."""

    opened = Signal(str, str)
    cleared = Signal(str)
    stepped = Signal(int)

    def __init__(self, field: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.setObjectName(f"chip_{field}")
        self.setProperty("role", "chip")
        self.setProperty("urgent", "no")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._name = plain_label("small", "", self)
        self._value = elided_label("plain", "", self)
        self.clicked.connect(self._open)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._value)

    @property
    def value(self) -> str:
        """What the chip says."""
        return self._value.text()

    def show_value(self, name: str, value: str, urgent: str = "no") -> None:
        """Say the field's name and value; `urgent` is "no", "warn" or "life"."""
        if (name, value, urgent) == (self._name.text(), self._value.text(), self.property("urgent")):
            return
        self._name.setText(name)
        self._value.setText(value)
        self.setAccessibleName(f"{name}: {value}")
        self.setToolTip(self.tr("Enter corrects it, Delete takes the correction away"))
        if urgent != self.property("urgent"):
            self.setProperty("urgent", urgent)
            for one in (self, self._name):  # the name is as bright as its ground asks for
                self.style().unpolish(one)
                self.style().polish(one)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()

    def _open(self) -> None:
        """As a screen reader presses it."""
        self.opened.emit(self.field, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space | Qt.Key.Key_Down:
                self.opened.emit(self.field, "")
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.cleared.emit(self.field)
            case _ if text and text.isprintable() and text != "/":
                self.opened.emit(self.field, text)
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.opened.emit(self.field, "")


class ChipRow(FlowRow):
    """All chips of a call, in reading order."""

    opened = Signal(str, str)
    cleared = Signal(str)

    def __init__(self, fields: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent, 8)
        self.setObjectName("chips")
        self._chips = {field: Chip(field, self) for field in fields}
        for chip in self._chips.values():
            self.flow.addWidget(chip)
            chip.opened.connect(self.opened)
            chip.cleared.connect(self.cleared)
            chip.stepped.connect(self._step)

    def chip(self, field: str) -> Chip:
        """The chip of a field."""
        return self._chips[field]

    def _step(self, by: int) -> None:
        shown = [chip for chip in self._chips.values() if chip.isVisible()]
        here = next((number for number, chip in enumerate(shown) if chip.hasFocus()), 0)
        shown[(here + by) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
