"""Schema 2: a person of the crew or of the rooms is found by the whole pinyin of the name, not only by its initials."""

from __future__ import annotations

from dutydesk.pinyin import name_spelled

_STATEMENTS = {
    "member": ("SELECT ordinal, name FROM member", "UPDATE member SET spelled = ? WHERE ordinal = ?"),
    "person": ("SELECT id, name FROM person", "UPDATE person SET spelled = ? WHERE id = ?"),
}


def up(_migrator, db):
    """Add the spelling to whoever is there: a new folder has its column, and nobody yet."""
    for table, (names, spell) in _STATEMENTS.items():
        if "spelled" not in {column.name for column in db.get_columns(table)}:
            db.execute_sql(f"ALTER TABLE {table} ADD COLUMN spelled TEXT NOT NULL DEFAULT ''")
        spelled = [(name_spelled(name), key) for key, name in db.execute_sql(names).fetchall()]
        db.cursor().executemany(spell, spelled)
    db.execute_sql("CREATE INDEX IF NOT EXISTS personrow_spelled ON person (spelled)")
    db.execute_sql("PRAGMA user_version = 2")
