"""The calls of a city's file: every row that can be used is, in the order of their times; the others are told by row and field."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.drills import listed
from dutydesk.drills.columns import parse_map
from dutydesk.drills.listed import Listed, read_calls
from dutydesk.tables import TableFault, open_table
from dutydesk.words import Channel, Level, NumberState
from tests.dutydesk.drills.stage import kinds

NOW = datetime(2026, 11, 23, tzinfo=UTC)
MAP = """
zone = "Asia/Shanghai"
[time]
columns = ["date", "hour"]
formats = ["%Y-%m-%d %H:%M", "iso"]
[place]
columns = ["where", "street"]
area = "area"
[line]
columns = ["kind", "what"]
[category]
columns = ["kind", "what"]
default = "CLEAN"
words = { "heat" = "HEAT" }
[level]
columns = ["urgent"]
words = { "yes" = 1 }
[channel]
columns = ["how"]
default = "walk_in"
words = { "phone" = "forwarded" }
[caller]
name = "who"
number = "number"
[id]
column = "id"
"""
HEADINGS = "id,date,hour,where,street,area,kind,what,urgent,how,who,number"
GOOD = "7,2025-03-24,19:00,Elm 1,Elm,North,Heat,no heat,yes,phone,Ann,555-0100"


def read(tmp_path: Path, *rows: str) -> tuple[Listed, list[TableFault]]:
    path = tmp_path / "calls.csv"
    path.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")
    faults: list[TableFault] = []
    with open_table(path) as table:
        return read_calls(table, "calls.csv", parse_map(MAP, "mine.toml", kinds()), kinds(), now=NOW, on_fault=faults.append), faults


def test_a_row_becomes_a_call(tmp_path: Path) -> None:
    found, faults = read(tmp_path, GOOD)
    (one,) = found.arrivals
    assert (one.id, one.at, one.line, one.category) == ("2", datetime(2025, 3, 24, 11, tzinfo=UTC), "Heat: no heat", "HEAT")
    assert (one.level, one.channel, one.place, one.name, one.number) == (Level.LIFE, Channel.FORWARDED, "Elm 1", "Ann", "555-0100")
    assert (one.number_state, found.places, list(found.areas), found.bad, faults) == (NumberState.OK, {"Elm 1": "North"}, ["North"], 0, [])


def test_what_is_missing_has_a_usual_value(tmp_path: Path) -> None:
    found, _ = read(tmp_path, ",2025-03-24T19:00:00Z,,,Elm,,What,what,,,,", ",2025-03-24,19:01,,,North,burst pipe,,,,,")
    street, area = found.arrivals[1], found.arrivals[0]
    assert (street.place, street.line, street.category, street.level) == ("Elm", "What: what", "CLEAN", Level.NORMAL)
    assert (street.channel, street.number_state) == (Channel.WALK_IN, NumberState.UNAVAILABLE)
    assert (area.place, area.category, area.level) == ("North", "WAT1", Level.URGENT)


def test_calls_come_in_the_order_of_their_times(tmp_path: Path) -> None:
    found, _ = read(
        tmp_path, GOOD, GOOD.replace("7,", "8,", 1).replace("19:00", "08:00"), GOOD.replace("7,", "9,", 1).replace("19:00", "23:00")
    )
    came = [found.next(NOW, 0) for _ in range(4)]
    assert [one.id if one else None for one in came] == ["3", "2", "4", None]


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        (GOOD.replace("2025-03-24", "24.3.2025"), "replay.wrong_time", "date"),
        (GOOD.replace("2025-03-24", ""), "replay.wrong_time", "date"),
        (GOOD.replace("2025-03-24", "0001-03-24"), "replay.wrong_time", "date"),
        (GOOD.replace("2025", "2031"), "replay.future_time", "date"),
        (GOOD.replace("Heat,no heat", ","), "replay.nothing_said", "kind, what"),
        (GOOD.replace("Elm 1,Elm,North", ",,").replace("phone", "app"), "replay.no_place", "where, street"),
        (GOOD + ",x", "table.too_many_cells", ""),
    ],
)
def test_a_row_that_cannot_be_used_is_told_and_the_rest_goes_on(tmp_path: Path, row: str, code: str, field: str) -> None:
    found, faults = read(tmp_path, row, GOOD.replace("7,", "8,", 1))
    assert [(fault.code, fault.row, fault.field) for fault in faults] == [(code, 2, field)]
    assert ([one.id for one in found.arrivals], found.bad) == (["3"], 1)


def test_who_rings_needs_no_place(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.replace("Elm 1,Elm,North", ",,"))[0].arrivals[0].place == ""


def test_a_row_that_comes_again_is_left_out(tmp_path: Path) -> None:
    found, faults = read(tmp_path, GOOD, GOOD, GOOD.replace("7,", ",", 1), GOOD.replace("7,", ",", 1))
    assert [one.id for one in found.arrivals] == ["2", "4", "5"]
    assert [(fault.code, fault.row, fault.found) for fault in faults] == [("replay.came_before", 3, "7")]


def test_of_very_many_places_the_further_ones_are_told_in_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listed, "MOST_PLACES", 1)
    found, _ = read(tmp_path, GOOD, GOOD.replace("7,", "8,", 1).replace("Elm 1", "Oak 9"))
    assert [(one.place, one.line) for one in found.arrivals] == [("Elm 1", "Heat: no heat"), ("North", "Heat: no heat · Oak 9")]


def test_a_wrong_date_on_row_5000_of_many(tmp_path: Path) -> None:
    rows = [GOOD.replace("7,", f"{number},", 1) for number in range(2, 6_002)]
    rows[4998] = rows[4998].replace("2025-03-24", "2025-13-24")
    found, faults = read(tmp_path, *rows)
    assert (len(found.arrivals), [fault.row for fault in faults]) == (5_999, [5000])


@given(cells=st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=12), min_size=12, max_size=12))
def test_any_row_is_a_call_or_a_fault(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    row = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    found, faults = read(tmp_path_factory.getbasetemp(), row)
    assert len(found.arrivals) + bool(faults) <= 1 or all(fault.code.startswith("table.") for fault in faults)
