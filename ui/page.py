"""What the pages over the centre have in common: a head with a title and a button that closes, and below it what scrolls."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.centre.flow import FlowRow
from ui.labels import plain_label
from ui.touch import scroll_by_finger


class Page(QFrame):
    """Takes no focus, so that all keys go on working; Tab reaches its buttons. `closed` tells that it was closed by its button.

    Its parts are named after it, or after `stem`: nameTitle, nameHow, nameClose, nameArea.
    """

    closed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, stem: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.title = plain_label("title", f"{stem or name}Title")
        self.how = plain_label("muted", f"{stem or name}How")
        self.close_button = page_button(f"{stem or name}Close", self.closed.emit)
        self.area = QScrollArea()
        self.area.setObjectName(f"{stem or name}Area")
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll_by_finger(self.area)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self.title)
        head.addWidget(self.how, 1)
        head.addWidget(self.close_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 16, 16, 12)
        self.column.setSpacing(12)
        self.column.addLayout(head)
        self.column.addWidget(self.area, 1)

    def add_foot(self, *parts: QWidget) -> None:
        """Buttons and words under what scrolls, in as many rows as they need."""
        foot = FlowRow(spacing=10)
        foot.setObjectName(f"{self.objectName()}Foot")
        for part in parts:
            foot.flow.addWidget(part)
        self.column.addWidget(foot)

    def turn_pages(self, pages: int) -> None:
        """Page Down and Page Up."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())


def page_button(name: str, pressed: Callable[[], object]) -> QPushButton:
    """A button of a page, reached by Tab."""
    button = QPushButton()
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(pressed)
    return button


def said(role: str, text: str, *, wraps: bool = False) -> QLabel:
    """A label that says `text`, over several lines where it `wraps`."""
    label = plain_label(role)
    label.setText(text)
    label.setWordWrap(wraps)
    return label
