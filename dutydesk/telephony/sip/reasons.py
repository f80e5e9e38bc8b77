"""Why a ring ended and why it was diverted, from the words and numbers of exchanges (RFC 3326, 4458, 5806, 7044)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dutydesk.telephony.sip.addresses import Address, read_address, read_parameters, unescaped
from dutydesk.telephony.sip.message import Broken, Message, split
from dutydesk.words import DivertReason, PhoneOutcome

DIVERSIONS = 20
"""Steps of a diversion that are looked at."""

_ELSEWHERE = frozenset([("sip", "200"), ("q.850", "26")])
"""Another phone of the group answered: "Call completed elsewhere" (RFC 3326, section 3.1), non-selected user clearing (Q.850)."""
_WORDS = re.compile(r"(?:completed|answered) elsewhere", re.IGNORECASE)
_DIVERTED = {
    "user-busy": DivertReason.BUSY,
    "no-answer": DivertReason.NO_ANSWER,
    "unavailable": DivertReason.UNAVAILABLE,
    "out-of-service": DivertReason.UNAVAILABLE,
    "away": DivertReason.UNAVAILABLE,
    "unconditional": DivertReason.UNCONDITIONAL,
    "follow-me": DivertReason.UNCONDITIONAL,
    "time-of-day": DivertReason.UNCONDITIONAL,
    "unknown": DivertReason.NONE,
    "": DivertReason.NONE,
}
"""RFC 5806, section 4; deflection and do-not-disturb have no word of ours and are OTHER."""
_CAUSES = {
    ("sip", "302"): DivertReason.UNCONDITIONAL,
    ("sip", "404"): DivertReason.UNAVAILABLE,
    ("sip", "408"): DivertReason.NO_ANSWER,
    ("sip", "480"): DivertReason.UNAVAILABLE,
    ("sip", "486"): DivertReason.BUSY,
    ("sip", "503"): DivertReason.UNAVAILABLE,
    ("sip", "600"): DivertReason.BUSY,
    ("q.850", "17"): DivertReason.BUSY,
    ("q.850", "18"): DivertReason.NO_ANSWER,
    ("q.850", "19"): DivertReason.NO_ANSWER,
    ("q.850", "20"): DivertReason.UNAVAILABLE,
    ("", ""): DivertReason.NONE,
}
"""RFC 4458, section 2, and the answers that a forwarding phone gives."""


@dataclass(frozen=True, slots=True)
class Diverted:
    """Which line sent the ring on, and why; empty where it came straight."""

    line: str = ""
    reason: DivertReason = DivertReason.NONE


def outcome_of(message: Message) -> PhoneOutcome:
    """How a ring ended that the caller's side ends with `message`, by its Reason headers.

    Answered elsewhere wins over what else is said: exchanges send the cause of SIP and of the line beside each other. No cause
    that can be read is unknown, never missed.
    """
    causes = [(protocol, cause) for header in message.all("reason") for protocol, cause in _causes(header.text)]
    if not _ELSEWHERE.isdisjoint(causes) or any(_WORDS.search(header.text) for header in message.all("reason")):
        return PhoneOutcome.ANSWERED_ELSEWHERE
    return PhoneOutcome.MISSED if any(cause != "0" for _, cause in causes) else PhoneOutcome.UNKNOWN


def diverted(message: Message) -> Diverted:
    """The last line that sent the ring on: the topmost Diversion (RFC 5806), else what History-Info tells (RFC 7044)."""
    for address in _addresses(message, "diversion"):
        reason = _DIVERTED.get(address.parameters.get("reason", "").strip().casefold(), DivertReason.OTHER)
        return Diverted(address.uri.number or address.name, reason)
    return _from_history(list(_addresses(message, "history-info")))


def _from_history(steps: list[Address]) -> Diverted:
    """The step that a later one was mapped from (``mp``), else the one before it that a cause or a Reason marks (RFC 4458, 4244)."""
    by_index = {index: step for step in steps if (index := step.parameters.get("index"))}
    for number in range(len(steps) - 1, 0, -1):
        step, before = steps[number], steps[number - 1]
        parent = by_index.get(step.parameters.get("index", "").rpartition(".")[0], before)
        origin = next((one for one in (parent, before) if _why_it_failed(one)), parent)
        origin = by_index.get(step.parameters.get("mp", "none"), origin)
        told, failed = read_parameters(f";{step.uri.parameters}").get("cause", ""), _why_it_failed(origin)
        if "mp" in step.parameters or told or (failed and "rc" not in step.parameters):
            cause = ("sip", told) if told else failed or ("", "")
            return Diverted(origin.uri.number or origin.name, _CAUSES.get(cause, DivertReason.OTHER))
    return Diverted()


def _why_it_failed(step: Address) -> tuple[str, str] | None:
    """The first cause of the Reason that is escaped into a step's URI (RFC 7044, section 5)."""
    match = re.search(r"(?:^|&)reason=([^&]*)", step.uri.headers, re.IGNORECASE)
    return next(_causes(unescaped(match[1])), None) if match else None


def _addresses(message: Message, name: str) -> Iterator[Address]:
    """The addresses of a header that can be read; the others cost their own step alone."""
    for header in message.all(name)[:DIVERSIONS]:
        try:
            values = split(header.text)[:DIVERSIONS]
        except Broken:
            continue
        for value in values:
            try:
                yield read_address(value)
            except Broken:
                continue


def _causes(text: str) -> Iterator[tuple[str, str]]:
    """Protocol and cause of each reason in a header's text, in small letters: ("sip", "200")."""
    try:
        values = split(text)
    except Broken:
        return
    for value in values:
        protocol, semicolon, rest = value.partition(";")
        cause = read_parameters(semicolon + rest).get("cause", "")
        if cause.isascii() and cause.isdecimal() and len(cause) <= 3:
            yield protocol.strip().casefold(), cause.lstrip("0") or "0"
