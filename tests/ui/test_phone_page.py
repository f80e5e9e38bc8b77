"""The phone calls: the latest with what became of them, what they amount to, and one key for each thing that is owed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from dutydesk.duty import set_status
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.journal import Author
from dutydesk.phone_calls import PhoneCall
from dutydesk.rings import hear, status_told
from dutydesk.telephony.events import What
from dutydesk.words import DivertReason, NumberState, PhoneOutcome, Status
from tests.ui.whole_desk import LI, WholeDesk
from ui.phone_page import PhonePage
from ui.reading_painter import read_row

ESC, RETURN, DOWN = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Down
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WU, OTHER = "+8613905710275", "+8613812345678"
RINGING, ANSWERED, ENDED = What
HERE, _, MISSED, UNKNOWN = PhoneOutcome


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, qapp, tmp_path / "data")
    yield made
    made.close()


def hears(desk: WholeDesk, wire: str, outcome: PhoneOutcome | None = None, number: str = WU, **known: object) -> None:
    """A phone call that ended so, or that rings."""
    rang = PhoneRang("webhook", wire, NumberState.OK, "8119", tells_missed=True, number=number)
    rang = replace(rang, **known)  # type: ignore[arg-type]
    told = [(RINGING, None)] if outcome is None else [(RINGING, None), (ANSWERED if outcome is HERE else ENDED, outcome)]
    for what, ended in told:
        heard = Heard(what, rang, desk.clock.now(), ended)
        desk.desk.do(Author("", ""), hear, heard=heard)
        desk.clock.move(seconds=8)
    desk.storage.journal.run(lambda _ledger: None).result()
    desk.settle()


def key(desk: WholeDesk, one: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or desk.console, one, held)
    buttons = [button for shown in desk.console.findChildren(PhonePage) for button in shown.findChildren(QPushButton)]
    desk.qtbot.waitUntil(lambda: not any(button.isDown() for button in buttons))  # a letter presses it for a moment
    desk.settle()


def opened(desk: WholeDesk) -> PhonePage:
    key(desk, Qt.Key.Key_R, CTRL)
    desk.qtbot.waitUntil(lambda: page(desk).is_whole)
    return page(desk)


def page(desk: WholeDesk) -> PhonePage:
    (shown,) = [one for one in desk.console.findChildren(PhonePage) if one.isVisible()]
    return shown


def is_shown(desk: WholeDesk) -> bool:
    return any(one.isVisible() for one in desk.console.findChildren(PhonePage))


def rows(desk: WholeDesk) -> list[str]:
    return [one.label.partition("  ")[2] for one in page(desk).list.choices()]


def after(desk: WholeDesk) -> list[str]:
    return [one.after for one in page(desk).list.choices()]


def cells(desk: WholeDesk) -> list[str]:
    """The words of the table, row by row."""
    grid = page(desk).area.widget().layout()
    places = sorted((grid.getItemPosition(at)[:2], grid.itemAt(at).widget().text()) for at in range(grid.count()))  # type: ignore[attr-defined]
    return [text for _, text in places]


def stored(desk: WholeDesk, wire: str) -> PhoneCall:
    desk.storage.journal.run(lambda _ledger: None).result()
    desk.settle()
    found = desk.storage.readings.phone_call(f"webhook:{wire}")
    assert found is not None
    return found


def enabled(desk: WholeDesk) -> set[str]:
    return {one.objectName() for one in page(desk).findChildren(QPushButton) if one.isEnabled()}


def test_the_latest_come_first_with_what_became_of_them(desk: WholeDesk) -> None:
    hears(desk, "1", HERE, diverted_from="8110")
    hears(desk, "2", MISSED, OTHER)
    hears(desk, "3", number=OTHER)
    opened(desk)
    assert rows(desk) == ["138****5678", "138****5678", "139****0275 吴先生 3-1-1502"]
    assert after(desk) == ["rings · 8119", "missed · 8119", "answered here · forwarded from 8110 · 8119"]
    assert [one.label.startswith("△") for one in page(desk).list.choices()] == [False, True, False]


def test_what_one_of_the_crew_told_is_told(desk: WholeDesk) -> None:
    hears(desk, "1", HERE, member="m208")
    step = partial(set_status, member="m208", status=Status.BREAK)
    desk.desk.do(Author(LI, LI), status_told, phone="webhook:1", status=Status.BREAK, step=step)
    stored(desk, "1")
    opened(desk)
    assert after(desk) == ["answered here · told: Break · 8119"]


def test_where_there_is_no_room_a_row_leaves_out_what_matters_least(desk: WholeDesk) -> None:
    hears(desk, "1", UNKNOWN, number=OTHER, diverted_from="8110", divert_reason=DivertReason.NO_ANSWER)
    hears(desk, "2", HERE, diverted_from="8110", divert_reason=DivertReason.NO_ANSWER)
    desk.console.showNormal()
    desk.console.resize(1366, 768)
    rows = opened(desk).list
    last = [[said.text for said in read_row(rows, rows.model().index(row, 0))][-1] for row in range(2)]
    assert last == ["answered here", "answered or not: unknown · from 8110"]
    asked = QHelpEvent(QEvent.Type.ToolTip, rows.visualItemRect(rows.item(0)).center(), rows.mapToGlobal(rows.rect().center()))
    QApplication.sendEvent(rows.viewport(), asked)
    assert "answered here · forwarded from 8110 (no answer) · 8119" in QToolTip.text().replace("&nbsp;", " ")
    desk.console.resize(2400, 1080)
    desk.qtbot.waitUntil(lambda: "forwarded from 8110 (no answer) · 8119" in read_row(rows, rows.model().index(1, 0))[-1].text)


def test_forwarded_ones_alone_and_back(desk: WholeDesk) -> None:
    hears(desk, "1", HERE, diverted_from="8110")
    hears(desk, "2", MISSED, OTHER)
    opened(desk)
    key(desk, Qt.Key.Key_O, ALT)
    assert rows(desk) == ["139****0275 吴先生 3-1-1502"]
    key(desk, Qt.Key.Key_O, ALT)
    assert len(rows(desk)) == 2


def test_what_they_amount_to_is_told_by_line_and_by_hour(desk: WholeDesk) -> None:
    hears(desk, "1", HERE, diverted_from="8110")
    hears(desk, "2", MISSED, OTHER)
    desk.console.showNormal()
    desk.console.resize(1920, 1080)
    opened(desk)
    assert cells(desk)[7:14] == ["All", "2", "50%", "50%", "0:08", "0:08", "-"]
    assert cells(desk)[14:16] == ["8119 Fire control room", "2"]
    assert cells(desk)[21:23] == ["02–03 h", "2"]
    desk.console.resize(960, 760)
    desk.qtbot.waitUntil(lambda: cells(desk)[5:10] == ["All", "2", "50%", "50%", "0:08"])


def test_since_the_shift_a_day_or_a_week(desk: WholeDesk) -> None:
    hears(desk, "1", HERE)
    desk.clock.move(days=3)
    hears(desk, "2", HERE)
    desk.clock.move(hours=12)
    opened(desk)
    assert len(rows(desk)) == 0
    for count in (1, 2, 0):
        key(desk, Qt.Key.Key_S, ALT)
        assert len(rows(desk)) == count


def test_a_missed_call_is_called_back_by_one_key(desk: WholeDesk) -> None:
    hears(desk, "1", MISSED)
    opened(desk)
    assert {"phonesCalledBack", "phonesDismiss", "phonesNumber"} <= enabled(desk)
    assert enabled(desk).isdisjoint({"phonesAnswered", "phonesLink"})
    key(desk, Qt.Key.Key_B, ALT)
    assert stored(desk, "1").called_back_at is not None
    assert after(desk) == ["missed · called back · 8119"]
    assert "phonesCalledBack" not in enabled(desk)


def test_an_unknown_end_is_settled_by_one_key(desk: WholeDesk) -> None:
    hears(desk, "1", UNKNOWN)
    opened(desk)
    key(desk, Qt.Key.Key_A, ALT)
    assert stored(desk, "1").outcome is HERE


def test_a_hidden_number_is_only_dismissed_or_linked(desk: WholeDesk) -> None:
    desk.take("3-1-1502 burst")
    hears(desk, "1", MISSED, "", number_state=NumberState.WITHHELD)
    opened(desk)
    assert rows(desk) == ["number withheld"]
    assert {"phonesDismiss", "phonesLink"} <= enabled(desk)
    assert enabled(desk).isdisjoint({"phonesCalledBack", "phonesNumber"})
    key(desk, Qt.Key.Key_P, ALT)
    assert rows(desk) == ["number withheld"]


def test_dismissing_asks_why_beside_its_button(desk: WholeDesk) -> None:
    hears(desk, "1", MISSED)
    opened(desk)
    key(desk, Qt.Key.Key_D, ALT)
    menu = desk.console.findChild(QMenu, "dismissReasons")
    menu.actions()[0].trigger()
    menu.close()
    assert stored(desk, "1").dismissed == "Wrong number"
    assert after(desk) == ["missed · Wrong number · 8119"]


def test_it_is_linked_to_the_selected_call_and_enter_opens_that(desk: WholeDesk) -> None:
    call = desk.take("3-1-1502 burst")
    hears(desk, "1", MISSED)
    opened(desk)
    link = page(desk).findChild(QPushButton, "phonesLink")
    assert link is not None
    assert link.text() == "Lin&k to 1"
    key(desk, Qt.Key.Key_K, ALT)
    assert stored(desk, "1").linked == call.id
    assert after(desk) == ["missed · call 1 · 8119"]
    desk.press(RETURN)
    assert not is_shown(desk)
    assert desk.centre.showing.call is not None
    assert desk.centre.showing.call.id == call.id


def test_enter_on_one_of_which_nothing_was_made_does_nothing(desk: WholeDesk) -> None:
    hears(desk, "1", MISSED)
    opened(desk)
    desk.press(RETURN)
    assert is_shown(desk)


def test_the_full_number_is_entered_shown_and_masked_again(desk: WholeDesk) -> None:
    hears(desk, "1", MISSED)
    opened(desk)
    key(desk, Qt.Key.Key_P, ALT)
    assert rows(desk) == ["139 0571 0275 吴先生 3-1-1502"]
    told = [one.entry.kind for one in desk.storage.readings.history("desk")]
    assert told[-1] == "desk.number_revealed"
    page(desk)._mask.timeout.emit()  # noqa: SLF001 - twenty seconds pass
    assert rows(desk) == ["139****0275 吴先生 3-1-1502"]


def test_alt_p_without_the_page_is_of_the_caller_in_the_centre(desk: WholeDesk) -> None:
    hears(desk, "1")
    desk.press(Qt.Key.Key_F2)
    key(desk, Qt.Key.Key_P, ALT)
    assert desk.centre.parts.sheet.caller.number_shown == "139 0571 0275"


def test_a_look_that_is_answered_after_the_page_went_shows_nothing(desk: WholeDesk) -> None:
    hears(desk, "1", MISSED)
    opened(desk).ask_number()
    key(desk, Qt.Key.Key_R, CTRL)
    assert not is_shown(desk)


def test_with_nothing_there_the_keys_do_nothing(desk: WholeDesk) -> None:
    shown = opened(desk)
    for button in shown.findChildren(QPushButton):
        if button.objectName() not in ("phonesClose", "phonesSince", "phonesForwarded"):
            assert not button.isEnabled()
    for tell in (shown.ask_number, shown._tell_called_back, shown._tell_linked):  # noqa: SLF001
        tell()
    assert rows(desk) == []


def test_the_mark_stays_where_it_was_when_another_phone_rings(desk: WholeDesk) -> None:
    hears(desk, "1", MISSED)
    hears(desk, "2", MISSED, OTHER)
    opened(desk)
    desk.press(DOWN)
    hears(desk, "3", number="+8613700000000")
    assert len(rows(desk)) == 3
    assert page(desk).list.currentRow() == 2


def test_more_than_are_in_sight_follow_at_once(desk: WholeDesk) -> None:
    for number in range(14):
        hears(desk, str(number), MISSED, f"+8613800000{number:03}")
    opened(desk)
    assert len(rows(desk)) == 14


def test_a_number_that_is_told_after_the_ring_is_shown(desk: WholeDesk) -> None:
    hears(desk, "1", number="", number_state=NumberState.NONE)
    opened(desk)
    assert rows(desk) == ["no number"]
    hears(desk, "1")
    assert rows(desk) == ["139****0275 吴先生 3-1-1502"]


def test_letters_go_into_the_line_and_esc_leaves_what_was_typed(desk: WholeDesk) -> None:
    desk.type("3-1")
    opened(desk)
    desk.press(ESC)
    assert (is_shown(desk), desk.line.text()) == (False, "3-1")
    opened(desk)
    desk.type("k")
    assert (is_shown(desk), desk.line.text()) == (False, "3-1k")
    assert desk.line.hasFocus()


def test_it_speaks_the_language_of_now(desk: WholeDesk) -> None:
    hears(desk, "1", MISSED)
    opened(desk)
    desk.speak_other()
    title = page(desk).findChild(QLabel, "phonesTitle")
    assert title is not None
    assert title.text() == "来电"
    assert after(desk) == ["未接 · 8119"]
    desk.speak_other()


def test_a_command_opens_it_and_another_links(desk: WholeDesk) -> None:
    call = desk.take("3-1-1502 burst")
    desk.type("/link 1")
    desk.press(RETURN)
    assert desk.line.text() == "/link 1"
    desk.line.clear()
    hears(desk, "1", MISSED)
    desk.type("/link 1")
    desk.press(RETURN)
    assert stored(desk, "1").linked == call.id
    desk.type("/rings")
    desk.press(RETURN)
    assert is_shown(desk)


def test_of_several_missed_calls_the_one_that_is_linked_is_chosen(desk: WholeDesk) -> None:
    call = desk.take("3-1-1502 burst")
    hears(desk, "1", MISSED)
    hears(desk, "2", MISSED, OTHER)
    desk.type("/link")
    desk.press(RETURN)
    desk.press(DOWN, RETURN)
    assert (stored(desk, "1").linked, stored(desk, "2").linked) == (call.id, "")
    desk.type("/callback")
    desk.press(RETURN)
    assert stored(desk, "2").called_back_at is not None
