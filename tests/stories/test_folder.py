"""The data folder and the program that works on it: one writer at a time, readers beside it, and a power cut in mid-word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories.night import Night, told
from tests.stories.screen import Program
from tests.stories.waiting import until

pytestmark = pytest.mark.stories

ANOTHER_WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("the property's accounts")
label.resize(1200, 800)
label.show()
app.exec()
"""


@pytest.fixture
def second(night: Night) -> Program:
    """A second start on the same folder, while another program's window is in front."""
    other = night.screen.run([sys.executable, "-c", ANOTHER_WINDOW])
    night.screen.wait_for(other)
    return night.start()


def test_a_second_start_says_so_and_ends(night: Night, second: Program) -> None:
    assert second.ended() == 1
    assert "已" in second.words
    assert "Traceback" not in second.words


def test_a_second_start_brings_the_first_window_forward(night: Night, second: Program) -> None:
    second.ended()
    until(lambda: night.screen.front_process() == night.program.process.pid, "the first window in front")


def test_the_journal_is_read_beside_the_window(night: Night) -> None:
    done = night.command("export", "--journal", "-")
    assert (done.returncode, done.stderr) == (0, "")
    assert "crew.signed_on" in [one.entry.kind for one in told(done.stdout)]


def test_the_folder_is_verified_beside_the_window(night: Night) -> None:
    done = night.command("verify")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_would_rewrite_the_folder_is_refused_beside_the_window(night: Night) -> None:
    done = night.command("rebuild")
    assert done.returncode == 1
    assert done.stderr.strip()


def test_half_a_call_comes_back_after_a_power_cut(night: Night) -> None:
    night.screen.type("3-1502 厨房水管")
    night.draft("3-1502 厨房水管")
    night.program.kill()
    night.open()
    night.screen.type("爆")
    night.draft("3-1502 厨房水管爆")


def test_the_program_is_installed_under_its_name() -> None:
    script = Path(sys.executable).with_name("dutydesk")
    assert subprocess.run([script, "--version"], capture_output=True, check=True).stdout.startswith(b"dutydesk ")
