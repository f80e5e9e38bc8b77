"""The window's health: what a worker finds of folder and sound, what the sources and the storage report, what Qt tells."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from datetime import tzinfo
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from dutydesk.checkup import Finding, Subject
from dutydesk.checkup_facts import SoundFound, SourceFound
from dutydesk.checkup_findings import of_looks, of_sound, of_sources
from dutydesk.checkup_storage import of_health
from dutydesk.health import StorageHealth, StorageState
from dutydesk.sources_seen import heard
from dutydesk.telephony.events import Health, HealthState
from dutydesk.tones import TEST
from ui.equipment import looks, of_letters_and_screens
from ui.feed import Feed
from ui.sound import Speaker

Examine = Callable[[], tuple[Finding, ...]]
"""Looks at the data folder; takes as long as reading the database does."""


class DeskHealth(QObject):
    """Keeps what was found. `changed` tells that there is more to tell; `is_looking` while a worker is at it."""

    changed = Signal()

    _looked = Signal(object, object)
    _heard = Signal(object)

    def __init__(self, feed: Feed, examine: Examine, speaker: Speaker, *, path: Path, zone: tzinfo) -> None:
        super().__init__()
        self._examine, self.speaker = examine, speaker
        self._path, self._zone = path, zone
        self._found: tuple[Finding, ...] = ()
        self._equipment: tuple[Finding, ...] = ()
        self._sound: SoundFound | None = None
        self._sources: dict[str, SourceFound] = {}
        self._storage: StorageHealth | None = None
        self.is_looking = False
        queued = Qt.ConnectionType.QueuedConnection
        self._looked.connect(self._take, queued)
        self._heard.connect(self._take_sound, queued)
        feed.source_changed.connect(self._hear_source)
        feed.storage_changed.connect(self._hear_storage)

    def look(self) -> None:
        """Look at everything anew; returns at once."""
        self._equipment = tuple(of_letters_and_screens())
        if not self.is_looking:
            self.is_looking = True
            threading.Thread(target=self._work, name="checkup", daemon=True).start()
        self.changed.emit()

    def play_test_tone(self) -> None:
        """One beep; what became of it is a finding."""
        self.speaker.tones(TEST, heard=self._heard.emit)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is known now."""
        sound = (of_sound(self._sound),) if self._sound else ()
        return (*self._lost(), *self._found, *self.of_lines(), *self._equipment, *sound)

    def of_lines(self) -> tuple[Finding, ...]:
        """The phone sources."""
        return tuple(of_sources(tuple(self._sources.values()), self._zone))

    def of_line(self, name: str) -> Finding | None:
        """One phone source, None for one that does not tell anything."""
        return next(iter(of_sources((self._sources[name],), self._zone)), None) if name in self._sources else None

    def of_database(self) -> tuple[Finding, ...]:
        """The loss of the database, else what a worker last found of it."""
        return self._lost() or tuple(one for one in self._found if one.subject is Subject.DATABASE)

    def _lost(self) -> tuple[Finding, ...]:
        return tuple(of_health(self._storage, self._path, self._zone)) if self._storage else ()

    def _work(self) -> None:
        found: tuple[Finding, ...] = ()
        sound: SoundFound | None = None
        try:
            found = (*self._examine(), of_looks(looks()))
            sound = self.speaker.find()
        finally:  # an error goes to the one handler; the page does not wait for ever
            with contextlib.suppress(RuntimeError):  # the window has gone meanwhile
                self._looked.emit(found, sound)

    def _take(self, found: tuple[Finding, ...], sound: SoundFound | None) -> None:
        self.is_looking = False
        self._found, self._sound = found, sound
        self.changed.emit()

    def _take_sound(self, sound: SoundFound) -> None:
        self._sound = sound
        self.changed.emit()

    def _hear_source(self, health: Health) -> None:
        self._sources[health.source] = heard(self._sources.get(health.source), health)
        if health.state is HealthState.OFF:
            del self._sources[health.source]
        self.changed.emit()

    def _hear_storage(self, health: StorageHealth) -> None:
        self._storage = None if health.state is StorageState.OK else health
        self.changed.emit()
