"""A data folder with years of calls: the sample site, as many closed calls as are wanted, some open ones and a large register.

The entries are sealed and folded by the program's own code, so that `verify` passes; what would make millions of them slow
is left out: fsyncs, the write-ahead log, and the indices, which are made at the end. A second process folds what the first has
sealed. Large folders are kept where the variable DUTYDESK_LOTS names a place for them: later runs go on with them as they were
left. Delete them when folding or this file has changed.
"""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import peewee

from db import entry_rows
from db.database import FILE, SCHEMA, writing
from db.founding import found_sample
from db.people import save_people
from db.registers import save_site
from db.rows import SqliteRows
from db.storage import Storage
from dutydesk.clocks import SystemClock
from dutydesk.entries import micros
from dutydesk.folding import refold
from dutydesk.journal import Author
from dutydesk.sealing import Head, Sealed, Stamp, seal_facts
from dutydesk.site import Member, Person, PersonRoom, Tie
from tests.benchmarks.folded_beside import Folding, Rows, fold_beside
from tests.benchmarks.made_up_calls import OFFICER, Act, closed_calls, crew_acts, name, open_calls, phone_number

KEPT = "DUTYDESK_LOTS"
WORTH_KEEPING = 10_000
"""Calls; smaller ones are made in seconds, and their open calls are young."""
_BATCH = 2000
_AHEAD = 1
"""So many batches are folded while the next one is sealed."""
_SAMPLE_PEOPLE = 2000
_BULKY = ("entry", "entry_private", "call", "phone_call")


@dataclass(frozen=True, slots=True)
class Lot:
    """How much is in a folder: closed and open calls, people in the register, and so many crew members as well."""

    calls: int
    people: int = _SAMPLE_PEOPLE
    open_calls: int = 20
    crew: int = 0

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"{self.calls}-calls-{self.people}-people-{self.open_calls}-open-{self.crew}-crew-schema-{SCHEMA}"


def lot_folder(lot: Lot, otherwise: Path) -> Path:
    """A data folder of that size: the one that is kept, if it is worth keeping, else one made at `otherwise`."""
    kept = os.environ.get(KEPT)
    if not kept or lot.calls < WORTH_KEEPING:
        make_folder(otherwise, lot)
        return otherwise
    whole = Path(kept) / lot.name
    if not whole.exists():
        unfinished = whole.with_name(f"{whole.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        make_folder(unfinished, lot)
        unfinished.replace(whole)
    return whole


def make_folder(folder: Path, lot: Lot) -> None:
    """Make a data folder of that size; its last call is of today. Says how fast, and how large it came out."""
    began = time.perf_counter()
    console, rooms = _found(folder, lot)
    database = writing(folder / FILE)
    database.connect()
    try:
        for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -400000"):
            database.execute_sql(f"PRAGMA {pragma}").fetchall()
        with _bare(database), _uncollected():
            entries = _fill(database, console, _acts(lot, rooms))
        _refold_few(database)
        database.execute_sql("PRAGMA journal_mode = WAL").fetchall()
    finally:
        database.close()
    took, size = time.perf_counter() - began, (folder / FILE).stat().st_size
    print(f"\n{lot.calls:,} calls made: {entries:,} entries in {took:.0f} s ({entries / took:,.0f}/s), {size / 1e6:,.0f} MB", flush=True)


def _found(folder: Path, lot: Lot) -> tuple[str, tuple[str, ...]]:
    storage = Storage(folder, clock=SystemClock(), second_place=folder / "emergency")
    try:
        site = found_sample(storage)
        save_site(storage.database, replace(site, members=(*site.members, *_more_members(lot.crew))))
        rooms = tuple(place.code for place in site.places if place.room)
        save_people(storage.database, _more_people(lot.people - _SAMPLE_PEOPLE, rooms))
        return storage.identity.console, rooms
    finally:
        storage.close()


def _more_people(wanted: int, rooms: tuple[str, ...]) -> Iterator[Person]:
    for number in range(wanted):
        yield Person(f"q{number:06}", name(number), (phone_number(number),), (PersonRoom(rooms[number % len(rooms)], Tie.TENANT),))


def _more_ids(wanted: int) -> list[str]:
    return [f"x{number:03}" for number in range(wanted)]


def _more_members(wanted: int) -> Iterator[Member]:
    crews = ("maintenance", "guards", "cleaners")
    for number, member in enumerate(_more_ids(wanted)):
        yield Member(member, str(7000 + number), name(number), crews[number % len(crews)], base="workshop")


def _acts(lot: Lot, rooms: tuple[str, ...]) -> Iterator[Act]:
    now = datetime.now(UTC)
    return chain(
        crew_acts(now, _more_ids(lot.crew)),
        closed_calls(lot.calls, now, rooms),
        open_calls(lot.open_calls, now, rooms),
    )


@contextmanager
def _bare(database: peewee.SqliteDatabase) -> Iterator[None]:
    """The large tables without triggers and indices, which are put back as they were: an index is made at once from sorted keys."""
    made = database.execute_sql(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL "
        f"AND tbl_name IN ({', '.join('?' * len(_BULKY))})",
        _BULKY,
    ).fetchall()
    for kind, made_name, _ in made:
        database.execute_sql(f"DROP {kind} {made_name}")
    yield
    for _, _, sql in made:
        database.execute_sql(sql)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nothing that is made here holds itself in a ring; looking for some among so many objects takes a seventh of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _fill(database: peewee.SqliteDatabase, console: str, acts: Iterator[Act]) -> int:
    cseq, tick, sealed_by = database.execute_sql("SELECT cseq, tick, hash FROM heads WHERE console = ?", (console,)).fetchone()
    site = database.execute_sql("SELECT id FROM site").fetchone()[0]
    first = database.execute_sql("SELECT max(number) FROM entry").fetchone()[0]
    head, numbers, number = Head(console, cseq, tick, sealed_by), count(first + 1), 0
    author, folding = Author(OFFICER, OFFICER), deque[Folding]()
    while batch := list(islice(acts, _BATCH)):
        written: list[tuple[Sealed, ...]] = []
        for act in batch:
            number += 1
            sealed, head = seal_facts(act.facts, Stamp(site, f"{number:032x}", author, act.at), head)
            written.append(sealed)
        folding.append(fold_beside(written))
        with database.atomic("IMMEDIATE"):
            _append(database, numbers, chain.from_iterable(written))
            if len(folding) > _AHEAD:
                _keep_rows(database, folding.popleft()())
    with database.atomic("IMMEDIATE"):
        for rows in folding:
            _keep_rows(database, rows())
    database.execute_sql("UPDATE heads SET cseq = ?, tick = ?, hash = ? WHERE console = ?", (head.cseq, head.tick, head.hash, console))
    return head.cseq


def _append(database: peewee.SqliteDatabase, numbers: Iterator[int], sealed: Iterable[Sealed]) -> None:
    entries, parts = [], []
    for one, number in zip(sealed, numbers, strict=False):
        entry = one.entry
        told = None if entry.told_at is None else micros(entry.told_at)
        row = [getattr(entry, column) for column in entry_rows.COLUMNS]
        row[5:7] = micros(entry.recorded_at), told
        entries.append((number, *row))
        if one.salt:
            parts.append((number, one.salt, one.happened.private_text))
    _insert(database, "entry", ("number", *entry_rows.COLUMNS), entries)
    _insert(database, "entry_private", ("entry", "salt", "text"), parts)


def _keep_rows(database: peewee.SqliteDatabase, rows: Rows) -> None:
    live = SqliteRows(database)
    for call in rows.live:
        live.put_call(call.id, call)  # with its links
    _insert(database, "call", _columns(database, "call"), rows.calls)
    _insert(database, "phone_call", _columns(database, "phone_call"), rows.phones)


def _columns(database: peewee.SqliteDatabase, table: str) -> tuple[str, ...]:
    return tuple(column.name for column in database.get_columns(table))


def _insert(database: peewee.SqliteDatabase, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(columns))
    database.cursor().executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _refold_few(database: peewee.SqliteDatabase) -> None:
    rows = SqliteRows(database)
    with database.atomic("IMMEDIATE"):
        for kind in ("crew", "line"):
            for subject in entry_rows.subjects(database, kind):
                refold(rows, subject)
