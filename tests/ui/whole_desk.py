"""The window as the program makes it: on a real data folder, real keys, and a clock whose two hands are moved by a test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.database import FILE
from db.founding import found_sample
from db.register import Register
from db.storage import Storage
from dutydesk import duty
from dutydesk.calls import Call
from dutydesk.catalogue import Catalogue
from dutydesk.categories import default_categories, default_trades
from dutydesk.desk import Desk
from dutydesk.health import StorageHealth
from dutydesk.journal import Author
from dutydesk.levels import default_levels
from dutydesk.limits import Limits
from tests.db.folderside import TwoHands
from ui.desk_window import DeskWindow, Given
from ui.errors import ErrorHandler
from ui.premises import Premises

LI = "m501"
NEVER = 1e6
"""Seconds between attempts to mend: a test says when."""
WITHIN = 5_000
"""Milliseconds in which a loss is told (screens.md, 14)."""
PATIENCE = 20_000


class WholeDesk:
    """An officer is signed on and the window is open."""

    def __init__(self, qtbot: QtBot, application: QApplication, folder: Path, language: str = "en") -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.file = folder / FILE
        self.second_place = folder.parent / "second"
        self.clock = TwoHands()
        self._windows: list[DeskWindow] = []
        self.storage = Storage(
            folder,
            clock=self.clock,
            second_place=self.second_place,
            machine="m1",
            on_health=self._report,
            mend_every=NEVER,
            look_every=0.02,
        )
        self.desk = Desk(self.storage.journal)
        self.site = found_sample(self.storage)
        self.desk.do(Author(LI, LI), duty.sign_on, member=LI, officer=True)
        self.window = self._open(application, language)
        self.console, self.centre = self.window.console, self.window.centre

    def _report(self, health: StorageHealth) -> None:
        for window in self._windows:
            window.feed.report_storage(health)

    def _open(self, application: QApplication, language: str) -> DeskWindow:
        levels = default_levels()
        premises = Premises(
            site=self.site,
            people=Register(self.storage.database),
            categories=default_categories(),
            trades=default_trades(),
            levels=levels,
            limits=Limits(levels),
            clock=self.clock,
            zone=ZoneInfo("Asia/Shanghai"),
        )
        self.storage.journal.run(lambda _ledger: None).result()
        window = DeskWindow(application, self._given(premises, language), ErrorHandler())
        self._windows.append(window)
        self.storage.journal.listen(window.feed.take)
        window.show()
        window.console.activateWindow()
        self.qtbot.waitActive(window.console)
        return window

    def _given(self, premises: Premises, language: str) -> Given:
        return Given(
            desk=self.desk,
            readings=self.storage.readings,
            register=Register(self.storage.database),
            drafts=self.storage.drafts,
            premises=premises,
            say=Catalogue.load().say,
            language=language,
            theme="night",
            region="CN",
            area_code="0571",
            folder=str(self.storage.path),
            themes=self.folder / "themes",
        )

    def close(self) -> None:
        """As the program ends."""
        self.window.close()
        self._windows.clear()
        self.storage.close()

    # ---- keys

    def type(self, text: str) -> None:
        QTest.keyClicks(self._focus(), text)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self._focus(), key)
            self.settle()

    def speak_other(self) -> None:
        """Ctrl+L."""
        QTest.keyClick(self._focus(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.console

    def take(self, text: str) -> Call:
        """A call is typed, taken and handed off to the first candidate."""
        before = {call.id for call in self.calls()}
        self.press(Qt.Key.Key_F2)
        self.type(text)
        self.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
        (new,) = [call for call in self.calls() if call.id not in before]
        return new

    def settle(self) -> None:
        """Until every answer has come and was heard."""
        self.qtbot.waitUntil(lambda: not self.centre.asking.is_waiting, timeout=PATIENCE)
        for _ in range(3):
            QApplication.processEvents()

    # ---- what is shown and written

    @property
    def line(self) -> Any:
        return self.centre.parts.line

    def banner(self, key: str) -> str:
        """What a banner says, "" while it is not up."""
        label = self.console.findChild(QLabel, f"bannerText.{key}")
        return label.text() if label is not None and key in self.console.banners.shown else ""

    def sees(self, key: str) -> str:
        """Wait until a banner is up; answers what it says."""
        self.qtbot.waitUntil(lambda: self.banner(key) != "", timeout=WITHIN)
        return self.banner(key)

    def sees_no_more(self, key: str) -> None:
        self.qtbot.waitUntil(lambda: key not in self.console.banners.shown, timeout=PATIENCE)
        self.settle()

    def tries_to_mend(self) -> None:
        """It is time to try again; returns when that was done, whatever came of it."""
        self.clock.move(seconds=2 * NEVER)
        for _ in range(2):  # the writer tries after each job
            self.storage.journal.run(lambda _ledger: None).exception(timeout=PATIENCE / 1000)

    def mends(self) -> None:
        """It is time to try again, and it works."""
        self.clock.move(seconds=2 * NEVER)
        self.sees_no_more("storage")

    def calls(self) -> Sequence[Call]:
        return self.storage.readings.open_calls()

    def shown(self) -> list[str]:
        """The open calls' places, as they stand on the board."""
        return [call.place for call in self.console.calls.calls]

    def kinds(self, call: Call) -> list[str]:
        return [one.entry.kind for one in self.storage.readings.history(f"call:{call.id}")]
