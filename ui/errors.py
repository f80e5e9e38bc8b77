"""Where every error ends that nobody mended nearer by: it is logged, told in plain words, and the window lives on."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from dutydesk.logs import innermost
from dutydesk.repeats import Repeats

LOG = logging.getLogger("dutydesk.window")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_LONG_FIGURES = re.compile(r"\d{5,}")


class ErrorHandler(QObject):
    """Takes over the process's hooks. `happened` carries what says the sentence for the notice, on the window's thread.

    `position` answers where the journal stands, so that the log tells what the error came after. An error that comes again
    from the same place within a minute is only counted.
    """

    happened = Signal(object)

    def __init__(self, position: Callable[[], str] = str, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._position = position
        self._monotonic = monotonic
        self._repeats = Repeats()
        self._old_hooks = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """From now on all unmended errors come here."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_of_thread
        qInstallMessageHandler(_log_qt)

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._old_hooks
        qInstallMessageHandler(None)

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an error and tell it; Ctrl+C in the terminal still ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        passed_over = self._repeats.heard((kind, innermost(trace)), self._monotonic())
        if passed_over is None:
            return
        LOG.error("unexpected error at journal position %s, %d more like it", self._where(), passed_over, exc_info=(kind, error, trace))
        self.happened.emit(partial(self._words, kind, error.errno if isinstance(error, OSError) else None, passed_over))

    def _handle_of_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.handle(args.exc_type, args.exc_value, args.exc_traceback)

    def _where(self) -> str:
        try:
            return self._position()
        except Exception:  # asking for the position must not hide the error that is being told
            LOG.exception("the journal's position cannot be told")
            return "?"

    def _words(self, kind: type[BaseException], errno: int | None, passed_over: int) -> str:
        if errno is not None:
            said = self.tr("The computer reports: {reason}. What was recorded is kept; go on working and tell the manager.")
            return said.format(reason=os.strerror(errno)) + self._again(passed_over)
        said = self.tr("Something went wrong in the program ({kind}). What was recorded is kept; the error is in the log.")
        return said.format(kind=kind.__name__) + self._again(passed_over)

    def _again(self, passed_over: int) -> str:
        return " " + self.tr("It came {count} times since it was last told.").format(count=passed_over + 1) if passed_over else ""


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    LOG.log(_QT_LEVELS.get(kind, logging.WARNING), "Qt: %s", _LONG_FIGURES.sub("…", text))
