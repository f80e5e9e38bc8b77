"""When the database is lost: telling the trouble of the place (disk, file, rights) from our own mistakes."""

from __future__ import annotations

import sqlite3

import peewee

from dutydesk.causes import OTHER, Cause, cause_of

MISTAKES = (peewee.IntegrityError, peewee.ProgrammingError, peewee.DataError, peewee.NotSupportedError, peewee.InternalError)
"""Errors that say that the program is wrong, not the disk."""

ENVIRONMENT = (peewee.DatabaseError, sqlite3.DatabaseError, OSError, UnicodeDecodeError)
"""Errors of the place; the last one is what Python makes of SQLite's own message when that quotes a damaged page."""

_CODES = (
    ("codec can't decode", "data.damaged"),
    ("decode to utf-8", "data.damaged"),
    ("full", "data.disk_full"),
    ("readonly", "data.unwritable"),
    ("unable to open", "data.unwritable"),
    ("permission", "data.unwritable"),
    ("malformed", "data.damaged"),
    ("not a database", "data.damaged"),
    ("no such table", "data.damaged"),
    ("locked", "data.busy"),
)
_CAUSES = (
    ("readonly", "cause.read_only"),
    ("unable to open", "cause.not_opened"),
    ("permission", "cause.forbidden"),
    ("full", "cause.full"),
    ("locked", "cause.in_use"),
    ("i/o error", "cause.failing"),
    *((sign, "cause.damaged") for sign, code in _CODES if code == "data.damaged"),
)


class LostError(Exception):
    """The database cannot take or give facts now; `code` is a word of the catalogue."""

    def __init__(self, code: str, cause: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.cause = cause

    def __str__(self) -> str:
        return f"{self.code}: {self.cause}" if self.cause else self.code


def is_loss(error: BaseException) -> bool:
    """Whether the error means that the database is lost, rather than that the program is wrong."""
    return isinstance(error, ENVIRONMENT) and not isinstance(error, MISTAKES)


def code_of(error: BaseException) -> str:
    """The catalogue's code of an environment error; ``data.lost`` when nothing closer is known (an I/O error)."""
    told = str(error).lower()
    return next((code for sign, code in _CODES if sign in told), "data.lost")


def why(error: BaseException) -> Cause:
    """The cause of an environment error: the system's by its number, SQLite's by its words, which are English and stay in the log."""
    if isinstance(error, OSError):
        return cause_of(error)
    told = str(error).lower()
    code = next((code for sign, code in _CAUSES if sign in told), "")
    return Cause(code) if code else Cause(OTHER, {"number": getattr(error, "sqlite_errorcode", type(error).__name__)})
