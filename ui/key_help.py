"""The key help (F1): every key that works and every command, on a panel over the centre that leaves rings and keys alone."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QWidget

from dutydesk.catalogue import Catalogue
from dutydesk.command_line import CommandWords, Verb
from ui.actions import Action, Actions, Group, shown_key, translated
from ui.centre.commands import LATER
from ui.labels import key_cap, plain_label
from ui.languages import Languages
from ui.page import Page

TWO_COLUMNS = 860
"""From this width on, keys and commands stand side by side."""


class KeyHelp(Page):
    """Keys beside commands where there is room; `actions` says which keys work."""

    def __init__(self, actions: Actions, languages: Languages, parent: QWidget | None = None) -> None:
        super().__init__("keyHelp", parent)
        self._actions = actions
        self._languages = languages
        self._words, self._catalogue = CommandWords.load(), Catalogue.load()
        self._columns: QBoxLayout | None = None
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        if self._columns is not None:
            is_wide = self.width() >= TWO_COLUMNS
            self._columns.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)

    def _tell(self) -> None:
        self.title.setText(self.tr("Keys"))
        self.how.setText(self.tr("F1 or Esc closes"))
        self.close_button.setText(self.tr("Close"))
        holder = QWidget()
        holder.setObjectName("keyHelpRows")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._columns.setContentsMargins(0, 0, 14, 0)
        self._columns.setSpacing(20)
        self._columns.addWidget(self._keys(), 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(self._commands(), 1, Qt.AlignmentFlag.AlignTop)
        self.area.setWidget(holder)
        self._turn()

    def _keys(self) -> QWidget:
        grid = _grid()
        for group in Group:
            actions = [action for action in self._actions.working() if action.group is group]
            if actions:
                grid.addWidget(said("heading", self._heading(group)), grid.rowCount(), 0, 1, 3)
            for action in actions:
                self._key(grid, action)
        return _holding(grid)

    def _key(self, grid: QGridLayout, action: Action) -> None:
        row = grid.rowCount()
        grid.addWidget(key_cap(shown_key(action)), row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(said("", translated(action.label), wraps=True), row, 1)
        if action.command:
            grid.addWidget(said("muted", self._word(Verb(action.command))), row, 2)

    def _commands(self) -> QWidget:
        grid = _grid()
        grid.addWidget(said("heading", self.tr("Commands")), 0, 0, 1, 2)
        for word, about in self._told():
            row = grid.rowCount()
            grid.addWidget(said("strong", word), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(said("", about, wraps=True), row, 1)
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


def said(role: str, text: str, *, wraps: bool = False) -> QLabel:
    label = plain_label(role)
    label.setText(text)
    label.setWordWrap(wraps)
    return label
