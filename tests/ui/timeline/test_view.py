"""The timeline as it is seen: whose lanes, which marks, which hours, and how little is painted anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from dutydesk import duty, life
from dutydesk.limits import Heat
from dutydesk.words import Level, Status, Told
from tests.ui.night import CHEN, HE, LIU, NOW, SUN, ZHANG, ZHAO, Night
from tests.ui.timeline.watched import Watched, in_zone, minutes_ago, repaired
from ui.names import Names
from ui.timeline.canvas import CALLS_ROW
from ui.timeline.items import LINE


def test_people_with_work_have_lanes_maintenance_first(watched: Watched) -> None:
    assert watched.view.members == (CHEN, LIU, ZHANG, HE, ZHAO)
    assert watched.names == ("陈志强", "刘洋", "张建国", "何军", "赵磊", "Calls")


def test_a_lane_tells_what_was_done(watched: Watched) -> None:
    assert watched.lane(HE) == [("called", 34, 19), ("accepted", 19, 4), ("on_the_way", 4, None)]
    assert watched.lane(ZHAO) == [("helping", 27, None)]
    assert watched.lane(LIU) == [("called", 6, None)]


def test_an_offer_nobody_answered_is_told_by_its_limit(watched: Watched) -> None:
    assert [heat for _, _, heat in watched.view.lanes[1].blocks] == [Heat.PAST]
    assert {heat for _, _, heat in watched.view.lanes[3].blocks} == {None}


def test_a_call_s_number_stands_once_on_blocks_that_follow(watched: Watched) -> None:
    assert [number for _, number, _ in watched.view.lanes[2].blocks if number] == ["3", "7"]
    assert {number for _, number, _ in watched.view.lanes[4].blocks} == {""}


def test_calls_near_each_other_share_a_mark_of_the_most_urgent(watched: Watched) -> None:
    marks = [(group.foremost.level, len(group.calls)) for group in watched.view.calls.groups]
    assert sum(count for _, count in marks) == 7
    assert marks[-1][0] == Level.URGENT


def test_running_limits_are_flags(watched: Watched) -> None:
    heats = [due.heat for due in watched.view.calls.dues]
    assert Heat.PAST in heats
    assert Heat.CALM in heats


# ---- how little is painted


def test_a_new_entry_paints_one_lane(watched: Watched) -> None:
    call = watched.place.shown.calls()[-2].id
    painted = watched.painted_by(lambda: watched.night.does(life.acknowledge, call, who=watched_author()))
    lanes = [rect for rect in painted if rect.width() > 300]
    assert lanes
    top = watched.point(1, NOW).y() - LINE // 2
    inside = range(top - 3, top + LINE + 3)
    calls_row = watched.point(-1, NOW).y() - CALLS_ROW
    assert all(rect.top() in inside and rect.bottom() in inside for rect in lanes if rect.top() < calls_row)


def watched_author() -> object:
    from dutydesk.journal import Author
    from tests.ui.night import LI

    return Author(LIU, LI)


def test_a_second_paints_nothing(watched: Watched) -> None:
    watched.night.clock.move(seconds=1)
    assert watched.painted_by(watched.night.around.ticker.second.emit) == []


def test_a_minute_moves_the_line_and_paints_nothing_else(watched: Watched) -> None:
    watched.night.around.ticker.minute.emit()
    watched.night.clock.move(minutes=1)
    before = watched.view.now.at
    painted = watched.painted_by(watched.night.around.ticker.minute.emit)
    assert watched.view.now.at == before + 60
    assert max(rect.width() for rect in painted) <= 16


def test_what_changes_nothing_paints_nothing(watched: Watched) -> None:
    post = {"member": SUN, "status": Status.ON_POST, "where": "gate"}
    assert watched.painted_by(lambda: watched.night.does(duty.set_status, **post)) == []


# ---- hours


def labels(watched: Watched) -> list[str]:
    axis, stretch = watched.view.hours, watched.view.stretch
    return axis.tickStrings(axis.hours(stretch.left, stretch.right, stretch.wide), 1, None)


def test_a_day_is_in_view_up_to_the_handover(watched: Watched) -> None:
    left, right = watched.view.span
    assert right - left == timedelta(hours=24)
    assert labels(watched)[-1] == "08:00"
    assert "Mon 23 Nov" in labels(watched)
    assert watched.view.handover.words == "08:00 handover"


def test_hours_follow_the_language(watched: Watched) -> None:
    watched.night.around.languages.speak("zh")
    watched.settle()
    assert "11月23日 周一" in labels(watched)
    assert watched.names[-1] == "报修"
    assert watched.view.handover.words == "08:00 交接班"
    assert watched.view.accessibleName() == "本班时间轴"


def test_a_day_of_25_hours_has_every_hour(night: Night, qtbot) -> None:
    night.clock.time = datetime(2026, 10, 25, 4, 30, tzinfo=UTC)
    watched = Watched(night, qtbot, width=3400, around=in_zone(night.around, ZoneInfo("Europe/Berlin")))
    assert labels(watched).count("02:00") == 2


def test_a_narrow_window_has_fewer_hours(night: Night, qtbot) -> None:
    assert len(labels(Watched(night, qtbot, width=700))) < len(labels(Watched(night, qtbot)))


def test_the_words_of_a_near_handover_stand_behind_it(watched: Watched) -> None:
    watched.night.clock.time = NOW + timedelta(hours=4)
    watched.night.around.ticker.minute.emit()
    watched.settle()
    assert watched.view.handover.words == "handover"
    assert watched.view.handover.is_behind
    assert not watched.view.handover.is_soon
    watched.night.clock.move(minutes=50)
    watched.night.around.ticker.minute.emit()
    watched.settle()
    assert watched.view.handover.is_soon


def test_a_new_shift_moves_the_view(watched: Watched) -> None:
    before = watched.view.span[1]
    watched.night.clock.time = NOW + timedelta(hours=6)
    watched.night.around.ticker.minute.emit()
    assert watched.view.span[1] == before + timedelta(hours=8)
    assert watched.view.stretch.right == watched.view.span[1].timestamp()


def test_a_clock_set_back_an_hour_is_shown_as_it_is(watched: Watched) -> None:
    watched.night.clock.move(hours=-1)
    call = watched.night.taken("5-2", "PWR1", Level.URGENT)
    watched.night.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
    watched.night.around.ticker.minute.emit()
    watched.settle()
    assert watched.lane(CHEN)[-1] == ("called", 60, None)
    assert watched.view.now.at == (NOW - timedelta(hours=1)).timestamp()


# ---- themes


@pytest.mark.parametrize("theme", ["night", "day"])
def test_the_theme_is_followed(watched: Watched, theme: str) -> None:
    looks = watched.night.around.looks
    looks.wear("day" if theme == "night" else "night")
    watched.settle()
    looks.wear(theme)
    watched.settle()
    image = watched.view.grab().toImage()
    ground, text = looks.theme.colours.ground, looks.theme.colours.text
    assert image.pixelColor(4, image.height() - 4) == ground
    assert image.pixelColor(watched.point(0, NOW) + QPoint(0, -12)) == text
    looks.wear("night")


# ---- going back


def wheel(watched: Watched, at: QPoint, turn: int, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    where = at.toPointF()
    no_phase = Qt.ScrollPhase.NoScrollPhase
    buttons = Qt.MouseButton.NoButton
    event = QWheelEvent(where, watched.view.mapToGlobal(where), QPoint(), QPoint(0, turn), buttons, keys, no_phase, False)
    QApplication.sendEvent(watched.view.viewport(), event)


def test_the_wheel_goes_back_and_older_hours_are_read(night: Night, qtbot) -> None:
    old = repaired(night, 60 * 40, ZHANG)
    watched = Watched(night, qtbot)
    assert watched.place.shown.call(old) is None
    for _ in range(10):
        wheel(watched, watched.point(0, minutes_ago(60)), 120)
    watched.settle()
    assert watched.place.shown.call(old) is not None
    assert not watched.view.is_at_now
    assert watched.view.earlier.isVisible()
    qtbot.mouseClick(watched.view.earlier.button, Qt.MouseButton.LeftButton)
    assert watched.view.is_at_now


def test_the_wheel_with_ctrl_looks_closer(watched: Watched) -> None:
    wheel(watched, watched.point(0, NOW), 120, Qt.KeyboardModifier.ControlModifier)
    assert watched.view.span[1] - watched.view.span[0] == timedelta(hours=12)
    assert watched.view.span[0] < NOW < watched.view.span[1]
    wheel(watched, watched.point(0, NOW), -120, Qt.KeyboardModifier.ControlModifier)
    wheel(watched, watched.point(0, NOW), -120, Qt.KeyboardModifier.ControlModifier)
    assert watched.view.span[1] - watched.view.span[0] == timedelta(hours=24)


def test_a_drag_goes_back_and_opens_nothing(watched: Watched) -> None:
    opened: list[str] = []
    watched.place.call_opened.connect(opened.append)
    start, port = watched.point(2, NOW) - QPoint(4, 0), watched.view.viewport()
    watched.qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    watched.qtbot.mouseMove(port, start + QPoint(300, 0))
    watched.qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(300, 0))
    assert not watched.view.is_at_now
    assert opened == []


def test_nobody_scrolls_past_the_present(watched: Watched) -> None:
    watched.view.scroll(timedelta(hours=3))
    assert watched.view.is_at_now


def test_more_lanes_than_fit_are_scrolled(night: Night, qtbot) -> None:
    for number, member in enumerate((SUN, "m303", "m304", "m305", "m401")):
        repaired(night, 200 + 30 * number, member)
    watched = Watched(night, qtbot)
    assert len(watched.view.members) == 10
    shown = watched.names
    wheel(watched, QPoint(20, 60), -120)
    watched.settle()
    assert watched.names[:-1] == (*shown[1:-1], watched.night.around.names.member(watched.view.members[len(shown) - 1]))
    assert watched.names[-1] == "Calls"
    wheel(watched, QPoint(20, 60), 120)
    watched.settle()
    assert watched.names == shown


def test_200_people_have_their_lanes_and_only_those_in_sight_are_drawn(night: Night, qtbot) -> None:
    site = night.around.premises.site
    more = tuple(replace(site.members[0], id=f"x{number}", name=f"Person {number}", officer=False) for number in range(200))
    premises = replace(night.around.premises, site=replace(site, members=(*site.members, *more)))
    around = replace(night.around, premises=premises, names=Names(premises, night.around.languages))
    for number, member in enumerate(more):
        repaired(night, 60 + number, member.id)
    watched = Watched(night, qtbot, around=around)
    assert len(watched.view.members) == 205
    assert len(watched.view.lanes) == 5
    watched.view.scroll_lanes(999)
    watched.settle()
    assert watched.names[-2] == around.names.member(watched.view.members[-1])


def test_an_empty_journal_is_an_empty_timeline(quiet: Night, qtbot) -> None:
    watched = Watched(quiet, qtbot)
    assert watched.names == ("Calls",)
    assert watched.view.calls.groups == ()


def test_one_person_is_one_lane(quiet: Night, qtbot) -> None:
    watched = Watched(quiet, qtbot)
    quiet.does(duty.sign_on, member=CHEN, officer=False)
    watched.settle()
    assert watched.names == ("陈志强", "Calls")
