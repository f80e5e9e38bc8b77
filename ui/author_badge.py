"""The author beside the input line: whose name the next entry carries, and the key that switches."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.authors import Authors
from ui.labels import key_cap, plain_label
from ui.names import Names


class AuthorBadge(QWidget):
    """Always visible; takes no focus."""

    def __init__(self, authors: Authors, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._authors = authors
        self._names = names
        self.setObjectName("authorBadge")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name = plain_label("", "authorName")
        self._key = key_cap("Alt+U")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._key)
        authors.changed.connect(self._tell)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def _tell(self) -> None:
        name = self._names.member(self._authors.current)
        self._name.setText(name or self.tr("nobody signed on"))
        self.setToolTip(self.tr("In whose name things are entered; Alt+U switches"))
        self.setAccessibleName(self.tr("Entered by {name}").format(name=self._name.text()))
