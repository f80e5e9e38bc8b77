"""The program with its window, as a process of its own: another port is typed, and rings come in there without a restart."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from dutydesk import logs, settings

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "the-secret-of-the-program"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")

PROGRAM = """
import sys, threading
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from dutydesk.__main__ import main
from dutydesk.phones import Phones
from ui.application import Application

def say(*words):
    print(*words, flush=True)

change = Phones.change
def changed(phones, *given):
    say("changed", "beside" if threading.current_thread() is not threading.main_thread() else "in", "the window")
    change(phones, *given)
Phones.change = changed

def keys(text):
    QTest.keyClicks(QApplication.focusWidget(), text)

class Watched(Application):
    def run(self, window, after_paint):
        def opens():
            if not window.console.isActiveWindow():
                QTimer.singleShot(20, opens)
                return
            QTest.keyClick(QApplication.focusWidget() or window.console, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
            types()

        def types():
            focus = QApplication.focusWidget()
            if focus is None or focus.objectName() != "phones.webhook.listen":
                QTimer.singleShot(20, types)
                return
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            keys(sys.argv[-1])
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

        def begin():
            after_paint()
            window.feed.source_changed.connect(lambda health: say("source", health.state, health.values.get("port")))
            window.feed.heard.connect(lambda heard: say("heard", heard.rang.line, heard.what))
            opens()
        return super().run(window, begin)

import ui.application
ui.application.Application = Watched
address = sys.argv[-1]
sys.exit(main(sys.argv[1:-1]))
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_another_port_is_typed_and_rings_come_in_there(tmp_path: Path) -> None:
    folder, old, new = tmp_path / "desk", free_port(), free_port()
    settings.write_default(folder / settings.FILE, listen=f"127.0.0.1:{old}", token=TOKEN)
    arguments = [sys.executable, "-c", PROGRAM, "demo", "--calls", "0", "--data", str(folder), "--lang", "en", f"127.0.0.1:{new}"]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(tmp_path / "state")}
    process = subprocess.Popen(arguments, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    try:
        told = hears_until(process, f"source ok {new}")
        assert "changed beside the window" in told
        assert posts(new) == 200
        assert "heard 8119 ringing" in hears_until(process, "heard 8119 ringing")
        process.send_signal(signal.SIGTERM)
        said, complaints = process.communicate(timeout=60)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    assert (process.returncode, complaints) == (0, "")
    assert f'listen = "127.0.0.1:{new}"' in (folder / settings.FILE).read_text(encoding="utf-8")
    log = (folder / logs.LOG).read_text(encoding="utf-8")
    assert "ERROR" not in log
    assert TOKEN not in log + said + "\n".join(told)


def hears_until(process: subprocess.Popen[str], wanted: str) -> list[str]:
    assert process.stdout is not None
    told: list[str] = []
    while wanted not in told:
        line = process.stdout.readline()
        assert line, process.communicate(timeout=30)
        told.append(line.strip())
    return told


def posts(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    form = urlencode({"event": "newCall", "direction": "in", "callId": "1", "from": "13905710275", "to": "8119"})
    connection.request("POST", f"/cti/{TOKEN}", form, {"Content-Type": "application/x-www-form-urlencoded"})
    status = connection.getresponse().status
    connection.close()
    return status
