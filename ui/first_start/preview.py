"""What was understood of a file: how much of everything, a few of its rooms, and each row that has something wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from dutydesk.numbers import mask
from dutydesk.site import Person, PlaceKind, Tie
from dutydesk.site_import import SiteFile
from ui.labels import elided_label, plain_label

Say = Callable[..., str]
SHOWN_PEOPLE = 3
MARGINS = 12


class Preview(QWidget):
    """Figures, examples and faults of one `SiteFile`."""

    def __init__(self, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._found: SiteFile | None = None
        self._figures: list[tuple[QLabel, QLabel]] = [(plain_label("figure"), plain_label("muted")) for _ in range(5)]
        self._for_instance = plain_label("field")
        self._people = [elided_label("muted") for _ in range(SHOWN_PEOPLE)]
        self.amiss = plain_label("field", "importAmiss")
        self.amiss.setWordWrap(True)
        self.faults = QListWidget()
        self.faults.setObjectName("importFaults")
        self.faults.setWordWrap(True)
        self.faults.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    def show_file(self, found: SiteFile | None) -> None:
        """Show what a file says; the same one is not listed twice."""
        if found is not self._found:
            self._found = found
            self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(44)
        for figure, word in self._figures:
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(figure)
            pair.addWidget(word)
            figures.addLayout(pair)
        figures.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addLayout(figures)
        column.addSpacing(MARGINS)
        column.addWidget(self._for_instance)
        for label in self._people:
            column.addWidget(label)
        column.addSpacing(MARGINS)
        column.addWidget(self.amiss)
        column.addWidget(self.faults, 1)
        column.addStretch()

    def _retranslate(self) -> None:
        if self._found is None:
            return
        self._show_figures(self._found)
        self._show_people(self._found.people[:SHOWN_PEOPLE])
        self._show_faults(self._found)

    def _show_figures(self, found: SiteFile) -> None:
        told = (
            (found.count(PlaceKind.BUILDING), self.tr("buildings")),
            (found.count(PlaceKind.UNIT), self.tr("units")),
            (found.count(PlaceKind.ROOM), self.tr("rooms")),
            (len(found.people), self.tr("people")),
            (found.numbers, self.tr("numbers")),
        )
        for (figure, word), (count, said) in zip(self._figures, told, strict=True):
            figure.setText(QLocale().toString(count))
            word.setText(said)

    def _show_people(self, people: tuple[Person, ...]) -> None:
        self._for_instance.setText(self.tr("For instance"))
        self._for_instance.setVisible(bool(people))
        for at, label in enumerate(self._people):
            label.setText(self._told(people[at]) if at < len(people) else "")
            label.setVisible(at < len(people))

    def _told(self, person: Person) -> str:
        """Somebody as the desk will know them; numbers are masked here as everywhere."""
        rooms = " ".join(f"{room.place} {self._tie(room.tie)}" for room in person.rooms[:3])
        numbers = " ".join(map(mask, person.numbers[:3]))
        return " · ".join(filter(None, (person.name, rooms, numbers, person.note)))

    def _tie(self, tie: Tie) -> str:
        return {
            Tie.OWNER: self.tr("owner"),
            Tie.TENANT: self.tr("tenant"),
            Tie.FAMILY: self.tr("family"),
            Tie.SHOP: self.tr("shop"),
        }[tie]

    def _show_faults(self, found: SiteFile) -> None:
        self.faults.clear()
        self.faults.addItems([self._say(fault.code, **{**fault.values, "file": found.path.name}) for fault in found.faults])
        self.faults.setVisible(bool(found.faults))
        self.faults.setAccessibleName(self.tr("What is wrong in the file"))
        self.amiss.setText(self._summary(found))

    def _summary(self, found: SiteFile) -> str:
        if not found.fault_count:
            return self.tr("All {rows} rows can be used.").format(rows=self._number(found.rows))
        said = self.tr("{left_out} of {rows} rows will be left out; {faults} remarks in all:")
        if found.fault_count > len(found.faults):
            said = self.tr("{left_out} of {rows} rows will be left out; {faults} remarks in all, of which the first {shown}:")
        counts = {"left_out": found.left_out, "rows": found.rows, "faults": found.fault_count, "shown": len(found.faults)}
        return said.format(**{name: self._number(count) for name, count in counts.items()})

    def _number(self, count: int) -> str:
        return QLocale().toString(count)
