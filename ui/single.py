"""A second start on the same folder brings the first window forward, through a local socket named after the folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWERS_WITHIN = 1000
"""Milliseconds that a second start waits for the first window."""
_FORWARD = b"forward\n"


def socket_name(folder: Path) -> str:
    """The socket of a data folder: the same for every way to write its path, short enough for every system."""
    return f"dutydesk-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]}"


def bring_forward(folder: Path) -> bool:
    """Ask the window that runs on `folder` to come forward; False when none answers."""
    if QCoreApplication.instance() is not None:
        return _call(folder)
    application = QCoreApplication([])  # sockets need one, a second start has none yet
    try:
        return _call(folder)
    finally:
        application.shutdown()  # there can be one at a time, and a box that tells of the first window needs its own


def _call(folder: Path) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(socket_name(folder))
    if not socket.waitForConnected(ANSWERS_WITHIN):
        return False
    socket.write(_FORWARD)
    is_told = socket.waitForBytesWritten(ANSWERS_WITHIN)
    socket.disconnectFromServer()
    return is_told


class FirstWindow(QObject):
    """Listens for second starts. Only the process that holds the folder's lock makes one: an old socket is then nobody's."""

    called_forward = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        QLocalServer.removeServer(socket_name(folder))
        self.is_listening = self._server.listen(socket_name(folder))

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.called_forward.emit()
