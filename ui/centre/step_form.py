"""The few fields that go with a step: lines and short lists, none of them required, Enter in any of them is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ui.centre.choices import Choice, ChoiceList
from ui.centre.chooser import FilterLine
from ui.labels import plain_label
from ui.theme import Looks


@dataclass(frozen=True, slots=True)
class Field:
    """One field: a line, or one of `choices` (the first is meant where nobody chooses)."""

    name: str
    label: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()


class StepForm(QFrame):
    """Built anew for each step."""

    entered = Signal()
    left = Signal()

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("stepForm")
        self._looks = looks
        self._heads: dict[str, QLabel] = {}
        self._lines: dict[str, FilterLine] = {}
        self._lists: dict[str, ChoiceList] = {}
        self._order: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)

    def open(self, fields: Sequence[Field]) -> None:
        """Show `fields`, the keys on the first."""
        self._clear()
        for row, field in enumerate(fields):
            head = plain_label("muted", "", self)
            head.setText(field.label)
            self._heads[field.name] = head
            self._grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._list(field) if field.choices else self._line(field), row, 1)
        self.show()
        self._order[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def retell(self, fields: Sequence[Field]) -> None:
        """The same fields in another language; what was filled in and chosen stays."""
        for field in fields:
            self._heads[field.name].setText(field.label)
            if field.name in self._lines:
                self._lines[field.name].setAccessibleName(field.label)
                continue
            choices = self._lists[field.name]
            row = choices.currentRow()
            choices.offer(field.choices)
            choices.setCurrentRow(row)
            choices.setAccessibleName(field.label)

    def value(self, name: str) -> str:
        """What a field says; "" for one there is none of."""
        if name in self._lists:
            choices, row = self._lists[name].choices(), self._lists[name].currentRow()
            return choices[row].value if 0 <= row < len(choices) else ""
        return self._lines[name].text().strip() if name in self._lines else ""

    def point_at(self, name: str) -> None:
        """Put the keys on a field that cannot be read."""
        self._lines[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self._lines[name].selectAll()

    def _line(self, field: Field) -> QWidget:
        line = FilterLine(self)
        line.setObjectName(f"step_{field.name}")
        line.setAccessibleName(field.label)
        line.setPlaceholderText(field.hint)
        line.entered.connect(self.entered)
        line.left.connect(self.left)
        line.moved.connect(self._move)
        self._lines[field.name] = line
        self._order.append(line)
        return line

    def _list(self, field: Field) -> QWidget:
        choices = ChoiceList(self._looks, self, f"step_{field.name}")
        choices.setAccessibleName(field.label)
        choices.offer(field.choices)
        choices.setFixedHeight(len(field.choices) * 37 + 4)
        choices.chosen.connect(self._chosen)
        choices.left.connect(self.left)
        self._lists[field.name] = choices
        self._order.append(choices)
        return choices

    def _chosen(self, _: str) -> None:
        """Enter or a digit in a list is done: all else there is may stay empty, and Tab goes on to it."""
        self.entered.emit()

    def _move(self, by: int) -> None:
        here = next((number for number, one in enumerate(self._order) if one.hasFocus()), 0)
        self._order[min(max(here + by, 0), len(self._order) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._heads, self._lines, self._lists, self._order = {}, {}, {}, []
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
