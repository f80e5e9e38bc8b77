"""One entry of the journal: its columns, its seal in the hash chain, and its shape outside as one JSON object."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from json.encoder import encode_basestring

from dutydesk.encoding import decode
from dutydesk.events import Event

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
FIRST = "0" * 64
"""What the first entry of a console names as its previous hash."""


def micros(at: datetime) -> int:
    """`at` as whole microseconds since 1970 UTC, as the journal stores it."""
    return (at - EPOCH) // _MICROSECOND


def from_micros(stored: int) -> datetime:
    """The aware UTC time of stored microseconds."""
    return EPOCH + timedelta(microseconds=stored)


@dataclass(frozen=True, slots=True)
class Entry:
    """A sealed fact of the journal; primary key (console, cseq), order (tick, console).

    `act` joins the entries of one gesture. `recorded_at` is the true wall clock (UTC), `told_at` when it really happened
    if that was told later. `actor` is whose word it is, `entered_by` who sat at the desk. `payload` is canonical JSON text.
    `private` names the row of the private part, "" when there is none; `digest` is sha256(salt + private text).
    """

    site: str
    console: str
    cseq: int
    tick: int
    act: str
    recorded_at: datetime
    told_at: datetime | None
    actor: str
    entered_by: str
    subject: str
    kind: str
    version: int
    payload: str
    private: str
    digest: str
    previous: str
    hash: str = ""

    @property
    def key(self) -> str:
        """The entry's own name, "console:cseq"."""
        return f"{self.console}:{self.cseq}"

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands among all entries; never by time."""
        return (self.tick, self.console)

    @property
    def at(self) -> datetime:
        """When it happened: as told, else as recorded."""
        return self.told_at or self.recorded_at


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry with the fact it holds: `event` is None for a kind this program does not know."""

    entry: Entry
    event: Event | None
    private_text: str = ""


def read(entry: Entry, private_text: str) -> Happened:
    """The fact of `entry`; `private_text` is "" where there is none or it was erased."""
    return Happened(entry, decode(entry.kind, entry.payload, private_text), private_text)


def digest_of(salt: bytes, private_text: str) -> str:
    """What the chain covers in place of the private part."""
    return hashlib.sha256(salt + private_text.encode()).hexdigest()


def hash_of(entry: Entry) -> str:
    """The seal over every column but the hash itself, the previous entry's hash among them."""
    return hash_of_columns(
        (
            entry.site,
            entry.console,
            entry.cseq,
            entry.tick,
            entry.act,
            micros(entry.recorded_at),
            None if entry.told_at is None else micros(entry.told_at),
            entry.actor,
            entry.entered_by,
            entry.subject,
            entry.kind,
            entry.version,
            entry.payload,
            entry.private,
            entry.digest,
            entry.previous,
        )
    )


def hash_of_columns(columns: Sequence[object]) -> str:
    """The seal over an entry's columns in their order, as they are stored: texts, whole numbers, None.

    It is the hash of their JSON array without spaces, put together here at half the time that the json module takes.
    """
    listed = ["null" if one is None else encode_basestring(one) if isinstance(one, str) else str(one) for one in columns]
    return hashlib.sha256(f"[{','.join(listed)}]".encode()).hexdigest()


def seal(entry: Entry) -> Entry:
    """`entry` with its hash."""
    return replace(entry, hash=hash_of(entry))
