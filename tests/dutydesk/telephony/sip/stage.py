"""An extension on a clock of the test, and the messages an exchange would send it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from dutydesk.telephony.events import PhoneEvent
from dutydesk.telephony.sip.digest import Account
from dutydesk.telephony.sip.extension import Extension
from dutydesk.telephony.sip.message import Request, Response, read
from dutydesk.telephony.sip.outputs import Count, Moment, NotRegistered, Output, Peer, Registered, Send
from dutydesk.telephony.sip.registration import Line
from dutydesk.telephony.sip.timers import USUAL, Timers

EXCHANGE: Peer = ("192.0.2.1", 5060)
OURS: Peer = ("192.0.2.20", 5090)
USER, PASSWORD = "8120", "correct horse"
BEGAN = datetime(2026, 11, 22, 19, tzinfo=UTC)


def lines(first: str, headers: Iterable[str], body: str = "") -> bytes:
    """A message of these lines, as they go over the wire."""
    return "\r\n".join([first, *headers, "", body]).encode()


def invite(call: str = "1", *more: str, method: str = "INVITE", **replaced: str) -> bytes:
    """An INVITE of an exchange, or its CANCEL, ACK or BYE; `replaced` are headers by their name, "" leaves one out."""
    usual = {
        "Via": f"SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-{call};rport",
        "Max-Forwards": "70",
        "From": f'"Wu Lihua" <sip:13905710275@192.0.2.1>;tag=from-{call}',
        "To": "<sip:8119@192.0.2.1>",
        "Call-ID": f"call-{call}@192.0.2.1",
        "CSeq": f"102 {method}",
        "Contact": "<sip:exchange@192.0.2.1:5060>",
    }
    headers = usual | {name.replace("_", "-"): value for name, value in replaced.items()}
    told = [f"{name}: {value}" for name, value in headers.items() if value]
    return lines(f"{method} sip:{USER}@192.0.2.20:5090 SIP/2.0", [*told, *more, "Content-Length: 0"])


def cancel(call: str = "1", *more: str, **replaced: str) -> bytes:
    """The CANCEL of `invite`."""
    return invite(call, *more, method="CANCEL", **replaced)


def ack(call: str = "1") -> bytes:
    """The ACK of a final answer to `invite`."""
    return invite(call, method="ACK")


class Bench:
    """An extension, its clock, and what it put out."""

    def __init__(self, timers: Timers = USUAL, expires: int = 120, account: Account | None = None) -> None:
        self.seconds = 0.0
        self._numbers = itertools.count()
        line = Line(USER, "pbx.example", account or Account(USER, PASSWORD), expires)
        self.extension = Extension("sip", line, self._token, timers)
        self.out: list[Output] = []

    def _token(self) -> str:
        return f"token{next(self._numbers)}"

    @property
    def now(self) -> Moment:
        return Moment(self.seconds, BEGAN + timedelta(seconds=self.seconds), 1000 + self.seconds)

    def begin(self) -> list[Output]:
        """Start; the first REGISTER is among what this puts out."""
        return self._kept(self.extension.begin(OURS, EXCHANGE, ["192.0.2.1"], self.now))

    def hear(self, data: bytes, sender: Peer = EXCHANGE) -> list[Output]:
        """A datagram comes in."""
        return self._kept(self.extension.receive(data, sender, self.now))

    def wait(self, seconds: float) -> list[Output]:
        """Time passes, and every timer is heeded in its turn."""
        ends, out = self.seconds + seconds, []
        while (due := self.extension.due) is not None and due <= ends:
            self.seconds = max(self.seconds, due)
            out += self._kept(self.extension.tick(self.now))
        self.seconds = ends
        return out

    def leave(self) -> list[Output]:
        """The program ends."""
        return self._kept(self.extension.leave(self.now))

    def answer(self, status: int, *headers: str, to: Request | None = None) -> list[Output]:
        """The registrar answers the last REGISTER, or the one given."""
        return self.hear(reply(to or self.registers()[-1], status, *headers))

    def registered(self) -> Bench:
        """The registrar takes us in without asking."""
        self.begin()
        self.answer(200)
        self.out.clear()
        return self

    def registers(self) -> list[Request]:
        """Every REGISTER so far."""
        return [message for message in requests(self.out) if message.method == "REGISTER"]

    def _kept(self, outputs: Iterable[Output]) -> list[Output]:
        new = list(outputs)
        self.out += new
        return new


def reply(request: Request, status: int, *headers: str) -> bytes:
    """What a registrar answers."""
    kept = [f"{header.name}: {header.raw}" for header in request.headers if header.name in ("via", "from", "to", "call-id", "cseq")]
    return lines(f"SIP/2.0 {status} whatever", [*kept, *headers, "Content-Length: 0"])


def sends(outputs: Iterable[Output]) -> list[Send]:
    return [one for one in outputs if isinstance(one, Send)]


def messages(outputs: Iterable[Output]) -> list[Request | Response]:
    return [read(one.data) for one in sends(outputs) if one.data.strip()]


def requests(outputs: Iterable[Output]) -> list[Request]:
    return [message for message in messages(outputs) if isinstance(message, Request)]


def statuses(outputs: Iterable[Output]) -> list[int]:
    return [message.status for message in messages(outputs) if isinstance(message, Response)]


def events(outputs: Iterable[Output]) -> list[PhoneEvent]:
    return [one for one in outputs if isinstance(one, PhoneEvent)]


def counted(outputs: Iterable[Output]) -> list[str]:
    return [one.code for one in outputs if isinstance(one, Count)]


def told(outputs: Iterable[Output]) -> list[str]:
    """How the line was said to be: "" registered, else why not."""
    return [one.reason if isinstance(one, NotRegistered) else "" for one in outputs if isinstance(one, NotRegistered | Registered)]
