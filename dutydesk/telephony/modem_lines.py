"""A serial line's bytes cut into lines, and what one line of a modem or caller-ID box says. No port here.

The formatted caller ID of AT+VCID=1 and AT#CID=1, after the command references of modem makers (Rockwell, Multi-Tech): one
"KEY = value" a line with or without spaces, NMBR is P for a withheld number and O for one that is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LINE_LIMIT = 512
"""Bytes of a line that are kept; a real one has some twenty."""

_KEY = re.compile(rb"(DATE|TIME|NMBR|NAME|MESG)[ \t]*=", re.IGNORECASE)
_RING = re.compile(rb"(?<![A-Z])(?:RING)+(?![A-Z])", re.IGNORECASE)
_OK = re.compile(rb"OK", re.IGNORECASE)
_ERROR = re.compile(rb"(?:\+CM[ES] )?ERROR.*", re.IGNORECASE)
_HARMLESS = re.compile(rb"AT.*|NO CARRIER|NO ANSWER|NO DIAL ?TONE|BUSY|CONNECT.*|DRO[NF] *=.*", re.IGNORECASE)
"""Echoes of commands, other result codes, and the cadence of the ring, which some modems tell between the rings."""
_EDGES = b"\x00\xff \t"
"""What a port gives when a cable is plugged in; it is no part of a line."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one line says. `fields` are keys in capitals with their values as received, in order.

    `answer` is True for OK, False for ERROR, None for neither; `fault` is a catalogue code where the line was not understood or cut.
    """

    is_ring: bool = False
    fields: tuple[tuple[str, bytes], ...] = ()
    answer: bool | None = None
    fault: str = ""


class Lines:
    """Cuts bytes into lines wherever CR or LF stands, however the bytes come in. Empty lines are left out."""

    def __init__(self) -> None:
        self._line = bytearray()

    @property
    def is_open(self) -> bool:
        """Whether a line has begun and not ended."""
        return bool(self._line)

    def feed(self, data: bytes) -> list[bytes]:
        """The lines that end in `data`; of a longer one the first LINE_LIMIT bytes and one more, which tells that it was longer."""
        *ending, rest = re.split(rb"[\r\n]", data)
        lines = []
        for part in ending:
            self._add(part)
            lines.append(self.end())
        self._add(rest)
        return [line for line in lines if line]

    def end(self) -> bytes:
        """The line that has begun, which ends here."""
        line = bytes(self._line)
        self._line.clear()
        return line

    def _add(self, part: bytes) -> None:
        self._line += part[: LINE_LIMIT + 1 - len(self._line)]


def read_line(line: bytes) -> Said:
    """What `line` says; total. Several fields may stand on one line, and a ring before them."""
    is_cut = len(line) > LINE_LIMIT
    line = line[:LINE_LIMIT].strip(_EDGES)
    keys = list(_KEY.finditer(line))
    ends = [*(key.start() for key in keys[1:]), len(line)]
    fields = tuple((key[1].decode().upper(), line[key.end() : end].strip(_EDGES)) for key, end in zip(keys, ends, strict=False))
    before = line[: keys[0].start()] if keys else line
    is_ring = _RING.search(before) is not None
    answer = _answer(before.strip(_EDGES))
    is_understood = bool(fields) or is_ring or answer is not None
    return Said(is_ring, fields, answer, "serial.too_long" if is_cut else "" if is_understood else _fault(line))


def read_text(value: bytes) -> str:
    """A value as text: UTF-8, else GB18030, in which boxes made for China send names; what is neither has signs in its place."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("gb18030", "replace")


def _answer(text: bytes) -> bool | None:
    if _OK.fullmatch(text):
        return True
    return False if _ERROR.fullmatch(text) else None


def _fault(line: bytes) -> str:
    """Why a line tells nothing: letters that mean nothing here are harmless, other bytes come of a wrong speed or a bad cable."""
    if not line or _HARMLESS.fullmatch(line):
        return ""
    text = read_text(line).replace("\t", " ")
    return "serial.unknown_line" if text.isprintable() and "\ufffd" not in text else "serial.noise"
