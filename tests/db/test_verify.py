"""Verify finds every change of what was written, in the folder and in the exported file."""

from __future__ import annotations

import io
import json
import sqlite3
from pathlib import Path

import pytest

from db.export import export_journal
from db.verify import verify_file, verify_folder
from dutydesk.entries import Entry
from dutydesk.refusals import RefusedError
from tests.db.folderside import FolderDesk, database_file, problems, quiet_night


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
    return tmp_path / "data"


def tamper(folder: Path, *changes: str) -> None:
    """Change the file as somebody would who knows SQLite and takes the triggers away first."""
    connection = sqlite3.connect(database_file(folder))
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    for change in changes:
        connection.execute(change)
    connection.commit()
    connection.close()


def exported(folder: Path) -> list[dict]:
    out = io.StringIO()
    export_journal(folder, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def written(path: Path, lines: list[dict]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def test_an_untouched_folder_is_whole(folder: Path) -> None:
    found = verify_folder(folder)
    assert found.problems == ()
    assert found.entries == found.consoles[0].cseq
    assert len(found.consoles[0].mark) == 8


@pytest.mark.parametrize("column", [name for name in Entry.__dataclass_fields__ if name != "cseq"])
def test_a_change_of_any_column_is_found(folder: Path, column: str) -> None:
    value = "7" if column in ("tick", "recorded_at", "told_at", "version") else "'x'" if column != "payload" else '\'{"to":"x"}\''
    tamper(folder, f"UPDATE entry SET {column} = {value} WHERE cseq = 5")
    assert problems(folder)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET cseq = 99 WHERE cseq = 5",
        "DELETE FROM entry WHERE cseq = 5",
        "DELETE FROM entry WHERE cseq = (SELECT max(cseq) FROM entry)",
        'UPDATE entry_private SET text = \'{"line":"x"}\' WHERE entry = (SELECT min(entry) FROM entry_private)',
        "UPDATE entry_private SET salt = x'00' WHERE entry = (SELECT min(entry) FROM entry_private)",
        "DELETE FROM entry_private WHERE entry = (SELECT min(entry) FROM entry_private)",
        "INSERT INTO entry_private VALUES ((SELECT number FROM entry WHERE private = '' LIMIT 1), x'00', '{}')",
        "UPDATE heads SET cseq = cseq + 1",
        "UPDATE heads SET hash = 'x'",
        "DELETE FROM heads",
        "UPDATE call SET stage = 'closed' WHERE counter = 1",
        "UPDATE call SET state = replace(state, 'WAT1', 'TAP') WHERE counter = 1",
        "DELETE FROM call WHERE counter = 2",
        "UPDATE call SET id = 'X' WHERE counter = 2",
        "DELETE FROM call_member",
        "INSERT INTO call_member VALUES ('m999', 'A20261123-1')",
        "UPDATE member_row SET status = 'off'",
        "DELETE FROM member_row WHERE member = 'm208'",
        "INSERT INTO line_row VALUES ('1', 1, '{}')",
    ],
)
def test_a_change_of_anything_else_is_found(folder: Path, change: str) -> None:
    tamper(folder, change)
    assert problems(folder)


def test_it_works_beside_a_running_window(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
        assert problems(tmp_path / "data") == []
        desk.taken()


def test_an_exported_journal_is_whole(folder: Path, tmp_path: Path) -> None:
    lines = exported(folder)
    found = verify_file(written(tmp_path / "journal.jsonl", lines))
    assert (found.problems, found.entries) == ((), len(lines))
    assert found.consoles == verify_folder(folder).consoles


def test_an_exported_line_has_every_column_and_its_private_part(folder: Path) -> None:
    taken = next(line for line in exported(folder) if line["kind"] == "call.taken")
    assert set(Entry.__dataclass_fields__) | {"private_part"} == set(taken)
    assert taken["recorded_at"] == "2026-11-22T18:47:00.000000+00:00"
    assert taken["payload"]["place"] == "3-1-1502"
    assert taken["private_part"]["text"]["caller_name"] == "吴先生"


@pytest.mark.parametrize("column", list(Entry.__dataclass_fields__))
def test_a_change_of_an_exported_column_is_found(folder: Path, tmp_path: Path, column: str) -> None:
    lines = exported(folder)
    other = {"payload": {"x": 1}, "recorded_at": "2026-11-22T18:47:00.000001+00:00", "told_at": "2026-11-22T18:47:00.000001+00:00"}
    lines[4][column] = other.get(column, 7 if isinstance(lines[4][column], int) else "x")
    assert verify_file(written(tmp_path / "journal.jsonl", lines)).problems


def test_a_missing_line_and_a_missing_private_part_are_found(folder: Path, tmp_path: Path) -> None:
    lines = exported(folder)
    assert verify_file(written(tmp_path / "a.jsonl", lines[:3] + lines[4:])).problems
    private = next(line for line in lines if "private_part" in line)
    del private["private_part"]
    assert [one.code for one in verify_file(written(tmp_path / "b.jsonl", lines)).problems] == ["verify.private_missing"]


@pytest.mark.parametrize("line", ["", "{", "[]", "7", "{}", '{"site": 1}', "[" * 60_000, "\ud800"])
def test_a_line_that_is_no_entry_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(line.encode("utf-8", "surrogatepass") + b"\n")
    assert [one.code for one in verify_file(path).problems] == ["verify.not_an_entry"]


def test_no_folder_no_verdict(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"data\.missing"):
        verify_folder(tmp_path)
