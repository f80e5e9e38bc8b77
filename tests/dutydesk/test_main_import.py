"""`dutydesk import`: rooms and people of a table go into the site, every trouble is told, and again doubles nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.lock import FolderLock
from db.storage import StorageBeside
from dutydesk.__main__ import main
from dutydesk.clocks import SystemClock

ROWS = "building,unit,room,name,phone\n3,1,1502,Mr Wu,13905710275\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "desk"


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    path = tmp_path / "rooms.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object, language: str = "en") -> tuple[int, str, str]:
    status = main(["--lang", language, "import", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_table_makes_the_site_of_an_empty_folder(folder: Path, rooms: Path, capsys) -> None:
    staff = ("--site", "Haiyan", "--officer", "Li Min", "--officer", "Wang Qiang", "--crew", "Chen", "--line", "8110")
    status, out, err = said(capsys, rooms, "--data", folder, *staff)
    assert (status, err) == (0, "")
    assert out.startswith("Rows read: 1; left out: 0; remarks in all: 0.")
    status, out, _ = said(capsys, rooms, "--data", folder)
    assert (status, "places: 0, people: 0" in out) == (0, True)


def test_bad_rows_are_told_and_the_others_imported(folder: Path, rooms: Path, capsys) -> None:
    rooms.write_text(f"{ROWS}3,1,,Ms Zhou,\n3,1,1402,Ms Li,12\n", encoding="utf-8")
    status, out, err = said(capsys, rooms, "--data", folder)
    assert status == 1
    assert out.startswith("Rows read: 3; left out: 1; remarks in all: 2.")
    assert [line.partition(": ")[0] for line in err.splitlines()] == [f"{rooms}, row 3", f"{rooms}, row 4"]


def test_it_speaks_chinese_too(folder: Path, rooms: Path, capsys) -> None:
    assert said(capsys, rooms, "--data", folder, language="zh")[1].startswith("读了 1 行，0 行没有使用")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(("none.csv",), "none.csv cannot be read: "), (("{rooms}", "--line", "x"), '"x" is no telephone number; nothing was written.')],
)
def test_what_cannot_be_done_is_refused_and_makes_nothing(folder: Path, rooms: Path, arguments: tuple[str, ...], told: str, capsys) -> None:
    status, out, err = said(capsys, *(argument.format(rooms=rooms) for argument in arguments), "--data", folder)
    assert (status, out, folder.exists()) == (1, "", False)
    assert err.startswith(told)


def test_it_is_refused_beside_a_window(folder: Path, rooms: Path, capsys) -> None:
    said(capsys, rooms, "--data", folder)
    rooms.write_text(ROWS.replace("1502", "1402"), encoding="utf-8")
    with FolderLock(folder):
        status, out, err = said(capsys, rooms, "--data", folder)
    assert (status, out) == (1, "")
    assert err.startswith("The window is using this folder")
    beside = StorageBeside(folder, clock=SystemClock())
    try:
        assert beside.readings.open_calls() == []
    finally:
        beside.close()
