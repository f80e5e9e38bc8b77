"""A second start on the same folder calls the first window forward."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ui.single import FirstWindow, bring_forward, socket_name

CALL = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.single import bring_forward
application = QCoreApplication([])
sys.exit(0 if bring_forward(Path(sys.argv[1])) else 3)
"""


def test_the_first_window_hears_the_second_start(qapp, qtbot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path)
    with qtbot.wait_signal(first.called_forward, timeout=20_000):
        second = subprocess.Popen([sys.executable, "-c", CALL, str(tmp_path)], cwd=Path(__file__).parents[2])
    qtbot.wait_until(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0
    first.close()


def test_without_a_first_window_nobody_answers(qapp, tmp_path: Path) -> None:
    assert not bring_forward(tmp_path)


def test_a_socket_left_by_a_dead_process_is_taken_over(qapp, tmp_path: Path) -> None:
    left = FirstWindow(tmp_path)
    assert left.is_listening
    assert FirstWindow(tmp_path).is_listening


def test_every_way_to_write_a_folder_is_the_same_socket(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert socket_name(tmp_path / "data" / ".." / "data") == socket_name(tmp_path / "data")
    assert socket_name(tmp_path) != socket_name(tmp_path / "data")
