"""Being known at the registrar: REGISTER with its proof, refreshed, and begun anew after a silence (RFC 3261, 10.2, 17.1.2, 22)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf

from dutydesk.telephony.sip.addresses import read_address
from dutydesk.telephony.sip.digest import Account, Challenge, challenge, proof
from dutydesk.telephony.sip.message import Broken, Message, Response, write
from dutydesk.telephony.sip.outputs import Moment, NotRegistered, Output, Peer, Registered, Send
from dutydesk.telephony.sip.timers import Timers

STALE = 3
"""How often in one attempt a nonce may be called stale."""
SENT = 6
"""How many requests an attempt may need until a longer time is no longer tried."""
LONGEST_EXPIRES = 24 * 3600


@dataclass(frozen=True, slots=True)
class Line:
    """What is registered: `user` at `domain`, proved by `account`, for `expires` seconds unless the registrar wants it otherwise."""

    user: str
    domain: str
    account: Account
    expires: int


class Registration:
    """One registration, kept up for ever. `token` gives fresh random text that is safe in a header.

    It is begun by `begin` and then told of answers and of time. Between two attempts lies a pause that grows.
    """

    def __init__(self, line: Line, token: Callable[[], str], timers: Timers) -> None:
        self._line = line
        self._token = token
        self._timers = timers
        self._expires = line.expires
        self._call_id, self._tag = f"{token()}@dutydesk", token()
        self._cseq = 0
        self._local = self._registrar = ("", 0)
        self._challenge: Challenge | None = None
        self._nonce_count = 0
        self._attempt = _Attempt()
        self._failures = 0
        self._next: float | None = None
        self.is_registered = False
        self.is_over = False

    @property
    def contact(self) -> str:
        """How we are reached, as a Contact."""
        return f"<sip:{self._line.user}@{_host(self._local)}>"

    @property
    def due(self) -> float | None:
        """When `tick` has something to do, in seconds of the running clock."""
        attempt = self._attempt
        open_until = min(attempt.again, attempt.ends, attempt.told) if attempt.is_open else None
        return min((time for time in (self._next, open_until) if time is not None), default=None)

    def begin(self, local: Peer, registrar: Peer, now: Moment) -> Iterator[Output]:
        """Register from `local`, at once."""
        self._local, self._registrar = local, registrar
        self.is_registered = False
        yield from self._try(now)

    def leave(self, now: Moment) -> Iterator[Output]:
        """Ask to be forgotten (section 10.2.2), so that nothing rings where nobody listens; `is_over` when that is settled."""
        self.is_over = not self.is_registered
        self._expires, self._next = 0, None
        if not self.is_over:
            yield from self._try(now)

    def take(self, response: Response, now: Moment) -> Iterator[Output]:
        """An answer of the registrar; what answers no request of ours is passed over, what is late still counts."""
        if not self._is_ours(response) or self._attempt.is_settled:
            return
        status = response.status
        if status < 200:
            self._attempt.again = now.seconds + self._timers.t2  # section 17.1.2.2
            return
        self._attempt.is_open = False
        if status < 300:
            yield from self._accept(response, now)
        elif status in (401, 407):
            yield from self._prove(response, now)
        elif status == 423 and (least := _seconds(response.first("min-expires"))) > self._expires > 0 and self._attempt.sent < SENT:
            self._expires = least
            yield from self._send(now)
        elif status == 403 and self._attempt.proofs:
            yield from self._refused("sip.wrong_password", now)
        elif status >= 500 or status == 408:
            self._attempt.is_settled = True
            pause = max(self._pause(self._timers.pause, self._timers.longest_pause), _seconds(response.first("retry-after")))
            yield from self._fail("sip.refused", now, min(pause, self._timers.longest_refused_pause), status=status)
        else:
            yield from self._refused("sip.refused", now, status=status)

    def tick(self, now: Moment) -> Iterator[Output]:
        """Repeat an unanswered request, give it up, or begin anew."""
        attempt = self._attempt
        if attempt.is_open and attempt.ends <= now.seconds:
            attempt.is_open = False
            yield from self._fail("sip.no_answer", now, self._pause(self._timers.pause, self._timers.longest_pause))
        if attempt.is_open and attempt.told <= now.seconds:
            attempt.told = inf
            yield self._lost("sip.no_answer")
        if attempt.is_open and attempt.again <= now.seconds:
            attempt.pause = min(2 * attempt.pause, self._timers.t2)
            attempt.again = now.seconds + attempt.pause
            yield Send(attempt.data, self._registrar)
        if self._next is not None and self._next <= now.seconds:
            yield from self._try(now)

    def _try(self, now: Moment) -> Iterator[Output]:
        self._attempt = _Attempt()
        yield from self._send(now)

    def _send(self, now: Moment) -> Iterator[Output]:
        """A request of its own (each has a number of its own), repeated until it is answered."""
        self._cseq += 1
        self._next, data = None, self._request()
        self._attempt.open(data, now.seconds, self._timers)
        yield Send(data, self._registrar)

    def _request(self) -> bytes:
        us = f"<sip:{self._line.user}@{self._line.domain}>"
        uri = f"sip:{self._line.domain}"
        headers = [
            ("Via", f"SIP/2.0/UDP {_host(self._local)};branch=z9hG4bK{self._token()};rport"),
            ("Max-Forwards", "70"),
            ("From", f"{us};tag={self._tag}"),
            ("To", us),
            ("Call-ID", self._call_id),
            ("CSeq", f"{self._cseq} REGISTER"),
            ("Contact", f"{self.contact};expires={self._expires}"),
            ("Expires", str(self._expires)),
            ("User-Agent", "dutydesk"),
        ]
        if self._challenge is not None:
            self._nonce_count += 1
            count, cnonce = self._nonce_count, self._token()
            proved = proof(self._challenge, self._line.account, method="REGISTER", uri=uri, count=count, cnonce=cnonce)
            headers.append((self._challenge.header, proved))
        return write(f"REGISTER {uri} SIP/2.0", headers)

    def _is_ours(self, response: Response) -> bool:
        """Whether it answers the last request: each has a number of its own."""
        return response.first("call-id") == self._call_id and response.first("cseq").split() == [str(self._cseq), "REGISTER"]

    def _accept(self, response: Response, now: Moment) -> Iterator[Output]:
        self._failures, self._attempt.is_settled = 0, True
        if self._expires == 0:
            self.is_over, self.is_registered = True, False
            return
        granted = _granted(response, self.contact, self._expires)
        self._next = now.seconds + max(min(granted / 2, self._timers.refresh), self._timers.pause)
        if not self.is_registered:
            self.is_registered = True
            yield Registered()

    def _prove(self, response: Response, now: Moment) -> Iterator[Output]:
        """Answer a challenge. One after a fresh proof is about the password, unless it calls the nonce stale; too often is a loop."""
        asked = challenge(response)
        if asked is None:
            yield from self._refused("sip.no_common_digest", now)
        elif self._attempt.proofs and not asked.is_stale:
            yield from self._refused("sip.wrong_password", now)
        elif self._attempt.proofs > STALE:
            yield from self._refused("sip.endless_challenge", now)
        else:
            self._challenge, self._nonce_count = asked, 0
            self._attempt.proofs += 1
            yield from self._send(now)

    def _refused(self, reason: str, now: Moment, **values: object) -> Iterator[Output]:
        """The exchange said no. It is asked again far more slowly than a silent one: exchanges shut out who errs too often."""
        self._challenge, self._attempt.is_settled = None, True
        yield from self._fail(reason, now, self._pause(self._timers.refused_pause, self._timers.longest_refused_pause), **values)

    def _fail(self, reason: str, now: Moment, pause: float, **values: object) -> Iterator[Output]:
        self._failures += 1
        if self._expires == 0:
            self.is_over = True
            return
        self._next = now.seconds + pause
        yield self._lost(reason, **values)

    def _pause(self, first: float, longest: float) -> float:
        return float(min(first * 2 ** min(self._failures, 10), longest))

    def _lost(self, reason: str, **values: object) -> NotRegistered:
        self.is_registered = False
        return NotRegistered(reason, {"user": self._line.user, **values})


@dataclass(slots=True)
class _Attempt:
    """One try to register, of a request or several. A request that was given up may still be answered late."""

    data: bytes = b""
    sent: int = 0
    pause: float = 0.0
    again: float = 0.0
    ends: float = 0.0
    told: float = 0.0
    proofs: int = 0
    is_open: bool = False
    is_settled: bool = False

    def open(self, data: bytes, seconds: float, timers: Timers) -> None:
        self.data, self.sent, self.pause, self.is_open = data, self.sent + 1, timers.t1, True
        self.again, self.ends, self.told = seconds + timers.t1, seconds + timers.giving_up, seconds + timers.silence


def _host(peer: Peer) -> str:
    host, port = peer
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _seconds(text: str) -> int:
    """A count of seconds in a header, at most a day; 0 for none (comments and parameters may follow: sections 20.23, 20.33)."""
    digits = text.partition(";")[0].partition("(")[0].strip()
    return min(int(digits), LONGEST_EXPIRES) if digits.isascii() and digits.isdecimal() and len(digits) < 20 else 0


def _granted(response: Message, contact: str, asked: int) -> int:
    """For how many seconds the registrar keeps us (section 10.2.4): as it says at our contact, else for all, else as asked."""
    told = _seconds(response.first("expires")) or asked
    ours = read_address(contact).uri
    try:
        found = [read_address(value) for value in response.values("contact")]
    except Broken:
        return told
    mine = [one for one in found if (one.uri.user, one.uri.host) == (ours.user, ours.host)]
    return next((seconds for one in mine if (seconds := _seconds(one.parameters.get("expires", "")))), told)
