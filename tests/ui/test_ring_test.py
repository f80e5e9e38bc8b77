"""The ring test and the question whether the desk phone works, in the whole window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from dutydesk import rings
from dutydesk.desk_phone import IN_A_ROW
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.phone_calls import phone_id
from dutydesk.switchboard import PROGRAM
from dutydesk.telephony.events import What
from dutydesk.words import NumberState, PhoneOutcome
from tests.ui.whole_desk import WholeDesk
from ui.ring_test_page import RingTestPage

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, qapp, tmp_path / "data")
    yield made
    made.close()


def rings_once(desk: WholeDesk, wire: str, outcome: PhoneOutcome) -> None:
    """A ring of forty seconds, as a source tells it."""
    rang = PhoneRang("webhook", wire, NumberState.OK, "8119", "8110", number="+8613600136000", typed_number="13600136000")
    for what, told in ((What.RINGING, None), (What.ENDED, outcome)):
        heard = Heard(what, rang, desk.clock.now(), told)
        desk.window.feed.hear(heard)
        desk.desk.do(PROGRAM, rings.hear, heard=heard)
        desk.clock.move(seconds=40)
    desk.storage.journal.run(lambda _ledger: None).result()
    desk.settle()


def ctrl_r(desk: WholeDesk) -> None:
    QTest.keyClick(QApplication.focusWidget() or desk.console, Qt.Key.Key_R, CTRL | SHIFT)
    desk.settle()


def page_of(desk: WholeDesk) -> RingTestPage:
    page = desk.console.covers.shown
    assert isinstance(page, RingTestPage)
    return page


def button(desk: WholeDesk, name: str) -> QPushButton:
    found = page_of(desk).findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def press(desk: WholeDesk, name: str) -> None:
    QTest.mouseClick(button(desk, name), Qt.MouseButton.LeftButton)
    desk.storage.journal.run(lambda _ledger: None).result()
    desk.settle()


def test_two_calls_are_heard_judged_and_put_aside(desk: WholeDesk) -> None:
    ctrl_r(desk)
    assert page_of(desk).spoken[1].startswith("●   1   Ring it from a mobile phone")
    rings_once(desk, "t1", PhoneOutcome.UNKNOWN)
    assert page_of(desk).spoken[2].strip().startswith("Heard: 136****6000")
    assert page_of(desk).spoken[3].startswith("●   2   Ring it once more")
    rings_once(desk, "t2", PhoneOutcome.ANSWERED_ELSEWHERE)
    assert [line[0] for line in page_of(desk).spoken[-4:]] == ["△", "✓", "✓", "✓"]
    press(desk, "ringTestAside")
    found = [desk.storage.readings.phone_call(phone_id("webhook", wire)) for wire in ("t1", "t2")]
    assert [(phone.is_settled, phone.dismissed) for phone in found if phone] == [(True, "Ring test"), (True, "")]
    assert not button(desk, "ringTestAside").isVisible()


def test_the_page_speaks_the_other_language_and_goes_by_its_key(desk: WholeDesk) -> None:
    ctrl_r(desk)
    rings_once(desk, "t1", PhoneOutcome.MISSED)
    desk.speak_other()
    assert page_of(desk).spoken[-3:] == [
        "✓   没有人接时，交换机会说明来电未接。",
        "✓   主叫号码送到了。",
        "✓   交换机说明了来电从 8110 转来。",
    ]
    ctrl_r(desk)
    assert desk.console.covers.shown is None
    desk.speak_other()


def test_a_ring_whose_end_is_never_told_is_given_up(desk: WholeDesk) -> None:
    ctrl_r(desk)
    assert not button(desk, "ringTestGiveUp").isVisible()
    rang = PhoneRang("webhook", "t1", NumberState.WITHHELD, "8119")
    desk.window.feed.hear(Heard(What.RINGING, rang, desk.clock.now()))
    desk.settle()
    press(desk, "ringTestGiveUp")
    told = [line.partition(":")[0].partition(".")[0] for line in page_of(desk).spoken if line.startswith("△")]
    assert told == [
        "△   When nobody answers, the exchange does not say so",
        "△   The caller's number does not arrive",
        "△   The exchange does not say where the ring was forwarded from",
    ]
    press(desk, "ringTestAgain")
    assert not page_of(desk).test.rings


def test_three_rings_that_nobody_answered_ask_until_somebody_tried_the_phone(desk: WholeDesk) -> None:
    for number in range(IN_A_ROW - 1):
        rings_once(desk, f"m{number}", PhoneOutcome.MISSED)
    assert desk.banner("desk_phone") == ""
    rings_once(desk, "m9", PhoneOutcome.UNKNOWN)
    assert "3 rings in a row were answered by nobody" in desk.banner("desk_phone")
    condition = desk.window.panels.desk_phone.condition()
    assert condition is not None
    assert condition.level == 2
    ctrl_r(desk)
    assert "▲  3 rings in a row" in page_of(desk).spoken[0]
    press(desk, "ringTestWorks")
    assert (desk.banner("desk_phone"), desk.window.panels.desk_phone.condition()) == ("", None)
    assert not button(desk, "ringTestWorks").isVisible()


def test_an_answered_ring_ends_the_question(desk: WholeDesk) -> None:
    for number in range(IN_A_ROW):
        rings_once(desk, f"m{number}", PhoneOutcome.MISSED)
    assert desk.banner("desk_phone")
    rings_once(desk, "a", PhoneOutcome.ANSWERED_HERE)
    assert desk.banner("desk_phone") == ""


def test_rings_of_before_the_start_count(qtbot: QtBot, qapp: QApplication, desk: WholeDesk) -> None:
    for number in range(IN_A_ROW):
        rings_once(desk, f"m{number}", PhoneOutcome.MISSED)
    phone = desk.window.panels.desk_phone
    phone._phones.clear()  # noqa: SLF001 - as a window that has just been opened
    phone._look()  # noqa: SLF001
    assert phone.doubt == 0
    phone.reload()
    assert phone.doubt == IN_A_ROW


def test_a_page_stays_off_the_strip_when_a_banner_comes(desk: WholeDesk) -> None:
    ctrl_r(desk)
    for number in range(IN_A_ROW):
        rings_once(desk, f"m{number}", PhoneOutcome.MISSED)
    strip = desk.console.top_strip
    below = strip.mapTo(desk.console, strip.rect().bottomLeft()).y()
    assert page_of(desk).y() > below
