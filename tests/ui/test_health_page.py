"""The health page: opened by a key or a lamp, told by a worker, in either language, and it takes no focus."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from dutydesk.checkup import Finding, Sentence, State, Subject
from dutydesk.checkup_facts import SoundFound, SoundTrouble
from dutydesk.health import StorageHealth, StorageState
from dutydesk.telephony.events import Health, HealthState
from tests.ui.whole_desk import PATIENCE, WholeDesk
from ui.health_page import HealthPage
from ui.sound import Speaker

ESC = Qt.Key.Key_Escape
FULL = Finding(Subject.DISK, State.BAD, Sentence("checkup.disk.free", {"folder": "/x", "free": "9 MB"}), Sentence("checkup.disk.make_room"))
WELL = Finding(Subject.JOURNAL, State.OK, Sentence("checkup.journal.ok", {"entries": 7, "head": "A:7 ab", "last": "-"}))


class Quiet(Speaker):
    """Loudspeakers that somebody wears."""

    def __init__(self) -> None:
        super().__init__()
        self.found = SoundFound("Wang's earphones", "PulseAudio")
        self.played = 0

    def find(self) -> SoundFound:
        return self.found

    def tones(self, pattern, volume=1.0, heard=None) -> None:
        self.played += 1
        heard(replace(self.found, trouble=SoundTrouble.FAILED))


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, qapp, tmp_path / "data")
    health(made)._examine = lambda: (WELL, FULL)  # noqa: SLF001
    health(made).speaker = Quiet()
    yield made
    made.close()


def health(desk: WholeDesk):
    return desk.window.panels._health  # noqa: SLF001


def page_of(desk: WholeDesk) -> HealthPage | None:
    shown = [one for one in desk.console.findChildren(HealthPage) if one.isVisible()]
    return shown[0] if shown else None


def ctrl_h(desk: WholeDesk) -> None:
    QTest.keyClick(QApplication.focusWidget() or desk.console, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)


def opened(desk: WholeDesk) -> HealthPage:
    """The page, once a worker has told what it found."""
    ctrl_h(desk)
    return looked(desk)


def looked(desk: WholeDesk) -> HealthPage:
    desk.qtbot.waitUntil(lambda: not health(desk).is_looking, timeout=PATIENCE)
    desk.settle()
    page = page_of(desk)
    assert page is not None
    return page


def words(page: HealthPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def press(page: HealthPage, name: str) -> None:
    QTest.mouseClick(page.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_what_is_bad_stands_first_with_what_to_do(desk: WholeDesk) -> None:
    page = opened(desk)
    assert page.text.splitlines()[0] == "BAD    Disk  /x: 9 MB free."
    assert "▲  BAD" in words(page)
    assert "Make room soon: on a full disk new facts can only go to the emergency log." in words(page)
    assert page.findChild(QLabel, "healthHow").text() == "Faults: 1. See to them now."


def test_a_worker_looks_and_the_caret_stays(desk: WholeDesk) -> None:
    threads: list[threading.Thread] = []

    def examine() -> tuple[Finding, ...]:
        threads.append(threading.current_thread())
        return (WELL,)

    health(desk)._examine = examine  # noqa: SLF001
    desk.type("half")
    opened(desk)
    assert desk.line.hasFocus()
    assert threads != [threading.main_thread()]
    desk.press(ESC)
    assert page_of(desk) is None
    assert desk.line.text() == "half"


def test_the_key_closes_it_too(desk: WholeDesk) -> None:
    opened(desk)
    ctrl_h(desk)
    assert page_of(desk) is None


def test_it_covers_neither_rings_nor_crew(desk: WholeDesk) -> None:
    desk.console.showNormal()
    desk.console.resize(1366, 768)
    desk.settle()
    page = opened(desk)
    covered = QRect(page.mapTo(desk.console, QPoint(0, 0)), page.size())
    for column in (desk.console.ringing, desk.console.open_calls, desk.console.crew, desk.console.key_bar):
        assert not covered.intersects(QRect(column.mapTo(desk.console, QPoint(0, 0)), column.size()))


def test_it_speaks_the_other_language_while_open(desk: WholeDesk) -> None:
    page = opened(desk)
    desk.speak_other()
    assert "体检" in words(page)
    assert "▲  故障" in words(page)
    desk.speak_other()
    assert "▲  BAD" in words(page)


def test_looking_again_tells_what_changed(desk: WholeDesk) -> None:
    desk.console.showNormal()
    desk.console.resize(1366, 768)
    desk.settle()
    page = opened(desk)
    health(desk)._examine = lambda: (WELL,)  # noqa: SLF001
    press(page, "healthAgain")
    looked(desk)
    assert "BAD" not in page.text


@pytest.mark.logs
def test_a_look_that_fails_does_not_wait_for_ever(desk: WholeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: told.append(args.exc_type))

    def fails() -> tuple[Finding, ...]:
        raise ZeroDivisionError

    health(desk)._examine = fails  # noqa: SLF001
    opened(desk)
    assert told == [ZeroDivisionError]


def test_what_is_copied_names_nobody(desk: WholeDesk) -> None:
    page = opened(desk)
    assert "Wang's earphones" in page.text
    press(page, "healthCopy")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("BAD    Disk")
    assert "Alarms play on … (PulseAudio)." in copied
    assert "Wang" not in copied


def test_a_test_tone_says_whether_it_was_played(desk: WholeDesk) -> None:
    page = opened(desk)
    press(page, "healthTone")
    desk.settle()
    assert health(desk).speaker.played == 1
    assert "Wang's earphones (PulseAudio) did not play: alarms are silent here." in words(page)


def test_a_lost_source_and_a_lost_database_are_told_as_the_window_knows_them(desk: WholeDesk) -> None:
    now = desk.clock.now()
    values = {"host": "127.0.0.1", "port": 8765}
    desk.window.feed.report_source(Health("webhook", HealthState.DOWN, now, "webhook.port_busy", values))
    desk.window.feed.report_storage(StorageHealth(StorageState.FROZEN, now, "data.vanished", now))
    desk.settle()
    page = opened(desk)
    assert [state for state, _, _ in (line.partition("  ") for line in page.text.splitlines())].count("BAD") == 3
    assert "webhook: lost since" in page.text
    assert "The database takes nothing since" in page.text
    desk.window.feed.report_storage(StorageHealth(StorageState.OK, now))
    desk.settle()
    assert "The database takes nothing" not in page.text


def test_a_source_in_trouble_is_told_once_among_the_notices(desk: WholeDesk) -> None:
    for second in range(3):
        counted = {"webhook.wrong_token": second}
        health = Health("webhook", HealthState.BAD, desk.clock.now(), "webhook.wrong_token", counters=counted)
        desk.window.feed.report_source(health)
        desk.settle()
    told = [one.saying.say() for one in desk.console.notices.newest_first]
    assert len([one for one in told if "with a wrong token and was refused" in one]) == 1


@pytest.mark.parametrize("name", ["line_lamp", "storage_lamp"])
def test_a_click_on_a_lamp_opens_it(desk: WholeDesk, name: str) -> None:
    QTest.mouseClick(getattr(desk.console.top_strip, name), Qt.MouseButton.LeftButton)
    assert looked(desk).isVisible()


def test_a_lamp_s_tool_tip_tells_the_last_event_in_the_language_of_now(desk: WholeDesk) -> None:
    lamp = desk.console.top_strip.line_lamp
    now = desk.clock.now()
    values = {"host": "127.0.0.1", "port": 8765}
    desk.window.feed.report_source(Health("webhook", HealthState.OK, now, values=values))
    desk.window.feed.report_source(Health("webhook", HealthState.OK, now, counters={"events": 3}))
    desk.settle()
    assert "events so far: 3, the last one at" in tip(lamp)
    desk.speak_other()
    assert "收到 3 个通知" in tip(lamp)


def tip(lamp) -> str:
    QApplication.sendEvent(lamp, QHelpEvent(QEvent.Type.ToolTip, QPoint(4, 4), lamp.mapToGlobal(QPoint(4, 4))))
    return lamp.toolTip()


def test_opening_the_keys_takes_its_place(desk: WholeDesk) -> None:
    opened(desk)
    desk.press(Qt.Key.Key_F1)
    assert page_of(desk) is None


def test_every_button_has_a_letter_or_a_key(desk: WholeDesk) -> None:
    page = opened(desk)
    buttons = {button.objectName(): button.text() for button in page.findChildren(QPushButton)}
    assert [name for name, text in buttons.items() if "&" not in text] == ["healthClose"]  # Esc
    assert len({text[text.index("&") + 1] for text in buttons.values() if "&" in text}) == 4


def test_narrow_or_wide_nothing_is_lost(desk: WholeDesk) -> None:
    page = opened(desk)
    for width in (500, 1000):
        page.resize(width, 600)
        QApplication.processEvents()
        assert "▲  BAD" in words(page)
        labels = [label for label in page.findChildren(QLabel) if label.isVisible() and not label.wordWrap() and label.text()]
        assert [label.text() for label in labels if label.width() < label.sizeHint().width()] == []
