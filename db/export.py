"""Export of the journal as JSON Lines: one entry a line, in the order in which they were appended, in UTF-8.

Each line is one object with every column of the entry:

- `site`, `console`: ids; `cseq`: the entry's number in its console, from 1 without gaps; `tick`: order among all consoles
- `act`: joins the entries of one gesture; `actor`: whose word it is; `entered_by`: who sat at the desk; "" is the program
- `recorded_at`, `told_at`: ISO 8601, UTC, microseconds; `told_at` is null unless the time was told
- `subject`: "call:ID", "phone:ID", "crew:ID", "line:NUMBER" or "desk"; `kind`: the fact's name; `version`: of its fields
- `payload`: the fact's fields, an object without personal data
- `private`: the name of the private part, "" when there is none; `digest`: SHA-256 of salt and text of the private part, hex
- `previous`: the hash of the console's entry before, 64 zeros for the first; `hash`: the seal over all columns before it
- `private_part`: `{"salt": hex, "text": object}`; missing when the entry has none, or when it was erased (a `desk.erased`
  entry then names this one)

The seal is the SHA-256 (hex) of a JSON array, in UTF-8 without spaces, of the columns from `site` to `previous` in the
order site, console, cseq, tick, act, recorded_at, told_at, actor, entered_by, subject, kind, version, payload, private,
digest, previous; times as microseconds since 1970, `payload` as a string: its JSON with sorted keys and without spaces.
The digest covers the salt's bytes and then the text's JSON, written in the same way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import peewee

from db import entry_rows
from db.database import FILE, reading, refusing_rows
from dutydesk.entry_json import outside


def export_journal(folder: Path, out: TextIO) -> int:
    """Write every entry to `out` and answer how many there were. Works beside a running window, as of one moment.

    Raises RefusedError when the database can't be read, OSError when `out` can't be written.
    """
    path = folder / FILE
    database = reading(path)
    count = 0
    try:
        with database.atomic():
            for line in _lines(database, path):
                out.write(line)
                count += 1
    finally:
        database.close()
    return count


def _lines(database: peewee.SqliteDatabase, path: Path) -> Iterator[str]:
    """A refusal tells of the database alone: trouble of whoever writes the lines is not raised in here."""
    with refusing_rows(path):
        for _, entry, part in entry_rows.in_order(database):
            yield json.dumps(outside(entry, part), ensure_ascii=False, separators=(",", ":")) + "\n"
