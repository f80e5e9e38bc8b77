"""Loads pyqtgraph beside the window's thread: half a second of imports that no key waits for."""

from __future__ import annotations

import importlib
import sys
import threading

HEAVY = ("numpy", "pyqtgraph")


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
        # pyqtgraph puts hooks of its own in the place of ours when it is imported: errors must go on ending in one handler.
        hooks = sys.excepthook, threading.excepthook
        try:
            for module in self._modules:
                importlib.import_module(module)
        except ImportError as error:
            self.error = error
        finally:
            sys.excepthook, threading.excepthook = hooks
