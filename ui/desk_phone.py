"""Asks whether the desk phone works, once rings in a row were answered by nobody."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from dutydesk.alarms import Condition
from dutydesk.desk_phone import IN_A_ROW, LOOKS_BACK, unanswered
from dutydesk.journal import Recorded
from dutydesk.phone_calls import PhoneCall
from dutydesk.words import Level
from ui.feed import Feed, touched
from ui.premises import Premises
from ui.ticker import Ticker


class DeskPhone(QObject):
    """Keeps the rings of the last hours. `doubted` carries how many nobody answered, 0 when there is no question any more."""

    doubted = Signal(int)

    def __init__(self, feed: Feed, ticker: Ticker, premises: Premises, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readings = feed.readings
        self._premises = premises
        self._phones: dict[str, PhoneCall] = {}
        self._found_to_work: datetime | None = None
        self._told = 0
        feed.recorded.connect(self._recorded)
        ticker.minute.connect(self._look)
        self.reload()

    @property
    def doubt(self) -> int:
        """How many rings in a row nobody answered, while that is a question; else 0."""
        return self._told

    def condition(self) -> Condition | None:
        """What sounds meanwhile: nobody hears an owner on a dead phone."""
        return Condition("desk_phone", Level.URGENT) if self._told else None

    def reload(self) -> None:
        """Read all anew."""
        since = self._premises.now() - LOOKS_BACK
        self._phones = {phone.id: phone for phone in self._readings.rang_since(since)}
        self._look()

    def works(self) -> None:
        """Somebody has tried it: what rang before is no question any more."""
        self._found_to_work = self._premises.now()
        self._look()

    def _recorded(self, recorded: Recorded) -> None:
        changed = touched(recorded, "phone")
        for one in changed:
            phone = self._readings.phone_call(one)
            if phone is not None:
                self._phones[one] = phone
        if changed:
            self._look()

    def _look(self) -> None:
        now = self._premises.now()
        self._phones = {one: phone for one, phone in self._phones.items() if phone.rang_at >= now - LOOKS_BACK}
        count = unanswered(self._phones.values(), now, self._found_to_work)
        count = count if count >= IN_A_ROW else 0
        if count != self._told:
            self._told = count
            self.doubted.emit(count)
