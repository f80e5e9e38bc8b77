"""The write side: one act is one transaction - decide, seal, append, fold, commit - and a commit is proof only on the right file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import peewee

from db import entry_rows
from db.console import Identity
from db.database import begins_as_ours, identity_of, writing
from db.losses import LostError, code_of, is_loss
from db.view import SqliteView
from dutydesk.desk import Clock
from dutydesk.entries import FIRST
from dutydesk.folding import fold
from dutydesk.journal import Fact, Recorded, Request
from dutydesk.sealing import Head, Stamp, seal_facts


def _nothing() -> None:
    pass


class Ledger:
    """Appends to the journal of one console. Used by one thread, which owns the connection; `close` from the same."""

    def __init__(
        self,
        path: Path,
        identity: Identity,
        *,
        clock: Clock,
        before_commit: Callable[[], None] = _nothing,
    ) -> None:
        self.path = path
        self.identity = identity
        self.database = writing(path)
        self.head = Head(identity.console)
        self._clock = clock
        self._site = ""
        self._before_commit = before_commit
        self.file = identity_of(path)

    @property
    def letter(self) -> str:
        """The letter of this console's calls."""
        return self.identity.letter

    def begin(self) -> None:
        """Connect and find the head. Raises LostError."""
        try:
            self.database.connect(reuse_if_open=True)
            self.head = self.read_head()
            self.file = identity_of(self.path)
        except peewee.DatabaseError as error:
            raise LostError(code_of(error), str(error)) from error

    def read_head(self) -> Head:
        """The end of this console's chain, as stored."""
        row = self.database.execute_sql("SELECT cseq, hash FROM heads WHERE console = ?", (self.identity.console,)).fetchone()
        tick = self.database.execute_sql("SELECT max(tick) FROM heads").fetchone()[0] or 0
        return Head(self.identity.console, row[0] if row else 0, tick, row[1] if row else FIRST)

    def record(self, request: Request, also: Callable[[Sequence[int]], None] | None = None) -> Recorded:
        """Write one request, once: an act that is there already is answered with its entries.

        `also` works in the same transaction, after the entries, with their row numbers; erasing needs it.
        Raises RefusedError (nothing written), LostError (whether it was written is known only when the database is back).
        """
        try:
            try:
                recorded = self._transact(request, also)
            except peewee.OperationalError as error:
                if code_of(error) != "data.busy":
                    raise
                recorded = self._transact(request, also)
        except Exception as error:
            if is_loss(error):
                raise LostError(code_of(error), str(error)) from error
            raise
        self.look()
        return recorded

    def now(self) -> datetime:
        """The time by the ledger's clock."""
        return self._clock.now()

    def look(self) -> None:
        """Raise LostError unless the file at the path is still the one that is written to."""
        found = identity_of(self.path)
        if found != self.file:
            raise LostError("data.vanished" if found is None else "data.replaced", str(self.path))

    def examine(self) -> None:
        """The same, and that the file still begins as it must: what has been read once, SQLite does not look at again."""
        self.look()
        if not begins_as_ours(self.path):
            raise LostError("data.damaged", "the file's beginning was written over")

    def knows(self, act: str) -> bool:
        """Whether entries of the act are written."""
        return self.database.execute_sql("SELECT 1 FROM entry WHERE act = ? LIMIT 1", (act,)).fetchone() is not None

    def site(self) -> str:
        """The id of the site, which stays once it is known; "" in a folder that has none yet."""
        if not self._site:
            row = self.database.execute_sql("SELECT id FROM site LIMIT 1").fetchone()
            self._site = str(row[0]) if row else ""
        return self._site

    def checkpoint(self) -> None:
        """Move all of the write-ahead log into the database and empty it, as far as no reader holds it."""
        if not self.database.is_closed():
            with contextlib.suppress(peewee.DatabaseError):  # everything is on disk already; the next start does it
                self.database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.database.is_closed():
            self.database.close()

    def _transact(self, request: Request, also: Callable[[Sequence[int]], None] | None) -> Recorded:
        now = self._clock.now()
        with self.database.atomic("IMMEDIATE"):
            view = SqliteView(self.database, now=now, letter=self.letter)
            if self.knows(request.id):
                known = view.entries_of_act(request.id)
                return Recorded(request.id, tuple(known), frozenset(one.entry.subject for one in known))
            recorded, head = self._write(request, request.decide(view), view)
            if also:
                also([row[0] for row in self.database.execute_sql("SELECT number FROM entry WHERE act = ?", (request.id,))])
            self._before_commit()
        self.head = head
        return recorded

    def _write(self, request: Request, facts: Sequence[Fact], view: SqliteView) -> tuple[Recorded, Head]:
        if not facts:
            return Recorded(request.id, (), frozenset()), self.head
        stamp = Stamp(self.site(), request.id, request.author, view.now)
        sealed, head = seal_facts(facts, stamp, self.head)
        entry_rows.write(self.database, sealed, head)
        happened = tuple(one.happened for one in sealed)
        touched = fold(view, {one.entry.subject for one in happened}, happened)
        return Recorded(request.id, happened, touched), head
