"""Erasing a person: the private parts of what was written about them go, the chain stays whole, and an entry says so."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import peewee

from db import emergency_log, entry_rows, folded
from db.database import reading
from db.journal import SqliteJournal
from db.ledger import Ledger
from db.view import SqliteView
from dutydesk.events import Erased
from dutydesk.folding import fold
from dutydesk.journal import Author, Fact, Recorded, Request, View

_PRIVATE = "entry JOIN entry_private AS private ON private.entry = entry.number"
BATCH = 100
"""Private parts that one act erases, so that no transaction lasts long."""


def erase_person(journal: SqliteJournal, path: Path, person: str, numbers: Iterable[str], author: Author) -> int:
    """Erase every private part of the calls and phone calls that name `person` or one of their E.164 `numbers`.

    All of such a call goes, notes and results too: they are free text about the person. Answers how many parts went.
    For a worker thread: it reads the whole journal. Raises RefusedError (data.frozen) or LostError, and may then be repeated.
    """
    known = tuple(numbers)
    gone: list[str] = []
    keys = _to_erase(path, person, known)
    while True:
        for start in range(0, max(1, len(keys)), BATCH):
            journal.run(partial(_erase, journal, person=person, keys=keys[start : start + BATCH], author=author)).result()
        gone += keys
        keys = _to_erase(path, person, known)  # a call may have come in meanwhile
        if not keys:
            break
    journal.run(partial(_forget, journal)).result()
    for log in journal.second_place.glob(f"emergency-*{emergency_log.RECOVERED}"):
        log.unlink(missing_ok=True)  # all of it is in the journal
    return len(gone)


def _to_erase(path: Path, person: str, numbers: Sequence[str]) -> list[str]:
    """The names of the private parts to erase, "console:cseq"."""
    database = reading(path)
    try:
        subjects = _naming_person(database, person) | _naming_numbers(database, numbers)
        return [key for subject in sorted(subjects) for key in _keys(database, subject)]
    finally:
        database.close()


def _naming_person(database: peewee.SqliteDatabase, person: str) -> set[str]:
    """Subjects whose payload names the person; the payload is canonical, so its text can be searched."""
    if not person:
        return set()
    sought = f'"person":{json.dumps(person, ensure_ascii=False)}'
    kinds = "'call.taken', 'call.amended', 'phone.rang'"
    sql = f"SELECT DISTINCT subject FROM entry WHERE kind IN ({kinds}) AND instr(payload, ?) > 0"  # noqa: S608 # kinds of our own
    return {row[0] for row in database.execute_sql(sql, (sought,))}


def _naming_numbers(database: peewee.SqliteDatabase, numbers: Sequence[str]) -> set[str]:
    sql = f"SELECT DISTINCT subject FROM {_PRIVATE} WHERE instr(private.text, ?) > 0"  # noqa: S608 # a name of our own
    return {row[0] for number in numbers if number for row in database.execute_sql(sql, (json.dumps(number),))}


def _keys(database: peewee.SqliteDatabase, subject: str) -> list[str]:
    sql = f"SELECT console || ':' || cseq FROM {_PRIVATE} WHERE subject = ? ORDER BY tick"  # noqa: S608 # a name of our own
    return [row[0] for row in database.execute_sql(sql, (subject,))]


def _erase(journal: SqliteJournal, ledger: Ledger, *, person: str, keys: Sequence[str], author: Author) -> Recorded:
    """On the writer's thread: one act that names the parts, deletes them and folds what they told anew."""
    database = ledger.database

    def decide(_view: View) -> Sequence[Fact]:
        return (Fact("desk", Erased(person, tuple(keys))),)

    touched: set[str] = set()

    def delete(numbers: Sequence[int]) -> None:
        database.execute_sql("INSERT INTO erasing (entry) VALUES (?)", (numbers[0],))
        touched.update(_delete(database, keys))
        database.execute_sql("DELETE FROM erasing")
        touched.update(fold(SqliteView(database, now=ledger.now(), letter=ledger.letter), touched))

    database.execute_sql("PRAGMA secure_delete = 1")  # what is deleted is overwritten too
    try:
        recorded = ledger.record(Request(uuid.uuid4().hex, author, decide), delete)
    finally:
        database.execute_sql("PRAGMA secure_delete = 0")
    told = Recorded(recorded.request, recorded.entries, recorded.touched | touched)
    journal.tell(told)
    return told


def _delete(database: peewee.SqliteDatabase, keys: Sequence[str]) -> set[str]:
    subjects = set()
    for key in keys:
        console, _, cseq = key.rpartition(":")
        found = database.execute_sql("SELECT number, subject FROM entry WHERE console = ? AND cseq = ?", (console, int(cseq)))
        number, subject = found.fetchone()
        database.execute_sql("DELETE FROM entry_private WHERE entry = ?", (number,))
        subjects.add(subject)
    return subjects


def _forget(journal: SqliteJournal, ledger: Ledger) -> None:
    """On the writer's thread: nothing of it stays in the write-ahead log or in memory."""
    ledger.checkpoint()
    journal.learn()
    entry_rows.forget()
    folded.forget()
