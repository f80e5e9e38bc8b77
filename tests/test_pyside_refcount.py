"""Slots that return None must not use up None, or the window dies after some thousand clicks: a guard when PySide6 is renewed."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QPushButton

class Bell(QObject):
    rang = Signal(int)

    def hear(self, times):
        return None

application = QApplication(["refcount"])
bell, button = Bell(), QPushButton("take")
bell.rang.connect(bell.hear)
bell.rang.connect(lambda times: None)
button.clicked.connect(lambda: None)
button.clicked.connect(bell.hear)
before = sys.getrefcount(None)  # from Python 3.12 on None is immortal and this number stands still
for times in range(2000):
    bell.rang.emit(times)
    button.click()
print(before - sys.getrefcount(None))
"""


def test_2000_signals_and_clicks_leave_none_alive() -> None:
    ended = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) < 500
