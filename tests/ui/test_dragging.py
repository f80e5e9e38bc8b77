"""A call dragged onto a person of the board is a hand-off, by mouse and by finger; anywhere else nothing happens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dutydesk.words import Stage
from tests.ui.night import CHEN, HE, LIU, busy_night
from tests.ui.walks.stage import Stage as Desk

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    made = Desk(qapp, busy_night(qapp, language="en"))
    made.fit(1920, 1080)
    yield made
    made.close()


def at_call(desk: Desk, place: str) -> QPoint:
    """The middle of an open call's row, on the screen."""
    view = desk.console.open_calls.list
    call = next(call for call in desk.console.calls.calls if call.place == place)
    return view.viewport().mapToGlobal(view.visualRect(desk.console.calls.model.index(desk.console.calls.model.position(call.id))).center())


def at_person(desk: Desk, member: str) -> QPoint:
    view, model = desk.console.crew.list, desk.console.board.model
    return view.viewport().mapToGlobal(view.visualRect(model.index(model.position(f"member:{member}"))).center())


def at_ring(desk: Desk) -> QPoint:
    card = desk.console.ringing.findChild(QWidget, "ringCard")
    return card.mapToGlobal(QPoint(60, 20))


def under(desk: Desk, place: QPoint) -> QWidget:
    return desk.console.childAt(desk.console.mapFromGlobal(place))


def mouse(kind: QEvent.Type, widget: QWidget, place: QPoint, device: QPointingDevice | None = None) -> None:
    """What Qt would send to `widget`; moves and the release go to the one that was pressed."""
    is_move, is_up = kind is QEvent.Type.MouseMove, kind is QEvent.Type.MouseButtonRelease
    here = QPointF(widget.mapFromGlobal(place))
    device = device or QPointingDevice.primaryPointingDevice()
    button, held = Qt.MouseButton.NoButton if is_move else LEFT, Qt.MouseButton.NoButton if is_up else LEFT
    event = QMouseEvent(kind, here, QPointF(place), button, held, Qt.KeyboardModifier.NoModifier, device)
    QApplication.sendEvent(widget, event)


def picks_up(desk: Desk, start: QPoint, *, device: QPointingDevice | None = None) -> QWidget:
    widget = under(desk, start)
    mouse(QEvent.Type.MouseButtonPress, widget, start, device)
    return widget


def carries(widget: QWidget, start: QPoint, end: QPoint, device: QPointingDevice | None = None) -> None:
    for part in (0.1, 0.5, 1):
        mouse(QEvent.Type.MouseMove, widget, start + (end - start) * part, device)


def drags(desk: Desk, start: QPoint, end: QPoint) -> None:
    widget = picks_up(desk, start)
    carries(widget, start, end)
    mouse(QEvent.Type.MouseButtonRelease, widget, end)
    desk.settle()


def offered_to(desk: Desk, place: str) -> str:
    call = next(call for call in desk.night.journal.open_calls() if call.place == place)
    return call.offer.to if call.offer else ""


def test_a_call_let_go_on_a_free_person_is_handed_to_them(desk: Desk) -> None:
    drags(desk, at_call(desk, "3-1-1502"), at_person(desk, CHEN))
    assert offered_to(desk, "3-1-1502") == CHEN
    assert desk.console.notice.text.startswith("9 ")


def test_the_person_under_the_pointer_is_shown(desk: Desk) -> None:
    start, end = at_call(desk, "3-1-1502"), at_person(desk, CHEN)
    before = desk.console.crew.list.grab().toImage()
    widget = picks_up(desk, start)
    carries(widget, start, end)
    assert desk.console.drag.is_dragging
    assert desk.console.crew.list.grab().toImage() != before
    mouse(QEvent.Type.MouseButtonRelease, widget, start)
    assert desk.console.crew.list.grab().toImage() == before


def test_elsewhere_nothing_happens(desk: Desk) -> None:
    heading = desk.console.crew.mapToGlobal(QPoint(40, 12))
    entries = len(list(desk.night.journal.entries()))
    for end in (heading, desk.centre.mapToGlobal(QPoint(300, 500)), at_call(desk, "B1-07")):
        drags(desk, at_call(desk, "3-1-1502"), end)
    assert len(list(desk.night.journal.entries())) == entries


def test_esc_lets_go_and_parks_nothing(desk: Desk) -> None:
    desk.type("3-1-1402 burst")
    start, end = at_ring(desk), at_person(desk, CHEN)
    widget = picks_up(desk, start)
    carries(widget, start, end)
    desk.press(Qt.Key.Key_Escape)
    mouse(QEvent.Type.MouseButtonRelease, widget, end)
    desk.settle()
    assert not desk.console.drag.is_dragging
    assert desk.centre.parts.line.text() == "3-1-1402 burst"
    assert desk.centre.taking.parked == ()


def test_a_busy_person_is_asked_about_once(desk: Desk) -> None:
    drags(desk, at_call(desk, "3-1-1502"), at_person(desk, HE))
    assert offered_to(desk, "3-1-1502") == ""
    assert desk.centre.parts.candidates.is_asking_about(HE)
    desk.press(Qt.Key.Key_Return)
    assert offered_to(desk, "3-1-1502") == HE


def test_dragging_onto_a_busy_person_again_answers_yes(desk: Desk) -> None:
    for _ in range(2):
        drags(desk, at_call(desk, "3-1-1502"), at_person(desk, HE))
    assert offered_to(desk, "3-1-1502") == HE


def test_a_transfer_asks_for_its_reason(desk: Desk) -> None:
    drags(desk, at_call(desk, "B1-07"), at_person(desk, CHEN))
    assert desk.centre.parts.candidates.reason.hasFocus()
    desk.type("key is with him")
    desk.press(Qt.Key.Key_Return)
    assert offered_to(desk, "B1-07") == CHEN


def test_a_ring_let_go_on_a_person_goes_to_them_once_it_is_a_call(desk: Desk) -> None:
    drags(desk, at_ring(desk), at_person(desk, LIU))
    assert "刘洋" in desk.centre.parts.hint.text
    desk.type("power cut")
    desk.press(Qt.Key.Key_Return)
    assert desk.centre.parts.candidates.rows[desk.centre.parts.candidates.view.currentIndex().row()].key == LIU


def test_a_click_on_a_busy_person_shows_their_call(desk: Desk) -> None:
    place = at_person(desk, HE)
    QTest.mouseClick(under(desk, place), LEFT, pos=under(desk, place).mapFromGlobal(place))
    desk.settle()
    assert desk.centre.showing.call.place == "A-0503"


# ---- by finger


@pytest.fixture
def finger() -> QPointingDevice:
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


class Finger:
    """A finger on the screen, as Qt hears it."""

    def __init__(self, device: QPointingDevice, widget: QWidget) -> None:
        self._device, self._widget = device, widget

    def press(self, place: QPoint) -> None:
        QTest.touchEvent(self._widget, self._device).press(0, self._widget.mapFromGlobal(place), self._widget).commit()

    def move(self, start: QPoint, end: QPoint) -> None:
        for part in range(1, 11):
            here = self._widget.mapFromGlobal(start + (end - start) * (part / 10))
            QTest.touchEvent(self._widget, self._device).move(0, here, self._widget).commit()

    def release(self, place: QPoint) -> None:
        QTest.touchEvent(self._widget, self._device).release(0, self._widget.mapFromGlobal(place), self._widget).commit()


@pytest.mark.parametrize("which", ["call", "ring"])
def test_a_finger_that_holds_a_call_drags_it(desk: Desk, finger: QPointingDevice, qtbot: QtBot, which: str) -> None:
    start, end = at_call(desk, "3-1-1502") if which == "call" else at_ring(desk), at_person(desk, CHEN)
    hand = Finger(finger, under(desk, start))
    hand.press(start)
    qtbot.waitUntil(lambda: desk.console.drag.is_dragging)
    hand.move(start, end)
    hand.release(end)
    desk.settle()
    assert offered_to(desk, "3-1-1502") == (CHEN if which == "call" else "")
    assert ("陈志强" in desk.centre.parts.hint.text) is (which == "ring")


def test_a_finger_that_moves_at_once_drags_and_chooses_nothing(desk: Desk, finger: QPointingDevice) -> None:
    start, end = at_call(desk, "3-1-1502"), at_person(desk, CHEN)
    widget = picks_up(desk, start, device=finger)
    carries(widget, start, end, finger)
    mouse(QEvent.Type.MouseButtonRelease, widget, end, finger)
    desk.settle()
    assert offered_to(desk, "3-1-1502") == ""
    assert desk.console.open_calls.selected == ""


def test_a_finger_that_only_touches_a_call_opens_it(desk: Desk, finger: QPointingDevice) -> None:
    place = at_call(desk, "B1-07")
    widget = picks_up(desk, place, device=finger)
    mouse(QEvent.Type.MouseButtonRelease, widget, place, finger)
    desk.settle()
    assert desk.centre.showing.call.stage is Stage.ON_SITE


def test_a_finger_scrolls_the_open_calls(desk: Desk, finger: QPointingDevice, qtbot: QtBot) -> None:
    desk.fit(1366, 640)
    view = desk.console.open_calls.list
    middle = view.viewport().mapToGlobal(view.viewport().rect().center())
    hand = Finger(finger, view.viewport())
    hand.press(middle)
    hand.move(middle, middle - QPoint(0, 60))
    hand.release(middle - QPoint(0, 60))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 0)
    assert not desk.console.drag.is_dragging
    assert desk.console.open_calls.selected == ""


def test_a_finger_that_scrolls_the_board_opens_nobodys_call(desk: Desk, finger: QPointingDevice, qtbot: QtBot) -> None:
    desk.fit(1000, 760)  # a finger has to be on the screen, and the one of the tests is 800 pixels wide
    board = desk.console.crew.list.viewport()
    place = board.mapToGlobal(board.rect().center())
    hand = Finger(finger, board)
    hand.press(place)
    hand.move(place, place - QPoint(0, 60))
    hand.release(place - QPoint(0, 60))
    qtbot.waitUntil(lambda: desk.console.crew.list.verticalScrollBar().value() > 0)
    assert desk.centre.showing.call is None


def test_a_finger_on_a_candidate_marks_it(desk: Desk, finger: QPointingDevice) -> None:
    desk.fit(1366, 768)
    desk.type("3-1-1402 burst")
    view = desk.centre.parts.candidates.view
    place = view.viewport().mapToGlobal(view.visualRect(view.model().index(1, 0)).center())
    hand = Finger(finger, view.viewport())
    hand.press(place)
    hand.release(place)
    assert view.currentIndex().row() == 1
