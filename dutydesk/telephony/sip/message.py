"""A SIP message read from a datagram and written into one (RFC 3261, section 7), tolerant and bounded.

A header's value is kept twice: as it came, byte for byte in latin-1, for answers must repeat it (8.2.6), and as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

HEAD_LIMIT = 16 * 1024
"""Bytes of a message before its body; a ring has some thousand. Of the body only its length counts: we never talk about media."""
HEADERS = 200
VALUES = 50
"""Values of one list, such as Via or Diversion; those after it are not looked at."""

_COMPACT = {"f": "from", "t": "to", "i": "call-id", "v": "via", "m": "contact", "l": "content-length", "c": "content-type", "s": "subject"}
_COMPACT |= {"k": "supported", "e": "content-encoding"}
_NAME = re.compile(r"([!#$%&'*+\-.^_`|~0-9A-Za-z]{1,80})[ \t]*:")
_REQUEST = re.compile(r"([!#$%&'*+\-.^_`|~0-9A-Za-z]{1,80}) (\S{1,2000}) SIP/(\d{1,3}\.\d{1,3})", re.IGNORECASE)
_NEARLY_A_REQUEST = re.compile(r"\s*[^\s:]{1,80}\s.*\bSIP/(\d{1,3}\.\d{1,3})\s*", re.IGNORECASE)
_RESPONSE = re.compile(r"SIP/2\.0 ([1-6]\d\d)(?: (.*))?", re.IGNORECASE)
_SPECIAL = re.compile(r'[",<]')
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"')


class SipFault(Exception):  # noqa: N818 a fault on the wire, in the words of domain.md
    """A datagram that is no SIP message; `code` counts it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Broken(ValueError):  # noqa: N818 as above
    """A header's value that cannot be read."""


@dataclass(frozen=True, slots=True)
class Header:
    """One header: its long name in small letters, and its value as it came, unfolded, in latin-1."""

    name: str
    raw: str

    @property
    def text(self) -> str:
        """The value as text: UTF-8, or the GB18030 of older exchanges here."""
        return told(self.raw)


@dataclass(frozen=True, slots=True)
class Message:
    """What requests and responses share. `body_length` is what came after the head, in bytes."""

    headers: tuple[Header, ...]
    body_length: int = 0

    def all(self, name: str) -> tuple[Header, ...]:
        """Every header of that name, in order."""
        return tuple(header for header in self.headers if header.name == name)

    def first(self, name: str) -> str:
        """The text of the first header of that name, "" where there is none."""
        return next((header.text for header in self.headers if header.name == name), "")

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a header that is a list, in order. Raises Broken for one whose quotes or brackets do not close."""
        return tuple(value for header in self.all(name) for value in split(header.text))[:VALUES]


@dataclass(frozen=True, slots=True)
class Request(Message):
    """A request. `is_broken` says that its first line can be made out but breaks the rules; `version` is "2.0" elsewhere."""

    method: str = ""
    uri: str = ""
    version: str = "2.0"
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class Response(Message):
    """A response."""

    status: int = 0
    reason: str = ""


def read(data: bytes) -> Request | Response:
    """The message of a datagram; what follows its head is only measured. Raises SipFault for what is none."""
    head, body = _parted(data.lstrip(b"\r\n"))
    first, *lines = head.decode("latin-1").replace("\r\n", "\n").split("\n")
    headers = tuple(_headers(_unfolded(lines)))
    if match := _REQUEST.fullmatch(first):
        return Request(headers, body, match[1], match[2], match[3])
    if match := _RESPONSE.fullmatch(first):
        return Response(headers, body, int(match[1]), told(match[2] or ""))
    if match := _NEARLY_A_REQUEST.fullmatch(first):
        return Request(headers, body, first.split()[0], version=match[1], is_broken=True)
    raise SipFault("sip.unreadable")


def write(first: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """A message without a body. Every value is latin-1 and without line breaks: from `Header.raw`, or our own."""
    lines = [first, *(f"{name}: {value}" for name, value in headers), "Content-Length: 0", "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace")


def told(raw: str) -> str:
    """Bytes of the wire, in latin-1, as text. Never fails: a ring is not lost over its spelling."""
    if raw.isascii():
        return raw
    data = raw.encode("latin-1", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def split(text: str) -> list[str]:
    """The values of a list with commas; those in quotes and angle brackets part nothing. Raises Broken where one never closes.

    What stands after VALUES of them is left out.
    """
    values: list[str] = []
    start = at = 0
    while len(values) < VALUES and (special := _SPECIAL.search(text, at)):
        if special[0] == ",":
            values.append(text[start : special.start()].strip())
            start = at = special.end()
        else:
            at = _closed(text, special.start())
    if len(values) < VALUES:
        values.append(text[start:].strip())
    return values


def _closed(text: str, at: int) -> int:
    """Where what opens at `at`, a quote or an angle bracket, is closed again."""
    if text[at] == '"':
        quoted = _QUOTED.match(text, at)
        end = quoted.end() if quoted else 0
    else:
        end = text.find(">", at) + 1
    if not end:
        raise Broken(text[at])
    return end


def _parted(data: bytes) -> tuple[bytes, int]:
    """The head, and the length of the body. Lines end in CR LF; those of a careless sender in LF alone."""
    ends = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := data.find(mark, 0, HEAD_LIMIT + 4)) >= 0]
    at, mark = min(ends, default=(len(data), 0))
    if at > HEAD_LIMIT:
        raise SipFault("sip.too_large")
    return data[:at], len(data) - at - mark


def _unfolded(lines: Iterable[str]) -> list[str]:
    """Lines that begin with a blank go on with the one before (RFC 3261, section 7.3.1)."""
    parts: list[list[str]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and parts:
            parts[-1].append(line)
        elif len(parts) < HEADERS:
            parts.append([line])
    return [" ".join(part.strip() for part in whole) for whole in parts]


def _headers(lines: Iterable[str]) -> Iterable[Header]:
    """The headers in `lines`; a line that is none is passed over. What would break a line of an answer is taken out."""
    for line in lines:
        if match := _NAME.match(line):
            name = match[1].lower()
            yield Header(_COMPACT.get(name, name), line[match.end() :].strip().replace("\r", " ").replace("\0", " "))
