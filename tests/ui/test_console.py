"""The console window: everything together, in both languages and on small screens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutydesk import duty
from tests.ui.night import LI, WANG, Night
from ui.authors import Authors
from ui.console import ConsoleWindow
from ui.key_help import KeyHelp


def centre() -> QWidget:
    holder, line = QWidget(), QLineEdit()
    line.setObjectName("inputLine")
    QVBoxLayout(holder).addWidget(line)
    holder.setFocusProxy(line)
    return holder


def opened(night: Night, qtbot, width: int = 1920, height: int = 1080) -> ConsoleWindow:
    window = ConsoleWindow(night.around, Authors(), centre())
    qtbot.add_widget(window)
    window.resize(width, height)
    window.show()
    window.activateWindow()
    qtbot.wait_until(window.isActiveWindow)
    return window


def test_a_night_with_officers_opens_at_the_desk(night: Night, qtbot) -> None:
    window = opened(night, qtbot)
    assert window.centre.isVisible()
    assert window.authors.officers == (LI, WANG)


def test_without_officers_it_asks_who_is_on(quiet: Night, qtbot) -> None:
    window = opened(quiet, qtbot)
    assert window.sign_on.isVisible()
    assert window.sign_on.line.hasFocus()


def test_ctrl_o_gives_the_name_field_its_caret_back(quiet: Night, qtbot) -> None:
    window = opened(quiet, qtbot)
    window.crew.list.setFocus()
    qtbot.keyClick(window.crew.list, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert window.sign_on.line.hasFocus()


@pytest.mark.parametrize("width", [1366, 1920])
def test_the_strip_is_whole_after_a_change_of_language(night: Night, qtbot, width: int) -> None:
    night.around.languages.speak("zh")
    window = opened(night, qtbot, width, 900)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    labels = [label for label in window.top_strip.findChildren(QLabel) if label.text()]
    cut = lambda: [label.text() for label in labels if label.isVisible() and label.width() < label.sizeHint().width()]  # noqa: E731
    qtbot.wait_until(lambda: window.windowTitle() == "Haiyan Garden · duty desk" and not cut())
    night.settle()
    assert cut() == []


def test_signing_on_leads_to_the_desk(quiet: Night, qtbot) -> None:
    window = opened(quiet, qtbot)
    quiet.does(duty.sign_on, member=LI, officer=True)
    quiet.settle()
    assert window.authors.current == LI
    qtbot.keyClick(window.sign_on.line, Qt.Key.Key_Return)
    assert window.centre.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_calls_board_and_input_are_seen_together(night: Night, qtbot, width: int, height: int, language: str) -> None:
    night.around.languages.speak(language)
    window = opened(night, qtbot, width, height)
    assert (window.width(), window.height()) == (width, height)
    assert window.open_calls.list.height() >= 180
    assert window.crew.list.height() >= 400
    assert window.centre.width() >= 560


def test_a_ring_and_three_missed_leave_four_calls_in_sight(night: Night, qtbot) -> None:
    window = opened(night, qtbot, 1366, 768)
    for number in range(2):
        night.missed(f"+861391234567{number}", f"gone-{number}")
    night.settle()
    qtbot.wait_until(lambda: window.open_calls.list.height() >= 4 * night.around.looks.theme.sizes.row_call)


def test_the_crew_board_is_scrolled_by_key_and_tells_who_is_off(night: Night, qtbot) -> None:
    window = opened(night, qtbot, 1366, 768)
    off = window.crew.findChild(QLabel, "crewOff")
    bar = window.crew.list.verticalScrollBar()
    assert off.text().startswith("Off 19")
    assert off.isVisible()
    qtbot.wait_until(lambda: bar.maximum() > 0)
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert window.crew.list.hasFocus()


def test_ctrl_l_switches_the_language(night: Night, qtbot) -> None:
    window = opened(night, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    night.settle()
    assert window.windowTitle() == "海晏花园 · 值班台"


def test_ctrl_t_switches_the_theme(night: Night, qtbot) -> None:
    window = opened(night, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert night.around.looks.theme.name == "day"
    night.around.looks.wear("night")


def test_alt_u_switches_the_author(night: Night, qtbot) -> None:
    window = opened(night, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    assert window.authors.current == WANG


def test_f1_shows_the_keys_and_closes_them(night: Night, qtbot) -> None:
    window = opened(night, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.findChild(KeyHelp).isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert [one for one in window.findChildren(KeyHelp) if one.isVisible()] == []
    window.show_help()
    assert any(one.isVisible() for one in window.findChildren(KeyHelp))


def test_a_notice_lies_over_the_foot_of_the_centre(night: Night, qtbot) -> None:
    window = opened(night, qtbot)
    window.tell("17 handed off", can_undo=True)
    assert window.notice.geometry().left() > window.open_calls.width()
    assert window.notice.geometry().bottom() < window.key_bar.geometry().top()


def test_everything_a_person_presses_has_a_name(night: Night, qtbot) -> None:
    window = opened(night, qtbot)
    buttons = [button for button in window.findChildren(QPushButton) if button.isVisible()]
    assert [button.objectName() for button in buttons if not (button.objectName() and (button.accessibleName() or button.text()))] == []
    assert [button.objectName() for button in buttons if min(button.width(), button.height()) < 32] == []


def test_a_second_start_brings_it_forward(night: Night, qtbot) -> None:
    window = opened(night, qtbot)
    window.showMinimized()
    window.come_forward()
    assert not window.isMinimized()


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_a_banner_of_several_lines_is_whole(night: Night, qtbot, width: int) -> None:
    window = opened(night, qtbot, width, 768)
    window.banners.put_up("line", "The exchange does not accept the password, so no rings come in. " * 4)
    label = window.findChild(QLabel, "bannerText.line")
    assert label is not None
    qtbot.wait_until(lambda: label.visibleRegion().boundingRect().height() >= label.heightForWidth(label.width()) > 0)
