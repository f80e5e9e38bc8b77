"""What is said of phone sources in trouble: a banner while one is lost, with the last good time, and a notice where one only falters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import QObject

from dutydesk.telephony.events import Health, HealthState
from ui import durations
from ui.notice_log import Saying
from ui.phone_watch import PutUp

Say = Callable[..., str]


class SourceTroubles(QObject):
    """`put_up` and `take_down` banners by key. `notify` is told once of each trouble: a client that knows no better asks on."""

    def __init__(
        self, put_up: PutUp, take_down: Callable[[str], None], notify: Callable[[Saying], None], *, say: Say, zone: tzinfo, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._put_up, self._take_down, self._notify = put_up, take_down, notify
        self._say, self._zone = say, zone
        self._told: set[tuple[str, str]] = set()
        self._worked: set[str] = set()
        self._lost: dict[str, datetime] = {}

    def show(self, health: Health) -> None:
        """A line of a source's health."""
        name, key = health.source, f"source.{health.source}"
        if health.state is HealthState.DOWN:
            if name in self._worked:
                self._worked.remove(name)
                self._lost[name] = health.at
            self._put_up(key, partial(self._sentence, health, self._lost.get(name)))
            return
        self._take_down(key)
        if health.state is not HealthState.OFF:
            self._worked.add(name)
        if health.state is HealthState.BAD and (name, health.reason) not in self._told:
            self._told.add((name, health.reason))
            self._notify(Saying(partial(self._sentence, health)))

    def _sentence(self, health: Health, good: datetime | None = None) -> str:
        said = self._say(health.reason, **health.values)
        return (
            self.tr("{sentence} Last good: {time}.").format(sentence=said, time=durations.time_of_day(good, self._zone)) if good else said
        )
