"""Notices stay ten seconds and take nothing; banners stay until their trouble is over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from ui.banners import Banners
from ui.notices import STAYS, Notice


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.add_widget(made)
    made.show()
    qtbot.wait_exposed(made)
    return made


def test_a_notice_goes_by_itself_after_ten_seconds(window: QWidget, qtbot) -> None:
    notice = Notice(window)
    notice.tell("17 handed off")
    timer = notice.findChild(QTimer)
    assert (notice.text, timer.interval()) == ("17 handed off", STAYS)
    timer.timeout.emit()
    assert notice.text == ""


def test_undo_is_offered_only_where_something_can_be_taken_back(window: QWidget, qtbot) -> None:
    notice = Notice(window)
    notice.tell("nothing to undo")
    assert notice.findChild(QPushButton).isHidden()
    notice.tell("17 completed", can_undo=True)
    with qtbot.wait_signal(notice.undo_requested):
        notice.findChild(QPushButton).click()


def test_a_notice_takes_no_focus(window: QWidget) -> None:
    line = QLineEdit(window)
    line.show()
    line.setFocus()
    Notice(window).tell("17 completed", can_undo=True)
    assert line.hasFocus()


def test_the_count_gives_way_to_the_sentence(window: QWidget) -> None:
    notice = Notice(window)
    notice.resize(600, 48)
    notice.tell("17 handed off")
    notice.tell("18 handed off")
    count = notice.findChild(QLabel, "noticeCount")
    assert count.text().startswith("2 notice")
    notice.resize(220, 48)
    QApplication.sendEvent(notice, QResizeEvent(notice.size(), notice.size()))
    assert count.text() == "+1"
    assert count.toolTip().startswith("2 notice")


def test_several_within_ten_seconds_are_counted(window: QWidget) -> None:
    notice = Notice(window)
    notice.resize(600, 48)
    notice.tell("17 handed off")
    count = notice.findChild(QLabel, "noticeCount")
    assert count.isHidden()
    notice.tell("17 acknowledged")
    notice.tell("17 set out")
    assert not count.isHidden()
    assert count.text().startswith("3 notice")
    notice.hide()
    notice.tell("17 arrived")
    assert count.isHidden()


def test_a_click_asks_for_all_that_was_told(window: QWidget, qtbot) -> None:
    notice = Notice(window)
    notice.tell("17 handed off")
    with qtbot.wait_signal(notice.opened):
        QTest.mouseClick(notice, Qt.MouseButton.LeftButton)


def test_what_is_said_is_asked_again_in_another_language(window: QWidget) -> None:
    words = ["17 completed"]
    notice = Notice(window)
    notice.tell(lambda: words[-1])
    words.append("17 已完成")
    QApplication.sendEvent(notice, QEvent(QEvent.Type.LanguageChange))
    assert notice.text == "17 已完成"


def test_a_banner_stays_until_the_trouble_is_over(window: QWidget) -> None:
    banners = Banners(window)
    banners.put_up("storage", "The database is lost")
    banners.put_up("clock", "The clock jumped", is_grave=False)
    banners.put_up("storage", "The database is still lost")
    assert banners.shown == ("clock", "storage")
    banners.take_down("clock")
    banners.take_down("storage")
    assert banners.isHidden()


def test_a_banner_reads_as_plain_text(window: QWidget) -> None:
    banners = Banners(window)
    banners.put_up("storage", "<b>lost</b>")
    assert banners.findChild(QLabel).text().endswith("<b>lost</b>")
