"""Checkpoints: a worker moves what the write-ahead log holds into the database, so that no commit has to."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import peewee

from db.console import write_sidecar
from db.database import writing
from dutydesk.sealing import Head

LARGE = 4 << 20
"""A log larger than this (bytes) is worth a checkpoint."""

_log = logging.getLogger(__name__)


class Checkpointer:
    """One thread with its own connection. A passive checkpoint waits for nobody and nobody waits for it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._asked = threading.Event()
        self._stopping = False
        self._head: Head | None = None
        self._thread = threading.Thread(target=self._work, name="checkpoints", daemon=True)
        self._thread.start()

    def ask(self, head: Head) -> None:
        """Move the log if it has grown large; `head` is on disk by now and is noted beside the database."""
        self._head = head
        self._asked.set()

    def stop(self) -> None:
        """End the thread when it is done."""
        self._stopping = True
        self._asked.set()
        self._thread.join()

    def _work(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            if self._stopping:
                return
            if self._is_large():
                self._move()

    def _is_large(self) -> bool:
        try:
            return Path(f"{self._path}-wal").stat().st_size > LARGE
        except OSError:
            return False

    def _move(self) -> None:
        database = writing(self._path)
        try:
            database.execute_sql("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except peewee.DatabaseError as error:  # the writer finds out by itself whether the database is lost
            _log.info("no checkpoint: %s", error)
        finally:
            database.close()
        if self._head:
            write_sidecar(self._path, self._head)
