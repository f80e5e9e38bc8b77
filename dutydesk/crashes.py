"""Hard crashes: what Python can still write when the program ends without being asked, and what it wrote last time."""

from __future__ import annotations

import contextlib
import faulthandler
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

NOW = "crash.log"
LAST = "crash-last.log"
"""The places a program stood at when it was torn down: functions and lines, no values."""


@contextlib.contextmanager
def watched(folder: Path) -> Iterator[None]:
    """Let a hard crash inside the block leave its places in `folder`. A program that ends in order leaves nothing.

    A folder that takes no file is no reason to end: the window then runs without.
    """
    path = folder / NOW
    try:
        _keep_last(path)
        file = path.open("wb")
    except OSError:
        yield
        return
    with file:
        faulthandler.enable(file)
        try:
            yield
        finally:
            faulthandler.disable()
    with contextlib.suppress(OSError):
        path.unlink()


def last(folder: Path) -> datetime | None:
    """When the program last crashed, as far as it could tell; None when it never did."""
    found = [path.stat() for path in (folder / NOW, folder / LAST) if path.is_file()]
    times = [one.st_mtime for one in found if one.st_size]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def _keep_last(path: Path) -> None:
    """What the last run left is kept beside: a run that was killed leaves an empty file, one that crashed does not."""
    if path.is_file() and path.stat().st_size:
        path.replace(path.with_name(LAST))
