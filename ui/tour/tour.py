"""The tour itself: when it is shown, where, and what goes on to the next key. The desk works under it as always."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dutydesk.journal import Recorded
from dutydesk.site import PlaceKind
from ui.centre.centre import Centre
from ui.console import ConsoleWindow
from ui.surroundings import Surroundings
from ui.tour.card import GAP, ROUND, Ring, TourCard
from ui.tour.steps import INPUT, STEPS, Step

MARGIN = 12
FORWARD, BACK, SKIP = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right), (Qt.Key.Key_Left,), (Qt.Key.Key_Escape,)


class TourMemory(Protocol):
    """Whether somebody was shown around on this folder."""

    def is_offered(self) -> bool:
        """Whether the tour is still to be shown by itself."""

    def keep_as_seen(self) -> None:
        """It never comes by itself again."""


class Tour(QObject):
    """Shown by itself after the first sign-on where `memory` offers it, and whenever it is asked for.

    While the input line is empty and waits for nothing, Enter and the arrows are the tour's; else every key is the desk's.
    """

    def __init__(self, console: ConsoleWindow, centre: Centre, around: Surroundings, memory: TourMemory | None) -> None:
        super().__init__(console)
        self._console = console
        self._centre = centre
        self._memory = memory
        self._example = next((place.code for place in around.premises.site.places if place.kind is PlaceKind.ROOM), "3-1502")
        self._at = 0
        self._card: TourCard | None = None
        self._ring: Ring | None = None
        self._marked: QWidget | None = None
        console.actions_.bind("window.tour", self.begin)
        console.actions_.triggered.connect(self._look_at_action)
        console.sign_on.finished.connect(self._come_to_the_desk)
        console.notice.covered.connect(self._renew)
        around.feed.recorded.connect(self._look_at_facts)
        centre.taking.opened.connect(self._renew)
        centre.taking.changed.connect(self._renew)

    @property
    def step(self) -> Step | None:
        """The step that is shown."""
        return STEPS[self._at] if self._card is not None else None

    @property
    def card(self) -> TourCard | None:
        """What is shown of it."""
        return self._card

    def begin(self) -> None:
        """Show the first key."""
        if self._card is None:
            self._ring, self._card = Ring(self._console), TourCard(self._console)
            self._card.went_on.connect(self.go_on)
            self._card.went_back.connect(self.go_back)
            self._card.skipped.connect(self.end)
            self._centre.parts.line.installEventFilter(self)
            self._console.installEventFilter(self)
        self._at = 0
        self._renew()

    def go_on(self) -> None:
        """The next key; after the last one the tour is over."""
        if self._at + 1 == len(STEPS):
            self.end()
            return
        self._at += 1
        self._renew()

    def go_back(self) -> None:
        """The key before."""
        self._at = max(0, self._at - 1)
        self._renew()

    def end(self) -> None:
        """It is over, and never comes by itself again."""
        if self._memory is not None:
            self._memory.keep_as_seen()
        self._centre.parts.line.removeEventFilter(self)
        self._console.removeEventFilter(self)
        for part in (self._card, self._ring):
            if part is not None:
                part.hide()
                part.deleteLater()
        self._card = self._ring = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._centre.parts.line:
            return isinstance(event, QKeyEvent) and self._takes(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LanguageChange):
            QTimer.singleShot(0, self, self._renew)  # what it stands beside is laid out after the window
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key of the line was the tour's. An accepted override keeps Esc from being the desk's."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._is_at_rest():
            return False
        for keys, act in ((FORWARD, self.go_on), (BACK, self.go_back), (SKIP, self.end)):
            if event.key() in keys:
                if event.type() == QEvent.Type.KeyPress:
                    act()
                event.accept()
                return True
        return False

    def _is_at_rest(self) -> bool:
        """Whether the line is empty and neither it nor anything beside it waits for a key."""
        parts, line = self._centre.parts, self._centre.parts.line
        is_open = parts.find.isVisible() or parts.steps.isVisible() or parts.sheet.chooser.isVisible()
        is_busy = self._centre.taking.active is not None or self._centre.undoing.is_pending or line.is_composing
        return line.hasFocus() and not (line.text() or is_open or is_busy)

    def _come_to_the_desk(self) -> None:
        if self._card is None and self._memory is not None and self._memory.is_offered():
            self.begin()

    def _look_at_action(self, action: str) -> None:
        """Doing what a step is about goes on; coming to the desk by a key begins."""
        if self._card is None:
            if action != "window.tour" and self._console.authors.officers:
                QTimer.singleShot(0, self, self._come_to_the_desk)
            return
        if action == STEPS[self._at].action:
            self.go_on()
        QTimer.singleShot(0, self, self._renew)

    def _look_at_facts(self, recorded: Recorded) -> None:
        if self._card is None:
            return
        kinds = {one.entry.kind for one in recorded.entries}
        if STEPS[self._at].kind in kinds:
            self.go_on()
        QTimer.singleShot(0, self, self._renew)

    def _renew(self) -> None:
        """Show the step beside what it is about, as that lies now."""
        if self._card is None or self._ring is None:
            return
        self._card.show_step(STEPS[self._at], self._example, has_keys=self._is_at_rest())
        mark = self._mark()
        self._ring.setGeometry(mark)
        room = self._console.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        notice = self._console.notice
        if notice.isVisible() and mark.top() > notice.y():
            room.setBottom(notice.y() - GAP)
        self._card.stand_by(mark, room)
        for part in (self._ring, self._card):
            part.show()
            part.raise_()

    def _mark(self) -> QRect:
        """Where the thing is that the step is about; in the whole key bar where its key has no room."""
        beside = STEPS[self._at].beside
        bar = self._console.key_bar
        shown: QWidget | None = self._centre.parts.bar if beside == INPUT else bar.findChild(QWidget, f"key.{beside}")
        if shown is None or not shown.isVisible():
            shown = bar
        corner = shown.mapTo(self._console, QPoint(0, 0))
        return QRect(corner, shown.size()).adjusted(-ROUND, -ROUND, ROUND, ROUND)
