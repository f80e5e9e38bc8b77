"""The rooms kept in memory: which of them are meant, and that they never lag behind the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from peewee import SqliteDatabase

from db.lived_in import LivedIn
from db.people import find_people, forget_people, save_people
from db.registers import create_tables
from dutydesk.site import Person, PersonRoom, Tie


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.sqlite"


@pytest.fixture
def database(path: Path) -> Iterator[SqliteDatabase]:
    opened = SqliteDatabase(str(path), pragmas={"journal_mode": "wal", "foreign_keys": 1, "synchronous": 0})
    create_tables(opened)
    yield opened
    opened.close()


def living_at(place: str) -> Person:
    return Person(f"at {place}", "某人", (), (PersonRoom(place, Tie.OWNER),))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1502", ("3-1-1502", "3-2-1502")),
        ("3-1502", ("3-1-1502", "3-2-1502")),
        ("1-1502", ("3-1-1502",)),
        ("3-1-1502", ("3-1-1502",)),
        ("a-0503", ("A-0503",)),
        ("502", ()),
        ("3", ()),
        ("3-", ()),
        ("%1502", ()),
    ],
)
def test_rooms_are_meant_by_code_end_or_building(database: SqliteDatabase, typed: str, meant: tuple[str, ...]) -> None:
    save_people(database, map(living_at, ("3-1-1502", "3-2-1502", "A-0503")))
    assert LivedIn(database).rooms_like(typed) == meant


def test_nobody_lives_anywhere(database: SqliteDatabase) -> None:
    assert LivedIn(database).rooms_like("1502") == ()


def test_what_is_written_here_is_seen(database: SqliteDatabase) -> None:
    rooms = LivedIn(database)
    assert rooms.rooms_like("1502") == ()
    save_people(database, [living_at("3-1-1502")])
    assert rooms.rooms_like("1502") == ("3-1-1502",)
    forget_people(database)
    assert rooms.rooms_like("1502") == ()


def test_what_another_connection_writes_is_seen(database: SqliteDatabase, path: Path) -> None:
    rooms, other = LivedIn(database), SqliteDatabase(str(path))
    assert rooms.rooms_like("1502") == ()
    save_people(other, [living_at("3-1-1502")])
    other.close()
    assert rooms.rooms_like("1502") == ("3-1-1502",)


def test_from_key_to_key_the_rooms_are_not_read_again(database: SqliteDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    save_people(database, [living_at("3-1-1502")])
    rooms, asked = LivedIn(database), list[str]()
    execute = database.execute_sql
    monkeypatch.setattr(database, "execute_sql", lambda sql, params=None: asked.append(sql) or execute(sql, params))
    for typed in ("1", "15", "150", "1502"):
        find_people(database, typed, lived_in=rooms)
    assert len([sql for sql in asked if "RECURSIVE" in sql]) == 1
