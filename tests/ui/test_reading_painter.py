"""What a painted row says can be asked: a shortened row is told whole in its tool tip, any other has none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui.night import busy_night
from tests.ui.walks.stage import Stage
from ui.reading_painter import is_shortened, read_row


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    made = Stage(qapp, busy_night(qapp, language="en"))
    yield made
    QToolTip.hideText()
    made.close()


def tip(stage: Stage, position: int) -> str:
    """The tool tip of an open call's row."""
    view = stage.console.open_calls.list
    place = view.visualRect(view.model().index(position, 0)).center()
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place)))
    return QToolTip.text()


def test_every_text_of_a_row_can_be_asked(stage: Stage) -> None:
    view = stage.console.open_calls.list
    said = [one.text for one in read_row(view, view.model().index(0, 0))]
    assert said[:3] == ["2 Urgent", "8", "5-2"]


def test_a_shortened_row_is_told_whole(stage: Stage) -> None:
    view = stage.console.open_calls.list
    index = view.model().index(2, 0)
    assert is_shortened(view, index)
    assert "Entrance, garage, barrier" in tip(stage, 2)


def test_a_row_that_is_whole_has_no_tool_tip(stage: Stage) -> None:
    stage.fit(3440, 1440)
    view = stage.console.open_calls.list
    assert not is_shortened(view, view.model().index(0, 0))
    assert tip(stage, 0) == ""
    assert view.indexAt(QPoint(-5, -5)).row() == -1
