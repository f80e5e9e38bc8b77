"""Screens that come, go and differ: the window is always whole on one that is there, as large as the settings ask."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.night import busy_night
from tests.ui.walks.stage import Stage

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    made = Stage(qapp, busy_night(qapp, language="en"))
    yield made
    made.close()


def test_a_window_whose_screen_was_pulled_out_comes_back(stage: Stage, qapp: QApplication, qtbot: QtBot) -> None:
    stage.console.setGeometry(5000, 4000, 900, 600)
    qapp.screenRemoved.emit(qapp.primaryScreen())
    room = qapp.primaryScreen().availableGeometry()
    qtbot.waitUntil(lambda: room.intersects(stage.console.frameGeometry()))
    assert room.contains(stage.console.frameGeometry().center())


def test_a_window_on_a_screen_that_is_there_stays(stage: Stage, qapp: QApplication) -> None:
    stage.console.setMinimumSize(300, 300)
    stage.console.setGeometry(100, 100, 600, 600)
    qapp.screenAdded.emit(qapp.primaryScreen())
    stage.settle()
    assert stage.console.geometry().topLeft().x() == 100


def says(code: str, **environment: str) -> str:
    """What a program of its own prints: Qt looks at screens and scale once."""
    usual = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    usual |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"} | environment
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=usual, capture_output=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


SCALE = """
from PySide6.QtWidgets import QApplication
from ui.application import set_scale
set_scale("SCALE")
print(QApplication([]).devicePixelRatio())
"""


@pytest.mark.parametrize(("asked", "factor"), [("auto", "1.0"), ("100", "1.0"), ("125", "1.25"), ("150", "1.5")])
def test_everything_is_as_large_as_the_settings_ask(asked: str, factor: str) -> None:
    assert says(SCALE.replace("SCALE", asked)) == factor


def test_a_scale_set_by_hand_goes_first() -> None:
    assert says(SCALE.replace("SCALE", "150"), QT_SCALE_FACTOR="1.25") == "1.25"


TWO = """
from PySide6.QtWidgets import QApplication
from tests.ui.night import busy_night
from tests.ui.walks.looking import findings
from tests.ui.walks.stage import Stage
application = QApplication([])
stage = Stage(application, busy_night(application, language="en"))
found = []
for screen in (*application.screens(), application.screens()[0]):
    stage.console.setScreen(screen)
    stage.console.setGeometry(screen.availableGeometry())
    stage.settle()
    found += findings(stage.console)
    print(stage.console.devicePixelRatioF(), end=" ")
print(found)
"""


def test_a_window_moved_to_a_screen_of_another_scale_is_whole(tmp_path: Path) -> None:
    usual = {"logicalBaseDpi": 96, "dpr": 1}
    left = usual | {"name": "left", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96}
    right = usual | {"name": "right", "x": 1920, "y": 0, "width": 1366, "height": 768, "logicalDpi": 144}
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"screens": [left, right]}), encoding="utf-8")
    assert says(TWO, QT_QPA_PLATFORM=f"offscreen:configfile={config}") == "1.0 1.5 1.0 []"
