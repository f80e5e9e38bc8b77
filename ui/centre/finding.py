"""Finding: calls, people and places for a few characters, in one list under the input line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from dutydesk.calls import Call
from dutydesk.numbers import mask
from dutydesk.phone_calls import PhoneCall
from dutydesk.site import Member, Person
from dutydesk.spelling import plain
from ui import texts
from ui.centre.card import Card
from ui.centre.choices import Choice, ChoiceList
from ui.centre.desktop import Desktop
from ui.centre.parked import MOST_PARKED
from ui.centre.previews import Previews
from ui.labels import plain_label

_MOST = 30
_LONGEST = 100
"""Characters that are looked for: a page pasted by mistake finds nothing, and must not hold up the keys."""
_OF_EACH = 8


class FindCard(Card):
    """Shows what was found; `chosen` answers "call:ID", "draft:POSITION", "person:ID", "phone:ID", "place:CODE" or "member:ID"."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, desktop: Desktop, parent: QWidget) -> None:
        super().__init__(parent, "findCard")
        self._desktop = desktop
        self._previews = Previews(desktop, self)
        self._parked: Sequence[str] = ()
        self._offered: Callable[[], Iterable[Choice]] = tuple
        self.list = ChoiceList(desktop.looks, self, "foundList")
        self.list.setMinimumHeight(37 * 4)
        self._nothing = plain_label("muted", "foundNothing", self)
        self._nothing.setWordWrap(True)
        self._sought = ""
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.list, 1)
        self.list.chosen.connect(self.chosen)
        self.list.left.connect(self.left)
        self._retranslate()
        self.hide()

    def know_parked(self, labels: Sequence[str]) -> None:
        """The parked drafts, in order; those without a key of their own are found here."""
        self._parked = tuple(labels)

    def show_parked(self) -> None:
        """Every parked draft."""
        self._offer(self._drafts)

    def seek(self, text: str) -> None:
        """Show what `text` finds; an empty text shows the open calls."""
        sought = text.strip()[:_LONGEST]
        self._offer(partial(self._found, sought), sought)

    def show_members(self) -> None:
        """Who is on duty and what they are doing."""
        self._offer(self._on_duty)

    def show_calls(self, calls: Sequence[Call]) -> None:
        """Just these calls."""
        self._offer(partial(map, self._call, calls))

    def show_owed(self, owed: Sequence[PhoneCall]) -> None:
        """Callers who are owed a call back, by their phone calls."""
        self._offer(partial(map, self._owed, owed))

    def start(self) -> None:
        """Put the keys on the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if self.isVisible():
                self._offer(self._offered, self._sought)
        super().changeEvent(event)

    def _offer(self, found: Callable[[], Iterable[Choice]], sought: str = "") -> None:
        """Show what is found, in the language of now; the mark stays where it was when only the language is another."""
        row = self.list.currentRow() if found is self._offered else 0
        self._offered, self._sought = found, sought
        once = dict.fromkeys(found())  # a call is found by its words, by its caller and by its place
        self.list.offer(list(islice(once, _MOST)))
        self.list.setCurrentRow(max(0, row))
        self._tell_nothing()
        self.show()

    def _tell_nothing(self) -> None:
        """An empty list says that it is empty, and for what."""
        is_empty = not self.list.count()
        said = self.tr("Nothing found for {text}").format(text=self._sought) if self._sought else self.tr("Nothing to show")
        self._nothing.setText(said if is_empty else "")
        self._nothing.setVisible(is_empty)
        self.list.setVisible(not is_empty)

    def _retranslate(self) -> None:
        self.heading.setText(self.tr("Found"))
        self.aside.setText(self.tr("↑↓ 1-9 choose   Enter open   Esc back"))
        self.list.setAccessibleName(self.tr("Found calls, people and places"))

    def _drafts(self) -> Iterator[Choice]:
        return (Choice(f"draft:{number}", label) for number, label in enumerate(self._parked))

    def _on_duty(self) -> Iterator[Choice]:
        rows = {row.member: row for row in self._desktop.readings.members()}
        on_duty = (one for one in self._desktop.members if one.id in rows and rows[one.id].is_on_duty)
        return (self._member(one, texts.status(rows[one.id].status)) for one in on_duty)

    def _owed(self, ring: PhoneCall) -> Choice:
        return Choice(f"phone:{ring.id}", self._previews.owed(ring))

    def _found(self, text: str) -> Iterator[Choice]:
        wanted = plain(text)
        for number, label in enumerate(self._parked):
            if number >= MOST_PARKED and wanted in plain(label):
                yield Choice(f"draft:{number}", label)
        for call in self._calls(wanted):
            yield self._call(call)
        if not wanted:
            return
        people = self._desktop.register.find_people(text, _OF_EACH)
        for place in dict.fromkeys(room.place for person in people for room in person.rooms):
            for call in self._desktop.readings.calls_at(place, 3):
                yield self._call(call)
        yield from map(self._person, people)
        for found in self._desktop.places.resolve(text)[:_OF_EACH]:
            for call in self._desktop.readings.calls_at(found.code, 5):
                yield self._call(call)
            yield Choice(f"place:{found.code}", self._desktop.names.place_in_full(found.code), self.tr("place"))

    def _calls(self, wanted: str) -> list[Call]:
        desktop = self._desktop
        found = [one for one in desktop.readings.open_calls() if wanted in plain(f"{desktop.headline(one)} {one.line} {one.caller_name}")]
        numbered = desktop.readings.newest_call(int(wanted)) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6 else None
        return [*([numbered] if numbered else []), *(one for one in found if numbered is None or one.id != numbered.id)]

    def _call(self, call: Call) -> Choice:
        worker = self._desktop.names.member(call.worker or call.holder)
        return Choice(f"call:{call.id}", self._desktop.headline(call), f"{texts.stage(call.stage)} {worker}")

    def _person(self, person: Person) -> Choice:
        numbers = " ".join(mask(number) for number in person.numbers[:2])
        home = person.rooms[0].place if person.rooms else ""
        return Choice(f"person:{person.id}", " ".join(filter(None, (person.name, home))), numbers)

    def _member(self, member: Member, status: str) -> Choice:
        crew = self._desktop.names.crew(member.crew)
        return Choice(f"member:{member.id}", f"{member.staff_number} {member.name}", f"{crew} · {status}")
