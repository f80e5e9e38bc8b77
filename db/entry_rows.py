"""Entries as rows of the journal's tables: written once, read back with the fact they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import peewee

from dutydesk.encoding import decode
from dutydesk.entries import Entry, Happened, from_micros, micros
from dutydesk.entry_json import PrivatePart
from dutydesk.events import Event
from dutydesk.sealing import Head, Sealed

COLUMNS = tuple(Entry.__dataclass_fields__)
_LISTED = ", ".join(f"entry.{name}" for name in COLUMNS)
_INSERT = f"INSERT INTO entry ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 # names of our own
_INSERT_PRIVATE = "INSERT INTO entry_private (entry, salt, text) VALUES (?, ?, ?)"
_PUT_HEAD = (
    "INSERT INTO heads (console, cseq, tick, hash) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (console) DO UPDATE SET cseq = excluded.cseq, tick = excluded.tick, hash = excluded.hash"
)
_TOLD = f"SELECT {_LISTED}, private.text FROM entry LEFT JOIN entry_private AS private ON private.entry = entry.number"  # noqa: S608
_WITH_SALT = f"SELECT {_LISTED}, private.salt, private.text FROM entry LEFT JOIN entry_private AS private ON private.entry = entry.number"  # noqa: S608


def write(database: peewee.SqliteDatabase, sealed: Iterable[Sealed], head: Head) -> None:
    """Append entries with their private parts, and advance the head. Belongs into the caller's transaction."""
    for one in sealed:
        number = database.execute_sql(_INSERT, _columns(one.entry)).lastrowid
        if one.salt:
            database.execute_sql(_INSERT_PRIVATE, (number, one.salt, one.happened.private_text))
    database.execute_sql(_PUT_HEAD, (head.console, head.cseq, head.tick, head.hash))


def of_subject(database: peewee.SqliteDatabase, subject: str) -> tuple[Happened, ...]:
    """A subject's entries in order."""
    found = database.execute_sql(f"{_TOLD} WHERE entry.subject = ? ORDER BY entry.tick, entry.console", (subject,))
    return tuple(map(_happened, found))


def of_subject_back(database: peewee.SqliteDatabase, subject: str) -> Iterator[Happened]:
    """The same, newest first, read as far as asked for."""
    found = database.execute_sql(f"{_TOLD} WHERE entry.subject = ? ORDER BY entry.tick DESC, entry.console DESC", (subject,))
    return map(_happened, found)


def of_act(database: peewee.SqliteDatabase, act: str) -> tuple[Happened, ...]:
    """An act's entries in order."""
    found = database.execute_sql(f"{_TOLD} WHERE entry.act = ? ORDER BY entry.tick, entry.console", (act,))
    return tuple(map(_happened, found))


def in_order(database: peewee.SqliteDatabase, after: int = 0, limit: int = -1) -> Iterator[tuple[int, Entry, PrivatePart | None]]:
    """Entries as they were appended, after the row `after`: row number, entry, private part."""
    found = database.execute_sql(
        _WITH_SALT.replace("SELECT ", "SELECT entry.number, ", 1) + " WHERE entry.number > ? ORDER BY entry.number LIMIT ?", (after, limit)
    )
    for row in found:
        part = None if row[-1] is None else PrivatePart(row[-2], row[-1])
        yield row[0], entry_of(row[1:-2]), part


def as_stored(database: peewee.SqliteDatabase) -> Iterator[tuple]:
    """Every row as it is stored, with salt and text of its private part, as they were appended."""
    return iter(database.execute_sql(f"{_WITH_SALT} ORDER BY entry.number"))


def subjects(database: peewee.SqliteDatabase, kind: str) -> Iterator[str]:
    """Every subject of a kind ("call", "crew", "phone", "line") that was ever written of, in the order of their names.

    Each one is sought in the index after the last, so that nothing is held in memory and other work may go on between.
    """
    last, end = f"{kind}:", f"{kind};"  # ";" follows ":" in the order of characters
    while True:
        row = database.execute_sql(
            "SELECT subject FROM entry WHERE subject > ? AND subject < ? ORDER BY subject LIMIT 1", (last, end)
        ).fetchone()
        if row is None:
            return
        last = row[0]
        yield last


def entry_of(row: Sequence[object]) -> Entry:
    """The entry of a row in the order of `COLUMNS`."""
    site, console, cseq, tick, act, recorded, told, *rest = row
    at = from_micros(recorded)  # type: ignore[arg-type] # SQLite gives the integers it was given
    told_at = None if told is None else from_micros(told)  # type: ignore[arg-type]
    return Entry(site, console, cseq, tick, act, at, told_at, *rest)  # type: ignore[arg-type]


def _happened(row: Sequence[object]) -> Happened:
    entry, text = entry_of(row[:-1]), str(row[-1] or "")
    return Happened(entry, _event(entry.kind, entry.payload, text), text)


@lru_cache(maxsize=2048)
def _event(kind: str, payload: str, kept_apart: str) -> Event | None:
    """The fact that these texts tell; the entries of open calls are read again and again."""
    return decode(kind, payload, kept_apart)


def forget() -> None:
    """Let go of all facts that were read: something of them was erased."""
    _event.cache_clear()


def _columns(entry: Entry) -> list[object]:
    row = [getattr(entry, name) for name in COLUMNS]
    row[5] = micros(entry.recorded_at)
    row[6] = None if entry.told_at is None else micros(entry.told_at)
    return row
