"""A timeline that is looked at: loaded, read, and with every stretch of it that is painted written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dutydesk import life
from dutydesk.journal import Author
from dutydesk.words import Level
from tests.ui.night import LI, NOW, Night
from ui.surroundings import Surroundings
from ui.timeline.place import TimelinePlace
from ui.timeline.view import TimelineView

PATIENCE = 20_000


class Paints(QObject):
    """Writes down what of a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.seen += list(event.region())
        return False


class Watched:
    """The timeline's place in a window of its own."""

    def __init__(self, night: Night, qtbot: QtBot, *, width: int = 1600, around: Surroundings | None = None) -> None:
        self.night, self.qtbot = night, qtbot
        self.place = TimelinePlace(around or night.around)
        qtbot.add_widget(self.place)
        self.place.resize(width, self.place.height())
        self.place.show()
        qtbot.wait_until(lambda: self.place.view is not None and self.place.shown.is_read, timeout=PATIENCE)
        self.view.activateWindow()
        self.paints = Paints(self.view.viewport())
        self.settle()

    @property
    def view(self) -> TimelineView:
        assert self.place.view is not None
        return self.place.view

    @property
    def names(self) -> tuple[str, ...]:
        return self.view.names.names

    def settle(self) -> None:
        """Until all is shown and painted; answers with nothing painted before."""
        self.night.settle()
        self.qtbot.wait_until(lambda: not self.view._soon.isActive() and self.place.shown.is_read, timeout=PATIENCE)  # noqa: SLF001
        self.night.settle()
        self.paints.seen.clear()

    def painted_by(self, change: object) -> list[QRect]:
        """What is painted because of a change."""
        self.settle()
        change()  # type: ignore[operator]
        self.night.settle()
        self.qtbot.wait_until(lambda: not self.view._soon.isActive(), timeout=PATIENCE)  # noqa: SLF001
        self.night.settle()
        return list(self.paints.seen)

    def lane(self, member: str) -> list[tuple[str, int, int | None]]:
        """What a person's lane shows, in minutes before now."""
        shown = self.place.shown.lane(member)
        return [(str(block.doing), _ago(block.start), None if block.end is None else _ago(block.end)) for block in shown]

    def point(self, row: int, at: datetime) -> QPoint:
        """Where a moment of a row is; row -1 is the calls' row."""
        view = self.view
        left = view.mapFromScene(view.box.mapToScene(view.box.rect().topLeft())).x()
        x = left + (at.timestamp() - view.stretch.left) / view.stretch.per_pixel
        top = view.mapFromScene(view.box.mapToScene(view.box.rect().topLeft())).y()
        y = top + view.stretch.high - 14 if row < 0 else top + row * 28 + 14
        return QPoint(round(x), round(y))

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.view, key)

    def click(self, row: int, at: datetime) -> list[str]:
        """A click; answers which calls were opened."""
        opened: list[str] = []
        self.place.call_opened.connect(opened.append)
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.point(row, at))
        self.place.call_opened.disconnect(opened.append)
        return opened


def _ago(at: datetime) -> int:
    return round((NOW - at).total_seconds() / 60)


def minutes_ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def repaired(night: Night, ago: float, who: str, place: str = "A-1106") -> str:
    """A repair from so many minutes ago, done after twenty."""
    night.at(ago)
    call = night.taken(place, "TAP", Level.NORMAL)
    night.handed_off(call, who, life.acknowledge, life.set_out, life.arrive, every=2)
    night.clock.move(minutes=14)
    night.does(life.complete, call, author=Author(who, LI), shares=dict.fromkeys(Level, 0.0))
    night.clock.time = NOW
    return call


def in_zone(around: Surroundings, zone: tzinfo) -> Surroundings:
    """The same night somewhere else."""
    return replace(around, premises=replace(around.premises, zone=zone))
