"""The window's ear: what other threads report, as Qt signals on the window's own thread, in order."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from dutydesk.drills.telling import Telling
from dutydesk.health import StorageHealth
from dutydesk.heard import Heard
from dutydesk.journal import Outcome, Readings, Recorded
from dutydesk.site import Line
from dutydesk.telephony.events import Health


class Feed(QObject):
    """Give `take` to `Journal.listen` and `hear` to the telephony thread; views connect to the signals and read through `readings`.

    `recorded` carries a `Recorded`, `refused` a `Refused`, `heard` a `Heard` that is not yet on disk, `storage_changed` a
    `StorageHealth`, `source_changed` a phone source's `Health`, `lines_changed` the site's lines, `drill_changed` what a drill
    tells of itself (`Telling`).
    """

    recorded = Signal(object)
    refused = Signal(object)
    heard = Signal(object)
    storage_changed = Signal(object)
    source_changed = Signal(object)
    lines_changed = Signal(object)
    drill_changed = Signal(object)

    _came = Signal(object)
    _rang = Signal(object)
    _stored = Signal(object)
    _reported = Signal(object)
    _relined = Signal(object)
    _told = Signal(object)

    def __init__(self, readings: Readings) -> None:
        super().__init__()
        self.readings = readings
        queued = Qt.ConnectionType.QueuedConnection
        self._came.connect(self._deliver, queued)
        self._rang.connect(self.heard, queued)
        self._stored.connect(self.storage_changed, queued)
        self._reported.connect(self.source_changed, queued)
        self._relined.connect(self.lines_changed, queued)
        self._told.connect(self.drill_changed, queued)

    def take(self, outcome: Outcome) -> None:
        """An outcome of the journal, from any thread."""
        self._came.emit(outcome)

    def hear(self, heard: Heard) -> None:
        """What a phone source heard, from any thread: shown before it is recorded."""
        self._rang.emit(heard)

    def report_storage(self, health: StorageHealth) -> None:
        """The storage's state has changed, from any thread."""
        self._stored.emit(health)

    def report_source(self, health: Health) -> None:
        """A phone source's health has changed, from any thread."""
        self._reported.emit(health)

    def report_lines(self, lines: tuple[Line, ...]) -> None:
        """The site's lines are others now, from any thread."""
        self._relined.emit(lines)

    def report_drill(self, telling: Telling) -> None:
        """How a drill goes, from any thread."""
        self._told.emit(telling)

    def _deliver(self, outcome: Outcome) -> None:
        (self.recorded if isinstance(outcome, Recorded) else self.refused).emit(outcome)


def touched(recorded: Recorded, kind: str) -> frozenset[str]:
    """The ids of one kind of subject that an act made anew: `touched(recorded, "call")`."""
    subjects = (subject.partition(":") for subject in recorded.touched)
    return frozenset(rest for before, _, rest in subjects if before == kind)
