"""The table of lines on the page: edited, added to, taken from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dutydesk.phone_fields import LINE, TypedLine
from dutydesk.phone_settings import FieldFault
from dutydesk.site import Member
from ui.first_start.button import EnterButton
from ui.labels import plain_label
from ui.phone_settings.fields import FormField, Say, TruthField, typed_in
from ui.phone_settings.offered import field_of


class LineRow(QFrame):
    """One line of the site; one begins to type at its `number`."""

    changed = Signal()
    entered = Signal()
    removed = Signal()

    def __init__(self, line: TypedLine, say: Say, members: Sequence[Member], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.origin, self._say = line.origin, say
        self.setObjectName("phoneLineRow")
        self.setProperty("role", "section")
        self.number = FormField(LINE.fields[0], "line.number")
        others = {one.key: field_of(one, f"line.{one.key}", members) for one in LINE.fields[1:]}
        self.fields: dict[str, FormField | TruthField] = {"number": self.number, **others}
        for key, one in self.fields.items():
            one.show_text(line.texts.get(key, ""))
            one.changed.connect(self._typed)
            if isinstance(one, FormField):
                one.entered.connect(self.entered)
        self.remove = EnterButton()
        self.remove.setObjectName("phoneLineRemove")
        self.remove.clicked.connect(self.removed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 8, 14, 10)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(10)
        self._truths = QVBoxLayout()
        self._truths.setSpacing(0)
        for one in self.fields.values():
            if isinstance(one, TruthField):
                self._truths.addWidget(one)
        self._is_wide: bool | None = None

    @property
    def typed(self) -> TypedLine:
        """What is typed."""
        return TypedLine({key: typed_in(one) for key, one in self.fields.items()}, self.origin)

    def complain(self, fault: FieldFault, sentence: str) -> QWidget:
        """Say what is wrong at its field."""
        one = self.fields.get(fault.key)
        at = one if isinstance(one, FormField) else self.number
        at.complain(sentence)
        return at.line

    def forget_faults(self) -> None:
        """Nothing is wrong as far as is known."""
        for one in self.fields.values():
            if isinstance(one, FormField):
                one.complain("")

    def fit(self, *, is_wide: bool) -> None:
        """Side by side where there is room."""
        if is_wide is self._is_wide:
            return
        self._is_wide = is_wide
        texts = [one for one in self.fields.values() if isinstance(one, FormField)]
        across = 2 if is_wide else 1
        for number, one in enumerate(texts):
            self._grid.addWidget(one, number // across, number % across, Qt.AlignmentFlag.AlignTop)
        below = -(-len(texts) // across)
        self._grid.removeItem(self._truths)
        self._grid.addLayout(self._truths, below, 0)
        at = (below, 1) if is_wide else (below + 1, 0)
        self._grid.addWidget(self.remove, *at, Qt.AlignmentFlag.AlignRight if is_wide else Qt.AlignmentFlag.AlignLeft)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < across))

    def retranslate(self, number: int) -> None:
        """Everything in the language that is spoken; `number` counts the lines from 1, of which the first has the hints for all."""
        about = self.tr("Line {number}:").format(number=number)
        for one in self.fields.values():
            one.say(self._say, about)
            if isinstance(one, FormField):
                one.spare_hint(is_spared=number > 1)
        self.remove.setText(self.tr("Remove"))
        self.remove.setAccessibleName(f"{about} {self.remove.text()}")

    def _typed(self) -> None:
        one = self.sender()
        if isinstance(one, FormField):
            one.complain("")
        self.changed.emit()


class LinesSection(QFrame):
    """All lines, and the button that adds one."""

    changed = Signal()
    entered = Signal()

    def __init__(self, say: Say, members: Sequence[Member], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say, self._members = say, members
        self.setObjectName("phoneLines")
        self.rows: list[LineRow] = []
        self._title, self._hint = plain_label("strong", "phoneLinesTitle"), plain_label("muted")
        self.fault = plain_label("fault", "fault.line")
        for label in (self._hint, self.fault):
            label.setWordWrap(True)
        self.fault.hide()
        self.add = EnterButton()
        self.add.setObjectName("phoneLineAdd")
        self.add.clicked.connect(self._add)
        self._is_wide = True
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        for part in (self._title, self._hint, self.fault):
            column.addWidget(part)
        column.addLayout(self._column)
        column.addLayout(foot)

    @property
    def typed(self) -> tuple[TypedLine, ...]:
        """What is typed."""
        return tuple(row.typed for row in self.rows)

    def show_lines(self, lines: tuple[TypedLine, ...]) -> None:
        """Put in what the file holds; rows that say the same stay, and the caret in them."""
        if [row.typed.texts for row in self.rows] == [line.texts for line in lines]:
            for row, line in zip(self.rows, lines, strict=True):
                row.origin = line.origin
            return
        for row in tuple(self.rows):
            self._drop(row)
        for line in lines:
            self._append(line)
        self.retranslate()

    def complain(self, fault: FieldFault, sentence: str) -> QWidget:
        """Say what is wrong at its line."""
        if fault.key and fault.row < len(self.rows):
            return self.rows[fault.row].complain(fault, sentence)
        self.fault.setText(sentence)
        self.fault.show()
        return self.add

    def forget_faults(self) -> None:
        """Nothing is wrong as far as is known."""
        self.fault.hide()
        for row in self.rows:
            row.forget_faults()

    def fit(self, *, is_wide: bool) -> None:
        """Each row side by side where there is room."""
        self._is_wide = is_wide
        for row in self.rows:
            row.fit(is_wide=is_wide)

    def retranslate(self) -> None:
        """Everything in the language that is spoken."""
        self._title.setText(self._say("phones.table.line"))
        self._hint.setText(self._say("phones.hint.line"))
        self.add.setText(self.tr("Add a line"))
        for number, row in enumerate(self.rows, 1):
            row.retranslate(number)

    def _add(self) -> None:
        row = self._append(TypedLine({}))
        self.retranslate()
        row.number.line.setFocus()
        self.changed.emit()

    def _append(self, line: TypedLine) -> LineRow:
        row = LineRow(line, self._say, self._members)
        row.fit(is_wide=self._is_wide)
        row.changed.connect(self.changed)
        row.entered.connect(self.entered)
        row.removed.connect(partial(self._remove, row))
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _remove(self, row: LineRow) -> None:
        at = self.rows.index(row)
        self._drop(row)
        (self.rows[min(at, len(self.rows) - 1)].remove if self.rows else self.add).setFocus()
        self.retranslate()
        self.changed.emit()

    def _drop(self, row: LineRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()  # its button may be what is being pressed
