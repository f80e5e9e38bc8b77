"""What the page asks of the settings: it is done beside the window, and the answer comes back on the window's thread."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from dutydesk.phone_fields import Typed
from dutydesk.phone_offers import Offer
from dutydesk.phone_settings import Answer, PhoneSettings


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed, and what the file held then."""

    typed: Typed
    file: Typed


class PhoneChanging(QObject):
    """Outlives the page: `kept` is what was typed and neither applied nor discarded when the page went.

    `answered` carries an `Answer`, `ports_found` what serial ports there are.
    """

    answered = Signal(object)
    ports_found = Signal(object)

    _came = Signal(object)
    _ports_came = Signal(object)

    def __init__(self, store: PhoneSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._waits_for = 0
        self.kept: Kept | None = None
        self.can_undo = False
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._ports_came.connect(self.ports_found, Qt.ConnectionType.QueuedConnection)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._waits_for > 0

    def read(self) -> None:
        """Ask what the file holds; returns at once, as all of these do."""
        self._waits_for += 1
        self._store.read(self._tell)

    def apply(self, typed: Typed) -> None:
        """Ask for what is typed."""
        self._waits_for += 1
        self._store.apply(typed, self._tell)

    def undo(self) -> None:
        """Ask for what the file held before."""
        self._waits_for += 1
        self._store.undo(self._tell)

    def look_for_ports(self) -> None:
        """Ask what serial ports there are: the system may take a while to say."""
        self._store.list_ports(self._tell_ports)

    def _tell_ports(self, ports: tuple[Offer, ...]) -> None:
        with contextlib.suppress(RuntimeError):  # the window has gone meanwhile
            self._ports_came.emit(ports)

    def _tell(self, answer: Answer) -> None:
        with contextlib.suppress(RuntimeError):  # the window has gone meanwhile
            self._came.emit(answer)

    def _take(self, answer: Answer) -> None:
        self._waits_for -= 1
        self.can_undo = answer.can_undo
        if answer.is_kept:
            self.kept = None
        self.answered.emit(answer)
