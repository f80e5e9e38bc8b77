"""A painter that draws nothing and notes every text: what a painted row says, and what of it is shortened or cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QToolTip

SHORTENED = "…"
SaysLess = Callable[[QAbstractItemView, QModelIndex | QPersistentModelIndex], bool]


@dataclass(frozen=True, slots=True)
class Said:
    """One text as it was drawn: where, and how large it is in its font."""

    text: str
    rect: QRect
    pixels: int
    width: int
    height: int

    @property
    def is_shortened(self) -> bool:
        """Whether its end was left out for want of room."""
        return self.text.endswith(SHORTENED)

    @property
    def is_cut(self) -> bool:
        """Whether a part of it falls outside of its rectangle."""
        return self.width > self.rect.width() or self.height > self.rect.height()


class ReadingPainter(QPainter):
    """Given to a delegate in place of a painter of the screen."""

    def __init__(self, canvas: QImage) -> None:
        super().__init__(canvas)
        self.said: list[Said] = []

    def drawText(self, rect: QRect, flags: int, text: str) -> None:  # type: ignore[override]  # the one form that the house uses
        if not text:
            return
        metrics = QFontMetrics(self.font())
        wrapped = int(flags) & int(Qt.TextFlag.TextWordWrap)
        size = metrics.boundingRect(rect, int(flags), text) if wrapped else QRect(0, 0, metrics.horizontalAdvance(text), metrics.height())
        self.said.append(Said(text, QRect(rect), self.font().pixelSize(), size.width(), size.height()))


def read_row(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> tuple[Said, ...]:
    """Every text that the view's delegate draws for a row, in order, where the row stands now."""
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    if view.selectionModel() is not None and view.selectionModel().isSelected(index):
        option.state |= QStyle.StateFlag.State_Selected
    canvas = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    painter = ReadingPainter(canvas)
    try:
        view.itemDelegateForIndex(index).paint(painter, option, index)
    finally:
        painter.end()
    return tuple(painter.said)


def show_whole(view: QAbstractItemView, event: QEvent, says_less: SaysLess | None = None) -> bool:
    """Answer the asking for a tool tip: a row that says less than it has to say is told whole. False for any other event."""
    if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
        return False
    index = view.indexAt(event.pos())
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "") if index.isValid() and (says_less or is_shortened)(view, index) else ""
    QToolTip.showText(
        event.globalPos(),
        QtGui.Qt.convertFromPlainText(said, QtGui.Qt.WhiteSpaceMode.WhiteSpaceNormal) if said else "",
        view.viewport(),
        view.visualRect(index),
    )
    return True


def is_shortened(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether a row says less than it has to say."""
    return any(said.is_shortened for said in read_row(view, index))
