"""The rings of an extension that never answers: INVITE to 180, until cancelled or too old (RFC 3261, 9.2, 13.3, 15, 17.2.1).

Rings are told as phone events. Whatever is sent again is answered again with the same bytes, and told once.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from dutydesk.telephony.events import RAW_LIMIT, PhoneEvent, What, clean
from dutydesk.telephony.sip.answers import ALLOWED, Asked, answer, not_extended, required
from dutydesk.telephony.sip.identity import called_line, caller
from dutydesk.telephony.sip.message import Message, Request
from dutydesk.telephony.sip.outputs import Count, Moment, Output, Send
from dutydesk.telephony.sip.reasons import diverted, outcome_of
from dutydesk.telephony.sip.timers import Timers
from dutydesk.words import PhoneOutcome

OPEN_RINGS = 50
"""Rings at one time; a duty room has a few lines. One more is told to be busy, and counted."""
ENDING_RINGS = 500
"""Ended rings whose last answer may have to be repeated; over that the oldest are let go of."""
REMEMBERED = 2000
"""Call-IDs whose use is remembered."""
ID_LIMIT = 200


@dataclass(slots=True)
class _Ring:
    """One INVITE. While it rings `reply` is its 180, then its final answer, which is repeated until the other side has heard it."""

    asked: Asked
    wire_id: str
    original: str
    tag: str
    reply: Send
    dies: float
    again: float
    pause: float
    is_open: bool = True
    is_heard: bool = False

    @property
    def due(self) -> float:
        return self.dies if self.is_heard else min(self.dies, self.again)


class Ringing:
    """Keeps the rings. `user` is our extension, `contact` how we are reached, `source` the name that events carry."""

    def __init__(self, source: str, user: str, timers: Timers) -> None:
        self.contact = ""
        self._source = source
        self._user = user
        self._timers = timers
        self._rings: OrderedDict[tuple[object, ...], _Ring] = OrderedDict()
        self._used: OrderedDict[str, int] = OrderedDict()

    @property
    def open(self) -> int:
        """How many ring now."""
        return sum(ring.is_open for ring in self._rings.values())

    @property
    def due(self) -> float | None:
        """When `tick` has something to do, in seconds of the running clock."""
        return min((ring.due for ring in self._rings.values()), default=None)

    def invite(self, asked: Asked, tag: str, now: Moment) -> Iterator[Output]:
        """An INVITE: a ring, a repeat of one, or something that an extension which only rings refuses.

        Ringing is answered at once, so that no 100 is owed (section 17.2.1).
        """
        known = self._rings.get(asked.transaction)
        if known is not None:
            if not known.is_heard:
                yield known.reply
            return
        if status := self._refusal(asked):
            if status == 486:
                yield Count("sip.crowded", is_fault=True)
            yield not_extended(*asked.way, tag) if status == 420 else answer(*asked.way, status, tag)
            return
        ring = self._begun(asked, tag, now)
        self._rings[asked.transaction] = ring
        yield ring.reply
        yield self._event(ring, What.RINGING, now)

    def cancel(self, asked: Asked, tag: str, now: Moment) -> Iterator[Output]:
        """A CANCEL: the ring ends, as its Reason says (RFC 3326)."""
        ring = self._rings.get(asked.transaction)
        yield answer(*asked.way, 200 if ring else 481, tag)
        if ring is None:
            yield Count("sip.stray_cancel")
        elif ring.is_open:
            yield from self._end(ring, 487, now, asked.request)

    def bye(self, asked: Asked, tag: str, now: Moment) -> Iterator[Output]:
        """A BYE: it may end a ring as well (section 15.1.2); no call was ever answered here."""
        rings = (ring for ring in self._rings.values() if ring.is_open and ring.asked.call_id == asked.call_id)
        ring = next((ring for ring in rings if asked.to_tag == tag and ring.asked.from_tag == asked.from_tag), None)
        yield answer(*asked.way, 200 if ring else 481, tag)
        if ring is not None:
            yield from self._end(ring, 487, now, asked.request)

    def ack(self, asked: Asked, now: Moment) -> None:
        """An ACK: the final answer has been heard; what is late is still swallowed for a while (timer I)."""
        ring = self._rings.get(asked.transaction)
        if ring is not None and not ring.is_open:
            ring.is_heard = True
            ring.dies = min(ring.dies, now.seconds + self._timers.t4)

    def tick(self, now: Moment) -> Iterator[Output]:
        """Repeat what was not heard, end what rings too long, forget what is over."""
        for key, ring in [(key, ring) for key, ring in self._rings.items() if ring.due <= now.seconds]:
            if not ring.is_open and ring.dies <= now.seconds:
                self._rings.pop(key, None)  # one that expires beside it may have pushed it out
            elif ring.is_open and ring.dies <= now.seconds:
                yield from self._expire(ring, now)
            else:
                yield ring.reply
                ring.pause = ring.pause if ring.is_open else min(2 * ring.pause, self._timers.t2)
                ring.again = now.seconds + ring.pause

    def leave(self) -> Iterator[Output]:
        """The program ends: the exchange is told to ring elsewhere. Nothing is said of how these rings ended."""
        for ring in self._rings.values():
            if ring.is_open:
                yield answer(*ring.asked.way, 480, ring.tag)
        self._rings.clear()

    def _refusal(self, asked: Asked) -> int:
        """The status with which an INVITE is refused; 0 when it may ring."""
        if asked.to_tag:
            return 481  # into a call, and there is none here
        if required(asked.request):
            return 420  # also for 100rel: a provisional answer is never acknowledged here (section 8.2.2.3; RFC 3262)
        if any(ring.is_open and _is_same(ring.asked, asked) for ring in self._rings.values()):
            return 482  # the same INVITE on another way (section 8.2.2.2)
        return 486 if self.open >= OPEN_RINGS else 0

    def _begun(self, asked: Asked, tag: str, now: Moment) -> _Ring:
        wire_id = clean(asked.call_id, ID_LIMIT)
        if wire_id != asked.call_id:
            wire_id = f"{wire_id[:100]}~{hashlib.sha256(asked.call_id.encode('utf-8', 'replace')).hexdigest()[:32]}"
        times = self._used[wire_id] = self._used.pop(wire_id, 0) + 1
        if len(self._used) > REMEMBERED:
            self._used.popitem(last=False)
        name, original = (wire_id, "") if times == 1 else (f"{wire_id}/{times}", wire_id)
        reply = answer(*asked.way, 180, tag, ("Contact", self.contact), ("Allow", ALLOWED))
        lasts = min(self._timers.ring, _expires(asked.request))
        return _Ring(asked, name, original, tag, reply, now.seconds + lasts, now.seconds + self._timers.remind, self._timers.remind)

    def _end(self, ring: _Ring, status: int, now: Moment, by: Message | None) -> Iterator[Output]:
        """The final answer, repeated until it is heard, and the event."""
        timers = self._timers
        ring.is_open, ring.reply = False, answer(*ring.asked.way, status, ring.tag)
        ring.pause, ring.again, ring.dies = timers.t1, now.seconds + timers.t1, now.seconds + timers.giving_up
        self._rings.move_to_end(ring.asked.transaction)  # so that they stand in the order in which they ended
        ended = [key for key, one in self._rings.items() if not one.is_open]
        for key in ended[: max(0, len(ended) - ENDING_RINGS)]:
            del self._rings[key]
        yield ring.reply
        outcome = PhoneOutcome.UNKNOWN if by is None else outcome_of(by)
        what = What.ANSWERED if outcome is PhoneOutcome.ANSWERED_ELSEWHERE else What.ENDED
        yield self._event(ring, what, now, outcome)

    def _expire(self, ring: _Ring, now: Moment) -> Iterator[Output]:
        """Three minutes, or what the INVITE allows, are over and nobody said how it ended: nobody knows."""
        yield Count("sip.expired")
        status = 487 if _expires(ring.asked.request) <= self._timers.ring else 480  # section 13.3.1
        yield from self._end(ring, status, now, None)

    def _event(self, ring: _Ring, what: What, now: Moment, outcome: PhoneOutcome | None = None) -> PhoneEvent:
        request = ring.asked.request
        who, way = caller(request), diverted(request)
        return PhoneEvent(
            what=what,
            source=self._source,
            call_id=ring.wire_id,
            at=now.at,
            monotonic=now.monotonic,
            number=who.number,
            name=who.name,
            line=called_line(request, self._user),
            diverted_from=clean(way.line, ID_LIMIT),
            divert_reason=way.reason,
            number_state=who.state,
            outcome=outcome,
            original_call_id=ring.original,
            raw=_raw(request),
        )


def _expires(request: Request) -> float:
    """How long the INVITE may ring, in seconds (section 20.19); for ever where it does not say."""
    text = request.first("expires")
    return float(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 10 and int(text) else float("inf")


def _is_same(one: Asked, other: Asked) -> bool:
    return (one.call_id, one.from_tag, one.cseq) == (other.call_id, other.from_tag, other.cseq)


def _raw(request: Request) -> str:
    lines = (f"{header.name}: {header.text[:RAW_LIMIT]}" for header in request.headers[:50])
    return clean(" | ".join([f"{request.method} {request.uri}", *lines]), RAW_LIMIT)
