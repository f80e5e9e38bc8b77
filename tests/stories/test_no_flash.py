"""In a dark room nothing flashes white: from the first frame on, whatever opens or grows, the night stays dark."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from dutydesk import settings
from tests.benchmarks.watched_screen import WatchedScreen
from tests.stories.screen import Program
from tests.stories.waiting import until

pytestmark = pytest.mark.stories

BRIGHT = 0xB0
"""No ground of the night theme is so bright; text is, but fills no tile."""
TILE, STEP = 32, 4
BETWEEN = 0.003
"""Seconds between two looks."""
BOXES = """
import sys
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QToolTip, QWidget
from ui.theme import Looks
application = QApplication([])
looks, window = Looks(application), QWidget()
looks.dress(window)
menu = QMenu(window)
for number in range(12):
    menu.addAction(f"A reason of some length {number}")
box = QMessageBox(QMessageBox.Icon.NoIcon, "box", "A sentence\\n" * 12, QMessageBox.StandardButton.Ok, window)
choose = QFileDialog(window, "files", "/")
shown = {
    "F2": lambda: menu.popup(QPoint(300, 300)),
    "F3": box.show,
    "F4": choose.show,
    "F6": lambda: QToolTip.showText(QPoint(300, 300), "words " * 60 + "\\n" * 12, window),
    "F7": lambda: looks.wear("night", is_dim=not looks.theme.is_dim),
}
for key, show in shown.items():
    QShortcut(QKeySequence(key), window, context=Qt.ShortcutContext.ApplicationShortcut).activated.connect(show)
window.resize(900, 600)
window.show()
sys.exit(application.exec())
"""


class NightScreen(WatchedScreen):
    """A screen that tells the largest bright area it has shown while it was watched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.looks = 0
        self.worst = 0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look at the picture every few milliseconds; `worst` is the most tiles that were bright all over at once."""
        self.looks = self.worst = 0
        ended = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(ended,))
        watcher.start()
        try:
            yield
        finally:
            ended.set()
            watcher.join()

    def resize(self, width: int, height: int) -> None:
        """Give the window in front another size, and wait until it has it."""
        self._do("xdotool", "getactivewindow", "windowsize", str(width), str(height))
        until(lambda: self.size() == (width, height), f"a window of {width} x {height}")

    def restore(self) -> None:
        """Make the window in front, which fills the screen, one that has a size of its own: a double click on its title."""
        filling = self.size()
        self._do("xdotool", "mousemove", "960", "8", "click", "--repeat", "2", "--delay", "50", "1")
        until(lambda: self.size() != filling, "a window that fills the screen no more")

    def size(self) -> tuple[int, int]:
        """Of the window in front."""
        told = self._ask("xdotool", "getactivewindow", "getwindowgeometry", "--shell").decode()
        place = dict(line.split("=") for line in told.split())
        return int(place["WIDTH"]), int(place["HEIGHT"])

    def stays_the_same(self) -> None:
        """Wait until what is shown has come to rest."""
        seen: list[bytes] = []

        def look() -> bool:
            seen.append(self.picture().copy(0, 200, 1920, 880).constBits().tobytes())
            return len({*seen[-4:]}) == 1 and len(seen) > 3

        until(look, "a picture that stays")

    def bright(self) -> int:
        """How many tiles of the picture are bright now."""
        return bright_tiles(self._view())

    def _watch(self, ended: threading.Event) -> None:
        view = self._view()
        while not ended.wait(BETWEEN):
            self.worst = max(self.worst, bright_tiles(view))
            self.looks += 1


def bright_tiles(view: np.ndarray) -> int:
    """How many tiles of the picture are bright in every point that is looked at."""
    points = view[::STEP, ::STEP, 1] >= BRIGHT
    of = TILE // STEP
    rows, columns = points.shape[0] // of, points.shape[1] // of
    return int(points[: rows * of, : columns * of].reshape(rows, of, columns, of).all(axis=(1, 3)).sum())


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[NightScreen]:
    with NightScreen(tmp_path) as made:
        yield made


def start(screen: NightScreen, tmp_path: Path) -> Program:
    data = tmp_path / "data"
    settings.write_default(data / settings.FILE, listen="127.0.0.1:0")
    program = screen.run([sys.executable, "-m", "dutydesk", "demo", "--data", data, "--theme", "night", "--lang", "zh"])
    screen.wait_for(program)
    screen.stays_the_same()
    return program


@contextmanager
def held(program: Program) -> Iterator[None]:
    """The program stands still meanwhile."""
    os.kill(program.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(program.process.pid, signal.SIGCONT)


def test_the_watch_sees_a_flash(screen: NightScreen) -> None:
    with screen.watched():
        program = screen.run([sys.executable, "-c", BOXES.replace("Looks(application)", 'Looks(application, "day")')])
        screen.wait_for(program)
    assert screen.worst > 100


def test_the_program_starts_and_works_in_the_dark(screen: NightScreen, tmp_path: Path) -> None:
    with screen.watched():
        start(screen, tmp_path)
        screen.type("lm")
        screen.press("Return", "Return", "F1")
        screen.stays_the_same()
        screen.press("F1", "F2", "ctrl+l", "ctrl+d")
        screen.stays_the_same()
    assert screen.looks > 100
    assert screen.worst == 0


def test_a_window_that_grows_is_dark_before_it_is_painted(screen: NightScreen, tmp_path: Path) -> None:
    """The program is held while its window grows, as if it were slow: what is seen then is what the server shows by itself."""
    program = start(screen, tmp_path)
    screen.restore()
    screen.resize(1200, 700)
    screen.stays_the_same()
    with held(program):
        screen.resize(1800, 1020)
        screen.stays_the_same()
        assert screen.bright() == 0
    screen.press("ctrl+t")
    screen.resize(1200, 700)
    screen.stays_the_same()
    with held(program):
        screen.resize(1800, 1020)
        screen.stays_the_same()
        assert screen.bright() > 100


def test_whatever_opens_is_dark(screen: NightScreen) -> None:
    with screen.watched():
        program = screen.run([sys.executable, "-c", BOXES])
        screen.wait_for(program)
        for key in ("F2", "F6", "F7", "F3", "F4"):
            screen.press(key)
            screen.stays_the_same()
            screen.press("Escape")
            screen.stays_the_same()
    assert screen.worst == 0
