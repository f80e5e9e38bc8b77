"""What a checkup finds in a data folder: beside a running window, on a folder that is missing, and on one that is no longer whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import peewee

from db import emergency_log
from db.database import FILE, reading, refusing
from db.lock import holder
from db.shares import share_of
from dutydesk.checkup_facts import StorageFound
from dutydesk.refusals import RefusedError

READ_THROUGH = 500 << 20
"""Bytes up to which the whole file is read; a larger one takes longer than anybody waits, and `verify` reads it."""
PROBLEMS = 5
ASIDE = ("drafts.damaged-*", f"{FILE}-*.orphan-*")
"""What was put out of the way when a folder was opened."""


def examine(folder: Path, second_place: Path, *, read_through: int = READ_THROUGH) -> StorageFound:
    """Look at a data folder on a connection of its own; takes as long as reading the file does. Nothing is changed."""
    path = folder / FILE
    found = StorageFound(path, size=_size(path), wal=_size(Path(f"{path}-wal")), share=share_of(folder), pid=holder(folder))
    found = replace(found, waiting=tuple(_waiting(folder, second_place)), damaged=tuple(_aside(folder)))
    try:
        return _inside(found, read_through)
    except RefusedError as refused:
        return replace(found, refusal=refused.code, values=refused.values)


def versions() -> dict[str, str]:
    """SQLite and peewee, as they are loaded."""
    return {"SQLite": sqlite3.sqlite_version, "peewee": peewee.__version__}


def _inside(found: StorageFound, read_through: int) -> StorageFound:
    database = reading(found.path)
    try:
        with refusing(found.path):
            return _looked_at(found, database, read_through)
    finally:
        database.close()


def _looked_at(found: StorageFound, database: peewee.SqliteDatabase, read_through: int) -> StorageFound:
    heads = database.execute_sql(
        "SELECT heads.console, heads.cseq, heads.hash, entry.recorded_at, entry.hash FROM heads "
        "LEFT JOIN entry ON entry.console = heads.console AND entry.cseq = heads.cseq ORDER BY heads.tick DESC"
    ).fetchall()
    torn = [f"the journal does not end at its head: {row[0]}" for row in heads if row[2] != row[4]]
    pages = _pages(database) if found.size <= read_through else None
    head = heads[0] if heads else None
    return replace(
        found,
        schema=database.user_version,
        entries=sum(row[1] for row in heads),
        head=f"{head[0]}:{head[1]} {head[2][:8]}" if head else "",
        last_entry=datetime.fromtimestamp(head[3] / 1e6, UTC) if head and head[3] else None,
        pages=tuple(torn) + (pages or ()) if torn or pages is not None else None,
    )


def _pages(database: peewee.SqliteDatabase) -> tuple[str, ...]:
    """What SQLite finds wrong with the file."""
    return tuple(told for (told,) in database.execute_sql(f"PRAGMA quick_check({PROBLEMS})") if told != "ok")


def _waiting(folder: Path, second_place: Path) -> Iterator[Path]:
    """Emergency logs of this folder, and those whose first line does not say whose they are."""
    place = str(folder.resolve())
    for path in emergency_log.logs(second_place):
        try:
            whose = emergency_log.whose_log(path)
        except OSError:
            whose = None
        if whose is None or whose.folder == place:
            yield path


def _aside(folder: Path) -> Iterator[Path]:
    for pattern in ASIDE:
        yield from sorted(folder.glob(pattern))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
