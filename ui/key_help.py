"""The key help (F1): every key that works and every command, on a panel over the centre that leaves rings and keys alone."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dutydesk.catalogue import Catalogue
from dutydesk.command_line import CommandWords, Verb
from ui.actions import Action, Actions, Group, shown_key, translated
from ui.centre.commands import LATER
from ui.labels import key_cap, plain_label
from ui.languages import Languages
from ui.touch import scroll_by_finger

TWO_COLUMNS = 860
"""From this width on, keys and commands stand side by side."""


class KeyHelp(QFrame):
    """It takes no focus: all keys go on working while it is read. `closed` tells that it was closed by its button."""

    closed = Signal()

    def __init__(self, actions: Actions, languages: Languages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._languages = languages
        self._words, self._catalogue = CommandWords.load(), Catalogue.load()
        self.setObjectName("keyHelp")
        self.setProperty("role", "card")
        self._title = plain_label("title", "keyHelpTitle")
        self._how = plain_label("muted", "keyHelpHow")
        self._close = QPushButton()
        self._close.setObjectName("keyHelpClose")
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.clicked.connect(self.closed)
        self._area = QScrollArea()
        self._area.setObjectName("keyHelpArea")
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_by_finger(self._area)
        self._columns: QBoxLayout | None = None
        self._lay_out()
        self._tell()

    def turn_pages(self, pages: int) -> None:
        """Page Down and Page Up."""
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._title)
        head.addWidget(self._how, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def _turn(self) -> None:
        if self._columns is not None:
            is_wide = self.width() >= TWO_COLUMNS
            self._columns.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)

    def _tell(self) -> None:
        self._title.setText(self.tr("Keys"))
        self._how.setText(self.tr("F1 or Esc closes"))
        self._close.setText(self.tr("Close"))
        holder = QWidget()
        holder.setObjectName("keyHelpRows")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._columns.setContentsMargins(0, 0, 14, 0)
        self._columns.setSpacing(20)
        self._columns.addWidget(self._keys(), 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self._commands(), 1, Qt.AlignmentFlag.AlignTop)
        self._area.setWidget(holder)
        self._turn()

    def _keys(self) -> QWidget:
        grid = _grid()
        for group in Group:
            actions = [action for action in self._actions.working() if action.group is group]
            if actions:
                grid.addWidget(_said("heading", self._heading(group)), grid.rowCount(), 0, 1, 3)
            for action in actions:
                self._key(grid, action)
        return _holding(grid)

    def _key(self, grid: QGridLayout, action: Action) -> None:
        row = grid.rowCount()
        grid.addWidget(key_cap(shown_key(action)), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(_said("", translated(action.label), wraps=True), row, 1)
        if action.command:
            grid.addWidget(_said("muted", self._word(Verb(action.command))), row, 2)

    def _commands(self) -> QWidget:
        grid = _grid()
        grid.addWidget(_said("heading", self.tr("Commands")), 0, 0, 1, 2)
        for word, about in self._told():
            row = grid.rowCount()
            grid.addWidget(_said("strong", word), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_said("", about, wraps=True), row, 1)
        return _holding(grid)

    def _told(self) -> Iterator[tuple[str, str]]:
        for one in self._words.verbs:
            if one.verb not in LATER:
                yield self._word(one.verb), self._catalogue.say(f"command.about.{one.verb}", self._languages.code)

    def _word(self, verb: Verb) -> str:
        return f"/{self._words.word(verb, self._languages.code)}"

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


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    return grid


def _holding(grid: QGridLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(grid)
    return holder


def _said(role: str, text: str, *, wraps: bool = False) -> QLabel:
    label = plain_label(role)
    label.setText(text)
    label.setWordWrap(wraps)
    return label
