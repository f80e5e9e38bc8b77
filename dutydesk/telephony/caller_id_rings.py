"""From the lines of a caller-ID device to rings: when one begins, whose number it is, and when it is over. Time is an argument."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from dutydesk.numbers import LONGEST_TYPED, number_state
from dutydesk.settings import CallerIdSettings
from dutydesk.telephony.events import RAW_LIMIT, PhoneEvent, What, clean
from dutydesk.telephony.modem_lines import Said, read_text
from dutydesk.words import NumberState, PhoneOutcome

NUMBER_WAIT = 5.0
"""Seconds from the first RING in which its number may come. A line sends it between the first ring and the second; the journal takes a
ring once, so one told without its number would never have it."""
SETTLE = 0.25
"""Seconds after a number in which its name may come; the lines of one caller follow each other at once."""
RING_GONE = 8.0
"""Seconds without a RING after which a ring is over: no event says so (telephony.md, source D)."""
LONGEST_RING = 180.0
"""Seconds after which a ring is over in any case (telephony.md, One interface)."""
NAME_LIMIT = 200
_HIDDEN = (NumberState.WITHHELD, NumberState.UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Moment:
    """Now: aware UTC, and seconds of the running clock."""

    at: datetime
    monotonic: float


@dataclass(frozen=True, slots=True)
class _Ring:
    call_id: str
    began: Moment
    last: float
    number: str = ""
    name: str = ""
    raw: str = ""
    is_told: bool = False


class Rings:
    """The one ring that a line can have at a time. Each method gives the events that follow.

    A caller whose number differs from the ringing one is a new ring: the first gave up within the eight seconds. A second caller with
    no number, or the same one, cannot be told from the first and stays one ring.
    """

    def __init__(self, settings: CallerIdSettings, source: str) -> None:
        self._settings = settings
        self._source = source
        self._ring: _Ring | None = None
        self._fields: dict[str, str] = {}
        self._field_at = 0.0
        self._count = 0

    @property
    def is_ringing(self) -> bool:
        """Whether a ring has begun and is not over."""
        return self._ring is not None

    def hear(self, said: Said, now: Moment) -> list[PhoneEvent]:
        """Take in one line."""
        events: list[PhoneEvent] = []
        if said.is_ring:
            events += self._caller(now)
            self._ring = replace(self._ring or self._begun(now), last=now.monotonic)
        for key, value in said.fields:
            events += self._field(key, read_text(value), now)
        return events

    def tick(self, now: Moment) -> list[PhoneEvent]:
        """What the passing of time brings."""
        events = self._caller(now) if now.monotonic - self._field_at >= SETTLE else []
        ring = self._ring
        if ring is None:
            return events
        rang = now.monotonic - ring.began.monotonic
        if now.monotonic - ring.last >= RING_GONE or rang >= LONGEST_RING:
            return events + self.end(now)
        return events + (self._told(ring) if rang >= NUMBER_WAIT and not ring.is_told else [])

    def end(self, now: Moment) -> list[PhoneEvent]:
        """The ring is over, or nobody can tell any more."""
        events = self._caller(now)
        ring, self._ring = self._ring, None
        if ring is None:
            return events
        rang = [] if ring.is_told else [self._event(What.RINGING, ring, ring.began)]
        return [*events, *rang, self._event(What.ENDED, ring, now, PhoneOutcome.UNKNOWN)]

    def _field(self, key: str, text: str, now: Moment) -> list[PhoneEvent]:
        events = self._caller(now) if key in self._fields else []
        self._fields[key] = text
        self._field_at = now.monotonic
        return events + (self._caller(now) if {"NMBR", "NAME"} <= self._fields.keys() else [])

    def _caller(self, now: Moment) -> list[PhoneEvent]:
        """What the fields gathered so far say of a caller; they are used up."""
        fields, self._fields = self._fields, {}
        number = _number(fields.get("NMBR", "")) or _hidden(fields.get("MESG", ""))
        name = clean(fields.get("NAME", ""), NAME_LIMIT)
        name = "" if number_state(name) in _HIDDEN else name
        if not number and not name:
            return []
        ring, events = self._ring, []
        if ring is not None and number and ring.number not in ("", number):
            events, ring = self.end(now), None
        before = ring or self._begun(now)
        raw = clean("; ".join(f"{key}={text}" for key, text in fields.items()), RAW_LIMIT)
        ring = replace(before, number=before.number or number, name=before.name or name, raw=before.raw or raw, last=now.monotonic)
        self._ring = ring
        is_news = (ring.number, ring.name) != (before.number, before.name)
        return events + (self._told(ring) if is_news and (ring.number or ring.is_told) else [])

    def _begun(self, now: Moment) -> _Ring:
        self._count += 1  # two callers may stand in one read, at the same microsecond
        return _Ring(f"{now.at:%Y%m%dT%H%M%S.%f}-{self._count}", now, now.monotonic)

    def _told(self, ring: _Ring) -> list[PhoneEvent]:
        """Tell of the ring; again under its own id when a number or a name comes late, for whoever can use it."""
        self._ring = replace(ring, is_told=True)
        return [self._event(What.RINGING, ring, ring.began)]

    def _event(self, what: What, ring: _Ring, when: Moment, outcome: PhoneOutcome | None = None) -> PhoneEvent:
        return PhoneEvent(
            what=what,
            source=self._source,
            call_id=ring.call_id,
            at=when.at,
            monotonic=when.monotonic,
            number=ring.number,
            name=ring.name,
            line=self._settings.line,
            diverted_from=self._settings.forwarded_from,
            number_state=number_state(ring.number),
            outcome=outcome,
            raw=ring.raw,
        )


def _number(text: str) -> str:
    """`text` where it is a number or says why there is none; "---" tells nothing and must not hide a number that comes after it."""
    return "" if number_state(text) is NumberState.NONE else clean(text, LONGEST_TYPED)


def _hidden(text: str) -> str:
    """`text` where it says that the number is hidden: some devices say so in MESG alone, which otherwise is hexadecimal."""
    return clean(text, LONGEST_TYPED) if number_state(text) in _HIDDEN else ""
