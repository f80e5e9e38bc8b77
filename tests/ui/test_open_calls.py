"""The open calls: in the order of need, with the clock that runs, changing only where something changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QHelpEvent, QPixmap, QRegion
from PySide6.QtWidgets import QApplication, QToolTip

from dutydesk import life
from dutydesk.journal import Author
from dutydesk.limits import Heat
from dutydesk.words import Level, Told
from tests.ui.night import CHEN, LI, OFFICER, Night
from ui.open_calls import OpenCallRow, OpenCalls
from ui.open_calls_view import OpenCallDelegate, OpenCallsView
from ui.reading_painter import Said, read_row
from ui.row_list import RowList


@pytest.fixture
def calls(night: Night, qtbot) -> OpenCalls:
    around = night.around
    return OpenCalls(around.feed, around.ticker, around.premises, around.names)


def rows(calls: OpenCalls) -> list[OpenCallRow]:
    return [row for row in calls.model.rows if isinstance(row, OpenCallRow)]


def row(calls: OpenCalls, counter: int) -> OpenCallRow:
    return next(one for one in rows(calls) if one.counter == str(counter))


def test_the_most_overdue_stands_first(calls: OpenCalls) -> None:
    assert [one.counter for one in rows(calls)][:2] == ["8", "9"]


def test_a_row_says_number_place_and_fault(calls: OpenCalls) -> None:
    first = rows(calls)[0]
    assert (first.mark, first.counter, first.place, first.fault) == ("2 Urgent", "8", "5-2", "Building power loss")


def test_an_unanswered_offer_is_red_with_a_plus(calls: OpenCalls) -> None:
    assert (row(calls, 8).clock, row(calls, 8).heat) == ("answer +3:24", Heat.PAST)
    assert row(calls, 8).detail == "刘洋 · called, no answer"


def test_what_the_clock_says_anyway_is_left_out_where_there_is_no_room(calls: OpenCalls) -> None:
    briefly = {one.counter: one.brief for one in rows(calls)}
    assert (briefly["8"], briefly["9"], briefly["7"]) == ("刘洋 · no answer", "asked first: 李敏", "张建国 · on site")
    assert (briefly["6"], briefly["4"], briefly["3"]) == ("何军 · en route", "陈志强 · waits for parts", "张建国")


def test_a_helper_is_named(calls: OpenCalls) -> None:
    assert row(calls, 7).detail == "张建国 · on site · 赵磊 helps"


def test_a_pause_says_why_and_when_it_is_looked_at(calls: OpenCalls) -> None:
    assert row(calls, 4).detail == "陈志强 · paused: waits for parts"
    assert row(calls, 4).clock == "check 08:59"


def test_seconds_count_only_where_they_matter(calls: OpenCalls, night: Night) -> None:
    changed: list[int] = []
    calls.model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    night.clock.move(seconds=1)
    night.around.ticker.second.emit()
    assert sorted(changed) == [0, 1]
    assert rows(calls)[1].clock == "hand off 2:35"


def test_a_recorded_step_changes_its_call_alone(calls: OpenCalls, night: Night, qtbot) -> None:
    waiting = rows(calls)[1].key
    with qtbot.wait_signal(calls.changed):
        night.does(life.hand_off, waiting, to=CHEN, told_how=Told.RADIO)
    assert row(calls, 9).detail == "陈志强 · called"


def test_a_closed_call_leaves_the_list(calls: OpenCalls, night: Night, qtbot) -> None:
    with qtbot.wait_signal(calls.changed):
        night.does(life.cancel, rows(calls)[1].key, reason="twice")
    assert "9" not in [one.counter for one in rows(calls)]


def test_a_new_call_comes_in(calls: OpenCalls, night: Night, qtbot) -> None:
    with qtbot.wait_signal(calls.changed):
        night.taken("2-1-0101", "GAS", Level.LIFE)
    assert row(calls, 10).mark == "1 Life"


def test_a_chased_call_says_so(calls: OpenCalls, night: Night, qtbot) -> None:
    with qtbot.wait_signal(calls.changed):
        night.does(life.chase, row(calls, 9).key)
    assert row(calls, 9).detail.endswith("chased 1")


def test_the_call_that_leaves_takes_the_selection_with_it(calls: OpenCalls, night: Night, qtbot) -> None:
    view = OpenCallsView(calls, night.around.looks)
    qtbot.add_widget(view)
    gone = rows(calls)[1].key
    view.select(gone)
    with qtbot.wait_signal(calls.changed):
        night.does(life.cancel, gone, reason="twice")
    assert view.selected == ""


def test_the_selection_stays_on_its_call_when_the_order_changes(calls: OpenCalls, night: Night, qtbot) -> None:
    view = OpenCallsView(calls, night.around.looks)
    qtbot.add_widget(view)
    meant = row(calls, 8).key
    view.select(meant)
    night.does(life.acknowledge, meant, who=Author(CHEN, LI), by="m209")
    with qtbot.wait_signal(calls.changed):
        night.does(life.note, meant, text="x", who=OFFICER)
    night.settle()
    assert view.selected == meant
    assert rows(calls)[0].key != meant


@pytest.mark.parametrize(("width", "language"), [(448, "zh"), (336, "zh"), (448, "en"), (336, "en")])
def test_every_row_can_be_painted(calls: OpenCalls, night: Night, qtbot, width: int, language: str) -> None:
    night.around.languages.speak(language)
    view = OpenCallsView(calls, night.around.looks)
    qtbot.add_widget(view)
    view.resize(width, 600)
    picture = view.grab().toImage()
    level2 = night.around.looks.theme.colours.level2
    assert any(picture.pixelColor(x, y) == level2 for x in range(10, 40) for y in range(40, 120))


def test_the_marks_of_the_levels_have_room_beside_the_clock(calls: OpenCalls, night: Night) -> None:
    night.around.languages.speak("zh")
    delegate = OpenCallDelegate(night.around.looks, RowList("x"))
    delegate.measure(calls.marks())
    assert not delegate._is_wordy  # noqa: SLF001


LONG_PLACE = "700 COLUMBUS AVENUE 12-3"
LOOKS = [(448, "zh"), (327, "zh"), (448, "en"), (327, "en")]


@pytest.fixture(params=LOOKS, ids=str)
def view(calls: OpenCalls, night: Night, qtbot, request: pytest.FixtureRequest) -> OpenCallsView:
    width, language = request.param
    return shown(calls, night, qtbot, width, language)


def shown(calls: OpenCalls, night: Night, qtbot, width: int, language: str) -> OpenCallsView:
    night.around.languages.speak(language)
    view = OpenCallsView(calls, night.around.looks)
    qtbot.add_widget(view)
    view.resize(width, 900)
    view.grab()
    return view


def said(view: OpenCallsView, position: int) -> tuple[Said, ...]:
    """Mark, number, place, fault, who sees to it, and the clock, as they are painted."""
    return read_row(view.list, view.list.model().index(position, 0))


def begins(found: str, whole: str, letters: int) -> bool:
    """Whether a text is whole, or shortened to so many letters at least."""
    return found == whole or (len(found) > letters and whole.startswith(found[:-1]))


@pytest.mark.parametrize("place", ["", LONG_PLACE])
def test_every_row_says_what_is_wrong_and_who_sees_to_it(calls: OpenCalls, night: Night, view: OpenCallsView, place: str) -> None:
    calls.model.show([replace(one, place=place or one.place) for one in rows(calls)])
    letters = 4 if night.around.names.is_chinese else 8
    for position, one in enumerate(rows(calls)):
        _, counter, where, fault, detail, clock = (text.text for text in said(view, position))
        assert (counter, clock) == (one.counter, one.clock)
        assert where == one.place or place
        assert begins(fault, one.fault, letters), fault
        assert detail == one.detail or begins(detail, one.brief, letters), detail


def test_a_brief_row_is_told_whole_by_its_tool_tip(calls: OpenCalls, night: Night, qtbot) -> None:
    view = shown(calls, night, qtbot, 327, "en")
    assert said(view, 0)[4].text == "刘洋 · no answer"
    at = view.list.visualRect(view.list.model().index(0, 0)).center()
    QApplication.sendEvent(view.list.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, view.list.viewport().mapToGlobal(at)))
    assert "called, no answer" in QToolTip.text().replace("&nbsp;", " ")


def test_a_clock_makes_room_for_what_is_wrong(calls: OpenCalls, night: Night, qtbot) -> None:
    view = shown(calls, night, qtbot, 448, "zh")
    assert said(view, 1)[-1].rect.top() == said(view, 1)[3].rect.top()
    calls.model.show([replace(one, place=LONG_PLACE) for one in rows(calls)])
    assert said(view, 1)[-1].rect.top() == said(view, 1)[-2].rect.top()


def test_where_a_clock_counts_nothing_else_is_painted(calls: OpenCalls, view: OpenCallsView) -> None:
    delegate = view.list.itemDelegate()
    assert isinstance(delegate, OpenCallDelegate)
    for position, one in enumerate(rows(calls)):
        clock = delegate.clock_rect(view.list.visualRect(view.list.model().index(position, 0)), one)
        *others, last = said(view, position)
        assert clock.contains(last.rect)
        assert [other.text for other in others if clock.intersects(QRect(other.rect.topLeft(), QSize(other.width, other.height)))] == []


def test_a_row_can_be_read_after_a_clock_alone_was_painted(calls: OpenCalls, night: Night, qtbot) -> None:
    view = shown(calls, night, qtbot, 327, "en")
    whole = said(view, 3)
    view.list.render(QPixmap(40, 10), QPoint(), QRegion(0, 0, 40, 10))
    assert said(view, 3) == whole


def test_a_common_area_is_told_by_the_code_of_its_unit(calls: OpenCalls, night: Night, qtbot) -> None:
    with qtbot.wait_signal(calls.changed):
        night.taken("5-2-lobby", "LIFT1", Level.NORMAL)
    assert row(calls, 10).place == "5-2 lobby"
    night.around.languages.speak("zh")
    calls.renew()
    assert row(calls, 10).place == "5-2 大堂"


@pytest.mark.parametrize("code", ["garage-B2", "3-1-1502", "5-2", "nowhere"])
def test_other_places_are_told_as_people_say_them(night: Night, code: str) -> None:
    assert night.around.names.place_in_brief(code) == night.around.names.place(code)
