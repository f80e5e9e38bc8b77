"""The caller: name, masked number with its reveal, the last repair at the place, and what the register notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from dutydesk.numbers import mask, shown
from dutydesk.site import Person, Tie
from ui.centre.card import Card
from ui.centre.desktop import Desktop
from ui.labels import elided_label, plain_label
from ui.past_repairs import PastRepairs


class CallerCard(Card):
    """Who rings or rang. The full number is shown only after `reveal_asked` was entered in the journal."""

    reveal_asked = Signal()

    def __init__(self, desktop: Desktop, parent: QWidget) -> None:
        super().__init__(parent, "callerCard")
        self._desktop = desktop
        self._past = PastRepairs(desktop.readings, desktop.premises, desktop.names)
        self._number = ""
        self._shown: tuple[str, str, bool] | None = None
        self._heads = [plain_label("muted", "", self) for _ in range(4)]
        self._name, self._last, self._note = (elided_label(role, f"caller{part}", self) for role, part in _LINES)
        self._masked = plain_label("plain", "callerNumber", self)
        self.reveal = QPushButton("Alt+P", self)
        self.reveal.setObjectName("revealNumber")
        self.reveal.setProperty("role", "keycap")
        self.reveal.clicked.connect(self._ask)
        self._set_out()
        self._retranslate()

    def show_caller(self, people: Sequence[Person], name: str, number: str, place: str, call: str = "") -> None:
        """The people that fit (the first is shown, the others counted), the number (E.164) and the last repair at `place` but `call`."""
        person = people[0] if len(people) == 1 else None
        self._show_row(0, self._name, self._person(person) if person else (self._several(people) or name))
        self._show_row(3, self._note, person.note if person else "")
        if number != self._number:
            self._number = number
            self._masked.setText(mask(number) if number else "")
        for part in (self._heads[1], self._masked):
            part.setVisible(bool(number))
        self.reveal.setVisible(bool(number) and mask(number) != number)
        shown = (place, call, self._desktop.names.is_chinese)
        if shown != self._shown:  # looked up once for a place, not with every key
            self._shown = shown
            self._show_row(2, self._last, next(iter(self._past.lines(place, 1, but=call)), ""))
            home = len(self._desktop.register.people_at(place)) if place else 0
            self.aside.setText(self.tr("{count} registered here").format(count=home) if home else "")

    def reveal_number(self) -> None:
        """Show the number in full: the look has been entered."""
        self._masked.setText(shown(self._number, region=self._desktop.region))

    @property
    def number_shown(self) -> str:
        """The number as it stands on the screen."""
        return self._masked.text()

    @property
    def name_shown(self) -> str:
        """The caller as shown."""
        return self._name.text()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _show_row(self, row: int, value: QLabel, text: str) -> None:
        """A line that says nothing takes no room."""
        value.setText(text)
        for part in (self._heads[row], value):
            part.setVisible(bool(text))

    def _ask(self) -> None:
        self.reveal_asked.emit()

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Caller"))
        self.reveal.setAccessibleName(self.tr("Show the number in full"))
        self.reveal.setToolTip(self.tr("Show the number in full; the look is recorded (Alt+P)"))
        for head, text in zip(self._heads, (self.tr("Name"), self.tr("Phone"), self.tr("Last"), self.tr("Note")), strict=True):
            head.setText(text)

    def _set_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        phone = QHBoxLayout()
        phone.addWidget(self._masked)
        phone.addSpacing(10)
        phone.addWidget(self.reveal)
        phone.addStretch(1)
        values: tuple[QLabel | QHBoxLayout, ...] = (self._name, phone, self._last, self._note)
        for row, (head, value) in enumerate(zip(self._heads, values, strict=True)):
            grid.addWidget(head, row, 0)
            if isinstance(value, QLabel):
                grid.addWidget(value, row, 1)
            else:
                grid.addLayout(value, row, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def _person(self, person: Person) -> str:
        return self.tr("{name} ({tie})").format(name=person.name, tie=self._tie(person.rooms[0].tie)) if person.rooms else person.name

    def _tie(self, tie: Tie) -> str:
        words = {
            Tie.OWNER: self.tr("owner"),
            Tie.TENANT: self.tr("tenant"),
            Tie.FAMILY: self.tr("family"),
            Tie.SHOP: self.tr("shop"),
        }
        return words[tie]

    def _several(self, people: Sequence[Person]) -> str:
        return " / ".join(person.name for person in people[:3])


_LINES = (("strong", "Name"), ("plain", "Last"), ("plain", "Note"))
