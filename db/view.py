"""What a decision sees inside the write transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import peewee

from db import entry_rows, folded
from db.rows import SqliteRows
from dutydesk.calls import Call
from dutydesk.entries import Happened, micros


class SqliteView(SqliteRows):
    """`journal.View` on the caller's connection; the fold then goes on with the same object."""

    def __init__(self, database: peewee.SqliteDatabase, *, now: datetime, letter: str) -> None:
        super().__init__(database)
        self.now = now
        self.letter = letter

    def last_counter(self, day: date) -> int:
        """The highest counter given on that duty day by this console, 0 when none; the number of an undone call stays given."""
        first = f"call:{self.letter}{day:%Y%m%d}-"
        found = self._database.execute_sql(
            "SELECT max(CAST(substr(subject, ?) AS INTEGER)) FROM entry WHERE subject > ? AND subject < ?",
            (len(first) + 1, first, first[:-1] + "."),  # "." follows "-" in the order of characters
        ).fetchone()
        return int(found[0] or 0)

    def calls_resting_on(self, member: str) -> Sequence[Call]:
        """Open calls that the member holds or first received."""
        found = self._database.execute_sql(
            "SELECT state FROM call WHERE is_open = 1 AND (holder = ?1 OR first_receiver = ?1) ORDER BY received_at, id", (member,)
        )
        return [folded.call_from(row[0]) for row in found]

    def entries_of_act(self, act: str) -> Sequence[Happened]:
        """An act's entries in order."""
        return entry_rows.of_act(self._database, act)

    def acts_entered_by(self, member: str, since: datetime) -> Sequence[str]:
        """Acts entered by the member since then, newest first, undoings among them."""
        # The plus keeps SQLite to the entries of the last minutes: it would walk through all acts of all years to group them.
        found = self._database.execute_sql(
            "SELECT act FROM entry WHERE recorded_at >= ? AND entered_by = ? GROUP BY +act ORDER BY min(tick) DESC", (micros(since), member)
        )
        return [row[0] for row in found]
