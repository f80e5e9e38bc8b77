"""The program as a process: its exit status, and not a word of Python's own, whatever becomes of its output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dutydesk import __version__

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither /dev/full nor signals that end a pipe")

WINDOWLESS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QMessageBox
QMessageBox.exec = lambda box: Path(sys.argv[2]).write_text(box.text(), encoding="utf-8")
from dutydesk.__main__ import main
sys.stdout = sys.stderr = None
sys.exit(main(["--data", sys.argv[1], "--lang", "en"]))
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, made by the program itself."""
    folder = tmp_path_factory.mktemp("process") / "desk"
    done = run("demo", "--no-window", "--data", folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def surroundings(**more: str) -> dict[str, str]:
    """Output is kept back until the end, as it is for most who run the program."""
    return {**os.environ, "PYTHONUNBUFFERED": "", "QT_QPA_PLATFORM": "offscreen", **more}


def run(*arguments: object, **given: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dutydesk", *map(str, arguments)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": surroundings(), "timeout": 60} | given
    return subprocess.run(command, cwd=ROOT, encoding="utf-8", check=False, **streams)  # type: ignore[call-overload, no-any-return]


def test_the_version_is_told() -> None:
    assert run("--version").stdout == f"dutydesk {__version__}\n"


def test_wrong_use_ends_with_two() -> None:
    done = run("fly", env=surroundings(LANGUAGE="en"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: dutydesk")


def test_help_in_chinese_is_printed_on_an_old_code_page() -> None:
    done = run("--lang", "zh", "--help", env=surroundings(PYTHONIOENCODING="cp1252", PYTHONUTF8="0"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u" in done.stdout


def test_the_exported_journal_verifies(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").write_text(run("--data", desk, "export", "--journal", "-").stdout, encoding="utf-8")
    done = run("verify", tmp_path / "journal.jsonl", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", [["export", "--journal", "-"], ["verify"]], ids=["export", "verify"])
def test_a_reader_who_went_away_hears_no_complaint(desk: Path, command: list[str]) -> None:
    readable, writable = os.pipe()
    os.close(readable)
    try:
        done = run("--data", desk, *command, stdout=writable)
    finally:
        os.close(writable)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@posix
@pytest.mark.parametrize("command", [["export", "--journal", "-"], ["verify"]], ids=["export", "verify"])
def test_a_full_disk_behind_the_output_is_told(desk: Path, command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("--data", desk, "--lang", "en", *command, stdout=full)
    assert done.returncode == 1
    assert done.stderr == "- cannot be written: the disk is full. All records are kept. Check the permissions and the disk.\n"


def test_a_missing_folder_is_told_in_chinese_too(tmp_path: Path) -> None:
    done = run("verify", "--data", tmp_path / "none", "--lang", "zh")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("这里没有数据")


def test_an_old_code_page_gets_every_sentence(desk: Path) -> None:
    done = run("verify", "--data", desk, "--lang", "zh", env=surroundings(PYTHONIOENCODING="cp1252", PYTHONUTF8="0"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u" in done.stdout


def test_a_second_start_without_a_terminal_says_so_in_a_box(desk: Path, tmp_path: Path) -> None:
    from db.lock import FolderLock

    with FolderLock(desk):
        command = [sys.executable, "-c", WINDOWLESS, str(desk), str(tmp_path / "box")]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", env=surroundings(), check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert (tmp_path / "box").read_text(encoding="utf-8").startswith("Another window is using this folder")
