"""Earlier repairs: the newest of a place are found by its code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from peewee import Database, SqliteDatabase

from db.earlier_repairs import earlier_repairs_at, save_earlier_repairs
from db.registers import EarlierRepairRow, create_tables, save_site
from dutydesk.sample import sample_repairs, starter_site
from dutydesk.site import EarlierRepair

VALVE = EarlierRepair("3-1-1502", date(2026, 8, 14), "厨房角阀渗水", "陈师傅", "已换")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = SqliteDatabase(str(tmp_path / "registers.sqlite"), pragmas={"journal_mode": "wal", "foreign_keys": 1})
    create_tables(database)
    yield database
    database.close()


def test_a_repair_comes_back_as_it_was(database: Database) -> None:
    save_earlier_repairs(database, [VALVE])
    assert earlier_repairs_at(database, "3-1-1502") == (VALVE,)


def test_a_place_without_repairs_has_none(database: Database) -> None:
    save_earlier_repairs(database, [VALVE])
    assert earlier_repairs_at(database, "3-1-150") == ()


def test_the_newest_come_first_and_no_more_than_asked_for(database: Database) -> None:
    days = [replace(VALVE, day=VALVE.day - timedelta(days=ago)) for ago in (30, 0, 400)]
    save_earlier_repairs(database, days)
    assert [repair.day for repair in earlier_repairs_at(database, "3-1-1502", 2)] == [VALVE.day, VALVE.day - timedelta(days=30)]


def test_one_entered_again_is_stored_once_as_told_last(database: Database) -> None:
    save_earlier_repairs(database, [VALVE, replace(VALVE, result="已换，复查不漏")])
    assert [repair.result for repair in earlier_repairs_at(database, "3-1-1502")] == ["已换，复查不漏"]


def test_many_are_entered_in_several_transactions(database: Database) -> None:
    save_earlier_repairs(database, (replace(VALVE, day=VALVE.day - timedelta(days=ago)) for ago in range(1201)))
    assert EarlierRepairRow.select().count(database) == 1201


def test_repairs_stay_when_the_site_is_saved_anew(database: Database) -> None:
    save_earlier_repairs(database, sample_repairs())
    save_site(database, starter_site())
    assert len(earlier_repairs_at(database, "3-1-1502")) == 3


def test_the_newest_are_found_without_reading_or_sorting_the_others(database: Database) -> None:
    query, _ = EarlierRepairRow.select().where(EarlierRepairRow.place == "x").order_by(EarlierRepairRow.day.desc()).bind(database).sql()
    plan = " ".join(row[3] for row in database.execute_sql(f"EXPLAIN QUERY PLAN {query}", ("x",)).fetchall())
    assert "USING PRIMARY KEY (place=?)" in plan
    assert "TEMP B-TREE" not in plan
