"""A list view for prepared rows: a changed row is repainted alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView, QWidget

from ui.reading_painter import show_whole
from ui.rows import CLOCK
from ui.touch import scroll_by_finger

LEAST = 64
"""Pixels: one row is always in sight."""
EVERYWHERE = QRect(-(10**6), -(10**6), 2 * 10**6, 2 * 10**6)


class RowList(QListView):
    """Scrolls by pixels and up and down only. A changed row keeps its height; who changes heights calls `doItemsLayout`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        scroll_by_finger(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.dirty = QRegion(EVERYWHERE)
        """What is being repainted, for delegates that can paint a part of a row; everything for who paints a row elsewhere."""

    def clock_rect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        """Where a row's clock stands: the whole row, for a list that does not know better."""
        return self.visualRect(index)

    def viewportEvent(self, event: QEvent) -> bool:
        return show_whole(self, event) or bool(super().viewportEvent(event))

    def sizeHint(self) -> QSize:
        """It takes what is left over: what does not scroll comes first."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), LEAST)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Past the view's own answer, which makes the first row current: who passes by with Tab chooses nothing."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.dirty = event.region()
        super().paintEvent(event)
        self.dirty = QRegion(EVERYWHERE)

    def dataChanged(
        self, first: QModelIndex | QPersistentModelIndex, last: QModelIndex | QPersistentModelIndex, roles: Sequence[int] = ()
    ) -> None:
        """Past QListView's own answer, which lays out and repaints the whole list for one row."""
        if list(roles) == [CLOCK]:
            self.viewport().update(self.clock_rect(first))
            return
        QAbstractItemView.dataChanged(self, first, last, list(roles))
