"""The timeline in use: what lies under the pointer, where the keys stand, and what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from dutydesk import duty
from dutydesk.words import Level, Status
from tests.ui.night import CHEN, NOW, Night
from tests.ui.timeline.watched import Watched, minutes_ago, repaired

LEFT, RIGHT, UP, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


def test_a_click_on_a_block_opens_its_call(watched: Watched) -> None:
    assert watched.click(2, minutes_ago(10)) == [watched.view.lanes[2].blocks[-1][0].call]


def test_a_click_on_a_mark_opens_the_call(watched: Watched) -> None:
    group = watched.view.calls.groups[-2]
    assert watched.click(-1, group.at) == [group.foremost.id]


def test_a_click_beside_everything_opens_nothing(watched: Watched) -> None:
    assert watched.click(0, minutes_ago(600)) == []
    assert watched.click(-1, minutes_ago(600)) == []
    watched.qtbot.mouseClick(watched.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 60))
    watched.qtbot.mouseClick(watched.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(600, 5))


def test_a_click_takes_no_keys(watched: Watched) -> None:
    watched.click(2, minutes_ago(10))
    assert not watched.view.hasFocus()
    assert watched.view.viewport().focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_double_click_opens_once_more(watched: Watched) -> None:
    opened: list[str] = []
    watched.place.call_opened.connect(opened.append)
    where = watched.point(2, minutes_ago(10))
    watched.qtbot.mouseDClick(watched.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    watched.qtbot.mouseRelease(watched.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert len(opened) == 1


def test_the_tip_tells_which_call_who_and_how_long(watched: Watched) -> None:
    told = watched.view.tip_at(watched.point(2, minutes_ago(10)))
    assert told == ["7 B1-07 Entrance, garage, barrier", "张建国 · On site", "since 02:20 · 27 min"]


def test_the_tip_of_a_group_tells_its_calls(watched: Watched) -> None:
    group = watched.view.calls.groups[-1]
    told = watched.view.tip_at(watched.point(-1, group.at))
    assert len(told) == len(group.calls) > 1
    assert told[0].startswith("02:1")


def test_the_tip_of_a_limit_tells_until_when(watched: Watched) -> None:
    due = watched.view.calls.dues[-1]
    told = watched.view.tip_at(watched.point(-1, due.at))
    assert told == ["4 2-2-0301 Blocked drain, toilet", "check 08:59 · 6 h 12 min"]


def test_the_tip_is_plain_text(night: Night, qtbot) -> None:
    night.at(200)
    night.taken("<b>x</b>", "", Level.NORMAL, line="<img src=x>")
    night.clock.time = NOW
    watched = Watched(night, qtbot)
    where = watched.point(-1, minutes_ago(200))
    QApplication.sendEvent(watched.view.viewport(), QHelpEvent(QEvent.Type.ToolTip, where, watched.view.mapToGlobal(where)))
    assert "&lt;b&gt;x&lt;/b&gt;" in QToolTip.text()
    assert "<img" not in QToolTip.text()
    QToolTip.hideText()


def test_a_group_of_many_says_how_many_more(night: Night, qtbot) -> None:
    for _ in range(9):
        night.at(300)
        night.taken("A-1106", "AC", Level.NORMAL)
    night.clock.time = NOW
    watched = Watched(night, qtbot)
    told = watched.view.tip_at(watched.point(-1, minutes_ago(300)))
    assert len(told) == 7
    assert told[-1] == "and 3 more"


def test_a_break_has_a_tip_and_no_call(night: Night, qtbot) -> None:
    for ago, status in ((300, Status.BREAK), (270, Status.FREE)):
        night.at(ago)
        night.does(duty.set_status, member=CHEN, status=status, where="")
    night.clock.time = NOW
    watched = Watched(night, qtbot)
    assert watched.view.tip_at(watched.point(0, minutes_ago(285))) == ["陈志强 · Break", "yesterday 21:47 to 22:17 · 30 min"]
    assert watched.click(0, minutes_ago(285)) == []


# ---- keys


def with_keys(watched: Watched) -> Watched:
    watched.place.take_keys()
    watched.qtbot.wait_until(watched.view.hasFocus)
    return watched


def test_the_keys_begin_at_the_newest_call(watched: Watched) -> None:
    with_keys(watched)
    assert watched.view.spoken == "9 3-1-1502 Burst pipe, flooding, 2 Urgent · received 02:47 · to hand off · 李敏"
    assert watched.view.accessibleDescription() == watched.view.spoken


def test_arrows_walk_along_a_row_and_between_rows(watched: Watched) -> None:
    with_keys(watched)
    watched.press(LEFT)
    assert watched.view.spoken.startswith("8 5-2")
    watched.press(UP, UP)
    assert watched.view.spoken == "6 A-0503 Leak from above, 何军 · Called, 02:13 to 02:28 · 15 min"
    watched.press(RIGHT)
    assert watched.view.spoken.endswith("何军 · Accepted, 02:28 to 02:43 · 15 min")
    watched.press(LEFT, DOWN)
    assert "赵磊 · Helping" in watched.view.spoken


def test_enter_opens_the_call_the_keys_stand_on(watched: Watched) -> None:
    with_keys(watched)
    opened: list[str] = []
    watched.place.call_opened.connect(opened.append)
    watched.press(Qt.Key.Key_Return)
    assert opened == [watched.place.shown.calls()[-1].id]


def test_what_the_keys_stand_on_is_ringed_while_they_are_there(watched: Watched) -> None:
    with_keys(watched)
    watched.settle()
    assert watched.view.calls.ringed == watched.place.shown.calls()[-1].id
    assert watched.place.property("keys") == "true"
    watched.view.clearFocus()
    watched.settle()
    assert watched.view.calls.ringed == ""
    assert watched.place.property("keys") == "false"


def test_arrows_past_the_first_call_go_back_in_time(night: Night, qtbot) -> None:
    old = repaired(night, 60 * 34, CHEN)
    watched = with_keys(Watched(night, qtbot))
    for _ in range(30):
        watched.press(LEFT)
        watched.settle()
        if watched.view.spoken.startswith(f"{old.rpartition('-')[2]} A-1106"):
            break
    assert watched.view.span[0] <= minutes_ago(60 * 34) <= watched.view.span[1]


def test_home_goes_back_a_day_and_end_returns(watched: Watched) -> None:
    with_keys(watched)
    now = watched.view.span
    watched.press(Qt.Key.Key_Home)
    assert watched.view.span[1] == now[0]
    watched.press(Qt.Key.Key_PageDown)
    assert watched.view.span[1] > now[0]
    watched.press(Qt.Key.Key_End)
    assert watched.view.is_at_now


def test_plus_and_minus_look_closer_and_less_so(watched: Watched) -> None:
    with_keys(watched)
    watched.press(Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    left, right = watched.view.span
    assert (right - left).total_seconds() == 6 * 3600
    assert left < NOW < right
    watched.press(Qt.Key.Key_Minus, Qt.Key.Key_Minus)
    assert watched.view.is_at_now


def test_escape_gives_the_keys_back(watched: Watched) -> None:
    with_keys(watched)
    watched.press(Qt.Key.Key_Home)
    with watched.qtbot.wait_signal(watched.place.left):
        watched.press(Qt.Key.Key_Escape)
    assert watched.view.is_at_now


def test_a_click_on_the_names_unfolds_and_folds(watched: Watched) -> None:
    watched.place.fit(768)
    slim = watched.place.height()
    names, port = QPoint(20, 40), watched.view.viewport()
    assert watched.view.tip_at(names) == ["Click: show or hide the lanes where the window is low"]
    watched.qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=names)
    assert watched.place.height() > slim
    watched.qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=names)
    assert watched.place.height() == slim


def test_a_hand_shows_what_can_be_clicked(watched: Watched) -> None:
    port = watched.view.viewport()
    watched.qtbot.mouseMove(port, watched.point(2, minutes_ago(10)))
    assert port.cursor().shape() == Qt.CursorShape.PointingHandCursor
    watched.qtbot.mouseMove(port, watched.point(2, minutes_ago(600)))
    assert port.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_low_window_has_a_slim_strip_that_the_key_unfolds(watched: Watched) -> None:
    watched.place.fit(768)
    slim = watched.place.height()
    assert slim <= 80
    with_keys(watched)
    assert watched.place.height() >= slim + 3 * 28
    watched.qtbot.wait_until(lambda: len(watched.view.lanes) >= 3)
    watched.place.take_keys()
    assert watched.place.height() == slim
    watched.qtbot.wait_until(lambda: watched.view.lanes == [])
