"""Which console this is: the same as last time, or - on a copied or restored folder, or another machine - a new one.

Two machines that went on as one console would write two entries of one number. So a console goes on only where the file
itself does: same machine, same file, and not older than what `console.json` beside it last saw. A folder moved on one
disk keeps its file and so its console; one moved to another disk can't be told from a copy and becomes a new console.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path
from string import ascii_uppercase

import peewee

from db.database import identity_of
from dutydesk.events import ConsoleBegan
from dutydesk.sealing import Head

SIDECAR = "console.json"


@dataclass(frozen=True, slots=True)
class Identity:
    """This console. `began` is the first entry it still has to write, None when it goes on."""

    console: str
    letter: str
    machine: str
    began: ConsoleBegan | None = None


def identify(database: peewee.SqliteDatabase, path: Path, machine: str) -> Identity:
    """The console of the data folder: the last one when it may go on, else a new one that names the old head."""
    row = database.execute_sql("SELECT id, letter, machine, file FROM console ORDER BY number DESC LIMIT 1").fetchone()
    if row is None:
        return _new(database, machine, ("", 0, ""))
    console, letter, its_machine, its_file = row
    head = database.execute_sql("SELECT cseq, hash FROM heads WHERE console = ?", (console,)).fetchone() or (0, "")
    if its_machine == machine and its_file == _file(path) and not _is_older(database, path, console):
        return Identity(console, letter, machine)
    return _new(database, machine, (console, *head))


def write_console(database: peewee.SqliteDatabase, path: Path, identity: Identity) -> None:
    """Keep a new console; belongs into the transaction of its first entry."""
    database.execute_sql(
        "INSERT INTO console (id, number, letter, machine, file) VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM console), ?, ?, ?)",
        (identity.console, identity.letter, identity.machine, _file(path)),
    )


def keep_file(database: peewee.SqliteDatabase, path: Path, identity: Identity) -> None:
    """The console goes on in another file: one that this process itself put back in the lost one's place."""
    database.execute_sql("UPDATE console SET file = ? WHERE id = ?", (_file(path), identity.console))


def write_sidecar(path: Path, head: Head) -> None:
    """Note the head beside the database. What can't be written is left out: the note only guards, it never blocks."""
    new = path.with_name(SIDECAR + ".new")
    try:
        new.write_text(json.dumps({"console": head.console, "cseq": head.cseq, "hash": head.hash}), encoding="utf-8")
        os.replace(new, path.with_name(SIDECAR))  # noqa: PTH105 # replaces on Windows too
    except OSError:
        new.unlink(missing_ok=True)


def _is_older(database: peewee.SqliteDatabase, path: Path, console: str) -> bool:
    """Whether an entry that was seen at the last close is missing or another: an older file was put in place."""
    try:
        seen = json.loads(path.with_name(SIDECAR).read_text(encoding="utf-8"))
        known, cseq, sealed = seen["console"], int(seen["cseq"]), seen["hash"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    if known != console or cseq == 0:
        return known != console
    row = database.execute_sql("SELECT hash FROM entry WHERE console = ? AND cseq = ?", (console, cseq)).fetchone()
    return row is None or row[0] != sealed


def _file(path: Path) -> str:
    """The file's number on its disk. Device numbers change when a machine starts, so they are left out."""
    found = identity_of(path)
    return str(found[1]) if found else ""


def _new(database: peewee.SqliteDatabase, machine: str, old: tuple[str, int, str]) -> Identity:
    taken = {row[0] for row in database.execute_sql("SELECT letter FROM console")}
    letter = next(one for one in _letters() if one not in taken)
    return Identity(secrets.token_hex(6), letter, machine, ConsoleBegan(letter, *old))


def _letters() -> Iterator[str]:
    """A to Z, then AA, AB and on."""
    for length in count(1):
        for letters in product(ascii_uppercase, repeat=length):
            yield "".join(letters)
