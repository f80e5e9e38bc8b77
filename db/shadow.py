"""What the desk needs of the journal if the database is lost: the entries of open work, of people and of lines, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

import peewee

from db import entry_rows, folded
from dutydesk.calls import fold_call
from dutydesk.entries import Happened
from dutydesk.events import CallTaken
from dutydesk.folding import since_reset
from dutydesk.phone_calls import fold_phone_call

FINISHED = 300
"""So many subjects that were finished stay known, so that they may still be undone, reopened or settled by hand."""
_RECENT = timedelta(days=3)
"""Numbers given on these last duty days must not be given again."""


class Shadow:
    """Filled by the writer at the start, then kept up to date act by act. Rows are folded from it only when it is needed."""

    def __init__(self) -> None:
        self._entries: dict[str, list[Happened]] = {}
        self._touched: dict[str, None] = {}
        self.counters: dict[tuple[str, date], int] = {}

    def load(self, database: peewee.SqliteDatabase) -> None:
        """Read open calls, phone calls that are owed something, people and lines."""
        still_open = database.execute_sql("SELECT id, phone_call FROM call WHERE is_open = 1 ORDER BY received_at").fetchall()
        named = [f"call:{call}" for call, _ in still_open] + [f"phone:{phone}" for _, phone in still_open if phone]
        owed = database.execute_sql("SELECT state FROM phone_call WHERE is_settled = 0 ORDER BY rang_at DESC LIMIT ?", (FINISHED,))
        phones = [folded.phone_call_from(row[0]) for row in owed.fetchall()]
        named += [f"phone:{ring}" for phone in phones for ring in (phone.id, *phone.rings)]
        for subject in dict.fromkeys(named):
            self._put(subject, entry_rows.of_subject(database, subject))
        for kind in ("crew", "line"):
            for subject in entry_rows.subjects(database, kind):
                self._put(subject, since_reset(entry_rows.of_subject_back(database, subject)))
        days = database.execute_sql(
            "SELECT letter, day, max(counter) FROM call WHERE received_at >= (SELECT max(received_at) FROM call) - ? GROUP BY letter, day",
            (_RECENT // timedelta(microseconds=1),),
        )
        for letter, day, counter in days:
            self._count(letter, date.fromisoformat(day), counter)

    def keep(self, entries: Iterable[Happened]) -> None:
        """Add what was written."""
        for one in entries:
            subject = one.entry.subject
            if isinstance(one.event, CallTaken):
                self._count(one.event.letter, one.event.day, one.event.counter)
            if subject == "desk":
                continue
            self._entries.setdefault(subject, []).append(one)
            self._touched.pop(subject, None)
            self._touched[subject] = None
        if len(self._touched) > 2 * FINISHED:
            self._forget()

    def acts(self) -> Iterator[list[Happened]]:
        """All that is known, act by act in order."""
        known = sorted((one for entries in self._entries.values() for one in entries), key=lambda one: (one.entry.order, one.entry.cseq))
        for _, act in groupby(known, key=lambda one: one.entry.act):
            yield list(act)

    def _put(self, subject: str, entries: Iterable[Happened]) -> None:
        kept = list(entries)
        if kept:
            self._entries[subject] = kept

    def _count(self, letter: str, day: date, counter: int) -> None:
        self.counters[letter, day] = max(counter, self.counters.get((letter, day), 0))

    def _forget(self) -> None:
        """Let go of what was finished longest ago, and of what no longer counts of people and lines."""
        for subject in list(self._touched)[:-FINISHED]:
            del self._touched[subject]
            entries = self._entries[subject]
            if subject.startswith(("crew:", "line:")):
                self._entries[subject] = since_reset(reversed(entries))
            elif _is_finished(subject, entries):
                del self._entries[subject]


def _is_finished(subject: str, entries: list[Happened]) -> bool:
    if subject.startswith("call:"):
        call = fold_call(subject, entries)
        return call is None or not call.stage.is_open
    phone = fold_phone_call(subject, entries)
    return phone is None or phone.is_settled or phone.ended_at is not None
