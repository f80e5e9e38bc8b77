"""Verify: whether a journal is as it was written, and the folded rows are what it tells; beside a running window too."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import peewee

from db import entry_rows, folded
from db.chain import ChainCheck, Verified
from db.database import FILE, reading, refusing
from db.rows import SqliteRows
from dutydesk.calls import Call, fold_call
from dutydesk.entries import micros
from dutydesk.entry_json import inside
from dutydesk.folding import refold

_STEP = 10_000
_KEPT = {"call": "id", "phone_call": "id", "member_row": "member", "line_row": "number"}


def _unheard(_done: int) -> None:
    pass


def verify_folder(folder: Path, *, folds: bool = True, progress: Callable[[int], None] = _unheard) -> Verified:
    """Check the journal of a data folder, and with `folds` every folded row and the file itself.

    `progress` hears how many entries are done.

    One read transaction on a connection of its own: a window may go on writing. Raises RefusedError when it can't be opened.
    """
    path = folder / FILE
    database = reading(path)
    try:
        with refusing(path), database.atomic():
            check = _chain(database, progress)
            _heads(database, check)
            if folds:
                _folds(database, check)
                _pages(database, check)
            return check.result()
    finally:
        database.close()


def verify_file(path: Path, *, progress: Callable[[int], None] = _unheard) -> Verified:
    """Check a journal that was exported as JSON Lines. A line that is no entry is a problem. Raises OSError."""
    check = ChainCheck()
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                entry, part = inside(json.loads(line))
            except (ValueError, RecursionError):
                check.add("verify.not_an_entry", line=number)
                continue
            columns = [getattr(entry, name) for name in entry_rows.COLUMNS]
            columns[5], columns[6] = micros(entry.recorded_at), None if entry.told_at is None else micros(entry.told_at)
            check.look(tuple(columns), part.salt if part else None, part.text if part else None)
            if number % _STEP == 0:
                progress(number)
    return check.result()


def _chain(database: peewee.SqliteDatabase, progress: Callable[[int], None]) -> ChainCheck:
    check = ChainCheck()
    for row in entry_rows.as_stored(database):
        check.look(row[:-2], row[-2], row[-1])
        if check.entries % _STEP == 0:
            progress(check.entries)
    return check


def _heads(database: peewee.SqliteDatabase, check: ChainCheck) -> None:
    stored = {row[0]: (row[1], row[2]) for row in database.execute_sql("SELECT console, cseq, hash FROM heads")}
    for console in sorted(stored.keys() | check.ends.keys()):
        if stored.get(console) != check.ends.get(console):
            check.add("verify.head_differs", console=console)


def _pages(database: peewee.SqliteDatabase, check: ChainCheck) -> None:
    """What SQLite itself finds wrong with the file, also where no row was read."""
    for (told,) in database.execute_sql("PRAGMA quick_check(10)"):
        if told != "ok":
            check.add("verify.file_damaged", cause=told)


def _folds(database: peewee.SqliteDatabase, check: ChainCheck) -> None:
    """Every row that is kept is the one the journal makes, and none is missing.

    People and phone calls are compared on the stored calls, which were compared before.
    """
    compared = _Compared(database, check)
    for subject in entry_rows.subjects(database, "call"):
        compared.put_call(subject.partition(":")[2], fold_call(subject, compared.entries_of(subject)))
    for kind in ("phone", "crew", "line"):
        for subject in entry_rows.subjects(database, kind):
            refold(compared, subject)
    for (member,) in database.execute_sql("SELECT DISTINCT member FROM call_member").fetchall():
        refold(compared, f"crew:{member}")
    for table, key in _KEPT.items():
        for (name,) in database.execute_sql(f"SELECT {key} FROM {table}"):  # noqa: S608 # names of our own
            if (table, name) not in compared.seen:
                check.add("verify.fold_differs", table=table, name=name)


class _Compared(SqliteRows):
    """Rows that are not kept but compared with those kept."""

    def __init__(self, database: peewee.SqliteDatabase, check: ChainCheck) -> None:
        super().__init__(database)
        self._check = check
        self.seen: set[tuple[str, str]] = set()

    def _link(self, call: str, before: Call | None, after: Call | None) -> None:
        del before
        told = folded.members_linked(after) if after else frozenset()
        kept = frozenset(row[0] for row in self._database.execute_sql("SELECT member FROM call_member WHERE call = ?", (call,)))
        if told != kept:
            self._check.add("verify.fold_differs", table="call_member", name=call)

    def _put(self, table: str, key: str, name: str, new: folded.Columns | None) -> folded.Columns | None:
        self.seen.add((table, name))
        stored = self._stored(table, key, name)
        if stored != new:
            self._check.add("verify.fold_differs", table=table, name=name)
        return None
