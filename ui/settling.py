"""A window in which everything changes at once, as its language does, paints once: when all that is in it has found its place.

Else it paints what was said first, lays out for it, paints again, and so on; and keys wait until the last of it is done, for one turn
of the event loop would tell, lay out and paint. So they have their turn in between.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QWidget

TURNS = 2
"""Of the event loop: parts are laid out in the first, and those that lie beside them in the second."""


def paint_when_settled(window: QWidget) -> None:
    """Let the window, and all that is in it, paint only after the next turns, and then everything."""
    if window.isVisible() and window.updatesEnabled():
        window.setUpdatesEnabled(False)
        _wait(window, TURNS)


def _wait(window: QWidget, turns: int) -> None:
    if turns:
        QTimer.singleShot(0, window, partial(_wait, window, turns - 1))
    else:
        window.setUpdatesEnabled(True)
        # What was due before, Qt takes for asked already, though it let the asking pass: an update alone would be no more.
        QCoreApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))
