"""The parked calls: half-typed drafts side by side above the input line, each brought back by its key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from dutydesk.drafting import Chip
from dutydesk.drafts import Draft
from dutydesk.phone_calls import PhoneCall
from ui.centre.desktop import Desktop
from ui.centre.flow import FlowRow
from ui.centre.keyed_button import KeyedButton

_LONGEST = 24
MOST_PARKED = 9
"""As many have a key, Alt+1 to Alt+9."""


class ParkedBar(FlowRow):
    """One button for each draft laid aside, nine at most and then how many more there are; hidden while there is none."""

    wanted = Signal(int)
    rest_wanted = Signal()

    def __init__(self, desktop: Desktop, parent: QWidget) -> None:
        super().__init__(parent, 8)
        self.setObjectName("parked")
        self._desktop = desktop
        self._shown: Sequence[tuple[Draft, PhoneCall | None]] = ()
        self.hide()

    def show_drafts(self, drafts: Sequence[tuple[Draft, PhoneCall | None]]) -> None:
        """Show the drafts with their phone calls, the oldest first."""
        self._shown = tuple(drafts)
        while (item := self.flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (draft, ring) in enumerate(self._shown[:MOST_PARKED]):
            self.flow.addWidget(self._button(number, draft, ring))
        if len(drafts) > MOST_PARKED:
            self.flow.addWidget(self._more(len(drafts) - MOST_PARKED))
        self.setVisible(bool(drafts))

    def labels(self) -> tuple[str, ...]:
        """What each parked draft is called, those without a button too."""
        return tuple(self._label(number, draft, ring) for number, (draft, ring) in enumerate(self._shown))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_drafts(self._shown)
        super().changeEvent(event)

    def _button(self, number: int, draft: Draft, ring: PhoneCall | None) -> QPushButton:
        button = KeyedButton(self._label(number, draft, ring).replace("&", "&&"), f"Alt+{number + 1}", self)
        button.setObjectName(f"parked_{number + 1}")
        button.setAccessibleName(self.tr("{text}, Alt+{number} brings it back").format(text=button.text(), number=number + 1))
        button.clicked.connect(partial(self.wanted.emit, number))
        return button

    def _more(self, count: int) -> QPushButton:
        button = QPushButton(self.tr("{count} more parked").format(count=count), self)
        button.setObjectName("parked_more")
        button.setAccessibleName(button.text())
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self.rest_wanted)
        return button

    def _label(self, number: int, draft: Draft, ring: PhoneCall | None) -> str:
        return self.tr("Parked {number}: {what}").format(number=number + 1, what=self._what(draft, ring))

    def _what(self, draft: Draft, ring: PhoneCall | None) -> str:
        text = draft.text if len(draft.text) <= _LONGEST else draft.text[:_LONGEST] + "…"
        names, chips = self._desktop.names, draft.chips
        person, place = chips.get(Chip.PERSON, ""), chips.get(Chip.PLACE, "")
        chosen = (names.person(person) if person else "", names.place(place) if place else "")
        return " ".join(filter(None, (self._caller(ring) if ring else "", *chosen, text))) or self.tr("empty")

    def _caller(self, ring: PhoneCall) -> str:
        names = self._desktop.names
        return names.person(ring.person) or ring.name or names.number(ring)
