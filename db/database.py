"""The SQLite file of a data folder: its connections, its marks, its schema, and what is refused on opening."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from pathlib import Path

import peewee

from db.drivers import no_server_drivers
from db.losses import ENVIRONMENT, code_of, why
from dutydesk import __version__
from dutydesk.causes import cause_of
from dutydesk.refusals import RefusedError

FILE = "dutydesk.sqlite"
APPLICATION_ID = 0x44445344
"""Marks the file as ours ("DDSD"); SQLite keeps it in the header."""
SCHEMA = 2
"""The schema this program writes; kept in ``PRAGMA user_version``."""
MIGRATIONS = Path(__file__).parent / "migrations"
_HEADER = b"SQLite format 3\x00"
_HEADER_BYTES = 100

_PRAGMAS = {
    "busy_timeout": 5000,
    "foreign_keys": 1,
    "synchronous": "FULL",
    "trusted_schema": 0,
    "cache_size": -16000,
    "temp_store": "MEMORY",
}


class Database(peewee.SqliteDatabase):
    """SQLite as peewee gives it, less the bookkeeping around each statement: a fact is about twenty of them."""

    def execute_sql(self, sql, params=None):
        """Execute one statement on the calling thread's connection, with peewee's errors."""
        with peewee.__exception_wrapper__:  # type: ignore[attr-defined] # as playhouse uses it
            return self.connection().execute(sql, params or ())


def open_database(path: Path) -> peewee.SqliteDatabase:
    """The database at `path`, made if missing, its schema brought up to date; each thread gets its own connection.

    Raises RefusedError: data.foreign, data.damaged, data.newer_schema (version), data.unwritable, data.disk_full.
    """
    refuse_foreign(path)
    database = writing(path)
    try:
        with refusing(path):
            database.connect()
            _refuse_newer(database)
            if database.user_version < SCHEMA:
                _migrate(database)
            _refuse_headless(database, path)
    except BaseException:
        database.close()
        raise
    return database


def writing(path: Path) -> peewee.SqliteDatabase:
    """A database to write through, not yet connected. Checkpoints are made by a worker, never by a commit."""
    pragmas = {**_PRAGMAS, "journal_mode": "WAL", "wal_autocheckpoint": 0, "journal_size_limit": 16 << 20}
    return Database(str(path), pragmas=pragmas)


def reading(path: Path) -> peewee.SqliteDatabase:
    """A database that only reads, beside a writer of this or another process. Raises RefusedError as `open_database`."""
    refuse_foreign(path)
    if not path.exists():
        raise RefusedError("data.missing", path=str(path))
    with refusing(path):
        database = _connected(path)
        try:
            _refuse_newer(database)
        except BaseException:
            database.close()
            raise
    return database


def _connected(path: Path) -> peewee.SqliteDatabase:
    """Connected beside a writer; or to a folder that can't be written and so has no room for the shared memory of WAL."""
    database = _read_only(path, "mode=ro")
    try:
        database.connect()
        database.execute_sql("SELECT count(*) FROM sqlite_master")
    except peewee.OperationalError:
        database.close()
        if path.with_name(path.name + "-wal").exists():
            raise
        database = _read_only(path, "immutable=1")
        database.connect()
    return database


def _read_only(path: Path, how: str) -> peewee.SqliteDatabase:
    pragmas = {name: _PRAGMAS[name] for name in ("busy_timeout", "trusted_schema", "cache_size", "temp_store")} | {"query_only": 1}
    return Database(f"{path.resolve().as_uri()}?{how}", uri=True, pragmas=pragmas)


class refusing:  # noqa: N801 - a context manager, read as a verb
    """Turn an environment error inside the block into a refusal that names the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, ENVIRONMENT):
            raise RefusedError(code_of(error), path=str(self._path), cause=why(error)) from error


class refusing_rows(refusing):  # noqa: N801 - as above
    """The same, and a row that is there but is not what was written is damage too."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        super().__exit__(kind, error, trace)
        if isinstance(error, (ValueError, TypeError, OverflowError)):
            raise RefusedError("data.damaged", path=str(self._path), cause=str(error)) from error


def refuse_foreign(path: Path) -> None:
    """Refuse a file that is there but is not ours: another program's, or one whose beginning is damaged. Nothing is changed."""
    try:
        mark = _mark(path)
    except FileNotFoundError:
        return
    except OSError:
        mark = None
    if mark is None:
        _refuse_by_header(path)
    elif mark not in (APPLICATION_ID, 0) or (mark == 0 and _has_tables(path)):
        raise RefusedError("data.foreign", path=str(path))


def _refuse_by_header(path: Path) -> None:
    """SQLite made nothing of the file: what it was is told by its first bytes."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise RefusedError("data.unwritable", path=str(path), cause=cause_of(error)) from error
    if header:
        ours = header.startswith(_HEADER) or header[68:72] == APPLICATION_ID.to_bytes(4, "big")
        raise RefusedError("data.damaged" if ours else "data.foreign", path=str(path))


def begins_as_ours(path: Path) -> bool:
    """Whether nobody wrote over the beginning of an open file, where SQLite looks no more. Not being let in is no proof of that."""
    try:
        return _mark(path) in (APPLICATION_ID, 0)  # 0: the mark is still in the WAL
    except OSError:
        return True


def _mark(path: Path) -> int | None:
    """The mark in the header of the file itself; None where that is no database. Raises OSError where it cannot be looked at.

    SQLite reads it: whoever opened and closed the file beside SQLite would drop every lock of this process on it (POSIX), and the next
    program that looked into the database would take the WAL away as nobody's. It must not mind that the file alone is not whole: during a
    checkpoint, and where one was cut short, the header is written before the pages it counts, which are still in the WAL.
    """
    if path.stat().st_size < _HEADER_BYTES:
        return None
    try:
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as connection:
            connection.execute("PRAGMA writable_schema = ON")  # takes a file shorter than its header says
            return int(connection.execute("PRAGMA application_id").fetchone()[0])
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error
    except sqlite3.DatabaseError:
        return None


def _has_tables(path: Path) -> bool:
    """Whether an unmarked SQLite file holds somebody's tables. One killed while it was made holds none: the mark comes with them."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]  # the header may still be in the WAL
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return bool(tables) and application_id != APPLICATION_ID
    except sqlite3.DatabaseError as error:
        raise RefusedError(code_of(error), path=str(path), cause=why(error)) from error
    finally:
        connection.close()


def _refuse_newer(database: peewee.SqliteDatabase) -> None:
    found = database.user_version
    if found <= SCHEMA:
        return
    row = database.execute_sql("SELECT value FROM about WHERE name = 'needs'").fetchone()
    raise RefusedError("data.newer_schema", version=row[0] if row else "?", schema=found, have=__version__)


def _refuse_headless(database: peewee.SqliteDatabase, path: Path) -> None:
    """A quick look for damage: each chain ends where its head says. `verify` looks at everything."""
    torn = database.execute_sql(
        "SELECT heads.console FROM heads LEFT JOIN entry ON entry.console = heads.console AND entry.cseq = heads.cseq "
        "WHERE entry.hash IS NOT heads.hash"
    ).fetchone()
    if torn:
        raise RefusedError("data.damaged", path=str(path), cause=f"the journal does not end at its head: {torn[0]}")


def _migrate(database: peewee.SqliteDatabase) -> None:
    with no_server_drivers():
        from playhouse.migrations import Runner  # only a new or an old folder needs it

    logging.getLogger("peewee.migrations").setLevel(logging.WARNING)
    Runner(database, directory=str(MIGRATIONS)).up()


def identity_of(path: Path) -> tuple[int, int] | None:
    """What tells the file from another at the same place: device and inode (file index on Windows); None when it is gone."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - called at every commit
    except OSError:
        return None
    return stat.st_dev, stat.st_ino
