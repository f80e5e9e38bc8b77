"""The watch on the maintenance phone, in the whole window: loud while nobody hears the owners, and one key mends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dutydesk import duty, life
from dutydesk.alarms import Condition
from dutydesk.journal import Author
from dutydesk.tones import ALARMS, Pattern
from dutydesk.words import Level, Status
from tests.ui.night import CHEN, LI, LIU, QIAN, Night, busy_night
from tests.ui.small_desk import ALT, SmallDesk
from ui.silent_alarms import SilentAlarms


class WatchedDesk(SmallDesk):
    """The busy night; Chen and Liu are in the workshop, Zhang and He are out, the phone is forwarded here."""

    def empty_workshop(self) -> None:
        night = self.night
        night.does(duty.set_status, member=CHEN, status=Status.BREAK)
        power = next(call.id for call in night.journal.open_calls() if call.counter == 8)
        night.does(life.acknowledge, power)
        night.does(life.set_out, power, author=Author(LIU, LI))
        self.settle()

    def passes(self, seconds: int) -> None:
        for _ in range(seconds):
            self.night.clock.move(seconds=1)
            self.console.maintenance._count()  # noqa: SLF001 - the window's ticker runs by itself
        self.settle()

    @property
    def banner(self) -> str:
        label = self.console.findChild(QLabel, "bannerText.phone")
        return label.text() if label is not None and "phone" in self.console.banners.shown else ""


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[WatchedDesk]:
    made = WatchedDesk(qtbot, qapp, "en")
    yield made
    made.close()


def test_a_gap_is_loud_after_a_minute_and_gone_as_soon_as_it_is_mended(desk: WatchedDesk) -> None:
    desk.press(Qt.Key.Key_F, held=ALT)
    assert not desk.night.journal.line("8110").is_here
    desk.empty_workshop()
    desk.passes(59)
    assert (desk.banner, desk.console.maintenance.condition()) == ("", None)
    desk.passes(1)
    assert desk.banner == (
        "▲  Nobody hears the owners: workshop empty since 02:47, Maintenance phone 8110 not forwarded. Forward it, then press Alt+F."
    )
    assert desk.console.maintenance.condition() == Condition("line:8110:gap", Level.URGENT)
    desk.press(Qt.Key.Key_F, held=ALT)
    row = desk.night.journal.line("8110")
    assert (row.is_here, row.why, row.by) == (True, "out_on_repair", LI)
    assert (desk.banner, desk.console.maintenance.condition()) == ("", None)


def test_it_sounds_with_the_alarms_of_the_calls(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Pattern | str] = []
    monkeypatch.setattr(SilentAlarms, "tones", lambda _self, pattern, _volume=1.0: heard.append(pattern))
    monkeypatch.setattr(SilentAlarms, "stop", lambda _self: heard.append("silence"))
    desk = WatchedDesk(qtbot, qapp, "en", is_heard=True)
    desk.night.does(duty.return_line, number="8110")
    desk.empty_workshop()
    desk.passes(60)
    heard.clear()
    desk.window._ticker.tick()  # noqa: SLF001 - a second has passed
    assert heard == [ALARMS[2]]
    desk.press(Qt.Key.Key_F, held=ALT)
    assert heard == [ALARMS[2], "silence"]
    desk.close()


def test_the_banner_speaks_the_language_of_the_window(desk: WatchedDesk) -> None:
    desk.night.does(duty.return_line, number="8110")
    desk.empty_workshop()
    desk.passes(60)
    desk.toggle()
    assert desk.banner.startswith("▲  业主来电无人接听：02:47 起")
    desk.toggle()


def test_who_comes_back_mends_it_too(desk: WatchedDesk) -> None:
    desk.night.does(duty.return_line, number="8110")
    desk.empty_workshop()
    desk.passes(61)
    desk.night.does(duty.set_status, member=CHEN, status=Status.FREE)
    desk.settle()
    assert desk.banner == ""


def test_a_change_of_hands_does_not_ring(desk: WatchedDesk) -> None:
    desk.night.does(duty.return_line, number="8110")
    desk.empty_workshop()
    desk.passes(40)
    desk.night.does(duty.set_status, member=CHEN, status=Status.FREE)
    desk.passes(40)
    assert desk.banner == ""


def test_a_click_moves_the_phone_and_ctrl_z_takes_it_back(desk: WatchedDesk) -> None:
    QTest.mouseClick(desk.console.top_strip.phone_line, Qt.MouseButton.LeftButton)
    desk.settle()
    assert not desk.night.journal.line("8110").is_here
    assert "back at the workshop" in desk.console.notice.text
    desk.centre.undo_latest()
    desk.settle()
    assert desk.night.journal.line("8110").why == "out_on_repair"


def test_a_gap_that_is_there_at_the_start_is_told_at_once(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(application: QApplication, *, language: str) -> Night:
        night = busy_night(application, language=language)
        night.does(duty.return_line, number="8110")
        for member in (CHEN, LIU):
            night.does(duty.set_status, member=member, status=Status.BREAK)
        night.clock.move(minutes=3)
        return night

    monkeypatch.setattr("tests.ui.small_desk.busy_night", gone)
    desk = WatchedDesk(qtbot, qapp, "en")
    assert desk.banner.startswith("▲  Nobody hears the owners")
    desk.close()


def test_a_site_without_a_phone_moves_none(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(application: QApplication, *, language: str) -> Night:
        night = busy_night(application, language=language)
        premises = night.around.premises
        plain = replace(premises, site=replace(premises.site, lines=()))
        return replace(night, around=replace(night.around, premises=plain))

    monkeypatch.setattr("tests.ui.small_desk.busy_night", without)
    desk = WatchedDesk(qtbot, qapp, "en")
    desk.press(Qt.Key.Key_F, held=ALT)
    assert desk.night.journal.line("8110").is_here
    desk.close()


def test_what_changes_nothing_for_the_phone_is_not_told(desk: WatchedDesk, qtbot: QtBot) -> None:
    maintenance = desk.console.maintenance
    with qtbot.assertNotEmitted(maintenance.changed):
        desk.night.does(duty.set_status, member=QIAN, status=Status.BREAK)  # a guard
        desk.night.does(duty.set_status, member=CHEN, status=Status.BREAK)  # Liu still is there
        desk.settle()
    assert maintenance.may_go_back
    with qtbot.waitSignal(maintenance.changed):
        desk.night.does(duty.set_status, member=LIU, status=Status.BREAK)
    assert not maintenance.may_go_back
