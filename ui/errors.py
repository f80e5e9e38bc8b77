"""Where every error ends that nobody mended nearer by: it is logged, told in plain words, and the window lives on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

LOG = logging.getLogger("dutydesk.window")
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class ErrorHandler(QObject):
    """Takes over the process's hooks. `happened` carries a sentence for the notice, on the window's thread.

    `position` answers where the journal stands, so that the log tells what the error came after.
    """

    happened = Signal(str)

    def __init__(self, position: Callable[[], str] = str) -> None:
        super().__init__()
        self._position = position
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
        LOG.error("unexpected error at journal position %s", self._where(), exc_info=(kind, error, trace))
        self.happened.emit(self._words(error))

    def _handle_of_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.handle(args.exc_type, args.exc_value, args.exc_traceback)

    def _where(self) -> str:
        try:
            return self._position()
        except Exception:  # asking for the position must not hide the error that is being told
            LOG.exception("the journal's position cannot be told")
            return "?"

    def _words(self, error: BaseException) -> str:
        if isinstance(error, OSError):
            said = self.tr("The computer reports: {reason}. What was recorded is kept; go on working and tell the manager.")
            return said.format(reason=error.strerror or type(error).__name__)
        said = self.tr("Something went wrong in the program ({kind}). What was recorded is kept; the error is in the log.")
        return said.format(kind=type(error).__name__)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    LOG.log(_QT_LEVELS.get(kind, logging.WARNING), "Qt: %s", text)
