"""The command line: each command does what it says, and tells every trouble in a sentence of the chosen language."""

from __future__ import annotations

import errno
import io
import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import commands
from db.database import FILE
from db.lock import FolderLock
from dutydesk import __version__, logs, settings
from dutydesk.__main__ import main
from dutydesk.arguments import usual_data
from dutydesk.drills.telling import Telling

CHINESE = "，"
"""A sign that stands in every longer Chinese sentence and in no English one."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The database of the sample site, made once."""
    folder = tmp_path_factory.mktemp("made") / "desk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder.parent / "state"))
        assert main(["demo", "--data", str(folder), "--no-window"]) == 0
    return (folder / FILE).read_bytes()


@pytest.fixture
def desk(made: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the sample site."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / FILE).write_bytes(made)
    return folder


@pytest.fixture
def exported(desk: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder's journal as a file."""
    path = desk.parent / "journal.jsonl"
    assert main(["--data", str(desk), "export", "--journal", str(path)]) == 0
    capsys.readouterr()
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command, in English unless it says otherwise."""
    status = main(["--lang", "en", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.logs
def test_words_of_the_system_are_in_the_log_alone(desk: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(errno.EDOM, os.strerror(errno.EDOM))

    monkeypatch.setattr(commands, "export_journal", fails)
    status, _, err = said(capsys, "export", "--journal", desk / "all.jsonl", "--data", desk)
    assert (status, os.strerror(errno.EDOM) in err) == (1, False)
    assert f"OSError EDOM: {os.strerror(errno.EDOM)}" in (desk / logs.COMMANDS_LOG).read_text(encoding="utf-8")


# ---- demo


def test_the_sample_site_is_made_without_a_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    status, out, err = said(capsys, "demo", "--no-window", "--data", tmp_path / "desk")
    assert (status, out, err) == (0, f"The sample site was made in {tmp_path / 'desk'}.\n", "")
    assert settings.load(tmp_path / "desk" / settings.FILE)[0].webhook is not None


def test_making_it_twice_keeps_what_is_there(desk: Path, capsys) -> None:
    (desk / settings.FILE).write_text("# mine\n", encoding="utf-8")
    assert said(capsys, "demo", "--no-window", "--data", desk)[0] == 0
    before = entries(desk)
    assert said(capsys, "demo", "--no-window", "--data", desk)[0] == 0
    assert entries(desk) == before
    assert (desk / settings.FILE).read_text(encoding="utf-8") == "# mine\n"


def test_without_a_folder_the_sample_lives_in_a_temporary_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "usual"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert said(capsys, "demo", "--no-window")[0] == 0
    assert not usual_data().exists()


def test_settings_that_cannot_be_written_are_told(desk: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(settings, "write_default", fails)
    status, _, err = said(capsys, "demo", "--no-window", "--data", desk)
    assert status == 0
    assert err.startswith(f"The settings {desk / settings.FILE} cannot be written")


def test_calls_are_played_through_in_it_where_some_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert said(capsys, "demo", "--no-window", "--calls", "3", "--data", tmp_path / "desk")[0] == 0
    kinds = [kind for _, kind in written(tmp_path / "desk")]
    assert kinds.count("call.taken") == 3
    assert said(capsys, "verify", "--data", tmp_path / "desk")[0] == 0


# ---- replay


CITY = """CaseID,Opened,Status,Category,Request Type,Request Details,Address,Neighborhood,Source
1,03/24/2025 09:00:00 PM,Open,Noise Report,other_excessive_noise,Music,20 Oak St,South,Mobile
2,24.3.2025,Open,Sewer Issues,Sewer,Overflowing,10 Elm St,North,Phone
3,03/24/2025 09:30:00 PM,Open,Sewer Issues,Sewer,Overflowing,10 Elm St,North,Phone
"""


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A city's file of calls."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "usual"))
    (tmp_path / "cases.csv").write_text(CITY, encoding="utf-8")
    return tmp_path / "cases.csv"


def test_real_calls_are_replayed_to_their_end(city: Path, tmp_path: Path, capsys) -> None:
    folder = tmp_path / "desk"
    status, out, err = said(capsys, "replay", city, "--no-window", "--data", folder)
    assert status == 0
    assert out.startswith(f"{city} read as San Francisco 311; calls: 2. They go into {folder}.\n")
    assert out.splitlines()[-1].startswith("The replay is over, all was seen to until 2025-03-2")
    assert err.startswith(f'{city}, row 3: Opened is "24.3.2025", which is no time the map knows')
    assert (folder / "replay-faults.csv").exists()
    taken = [at for at, kind in written(folder) if kind == "call.taken"]
    assert [at[:10] for at in taken] == ["2025-03-25", "2025-03-25"]
    assert said(capsys, "verify", "--data", folder)[0] == 0
    assert said(capsys, "replay", city, "--no-window", "--data", folder)[2].startswith(f"{folder} holds a site already")


def test_without_a_folder_a_replay_makes_one_of_its_own(city: Path, tmp_path: Path, capsys) -> None:
    assert said(capsys, "replay", city, "--no-window")[0] == 0
    assert [path.name for path in usual_data().parent.iterdir()] == ["replay-cases"]


def test_a_replay_that_is_broken_off_says_how_far_it_came(city: Path, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    from dutydesk.drills.progress import Progress

    tell = Progress.tell

    def interrupted(self: Progress, telling: Telling) -> None:
        tell(self, telling)
        if telling.values["came"] == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "tell", interrupted)
    status, out, _ = said(capsys, "replay", city, "--no-window", "--data", tmp_path / "desk")
    assert status == 130
    assert out.splitlines()[-1].startswith("Replay, 2025-03-24 21:00. Calls that came in: 1 of 2; open: 1")
    assert said(capsys, "verify", "--data", tmp_path / "desk")[0] == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "none.csv cannot be read: "),
        (b"", "is empty; nothing was read."),
        (b"a,b\n1,2\n", "No column map fits"),
        (CITY.splitlines()[0].encode("utf-16"), "has no row that is a call (rows at fault: 0)"),
    ],
)
def test_a_file_that_cannot_be_replayed_is_told_and_nothing_made(tmp_path: Path, capsys, content: bytes | None, told: str) -> None:
    path = tmp_path / "none.csv"
    if content is not None:
        path.write_bytes(content)
    status, out, err = said(capsys, "replay", path, "--no-window", "--data", tmp_path / "desk")
    assert (status, out) == (1, "")
    assert told in err
    assert not (tmp_path / "desk").exists()


def test_a_map_that_does_not_fit_is_told(city: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "own.toml").write_text('zone = "UTC"\n[time]\ncolumns = ["When"]\nformats = ["iso"]\n[line]\ncolumns = ["Category"]\n')
    status, _, err = said(capsys, "replay", city, "--map", tmp_path / "own.toml", "--no-window", "--data", tmp_path / "desk")
    assert status == 1
    assert f'Column map {tmp_path / "own.toml"} names a column "When" that is not in {city}' in err


def written(folder: Path) -> list[tuple[str, str]]:
    """When each entry was recorded, and its kind."""
    with sqlite3.connect(folder / FILE) as database:
        return database.execute("SELECT datetime(recorded_at / 1000000, 'unixepoch'), kind FROM entry ORDER BY tick").fetchall()


# ---- export


def test_every_entry_is_exported_to_a_file(desk: Path, capsys) -> None:
    path = desk.parent / "out.jsonl"
    status, out, err = said(capsys, "export", "--journal", path, "--data", desk)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert (status, out, err) == (0, f"Entries exported to {path}: {len(lines)}.\n", "")
    assert json.loads(lines[-1])["kind"] == "crew.status_set"


def test_to_standard_output_there_is_nothing_but_entries(desk: Path, exported: Path, capsys) -> None:
    status, out, err = said(capsys, "export", "--journal", "-", "--data", desk)
    assert (status, out, err) == (0, exported.read_text(encoding="utf-8"), "")


def test_a_folder_in_the_place_of_the_file_is_refused(desk: Path, capsys) -> None:
    status, out, err = said(capsys, "export", "--journal", desk, "--data", desk)
    assert (status, out) == (1, "")
    assert err.startswith(f"{desk} cannot be written: ")


def test_a_place_that_is_not_there_is_refused_and_leaves_nothing(desk: Path, capsys) -> None:
    status, _, err = said(capsys, "export", "--journal", desk / "none" / "x", "--data", desk)
    assert status == 1
    assert err.endswith("All records are kept. Check the permissions and the disk.\n")


def test_an_export_that_fails_leaves_the_older_file(desk: Path, exported: Path, capsys) -> None:
    before = exported.read_bytes()
    spoil(desk, "UPDATE entry SET recorded_at = 'noon' WHERE cseq = 20")
    status, _, err = said(capsys, "export", "--journal", exported, "--data", desk)
    assert status == 1
    assert err.startswith("The database is damaged: ")
    assert exported.read_bytes() == before
    assert [path.name for path in exported.parent.glob("*.part")] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in the file system")
def test_a_pipe_is_written_to_and_not_replaced(desk: Path, exported: Path, capsys) -> None:
    pipe = desk.parent / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert said(capsys, "export", "--journal", pipe, "--data", desk)[0] == 0
        assert os.read(reader, 1 << 20).decode() == exported.read_text(encoding="utf-8")
    finally:
        os.close(reader)


def test_without_a_standard_output_a_file_must_be_named(desk: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["--lang", "en", "--data", str(desk), "export", "--journal", "-"]) == 1
    assert capsys.readouterr().err.startswith("- cannot be written: ")


# ---- verify


def test_a_whole_folder_is_told_so_with_its_head(desk: Path, capsys) -> None:
    status, out, err = said(capsys, "verify", "--data", desk)
    assert (status, err) == (0, "")
    assert out.startswith("Console ")
    assert out.endswith(", all as they were written.\n")


def test_a_whole_file_is_told_so(exported: Path, capsys) -> None:
    status, out, err = said(capsys, "verify", exported)
    assert (status, err) == (0, "")
    assert out.endswith("all as they were written.\n")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"kind":"crew.status_set"', '"kind":"crew.signed_on"', "is not as it was written"),
        ('"version":1', '"version":2', "is not as it was written"),
        ('{"site"', '["site"', "Line 1"),
    ],
)
def test_a_changed_file_is_found_out(exported: Path, capsys, before: str, after: str, told: str) -> None:
    text = exported.read_text(encoding="utf-8")
    exported.write_text(text.replace(before, after, 1), encoding="utf-8")
    status, out, err = said(capsys, "verify", exported)
    assert status == 1
    assert told in err
    assert "problems found" in out


def test_a_missing_line_of_a_file_is_found_out(exported: Path, capsys) -> None:
    lines = exported.read_text(encoding="utf-8").splitlines(keepends=True)
    exported.write_text("".join(lines[:10] + lines[11:]), encoding="utf-8")
    assert said(capsys, "verify", exported)[0] == 1


@pytest.mark.parametrize("name", ["none.jsonl", "desk"])
def test_a_file_that_cannot_be_read_is_told(desk: Path, capsys, name: str) -> None:
    status, _, err = said(capsys, "verify", desk.parent / name)
    assert status == 1
    assert err.startswith(f"{desk.parent / name} cannot be read: ")


def test_a_changed_folder_is_found_out(desk: Path, capsys) -> None:
    spoil(desk, "UPDATE member_row SET status = 'free'")
    status, out, err = said(capsys, "verify", "--data", desk)
    assert status == 1
    assert err
    assert "Keep" in out or "keep this folder" in out


# ---- rebuild


def test_the_board_is_made_anew(desk: Path, capsys) -> None:
    spoil(desk, "DELETE FROM member_row")
    status, out, err = said(capsys, "rebuild", "--data", desk)
    assert (status, err) == (0, "")
    assert out.startswith("The board was made anew from the journal; ")
    assert said(capsys, "verify", "--data", desk)[0] == 0


def test_rebuilding_waits_until_the_window_is_closed(desk: Path, capsys) -> None:
    with FolderLock(desk):
        status, out, err = said(capsys, "rebuild", "--data", desk)
    assert (status, out) == (1, "")
    assert err.startswith(f"The window is using this folder (process {os.getpid()}); nothing was changed.")


def test_reading_does_not_wait(desk: Path, capsys) -> None:
    with FolderLock(desk):
        assert said(capsys, "verify", "--data", desk)[0] == 0


# ---- a data folder that is not as it should be


COMMANDS = [("export", "--journal", "-"), ("verify",), ("rebuild",)]
ALL = [*COMMANDS, ("demo", "--no-window")]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_missing_folder_is_told_and_not_made(tmp_path: Path, capsys, command: tuple[str, ...]) -> None:
    status, out, err = said(capsys, *command, "--data", tmp_path / "none")
    assert (status, out) == (1, "")
    assert err.startswith("There is no data here: ")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ALL, ids=lambda command: command[0])
def test_a_foreign_file_is_left_alone(desk: Path, capsys, command: tuple[str, ...]) -> None:
    (desk / FILE).write_bytes(b"PK\x03\x04 a spreadsheet" * 100)
    status, _, err = said(capsys, *command, "--data", desk)
    assert status == 1
    assert err.startswith("This is not a dutydesk database: ")
    assert (desk / FILE).read_bytes() == b"PK\x03\x04 a spreadsheet" * 100


@pytest.mark.parametrize("command", ALL, ids=lambda command: command[0])
def test_a_newer_database_names_the_version_it_needs(desk: Path, capsys, command: tuple[str, ...]) -> None:
    spoil(desk, "PRAGMA user_version = 99", "UPDATE about SET value = '7.0' WHERE name = 'needs'")
    status, _, err = said(capsys, *command, "--data", desk)
    assert status == 1
    assert "Install dutydesk 7.0 or newer" in err


@pytest.mark.parametrize("command", ALL, ids=lambda command: command[0])
def test_a_damaged_database_is_told_and_left_alone(desk: Path, capsys, command: tuple[str, ...]) -> None:
    whole = bytearray((desk / FILE).read_bytes())
    whole[100:4096] = bytes(3996)
    (desk / FILE).write_bytes(whole)
    status, _, err = said(capsys, *command, "--data", desk)
    assert status == 1
    assert err.startswith("The database is damaged: ")
    assert (desk / FILE).read_bytes() == bytes(whole)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE place SET kind = 'cellar'", "UPDATE place SET name_zh = CAST(x'e58e' AS TEXT)"],
)
def test_a_damaged_site_is_told(desk: Path, capsys, statement: str) -> None:
    spoil(desk, "PRAGMA ignore_check_constraints = 1", *loosened(desk, statement))
    status, _, err = said(capsys, "demo", "--no-window", "--data", desk)
    assert status == 1
    assert err.startswith("The database is damaged: ")


@pytest.mark.parametrize("command", ALL, ids=lambda command: command[0])
def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, capsys, command: tuple[str, ...]) -> None:
    (tmp_path / "desk").write_text("x", encoding="utf-8")
    status, _, err = said(capsys, *command, "--data", tmp_path / "desk")
    assert status == 1
    assert str(tmp_path / "desk") in err


def test_a_folder_that_takes_no_file_is_told(desk: Path, capsys) -> None:
    (desk / "lock").mkdir()
    status, _, err = said(capsys, "demo", "--no-window", "--data", desk)
    assert status == 1
    assert err.startswith(f"{desk / 'lock'} cannot be written: ")


def test_a_window_that_cannot_keep_its_log_does_not_open(desk: Path, capsys) -> None:
    (desk / "log").write_text("x", encoding="utf-8")
    status, _, err = said(capsys, "--data", desk)
    assert status == 1
    assert err.startswith(f"{desk / 'log'} cannot be written: ")


# ---- in which language, and where


def test_the_settings_choose_the_language(desk: Path, capsys) -> None:
    settings.write_default(desk / settings.FILE, language="zh")
    (desk / FILE).unlink()
    assert main(["verify", "--data", str(desk)]) == 1
    assert "这里没有数据" in capsys.readouterr().err


def test_an_option_before_the_command_is_as_good_as_one_behind(desk: Path, capsys) -> None:
    for arguments in (["--lang", "zh", "--data", str(desk), "verify"], ["verify", "--data", str(desk), "--lang", "zh"]):
        assert main(arguments) == 0
        assert CHINESE in capsys.readouterr().out


def test_settings_that_do_not_parse_stop_no_command(desk: Path, capsys) -> None:
    (desk / settings.FILE).write_text("[site\n", encoding="utf-8")
    assert main(["verify", "--data", str(desk)]) == 0
    assert CHINESE in capsys.readouterr().out


def test_an_old_console_gets_every_sentence(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", console)
    assert main(["verify", "--data", str(desk), "--lang", "zh"]) == 0
    console.flush()
    assert b"\\u" in console.buffer.read1() or b"\\u" in console.buffer.getvalue()  # type: ignore[attr-defined]


def test_where_there_is_no_terminal_a_box_says_it(tmp_path: Path, qapp, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMessageBox

    told: list[str] = []

    def read_it() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        box.accept()

    monkeypatch.setattr(sys, "stderr", None)
    QTimer.singleShot(0, read_it)
    assert main(["--lang", "en", "verify", "--data", str(tmp_path / "none")]) == 1
    assert told[0].startswith("There is no data here: ")


def test_interrupting_is_no_fault(desk: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("db.commands.verify_folder", interrupted)
    assert said(capsys, "verify", "--data", desk) == (130, "", "")


# ---- wrong use


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["--data"],
        ["--lang", "fr"],
        ["export"],
        ["demo", "--calls", "-1"],
        ["demo", "--speed", "0.5"],
        ["replay"],
        ["verify", "a", "b"],
        ["--journal", "x"],
    ],
)
def test_wrong_use_shows_the_usage(arguments: list[str], capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: dutydesk")


def test_the_version_is_told(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"dutydesk {__version__}\n")


def test_help_names_every_command(capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert {"demo", "export", "verify", "rebuild"} <= set(capsys.readouterr().out.split())


# ---- below


def entries(folder: Path) -> int:
    connection = sqlite3.connect(folder / FILE)
    try:
        return int(connection.execute("SELECT count(*) FROM entry").fetchone()[0])
    finally:
        connection.close()


def spoil(folder: Path, *statements: str) -> None:
    """Do to the database what only a stranger or a failing disk does."""
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        connection.execute(statement)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def loosened(folder: Path, statement: str) -> Iterator[str]:
    """`statement`, in a table that lets everything in."""
    table = statement.split()[1]
    yield f"CREATE TABLE loose AS SELECT * FROM {table}"
    yield f"DROP TABLE {table}"
    yield f"ALTER TABLE loose RENAME TO {table}"
    yield statement
