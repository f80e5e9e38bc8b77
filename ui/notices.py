"""The quiet notice: one sentence for ten seconds, with undo where something can be taken back. It never takes the focus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.announcing import announce
from ui.labels import elided_label, key_cap, plain_label

STAYS = 10_000
"""Milliseconds that a notice stays (screens.md, 15)."""

MARGIN = 20


class Notice(QFrame):
    """Shows one sentence over the foot of the centre; a new one takes its place, and a count says how many came in these seconds.

    `covered` tells how much of the foot it covers, `opened` that it was clicked: all that was told is asked for.
    """

    undo_requested = Signal()
    opened = Signal()
    covered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._say: Callable[[], str] = str
        self._count = 0
        self._text = elided_label("", "noticeText")
        self._more = plain_label("muted", "noticeCount")
        self._key = key_cap("Ctrl+Z")
        self._undo = QPushButton()
        self._undo.setObjectName("noticeUndo")
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._undo.clicked.connect(self._ask)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(10)
        row.addWidget(self._text, 1)
        for part in (self._more, self._key, self._undo):
            row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" when nothing is shown."""
        return "" if self.isHidden() else self._text.text()

    def tell(self, text: str | Callable[[], str], *, can_undo: bool = False, is_grave: bool = False) -> None:
        """Say one sentence of plain text, or what says it in the language that is spoken."""
        self._say = partial(str, text) if isinstance(text, str) else text
        self._count = 1 if self.isHidden() else self._count + 1
        self._key.setVisible(can_undo)
        self._undo.setVisible(can_undo)
        self.setProperty("grave", "true" if is_grave else "false")
        self.style().polish(self)
        self._retranslate()
        self.show()
        self.raise_()
        self._timer.start(STAYS)
        announce(self, self._say(), is_urgent=is_grave)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.covered.emit(max(48, self.sizeHint().height()) + 2 * MARGIN)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._say = str  # what is no longer read need not be said in another language
        self.covered.emit(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_more()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # or the release would go to whatever lies behind

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        said = self._say()
        self._text.setText(said)
        self.setAccessibleName(said)
        self._undo.setText(self.tr("Undo"))
        self._undo.setAccessibleName(self.tr("Undo the last step"))
        self._tell_more()

    def _tell_more(self) -> None:
        """How many there are; in two signs where the sentence would be shortened for it."""
        said = self.tr("%n notice(s) (Ctrl+N)", "", self._count)
        margins = self._row.contentsMargins()
        parts = [part.sizeHint().width() + self._row.spacing() for part in (self._key, self._undo) if not part.isHidden()]
        room = self.width() - margins.left() - margins.right() - sum(parts) - self._row.spacing()
        wide = self._more.fontMetrics().horizontalAdvance(said) + self._text.sizeHint().width()
        self._more.setText(said if wide <= room else self.tr("+{count}").format(count=self._count - 1))
        self._more.setToolTip(said)
        self._more.setVisible(self._count > 1)

    def _ask(self) -> None:
        self.hide()
        self.undo_requested.emit()
