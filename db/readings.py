"""What the window reads, on the calling thread's own read-only connection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import peewee

from db import entry_rows, folded
from db.database import reading
from db.view import SqliteView
from dutydesk.calls import Call
from dutydesk.crew import MemberRow, work_ended
from dutydesk.desk import Clock
from dutydesk.entries import Happened, micros
from dutydesk.journal import LastAct
from dutydesk.lines import LineRow
from dutydesk.memory import NEWEST_WITHIN
from dutydesk.phone_calls import LONGEST_RING, PhoneCall
from dutydesk.phone_figures import Measured
from dutydesk.timeline.blocks import statuses_since
from dutydesk.undo import NAMED_WITHIN, last_act


class SqliteReadings:
    """`journal.Readings` on SQLite. Raises peewee.DatabaseError when the database is lost."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._database = reading(path)

    def close(self) -> None:
        """Close the calling thread's connection."""
        if not self._database.is_closed():
            self._database.close()

    def reopen(self) -> None:
        """Read from whatever file is at the place now."""
        self.close()
        self._database = reading(self._path)

    def open_calls(self) -> Sequence[Call]:
        """All open calls, oldest first."""
        return self._calls("WHERE is_open = 1 ORDER BY received_at, id")

    def call(self, call: str) -> Call | None:
        """A call by id."""
        return self._view().call(call)

    def newest_call(self, counter: int) -> Call | None:
        """The newest open call with that counter, else the newest of all with it within the last 7 days."""
        newest = "ORDER BY received_at DESC LIMIT 1"
        # The plus keeps SQLite to the few open calls: a counter comes again every day, ten years of them are thousands.
        found = self._calls(f"WHERE is_open = 1 AND +counter = ? {newest}", counter)
        since = micros(self._clock.now() - NEWEST_WITHIN)
        found = found or self._calls(f"WHERE counter = ? AND received_at >= ? {newest}", counter, since)
        return found[0] if found else None

    def history(self, subject: str) -> Sequence[Happened]:
        """Everything written about a subject, in order, undone entries too."""
        return entry_rows.of_subject(self._database, subject)

    def calls_at(self, place: str, limit: int) -> Sequence[Call]:
        """The latest calls from a place, newest first."""
        return self._calls("WHERE place = ? AND place <> '' ORDER BY received_at DESC, id DESC LIMIT ?", place, limit)

    def calls_from(self, number: str, since: datetime) -> int:
        """How many calls this E.164 number made since then."""
        sql = "SELECT count(*) FROM call WHERE number = ? AND number <> '' AND received_at >= ?"
        return int(self._all(sql, number, micros(since))[0][0])

    def members(self) -> Sequence[MemberRow]:
        """Every member's row that says something."""
        return [folded.member_from(row[0]) for row in self._all("SELECT state FROM member_row ORDER BY member")]

    def member(self, member: str) -> MemberRow:
        """A member's row; one who never had an entry is off."""
        return self._view().member(member)

    def phone_call(self, phone: str) -> PhoneCall | None:
        """A phone call by its id, or by that of any of its rings."""
        return self._view().phone_call(phone)

    def phone_calls_from(self, number: str, since: datetime, until: datetime) -> Sequence[PhoneCall]:
        """Phone calls of a number that first rang in this time."""
        return self._view().phone_calls_from(number, since, until)

    def phone_calls_at_work(self, now: datetime) -> Sequence[PhoneCall]:
        """Ringing phone calls and those that are still owed something, oldest first."""
        rows = self._all(
            "SELECT rang_at, id, state FROM phone_call WHERE is_settled = 0 UNION "
            "SELECT rang_at, id, state FROM phone_call WHERE is_ringing = 1 AND rang_at > ? ORDER BY 1, 2",
            micros(now - LONGEST_RING),
        )
        found = (folded.phone_call_from(row[2]) for row in rows)
        return [phone for phone in found if phone.rings_at(now) or phone.is_work(now)]

    def rang_since(self, since: datetime) -> Sequence[PhoneCall]:
        """Phone calls that rang since then, the oldest first."""
        rows = self._all("SELECT state FROM phone_call WHERE rang_at >= ? ORDER BY rang_at, id", micros(since))
        return [folded.phone_call_from(row[0]) for row in rows]

    def phone_counts(self, since: datetime, now: datetime) -> tuple[int, int]:
        """Rings since then, and how many of them are missed and still owed something."""
        rings, owed = self._all(
            "SELECT count(*), total(is_settled = 0 AND NOT (is_ringing = 1 AND rang_at > ?)) FROM phone_call WHERE rang_at >= ?",
            micros(now - LONGEST_RING),
            micros(since),
        )[0]
        return int(rings), int(owed)

    def phone_log(self, since: datetime, limit: int, *, forwarded: bool = False) -> Sequence[PhoneCall]:
        """The latest phone calls since then, newest first; only those that were forwarded where that is asked for."""
        only = "AND json_extract(state, '$.diverted_from') IS NOT NULL" if forwarded else ""
        sql = f"SELECT state FROM phone_call WHERE rang_at >= ? {only} ORDER BY rang_at DESC, id DESC LIMIT ?"  # noqa: S608 # our own words
        return [folded.phone_call_from(row[0]) for row in self._all(sql, micros(since), limit)]

    def phone_measures(self, since: datetime, now: datetime) -> Sequence[Measured]:
        """What counts of every phone call since then, in UTC."""
        rows = self._all("SELECT rang_at, line, state FROM phone_call WHERE rang_at >= ?", micros(since))
        return [folded.measured_from(row, now) for row in rows]

    def work_since(self, since: datetime) -> Mapping[str, int]:
        """Calls acknowledged since then, by worker."""
        sql = "SELECT worker, count(*) FROM call WHERE acknowledged_at >= ? AND worker <> '' GROUP BY worker"
        return {str(worker): int(count) for worker, count in self._all(sql, micros(since))}

    def work_ended(self, since: datetime) -> Mapping[str, datetime]:
        """When each member's latest work ended, of the calls acknowledged since then."""
        return work_ended(self._calls("WHERE acknowledged_at >= ?", micros(since)))

    def last_visitor(self, place: str) -> str:
        """The member who last worked at the place, "" when nobody did."""
        found = self._calls("WHERE place = ? AND place <> '' AND worker <> '' ORDER BY received_at DESC, id DESC LIMIT 1", place)
        return found[0].worker if found else ""

    def line(self, number: str) -> LineRow:
        """A line's row."""
        return self._view().line(number)

    def undoable(self, member: str, now: datetime) -> LastAct | None:
        """The newest act of the member that stands, and whether it may still be taken back; None when there is none to offer."""
        return last_act(self._view(now), member, since=now - NAMED_WITHIN)

    def worked_on(self, since: datetime, until: datetime) -> Sequence[str]:
        """Calls and people of whom something was written from `since` on and before `until`."""
        sql = "SELECT DISTINCT subject FROM entry INDEXED BY entry_recorded WHERE recorded_at >= ? AND recorded_at < ?"
        subjects = (str(row[0]) for row in self._all(sql, micros(since), micros(until)))
        return sorted(subject for subject in subjects if subject.startswith(("call:", "crew:")))

    def statuses_since(self, member: str, since: datetime) -> Sequence[Happened]:
        """A person's own entries since then and the last one before that still counts, in order, undone ones too."""
        return statuses_since(entry_rows.of_subject_back(self._database, f"crew:{member}"), since)

    def _view(self, now: datetime | None = None) -> SqliteView:
        return SqliteView(self._database, now=now or self._clock.now(), letter="")

    def _calls(self, where: str, *values: object) -> list[Call]:
        return [folded.call_from(row[0]) for row in self._all(f"SELECT state FROM call {where}", *values)]  # noqa: S608

    def _all(self, sql: str, *values: object) -> list[tuple]:
        return self._database.execute_sql(sql, values).fetchall()


LOST = (peewee.DatabaseError, peewee.InterfaceError)
"""What a reading raises when the database is lost under it."""
