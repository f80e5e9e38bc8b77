"""Sign-on of the night duty officers by name: a few letters, pinyin or digits, and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dutydesk.drafting import by_letters
from dutydesk.site import Member
from ui.labels import key_cap, plain_label
from ui.touch import scroll_by_finger

WIDTH = 560
ROW = 48
SIDE = 28
LOW = 420
"""Pixels of height under which the hint gives way to the list."""


class SignOnLine(QLineEdit):
    """The line to type in; the arrows move in the list below it."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        self.moved.emit(steps)


class SignOnPage(QWidget):
    """The first page while nobody is on. `sign_on_requested` carries a member id; Enter on an empty line is `finished`."""

    sign_on_requested = Signal(str)
    finished = Signal()

    def __init__(self, officers: Sequence[Member], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._officers = tuple(officers)
        self._on: tuple[str, ...] = ()
        self._asked = ""
        self._leaves = False
        self.setObjectName("signOnPage")
        self._title = plain_label("title", "signOnTitle")
        self._hint = plain_label("muted", "signOnHint")
        self._hint.setWordWrap(True)
        self._signed = plain_label("strong", "signedOn")
        self._signed.setWordWrap(True)
        self.line = SignOnLine()
        self.line.setObjectName("signOnLine")
        self.list = QListWidget()
        self.list.setObjectName("signOnList")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_by_finger(self.list)
        self._sign_word = plain_label("muted")
        self._lay_out()
        self.line.textChanged.connect(self._narrow)
        self.line.returnPressed.connect(self._enter)
        self.line.moved.connect(self._move)
        self.list.itemClicked.connect(self._click)
        self._retranslate()

    def show_signed_on(self, on: tuple[str, ...]) -> None:
        """Who has signed on, by member id; the others remain to choose from."""
        self._on = on
        if self._asked in on:
            self._asked = ""
        self._retranslate()
        if self._leaves and on and not self._asked:
            self._leaves = False
            self.finished.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()
        self.line.setFocus()

    def _lay_out(self) -> None:
        self._card = card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(WIDTH)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(key_cap("↑↓"))
        keys.addWidget(key_cap("Enter"))
        keys.addWidget(self._sign_word)
        keys.addStretch()
        inner = QVBoxLayout(card)
        inner.setContentsMargins(SIDE, 24, SIDE, 20)
        inner.setSpacing(14)
        for part in (self._title, self._hint, self._signed, self.line):
            inner.addWidget(part)
        inner.addWidget(self.list)
        inner.addLayout(keys)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Who is on duty?"))
        self._hint.setText(self.tr("Type a few letters of the name, its pinyin or the staff number."))
        names = self.tr(", ").join(one.name for one in self._officers if one.id in self._on)
        self._signed.setText(self.tr("On duty: {names}").format(names=names))
        self._signed.setVisible(bool(names))
        self.line.setPlaceholderText(self.tr("Enter alone goes to the desk") if names else self.tr("Name or staff number"))
        self.line.setAccessibleName(self.tr("Name or staff number of the officer"))
        self.list.setAccessibleName(self.tr("Officers"))
        self._sign_word.setText(self.tr("sign on"))
        self._make_room()
        self._narrow(self.line.text())

    def _make_room(self) -> None:
        """A card that is centred is not asked for its height at its width: words on two lines would push the list over the keys."""
        for label in (self._hint, self._signed):
            label.ensurePolished()
            label.setMinimumHeight(label.heightForWidth(self._card.contentsRect().width() - 2 * SIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.setFixedWidth(min(WIDTH, self.width() - 24))
        self._hint.setVisible(self.height() >= LOW)
        self._make_room()
        self._make_list_high()

    def _make_list_high(self) -> None:
        """Six officers, or as many as a low window has room for; the arrows reach the others."""
        beside = self._card.sizeHint().height() - self.list.height() + 24
        most = max(1, min(6, (self.height() - beside) // ROW))
        self.list.setFixedHeight(max(1, min(most, self.list.count())) * ROW + 4)

    def _narrow(self, typed: str) -> None:
        self.list.clear()
        for one in by_letters([one for one in self._officers if one.id not in (*self._on, self._asked)], typed):
            item = QListWidgetItem(f"{one.staff_number}   {one.name}")
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setSizeHint(QSize(0, ROW))
            self.list.addItem(item)
        self._make_list_high()
        is_choosing = bool(typed.strip()) or not (self._on or self._asked)
        self.list.setCurrentRow(0 if is_choosing else -1)

    def _move(self, steps: int) -> None:
        last = self.list.count() - 1
        self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + steps)))

    def _enter(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self._ask(self.list.item(row))
        elif not self.line.text().strip():
            self._leave()

    def _leave(self) -> None:
        """At once, or as soon as the one who was asked for is on: a quick second Enter signs on nobody else."""
        if self._asked:
            self._leaves = True
        elif self._on:
            self.finished.emit()

    def _click(self, item: QListWidgetItem) -> None:
        self._ask(item)

    def _ask(self, item: QListWidgetItem) -> None:
        member = str(item.data(Qt.ItemDataRole.UserRole))
        self._asked = member
        self.line.clear()
        self._narrow("")
        self.sign_on_requested.emit(member)
