"""The health page (Ctrl+H): what works, what does not, and what to do, on a panel over the centre."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from dutydesk.checkup import Finding, State, lines, nameless, ordered, summary, tell
from ui.health import DeskHealth
from ui.labels import plain_label
from ui.page import Page, page_button, said

WIDE = 760
"""From this width on, what is said stands beside what it is about."""
FOOT = 34
_ROLES = {State.BAD: "late", State.LOOK: "strong", State.OK: "muted"}
_SHAPES = {State.BAD: "▲  ", State.LOOK: "△  ", State.OK: ""}


class HealthPage(Page):
    """Its buttons have letters of their own; `say` is the catalogue's. `has_phones`: the phones can be set up in the window."""

    phones_wanted = Signal()

    def __init__(self, health: DeskHealth, say: Callable[..., str], parent: QWidget | None = None, *, has_phones: bool = False) -> None:
        super().__init__("healthPage", parent, "health")
        self._health, self._say = health, say
        self.how.setWordWrap(True)
        self._keys = plain_label("muted", "healthKeys")
        self._keys.setMinimumHeight(FOOT)
        self._again = page_button("healthAgain", health.look)
        self._tone = page_button("healthTone", health.play_test_tone)
        self._copy = page_button("healthCopy", self.copy)
        self._phones = page_button("healthPhones", self.phones_wanted.emit)
        self._is_wide = True
        self.add_foot(self._again, self._tone, self._copy, self._phones, self._keys)
        self._phones.setVisible(has_phones)
        self._shown: object = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._tell)
        health.changed.connect(self._soon.start)
        self._retranslate()

    @property
    def is_whole(self) -> bool:
        """Whether all has been looked at, and is shown."""
        return not self._health.is_looking and not self._soon.isActive()

    @property
    def text(self) -> str:
        """The page as plain text."""
        return "\n".join((*lines(self._health.findings, self._say), tell(summary(self._health.findings), self._say)))

    def copy(self) -> None:
        """Put the page on the clipboard, without what may name a person."""
        QGuiApplication.clipboard().setText("\n".join(lines(nameless(self._health.findings), self._say)))
        self.how.setText(self.tr("Copied. It holds no names and no numbers of people."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Health"))
        self.close_button.setText(self.tr("Close"))
        self._keys.setText(self.tr("Ctrl+H or Esc closes"))
        self._again.setText(self.tr("Look a&gain"))
        self._tone.setText(self.tr("Play a test &tone"))
        self._copy.setText(self.tr("Copy &as text"))
        self._phones.setText(self.tr("P&hones …"))
        self._shown = None
        self._soon.start()

    def _tell(self) -> None:
        """Once for all that came together, and only what is news: a row is three labels."""
        findings, is_looking = self._health.findings, self._health.is_looking
        self.how.setText(self.tr("Looking …") if is_looking else tell(summary(findings), self._say))
        self._is_wide = self.width() >= WIDE
        if self._shown == (findings, self._is_wide):
            return
        self._shown = (findings, self._is_wide)
        at = self.area.verticalScrollBar().value()
        self.area.setWidget(self._rows(findings))  # which lets the old rows go
        self.area.verticalScrollBar().setValue(at)

    def _rows(self, findings: tuple[Finding, ...]) -> QWidget:
        holder = QWidget()
        holder.setObjectName("healthRows")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 14, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for subject, found in ordered(findings):
            about = self._say(f"checkup.subject.{subject}")
            for number, one in enumerate(found):
                self._row(grid, one, "" if number and self._is_wide else about)
        grid.setRowStretch(grid.rowCount(), 1)
        return holder

    def _row(self, grid: QGridLayout, one: Finding, about: str) -> None:
        row = grid.rowCount()
        state = f"{_SHAPES[one.state]}{self._say(f'checkup.state.{one.state}').strip()}"
        words = tell(one.said, self._say)
        grid.addWidget(said(_ROLES[one.state], state), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said("strong" if one.state is not State.OK else "", about), row, 1, Qt.AlignmentFlag.AlignTop)
        below, column, span = (row, 2, 1) if self._is_wide else (row + 1, 1, 2)
        grid.addWidget(said("" if one.state is not State.OK else "muted", words, wraps=True), below, column, 1, span)
        if one.todo is not None:
            grid.addWidget(said("strong", tell(one.todo, self._say), wraps=True), below + 1, column, 1, span)
