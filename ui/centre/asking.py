"""Asking the desk and waiting for its answer: what was asked here is told here, and nothing is told twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from dutydesk.journal import Recorded, Refused
from ui.feed import Feed

Done = Callable[[Recorded], None]
Denied = Callable[[Refused], None]


class Asking(QObject):
    """Routes the outcome of a request to who made it. A refusal nobody waits for here is `denied` to the line under the input."""

    touched = Signal(object)
    denied = Signal(object)

    def __init__(self, feed: Feed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, tuple[Done | None, Denied | None]] = {}
        # Queued also within one thread: an answer never comes before the question has returned.
        feed.recorded.connect(self._recorded, Qt.ConnectionType.QueuedConnection)
        feed.refused.connect(self._refused, Qt.ConnectionType.QueuedConnection)

    def expect(self, request: str, done: Done | None = None, denied: Denied | None = None) -> None:
        """Tell `done` or `denied` once the answer to `request` comes."""
        self._waiting[request] = (done, denied)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still owed."""
        return bool(self._waiting)

    def _recorded(self, outcome: Recorded) -> None:
        done, _ = self._waiting.pop(outcome.request, (None, None))
        self.touched.emit(outcome.touched)
        if done is not None:
            done(outcome)

    def _refused(self, outcome: Refused) -> None:
        if outcome.request not in self._waiting:
            return
        _, denied = self._waiting.pop(outcome.request)
        self.denied.emit(outcome)
        if denied is not None:
            denied(outcome)
