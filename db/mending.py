"""Getting a lost database back: is it the same, is it whole, and - where the file is gone - putting it back from the open one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import peewee

from db import console
from db.database import begins_as_ours, identity_of, reading
from db.ledger import Ledger
from db.losses import LostError, is_loss
from dutydesk.refusals import RefusedError
from dutydesk.sealing import Head

_BUSY_MS = 100


def mend(ledger: Ledger, reason: str) -> bool:
    """Whether the ledger may write again; its connection then stands on a file at the path that holds all that was acknowledged."""
    found = identity_of(ledger.path)
    try:
        if found is None:
            _put_back(ledger)
        elif found != ledger.file:
            return _adopt(ledger)
        return _is_whole(ledger, reason)
    except (LostError, OSError, sqlite3.DatabaseError):
        return False
    except peewee.DatabaseError as error:
        if not is_loss(error):
            raise
        return False


def _is_whole(ledger: Ledger, reason: str) -> bool:
    """Whether the same file reads as before. A damaged one must prove itself from end to end; short, so that the queue goes on."""
    if reason == "data.damaged" and not _reads_well(ledger.path):
        return False
    database = ledger.database
    if database.is_closed():
        ledger.begin()
    database.execute_sql(f"PRAGMA busy_timeout = {_BUSY_MS}")
    try:
        return _follows(ledger.read_head(), ledger.head)
    finally:
        database.execute_sql("PRAGMA busy_timeout = 5000")


def _reads_well(path: Path) -> bool:
    """On a connection of its own: the writer's still holds pages from before the damage.

    A file whose beginning is gone may read well from its write-ahead log alone; it would be lost again at the next look.
    """
    if not begins_as_ours(path):
        return False
    try:
        database = reading(path)
    except RefusedError:
        return False
    try:
        return bool(database.execute_sql("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    finally:
        database.close()


def _adopt(ledger: Ledger) -> bool:
    """Go on in another file at the path, if it is our journal with all that was acknowledged."""
    old = ledger.head
    try:
        other = reading(ledger.path)
    except RefusedError:
        return False
    try:
        sealed = other.execute_sql("SELECT hash FROM entry WHERE console = ? AND cseq = ?", (old.console, old.cseq)).fetchone()
    finally:
        other.close()
    if sealed is None or sealed[0] != old.hash:
        return False
    _begin_again(ledger)
    return True


def _put_back(ledger: Ledger) -> None:
    """Copy the file that only our connection still holds to its place (POSIX; Windows lets nobody delete an open file)."""
    if ledger.database.is_closed():
        raise LostError("data.vanished", str(ledger.path))
    ledger.path.parent.mkdir(parents=True, exist_ok=True)
    new = ledger.path.with_name(ledger.path.name + ".restoring")
    _copy(ledger.database, new)
    ledger.close()
    for ending in ("-wal", "-shm"):  # left by the lost file: SQLite would read them into the new one
        Path(f"{ledger.path}{ending}").unlink(missing_ok=True)
    new.replace(ledger.path)
    _begin_again(ledger)


def _copy(database: peewee.SqliteDatabase, new: Path) -> None:
    new.unlink(missing_ok=True)
    target = sqlite3.connect(new)
    try:
        database.connection().backup(target)
        target.execute("PRAGMA journal_mode = DELETE")
    finally:
        target.close()


def _begin_again(ledger: Ledger) -> None:
    ledger.close()
    ledger.begin()
    console.keep_file(ledger.database, ledger.path, ledger.identity)


def _follows(found: Head, known: Head) -> bool:
    """Whether the stored head is the known one, or one commit after it whose answer never came."""
    return found.cseq > known.cseq or (found.cseq, found.hash) == (known.cseq, known.hash)
