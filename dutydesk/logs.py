"""The log: where it stands, how it is kept small, and the one place that sees to it that no person can be found in it.

An exception carries values ("invalid literal for int() with base 10: '13905710275'"), and so may what a system says about it.
So an error is logged as its type, its code where it has one of ours, and the places it came through, never in its own words.
"""

from __future__ import annotations

import errno
import logging
import os
import re
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from traceback import walk_tb
from types import TracebackType

from dutydesk.repeats import Repeats

LOG = Path("log", "dutydesk.log")
"""The window's log in the data folder."""
COMMANDS_LOG = Path("log", "commands.log")
"""The log of commands, which may run beside a window that rotates its own."""
SIZE, FILES = 1_000_000, 4
"""Bytes of one file, and how many there are."""
FRAMES = 30
"""Places told of one error: the outermost and the innermost, where there are more."""
CAUSES = 6
_ROOT = Path(__file__).resolve().parent.parent
_CODE = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+")
_LIBRARY = re.compile(r"lib[\w.+-]+\.so[.\d]*")
_OURS = ("dutydesk", "db", "ui")
_BARE = re.compile(r"[A-Za-z ]*")


class PlainFormatter(logging.Formatter):
    """One line for each record: when, how grave, who, what. An error is told without its words, a path by its last part."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record in plain words; what another handler made of its error is not used."""
        plain = logging.makeLogRecord(record.__dict__)
        if record.name.partition(".")[0] in _OURS:
            plain.args = _harmless(record.args)
        else:  # asyncio, for one, writes an error with its words into the message
            plain.msg, plain.args = _BARE.match(str(record.msg))[0], ()  # type: ignore[index] # it matches nothing at the least
        plain.exc_info, plain.exc_text, plain.stack_info = None, None, None
        line = super().format(plain)
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else "\n".join((line, *told(error)))


class LogFile(RotatingFileHandler):
    """A file that is made by its first record and never outgrows 4 MB; the same trouble is written once a minute, and counted."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=SIZE, backupCount=FILES - 1, encoding="utf-8", errors="backslashreplace", delay=True)
        self.setFormatter(PlainFormatter())
        self._repeats = Repeats()

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record, unless its like was written within the last minute."""
        if record.levelno < logging.WARNING:
            super().emit(record)
            return
        passed_over = self._repeats.heard(trouble_of(record), record.created)
        if passed_over is None:
            return
        super().emit(record)
        if passed_over:
            super().emit(_counting(record, passed_over))

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 # as logging calls it
        """A log that cannot be written is no reason to end, and standard error is no place for what it was about to say."""

    def _open(self):  # type: ignore[no-untyped-def] # as typeshed has it: a text file
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


def begin(path: Path, level: int = logging.WARNING) -> None:
    """Log into `path` from now on, instead of where the program logged before."""
    end()
    root = logging.getLogger()
    root.addHandler(LogFile(path))
    root.setLevel(min(level, root.level))
    logging.getLogger("peewee").setLevel(logging.WARNING)  # at DEBUG it writes every statement with its values


def end() -> None:
    """Close the log; the levels are as they were."""
    root = logging.getLogger()
    for handler in _kept():
        root.removeHandler(handler)
        handler.close()
    root.setLevel(logging.WARNING)


def path() -> Path | None:
    """The file that is written now."""
    return next((Path(handler.baseFilename) for handler in _kept()), None)


def told(error: BaseException) -> Iterator[str]:
    """An error, line by line: what it was, where it came through, and what it came from."""
    for number, one in enumerate(_chain(error)):
        yield f"  {'from ' if number else ''}{named(one)}"
        yield from (f"    {place}" for place in _places(one.__traceback__))


def named(error: BaseException) -> str:
    """An error's type and code, never its words: "RefusedError call.not_found", "OSError ENOSPC"."""
    kind = type(error).__name__
    code = getattr(error, "code", "")
    if isinstance(code, str) and _CODE.fullmatch(code):
        return f"{kind} {code}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{kind} {errno.errorcode.get(error.errno, error.errno)}: {os.strerror(error.errno)}"
    if isinstance(error, ImportError):
        return " ".join((kind, error.name or "", *_LIBRARY.findall(error.msg))).rstrip()
    return f"{kind} {getattr(error, 'sqlite_errorname', '')}".rstrip()


def trouble_of(record: logging.LogRecord) -> tuple[str, ...]:
    """What makes two records the like of each other: who says it, what, of which errors, raised where."""
    error = record.exc_info[1] if record.exc_info else None
    raised = () if error is None else (named(error), innermost(error.__traceback__))
    given = record.args if isinstance(record.args, tuple) else ()
    return (record.name, str(record.msg), *(named(one) for one in given if isinstance(one, BaseException)), *raised)


def innermost(trace: TracebackType | None) -> str:
    """Where an error was raised: "db/ledger.py:120 record"."""
    return next(reversed(list(_places(trace))), "")


def _kept() -> list[LogFile]:
    return [handler for handler in logging.getLogger().handlers if isinstance(handler, LogFile)]


def _counting(record: logging.LogRecord, passed_over: int) -> logging.LogRecord:
    return logging.makeLogRecord(
        {
            "name": record.name,
            "levelno": record.levelno,
            "levelname": record.levelname,
            "msg": "the same happened %d times more since it was last told",
            "args": (passed_over,),
        }
    )


def _harmless(args: object) -> tuple[object, ...]:
    """What is put into a message, without an error's words and without folders, whose names may be a person's."""
    given = args if isinstance(args, tuple) else (args,) if args else ()
    return tuple(_plain(one) for one in given)


def _plain(value: object) -> object:
    if isinstance(value, BaseException):
        return " from ".join(named(one) for one in _chain(value))
    return value.name if isinstance(value, PurePath) else value


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and what it came from, as Python would tell it."""
    left: BaseException | None = error
    for _ in range(CAUSES):
        if left is None:
            return
        yield left
        left = left.__cause__ or (None if left.__suppress_context__ else left.__context__)


def _places(trace: TracebackType | None) -> Iterator[str]:
    frames = [(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in walk_tb(trace)]
    left_out = len(frames) - FRAMES
    for number, (file, line, function) in enumerate(frames):
        if left_out > 0 and number == FRAMES // 2:
            yield f"({left_out} more)"
        if left_out <= 0 or number < FRAMES // 2 or number >= FRAMES // 2 + left_out:
            yield f"{_file(file)}:{line} {function}"


def _file(name: str) -> str:
    """A file of ours from the root of the program, another by its last two parts: what lies above may be a person's folder."""
    found = Path(name)
    return found.relative_to(_ROOT).as_posix() if found.is_relative_to(_ROOT) else "/".join(found.parts[-2:])
