"""A list view for prepared rows: a changed row is repainted alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget


class RowList(QListView):
    """Scrolls by pixels and up and down only. A changed row keeps its height; who changes heights calls `doItemsLayout`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)

    def dataChanged(
        self, first: QModelIndex | QPersistentModelIndex, last: QModelIndex | QPersistentModelIndex, roles: Sequence[int] = ()
    ) -> None:
        """Past QListView's own answer, which lays out and repaints the whole list for one row."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))
