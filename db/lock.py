"""The lock on a data folder: the process that holds it is the only writer, and a killed one holds it no longer."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from dutydesk.causes import cause_of
from dutydesk.refusals import RefusedError

FILE = "lock"
_FAR = 1 << 20
"""Windows locks bytes against reading too: a byte far behind the text is locked, so that the text stays readable."""


class DataInUseError(RefusedError):
    """Another process works on the folder; `pid` says which, 0 when it can't be read."""

    def __init__(self, pid: int) -> None:
        super().__init__("data.in_use", pid=pid)


class FolderLock:
    """An exclusive lock, held from construction until `close`. Raises DataInUseError; data.unwritable when no lock can be made."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise RefusedError("data.unwritable", path=str(path), cause=cause_of(error)) from error
        try:
            _lock(self._file)
        except OSError as error:
            pid = _pid(self._file)
            os.close(self._file)
            raise DataInUseError(pid) from error
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode())

    def close(self) -> None:
        """Let the folder go. The file stays: taking it away could take another process's lock with it."""
        os.close(self._file)

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.close()


def holder(folder: Path) -> int:
    """The process that works on the folder now: 0 for none, -1 for one that cannot be told. Makes no lock file."""
    try:
        file = os.open(folder / FILE, os.O_RDWR)
    except OSError:  # nobody can hold what is not there, and one that may not be opened is not told apart
        return 0
    try:
        _lock(file)
    except OSError:
        return _pid(file) or -1
    finally:
        os.close(file)
    return 0


def _pid(file: int) -> int:
    os.lseek(file, 0, os.SEEK_SET)
    told = os.read(file, 20).strip()
    return int(told) if told.isdigit() else 0


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, _FAR, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
