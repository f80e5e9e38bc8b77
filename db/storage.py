"""A data folder opened in the right order: the lock, the database, what an emergency left, the journal, the readings, the drafts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import peewee
import platformdirs

from db import console
from db.console import Identity
from db.database import FILE, open_database, reading, refusing
from db.drafts import Drafts
from db.journal import SqliteJournal
from db.ledger import Ledger
from db.lock import DataInUseError, FolderLock
from db.losses import LostError, why
from db.machine import machine_id
from db.readings import SqliteReadings
from db.steady_readings import SteadyReadings
from dutydesk.causes import cause_of
from dutydesk.desk import Clock
from dutydesk.entries import from_micros
from dutydesk.health import StorageHealth
from dutydesk.refusals import RefusedError


def usual_second_place() -> Path:
    """Where the emergency log goes unless told otherwise: the user's state folder. Another disk is better."""
    return platformdirs.user_state_path("dutydesk", appauthor=False) / "emergency"


class Storage:
    """A data folder that this process alone writes to, from construction to `close`.

    `database` is for the registers: it reads and writes on the calling thread's own connection. `on_health` is called on
    the writer's thread. Raises RefusedError when it can't be opened: data.in_use (pid), data.foreign, data.damaged,
    data.newer_schema (version), data.unwritable, data.disk_full; nothing is overwritten then.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock,
        second_place: Path | None = None,
        on_health: Callable[[StorageHealth], None] | None = None,
        machine: str = "",
        before_commit: Callable[[], None] | None = None,
        mend_every: float = 3.0,
        look_every: float = 1.0,
    ) -> None:
        self.folder = folder
        self.path = folder / FILE
        self._clock = clock
        with ExitStack() as opened:
            opened.enter_context(_made(folder))
            _keep_orphans(self.path)
            self.database = open_database(self.path)
            opened.callback(self.database.close)
            self.identity = self._identify(machine or machine_id())
            self.journal = SqliteJournal(
                Ledger(self.path, self.identity, clock=clock, before_commit=before_commit or _nothing),
                clock=clock,
                second_place=second_place or usual_second_place(),
                on_health=on_health,
                mend_every=mend_every,
                look_every=look_every,
            )
            self._start()
            opened.callback(self.journal.stop)
            self.readings = SteadyReadings(self.path, self.journal, clock)
            opened.callback(self.readings.close)
            self.drafts = Drafts(folder)
            opened.callback(self.drafts.close)
            self._opened = opened.pop_all()

    @classmethod
    def alone(cls, folder: Path, *, clock: Clock) -> Storage:
        """For a command that writes. Raises RefusedError("data.close_window_first") where a window has the folder."""
        try:
            return cls(folder, clock=clock)
        except DataInUseError as busy:
            raise RefusedError("data.close_window_first", **busy.values) from busy

    @property
    def health(self) -> StorageHealth:
        """How the storage is now."""
        return self.journal.health

    def position(self) -> str:
        """Where the journal stands, "console:cseq": what an error came after."""
        head = self.journal.ledger.head
        return f"{head.console}:{head.cseq}"

    def newest_entry_at(self) -> datetime | None:
        """When the last entry was recorded; None in a folder without any but the console's own first."""
        found = self.database.execute_sql("SELECT max(recorded_at) FROM entry WHERE subject <> 'desk'").fetchone()
        return from_micros(found[0]) if found[0] is not None else None

    def readings_beside(self) -> SteadyReadings:
        """Readings for a thread of its own, which closes them."""
        return SteadyReadings(self.path, self.journal, self._clock)

    def close(self) -> None:
        """Answer what is in the queue, write the drafts, and let the folder go. Only the calling thread's connections are closed."""
        self._opened.close()

    def _identify(self, machine: str) -> Identity:
        with refusing(self.path):
            return console.identify(self.database, self.path, machine)

    def _start(self) -> None:
        try:
            with refusing(self.path):
                self.journal.start()
        except LostError as lost:
            raise RefusedError(lost.code, path=str(self.path), cause=why(lost)) from lost
        except ValueError as error:  # a row that is there but is not what was written
            raise RefusedError("data.damaged", path=str(self.path), cause=str(error)) from error


class StorageBeside:
    """A data folder only read, beside a running window too. Raises RefusedError as `Storage`, and data.missing."""

    def __init__(self, folder: Path, *, clock: Clock) -> None:
        self.path = folder / FILE
        self.database: peewee.SqliteDatabase = reading(self.path)
        self.readings = SqliteReadings(self.path, clock)

    def close(self) -> None:
        """Close the calling thread's connections."""
        self.readings.close()
        self.database.close()


def _nothing() -> None:
    pass


def _made(folder: Path) -> FolderLock:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError("data.unwritable", path=str(folder), cause=cause_of(error)) from error
    return FolderLock(folder)


def _keep_orphans(path: Path) -> None:
    """Put a write-ahead log whose database is gone out of the way: SQLite would empty it, and it may hold the last facts."""
    if path.exists() and path.stat().st_size:
        return
    for ending in ("-wal", "-shm"):
        left = Path(f"{path}{ending}")
        number = 1
        while (aside := Path(f"{left}.orphan-{number}")).exists():
            number += 1
        if left.exists():
            left.replace(aside)
