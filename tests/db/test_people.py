"""The register of people: found while the phone rings, every name kept to the last sign."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import Database, SqliteDatabase

from db.people import find_people, people_at, people_by_number, save_people
from db.registers import create_tables
from dutydesk.sample import sample_site
from dutydesk.site import Person, PersonRoom, Tie

HOME = "3-1-1502"
NUMBER = "+8613905710275"


def opened(path: Path) -> Database:
    database = SqliteDatabase(str(path), pragmas={"journal_mode": "wal", "foreign_keys": 1, "synchronous": 0})
    create_tables(database)
    return database


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    database = opened(tmp_path / "people.sqlite")
    yield database
    database.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = opened(tmp_path_factory.mktemp("sample") / "people.sqlite")
    save_people(database, sample_site()[1])
    yield database
    database.close()


def person(id_: str, tie: Tie, *numbers: str, name: str = "某人", room: str = HOME) -> Person:
    return Person(id_, name, numbers, (PersonRoom(room, tie),))


def names(people: tuple[Person, ...]) -> list[str]:
    return [person.name for person in people]


def test_everybody_comes_back_as_they_were(sample: Database) -> None:
    wu, *family = people_at(sample, HOME)
    assert wu == sample_site()[1][0]
    assert len(family) == 2


def test_a_number_gives_its_person(sample: Database) -> None:
    assert names(people_by_number(sample, NUMBER)) == ["吴先生"]


def test_an_unknown_number_gives_nobody(sample: Database) -> None:
    assert people_by_number(sample, "+10000000") == ()


def test_several_people_on_a_number_are_ranked_by_tie(empty: Database) -> None:
    ties = (Tie.FAMILY, Tie.SHOP, Tie.TENANT, Tie.OWNER)
    save_people(empty, [person(f"p{order}", tie, NUMBER) for order, tie in enumerate(ties)])
    assert [found.rooms[0].tie for found in people_by_number(empty, NUMBER)] == [Tie.OWNER, Tie.TENANT, Tie.SHOP, Tie.FAMILY]


def test_equal_ties_are_ranked_by_order_of_use_then_id(empty: Database) -> None:
    save_people(empty, [person("a", Tie.OWNER, "+861", NUMBER), person("c", Tie.OWNER, NUMBER), person("b", Tie.OWNER, NUMBER)])
    assert [found.id for found in people_by_number(empty, NUMBER)] == ["b", "c", "a"]


def test_somebody_without_a_room_comes_last(empty: Database) -> None:
    save_people(empty, [Person("a", "访客", (NUMBER,)), person("b", Tie.FAMILY, NUMBER)])
    assert [found.id for found in people_by_number(empty, NUMBER)] == ["b", "a"]


def test_a_person_saved_again_takes_the_place_of_the_old(empty: Database) -> None:
    save_people(empty, [person("a", Tie.OWNER, NUMBER, "+861")])
    moved = person("a", Tie.TENANT, "+862", name="Emma", room="A-0503")
    save_people(empty, [moved])
    assert people_by_number(empty, NUMBER) == ()
    assert people_by_number(empty, "+862") == (moved,)


@pytest.mark.parametrize(
    "text",
    [
        "吴先生",
        "吴先",
        "wxs",
        "WXS",
        "wuxiansheng",
        "wuxian",
        "Wu Xiansheng",
        "0275",
        HOME,
        "13905710275",
        "139 0571 0275",
        "+8613905710275",
        "０２７５",
        " 吴先生 ",
    ],
)
def test_somebody_is_found_by_what_is_remembered(sample: Database, text: str) -> None:
    assert "吴先生" in names(find_people(sample, text))


def test_the_whole_name_comes_first(sample: Database) -> None:
    assert names(find_people(sample, "吴先生"))[0] == "吴先生"


def test_a_room_is_found_without_its_unit(sample: Database) -> None:
    assert {"周女士"} <= set(names(find_people(sample, "3-1402")))
    assert all(any(room.place.endswith("-1402") for room in found.rooms) for found in find_people(sample, "3-1402"))


def test_figures_do_not_make_it_read_everybody(sample: Database, monkeypatch) -> None:
    asked: list[tuple[str, object]] = []
    execute = sample.execute_sql
    monkeypatch.setattr(sample, "execute_sql", lambda sql, params=None: asked.append((sql, params)) or execute(sql, params))
    for text in ("1402", "3-1402", "3-1-1402", "10275", "139 0571 0275"):
        find_people(sample, text)
    monkeypatch.undo()
    steps = [row[3] for sql, params in asked for row in sample.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params)]
    assert not [step for step in steps if re.match(r"SCAN (t1|person)", step)]


def test_a_part_of_a_name_is_found_whatever_the_capitals(sample: Database) -> None:
    assert all("Ashford" in name for name in names(find_people(sample, "ashford")))
    assert find_people(sample, "ashford")


def test_a_landline_is_found_as_it_is_dialled(sample: Database) -> None:
    assert find_people(sample, "0571-88880001")[0].rooms[0].tie is Tie.SHOP


def test_no_more_than_asked_for(sample: Database) -> None:
    assert len(find_people(sample, "王", limit=3)) == 3


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "'", "%1", "3-140_", "3-~", "\ud800", "x" * 10_000])
def test_what_finds_nobody(sample: Database, text: str) -> None:
    assert find_people(sample, text) == ()


@pytest.mark.parametrize(
    "name", ["李喆", "吴堃", "杨祎", "😀👨‍👩‍👧", "\u202eمرحبا\u202c", "a\x00b", "字" * 10_000, "𠮷野", "'; DROP TABLE person; --"]
)
def test_any_name_comes_back(empty: Database, name: str) -> None:
    save_people(empty, [person("a", Tie.OWNER, NUMBER, name=name)])
    assert names(people_by_number(empty, NUMBER)) == [name]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(name=st.text(), note=st.text())
def test_any_text_comes_back(empty: Database, name: str, note: str) -> None:
    someone = Person("a", name, (NUMBER,), note=note)
    save_people(empty, [someone])
    assert people_by_number(empty, NUMBER) == (someone,)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(text=st.text())
def test_any_text_may_be_looked_for(sample: Database, text: str) -> None:
    assert len(find_people(sample, text)) <= 20


def test_a_number_is_found_at_once_among_100_000(empty: Database) -> None:
    save_people(empty, (person(f"p{order}", Tie.OWNER, f"+86131{order:08}", name="Wu") for order in range(100_000)))
    slowest = sorted(_timed(empty, f"+86131{order:08}") for order in range(0, 100_000, 997))
    assert slowest[len(slowest) // 2] <= 0.005


def _timed(database: Database, number: str) -> float:
    start = time.perf_counter()
    assert len(people_by_number(database, number)) == 1
    return time.perf_counter() - start
