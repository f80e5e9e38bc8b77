"""The test's own screen: what is typed arrives, what it shows can be kept, and it ends what it began."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from tests.stories.screen import SIZE, Program, Screen, is_painted, with_signs
from tests.stories.waiting import until

pytestmark = pytest.mark.stories

ONE_LINE = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication([])
line = QLineEdit()
line.setWindowTitle("一行")
line.textChanged.connect(lambda text: Path(sys.argv[1]).write_text(text, encoding="utf-8"))
line.show()
sys.exit(app.exec())
"""


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with Screen(tmp_path, signs="灯坏了") as screen:
        yield screen


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """Where the one-line program writes what it hears."""
    said = tmp_path / "said"
    said.write_text("", encoding="utf-8")
    return said


@pytest.fixture
def line(screen: Screen, said: Path) -> Program:
    program = screen.run([sys.executable, "-c", ONE_LINE, said])
    screen.wait_for(program)
    return program


def test_what_is_typed_arrives_sign_by_sign(screen: Screen, line: Program, said: Path) -> None:
    screen.type("3-2-0302 灯坏了; /ACK @208")
    until(lambda: said.read_text(encoding="utf-8") == "3-2-0302 灯坏了; /ACK @208", "the text that was typed")


def test_keys_are_pressed_by_name(screen: Screen, line: Program, said: Path) -> None:
    screen.type("坏了")
    screen.press("Home", "Delete", "ctrl+a", "ctrl+c", "End", "ctrl+v")
    until(lambda: said.read_text(encoding="utf-8") == "了了", "the sign twice")


def test_the_window_in_front_is_known_by_title_and_process(screen: Screen, line: Program) -> None:
    assert (screen.front(), screen.front_process()) == ("一行", line.process.pid)


def test_the_picture_shows_the_window(screen: Screen, line: Program, tmp_path: Path) -> None:
    screen.shoot(tmp_path / "screen.png")
    picture = screen.picture()
    assert (picture.width(), picture.height()) == SIZE
    assert len({picture.pixel(x, y) for x in range(0, SIZE[0], 3) for y in range(0, SIZE[1], 3)}) > 1


def test_alt_f4_closes_the_window(screen: Screen, line: Program) -> None:
    screen.press("alt+F4")
    assert (line.ended(), line.words) == (0, "")


def test_the_pointer_alone_is_no_painted_window() -> None:
    window = QImage(1920, 1054, QImage.Format.Format_RGB32)
    window.fill(Qt.GlobalColor.black)
    with QPainter(window) as painter:
        painter.fillRect(955, 515, 30, 30, Qt.GlobalColor.white)
        assert not is_painted(window)
        painter.fillRect(0, 0, 1920, 60, Qt.GlobalColor.white)
        assert is_painted(window)


def test_a_program_that_ends_instead_says_why(screen: Screen) -> None:
    program = screen.run([sys.executable, "-c", "raise SystemExit('the disk is full')"])
    with pytest.raises(AssertionError, match="ended with 1: the disk is full"):
        screen.wait_for(program)


def test_a_screen_ends_what_it_began(tmp_path: Path) -> None:
    with Screen(tmp_path) as screen:
        program = screen.run([sys.executable, "-c", "import threading; threading.Event().wait()"])
    assert program.process.returncode is not None


def test_a_machine_without_the_tools_is_told_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AssertionError, match=r"needs Xvfb, .*: `python3 dev.py test` installs them"), Screen(tmp_path):
        pass


def test_there_is_no_key_for_a_book(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="too many"):
        with_signs("<I160> = 160;\n", "水管")


def test_waiting_ends_with_what_was_waited_for() -> None:
    with pytest.raises(AssertionError, match="waited 0 s for this: the lift"):
        until(lambda: False, "the lift", within=0)
