"""The program with its window, as a process of its own: how it starts on what it finds, is called forward, and ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.database import FILE
from db.lock import FolderLock
from db.verify import verify_folder
from dutydesk import __version__, crashes, logs, settings

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")

PROGRAM = """
import sys
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from dutydesk.__main__ import main
from ui.application import Application

def say(*words):
    print(*words, flush=True)

class Watched(Application):
    def run(self, window, after_paint):
        def started():
            after_paint()
            QTest.keyClicks(window.centre.parts.line, "3-1502 kitchen")
            for key in window.console.banners.shown:
                say("banner", window.console.findChild(QLabel, f"bannerText.{key}").text())
            window.feed.storage_changed.connect(lambda health: say("storage", health.state))
            window.feed.drill_changed.connect(lambda told: say("drill", told.code, window.console.banners.shown))
            window.feed.heard.connect(lambda heard: say("heard", heard.rang.source))
            say("ready")
        self._first.called_forward.connect(lambda: say("forward"))
        return super().run(window, started)

import ui.application
ui.application.Application = Watched
sys.exit(main())
"""


class Running:
    """The program, with half a call typed once it is there; `banners` are up at that time."""

    def __init__(self, folder: Path, *more: str, command: tuple[str, ...] = ("demo", "--calls", "0")) -> None:
        arguments = [sys.executable, "-c", PROGRAM, *command, "--data", str(folder), "--lang", "en", *more]
        env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(folder.parent / "state")}
        self.process = subprocess.Popen(arguments, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        self.banners: list[str] = []
        while (line := self.hears()) != "ready":
            assert line, self.process.communicate()
            if line.startswith("banner "):
                self.banners.append(line.removeprefix("banner "))

    def hears(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ends(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Ask it to end; answers its exit status and what it complained of."""
        self.process.send_signal(number)
        _, complaints = self.process.communicate(timeout=30)
        return self.process.returncode, complaints


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder whose webhook takes any free port."""
    folder = tmp_path / "desk"
    settings.write_default(folder / settings.FILE, listen="127.0.0.1:0")
    return folder


@pytest.fixture
def running(folder: Path) -> Iterator[Running]:
    started = Running(folder)
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_program_that_is_asked_to_end_keeps_what_is_half_typed(folder: Path, running: Running, number: signal.Signals) -> None:
    assert running.banners == []
    assert running.ends(number) == (0, "")
    assert [draft["text"] for draft in json.loads((folder / "drafts.json").read_text(encoding="utf-8"))] == ["3-1502 kitchen"]
    assert verify_folder(folder).problems == ()
    log = (folder / logs.LOG).read_text(encoding="utf-8")
    assert f"dutydesk {__version__} opened at journal position " in log
    assert "ERROR" not in log
    assert crashes.last((folder / logs.LOG).parent) is None
    FolderLock(folder).close()


def test_a_second_start_says_so_and_brings_the_first_window_forward(folder: Path, running: Running) -> None:
    command = [sys.executable, "-m", "dutydesk", "--data", str(folder), "--lang", "en"]
    second = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith(f"Another window is using this folder (process {running.process.pid}) and was brought forward.")
    assert running.hears() == "forward"
    assert running.ends() == (0, "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[site\n", "line 1: not valid TOML. Defaults are used throughout"),
        ('[site]\ntheme = "pink"\n', "line 2: site.theme has a wrong value; auto is used instead."),
        ('[webhook]\nlisten = "here"\ntoken = "abcd"\n', "webhook.listen cannot be used and was left out"),
    ],
)
def test_settings_that_are_wrong_are_told_while_the_program_runs_on(folder: Path, text: str, told: str) -> None:
    (folder / settings.FILE).write_text(text, encoding="utf-8")
    program = Running(folder)
    assert program.ends() == (0, "")
    assert len(program.banners) == 1
    assert told in program.banners[0]
    assert (folder / settings.FILE).read_text(encoding="utf-8") == text


def test_a_settings_file_that_is_a_folder_is_told(folder: Path) -> None:
    (folder / settings.FILE).unlink()
    (folder / settings.FILE).mkdir()
    program = Running(folder)
    assert program.ends() == (0, "")
    assert "cannot be read. Defaults are used" in program.banners[0]


def test_a_database_that_vanishes_is_told_and_put_back(folder: Path, running: Running) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{folder / FILE}{ending}").unlink()
    while (heard := running.hears()) != "storage frozen":
        assert heard == "storage ok"
    assert running.hears() == "storage ok"
    assert running.ends() == (0, "")
    assert verify_folder(folder).problems == ()


def test_a_living_demo_rings_and_works_by_itself(folder: Path) -> None:
    program = Running(folder, command=("demo", "--speed", "200"))
    heard = {program.hears() for _ in range(12)}
    assert {"drill drill.fast_demo ('drill',)", "heard drill"} <= heard
    assert program.ends() == (0, "")
    assert verify_folder(folder).problems == ()
    again = Running(folder, command=("demo", "--speed", "2"))
    assert again.ends() == (0, "")
    assert verify_folder(folder).problems == ()


def test_a_replay_shows_how_it_goes(folder: Path) -> None:
    file = folder.parent / "calls.csv"
    rows = (
        "1,03/24/2025 09:00:00 PM,Noise,music,20 Oak St,,,,South,PHONE",
        "2,03/24/2025 09:00:30 PM,Noise,music,20 Oak St,,,,South,PHONE",
    )
    headings = (
        "Unique Key,Created Date,Complaint Type,Descriptor,Incident Address,Street Name,Intersection Street 1,Park Facility Name,"
        "Borough,Open Data Channel Type"
    )
    file.write_text("\n".join((headings, *rows)), encoding="utf-8")
    program = Running(folder, command=("replay", str(file), "--speed", "60"))
    heard: list[str] = []
    while "heard drill" not in heard:
        heard.append(program.hears())
        assert heard[-1], program.process.communicate()
    assert "drill replay.runs ('drill',)" in heard
    assert program.ends() == (0, "")
    assert verify_folder(folder).problems == ()


def test_the_look_may_be_chosen_for_once(folder: Path) -> None:
    assert Running(folder, "--theme", "day").ends() == (0, "")


def test_a_damaged_theme_of_the_site_is_told_while_the_program_runs_on(folder: Path) -> None:
    (folder / "themes").mkdir()
    (folder / "themes" / "day.toml").write_text("[colours\n", encoding="utf-8")
    running = Running(folder, "--theme", "day")
    assert running.ends() == (0, "")
    (banner,) = running.banners
    assert "day.toml, line 1: not valid TOML" in banner
