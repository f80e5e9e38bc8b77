"""Earlier hours are marked as such, and the present comes back when nobody looks at them any more."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt

from tests.ui.night import NOW
from tests.ui.timeline.watched import Watched

BACK = timedelta(hours=-26)


def test_the_present_has_no_mark(watched: Watched) -> None:
    assert not watched.view.earlier.isVisible()
    assert not watched.view.earlier.is_waiting


def test_earlier_hours_say_which_in_the_language_of_now(watched: Watched) -> None:
    watched.view.scroll(BACK)
    assert watched.view.earlier.isVisible()
    assert watched.view.earlier.told.text() == "Earlier: 21 Nov 07:30 to yesterday 07:30"
    watched.night.around.languages.speak("zh")
    watched.night.settle()
    assert watched.view.earlier.told.text() == "往前查看：11月21日 07:30 至 昨天 07:30"


def test_the_mark_keeps_to_its_corner(watched: Watched) -> None:
    watched.view.scroll(BACK)
    mark, view = watched.view.earlier, watched.view
    view.resize(900, view.height())
    watched.night.settle()
    assert mark.geometry().right() < view.width()
    assert mark.geometry().left() > view.width() // 3


def test_midnight_changes_what_yesterday_is(watched: Watched) -> None:
    watched.view.scroll(BACK)
    watched.night.clock.time = NOW + timedelta(days=1)
    watched.night.around.ticker.minute.emit()
    assert "yesterday" not in watched.view.earlier.told.text()


def test_the_present_comes_back_by_itself(watched: Watched) -> None:
    watched.view.scroll(BACK)
    assert watched.view.earlier.is_waiting
    watched.view.earlier._rest.timeout.emit()  # noqa: SLF001 - five minutes
    assert watched.view.is_at_now
    assert not watched.view.earlier.isVisible()


def test_a_key_or_the_mouse_keeps_earlier_hours(watched: Watched) -> None:
    watched.view.scroll(BACK)
    rest = watched.view.earlier._rest  # noqa: SLF001
    for is_there in (
        lambda: watched.qtbot.mouseClick(watched.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 60)),
        lambda: watched.press(Qt.Key.Key_Shift),
    ):
        rest.stop()
        is_there()
        assert watched.view.earlier.is_waiting


def test_the_mouse_over_the_present_waits_for_nothing(watched: Watched) -> None:
    watched.qtbot.mouseMove(watched.view.viewport(), QPoint(400, 60))
    assert not watched.view.earlier.is_waiting
