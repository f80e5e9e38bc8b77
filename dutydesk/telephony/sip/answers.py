"""Answers to requests, and whether a request can be answered as one (RFC 3261, sections 8.1.1, 8.2.6 and 12.1.1)."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass

from dutydesk.telephony.sip.addresses import Via, read_address, read_uri, read_via, stamped, way_back
from dutydesk.telephony.sip.message import Broken, Request, split, write
from dutydesk.telephony.sip.outputs import Peer, Send

ALLOWED = "INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY"
_REASONS = {180: "Ringing", 200: "OK", 400: "Bad Request", 405: "Method Not Allowed", 416: "Unsupported URI Scheme", 420: "Bad Extension"}
_REASONS |= {480: "Temporarily Unavailable", 481: "Call/Transaction Does Not Exist", 482: "Loop Detected", 486: "Busy Here"}
_REASONS |= {487: "Request Terminated", 505: "Version Not Supported"}
_ONCE = ("via", "from", "to", "call-id", "cseq")
_WRITTEN = {"via": "Via", "record-route": "Record-Route", "from": "From", "to": "To", "call-id": "Call-ID", "cseq": "CSeq"}
_COOKIE = "z9hg4bk"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that can be answered, with what its headers say. `to_tag` is "" outside of a call.

    `transaction` is the same for a request, its repeats, its CANCEL and its ACK (section 17.2.3).
    """

    request: Request
    sender: Peer
    via: Via | None
    call_id: str
    from_tag: str
    to_tag: str
    cseq: int
    transaction: tuple[object, ...]

    @property
    def way(self) -> tuple[Request, Peer]:
        """What an answer is made from."""
        return self.request, self.sender


def fault_of(request: Request) -> int:
    """The status that a request is refused with for how it is written, 0 for none: what carries the call must be right.

    To and Via may be missing, and nothing else is looked at: no ring is lost over a Date.
    """
    if request.version != "2.0":
        return 505
    if request.is_broken or _is_doubled(request) or not _is_whole(request):
        return 400
    try:
        for name in ("from", "to"):
            if text := request.first(name):
                read_address(text)
        for header in request.all("via"):
            for value in split(header.raw):
                read_via(value)
        scheme = read_uri(request.uri).scheme
    except Broken:
        return 400
    if re.search(r"[<>\"]|\?", request.uri.rpartition("@")[2]):
        return 400  # no headers in a Request-URI (section 19.1.1)
    return 0 if scheme in ("sip", "sips", "tel") else 416


def asked(request: Request, sender: Peer) -> Asked:
    """What a request without `fault_of` says."""
    via = _via(request)
    number = int(request.first("cseq").split()[0])
    call_id, from_tag = request.first("call-id"), read_address(request.first("from")).tag
    to = request.first("to")
    to_tag = read_address(to).tag if to else ""
    if via is not None and via.branch.lower().startswith(_COOKIE) and len(via.branch) > len(_COOKIE):
        transaction: tuple[object, ...] = (via.branch, via.host, via.port)
    else:
        transaction = (request.uri, from_tag, call_id, number, "" if via is None else via.host)  # as before RFC 3261
    return Asked(request, sender, via, call_id, from_tag, to_tag, number, transaction)


def tag(secret: bytes, request: Request) -> str:
    """Our mark in a call: the same for a request, its repeats and its CANCEL, so that no state is kept (sections 8.2.7 and 9.2)."""
    told = f"{request.first('call-id')}\n{request.first('from')}".encode("utf-8", "replace")
    return hmac.new(secret, told, hashlib.sha256).hexdigest()[:16]


def answer(request: Request, sender: Peer, status: int, tag: str, *extra: tuple[str, str]) -> Send:
    """The answer to a request, also to one that is broken: what can be repeated is."""
    via = _via(request)
    wanted = [header for header in request.headers if header.name in _ONCE or (header.name == "record-route" and status < 300)]
    headers = [(_WRITTEN[header.name], header.raw) for header in wanted]
    headers = [(name, _tagged(value, tag) if name == "To" else value) for name, value in headers]
    if not request.all("to") and request.uri:
        headers.append(("To", f"<{request.uri}>;tag={tag}"))
    if via is not None:
        at = next(place for place, (name, _) in enumerate(headers) if name == "Via")
        top, *rest = split(headers[at][1])
        headers[at] = ("Via", ", ".join([stamped(top, via, sender), *rest]))
    return Send(write(f"SIP/2.0 {status} {_REASONS[status]}", [*headers, *extra]), way_back(via, sender))


def required(request: Request) -> tuple[str, ...]:
    """Extensions without which the other side does not want to be answered (section 8.2.2.3); we have none."""
    named = (one.strip() for header in request.all("require") for one in header.raw.split(","))
    return tuple(one for one in named if one)[:20]


def not_extended(request: Request, sender: Peer, tag: str) -> Send:
    """The answer to a request that requires what we have not."""
    return answer(request, sender, 420, tag, ("Unsupported", ", ".join(required(request))))


def _via(request: Request) -> Via | None:
    try:
        return next((read_via(split(header.raw)[0]) for header in request.all("via")), None)
    except Broken:
        return None


def _tagged(raw: str, tag: str) -> str:
    try:
        has_tag = bool(read_address(raw).tag)
    except Broken:
        return raw
    return raw if has_tag else f"{raw};tag={tag}"


def _is_doubled(request: Request) -> bool:
    """Whether what may stand once stands twice; Via stands once for each hop."""
    return any(len(request.all(name)) > 1 for name in (*_ONCE[1:], "content-length", "max-forwards"))


def _is_whole(request: Request) -> bool:
    """Whether call, sender and number of the request are there, and all of the body that was promised (section 18.3)."""
    cseq = re.fullmatch(r"([0-9]{1,10})[ \t]+(\S+)", request.first("cseq"))
    length = request.first("content-length") or "0"
    is_numbered = cseq is not None and int(cseq[1]) < 2**31 and cseq[2] == request.method
    is_measured = length.isascii() and length.isdecimal() and len(length) <= 9 and int(length) <= request.body_length
    return is_numbered and is_measured and bool(request.first("call-id")) and bool(request.first("from"))
