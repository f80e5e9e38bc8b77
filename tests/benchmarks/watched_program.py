"""dutydesk as it is, with a watch on the window's thread: `python -m tests.benchmarks.watched_program FILE ARGUMENTS...`.

Each stall over 100 ms becomes a line of FILE (JSON): how long it was, how long this process worked meanwhile, and where the window's
thread stood. What a stall has beyond the work is the machine's, which had other things to do.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from dutydesk.__main__ import main
from ui.application import Application
from ui.desk_window import DeskWindow

STALL_MS = 100.0
_BEAT_MS = 10
_MAIN = threading.main_thread().ident


@dataclass(frozen=True, slots=True)
class Stall:
    """A time in which the window did not listen. `worked` is the processor time of the whole process in it; milliseconds."""

    at: float
    took: float
    worked: float
    stack: tuple[str, ...]


class StallWatch(QObject):
    """Beats on the window's thread; a thread beside it looks where that one stands when a beat is late."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._began = self._last = time.perf_counter()
        self._worked = time.process_time()
        self._stack: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)
        threading.Thread(target=self._look, name="stalls", daemon=True).start()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.process_time()
        took = (now - self._last) * 1000
        if took > STALL_MS:
            self._write(Stall(now - self._began, took, (worked - self._worked) * 1000, self._stack))
        self._last, self._worked = now, worked

    def _look(self) -> None:
        """Take down the stack at half the time, so that it is that of what stalls."""
        pause = threading.Event()
        while not pause.wait(STALL_MS / 2000):
            if time.perf_counter() - self._last > STALL_MS / 2000:
                frame = sys._current_frames().get(_MAIN or 0)  # noqa: SLF001 # the documented way to another thread's stack
                self._stack = tuple(line.strip() for line in traceback.format_stack(frame, limit=12)) if frame else ()

    def _write(self, stall: Stall) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(stall), ensure_ascii=False) + "\n")


def watch(path: Path) -> None:
    """Let every window of this process be watched from when it is shown."""
    run = Application.run

    def watched(application: Application, window: DeskWindow, after_paint: Callable[[], None]) -> int:
        kept = StallWatch(path)
        try:
            return run(application, window, after_paint)
        finally:
            kept.deleteLater()

    Application.run = watched  # type: ignore[method-assign] # in a benchmark's own process


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
