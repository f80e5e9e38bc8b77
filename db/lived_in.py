"""The rooms that somebody is tied to, kept in memory as long as the file stays as it was."""

from __future__ import annotations

import string

from peewee import SqliteDatabase

_EVERY_ROOM = """
WITH RECURSIVE room (place) AS (
    SELECT min(place) FROM person_room
    UNION ALL SELECT (SELECT min(place) FROM person_room AS next WHERE next.place > room.place) FROM room WHERE room.place IS NOT NULL
)
SELECT place FROM room WHERE place IS NOT NULL"""
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


class LivedIn:
    """Answers which rooms fit what was typed. Any thread may ask, each through its own connection.

    Finding the hundreds of rooms among all who live there takes a millisecond, of which a key has two: they are found anew only
    where something was written since the last key, by whichever connection.
    """

    def __init__(self, database: SqliteDatabase) -> None:
        self._database = database
        self._known: tuple[object, tuple[tuple[str, str], ...]] = (None, ())

    def rooms_like(self, typed: str) -> tuple[str, ...]:
        """Rooms by their code, or the end of it, or building and room without the unit; capitals make no difference."""
        exact = typed.upper()
        return tuple(place for place, small in self._rooms() if place == exact or _ends_so(small, typed))

    def _rooms(self) -> tuple[tuple[str, str], ...]:
        connection = self._database.connection()
        stamp = (connection, connection.execute("PRAGMA data_version").fetchone()[0], connection.total_changes)
        known, rooms = self._known
        if known != stamp:
            found = (place for (place,) in self._database.execute_sql(_EVERY_ROOM))
            rooms = tuple((place, place.translate(_SMALL)) for place in found)
            self._known = (stamp, rooms)
        return rooms


def _ends_so(room: str, typed: str) -> bool:
    if room.endswith(f"-{typed}"):
        return True
    building, _, rest = typed.partition("-")
    return bool(rest) and "-" not in rest and room.startswith(f"{building}-") and room.endswith(f"-{rest}")
