"""Sealing: the facts of one act become entries of the hash chain, each with the salt of its private part."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from dutydesk.encoding import VERSIONS, decode, encode
from dutydesk.entries import FIRST, Entry, Happened, digest_of, hash_of_columns, micros
from dutydesk.events import Event
from dutydesk.journal import Author, Fact
from dutydesk.refusals import RefusedError

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a console's chain: its last entry's number and hash, and the highest tick seen of any console."""

    console: str
    cseq: int = 0
    tick: int = 0
    hash: str = FIRST


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all entries of one act share."""

    site: str
    act: str
    author: Author
    now: datetime


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry with its fact, and the salt of its private part (empty when it has none)."""

    happened: Happened
    salt: bytes

    @property
    def entry(self) -> Entry:
        """The sealed entry."""
        return self.happened.entry


def seal_facts(facts: Iterable[Fact], stamp: Stamp, head: Head) -> tuple[tuple[Sealed, ...], Head]:
    """The entries that continue the chain at `head`, and where it ends then.

    Raises RefusedError("desk.nobody_signed_on"): what happens to a call is always somebody's word.
    """
    sealed = []
    for fact in facts:
        one = _seal(fact, stamp, head)
        sealed.append(one)
        head = Head(head.console, one.entry.cseq, one.entry.tick, one.entry.hash)
    return tuple(sealed), head


def _seal(fact: Fact, stamp: Stamp, head: Head) -> Sealed:
    if fact.event.kind.startswith("call.") and not stamp.author.entered_by:
        raise RefusedError("desk.nobody_signed_on")
    event, payload, kept_apart = _written(fact.event)
    cseq = head.cseq + 1
    salt = secrets.token_bytes(SALT_BYTES) if kept_apart else b""
    told_at = None if fact.told_at is None else fact.told_at.astimezone(UTC)
    before = (stamp.site, head.console, cseq, head.tick + 1, stamp.act)
    after = (
        fact.actor or stamp.author.actor,
        stamp.author.entered_by,
        fact.subject,
        event.kind,
        VERSIONS[event.kind],
        payload,
        f"{head.console}:{cseq}" if kept_apart else "",
        digest_of(salt, kept_apart) if kept_apart else "",
        head.hash,
    )
    stored = (micros(stamp.now), None if told_at is None else micros(told_at))
    seal = hash_of_columns((*before, *stored, *after))
    sealed = Entry(*before, stamp.now.astimezone(UTC), told_at, *after, seal)  # type: ignore[arg-type] # in the order of Entry
    return Sealed(Happened(sealed, event, kept_apart), salt)


def _written(event: Event) -> tuple[Event, str, str]:
    payload, kept_apart = encode(event)
    try:
        (payload + kept_apart).encode()
    except UnicodeEncodeError:  # half a surrogate pair, from a clipboard or an input method: no encoding can store it
        payload, kept_apart = (text.encode(errors="replace").decode() for text in (payload, kept_apart))
        event = decode(event.kind, payload, kept_apart) or event
    return event, payload, kept_apart
