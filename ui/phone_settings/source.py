"""A phone source on the page: its lamp in words, its switch, its fields, and the address that the exchange is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dutydesk.checkup import Finding, State, tell
from dutydesk.phone_fields import Kind, Table, Texts, address
from dutydesk.phone_offers import Offer
from dutydesk.phone_settings import FieldFault
from ui.centre.flow import FlowRow
from ui.first_start.button import EnterButton
from ui.labels import plain_label
from ui.phone_settings.fields import FormField, Say, SecretField, TruthField, typed_in
from ui.phone_settings.offered import OfferingField, field_of

_TOP = Qt.AlignmentFlag.AlignTop
_ROLES = {State.BAD: "late", State.LOOK: "strong", State.OK: "muted"}
_SHAPES = {State.BAD: "▲  ", State.LOOK: "△  ", State.OK: ""}


class SourceSection(QFrame):
    """`lamp` answers what is known of the source now. `changed` tells that something was typed, `entered` that Enter was pressed."""

    changed = Signal()
    entered = Signal()

    def __init__(self, table: Table, lamp: Callable[[], Finding | None], say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self._lamp, self._say = table, lamp, say
        self.setObjectName(f"phoneSource.{table.name}")
        self.setProperty("role", "section")
        self._title = plain_label("strong", f"phoneTitle.{table.name}")
        self._state = plain_label("muted", f"phoneState.{table.name}")
        self._told, self._todo = plain_label("muted", f"phoneTold.{table.name}"), plain_label("strong")
        self.fault = plain_label("fault", f"fault.{table.name}")
        for label in (self._told, self._todo, self.fault):
            label.setWordWrap(True)
        self.fault.hide()
        self.switch = QCheckBox()
        self.switch.setObjectName(f"phoneSwitch.{table.name}")
        self.switch.toggled.connect(self._switched)
        self.fields: dict[str, FormField | TruthField] = {one.key: field_of(one, f"{table.name}.{one.key}") for one in table.fields}
        self._rare = tuple(one for one in self.fields.values() if one.field.is_rare)
        self.more = EnterButton(self)
        self.more.setObjectName(f"phoneMore.{table.name}")
        self.more.setVisible(bool(self._rare))
        self._address = AddressRow(table.name) if table.has_address else None
        self._body = QWidget()
        self._body.setObjectName(f"phoneBody.{table.name}")
        self._grid = QGridLayout(self._body)
        self._is_wide = True
        self._lay_out()
        self._connect()
        self._show_rare(is_shown=False)
        self._body.setVisible(False)

    @property
    def texts(self) -> Texts:
        """What is typed, also while it is switched off."""
        return {key: typed_in(one) for key, one in self.fields.items()}

    @property
    def is_on(self) -> bool:
        """Whether it is switched on here."""
        return self.switch.isChecked()

    def show_typed(self, texts: Texts, *, is_on: bool) -> None:
        """Put in what the file holds; of a source that is off there what was typed here stays."""
        for key, one in self.fields.items():
            if is_on or texts.get(key):
                one.show_text(texts.get(key, ""))
        self.switch.blockSignals(True)
        self.switch.setChecked(is_on)
        self.switch.blockSignals(False)
        self._body.setVisible(is_on)
        if any(typed_in(one) for one in self._rare):
            self._show_rare(is_shown=True)
        self.tell()

    def asks_for_port(self, focus: QWidget) -> bool:
        """Whether the keys are in a field for a serial port."""
        return any(one.line is focus for one in self._ports())

    def offer_ports(self, ports: Sequence[Offer]) -> None:
        """These are the serial ports of this computer."""
        for one in self._ports():
            one.offer(ports)

    def complain(self, fault: FieldFault, sentence: str) -> QWidget:
        """Say what is wrong at its field; answers where the keys belong to mend it."""
        one = self.fields.get(fault.key)
        if isinstance(one, FormField) and self.is_on:
            one.complain(sentence)
            if one in self._rare:
                self._show_rare(is_shown=True)
            return one.line
        if self.fault.isHidden():  # the first of several is the one that tells most
            self.fault.setText(sentence)
            self.fault.show()
        return self.switch

    def forget_faults(self) -> None:
        """Nothing is wrong as far as is known."""
        self.fault.hide()
        for one in self.fields.values():
            if isinstance(one, FormField):
                one.complain("")

    def first(self) -> QWidget:
        """Where one begins to type."""
        one = next(iter(self.fields.values()))
        return (one.line if isinstance(one, FormField) else one) if self.is_on else self.switch

    def fit(self, *, is_wide: bool) -> None:
        """The fields stand in pairs where there is room."""
        if is_wide is not self._is_wide:
            self._is_wide = is_wide
            self._place_fields()

    def retranslate(self) -> None:
        """Everything in the language that is spoken."""
        self._title.setText(self._say(f"phones.table.{self.table.name}"))
        self.switch.setText(self.tr("On"))
        self.switch.setAccessibleName(f"{self._title.text()}: {self.switch.text()}")
        for one in self.fields.values():
            one.say(self._say)
        if self._address is not None:
            self._address.retranslate()
        self._name_more()
        self.tell()

    def tell(self) -> None:
        """How the source is now: state, last event, reason, and what to do."""
        found = self._lamp()
        if found is None:
            self._state.setText(self.tr("not running yet") if self.is_on else self.tr("off"))
            self._say_state("muted", self._say(f"phones.hint.{self.table.name}"), "")
        else:
            self._state.setText(f"{_SHAPES[found.state]}{self._say(f'checkup.state.{found.state}').strip()}")
            self._say_state(_ROLES[found.state], tell(found.said, self._say), tell(found.todo, self._say) if found.todo else "")
        self._show_address()

    def _say_state(self, role: str, told: str, todo: str) -> None:
        if self._state.property("role") != role:
            self._state.setProperty("role", role)
            self._state.style().polish(self._state)
        for label, text in ((self._told, told), (self._todo, todo)):
            label.setText(text)
            label.setVisible(bool(text))

    def _lay_out(self) -> None:
        words = FlowRow(spacing=14)
        words.flow.addWidget(self._title)
        words.flow.addWidget(self._state)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(words, 1)
        head.addWidget(self.switch, 0, _TOP)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self._told, self._todo, self.fault, self._body):
            column.addWidget(part)
        self._place_fields()

    def _place_fields(self) -> None:
        """The rare ones stand below the button that shows them; the address spans the last row."""
        across = 2 if self._is_wide else 1
        usual = [one for one in self.fields.values() if one not in self._rare]
        below = self._place(usual, 0, across)
        if self._rare:
            self._grid.addWidget(self.more, below, 0, 1, across, Qt.AlignmentFlag.AlignLeft)
            below = self._place(self._rare, below + 1, across)
        if self._address is not None:
            self._grid.addWidget(self._address, below, 0, 1, across)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < across))

    def _place(self, fields: Sequence[QWidget], row: int, across: int) -> int:
        for number, one in enumerate(fields):
            self._grid.addWidget(one, row + number // across, number % across, _TOP)
        return row - (-len(fields) // across)

    def _show_rare(self, *, is_shown: bool) -> None:
        for one in self._rare:
            one.setVisible(is_shown)
        self._shows_rare = is_shown
        self._name_more()

    def _turn_rare(self) -> None:
        self._show_rare(is_shown=not self._shows_rare)

    def _name_more(self) -> None:
        self.more.setText(self.tr("Fewer settings") if self._shows_rare else self.tr("More settings"))
        self.more.setAccessibleName(f"{self._title.text()}: {self.more.text()}")

    def _ports(self) -> list[OfferingField]:
        return [one for one in self.fields.values() if isinstance(one, OfferingField) and one.field.kind is Kind.PORT]

    def _connect(self) -> None:
        self.more.clicked.connect(self._turn_rare)
        for one in self.fields.values():
            one.changed.connect(self._typed)
            if isinstance(one, FormField):
                one.entered.connect(self.entered)
            if isinstance(one, SecretField):
                one.shown_changed.connect(self._show_address)

    def _typed(self) -> None:
        one = self.sender()
        if isinstance(one, FormField):
            one.complain("")
        self._show_address()
        self.changed.emit()

    def _switched(self, is_on: bool) -> None:
        self.fault.hide()
        self._body.setVisible(is_on)
        for one in self.fields.values():
            if is_on and isinstance(one, SecretField) and one.field.is_made_up and not one.text:
                one.make_up()
        self.tell()
        self.changed.emit()

    def _show_address(self) -> None:
        if self._address is not None:
            hides = not all(one.is_shown for one in self.fields.values() if isinstance(one, SecretField))
            self._address.show_address(address(self.texts, hides=hides), is_whole=not hides)


class AddressRow(QWidget):
    """The whole address, to be copied; the secret in it is copied only while it is shown."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_whole = False
        self._heading, self.said = plain_label("field"), plain_label("muted", f"phoneCopied.{name}")
        self.said.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setObjectName(f"phoneAddress.{name}")
        self.line.setReadOnly(True)
        self.button = EnterButton()
        self.button.setObjectName(f"phoneCopy.{name}")
        self.button.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addLayout(row)
        column.addWidget(self.said)

    def show_address(self, text: str, *, is_whole: bool) -> None:
        """Show it; `is_whole` with its secret."""
        self._is_whole = is_whole
        if self.line.text() != text:
            self.line.setText(text)
            self.line.home(False)
            self._tell()

    def retranslate(self) -> None:
        """Its words in the language that is spoken."""
        self._heading.setText(self.tr("Address for the exchange"))
        self.line.setAccessibleName(self._heading.text())
        self.button.setText(self.tr("Copy"))
        self.button.setAccessibleName(f"{self.button.text()}: {self._heading.text()}")
        self._tell()

    def _tell(self) -> None:
        hidden = self.tr("Show the token first to copy the address whole.")
        self.said.setText(self.tr("This goes into the exchange; whoever knows it can report rings.") if self._is_whole else hidden)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.line.text())
        without = self.tr("Copied without the token. Show the token first to copy it whole.")
        self.said.setText(self.tr("Copied.") if self._is_whole else without)
