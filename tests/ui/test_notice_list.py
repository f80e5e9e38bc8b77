"""The notices so far: newest first, in the language of now, with undo beside what can still be taken back, and no focus taken."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dutydesk.health import StorageHealth, StorageState
from tests.dutydesk.deskside import HandClock
from tests.ui.whole_desk import WholeDesk
from ui.notice_list import NoticeList
from ui.notice_log import KEPT, NoticeLog, Saying

ESC, F5 = Qt.Key.Key_Escape, Qt.Key.Key_F5


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, qapp, tmp_path / "data")
    yield made
    made.close()


def ctrl_n(desk: WholeDesk) -> None:
    QTest.keyClick(QApplication.focusWidget() or desk.console, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    desk.settle()


def list_of(desk: WholeDesk) -> NoticeList | None:
    shown = [one for one in desk.console.findChildren(NoticeList) if one.isVisible()]
    return shown[0] if shown else None


def said(desk: WholeDesk) -> list[str]:
    """The sentences, from the top."""
    shown = list_of(desk)
    assert shown is not None
    holder = shown.area.widget()
    labels = [label for label in holder.findChildren(QLabel) if label.wordWrap()]
    return [label.text() for label in sorted(labels, key=lambda label: label.mapTo(holder, label.rect().topLeft()).y())]


def undo_of(desk: WholeDesk) -> QPushButton | None:
    shown = list_of(desk)
    assert shown is not None
    buttons = shown.area.widget().findChildren(QPushButton)
    assert len(buttons) <= 1
    return buttons[0] if buttons else None


def test_what_was_told_stands_there_newest_first_and_the_caret_stays(desk: WholeDesk) -> None:
    desk.take("3-1-1502 burst")
    desk.type("half")
    ctrl_n(desk)
    first, second = said(desk)
    assert first.startswith("1 Handed off to ")
    assert second == "Taken: 1 3-1-1502 Burst pipe, flooding"
    assert desk.line.hasFocus()
    desk.press(ESC)
    assert list_of(desk) is None
    assert desk.line.text() == "half"


def test_the_key_closes_it_too_and_nothing_told_is_said(desk: WholeDesk) -> None:
    ctrl_n(desk)
    shown = list_of(desk)
    assert shown is not None
    assert "No notices yet." in [label.text() for label in shown.findChildren(QLabel)]
    ctrl_n(desk)
    assert list_of(desk) is None


def test_it_speaks_the_language_of_now(desk: WholeDesk) -> None:
    desk.take("3-1-1502 burst")
    ctrl_n(desk)
    desk.speak_other()
    assert said(desk)[1] == "已登记：1 3-1-1502 水管爆裂/淹水"
    desk.speak_other()
    assert said(desk)[1].startswith("Taken: ")


def test_undo_takes_the_last_act_back_and_no_other(desk: WholeDesk) -> None:
    call = desk.take("3-1-1502 burst")
    desk.press(F5)
    ctrl_n(desk)
    undo = undo_of(desk)
    assert undo is not None
    assert undo.accessibleName().startswith("Undo: 1 ")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.kinds(call)[-1] == "entry.undone"
    assert said(desk)[0].startswith("Taken back: 1 ")
    assert list_of(desk) is not None


def test_after_five_minutes_nothing_is_offered(desk: WholeDesk) -> None:
    desk.take("3-1-1502 burst")
    ctrl_n(desk)
    assert undo_of(desk) is not None
    desk.clock.move(minutes=6)
    desk.window.panels._around.ticker.minute.emit()  # noqa: SLF001
    assert undo_of(desk) is None


def test_an_act_that_is_no_longer_the_last_is_not_taken_back(desk: WholeDesk) -> None:
    call = desk.take("3-1-1502 burst")
    offered = desk.centre.undoing.offered
    desk.press(F5)
    before = desk.kinds(call)
    desk.centre.undoing.take_back(offered)
    desk.settle()
    assert desk.kinds(call) == before


def test_a_draft_that_was_thrown_away_comes_back(desk: WholeDesk) -> None:
    desk.type("burst")
    QTest.keyClick(desk.line, ESC, Qt.KeyboardModifier.ShiftModifier)
    desk.settle()
    ctrl_n(desk)
    undo = undo_of(desk)
    assert undo is not None
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.line.text() == "burst"


def test_warnings_and_errors_stand_there_too(desk: WholeDesk) -> None:
    desk.window.warn("settings.unreadable", file="settings.toml")
    desk.window.feed.report_storage(StorageHealth(StorageState.FROZEN, desk.clock.now(), "data.vanished"))
    desk.settle()
    desk.window._tell_error(partial(str, "Something went wrong"))  # noqa: SLF001
    ctrl_n(desk)
    told = said(desk)
    assert told[0] == "▲  Something went wrong"
    assert told[1].startswith("▲  The database file has vanished")
    assert told[2].startswith("▲  The settings settings.toml cannot be read")


def test_a_banner_that_changes_its_words_is_told_once(desk: WholeDesk) -> None:
    for _ in range(3):
        desk.window.feed.report_storage(StorageHealth(StorageState.FROZEN, desk.clock.now(), "data.vanished"))
    desk.settle()
    assert len(desk.console.notices.newest_first) == 1


def test_a_click_on_the_notice_opens_it(desk: WholeDesk) -> None:
    desk.console.showNormal()
    desk.console.resize(1366, 768)
    desk.take("3-1-1502 burst")
    QTest.mouseClick(desk.console.notice, Qt.MouseButton.LeftButton)
    assert list_of(desk) is not None
    assert desk.line.hasFocus()


def test_tab_reaches_the_button_and_closing_gives_the_caret_back(desk: WholeDesk) -> None:
    desk.take("3-1-1502 burst")
    ctrl_n(desk)
    undo = undo_of(desk)
    assert undo is not None
    undo.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(ESC)
    assert list_of(desk) is None
    assert desk.line.hasFocus()


def test_the_button_of_the_list_closes_it(desk: WholeDesk) -> None:
    ctrl_n(desk)
    shown = list_of(desk)
    assert shown is not None
    QTest.mouseClick(shown.findChild(QPushButton, "noticeListClose"), Qt.MouseButton.LeftButton)
    assert list_of(desk) is None


def test_only_the_last_are_kept(qapp: QApplication) -> None:
    notices = NoticeLog(HandClock())
    for number in range(KEPT + 5):
        notices.keep(Saying(partial(str, number)))
    assert [one.saying.say() for one in notices.newest_first][:2] == [str(KEPT + 4), str(KEPT + 3)]
    assert len(notices.newest_first) == KEPT
