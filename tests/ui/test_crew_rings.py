"""One of the crew rings: the card tells what they do, and F2 opens that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dutydesk import duty
from dutydesk.events import PhoneRang
from dutydesk.journal import Author
from dutydesk.rings import Heard, hear
from dutydesk.telephony.events import What
from dutydesk.words import NumberState, PhoneOutcome, Stage, Status
from tests.ui.whole_desk import LI, WholeDesk

F2, F5, RETURN = Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_Return
CHEN, CHEN_NUMBER, WU_NUMBER = "m208", "+8613900000208", "+8613905710275"


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, qapp, tmp_path / "data")
    yield made
    made.close()


def hears(desk: WholeDesk, wire_id: str, member: str, what: What = What.RINGING, outcome: PhoneOutcome | None = None) -> None:
    number = CHEN_NUMBER if member else WU_NUMBER
    rang = PhoneRang("webhook", wire_id, NumberState.OK, "8119", member=member, number=number)
    heard = Heard(what, rang, desk.clock.now(), outcome)
    desk.window.feed.hear(heard)
    desk.desk.do(Author(LI, LI), hear, heard=heard)
    desk.qtbot.waitUntil(lambda: desk.storage.readings.phone_call(f"webhook:{wire_id}") is not None)
    desk.storage.journal.run(lambda _ledger: None).result()
    desk.settle()


def is_free(desk: WholeDesk) -> None:
    desk.desk.do(Author(LI, LI), duty.set_status, member=CHEN, status=Status.FREE)
    desk.storage.journal.run(lambda _ledger: None).result()
    desk.settle()


def card(desk: WholeDesk, name: str) -> str:
    labels = [label for label in desk.console.ringing.findChildren(QLabel, name) if label.isVisibleTo(desk.console.ringing)]
    return labels[0].text() if labels else ""


def test_the_card_tells_name_trade_and_status(desk: WholeDesk) -> None:
    is_free(desk)
    hears(desk, "r1", CHEN)
    assert card(desk, "ringWho").startswith("陈志强 · ")
    assert card(desk, "ringFrom") == "Free"


def test_f2_begins_their_status_and_then_takes_the_next_ring(desk: WholeDesk) -> None:
    is_free(desk)
    hears(desk, "r1", CHEN)
    hears(desk, "r2", "")
    desk.press(F2)
    assert desk.line.text() == "/status @208 "
    assert desk.centre.taking.active is None
    desk.type("break")
    desk.press(RETURN, F2)
    assert desk.centre.taking.active is not None
    assert desk.centre.taking.active.phone_call == "webhook:r2"


def test_f2_opens_their_call_for_the_next_step(desk: WholeDesk) -> None:
    is_free(desk)
    call = desk.take("3-1-1502 burst")
    first = call.id
    desk.press(Qt.Key.Key_Escape)
    member = desk.calls()[0].offer.to
    other = desk.take("5-2 lift out of service")
    assert other.id != first
    hears(desk, "r1", member)
    desk.press(F2, F5)
    found = desk.storage.readings.call(first)
    assert found is not None
    assert found.stage is Stage.ACCEPTED


def test_f2_after_the_answer_opens_them_too(desk: WholeDesk) -> None:
    is_free(desk)
    hears(desk, "r1", CHEN)
    hears(desk, "r1", CHEN, What.ANSWERED, PhoneOutcome.ANSWERED_HERE)
    desk.press(F2)
    assert desk.line.text() == "/status @208 "


def test_a_missed_one_is_told_by_name(desk: WholeDesk) -> None:
    hears(desk, "r1", CHEN)
    hears(desk, "r1", CHEN, What.ENDED, PhoneOutcome.MISSED)
    summary = desk.console.ringing.findChild(QLabel, "owedWho")
    assert summary is not None
    assert summary.text() == "陈志强"
