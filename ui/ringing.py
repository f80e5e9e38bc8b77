"""The top of the left column: what rings now as cards, and what was missed as rows. It is the pop-up, and takes no focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dutydesk.phone_calls import PhoneCall
from ui.dragging import Held
from ui.labels import plain_label
from ui.owed_row import OwedRow
from ui.past_repairs import PastRepairs
from ui.phone_calls import PhoneCalls
from ui.ring_card import Form, RingCard, Standing
from ui.surroundings import Surroundings
from ui.whose_line import WhoseLine

LEAST_CARDS = 2
LEAST_OPEN_CALLS = 4
"""So many open calls stay in sight under what rings and what was missed."""
HEIGHTS = {Form.WHOLE: 222, Form.COMPACT: 136, Form.BRIEF: 58}
OWED_ROW, LINE, BOARD = 116, 36, 160
"""Pixels that cards, a missed row at its highest, one line of words, and a crew board with two people take."""
ROOMY = 1000


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
        self._whose = WhoseLine(around.names, around.feed.readings)
        self._cards: dict[str, RingCard] = {}
        self._owed: dict[str, OwedRow] = {}
        self._in_line, self._parked = "", frozenset[str]()
        self._room = ROOMY
        self._row_height = around.looks.theme.sizes.row_call
        self._is_open = False
        self._summary = QPushButton()
        self._summary.setObjectName("owedSummary")
        self._summary.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._summary.clicked.connect(self._turn_owed)
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

    def held_at(self, place: QPoint) -> Held:
        """The ring whose card stands at a place, to be dragged."""
        one = self.childAt(place)
        while one is not None and one is not self and not isinstance(one, RingCard):
            one = one.parentWidget()
        phone = next((phone for phone, card in self._cards.items() if card is one), "")
        return Held(f"phone:{phone}", one.accessibleName()) if phone and one is not None else Held()

    @property
    def next_ring(self) -> PhoneCall | None:
        """The ring that F2 takes: the oldest that no draft holds."""
        return next((phone for phone in self._phones.ringing if self._is_free(phone)), None)

    def show_drafts(self, in_line: str, parked: frozenset[str]) -> None:
        """The phone calls that drafts hold: the one in the input line ("" for none) and those laid aside."""
        if (in_line, parked) != (self._in_line, self._parked):
            self._in_line, self._parked = in_line, parked
            self.renew()

    def fit(self, height: int, *, is_shared: bool = False) -> None:
        """The column is so many pixels high; open calls are to be left room in it, and where it is shared the crew too."""
        calls = 1 if is_shared else LEAST_OPEN_CALLS
        room = height - 2 * LINE - calls * self._row_height - (BOARD if is_shared else 0)
        if room != self._room:
            self._room = room
            self.renew()

    def renew(self) -> None:
        """Show what rings and what is owed now; cards that stay are kept."""
        ringing, owed = self._in_order(), self._phones.owed
        forms = self._forms(len(ringing), self._room - bool(owed) * LINE)
        cards = ringing[: len(forms)]
        self._show_cards(cards, forms)
        left = self._room - sum(HEIGHTS[form] for form in forms)
        rows = self._rows(len(owed), left)
        self._show_owed(owed[:rows])
        self._tell(len(ringing), len(cards), owed, rows)

    def _in_order(self) -> tuple[PhoneCall, ...]:
        """The one in the line, those to be taken, and the parked ones; each the oldest first."""
        return tuple(sorted(self._phones.ringing, key=lambda phone: (phone.id != self._in_line, phone.id in self._parked)))

    def _is_free(self, phone: PhoneCall) -> bool:
        return phone.id != self._in_line and phone.id not in self._parked

    def _forms(self, ringing: int, room: int) -> list[Form]:
        """How each card is shown: whole alone, in two lines where they fit; many have one line each, and the room of one open call."""
        whole, compact, brief = HEIGHTS[Form.WHOLE], HEIGHTS[Form.COMPACT], HEIGHTS[Form.BRIEF]
        if ringing == 1:
            return [Form.WHOLE if whole <= room else Form.COMPACT]
        if ringing * compact <= room:
            return [Form.COMPACT] * ringing
        others = (room + self._row_height - compact) // brief
        return [Form.COMPACT, *[Form.BRIEF] * max(LEAST_CARDS - 1, others)][:ringing]

    def _rows(self, owed: int, room: int) -> int:
        """How many missed rows are shown: all where they fit or are asked for, else none but their summary."""
        fitting = max(0, room) // OWED_ROW
        if owed <= fitting:
            return owed
        return min(owed, max(fitting, 3)) if self._is_open else 0

    def _turn_owed(self) -> None:
        self._is_open = not self._is_open
        self.renew()

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
        summary = QHBoxLayout()
        summary.setContentsMargins(10, 4, 10, 0)
        summary.addWidget(self._summary)
        column.addLayout(summary)
        column.addLayout(self._owed_column)
        self._more_owed.setContentsMargins(14, 2, 14, 2)
        column.addWidget(self._more_owed)

    def _show_cards(self, ringing: tuple[PhoneCall, ...], forms: list[Form]) -> None:
        for gone in set(self._cards) - {phone.id for phone in ringing}:
            _take_away(self._cards.pop(gone))
        next_ring = self.next_ring
        for position, phone in enumerate(ringing):
            card = self._cards.get(phone.id) or self._new_card(phone.id)
            self._card_column.insertWidget(position, card)
            standing = Standing.NEXT if next_ring is not None and phone.id == next_ring.id else self._standing(phone)
            card.show_phone(phone, self._phones.caller(phone), standing, forms[position])

    def _standing(self, phone: PhoneCall) -> Standing:
        if phone.id == self._in_line:
            return Standing.IN_LINE
        return Standing.PARKED if phone.id in self._parked and not phone.member else Standing.WAITING

    def _new_card(self, phone: str) -> RingCard:
        card = RingCard(self._premises, self._names, self._past, self._whose, self)
        card.person_chosen.connect(self._phones.choose)
        card.take_requested.connect(self.take_requested)
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

    def _tell(self, ringing: int, cards: int, owed: tuple[PhoneCall, ...], rows: int) -> None:
        rings, _ = self._phones.counts()
        self._heading.setText(self.tr("Ringing {count}").format(count=ringing))
        self._counts.setText(self.tr("this shift {rings} · missed {missed}").format(rings=rings, missed=len(owed)))
        rings_more, missed_more = ringing - cards, (len(owed) - rows) if rows else 0
        _say_more(self._more, self.tr("%n more ring", "", rings_more), rings_more)
        _say_more(self._more_owed, self.tr("{count} more missed").format(count=missed_more), missed_more)
        self._summary.setVisible(len(owed) > rows or (self._is_open and len(owed) > 1))
        said = self._summed_up(owed, is_shut=not rows)
        fitting = self._summary.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, max(200, self.width() - 52))
        self._summary.setText(fitting.replace("&", "&&"))
        self._summary.setAccessibleName(said)

    def _summed_up(self, owed: tuple[PhoneCall, ...], *, is_shut: bool) -> str:
        """The missed calls in one line; pressed, it shows them or shuts them again."""
        if not is_shut:
            return self.tr("△ fold {count} missed").format(count=len(owed))
        who = self.tr(", ").join(self._who(phone) for phone in owed)
        return self.tr("▽ {count} missed: {who}").format(count=len(owed), who=who)

    def _who(self, phone: PhoneCall) -> str:
        caller = self._phones.caller(phone)
        known = self._names.place(caller.place) or (caller.people[0].name if caller.people else phone.name)
        return self._names.member(phone.member) if phone.member else known or self._names.number(phone)

    def _count(self) -> None:
        for card in self._cards.values():
            card.count()


def _say_more(label: QWidget, text: str, count: int) -> None:
    label.setVisible(count > 0)
    label.setProperty("text", text)


def _take_away(widget: QWidget) -> None:
    """Out of sight at once; Qt deletes it when no event is being handled in it any more."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
