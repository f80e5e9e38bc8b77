"""A console's centre on a plain in-memory desk: the sample site at night, real keys, and a clock moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dutydesk import duty
from dutydesk.calls import Call
from dutydesk.catalogue import Catalogue
from dutydesk.categories import default_categories, default_trades
from dutydesk.desk import Desk
from dutydesk.drafts import Draft
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.journal import Author, Outcome, Recorded, Request
from dutydesk.levels import default_levels
from dutydesk.limits import Limits
from dutydesk.memory import MemoryJournal
from dutydesk.places import Places
from dutydesk.rings import hear
from dutydesk.sample import initial_statuses, sample_repairs, sample_site
from dutydesk.site import EarlierRepair, Person
from dutydesk.taking import NewCall, take
from dutydesk.telephony.events import What
from dutydesk.words import Channel, Level, NumberState, Status
from ui.actions import Actions
from ui.authors import Authors
from ui.centre.bindings import bind
from ui.centre.centre import Centre
from ui.centre.desktop import Desktop
from ui.feed import Feed
from ui.languages import Languages
from ui.names import Names
from ui.notice_log import Saying
from ui.premises import Premises
from ui.surroundings import Surroundings
from ui.theme import Looks
from ui.ticker import Ticker

SITE, PEOPLE = sample_site()
START = datetime(2026, 11, 22, 18, 47, tzinfo=UTC)
LI, CHEN = "m501", "m208"
OFFICER = Author(LI, LI)
WU_NUMBER, ZHOU_NUMBER = "+8613905710275", "+8613805716620"


class HandClock:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self.time.timestamp()

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


class SlowJournal(MemoryJournal):
    """Answers at once, or holds its answers back until `let_go`, as a slow disk does."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__(clock)
        self.is_slow = False
        self._held: list[Request] = []

    def submit(self, request: Request) -> None:
        if self.is_slow:
            self._held.append(request)
        else:
            super().submit(request)

    def let_go(self) -> None:
        self.is_slow = False
        held, self._held = self._held, []
        for request in held:
            self.submit(request)


class PlainRegister:
    """The sample people, found by looking through them."""

    def __init__(self) -> None:
        self.people = list(PEOPLE)

    def person(self, person: str) -> Person | None:
        return next((one for one in self.people if one.id == person), None)

    def people_with(self, number: str) -> Sequence[Person]:
        return tuple(one for one in self.people if number in one.numbers)

    def people_at(self, place: str) -> Sequence[Person]:
        return tuple(one for one in self.people if any(room.place == place for room in one.rooms))

    def earlier_repairs_at(self, place: str, limit: int) -> Sequence[EarlierRepair]:
        return tuple(repair for repair in sample_repairs() if repair.place == place)[:limit]

    def find_people(self, text: str, limit: int) -> Sequence[Person]:
        return tuple(one for one in self.people if text in one.name)[:limit]


class KeptDrafts:
    """Drafts as they would stand on disk."""

    def __init__(self) -> None:
        self.kept: tuple[Draft, ...] = ()

    def save(self, drafts: Iterable[Draft]) -> None:
        self.kept = tuple(drafts)

    def load(self) -> Sequence[Draft]:
        return self.kept


class Console:
    """The centre in a window, with everything it works with at hand."""

    def __init__(self, qtbot: QtBot, application: QApplication) -> None:
        self.qtbot = qtbot
        self.clock = HandClock()
        self.journal = SlowJournal(self.clock)
        self.outcomes: list[Outcome] = []
        self.drafts = KeptDrafts()
        self.register = PlainRegister()
        self.languages = Languages(application, "en")
        self.feed = Feed(self.journal)
        self.journal.listen(self.feed.take)
        self.journal.listen(self.outcomes.append)
        self.desk = Desk(self.journal)
        self.authors = Authors()
        self.notices: list[str] = []
        self._people_come_on_duty()
        self._open(application)

    def _people_come_on_duty(self) -> None:
        author = Author("", "")
        self.desk.do(author, duty.muster, statuses=[(who, Status(what), where) for who, what, where in initial_statuses(SITE)])
        self.desk.do(Author(LI, LI), duty.sign_on, member=LI, officer=True)
        self.authors.show_officers((LI,))

    def _open(self, application: QApplication) -> None:
        premises = Premises(
            site=SITE,
            people=self.register,
            categories=default_categories(),
            trades=default_trades(),
            levels=default_levels(),
            limits=Limits(default_levels()),
            clock=self.clock,
            zone=ZoneInfo("Asia/Shanghai"),
        )
        self.looks = Looks(application)
        self.ticker = Ticker(self.clock)
        names = Names(premises, self.languages)
        catalogue = Catalogue.load()
        surroundings = Surroundings(self.feed, self.ticker, premises, names, self.looks, self.languages)
        self.desktop = Desktop(
            desk=self.desk,
            readings=self.journal,
            register=self.register,
            drafts=self.drafts,
            authors=self.authors,
            places=Places(SITE.places),
            surroundings=surroundings,
            say=lambda code, **values: catalogue.say(code, self.languages.code, **values),
        )
        self.window = QMainWindow()
        self.looks.dress(self.window)
        self.qtbot.addWidget(self.window)
        self.centre = Centre(self.desktop, self.window)
        self.centre.noticed.connect(self._notice)
        self.window.setCentralWidget(self.centre)
        self.actions = Actions(self.window)
        bind(self.actions, self.centre)
        self.window.resize(960, 940)
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.centre.restore()
        self.settle()

    # ---- keys

    @property
    def line(self) -> Any:
        return self.centre.parts.line

    def type(self, text: str) -> None:
        """Type a text; what no key has comes as an input method commits it."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.focus(), sign)
            else:
                self.compose("", sign)

    def compose(self, preedit: str, commit: str = "") -> None:
        """An input method shows `preedit` and commits `commit`."""
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(self.focus(), event)

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.focus(), key, held)
            self.settle()

    def enter(self, text: str) -> None:
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def click(self, name: str) -> None:
        QTest.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)
        self.settle()

    def find(self, kind: type[Any], name: str) -> Any:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def settle(self) -> None:
        """Until every answer has come and every queued signal was heard."""
        self.qtbot.waitUntil(lambda: self.journal.is_slow or not self.centre.asking.is_waiting)
        for _ in range(3):
            QApplication.processEvents()

    # ---- what happens

    def ring(self, number: str = WU_NUMBER, call_id: str = "1", diverted_from: str = "8110", source: str = "webhook") -> str:
        rang = PhoneRang(source, call_id, NumberState.OK, "8119", diverted_from, number=number)
        heard = Heard(What.RINGING, rang, self.clock.now())
        self.feed.hear(heard)
        self.desk.do(Author("", ""), hear, heard=heard, maintenance=frozenset({"8110"}))
        self.settle()
        return f"{source}:{call_id}"

    def has_call(self, place: str = "3-1-1502", category: str = "WAT1") -> Call:
        new = NewCall(self.desktop.shift().day, self.clock.now(), LI, Channel.DIRECT, "", category, Level.URGENT, place)
        self.does(take, new=new)
        return self.newest()

    def does(self, decision: Callable[..., Any], *args: Any, who: Author = OFFICER, **given: Any) -> Recorded:
        self.desk.do(who, decision, *args, **given)
        self.settle()
        outcome = self.outcomes[-1]
        assert isinstance(outcome, Recorded), outcome
        return outcome

    def newest(self) -> Call:
        return max(self.journal.calls.values(), key=lambda call: call.counter)

    def kinds(self) -> list[str]:
        """Kinds of what was written of calls, in order."""
        return [one.entry.kind for one in self.journal.entries() if one.entry.kind.startswith(("call.", "entry."))]

    @property
    def hint(self) -> str:
        return self.centre.parts.hint.text

    def _notice(self, saying: Saying) -> None:
        self.notices.append(saying.say())
