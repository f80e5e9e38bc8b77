"""The callers' part and the taking of what they say: rings come as from an exchange, are answered, or missed and called back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dutydesk import rings, taking
from dutydesk.drills.arrivals import Arrival
from dutydesk.drills.deeds import Deed, Later, Next, after
from dutydesk.drills.sight import Sight
from dutydesk.heard import Heard
from dutydesk.journal import Author
from dutydesk.phone_calls import phone_id
from dutydesk.telephony.events import PhoneEvent, What
from dutydesk.words import Channel, DivertReason, PhoneOutcome

SOURCE = "drill"
"""The name that the drill's rings carry, for ever."""
UNANSWERED = timedelta(seconds=50)
"""So long a phone rings on where nobody answers."""
Hear = Callable[[PhoneEvent], Heard]
"""Takes a phone event as a source gives it, and answers what the switchboard made of it."""


@dataclass(frozen=True, slots=True)
class _Ring:
    """One ring: what is still to come of it."""

    arrival: Arrival
    phone: str
    person: str = ""
    number: str = ""
    answered_at: datetime | None = None
    ended: bool = False


class Ringing:
    """Lets arrivals ring and answers what the officer does about them; `patience` is how long visitors are given to answer first."""

    def __init__(self, sight: Sight, hear: Hear, held: Callable[[], frozenset[str]]) -> None:
        self._sight = sight
        self._hear = hear
        self._held = held
        self._main = next((line.number for line in sight.premises.site.lines if line.maintenance), "")
        self._here = next((line.number for line in sight.premises.site.lines if not line.maintenance), self._main)
        self._rings: dict[str, _Ring] = {}
        self.patience = timedelta(seconds=20)

    @property
    def waiting(self) -> int:
        """How many rings are not yet calls."""
        return len(self._rings)

    def come(self, arrival: Arrival) -> None:
        """An arrival is here: what comes by phone rings."""
        ring = _Ring(arrival, phone_id(SOURCE, arrival.id))
        if arrival.rings:
            rang = self._tell(ring, What.RINGING).rang
            ring = replace(ring, person=rang.person, number=rang.number)
        self._rings[ring.phone] = ring

    def next(self) -> Iterator[Deed | Later]:
        """What the officer does next about each ring; what the exchange tells meanwhile is told."""
        held = self._held()
        for ring in tuple(self._rings.values()):
            deed = self._missed(ring) if ring.arrival.missed else self._talk(ring, held)
            if deed is not None:
                yield deed

    def take(self, subject: str) -> None:
        """The desk has the call, or will not have it: the caller hangs up."""
        ring = self._rings.pop(subject.removeprefix("phone:"), None)
        if ring is not None and ring.arrival.rings and not ring.ended:
            self._tell(ring, What.ENDED, PhoneOutcome.ANSWERED_HERE)

    def _talk(self, ring: _Ring, held: frozenset[str]) -> Next:
        """Answered by a visitor, else by the script once it has waited; then the caller says what is wrong."""
        sight, arrival = self._sight, ring.arrival
        if arrival.rings and ring.answered_at is None:
            known = sight.readings.phone_call(ring.phone)
            if known and (known.is_settled or known.calls):
                self.take(ring.phone)
                return None
            if ring.phone not in held and sight.now < arrival.at + (self.patience if sight.officer else UNANSWERED):
                return Later(arrival.at + self.patience)
            if not sight.officer:
                self._tell(ring, What.ENDED, PhoneOutcome.MISSED)
                del self._rings[ring.phone]
                return None
            self._tell(ring, What.ANSWERED, PhoneOutcome.ANSWERED_HERE)
            ring = self._rings[ring.phone] = replace(ring, answered_at=sight.now)
        return self._noted(ring, held)

    def _noted(self, ring: _Ring, held: frozenset[str]) -> Next:
        if ring.phone in held or not self._sight.officer:
            return None
        if ring.arrival.rings and (known := self._sight.readings.phone_call(ring.phone)) and known.calls:
            self.take(ring.phone)
            return None
        return self._take(ring, after(ring.answered_at or ring.arrival.at, 0.3, 0.8, "talk", ring.phone))

    def _missed(self, ring: _Ring) -> Next:
        """It rings until the caller gives up; some minutes later the officer rings back and hears what it was."""
        arrival, sight = ring.arrival, self._sight
        gives_up = arrival.at + UNANSWERED / 2
        if not ring.ended and sight.now < gives_up:
            return Later(gives_up)
        if not ring.ended:
            self._tell(ring, What.ENDED, PhoneOutcome.MISSED)
            self._rings[ring.phone] = replace(ring, ended=True)
            return None
        known = sight.readings.phone_call(ring.phone)
        if known is None or not sight.officer:
            return None
        if known.calls or known.is_dismissed:
            del self._rings[ring.phone]
            return None
        if known.called_back_at is None:
            author = Author(sight.officer, sight.officer)
            return Deed(f"phone:{ring.phone}", after(arrival.at, 2, 6, "back", ring.phone), author, rings.call_back, {"phone": ring.phone})
        return self._take(ring, after(known.called_back_at, 0.4, 0.9, "talk", ring.phone))

    def _take(self, ring: _Ring, due: datetime) -> Deed:
        sight, arrival = self._sight, ring.arrival
        new = taking.NewCall(
            day=sight.shift().day,
            received_at=arrival.at,
            first_receiver=arrival.relayed_by or sight.officer,
            channel=arrival.channel,
            line=arrival.line,
            category=arrival.category,
            level=arrival.level,
            place=arrival.place,
            person=ring.person,
            caller_name=arrival.name,
            caller_number=ring.number,
            phone_call=ring.phone if arrival.rings else "",
            diverted_from=self._main if arrival.channel is Channel.FORWARDED else "",
            relayed_by=arrival.relayed_by,
        )
        return Deed(f"phone:{ring.phone}", due, Author(sight.officer, sight.officer), taking.take, {"new": new})

    def _tell(self, ring: _Ring, what: What, outcome: PhoneOutcome | None = None) -> Heard:
        arrival = ring.arrival
        is_forwarded = arrival.channel is Channel.FORWARDED
        return self._hear(
            PhoneEvent(
                what=what,
                source=SOURCE,
                call_id=arrival.id,
                at=self._sight.now,
                monotonic=0.0,
                number=arrival.number,
                number_state=arrival.number_state,
                line=self._here,
                diverted_from=self._main if is_forwarded else "",
                divert_reason=DivertReason.UNCONDITIONAL if is_forwarded else DivertReason.NONE,
                outcome=outcome,
                tells_missed=True,
            )
        )
