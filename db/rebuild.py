"""Rebuild: every folded table made anew from the journal, in staging tables that then take the place of the old ones."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import peewee

from db import entry_rows, folded
from db.database import FILE, open_database, refusing_rows
from db.lock import DataInUseError, FolderLock
from db.rows import SqliteRows
from dutydesk.folding import refold
from dutydesk.refusals import RefusedError

BATCH = 25
"""Subjects in one transaction: about 10 ms, well under the 50 ms that a transaction may last."""
_DROPPED = 500
_STAGING, _OLD = "staging_", "old_"


def rebuild_folder(folder: Path, progress: Callable[[int], None] = lambda _done: None) -> int:
    """Rebuild the folder's folded tables; answers how many subjects there were.

    Raises RefusedError as `Storage`, data.close_window_first while another process holds it, and data.missing.
    """
    if not (folder / FILE).exists():
        raise RefusedError("data.missing", path=str(folder / FILE))
    try:
        lock = FolderLock(folder)
    except DataInUseError as busy:
        raise RefusedError("data.close_window_first", **busy.values) from busy
    with lock:
        database = open_database(folder / FILE)
        try:
            with refusing_rows(folder / FILE):
                return rebuild(database, progress)
        finally:
            database.close()


def rebuild(database: peewee.SqliteDatabase, progress: Callable[[int], None] = lambda _done: None) -> int:
    """Rebuild on this connection. Nobody may record meanwhile; readers see the old rows until all new ones are there."""
    _clear(database)
    with database.atomic("IMMEDIATE"):
        for statement in folded.create_statements(_STAGING, f"_{secrets.token_hex(4)}"):
            database.execute_sql(statement)
    done = _fill(database, progress)
    with database.atomic("IMMEDIATE"):
        for table in folded.TABLES:
            database.execute_sql(f"ALTER TABLE {table} RENAME TO {_OLD}{table}")
            database.execute_sql(f"ALTER TABLE {_STAGING}{table} RENAME TO {table}")
    _clear(database)
    return done


def _fill(database: peewee.SqliteDatabase, progress: Callable[[int], None]) -> int:
    """Calls first, all of them: the rows of people and phone calls depend on theirs."""
    rows = SqliteRows(database, _STAGING)
    done = 0
    for kind in ("call", "phone", "crew", "line"):
        for batch in _batches(entry_rows.subjects(database, kind)):
            _refold(database, rows, batch)
            done += len(batch)
            progress(done)
    named = database.execute_sql(f"SELECT DISTINCT member FROM {_STAGING}call_member").fetchall()  # noqa: S608 # a name of our own
    for batch in _batches(f"crew:{row[0]}" for row in named):
        _refold(database, rows, batch)
    return done


def _refold(database: peewee.SqliteDatabase, rows: SqliteRows, subjects: Iterable[str]) -> None:
    with database.atomic("IMMEDIATE"):
        for subject in subjects:
            refold(rows, subject)


def _batches(subjects: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(subjects)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _clear(database: peewee.SqliteDatabase) -> None:
    """Take away what this or an interrupted rebuild left, in small steps: dropping a large table at once would hold everybody up."""
    left = database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in left:
        if table.startswith((_STAGING, _OLD)) and table.removeprefix(_STAGING).removeprefix(_OLD) in folded.TABLES:
            _drop(database, table)


def _drop(database: peewee.SqliteDatabase, table: str) -> None:
    if table.endswith(("phone_call", "_call")):
        emptying = f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} LIMIT {_DROPPED})"  # noqa: S608
        while database.execute_sql(emptying).rowcount:
            pass
    database.execute_sql(f"DROP TABLE {table}")
