"""The phone calls that ring or are owed something, with all that is known of their callers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from dutydesk.belonging import belongs_to, is_anew, latest_of
from dutydesk.calls import Call
from dutydesk.crew import MemberRow
from dutydesk.entries import Happened
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.journal import Readings, Recorded
from dutydesk.phone_calls import PhoneCall, phone_id
from dutydesk.rung import joined_to
from dutydesk.shifts import shift_at
from dutydesk.site import Person
from dutydesk.telephony.events import What
from dutydesk.words import PhoneOutcome
from ui.feed import Feed, touched
from ui.premises import Premises
from ui.ticker import Ticker

LATEST = 4
RINGS_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who may be ringing and what is known there: `people` ranked, the likeliest place and its open call.

    One of the crew has no room: `crew` is their row of the board, `open_call` the call they are busy with.
    """

    people: tuple[Person, ...] = ()
    place: str = ""
    open_call: Call | None = None
    calls_before: int = 0
    crew: MemberRow | None = None


class PhoneCalls(QObject):
    """Keeps ringing and missed phone calls. A ring shows as soon as it is heard, before it is on disk."""

    changed = Signal()
    rang = Signal(str)

    def __init__(self, feed: Feed, ticker: Ticker, premises: Premises, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readings = feed.readings
        self._premises = premises
        self._heard: dict[str, PhoneCall] = {}
        self._known: dict[str, PhoneCall] = {}
        self._chosen: dict[str, str] = {}
        self._ended: set[str] = set()
        self._talking: PhoneCall | None = None
        feed.heard.connect(self._hear)
        feed.recorded.connect(self._recorded)
        ticker.second.connect(self._let_old_ones_end)
        self.reload()

    @property
    def ringing(self) -> tuple[PhoneCall, ...]:
        """What rings now, the oldest first."""
        now = self._premises.now()
        found = [phone for phone in (self._heard | self._known).values() if phone.rings_at(now) and not phone.calls]
        return tuple(sorted(found, key=lambda phone: (phone.rang_at, phone.id)))

    @property
    def owed(self) -> tuple[PhoneCall, ...]:
        """Missed ones and those whose end nobody knows, until they are settled; the newest first."""
        now = self._premises.now()
        found = [phone for phone in self._known.values() if phone.is_work(now)]
        return tuple(sorted(found, key=lambda phone: (phone.rang_at, phone.id), reverse=True))

    @property
    def talking(self) -> PhoneCall | None:
        """The phone call that was answered here last and goes on, as far as a source told, unless a call was made of it."""
        return self._talking

    def counts(self) -> tuple[int, int]:
        """Rings of this shift, and how many of them are missed and still owed something."""
        now = self._premises.now()
        return self._readings.phone_counts(shift_at(now, self._premises.shifts).starts, now)

    def caller(self, phone: PhoneCall) -> Caller:
        """What is known of who rings; the chosen person is put first."""
        if phone.member:
            row = next((one for one in self._readings.members() if one.member == phone.member), None)
            return Caller(open_call=self._readings.call(row.call) if row and row.call else None, crew=row)
        people = tuple(self._premises.people.people_with(phone.number)) if phone.number else ()
        chosen = self._chosen.get(phone.id) or phone.person
        people = tuple(sorted(people, key=lambda person: person.id != chosen))
        place = people[0].rooms[0].place if people and people[0].rooms else ""
        at_place = self._readings.calls_at(place, LATEST) if place else ()
        before = self._readings.calls_from(phone.number, self._premises.now() - RINGS_WITHIN) if phone.number else 0
        return Caller(
            people=people,
            place=place,
            open_call=next((call for call in at_place if call.stage.is_open), None),
            calls_before=before,
        )

    def choose(self, phone: str, person: str) -> None:
        """The officer says which of several people on one number it is."""
        self._chosen[phone] = person
        self.changed.emit()

    def reload(self) -> None:
        """Read all anew."""
        self._known = {phone.id: phone for phone in self._readings.phone_calls_at_work(self._premises.now())}
        self.changed.emit()

    def _hear(self, heard: Heard) -> None:
        phone = heard.as_phone_call()
        if heard.what is not What.RINGING:
            if self._heard.pop(phone.id, None):
                self.changed.emit()
            return
        known = _Known(self._readings, self._heard)
        found, is_told = known.told_of(heard)
        found = found or belongs_to(known, heard)
        if found is None:
            self._heard[phone.id] = phone
        elif is_told or found.rings_at(self._premises.now()):
            return
        else:  # forwarded under a new id: it rings again
            phone = replace(found, ended_at=None, outcome=None, last_rang_at=heard.at)
            self._known[found.id] = phone
        self.changed.emit()
        self.rang.emit(phone.id)

    def _recorded(self, recorded: Recorded) -> None:
        ids = touched(recorded, "phone")
        if not ids:
            if self.ringing and touched(recorded, "call"):  # the card of a ring tells of the open call at its place
                self.changed.emit()
            return
        for entry in recorded.entries:
            if isinstance(entry.event, PhoneRang):
                self._heard.pop(phone_id(entry.event.source, entry.event.wire_id), None)
        for one in ids:
            phone = self._readings.phone_call(one)
            self._see_talk(one, phone)
            self._known.pop(one, None)
            if phone is not None and not phone.is_settled:
                self._known[phone.id] = phone
        self.changed.emit()

    def _see_talk(self, one: str, phone: PhoneCall | None) -> None:
        if phone and phone.outcome is PhoneOutcome.ANSWERED_HERE and phone.answered_at and phone.ended_at is None and not phone.calls:
            self._talking = phone
        elif self._talking is not None and self._talking.id == one:
            self._talking = None

    def _let_old_ones_end(self) -> None:
        """A ring that no source ended becomes a missed or unknown one by the clock alone."""
        now = self._premises.now()
        old = {phone.id for phone in (self._heard | self._known).values() if phone.is_ringing and not phone.rings_at(now)}
        if old <= self._ended:
            return
        self._ended |= old
        for one in old:
            self._heard.pop(one, None)
        self.changed.emit()


class _Known:
    """What the journal knows of phone calls, and those that are not on disk yet."""

    def __init__(self, readings: Readings, heard: dict[str, PhoneCall]) -> None:
        self._readings = readings
        self._heard = heard

    def told_of(self, heard: Heard) -> tuple[PhoneCall | None, bool]:
        """The phone call of a ring unless its source uses the id anew, and whether that ring was told of before."""
        number, told = latest_of(self, heard.rang.source, heard.rang.wire_id)
        ring = phone_id(heard.rang.source, heard.rang.wire_id, number)
        found = self.phone_call(joined_to(told) or ring)
        if found is None or is_anew(found, heard):
            return None, False
        return found, ring in (found.id, *found.rings)

    def phone_call(self, phone: str) -> PhoneCall | None:
        """A phone call by its id, or by that of any of its rings."""
        return self._readings.phone_call(phone) or self._heard.get(phone)

    def entries_of(self, subject: str) -> Sequence[Happened]:
        """A subject's entries in order."""
        return self._readings.history(subject)

    def phone_calls_from(self, number: str, since: datetime, until: datetime) -> Sequence[PhoneCall]:
        """Phone calls of a number that first rang in this time."""
        fresh = (phone for phone in self._heard.values() if phone.number == number and since <= phone.rang_at <= until)
        return [*self._readings.phone_calls_from(number, since, until), *fresh]
