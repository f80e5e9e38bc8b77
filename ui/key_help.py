"""The key help (F1): every action that works, by group, with its key and its command."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.actions import Action, Actions, Group, shown_key, translated
from ui.labels import key_cap, plain_label


class KeyHelp(QDialog):
    """A window beside the work: it is not modal, and Esc, F1 or Enter closes it."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setObjectName("keyHelp")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = plain_label("title", "keyHelpTitle")
        self._grid = QHBoxLayout()
        self._grid.setSpacing(48)
        self._close = QPushButton()
        self._close.setObjectName("keyHelpClose")
        self._close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(18)
        column.addWidget(self._title)
        column.addLayout(self._grid, 1)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.close()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def _tell(self) -> None:
        self.setWindowTitle(self.tr("Keys"))
        self._title.setText(self.tr("Keys"))
        self._close.setText(self.tr("Close"))
        while (old := self._grid.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        groups = list(Group)
        for half in (groups[:1], groups[1:]):
            self._grid.addWidget(self._column(half), 0, Qt.AlignmentFlag.AlignTop)

    def _column(self, groups: list[Group]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for group in groups:
            actions = [action for action in self._actions.working() if action.group is group]
            if actions:
                grid.addWidget(_said("heading", self._heading(group)), grid.rowCount(), 0, 1, 3)
            for action in actions:
                self._row(grid, action)
        return holder

    def _row(self, grid: QGridLayout, action: Action) -> None:
        row = grid.rowCount()
        grid.addWidget(key_cap(shown_key(action)), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(_said("", translated(action.label)), row, 1)
        if action.command:
            grid.addWidget(_said("muted", f"/{action.command}"), row, 2)

    def _heading(self, group: Group) -> str:
        match group:
            case Group.CALL:
                return self.tr("Calls")
            case Group.LOOK:
                return self.tr("Finding")
            case Group.DESK:
                return self.tr("The desk")
            case _:
                return self.tr("The window")


def _said(role: str, text: str) -> QLabel:
    label = plain_label(role)
    label.setText(text)
    return label
