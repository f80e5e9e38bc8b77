"""A list model of prepared rows: it tells its view only what has really changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

NO_PARENT = QModelIndex()
ROW = Qt.ItemDataRole.UserRole + 1
"""The role under which a delegate gets the whole row."""
CLOCK = Qt.ItemDataRole.UserRole + 2
"""What changed of a row when only its clock went on."""


class Row(Protocol):
    """One prepared row. `key` names it for ever, `spoken` is what a screen reader says; two rows that are equal look alike."""

    @property
    def key(self) -> str:
        """What the row is about."""

    @property
    def spoken(self) -> str:
        """The row in words."""


class RowsModel(QAbstractListModel):
    """Shows rows; `show` compares them with the last ones by key, moves, inserts and removes, and repaints only the changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they are shown."""
        return tuple(self._rows)

    def row(self, position: int) -> Row:
        """The row that stands there."""
        return self._rows[position]

    def show(self, rows: Sequence[Row], changed: Sequence[int] = ()) -> None:
        """Show these, in this order. Keys must not repeat. `changed` are the roles that views are told of; none means everything."""
        if not self._stand_so(rows):
            self._rearrange(rows)
        new = [position for position, (row, old) in enumerate(zip(rows, self._rows, strict=True)) if row is not old]
        for position in new:
            self._renew(position, rows[position], changed)

    def renew(self, row: Row) -> None:
        """Show a row in the place of the one with its key; where there is none, nothing happens."""
        position = self.position(row.key)
        if position >= 0:
            self._renew(position, row, ())

    def position(self, key: str) -> int:
        """Where a row stands; -1 when it is not there."""
        return next((position for position, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        return row.spoken if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def _stand_so(self, rows: Sequence[Row]) -> bool:
        """Whether these rows stand in this order already, as they mostly do: most of them are the very same."""
        return len(rows) == len(self._rows) and all(row is old or row.key == old.key for row, old in zip(rows, self._rows, strict=True))

    def _rearrange(self, rows: Sequence[Row]) -> None:
        wanted = {row.key for row in rows}
        for position in range(len(self._rows) - 1, -1, -1):
            if self._rows[position].key not in wanted:
                self.beginRemoveRows(QModelIndex(), position, position)
                del self._rows[position]
                self.endRemoveRows()
        for position, row in enumerate(rows):
            self._bring(position, row)

    def _bring(self, position: int, row: Row) -> None:
        if position < len(self._rows) and self._rows[position].key == row.key:
            return
        stands = self.position(row.key)
        if stands < 0:
            self.beginInsertRows(QModelIndex(), position, position)
            self._rows.insert(position, row)
            self.endInsertRows()
            return
        self.beginMoveRows(QModelIndex(), stands, stands, QModelIndex(), position)
        self._rows.insert(position, self._rows.pop(stands))
        self.endMoveRows()

    def _renew(self, position: int, row: Row, roles: Sequence[int]) -> None:
        before, self._rows[position] = self._rows[position], row
        if before != row:
            changed = self.index(position)
            self.dataChanged.emit(changed, changed, list(roles))
