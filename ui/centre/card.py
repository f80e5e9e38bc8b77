"""A framed part of the centre with a heading at its left and a few words at its right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.labels import elided_label, plain_label

LOW = 800
"""Pixels of window height under which lists show fewer rows, so that everything stays in sight."""


class Card(QFrame):
    """The frame: `head` is its first line, what it shows goes into `body`."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.heading = plain_label("heading", f"{name}Heading", self)
        self.aside = elided_label("small", f"{name}Aside", self)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.heading)
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.aside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.head.addWidget(self.aside, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 8, 14, 10)
        self.body.setSpacing(6)
        self.body.addLayout(self.head)
