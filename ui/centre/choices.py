"""A list to choose from by arrow keys, Enter or a digit: places that fit, people on a number, completions, steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.centre.input_line import digit_of
from ui.marks import draw_chosen
from ui.reading_painter import is_shortened, read_row, show_whole
from ui.theme import Looks
from ui.touch import scroll_by_finger

_AFTER = Qt.ItemDataRole.UserRole
_VALUE = Qt.ItemDataRole.UserRole + 1
_SHORTER = Qt.ItemDataRole.UserRole + 2
_LONGEST = 120
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: `value` is what is answered, `label` what is read, `after` a word beside it.

    `shorter` says the same as `after` in fewer words, the longest first, for where there is no room.
    """

    value: str
    label: str
    after: str = ""
    shorter: tuple[str, ...] = ()


class ChoiceList(QListWidget):
    """Choices with their digits before them; `across` sets them side by side."""

    chosen = Signal(str)
    left = Signal()
    typed = Signal(str)

    def __init__(self, looks: Looks, parent: QWidget, name: str, *, across: bool = False, numbered: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._numbered = numbered
        self.setItemDelegate(_ChoiceDelegate(looks, self, numbered=numbered, across=across))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(not across)
        scroll_by_finger(self)
        if across:
            self.setFlow(QListWidget.Flow.LeftToRight)
            self.setWrapping(True)
            self.setResizeMode(QListWidget.ResizeMode.Adjust)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._clicked)

    def offer(self, choices: Sequence[Choice], *, marked: bool = True) -> None:
        """Show these; the first one is marked, or none: then Enter chooses nothing until somebody has marked one."""
        if choices == self.choices():
            return
        self.clear()
        for one in choices:
            item = QListWidgetItem(one.label[:_LONGEST])
            item.setData(_AFTER, one.after)
            item.setData(_VALUE, one.value)
            item.setData(_SHORTER, one.shorter)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.label} {one.after}".strip())
            self.addItem(item)
        self.setCurrentRow(0 if marked else -1)

    def choices(self) -> tuple[Choice, ...]:
        """What is shown."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(Choice(item.data(_VALUE), item.text(), item.data(_AFTER), item.data(_SHORTER)) for item in items)

    def choose(self, number: int) -> bool:
        """Choose the `number`-th, counted from 1; False when there are fewer."""
        if not 1 <= number <= self.count():
            return False
        item = self.item(number - 1)
        self.setCurrentItem(item)
        self.chosen.emit(item.data(_VALUE))
        return True

    def choose_marked(self) -> bool:
        """Choose the marked one; False when none is."""
        return bool(self.selectedItems()) and self.choose(self.currentRow() + 1)

    def lines(self, width: int) -> int:
        """How many lines choices side by side fill at a width."""
        x, lines = 0, 1
        for row in range(self.count()):
            one = self.sizeHintForIndex(self.model().index(row, 0)).width()
            x, lines = (one, lines + 1) if x and x + one > width else (x + one, lines)
        return lines

    def move_mark(self, by: int) -> None:
        """Mark another one; the ends hold."""
        if self.count():
            self.setCurrentRow(min(max(self.currentRow() + by, 0), self.count() - 1))

    def viewportEvent(self, event: QEvent) -> bool:
        return show_whole(self, event, _says_less) or bool(super().viewportEvent(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_marked()
        elif self._numbered and digit_of(event):
            self.choose(digit_of(event))
        elif key in _ARROWS and not self.selectedItems():  # Qt makes the first one current without marking it
            self.setCurrentRow(0)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif text and text.isprintable():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_VALUE))


class _ChoiceDelegate(QStyledItemDelegate):
    def __init__(self, looks: Looks, parent: QListWidget, *, numbered: bool, across: bool) -> None:
        super().__init__(parent)
        self._looks = looks
        self._numbered = numbered
        self._across = across

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = self._looks.theme.sizes.target + 4
        if not self._across:  # as wide as its list, or the end of a long one would lie outside of it
            return QSize(0, height)
        text = f"{index.data() or ''}  {index.data(_AFTER) or ''}"
        return QSize(option.fontMetrics.horizontalAdvance(text) + 56, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        colours, sizes = self._looks.theme.colours, self._looks.theme.sizes
        rect: QRect = option.rect
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if marked:
            draw_chosen(painter, self._looks.theme, rect)
        x = rect.x() + 8
        if self._numbered and index.row() < 9:
            painter.setFont(self._looks.theme.font(sizes.small, bold=True))
            painter.setPen(colours.muted)
            painter.drawText(QRect(x, rect.y(), 20, rect.height()), Qt.AlignmentFlag.AlignVCenter, str(index.row() + 1))
        x += 22
        painter.setFont(self._looks.theme.font(sizes.body, bold=marked))
        painter.setPen(colours.text)
        room = rect.right() - x - 6
        after = str(index.data(_AFTER) or "")
        spent = _draw(painter, QRect(x, rect.y(), room, rect.height()), str(index.data() or ""))
        if after and room - spent > 40:
            painter.setFont(self._looks.theme.font(sizes.small))
            painter.setPen(colours.muted)
            beside = QRect(x + spent + 12, rect.y(), room - spent - 12, rect.height())
            _draw(painter, beside, _fitting(painter, (after, *index.data(_SHORTER)), beside.width()))


def _says_less(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether a row is shortened, or says it in fewer words."""
    after = index.data(_AFTER)
    return is_shortened(view, index) or (bool(after) and after not in {said.text for said in read_row(view, index)})


def _fitting(painter: QPainter, texts: Sequence[str], room: int) -> str:
    """The longest text that fits; where none does, the last one."""
    metrics = painter.fontMetrics()
    return next((text for text in texts if metrics.horizontalAdvance(text) <= room), texts[-1])


def _draw(painter: QPainter, rect: QRect, text: str) -> int:
    """Draw a text in a rectangle, shortened to fit; answers the width it took."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return painter.fontMetrics().horizontalAdvance(shown)
