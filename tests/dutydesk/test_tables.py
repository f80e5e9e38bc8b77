"""CSV tables as people really have them: whatever the file, its good rows are read and its bad ones told by row and field."""

from __future__ import annotations

import codecs
import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.causes import Cause
from dutydesk.refusals import RefusedError
from dutydesk.tables import LONGEST_FIELD, LONGEST_LINE, Row, Table, TableFault, open_table

TEXT = "时间,地点,事项\n08:00,3-1-1502,水管爆了\n09:30,大堂,灯不亮\n"


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "calls.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path) -> tuple[list[Row], list[TableFault]]:
    with open_table(path) as table:
        found = list(table.rows())
    return [one for one in found if isinstance(one, Row)], [one for one in found if isinstance(one, TableFault)]


def refused(path: Path) -> str:
    with pytest.raises(RefusedError) as refusal, open_table(path):
        pass
    return refusal.value.code


# ---- encodings and separators


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode("utf-16"),
        b"sep=;\r\n" + TEXT.replace(",", ";").encode(),
        b"\n  \n" + TEXT.replace(",", ";").encode(),
        TEXT.rstrip().encode(),
        TEXT.replace("3-1", "\0003-1").encode(),
    ],
    ids=["utf-8", "mark", "utf-16", "utf-16 be", "gb18030", "crlf", "cr", "semicolon", "tab", "sep=", "blank rows first", "no end", "nul"],
)
def test_any_usual_file_says_the_same(tmp_path: Path, content: bytes) -> None:
    rows, faults = read(written(tmp_path, content))
    assert [(row["时间"], row["地点"], row["事项"]) for row in rows] == [("08:00", "3-1-1502", "水管爆了"), ("09:30", "大堂", "灯不亮")]
    assert faults == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_that_lost_its_mark_is_known_by_its_zeros(tmp_path: Path, encoding: str) -> None:
    rows, _ = read(written(tmp_path, "time,place\n08:00,lobby\n".encode(encoding)))
    assert [row["place"] for row in rows] == ["lobby"]


def test_gb18030_is_known_by_a_sign_far_down(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, b"id,what\n" + b"1,tap\n" * 200_000 + "2,水管".encode("gb18030")))
    assert (len(rows), rows[-1]["what"], faults) == (200_001, "水管", [])


def test_signs_of_no_encoding_are_told_and_the_row_is_used(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, b"id,what\n1,caf\xe9 \xff\n2,tap\n"))
    assert [row.number for row in rows] == [2, 3]
    assert [(fault.code, fault.row, fault.field) for fault in faults] == [("table.unreadable_signs", 2, "what")]


# ---- rows


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    rows, _ = read(written(tmp_path, 'id,what\n1,"two\nlines"\n\n3,tap\n'))
    assert [(row.number, row["what"]) for row in rows] == [(2, "two\nlines"), (4, "tap")]


def test_a_short_row_lacks_its_last_cells_and_a_long_blank_one_is_used(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, "id,what,where\n1\n2,tap,lobby,,\n"))
    assert [(row["what"], row["where"]) for row in rows] == [("", ""), ("tap", "lobby")]
    assert faults == []


def test_a_row_with_too_many_cells_is_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, "id,what\n1,tap, dripping\n2,lamp\n")
    rows, faults = read(path)
    assert [row.number for row in rows] == [3]
    assert faults == [TableFault("table.too_many_cells", str(path), 2, found="3")]
    assert faults[0].values == {"file": str(path), "row": 2, "field": "", "found": "3"}


def test_a_giant_field_is_cut(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, f"id,what\n1,{'x' * 50_000}\n2,tap\n"))
    assert [len(row["what"]) for row in rows] == [LONGEST_FIELD, 3]
    assert [(fault.code, fault.row, fault.field) for fault in faults] == [("table.cut_field", 2, "what")]


@pytest.mark.parametrize("size", [200_000, LONGEST_LINE + 5, 3 * LONGEST_LINE])
def test_a_field_beyond_reason_costs_its_row_alone(tmp_path: Path, size: int) -> None:
    rows, faults = read(written(tmp_path, f"id,what\n1,{'x' * size}\n2,tap\n"))
    assert [(row.number, row["what"]) for row in rows] == [(3, "tap")]
    assert [(fault.code, fault.row) for fault in faults] == [("table.unreadable_row", 2)]


def test_a_giant_line_at_the_end_is_told_too(tmp_path: Path) -> None:
    assert [fault.row for fault in read(written(tmp_path, f"id\n1\n{'x' * LONGEST_LINE}"))[1]] == [3]


def test_a_quotation_mark_that_never_ends_does_not_take_all_in(tmp_path: Path) -> None:
    rows, faults = read(written(tmp_path, 'id,what\n1,"tap\n' + "2,lamp\n" * 100_000))
    assert [fault.code for fault in faults[:1]] == ["table.unreadable_row"]
    assert rows[0]["what"] == "lamp"


def test_two_hundred_thousand_rows_go_by_one_by_one(tmp_path: Path) -> None:
    path = written(tmp_path, "id,what\n" + "".join(f"{at},tap\n" for at in range(200_000)))
    with open_table(path) as table:
        assert sum(1 for _ in table.rows()) == 200_000


# ---- headings


def test_columns_are_found_however_they_are_written(tmp_path: Path) -> None:
    with open_table(written(tmp_path, " Created_Date ,ＰＬＡＣＥ,\n08:00,lobby,x\n")) as table:
        assert table.columns == ("Created_Date", "ＰＬＡＣＥ", "")
        assert table.has("created date")
        assert [(row["CREATED DATE"], row["place"], row[""], row["none"]) for row in table.rows() if isinstance(row, Row)] == [
            ("08:00", "lobby", "", "")
        ]


def test_a_missing_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    path = written(tmp_path, "\nid,what\n")
    with open_table(path) as table:
        assert table.lacks(["what", "where"]) == (TableFault("table.no_column", str(path), 2, "where", "id, what"),)


def test_of_two_columns_of_one_name_the_first_counts(tmp_path: Path) -> None:
    with open_table(written(tmp_path, "id,what,What,what,,\n1,tap,lamp,door,x,y\n")) as table:
        assert [(fault.code, fault.field) for fault in table.doubled()] == [
            ("table.doubled_column", "What"),
            ("table.doubled_column", "what"),
        ]
        assert [row["what"] for row in table.rows() if isinstance(row, Row)] == ["tap"]


def test_headings_without_rows_are_a_table(tmp_path: Path) -> None:
    assert read(written(tmp_path, "id,what\n")) == ([], [])


def test_an_unreadable_line_before_the_headings_is_passed_over(tmp_path: Path) -> None:
    rows, _ = read(written(tmp_path, f"{'x' * LONGEST_LINE}x\nid,what\n1,tap\n"))
    assert [row["what"] for row in rows] == ["tap"]


# ---- files that are none


@pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n", codecs.BOM_UTF8, b"\0\0\0\0"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(written(tmp_path, content)) == "table.empty"


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"])
def test_a_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(written(tmp_path, content)) == "table.workbook"


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv") == "data.unreadable"
    assert refused(tmp_path) == "data.unreadable"


def test_a_disk_that_fails_on_the_way_is_refused() -> None:
    class Failing(io.StringIO):
        def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
            line = super().readline(-1)
            if not line:
                raise OSError(5, os.strerror(5))
            return line

    table = Table("calls.csv", Failing("id\n1\n"))
    with pytest.raises(RefusedError) as refusal:
        list(table.rows())
    assert refusal.value.values["cause"] == Cause("cause.failing")


# ---- anything at all


@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = written(tmp_path_factory.getbasetemp(), content)
    try:
        rows, faults = read(path)
    except RefusedError as refusal:
        code = refusal.code
        rows, faults = [], []
    else:
        code = ""
    assert code in {"", "table.empty", "table.workbook"}
    assert all(one.number > 1 for one in rows)
    assert all(one.row > 0 for one in faults)


CELL = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="�"), max_size=20).map(str.strip)


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=8),
    separator=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_what_a_spreadsheet_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], separator: str, encoding: str
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([("编号", "what", "where"), *rows])
    path = tmp_path_factory.getbasetemp() / "round.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    found, faults = read(path)
    assert [(row["编号"], row["what"], row["where"]) for row in found] == [row for row in rows if any(row)]
    assert faults == []
