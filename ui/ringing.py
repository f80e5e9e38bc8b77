"""The top of the left column: what rings now as cards, and what was missed as rows. It is the pop-up, and takes no focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dutydesk.phone_calls import PhoneCall
from ui.labels import plain_label
from ui.owed_row import OwedRow
from ui.past_repairs import PastRepairs
from ui.phone_calls import PhoneCalls
from ui.ring_card import RingCard
from ui.surroundings import Surroundings

MOST_CARDS = 2
MOST_OWED = 3


class RingingView(QWidget):
    """Ringing and missed phone calls. All signals carry a phone call's id."""

    take_requested = Signal(str)
    called_back = Signal(str)
    dismissed = Signal(str)
    answered = Signal(str)

    def __init__(self, phones: PhoneCalls, past: PastRepairs, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._past = past
        self.setObjectName("ringing")
        self._phones = phones
        self._premises = around.premises
        self._names = around.names
        self._cards: dict[str, RingCard] = {}
        self._owed: dict[str, OwedRow] = {}
        self._heading = plain_label("heading", "ringingHeading")
        self._counts = plain_label("heading", "ringingCounts")
        self._more = plain_label("muted", "ringingMore")
        self._more_owed = plain_label("muted", "owedMore")
        self._card_column, self._owed_column = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        phones.changed.connect(self.renew)
        around.ticker.second.connect(self._count)
        self.renew()

    def choose(self, position: int) -> bool:
        """A digit chooses among several people on the number that rings first; False when there is no such choice."""
        ringing = self._phones.ringing
        return bool(ringing) and ringing[0].id in self._cards and self._cards[ringing[0].id].choose(position)

    def renew(self) -> None:
        """Show what rings and what is owed now; cards that stay are kept."""
        ringing, owed = self._phones.ringing, self._phones.owed
        self._show_cards(ringing[:MOST_CARDS])
        self._show_owed(owed[:MOST_OWED])
        self._tell(ringing, owed)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.renew()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 4)
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(self._counts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        for inner in (self._card_column, self._owed_column):
            inner.setContentsMargins(10, 4, 10, 2)
            inner.setSpacing(6)
        column.addLayout(self._card_column)
        self._more.setContentsMargins(14, 2, 14, 2)
        column.addWidget(self._more)
        column.addLayout(self._owed_column)
        self._more_owed.setContentsMargins(14, 2, 14, 2)
        column.addWidget(self._more_owed)

    def _show_cards(self, ringing: tuple[PhoneCall, ...]) -> None:
        for gone in set(self._cards) - {phone.id for phone in ringing}:
            _take_away(self._cards.pop(gone))
        for phone in ringing:
            card = self._cards.get(phone.id) or self._new_card(phone.id)
            card.show_phone(phone, self._phones.caller(phone), is_next=phone is ringing[0])

    def _new_card(self, phone: str) -> RingCard:
        card = RingCard(self._premises, self._names, self._past, self)
        card.person_chosen.connect(self._phones.choose)
        card.take_requested.connect(self.take_requested)
        self._card_column.addWidget(card)
        self._cards[phone] = card
        return card

    def _show_owed(self, owed: tuple[PhoneCall, ...]) -> None:
        for gone in [one for one, row in self._owed.items() if row.phone not in owed]:
            _take_away(self._owed.pop(gone))
        for position, phone in enumerate(owed):
            if phone.id not in self._owed:
                self._owed[phone.id] = self._new_owed(phone)
            self._owed_column.insertWidget(position, self._owed[phone.id])

    def _new_owed(self, phone: PhoneCall) -> OwedRow:
        row = OwedRow(phone, self._phones.caller(phone), self._premises, self._names, self)
        row.called_back.connect(self.called_back)
        row.dismissed.connect(self.dismissed)
        row.answered.connect(self.answered)
        return row

    def _tell(self, ringing: tuple[PhoneCall, ...], owed: tuple[PhoneCall, ...]) -> None:
        rings, _ = self._phones.counts()
        self._heading.setText(self.tr("Ringing {count}").format(count=len(ringing)))
        self._counts.setText(self.tr("this shift {rings} · missed {missed}").format(rings=rings, missed=len(owed)))
        _say_more(self._more, self.tr("{count} more ring"), len(ringing) - MOST_CARDS)
        _say_more(self._more_owed, self.tr("{count} more missed"), len(owed) - MOST_OWED)

    def _count(self) -> None:
        for card in self._cards.values():
            card.count()


def _say_more(label: QWidget, text: str, count: int) -> None:
    label.setVisible(count > 0)
    label.setProperty("text", text.format(count=count))


def _take_away(widget: QWidget) -> None:
    """Out of sight at once; Qt deletes it when no event is being handled in it any more."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
