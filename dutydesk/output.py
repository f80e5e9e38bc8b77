"""What commands print: on standard output, which may be a terminal of any code page, a pipe, a full disk, or nothing at all."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from dutydesk.causes import cause_of
from dutydesk.refusals import RefusedError


def print_every_sign() -> None:
    """A console that lacks a sign of ours shows its code: a Chinese sentence must not end a command on an old code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def has_output() -> bool:
    """Whether there is a standard output: a shortcut on Windows starts pythonw, which has none."""
    return bool(getattr(sys, "stdout", None))


def tell(sentence: str, *, end: str = "\n", flush: bool = False) -> None:
    """Print a sentence. Raises RefusedError("data.unwritable") when it cannot be written, BrokenPipeError when nobody reads."""
    with writable_output():
        print(sentence, end=end, flush=flush)  # noqa: T201 # this is what prints


def complain(sentence: str) -> bool:
    """Print what is wrong on standard error; False where there is none, as under pythonw."""
    if not getattr(sys, "stderr", None):
        return False
    print(sentence, file=sys.stderr)  # noqa: T201 # as in tell
    return True


@contextlib.contextmanager
def writable_output() -> Iterator[None]:
    """Standard output that takes no more, on a full disk, is a refusal."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        give_up_output()
        raise RefusedError("data.unwritable", path="-", cause=cause_of(error)) from error


def give_up_output() -> None:
    """Python flushes once more at its end, and would complain: let that go nowhere. Under pythonw there is nothing to flush."""
    with contextlib.suppress(OSError, AttributeError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def standard_output() -> TextIO:
    """Standard output in UTF-8 whatever the console speaks. Raises OSError under pythonw, which has none."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")
        return sys.stdout
    raise OSError(errno.EBADF, os.strerror(errno.EBADF))


@contextlib.contextmanager
def written(path: Path) -> Iterator[Path]:
    """A path to write to that becomes `path` only when all went well: half an export is never taken for one.

    What is no ordinary file, such as a pipe or a device, is written to itself.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    beside = path.with_name(path.name + ".part")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
