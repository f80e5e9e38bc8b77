"""Every text that a window holds, wherever Qt keeps it, so that two windows can be compared word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QWidget,
)

from ui.rows import ROW

READ = ("text", "title", "windowTitle", "toolTip", "accessibleName", "accessibleDescription", "placeholderText", "statusTip", "whatsThis")
"""Properties that are read or heard; the text of a line that people type into is theirs."""


def texts_of(window: QWidget) -> Counter[str]:
    """What stands in the window and in its open menus: "objectName.property: text", each as often as it stands there."""
    menus = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible()]
    widgets = [window, *menus, *(one for one in window.findChildren(QWidget) if one.isVisibleTo(window) and one.window() is window)]
    return Counter(text for widget in widgets for text in _of_widget(widget))


def _of_widget(widget: QWidget) -> Iterator[str]:
    name = widget.objectName() or type(widget).__name__
    for text in READ:
        if text == "text" and isinstance(widget, QLineEdit):
            continue
        if isinstance(said := widget.property(text), str) and said and not _is_of_painting(widget, text):
            yield f"{name}.{text}: {said}"
    for action in widget.actions():
        yield f"{name}.action: {action.text()} {action.toolTip()}"
    if isinstance(widget, QAbstractItemView):
        yield from (f"{name}.row: {row}" for row in _rows(widget))


def _is_of_painting(widget: QWidget, text: str) -> bool:
    """A label that gives way has its whole text for a tool tip, once it was painted shortened."""
    return text == "toolTip" and isinstance(widget, QLabel) and widget.property("text") == widget.toolTip()


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for position in range(model.rowCount()):
        index = model.index(position, 0)
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        said = [str(index.data(role)) for role in roles if index.data(role)]
        if isinstance(view, QListWidget):
            said.append(str(index.data(Qt.ItemDataRole.UserRole + 1)))
        yield " | ".join([*said, *_fields(index.data(ROW))])


def _fields(row: Any) -> Iterator[str]:
    """Everything that a prepared row holds for its delegate."""
    if is_dataclass(row):
        for field in fields(row):
            yield f"{field.name}={getattr(row, field.name)!r}"
