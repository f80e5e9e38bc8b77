"""Symbols that flash: only those of urgent calls past a limit that sounds, at the pace of their level, and never their words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from dutydesk import life
from tests.ui.night import Night
from ui.flashing import HALF, Flashing
from ui.open_calls import OpenCallRow, OpenCalls
from ui.open_calls_view import OpenCallsView


@pytest.fixture
def calls(night: Night) -> OpenCalls:
    around = night.around
    return OpenCalls(around.feed, around.ticker, around.premises, around.names)


def flashing(calls: OpenCalls) -> list[str]:
    return [row.counter for row in calls.model.rows if isinstance(row, OpenCallRow) and row.flashes]


def test_who_does_not_answer_an_urgent_call_flashes_until_somebody_acts(night: Night, calls: OpenCalls) -> None:
    assert flashing(calls) == ["8"]
    night.does(life.acknowledge, next(call.id for call in calls.calls if call.counter == 8))
    night.settle()
    assert flashing(calls) == []


def test_danger_to_life_flashes_four_times_as_fast() -> None:
    assert (HALF[1], HALF[2]) == (250, 1000)  # half of a turn of 2 Hz and of 0.5 Hz


def test_a_timer_runs_only_while_something_flashes(qapp: QApplication, qtbot) -> None:
    flash = Flashing()
    told: list[int] = []
    flash.turned.connect(told.append)
    flash.flash([1])
    assert (flash.is_lit(1), flash.is_lit(2)) == (True, False)
    with qtbot.wait_signal(flash.turned):
        pass
    assert (told, flash.is_lit(1)) == ([1], False)
    flash.flash([])
    with qtbot.assert_not_emitted(flash.turned, wait=2 * HALF[1]):
        pass


class Painted(QObject):
    """What is painted of a viewport."""

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        self.rects: list[QRect] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


def test_only_the_symbol_is_painted_anew(night: Night, calls: OpenCalls, qtbot) -> None:
    view = OpenCallsView(calls, night.around.looks)
    qtbot.addWidget(view)
    view.resize(448, 600)
    painted = Painted(view.list.viewport())
    view.show()
    qtbot.waitUntil(lambda: bool(painted.rects))  # on a busy machine a window may be painted some time after it is there
    night.settle()
    painted.rects.clear()
    view.list.itemDelegate().flashing.turned.emit(2)
    qtbot.waitUntil(lambda: bool(painted.rects))
    row = view.list.visualRect(calls.model.index(0))
    assert all(row.contains(rect) and rect.width() < 120 and rect.height() < 40 for rect in painted.rects)


def test_a_calm_call_does_not_flash(calls: OpenCalls) -> None:
    row = next(row for row in calls.model.rows if isinstance(row, OpenCallRow) and not row.flashes)
    assert replace(row, flashes=True) != row  # the model would repaint it
