"""The extension as a whole: a datagram goes in, what is to be done comes out (telephony.md, source C)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dutydesk.telephony.sip.answers import ALLOWED, Asked, answer, asked, fault_of, not_extended, required, tag
from dutydesk.telephony.sip.message import Request, Response, SipFault, read
from dutydesk.telephony.sip.outputs import Count, Moment, Output, Peer, Send
from dutydesk.telephony.sip.registration import Line, Registration
from dutydesk.telephony.sip.ringing import Ringing
from dutydesk.telephony.sip.timers import USUAL, Timers

KEEP_ALIVE = b"\r\n\r\n"
"""Keeps the way through switches and firewalls open, and is no message (RFC 3261, section 7.5; RFC 5626, section 3.5.1)."""


class Extension:
    """A member of the ring group that rings and never answers. Single-threaded, and it never raises for what comes from the wire.

    `source` is the name that events carry; `token` gives fresh random text that is safe in a header.
    """

    def __init__(self, source: str, line: Line, token: Callable[[], str], timers: Timers = USUAL) -> None:
        self._timers = timers
        self._secret = token().encode()
        self._rings = Ringing(source, line.user, timers)
        self._registration = Registration(line, token, timers)
        self._registrar: Peer = ("", 0)
        self._trusted: frozenset[str] = frozenset()
        self._alive: float | None = None

    @property
    def due(self) -> float | None:
        """When `tick` has something to do, in seconds of the running clock; None while it has not begun."""
        times = (self._alive, self._rings.due, self._registration.due)
        return min((time for time in times if time is not None), default=None)

    @property
    def is_over(self) -> bool:
        """Whether, after `leave`, nothing more is to be waited for."""
        return self._registration.is_over

    @property
    def open_rings(self) -> int:
        """How many rings are open."""
        return self._rings.open

    def begin(self, local: Peer, registrar: Peer, trusted: Iterable[str], now: Moment) -> Iterator[Output]:
        """Register from `local`; also once more, when an address has changed. `trusted` are the addresses of the registrar."""
        self._registrar, self._trusted = registrar, frozenset(trusted)
        self._alive = now.seconds + self._timers.alive
        yield from self._registration.begin(local, registrar, now)
        self._rings.contact = self._registration.contact

    def leave(self, now: Moment) -> Iterator[Output]:
        """End in good order."""
        self._alive = None
        yield from self._rings.leave()
        yield from self._registration.leave(now)

    def is_trusted(self, sender: Peer) -> bool:
        """Whether a datagram comes from the registrar; nobody else is listened to, or answered."""
        return sender[0] in self._trusted

    def receive(self, data: bytes, sender: Peer, now: Moment) -> Iterator[Output]:
        """A datagram that came in."""
        if not self.is_trusted(sender):
            yield Count("sip.foreign", is_fault=True)
            return
        if not data.strip(b"\r\n\0 "):
            return
        try:
            message = read(data)
        except SipFault as fault:
            yield Count(fault.code, is_fault=True)
            return
        if isinstance(message, Response):
            yield from self._registration.take(message, now)
        else:
            yield from self._request(message, sender, now)

    def tick(self, now: Moment) -> Iterator[Output]:
        """Time has passed."""
        yield from self._rings.tick(now)
        yield from self._registration.tick(now)
        if self._alive is not None and self._alive <= now.seconds:
            self._alive = now.seconds + self._timers.alive
            yield Send(KEEP_ALIVE, self._registrar)

    def _request(self, request: Request, sender: Peer, now: Moment) -> Iterator[Output]:
        mark = tag(self._secret, request)
        status = fault_of(request)
        if status:
            yield Count("sip.unreadable", is_fault=True)
            if request.method != "ACK":  # which is never answered (section 17)
                yield answer(request, sender, status, mark)
            return
        question = asked(request, sender)
        match request.method:
            case "INVITE":
                yield from self._rings.invite(question, mark, now)
            case "ACK":
                self._rings.ack(question, now)
            case "CANCEL":
                yield from self._rings.cancel(question, mark, now)
            case "BYE":
                yield from self._rings.bye(question, mark, now)
            case "OPTIONS" | "NOTIFY":
                yield from self._agree(question, mark)
            case _:
                yield Count("sip.not_allowed")
                yield answer(request, sender, 405, mark, ("Allow", ALLOWED))

    def _agree(self, question: Asked, mark: str) -> Iterator[Output]:
        """What exchanges send to see whether a phone is there, and to tell of messages that wait."""
        if required(question.request):
            yield not_extended(*question.way, mark)
        else:
            yield answer(*question.way, 200, mark, ("Allow", ALLOWED), ("Accept", "application/sdp"))
