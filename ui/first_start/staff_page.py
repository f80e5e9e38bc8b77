"""Who works here: a small form whose faults stand beside their fields, and nothing typed is lost by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from dutydesk.founding_plan import FormFault, Typed, doubts, faults, planned
from dutydesk.refusals import RefusedError
from dutydesk.room_rows import Dialled
from dutydesk.site_import import SiteFile
from ui.first_start.button import EnterButton
from ui.labels import plain_label

Say = Callable[..., str]
CREW_HEIGHT = 88
SHOWN = 6


class Field(QWidget):
    """A heading, what is typed under it, and what is wrong with that."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str, *, has_lines: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.line = line = _many_lines() if has_lines else QLineEdit()
        if isinstance(line, QLineEdit):
            line.returnPressed.connect(self.entered)
        line.textChanged.connect(self.changed)
        line.setObjectName(f"staff.{name}")
        self._heading, self._hint = plain_label("field"), plain_label("muted")
        self.fault = plain_label("fault", f"staffFault.{name}")
        self.fault.setWordWrap(True)
        self.fault.hide()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._heading)
        head.addWidget(self._hint, 1)
        head.addWidget(self.fault, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(line)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text() if isinstance(self.line, QLineEdit) else self.line.toPlainText()

    def say(self, heading: str, hint: str) -> None:
        """Its words in the language that is spoken."""
        self._heading.setText(heading)
        self._hint.setText(hint)
        self.line.setAccessibleName(heading)
        self.line.setAccessibleDescription(hint)

    def complain(self, sentence: str) -> None:
        """Say what is wrong in the place of the hint, so that nothing moves; "" when nothing is."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self._hint.setVisible(not sentence)


def _many_lines() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(CREW_HEIGHT)
    return made


class StaffPage(QWidget):
    """`ready` carries a `Founding` that has no faults."""

    ready = Signal(object)

    def __init__(self, dialled: Dialled, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialled = dialled
        self._say = say
        self._found: SiteFile | None = None
        self._faults: tuple[FormFault, ...] = ()
        self._asked: tuple[FormFault, ...] = ()
        self._refused: RefusedError | None = None
        self._title, self._lead = plain_label("title"), plain_label("muted", "staffLead")
        self.numbers = plain_label("muted", "staffNumbers")
        self.said = plain_label("fault", "staffSaid")
        self.fields = {name: Field(name, has_lines=name == "crew") for name in ("site", "officers", "crew", "line")}
        self.make = EnterButton()
        self.make.setObjectName("staffMake")
        self._lay_out()
        self._connect()
        self._retranslate()

    def begin(self, found: SiteFile | None) -> None:
        """For a site with the rooms of `found`, or an empty one; what was typed before stays."""
        self._found = found
        self._refused = None
        self._retranslate()

    def refuse(self, refused: RefusedError) -> None:
        """It could not be made; the form is as it was."""
        self._refused = refused
        self._retranslate()

    @property
    def has_file(self) -> bool:
        """Whether the rooms of a file will be in the site."""
        return self._found is not None

    def tell(self, sentence: str) -> None:
        """Say what went wrong in the program."""
        self.said.setText(sentence)
        self.said.setVisible(True)

    def submit(self) -> None:
        """Make the site, or go to the first field that has something wrong."""
        self._refused = None
        self._faults = faults(self._typed(), self._dialled) or self._to_ask()
        self._retranslate()
        if self._faults:
            self.fields[self._faults[0].field].line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        found = self._found
        places, people = (found.places, found.people) if found else ((), ())
        self.ready.emit(planned(self._typed(), self._dialled, places, people))

    def _to_ask(self) -> tuple[FormFault, ...]:
        """What may be a slip; the same is asked once only."""
        doubtful, asked = doubts(self._typed()), self._asked
        self._asked = doubtful
        return doubtful if doubtful != asked else ()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        empty = (field.line for field in self.fields.values() if not field.text)
        next(empty, self.make).setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self.make.setProperty("role", "main")
        for label in (self._lead, self.numbers, self.said):
            label.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.numbers, 1)
        foot.addWidget(self.make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 22, 0, 18)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        for field in self.fields.values():
            column.addWidget(field)
        column.addWidget(self.said)
        column.addStretch()
        column.addLayout(foot)

    def _connect(self) -> None:
        site, officers, crew, line = self.fields.values()
        site.entered.connect(officers.line.setFocus)
        officers.entered.connect(crew.line.setFocus)
        line.entered.connect(self.submit)
        self.make.clicked.connect(self.submit)
        for field in self.fields.values():
            field.changed.connect(self._look_again)

    def _typed(self) -> Typed:
        return Typed(**{one.name: self.fields[one.name].text for one in fields(Typed)})

    def _look_again(self) -> None:
        """What was complained of goes as soon as it is mended; nothing is complained of while it is first typed."""
        if self._faults:
            there = faults(self._typed(), self._dialled)
            self._faults = tuple(fault for fault in there if any(fault.field == before.field for before in self._faults))
        self._complain()
        self._show_numbers()

    def _complain(self) -> None:
        for name, field in self.fields.items():
            first = next((fault for fault in self._faults if fault.field == name), None)
            field.complain(self._say(first.code, **first.values) if first else "")
        self.said.setText(self._say(self._refused.code, **self._refused.values) if self._refused else "")
        self.said.setVisible(bool(self._refused))

    def _show_numbers(self) -> None:
        """The staff numbers that those typed so far are given."""
        typed = Typed(officers=self.fields["officers"].text, crew=self.fields["crew"].text)
        has_names = bool(typed.officers.strip() or typed.crew.strip())
        members = planned(typed, self._dialled).site.members if has_names else ()
        named = self.tr(", ").join(f"{member.staff_number} {member.name}" for member in members[:SHOWN])
        more = self.tr(" and {count} more").format(count=len(members) - SHOWN) if len(members) > SHOWN else ""
        self.numbers.setText(self.tr("Staff numbers: {named}").format(named=named + more) if named else "")

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Who works here?"))
        rooms = self.tr("Your rooms and people are ready. A call needs somebody to be handed to, so name the staff.")
        nobody = self.tr("One maintenance crew is enough to begin with. Rooms and people can be imported at any time.")
        self._lead.setText(rooms if self._found else nobody)
        site, officers, crew, line = self.fields.values()
        site.say(self.tr("Name of the site"), "")
        officers.say(self.tr("Officers"), self.tr("who sign on at this desk; a comma between them"))
        crew.say(self.tr("Maintenance crew"), self.tr("one per line; a phone number may follow the name; may be empty"))
        line.say(self.tr("Number of the maintenance phone"), self.tr("as the exchange knows it, such as 8110; may be empty"))
        self.make.setText(self.tr("Make the site"))
        self._complain()
        self._show_numbers()
