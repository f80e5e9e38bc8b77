"""What other threads report reaches the window on its own thread, in order; one pulse beats for all."""

from __future__ import annotations

import threading

from PySide6.QtCore import QThread

from dutydesk.drills.telling import Telling
from dutydesk.journal import Recorded, Refused
from tests.dutydesk.deskside import HandClock
from tests.ui.night import NOW, Night
from ui.feed import Feed, touched
from ui.ticker import Ticker


def recorded(number: int) -> Recorded:
    return Recorded(str(number), (), frozenset({f"call:{number}", "crew:m208"}))


def test_outcomes_of_a_thread_come_in_order_on_the_window_s_thread(night: Night, qtbot) -> None:
    feed = Feed(night.journal)
    heard: list[tuple[str, bool]] = []
    feed.recorded.connect(lambda outcome: heard.append((outcome.request, QThread.currentThread() is feed.thread())))

    def report() -> None:
        for number in range(50):
            feed.take(recorded(number))

    thread = threading.Thread(target=report)
    thread.start()
    thread.join()
    qtbot.wait_until(lambda: len(heard) == 50)
    assert heard == [(str(number), True) for number in range(50)]


def test_what_a_drill_tells_comes_from_its_own_thread(night: Night, qtbot) -> None:
    feed = Feed(night.journal)
    heard: list[Telling] = []
    feed.drill_changed.connect(heard.append)
    thread = threading.Thread(target=feed.report_drill, args=(Telling("drill.demo"),))
    thread.start()
    thread.join()
    assert heard == []
    qtbot.wait_until(lambda: heard == [Telling("drill.demo")])


def test_a_refusal_is_told_apart(night: Night, qtbot) -> None:
    feed = Feed(night.journal)
    with qtbot.wait_signal(feed.refused), qtbot.assert_not_emitted(feed.recorded):
        feed.take(Refused("1", "call.not_found"))


def test_touched_subjects_are_told_by_kind() -> None:
    assert touched(recorded(7), "call") == frozenset({"7"})
    assert touched(recorded(7), "phone") == frozenset()


def test_the_minute_is_told_when_it_changes(qapp) -> None:
    clock = HandClock(NOW)
    ticker = Ticker(clock)
    minutes: list[int] = []
    ticker.minute.connect(lambda: minutes.append(clock.now().minute))
    for _ in range(3):
        ticker.tick()
        clock.move(seconds=20)
    assert minutes == [47, 48]
