"""The panels of the desk that lie over the centre when asked for: the health page, the notices so far and the ring test."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from dutydesk.checkup import tell
from ui.centre.centre import Centre
from ui.console import ConsoleWindow
from ui.desk_phone import DeskPhone
from ui.health import DeskHealth
from ui.health_page import HealthPage
from ui.notice_list import NoticeList
from ui.ring_test_page import RingTestPage
from ui.surroundings import Surroundings


class DeskPanels(QObject):
    """Binds the keys of the panels, and the lamps and notices that open them. `dismissed` carries a phone call, and why."""

    dismissed = Signal(str, str)

    def __init__(self, console: ConsoleWindow, centre: Centre, health: DeskHealth, say: Callable[..., str], around: Surroundings) -> None:
        super().__init__(console)
        self._console, self._centre, self._health, self._say, self._around = console, centre, health, say, around
        self.desk_phone = DeskPhone(around.feed, around.ticker, around.premises, self)
        console.actions_.bind("window.ring_test", self._toggle_ring_test)
        console.actions_.bind("window.health", self._toggle_health)
        console.actions_.bind("window.notices", self._toggle_notices)
        console.notice.opened.connect(self.show_notices)
        strip = console.top_strip
        strip.line_lamp.tell_more(self._of_lines)
        strip.storage_lamp.tell_more(self._of_database)
        for lamp in (strip.line_lamp, strip.storage_lamp):
            lamp.clicked.connect(self.show_health)

    def show_health(self) -> None:
        """Show the health page, and look at everything."""
        page = HealthPage(self._health, self._say)
        page.closed.connect(self._console.covers.close)
        self._console.covers.show(page)
        self._health.look()

    def show_notices(self) -> None:
        """Show the notices so far."""
        console = self._console
        shown = NoticeList(console.notices, self._offered, self._around.premises)
        shown.closed.connect(console.covers.close)
        shown.undo_requested.connect(self._centre.undoing.take_back)
        self._around.ticker.minute.connect(shown.renew)
        console.covers.show(shown)

    def show_ring_test(self) -> None:
        """Begin a ring test."""
        page = RingTestPage(self._around.feed, self.desk_phone, self._around.names, self._say)
        page.closed.connect(self._console.covers.close)
        page.put_aside.connect(self._put_aside)
        self._console.covers.show(page)

    def close(self) -> None:
        """The window goes: no sound outlives it."""
        self._health.speaker.close()

    def _toggle_health(self) -> None:
        covers = self._console.covers
        covers.close() if isinstance(covers.shown, HealthPage) else self.show_health()

    def _toggle_notices(self) -> None:
        covers = self._console.covers
        covers.close() if isinstance(covers.shown, NoticeList) else self.show_notices()

    def _toggle_ring_test(self) -> None:
        covers = self._console.covers
        covers.close() if isinstance(covers.shown, RingTestPage) else self.show_ring_test()

    def _put_aside(self, phones: tuple[str, ...]) -> None:
        """Nobody waits for a call back of a test; what a source told as answered is settled already."""
        for phone in phones:
            found = self._around.feed.readings.phone_call(phone)
            if found is not None and not found.is_settled:
                self.dismissed.emit(phone, self.tr("Ring test"))

    def _offered(self) -> str:
        return self._centre.undoing.offered

    def _of_lines(self) -> str:
        return "\n".join(tell(one.said, self._say) for one in self._health.of_lines())

    def _of_database(self) -> str:
        return "\n".join(tell(one.said, self._say) for one in self._health.of_database())
