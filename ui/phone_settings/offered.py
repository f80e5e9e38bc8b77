"""Fields with buttons below them that put something in: the serial ports of this computer, people of the crew."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QApplication, QWidget

from dutydesk.phone_fields import Field, Kind
from dutydesk.phone_offers import Offer, people_offered, person_meant
from dutydesk.site import Member
from ui.centre.flow import FlowRow
from ui.first_start.button import EnterButton
from ui.phone_settings.fields import FormField, Say, SecretField, TruthField


class OfferingField(FormField):
    """Anything may be typed; what is offered is one key or click."""

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(field, name, parent)
        self._offers: tuple[Offer, ...] = ()
        self._buttons: list[EnterButton] = []
        self._row = FlowRow(spacing=8)
        self._row.hide()
        self.column.insertWidget(self.column.indexOf(self._hint), self._row)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer these from now on; what is typed already is not offered."""
        wanted = tuple(one for one in offers if one.value != self.line.text())
        if wanted == self._offers:
            return
        if any(button.hasFocus() for button in self._buttons):
            self.line.setFocus()
        for button in self._buttons:
            button.hide()
            button.deleteLater()  # it may be what is being pressed
        self._offers, self._buttons = wanted, [self._button(one) for one in wanted]
        for button in self._buttons:
            self._row.flow.addWidget(button)
        self._row.setVisible(bool(wanted))

    def put_in(self, offer: Offer) -> None:
        """Put in what was chosen."""
        self.show_text(offer.value)
        self.line.setFocus()
        self.offer(())
        self.changed.emit()

    def say(self, say: Say, about: str = "") -> None:
        super().say(say, about)
        for button in self._buttons:
            self._name(button)

    def _button(self, offer: Offer) -> EnterButton:
        button = EnterButton()
        button.setObjectName(f"phonesOffer.{self.field.table}.{self.field.key}")
        button.setText(offer.words.replace("&", "&&"))
        button.clicked.connect(partial(self.put_in, offer))
        self._name(button)
        return button

    def _name(self, button: EnterButton) -> None:
        button.setAccessibleName(f"{self.line.accessibleName()}: {button.text()}")


class PersonField(OfferingField):
    """Somebody of the crew: typed as a number, a name or letters, shown as number and name, and written as the number."""

    def __init__(self, field: Field, name: str, members: Sequence[Member], parent: QWidget | None = None) -> None:
        super().__init__(field, name, parent)
        self._members = members
        self.line.textEdited.connect(self._offer_people)
        self.line.editingFinished.connect(self._settle)

    @property
    def text(self) -> str:
        """The staff number, or what is typed where that means nobody, or more than one."""
        meant = person_meant(self._members, self.line.text())
        return meant.value if meant else self.line.text()

    def show_text(self, text: str) -> None:
        meant = person_meant(self._members, text)
        super().show_text(meant.words if meant and meant.value == text else text)

    def _offer_people(self, typed: str) -> None:
        self.offer(tuple(one for one in people_offered(self._members, typed) if one.words != typed))

    def _settle(self) -> None:
        """Show in full who is meant, unless the keys only went to the buttons."""
        if self._row.isAncestorOf(QApplication.focusWidget() or self):
            return
        if meant := person_meant(self._members, self.line.text()):
            super().show_text(meant.words)
            self.offer(())


def field_of(field: Field, name: str, members: Sequence[Member] = ()) -> FormField | TruthField:
    """What shows a field of its kind."""
    match field.kind:
        case Kind.TRUTH:
            return TruthField(field, name)
        case Kind.PORT:
            return OfferingField(field, name)
        case Kind.MEMBER:
            return PersonField(field, name, members)
        case _:
            return SecretField(field, name) if field.is_secret else FormField(field, name)
