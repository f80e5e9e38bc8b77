"""`dutydesk doctor` tells everything of every kind of folder, in both languages, and says by its status whether anything is bad."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from db.database import FILE
from db.lock import FolderLock
from dutydesk import checkup, settings
from dutydesk.__main__ import _examined, main
from dutydesk.catalogue import Catalogue

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, made once."""
    folder = tmp_path_factory.mktemp("doctor") / "desk"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder.parent / "state"))
        assert main(["demo", "--data", str(folder), "--no-window"]) == 0
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp) -> Path:
    """A data folder with the sample site, whose webhook takes any free port."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = Path(shutil.copytree(made, tmp_path / "desk"))
    (folder / settings.FILE).unlink()
    settings.write_default(folder / settings.FILE, listen="127.0.0.1:0")
    return folder


def told(capsys: pytest.CaptureFixture[str], folder: Path, *more: str) -> tuple[int, str]:
    capsys.readouterr()
    status = main(["doctor", "--data", str(folder), "--lang", "en", *more])
    out, err = capsys.readouterr()
    assert err == ""
    return status, out


def test_a_whole_desk_has_no_fault(desk: Path, capsys) -> None:
    status, out = told(capsys, desk)
    assert status == 0
    assert " entries, head " in out
    say = Catalogue.load().say
    assert all(say(f"checkup.subject.{subject}", "en") in out for subject in checkup.Subject)
    assert out.splitlines()[-1].startswith(("All is well.", "No fault"))


def test_it_speaks_chinese(desk: Path, capsys) -> None:
    assert main(["--data", str(desk), "--lang", "zh", "doctor"]) == 0
    assert "正常  值班日志  共" in capsys.readouterr().out


def test_a_missing_folder_is_bad_and_the_rest_is_told(tmp_path: Path, capsys, qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    status, out = told(capsys, tmp_path / "none")
    assert status == 1
    assert out.startswith("BAD    Database  There is no data here:")
    assert "Fonts" in out
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(("content", "said"), [(b"x" * 4096, "This is not a dutydesk database"), (b"SQLite format 3\0xx", "is damaged")])
def test_a_folder_that_is_not_ours_or_not_whole_is_bad(desk: Path, capsys, content: bytes, said: str) -> None:
    (desk / FILE).write_bytes(content)
    status, out = told(capsys, desk)
    assert status == 1
    assert said in out
    assert (desk / FILE).read_bytes() == content


def test_a_running_window_is_left_in_peace(desk: Path, capsys) -> None:
    with FolderLock(desk):
        assert told(capsys, desk)[0] == 0


def test_wrong_settings_want_a_look(desk: Path, capsys) -> None:
    (desk / settings.FILE).write_text('[site]\ntheme = "pink"\n', encoding="utf-8")
    status, out = told(capsys, desk)
    assert status == 0
    assert "line 2: site.theme has a wrong value; auto is used instead." in out


def test_a_missing_library_of_the_window_is_named(desk: Path, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ui.doctor", None)
    status, out = told(capsys, desk)
    assert status == 1
    assert "The window cannot open here: " in out


def test_it_needs_no_display_and_opens_no_window(desk: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "dutydesk", "doctor", "--data", str(desk), "--lang", "en"]
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "No window was opened here" in done.stdout


def test_the_health_page_asks_for_the_same(desk: Path, capsys) -> None:
    say = partial(Catalogue.load().say, lang="en")
    _, out = told(capsys, desk)
    page = list(checkup.lines(_examined(desk), say))
    assert len(page) >= 7
    assert set(page) <= set(out.splitlines())
