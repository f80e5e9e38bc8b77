"""The whole desk in the process of a benchmark: storage, window and webhook as the program joins them, and a watch on what is painted."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.founding import found_sample
from db.register import Register
from db.storage import Storage
from dutydesk.catalogue import Catalogue
from dutydesk.categories import default_categories, default_trades
from dutydesk.clocks import SystemClock, SystemZone
from dutydesk.desk import Desk
from dutydesk.journal import Outcome, Recorded
from dutydesk.levels import default_levels
from dutydesk.limits import Limits
from dutydesk.phones import Phones
from dutydesk.settings import Settings, SipSettings, WebhookSettings
from dutydesk.switchboard import Switchboard
from ui.desk_window import DeskWindow, Given
from ui.errors import ErrorHandler
from ui.feed import touched
from ui.premises import Premises

LONGEST = 5000
"""Milliseconds after which what was waited for will not come."""
TOKEN = "bench"
Wanted = Callable[[QObject, QEvent], bool]


class PaintWatch(QObject):
    """Sees when something is painted; listens only while it waits, and where possible to one widget.

    A change of theme sends 2,000 events: to look at each of them here would take 10 ms of the time that is measured.
    """

    def __init__(self) -> None:
        super().__init__()
        self._loop: QEventLoop | None = None
        self._wanted: Wanted = _nothing

    def wait(self, watched: QObject, wanted: Wanted, start: Callable[[], object]) -> float:
        """Milliseconds from `start` until `watched` gets a wanted event, and all that was due with it is painted.

        The application gets those of all its widgets; a window is asked once for all that is due in it (`is_due`).
        """
        self._loop, self._wanted = QEventLoop(), wanted
        watched.installEventFilter(self)
        QTimer.singleShot(LONGEST, self._loop, self._give_up)
        began = time.perf_counter()
        start()
        if self._wanted is not _nothing:
            self._loop.exec()
        took = (time.perf_counter() - began) * 1000
        watched.removeEventFilter(self)
        self._loop, self._wanted = None, _nothing
        assert took < LONGEST, "nothing was painted"
        return took

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._wanted(watched, event):
            self._wanted = _nothing
            if self._loop is not None:
                QTimer.singleShot(0, self._loop.quit)  # after this round of painting
        return False

    def _give_up(self) -> None:
        if self._loop is not None:
            self._loop.quit()


class HeartBeat:
    """The longest time for which the window's thread did not listen, in milliseconds: the largest gap of a 5 ms timer."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class OpenDesk:
    """A context manager. `before_commit` is called by the writer before each commit; `sip` is the exchange to register at."""

    def __init__(
        self, application: QApplication, folder: Path, before_commit: Callable[[], None] | None = None, *, sip: SipSettings | None = None
    ) -> None:
        application.setCursorFlashTime(0)
        clock = SystemClock()
        self.storage = Storage(folder, clock=clock, second_place=folder / "emergency", before_commit=before_commit)
        site = found_sample(self.storage)
        register, levels, catalogue = Register(self.storage.database), default_levels(), Catalogue.load()
        self.desk = Desk(self.storage.journal)
        premises = Premises(
            site=site,
            people=register,
            categories=default_categories(),
            trades=default_trades(),
            levels=levels,
            limits=Limits(levels),
            clock=clock,
            zone=SystemZone(),
        )
        given = Given(
            desk=self.desk,
            readings=self.storage.readings,
            register=register,
            drafts=self.storage.drafts,
            premises=premises,
            say=catalogue.say,
            language="zh",
            theme="night",
            region="CN",
            area_code="0571",
            folder=str(folder),
        )
        self._errors = ErrorHandler(self.storage.position)
        self.window = DeskWindow(application, given, self._errors)
        self.storage.journal.listen(self.window.feed.take)
        self.watch = PaintWatch()
        self._application = application
        self.port = free_port()
        self._phones = Phones(
            Settings(webhook=WebhookSettings("127.0.0.1", self.port, TOKEN), sip=sip),
            Switchboard(self.desk, register.people_with, site, region="CN", area_code="0571"),
            self.window.feed.hear,
            self.window.feed.report_source,
            clock,
        )

    def __enter__(self) -> Self:
        console = self.window.console
        console.resize(1920, 1080)
        self.watch.wait(console.crew.list.viewport(), _paints, self._show)
        self.watch.wait(console, is_due, self._listen)
        self.pause(500)
        return self

    def __exit__(self, *_: object) -> None:
        self._phones.stop()
        self.window.console.close()
        self.storage.close()

    @property
    def line(self) -> QWidget:
        """The input line."""
        return self.window.centre.parts.line

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> float:
        """Press a key; milliseconds to the first thing painted because of it."""
        return self.watch.wait(self.window.console, is_due, lambda: QTest.keyClick(self._focus(), key, held))

    def type(self, sign: str) -> float:
        """Type a sign; milliseconds until the line shows it."""
        return self.watch.wait(self.line, _paints, lambda: QTest.keyClicks(self._focus(), sign))

    def painted_after(self, painted: QWidget, key: Qt.Key) -> float:
        """Press a key; milliseconds until this widget is painted."""
        return self.watch.wait(painted, _paints, lambda: QTest.keyClick(self._focus(), key))

    def press_and_record(self, key: Qt.Key) -> tuple[float, float, Recorded]:
        """Press a key that lets something be recorded: milliseconds to the first painting, to that of the fact, and the fact."""
        loop, told = QEventLoop(), list[Outcome]()
        feed = self.window.feed

        def tell(outcome: Outcome) -> None:
            if isinstance(outcome, Recorded) and not touched(outcome, "call"):
                return  # the ring of the call
            told.append(outcome)
            QTimer.singleShot(0, loop.quit)

        feed.recorded.connect(tell)
        feed.refused.connect(tell)
        began = time.perf_counter()
        first = self.press(key)
        if not told:
            QTimer.singleShot(LONGEST, loop.quit)
            loop.exec()
        feed.recorded.disconnect(tell)
        feed.refused.disconnect(tell)
        assert told, "nothing was recorded"
        assert isinstance(told[0], Recorded), told[0]
        QApplication.processEvents()
        return first, (time.perf_counter() - began) * 1000, told[0]

    def ring(self, number: str, call_id: str) -> float:
        """Post a ring as the exchange does; milliseconds from the sending until its card is painted."""
        post = threading.Thread(target=self._post, args=(number, call_id))
        took = self.card_after(post.start)
        post.join()
        return took

    def card_after(self, start: Callable[[], object]) -> float:
        """Milliseconds from `start` until the card of a ring is painted."""
        cards = self.window.console.ringing
        return self.watch.wait(self._application, partial(_is_card_in, cards), start)

    def pause(self, milliseconds: int) -> None:
        """Let the desk go on for a while, as between two things that an officer does."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def hang_up(self, number: str, call_id: str) -> None:
        """The ring was answered here and is over."""
        self._post(number, call_id, event="answer")
        self._post(number, call_id, event="hangup")

    def _post(self, number: str, call_id: str, event: str = "newCall") -> None:
        form = {"event": event, "from": number, "to": "8119", "user": "desk", "diversion": "8110", "direction": "in", "callId": call_id}
        with urlopen(Request(f"http://127.0.0.1:{self.port}/cti/{TOKEN}", urlencode(form).encode()), timeout=10) as answer:
            assert answer.status == 200

    def _show(self) -> None:
        self.window.show()
        self.window.console.showNormal()
        self.window.console.resize(1920, 1080)

    def _listen(self) -> None:
        self._phones.start()
        self.window.console.update()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.line


def is_due(window: QObject, event: QEvent) -> bool:
    """Whether a window paints now all that has changed in it."""
    return event.type() == QEvent.Type.UpdateRequest and isinstance(window, QWidget) and window.updatesEnabled()


def _paints(_widget: QObject, event: QEvent) -> bool:
    return event.type() == QEvent.Type.Paint


def _nothing(_widget: QObject, _event: QEvent) -> bool:
    return False


def _is_card_in(cards: QWidget, widget: QObject, event: QEvent) -> bool:
    is_card = isinstance(widget, QWidget) and widget.objectName() == "ringCard" and cards.isAncestorOf(widget)
    return event.type() == QEvent.Type.Paint and is_card


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
