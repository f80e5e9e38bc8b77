"""The program on a folder without a site, as a process of its own: what is made of it by each way to begin, and by none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from db.founding import has_site
from db.lock import FolderLock
from dutydesk import settings
from dutydesk.first_tour import FirstTour

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from dutydesk.__main__ import main
import ui.application
import ui.first_start.window as first

way, *arguments = sys.argv[1:]

def say(*words):
    print(*words, flush=True)

class Played(first.FirstStartWindow):
    def showEvent(self, event):
        super().showEvent(event)
        QTimer.singleShot(0, self, self.play)

    def play(self):
        QTest.qWaitForWindowActive(self)
        say("first start", self.languages.code, self.looks.theme.name)
        if way == "leave":
            QTest.keyClick(self.choice, Qt.Key.Key_Escape)
        elif way == "sample":
            self.languages.toggle()
            self._change_theme()
            QTest.keyClick(self.choice, Qt.Key.Key_1)
        else:
            QTest.keyClick(self.choice, Qt.Key.Key_3)
            for name, text in {"site": "Haiyan", "officers": "Li Min"}.items():
                QTest.keyClicks(self.staff.fields[name].line, text)
            self.staff.submit()

class Watched(ui.application.Application):
    def run(self, window, after_paint):
        def started():
            after_paint()
            QTimer.singleShot(600, window.console.close)
            say("window", window.console.windowTitle())
        return super().run(window, started)

first.FirstStartWindow = Played
ui.application.Application = Watched
status = main(arguments)
say("visible", len([one for one in QApplication.topLevelWidgets() if one.isVisible()]))
sys.exit(status)
"""


def played(way: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, way, "--data", str(folder), *more]
    env = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_STATE_HOME": str(folder.parent / "state"),
        "LANG": "zh_CN.UTF-8",
        "LC_ALL": "",
    }
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False, timeout=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def test_who_leaves_has_made_nothing(folder: Path) -> None:
    done = played("leave", folder, "--theme", "night")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["first start zh night", "visible 0"]
    assert not folder.exists()


def test_an_empty_site_is_made_and_opened(folder: Path) -> None:
    done = played("empty", folder, "--lang", "en", "--theme", "day")
    assert (done.returncode, done.stderr) == (0, "")
    first, *_, window, visible = done.stdout.splitlines()
    assert (first, window, visible) == ("first start en day", "window Haiyan · duty desk", "visible 0")
    assert has_site(folder)
    assert FirstTour(folder).is_offered()
    assert settings.load(folder / settings.FILE)[0].site.language == "en"


def test_the_sample_leaves_the_folder_as_it_was(folder: Path) -> None:
    done = played("sample", folder, "--lang", "zh", "--theme", "day")
    assert (done.returncode, done.stderr) == (0, "")
    assert "window Haiyan Garden · duty desk" in done.stdout.splitlines()
    assert not folder.exists()


def test_the_settings_of_a_folder_say_how_it_begins(folder: Path) -> None:
    settings.write_default(folder / settings.FILE, language="en")
    settings.change(folder / settings.FILE, "site", "theme", "night")
    assert played("leave", folder).stdout.splitlines()[0] == "first start en night"


def test_a_second_start_brings_the_first_page_forward(folder: Path) -> None:
    program = PROGRAM.replace('if way == "leave":', 'if way == "wait":\n            pass\n        elif way == "leave":')
    command = [sys.executable, "-c", program, "wait", "--data", str(folder), "--lang", "en"]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, encoding="utf-8") as waiting:
        assert waiting.stdout is not None
        assert waiting.stdout.readline().startswith("first start")
        done = played("leave", folder, "--lang", "en")
        waiting.terminate()
        waiting.wait(timeout=30)
    assert (done.returncode, done.stdout.splitlines()) == (1, ["visible 0"])
    assert done.stderr.startswith("Another window is using this folder")
    assert waiting.returncode == 0


def test_a_folder_with_a_site_is_opened_at_once(folder: Path) -> None:
    assert played("empty", folder).returncode == 0
    done = played("none", folder)
    assert (done.returncode, "first start" in done.stdout) == (0, False)
    FolderLock(folder).close()
