"""What an X server shows where a window grew until the program has painted there: the window's own ground, and never a white flash.

Qt gives its windows no background, so the server leaves there what lies behind: a window manager's frame, white with many of them.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QNativeInterface
from PySide6.QtWidgets import QWidget

_BACK_PIXEL = 2
"""XCB_CW_BACK_PIXEL of xproto.h."""
_TRUE_COLOUR = (24, 32)
"""Depths at which a pixel is its colour."""


class Backdrop(QObject):
    """Watches a window and gives it its ground whenever the system gives it a window of its own, and when its colours change."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        if QGuiApplication.platformName() == "xcb":
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Show, QEvent.Type.PaletteChange} and isinstance(watched, QWidget) and watched.isVisible():
            _lay(watched)
        return super().eventFilter(watched, event)


def _lay(window: QWidget) -> None:
    application, screen = QGuiApplication.instance(), window.screen()
    server = application.nativeInterface() if isinstance(application, QGuiApplication) else None
    library = _xcb()
    if library is None or not isinstance(server, QNativeInterface.QX11Application) or screen.depth() not in _TRUE_COLOUR:
        return
    pixel = ctypes.c_uint32(window.palette().window().color().rgba())
    connection, number = ctypes.c_void_p(server.connection()), ctypes.c_uint32(window.winId())
    library.xcb_change_window_attributes(connection, number, ctypes.c_uint32(_BACK_PIXEL), ctypes.byref(pixel))


@cache
def _xcb() -> ctypes.CDLL | None:
    """The library through which Qt itself speaks to the server."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL("libxcb.so.1")
    except OSError:
        return None
