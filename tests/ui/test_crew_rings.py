"""One of the crew rings: the card tells what they do, and F2 opens that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dutydesk import duty, life
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.journal import Author
from dutydesk.rings import hear
from dutydesk.telephony.events import What
from dutydesk.words import NumberState, PhoneOutcome, Stage, Status
from tests.ui.whole_desk import LI, WholeDesk
from ui.crew_card import CrewCard

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
    assert card(desk, "ringWho") == "陈志强"
    assert card(desk, "ringFrom").startswith("Free · ")


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


# ---- the card


def crew_card(desk: WholeDesk) -> CrewCard:
    (shown,) = [one for one in desk.console.findChildren(CrewCard) if one.isVisible()]
    return shown


def offered(desk: WholeDesk) -> list[str]:
    return [one.label for one in crew_card(desk).list.choices()]


def acts(desk: WholeDesk, call: str) -> list[tuple[str, str, str]]:
    """Kind, whose word, and who entered it."""
    told = desk.storage.readings.history(f"call:{call}")
    return [(one.entry.kind, one.entry.actor, one.entry.entered_by) for one in told]


def offered_call(desk: WholeDesk) -> tuple[str, str]:
    """A call that is offered to somebody, who rings; the call and the member."""
    call = desk.take("3-1-1502 burst")
    desk.press(Qt.Key.Key_Escape)
    found = desk.storage.readings.call(call.id)
    assert found is not None
    assert found.offer is not None
    member = found.offer.to
    hears(desk, "r1", member)
    desk.press(F2)
    return call.id, member


def test_one_key_for_each_thing_they_tell_on_their_word(desk: WholeDesk) -> None:
    call, member = offered_call(desk)
    assert offered(desk) == ["has set out", "is on site", "is done", "needs help", "brings another call"]
    desk.press(Qt.Key.Key_1)
    assert acts(desk, call)[-2:] == [("call.acknowledged", member, LI), ("call.set_out", member, LI)]
    phone = desk.storage.readings.phone_call("webhook:r1")
    assert phone is not None
    assert phone.linked == call


@pytest.mark.parametrize(("key", "stage"), [(Qt.Key.Key_2, Stage.ON_SITE), (Qt.Key.Key_3, Stage.COMPLETED)])
def test_on_site_and_done_are_one_key_too_and_undone_in_one(desk: WholeDesk, key: Qt.Key, stage: Stage) -> None:
    call, _ = offered_call(desk)
    desk.press(key)
    found = desk.storage.readings.call(call)
    assert found is not None
    assert found.stage in (stage, Stage.CLOSED)
    desk.centre.undo_latest()
    desk.settle()
    found, phone = desk.storage.readings.call(call), desk.storage.readings.phone_call("webhook:r1")
    assert found is not None
    assert phone is not None
    assert (found.stage, phone.linked) == (Stage.WAITING, "")


def test_what_was_told_and_taken_back_is_marked_on_the_left(desk: WholeDesk) -> None:
    other = desk.take("5-2 lift out of service")
    desk.press(Qt.Key.Key_Escape)
    call, _ = offered_call(desk)
    desk.press(Qt.Key.Key_2)
    desk.centre.show_call(other.id)
    desk.centre.undo_latest()
    desk.qtbot.waitUntil(lambda: desk.console.open_calls.selected == call)


def test_who_needs_help_is_noted_and_a_helper_is_chosen(desk: WholeDesk) -> None:
    call, member = offered_call(desk)
    desk.press(Qt.Key.Key_4)
    assert acts(desk, call)[-1] == ("call.noted", member, LI)
    assert desk.centre.parts.candidates.has_keys


def test_who_brings_another_call_is_taken_like_any_caller(desk: WholeDesk) -> None:
    offered_call(desk)
    desk.press(Qt.Key.Key_5)
    assert desk.centre.taking.active is not None
    assert desk.centre.taking.active.phone_call == "webhook:r1"


def test_without_a_call_a_status_is_one_key(desk: WholeDesk) -> None:
    is_free(desk)
    hears(desk, "r1", CHEN)
    desk.press(F2)
    assert offered(desk) == ["Free", "Break", "Patrol", "brings another call"]
    desk.press(Qt.Key.Key_2)
    row = desk.storage.readings.member(CHEN)
    assert (row.status, desk.line.text()) == (Status.BREAK, "")
    assert (desk.centre.parts.hint.text, desk.centre.parts.completions.isVisible()) == ("", False)
    (last,) = desk.storage.readings.history(f"crew:{CHEN}")[-1:]
    assert (last.entry.actor, last.entry.entered_by) == (CHEN, LI)
    phone, told = desk.storage.readings.phone_call("webhook:r1"), desk.storage.readings.history("phone:webhook:r1")[-1]
    assert phone is not None
    assert (phone.told_status, told.entry.act) == (Status.BREAK, last.entry.act)


def test_a_call_that_was_settled_meanwhile_takes_no_step(desk: WholeDesk) -> None:
    call, _ = offered_call(desk)
    desk.desk.do(Author(LI, LI), life.cancel, call, reason="x")
    desk.storage.journal.run(lambda _ledger: None).result()
    desk.settle()
    desk.press(Qt.Key.Key_1)
    assert acts(desk, call)[-1][0] == "call.cancelled"


def test_esc_leaves_the_card_and_it_speaks_the_language_of_now(desk: WholeDesk) -> None:
    offered_call(desk)
    desk.speak_other()
    assert offered(desk)[0] == "已出发"
    desk.speak_other()
    desk.press(Qt.Key.Key_Escape)
    assert not [one for one in desk.console.findChildren(CrewCard) if one.isVisible()]
    assert desk.line.hasFocus()


def test_somebody_off_duty_is_shown_as_off(desk: WholeDesk) -> None:
    hears(desk, "r1", CHEN)
    desk.desk.do(Author(LI, LI), duty.set_status, member=CHEN, status=Status.OFF)
    desk.storage.journal.run(lambda _ledger: None).result()
    desk.press(F2)
    doing = crew_card(desk).findChild(QLabel, "crewCardDoing")
    assert doing is not None
    assert " · Off" in doing.text()
