"""Loads pyqtgraph beside the window's thread: half a second of imports that no key waits for."""

from __future__ import annotations

import gc
import importlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

HEAVY = ("numpy", "pyqtgraph", "ui.timeline.view")


class Loading:
    """Imports what the timeline is drawn with, once, in a thread of its own. `error` says why it could not."""

    def __init__(self, modules: tuple[str, ...] = HEAVY) -> None:
        self._modules = modules
        self._thread = threading.Thread(target=self._load, name="timeline-import", daemon=True)
        self.error: ImportError | None = None

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def is_done(self) -> bool:
        """Whether the thread has come to its end."""
        return self._thread.ident is not None and not self._thread.is_alive()

    def _load(self) -> None:
        with _undisturbed():
            try:
                for module in self._modules:
                    importlib.import_module(module)
            except ImportError as error:
                self.error = error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep what an import of pyqtgraph brings from the window's thread.

    It puts hooks of its own in the place of ours: errors must go on ending in one handler. And its many new objects call the garbage
    collector, which would go through all that the program holds and stop every thread for 0.2 s meanwhile.
    """
    hooks = sys.excepthook, threading.excepthook
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = hooks
        if was_collecting:
            gc.enable()
