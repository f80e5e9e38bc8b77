"""The foot of the first start: the keys that mean something on the page that is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.labels import key_cap, plain_label
from ui.theme import Looks


class Foot(QFrame):
    """Key caps with their words; only for reading."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("firstStartFoot")
        self.setFixedHeight(looks.theme.sizes.foot)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 0, 18, 0)
        self._row.setSpacing(8)
        self._told: tuple[tuple[str, str], ...] = ()

    def tell(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys and what they do, in place of those before."""
        if tuple(keys) == self._told:
            return
        self._told = tuple(keys)
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # its deletion waits for the event loop
                widget.deleteLater()
        for key, word in self._told:
            label = plain_label("small")
            label.setText(word)
            self._row.addWidget(key_cap(key))
            self._row.addWidget(label)
            self._row.addSpacing(14)
        self._row.addStretch()
