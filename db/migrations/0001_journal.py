"""Schema 1: the journal, append-only by trigger, the rows folded from it, and the registers.

The journal's tables stand here as they were made; a later schema is a later file. Folded tables are made as the program
now folds: a later schema drops them, makes them anew in the same way and rebuilds.
"""

from __future__ import annotations

from db.folded import create_statements
from db.registers import create_tables

_JOURNAL = (
    "CREATE TABLE about (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "INSERT INTO about VALUES ('needs', '0.1.0')",
    """
    CREATE TABLE console (
        id TEXT NOT NULL PRIMARY KEY, number INTEGER NOT NULL UNIQUE, letter TEXT NOT NULL, machine TEXT NOT NULL, file TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE entry (
        number INTEGER PRIMARY KEY, site TEXT NOT NULL, console TEXT NOT NULL, cseq INTEGER NOT NULL, tick INTEGER NOT NULL,
        act TEXT NOT NULL, recorded_at INTEGER NOT NULL, told_at INTEGER, actor TEXT NOT NULL, entered_by TEXT NOT NULL,
        subject TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, payload TEXT NOT NULL, private TEXT NOT NULL,
        digest TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (console, cseq)
    )
    """,
    "CREATE INDEX entry_subject ON entry (subject, tick, console)",
    "CREATE INDEX entry_act ON entry (act)",
    "CREATE INDEX entry_recorded ON entry (recorded_at, entered_by)",
    "CREATE INDEX entry_erased ON entry (console, cseq) WHERE kind = 'desk.erased'",
    "CREATE TABLE entry_private (entry INTEGER PRIMARY KEY REFERENCES entry (number), salt BLOB NOT NULL, text TEXT NOT NULL)",
    """
    CREATE TABLE heads (
        console TEXT NOT NULL PRIMARY KEY, cseq INTEGER NOT NULL, tick INTEGER NOT NULL, hash TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE TABLE erasing (entry INTEGER PRIMARY KEY)",
)

# INSERT OR REPLACE deletes without asking the delete triggers, so a second row of the same key is refused before it.
_TRIGGERS = (
    "CREATE TRIGGER entry_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER entry_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    """
    CREATE TRIGGER entry_replace BEFORE INSERT ON entry
    WHEN EXISTS (SELECT 1 FROM entry WHERE console = NEW.console AND cseq = NEW.cseq)
        OR EXISTS (SELECT 1 FROM entry WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    "CREATE TRIGGER private_update BEFORE UPDATE ON entry_private BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    """
    CREATE TRIGGER private_replace BEFORE INSERT ON entry_private
    WHEN EXISTS (SELECT 1 FROM entry_private WHERE entry = NEW.entry)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    # The one delete there is: while a desk.erased entry, named in `erasing`, says which private parts go.
    """
    CREATE TRIGGER private_delete BEFORE DELETE ON entry_private
    WHEN NOT EXISTS (
        SELECT 1 FROM erasing JOIN entry AS erased ON erased.number = erasing.entry AND erased.kind = 'desk.erased'
        JOIN json_each(erased.payload, '$.entries') AS named
        JOIN entry AS goes ON goes.number = OLD.entry AND named.value = goes.console || ':' || goes.cseq
    )
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
)


def up(_migrator, db):
    """Make the tables; file mark and schema number belong to the same transaction."""
    for statement in (*_JOURNAL, *_TRIGGERS, *create_statements()):
        db.execute_sql(statement)
    create_tables(db)
    db.execute_sql(f"PRAGMA application_id = {0x44445344}")
    db.execute_sql("PRAGMA user_version = 1")
