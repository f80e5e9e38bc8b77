"""The folded rows inside a transaction: what `folding.fold` reads and keeps, in the live tables or in staging ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import peewee

from db import entry_rows, folded
from dutydesk.calls import Call
from dutydesk.crew import MemberRow
from dutydesk.entries import Happened, micros
from dutydesk.lines import LineRow
from dutydesk.phone_calls import PhoneCall
from dutydesk.rung import joined_to


class SqliteRows:
    """`folding.Rows` on SQLite. `prefix` names staging tables. Only the columns that changed are written."""

    def __init__(self, database: peewee.SqliteDatabase, prefix: str = "") -> None:
        self._database = database
        self._prefix = prefix
        self._seen: tuple[str, folded.Columns | None] = ("", None)
        """The call that was read last: a decision reads it, a fold reads it and then writes it, all in one transaction."""

    def entries_of(self, subject: str) -> Sequence[Happened]:
        """The entries of one subject in order."""
        return entry_rows.of_subject(self._database, subject)

    def entries_back(self, subject: str) -> Iterator[Happened]:
        """The same, newest first."""
        return entry_rows.of_subject_back(self._database, subject)

    def call(self, call: str) -> Call | None:
        """The row of a call, as last folded."""
        if self._seen[0] != call:
            self._seen = (call, self._stored("call", "id", call))
        stored = self._seen[1]
        return folded.call_from(str(stored["state"])) if stored else None

    def phone_call(self, phone: str) -> PhoneCall | None:
        """The row of a phone call, as last folded, by its id or by that of any of its rings."""
        row = self._one("SELECT state FROM {}phone_call WHERE id = ?", phone)
        row = row or self._one("SELECT state FROM {}phone_call WHERE id = ?", joined_to(self.entries_of(f"phone:{phone}")))
        return folded.phone_call_from(row[0]) if row else None

    def phone_calls_from(self, number: str, since: datetime, until: datetime) -> Sequence[PhoneCall]:
        """Phone calls of a number that first rang in this time."""
        sql = f"SELECT state FROM {self._prefix}phone_call WHERE rang_at >= ? AND rang_at <= ? AND number = ? ORDER BY rang_at, id"  # noqa: S608
        found = self._database.execute_sql(sql, (micros(since), micros(until), number))
        return [folded.phone_call_from(row[0]) for row in found]

    def member(self, member: str) -> MemberRow:
        """A member's row; one who never had an entry is off."""
        row = self._one("SELECT state FROM {}member_row WHERE member = ?", member)
        return folded.member_from(row[0]) if row else MemberRow(member)

    def line(self, number: str) -> LineRow:
        """A line; one nobody spoke of is at the workshop."""
        row = self._one("SELECT state FROM {}line_row WHERE number = ?", number)
        return folded.line_from(row[0]) if row else LineRow(number)

    def put_call(self, call: str, row: Call | None) -> None:
        """Keep the row with its links; None takes it away."""
        stored = self._put("call", "id", call, None if row is None else folded.call_columns(row))
        self._link(call, None if stored is None else folded.call_from(str(stored["state"])), row)

    def put_phone_call(self, phone: str, row: PhoneCall | None) -> None:
        """Keep a phone call's row; None takes it away."""
        self._put("phone_call", "id", phone, None if row is None else folded.phone_call_columns(row))

    def put_member(self, row: MemberRow) -> None:
        """Keep a member's row; one that says nothing has none."""
        empty = row == MemberRow(row.member)
        self._put("member_row", "member", row.member, None if empty else folded.member_columns(row))

    def put_line(self, row: LineRow) -> None:
        """Keep a line's row."""
        self._put("line_row", "number", row.number, folded.line_columns(row))

    def calls_naming_member(self, member: str) -> Sequence[Call]:
        """Calls with work to do whose row names the member."""
        found = self._all("SELECT state FROM {0}call WHERE id IN (SELECT call FROM {0}call_member WHERE member = ?) ORDER BY id", member)
        return [folded.call_from(row[0]) for row in found]

    def calls_naming_phone_call(self, phone: str) -> Sequence[str]:
        """Ids of the calls whose row names the phone call."""
        return [row[0] for row in self._all("SELECT id FROM {}call WHERE phone_call = ? AND phone_call <> '' ORDER BY id", phone)]

    def is_contractor(self, member: str) -> bool:
        """Whether the member is an outside contractor, by the register."""
        row = self._database.execute_sql("SELECT contractor FROM member WHERE id = ?", (member,)).fetchone()
        return bool(row and row[0])

    def _one(self, sql: str, value: object) -> tuple | None:
        return self._database.execute_sql(sql.format(self._prefix), (value,)).fetchone()

    def _all(self, sql: str, value: object) -> list[tuple]:
        return self._database.execute_sql(sql.format(self._prefix), (value,)).fetchall()

    def _link(self, call: str, before: Call | None, after: Call | None) -> None:
        was = frozenset() if before is None else folded.members_linked(before)
        now = frozenset() if after is None else folded.members_linked(after)
        for member in sorted(was - now):
            self._database.execute_sql(f"DELETE FROM {self._prefix}call_member WHERE member = ? AND call = ?", (member, call))  # noqa: S608
        for member in sorted(now - was):
            self._database.execute_sql(f"INSERT INTO {self._prefix}call_member (member, call) VALUES (?, ?)", (member, call))  # noqa: S608

    def _stored(self, table: str, key: str, name: str) -> folded.Columns | None:
        found = self._database.execute_sql(f"SELECT * FROM {self._prefix}{table} WHERE {key} = ?", (name,))  # noqa: S608
        row = found.fetchone()
        return None if row is None else dict(zip((column[0] for column in found.description), row, strict=True))

    def _put(self, table: str, key: str, name: str, new: folded.Columns | None) -> folded.Columns | None:
        """Write what changed of a row; answers the row that stood there before."""
        old = self._seen[1] if table == "call" and self._seen[0] == name else self._stored(table, key, name)
        if table == "call":
            self._seen = ("", None)
        table = self._prefix + table
        if new is None:
            if old is not None:
                self._database.execute_sql(f"DELETE FROM {table} WHERE {key} = ?", (name,))  # noqa: S608
        elif old is None:
            marks = ", ".join("?" * len(new))
            self._database.execute_sql(f"INSERT INTO {table} ({', '.join(new)}) VALUES ({marks})", tuple(new.values()))  # noqa: S608
        elif changed := {column: value for column, value in new.items() if old[column] != value}:
            sets = ", ".join(f"{column} = ?" for column in changed)
            self._database.execute_sql(f"UPDATE {table} SET {sets} WHERE {key} = ?", (*changed.values(), name))  # noqa: S608
        return old
