"""The registers: a site saved is the site loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from peewee import Database, SqliteDatabase

from db.people import people_at, save_people
from db.registers import TABLES, create_tables, insert_rows, load_site, save_site
from dutydesk.sample import sample_site, starter_site
from dutydesk.site import Member, Person, PersonRoom, Place, PlaceKind, Tie


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = SqliteDatabase(str(tmp_path / "registers.sqlite"), pragmas={"journal_mode": "wal", "foreign_keys": 1})
    create_tables(database)
    yield database
    database.close()


def test_a_new_folder_has_no_site(database: Database) -> None:
    assert load_site(database) is None


def test_the_sample_site_comes_back_as_it_was(database: Database) -> None:
    site, _ = sample_site()
    save_site(database, site)
    lines = tuple(replace(line, member="") for line in site.lines)  # whose they are stands in the settings file
    assert load_site(database) == replace(site, lines=lines)


def test_a_site_takes_the_place_of_the_one_before(database: Database) -> None:
    save_site(database, sample_site()[0])
    save_site(database, starter_site())
    assert load_site(database) == starter_site()


def test_people_stay_when_the_site_is_saved_anew(database: Database) -> None:
    wu = Person("p1", "吴先生", rooms=(PersonRoom("3-1-1502", Tie.OWNER),))
    save_people(database, [wu])
    save_site(database, starter_site())
    assert people_at(database, "3-1-1502") == (wu,)


def test_pinyin_is_worked_out_when_written(database: Database) -> None:
    gate = Place("gate", PlaceKind.AREA, "", short_zh="北门")
    guard = Member("m1", "301", "曾勇", "guards")
    save_site(database, replace(starter_site(), places=(gate,), members=(guard,)))
    site = load_site(database)
    assert site is not None
    assert (site.places[0].initials, site.members[0].initials, site.members[0].spelled) == ("bm", "zy", "zengyong")


def test_tables_have_the_words_of_the_domain(database: Database) -> None:
    create_tables(database)
    of_site = {"site", "place", "crew", "member", "post", "line"}
    assert set(database.get_tables()) == of_site | {"person", "person_room", "person_number", "earlier_repair"}
    assert len(TABLES) == 10


def test_nothing_to_insert_is_no_fault(database: Database) -> None:
    insert_rows(database, TABLES[0], [])
    assert load_site(database) is None
