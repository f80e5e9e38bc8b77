"""The webhook's wire: one POST of the sipgate push API or of Zammad's generic CTI read into a phone event; no sockets here.

Fields after sipgate.io's "API reference" and Zammad's "Generic CTI" documentation. Rings this house places itself are not ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl
from xml.sax.saxutils import quoteattr

from dutydesk.numbers import normalise, number_state
from dutydesk.telephony.events import RAW_LIMIT, PhoneEvent, What, clean
from dutydesk.words import DivertReason, PhoneOutcome

BODY_LIMIT = 64 * 1024
"""Bytes of a post; a real one has some hundred."""
FIELD_LIMIT = 200
ID_LIMIT = 250
"""Zammad promises ids of at most 250 characters."""
FIELDS = 200

_EVENTS = {"newcall": What.RINGING, "answer": What.ANSWERED, "hangup": What.ENDED}
_REASONS = {
    "noanswer": DivertReason.NO_ANSWER,
    "noreply": DivertReason.NO_ANSWER,
    "cfnr": DivertReason.NO_ANSWER,
    "timeout": DivertReason.NO_ANSWER,
    "busy": DivertReason.BUSY,
    "userbusy": DivertReason.BUSY,
    "cfb": DivertReason.BUSY,
    "unconditional": DivertReason.UNCONDITIONAL,
    "always": DivertReason.UNCONDITIONAL,
    "cfu": DivertReason.UNCONDITIONAL,
    "unavailable": DivertReason.UNAVAILABLE,
    "unreachable": DivertReason.UNAVAILABLE,
    "offline": DivertReason.UNAVAILABLE,
    "": DivertReason.NONE,
}
_NOBODY = frozenset(["cancel", "noanswer", "busy", "congestion", "notfound", "originatorcancel", "userbusy", "nouserresponse", "rejected"])
"""Causes that say nobody spoke to the caller. Not among them: normalClearing without an answer seen (some exchanges send it when a caller
gives up) and forwarded (the ring goes on under a new id, or leaves the house), which stay unknown."""


class WebhookFault(Exception):  # noqa: N818 a fault on the wire, in the words of domain.md
    """A post that gives no event; `code` counts it. ``webhook.outgoing`` and ``webhook.unknown_event`` are no fault of the sender's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Reading:
    """A post read: its event, and codes of what was amiss with it all the same."""

    event: PhoneEvent
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """The named texts of a post, every value as sent, in order."""

    values: dict[str, tuple[str, ...]]
    remarks: tuple[str, ...] = ()

    def first(self, *names: str, limit: int = FIELD_LIMIT) -> str:
        """The first non-empty text under any of `names`, cleaned."""
        texts = (clean(value, limit) for name in names for value in self.values.get(name, ()))
        return next((text for text in texts if text), "")


def read_post(
    content_type: str, body: bytes, *, at: datetime, monotonic: float, source: str = "webhook", here: Iterable[str] = ()
) -> Reading:
    """Read one post. `here` lists the numbers of this room's phones; while empty, whoever answers is in this room.

    Raises WebhookFault: ``webhook.too_large``, ``unreadable``, ``no_event``, ``unknown_event``, ``outgoing``, ``no_call_id``.
    """
    fields = read_fields(content_type, body)
    what = _what(fields)
    if fields.first("direction").casefold() in ("out", "outbound", "outgoing"):
        raise WebhookFault("webhook.outgoing")
    call_id, remarks = _call_id(fields, what, at)
    number = fields.first("from", "from[]")
    event = PhoneEvent(
        what=what,
        source=source,
        call_id=call_id,
        at=at,
        monotonic=monotonic,
        number=number,
        name=fields.first("callerName", "fromName", "from_name", "name"),
        line=fields.first("to", "to[]", "queue"),
        diverted_from=_diverted_from(fields),
        divert_reason=_divert_reason(fields),
        number_state=number_state(number),
        outcome=_outcome(what, fields, frozenset(here)),
        original_call_id=_original(fields, call_id),
        tells_missed=True,
        raw=clean(body[: RAW_LIMIT * 4].decode("utf-8", "replace"), RAW_LIMIT),
    )
    return Reading(event, fields.remarks + remarks)


def read_fields(content_type: str, body: bytes) -> Fields:
    """The texts of a form or of a JSON object. Raises WebhookFault when it is neither."""
    if len(body) > BODY_LIMIT:
        raise WebhookFault("webhook.too_large")
    if "json" in content_type.casefold() or body.lstrip()[:1] in (b"{", b"["):
        return _json_fields(body)
    return _form_fields(body)


def answer_xml(address: str) -> str:
    """The reply to a new call: without it sipgate sends neither the answer nor the hangup."""
    quoted = quoteattr(address)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Response onAnswer={quoted} onHangup={quoted}/>\n'


def _decoded(data: bytes) -> tuple[str, bool]:
    """Text, and whether it was proper UTF-8. Older exchanges here send names in GB18030; a ring is never lost over its spelling."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding == "utf-8"
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace"), False


def _form_fields(body: bytes) -> Fields:
    try:
        pairs = parse_qsl(body.decode("latin-1"), keep_blank_values=True, encoding="latin-1", max_num_fields=FIELDS)
    except ValueError as error:
        raise WebhookFault("webhook.unreadable") from error
    values: dict[str, tuple[str, ...]] = {}
    is_proper = True
    for name, value in pairs:
        text, is_utf8 = _decoded(value.encode("latin-1"))
        is_proper &= is_utf8
        values[name] = (*values.get(name, ()), text)
    return Fields(values, () if is_proper else ("webhook.bad_utf8",))


def _json_fields(body: bytes) -> Fields:
    text, is_utf8 = _decoded(body.removeprefix(b"\xef\xbb\xbf"))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WebhookFault("webhook.unreadable") from error
    if not isinstance(found, dict):
        raise WebhookFault("webhook.unreadable")
    values = {name: _texts(value) for name, value in found.items()}
    return Fields(values, () if is_utf8 else ("webhook.bad_utf8",))


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(text for one in value[:FIELDS] if not isinstance(one, list) for text in _texts(one))
    if isinstance(value, str):
        return (value,)
    return (str(value),) if isinstance(value, int | float) and not isinstance(value, bool) else ()


def _squashed(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def _what(fields: Fields) -> What:
    name = fields.first("event")
    if not name:
        raise WebhookFault("webhook.no_event")
    what = _EVENTS.get(_squashed(name))
    if what is None:
        raise WebhookFault("webhook.unknown_event")
    return what


def _call_id(fields: Fields, what: What, at: datetime) -> tuple[str, tuple[str, ...]]:
    """The ring's id. A new call without one still rings, under an id of its own; its end is then never told and stays unknown."""
    call_id = fields.first("callId", "call_id", "callid", "xcid", limit=ID_LIMIT)
    if call_id:
        return call_id, ()
    if what is What.RINGING:
        return f"unnamed-{at:%Y%m%dT%H%M%S.%f}", ("webhook.no_call_id",)
    raise WebhookFault("webhook.no_call_id")


def _original(fields: Fields, call_id: str) -> str:
    original = fields.first("origCallId", "orig_call_id", "originalCallId", limit=ID_LIMIT)
    return "" if original == call_id else original


def _diverted_from(fields: Fields) -> str:
    """The forwarding line: a number, an extension, or a SIP Diversion header passed on whole (RFC 5806)."""
    text = fields.first("diversion", "diversion[]", "divertedFrom", "diverted_from")
    match = re.search(r"(?:sips?|tel):([^@;>\s]+)", text)
    return match[1] if match else text


def _divert_reason(fields: Fields) -> DivertReason:
    told = fields.first("diversionReason", "diversion_reason", "divertReason")
    if not told:
        match = re.search(r";\s*reason=\"?([\w-]+)", fields.first("diversion"))
        told = match[1] if match else ""
    return _REASONS.get(_squashed(told), DivertReason.OTHER)


def _outcome(what: What, fields: Fields, here: frozenset[str]) -> PhoneOutcome | None:
    if what is What.RINGING:
        return None
    if what is What.ENDED:
        return PhoneOutcome.MISSED if _squashed(fields.first("cause")) in _NOBODY else PhoneOutcome.UNKNOWN
    answering = fields.first("answeringNumber", "answering_number")
    if not here or not answering:
        return PhoneOutcome.ANSWERED_HERE
    ours = {normalise(number).key for number in here}
    return PhoneOutcome.ANSWERED_HERE if normalise(answering).key in ours else PhoneOutcome.ANSWERED_ELSEWHERE
