"""Half-typed calls in a small file of their own, written off the window's thread at most a second after a key."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path

from dutydesk.drafts import Draft
from dutydesk.encoding import canonical, from_plain, to_plain

FILE = "drafts.json"
WITHIN = 0.4
"""Seconds from a key to the file; with the write itself it stays well under the second that may be lost."""

_log = logging.getLogger(__name__)


class Drafts:
    """Keeps what is half-typed. `save` only remembers; a thread writes. `damaged` names the file that could not be read at the start."""

    def __init__(self, folder: Path, *, within: float = WITHIN) -> None:
        self._path = folder / FILE
        self._within = within
        self._changed = threading.Condition()
        self._wanted: tuple[Draft, ...] | None = None
        self._at_once = False
        self._stopping = False
        self.damaged: Path | None = None
        self._loaded = self._read()
        self._thread = threading.Thread(target=self._work, name="drafts", daemon=True)
        self._thread.start()

    def load(self) -> tuple[Draft, ...]:
        """The drafts as they were left last time."""
        return self._loaded

    def save(self, drafts: Sequence[Draft]) -> None:
        """Keep exactly these from now on; returns at once. None at all takes the file away."""
        with self._changed:
            self._wanted = tuple(drafts)
            self._changed.notify_all()

    def flush(self) -> None:
        """Return when what was saved is on disk, or could not be written."""
        with self._changed:
            self._at_once = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._at_once or not self._thread.is_alive())

    def close(self) -> None:
        """Write what is left and end the thread."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted is not None or self._at_once or self._stopping)
                self._changed.wait_for(lambda: self._at_once or self._stopping, timeout=self._within)
                drafts, self._wanted = self._wanted, None
            if drafts is not None:
                self._write(drafts)
            with self._changed:
                if self._wanted is None:
                    self._at_once = False
                    self._changed.notify_all()
                    if self._stopping:
                        return

    def _write(self, drafts: tuple[Draft, ...]) -> None:
        try:
            if drafts:
                self._replace(canonical([to_plain(draft) for draft in drafts]).encode(errors="replace"))
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("the drafts cannot be written: %s", error)

    def _replace(self, text: bytes) -> None:
        new = self._path.with_name(FILE + ".new")
        with new.open("wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)

    def _read(self) -> tuple[Draft, ...]:
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            return tuple(from_plain(Draft, draft) for draft in told)
        except FileNotFoundError:
            return ()
        except OSError as error:
            _log.warning("the drafts cannot be read: %s", error)
            return ()
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self.damaged = self._keep_aside()
            return ()

    def _keep_aside(self) -> Path:
        """Put a damaged file out of the way, but keep it: a person may still read something in it."""
        number = 1
        while (aside := self._path.with_name(f"drafts.damaged-{number}")).exists():
            number += 1
        try:
            self._path.replace(aside)
        except OSError:
            return self._path
        return aside
