"""The parked calls: half-typed drafts side by side above the input line, each brought back by its key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from dutydesk.drafts import Draft
from dutydesk.phone_calls import PhoneCall
from ui.centre.desktop import Desktop
from ui.centre.flow import FlowLayout

_LONGEST = 24
_MOST = 9


class ParkedBar(QWidget):
    """One button for each draft laid aside; hidden while there is none."""

    wanted = Signal(int)

    def __init__(self, desktop: Desktop, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("parked")
        self._desktop = desktop
        self._flow = FlowLayout(self, 8)
        self._shown: Sequence[tuple[Draft, PhoneCall | None]] = ()
        self.hide()

    def show_drafts(self, drafts: Sequence[tuple[Draft, PhoneCall | None]]) -> None:
        """Show the drafts with their phone calls, the oldest first."""
        self._shown = drafts[:_MOST]
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (draft, ring) in enumerate(self._shown):
            self._flow.addWidget(self._button(number, draft, ring))
        self.setVisible(bool(drafts))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_drafts(self._shown)
        super().changeEvent(event)

    def _button(self, number: int, draft: Draft, ring: PhoneCall | None) -> QPushButton:
        button = QPushButton(self.tr("Parked {number}: {what}").format(number=number + 1, what=self._what(draft, ring)), self)
        button.setObjectName(f"parked_{number + 1}")
        button.setProperty("role", "parked")
        button.setAccessibleName(self.tr("{text}, Alt+{number} brings it back").format(text=button.text(), number=number + 1))
        button.setToolTip(f"Alt+{number + 1}")
        button.clicked.connect(partial(self.wanted.emit, number))
        return button

    def _what(self, draft: Draft, ring: PhoneCall | None) -> str:
        text = draft.text if len(draft.text) <= _LONGEST else draft.text[:_LONGEST] + "…"
        return (" ".join(filter(None, (self._caller(ring) if ring else "", text))) or self.tr("empty")).replace("&", "&&")

    def _caller(self, ring: PhoneCall) -> str:
        names = self._desktop.names
        return names.person(ring.person) or ring.name or names.number(ring)
