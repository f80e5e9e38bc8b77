"""The input line and input methods: while one composes, its keys are its own."""

from __future__ import annotations

import time
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dutydesk import duty, life
from dutydesk.journal import Author
from dutydesk.words import Status, Told
from tests.ui.centre.console import CHEN, Console

RETURN, ESCAPE, CTRL = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.KeyboardModifier.ControlModifier


def test_enter_while_composing_takes_no_call(console: Console) -> None:
    console.type("3-1-1502 burst")
    console.compose("shui guan")
    console.press(RETURN)
    assert console.journal.calls == {}
    console.compose("", "水管")
    console.press(RETURN)
    assert console.newest().line == "burst水管"


@pytest.mark.parametrize("key", [ESCAPE, Qt.Key.Key_1, Qt.Key.Key_Slash, Qt.Key.Key_Tab, Qt.Key.Key_Down])
def test_keys_of_the_input_method_change_nothing(console: Console, key: Qt.Key) -> None:
    console.type("3-1502 ")
    console.compose("sg")
    console.press(key)
    assert console.line.hasFocus()
    assert console.line.text() == "3-1502 "
    assert console.centre.taking.parked == ()


def test_f2_while_composing_parks_what_was_being_composed(console: Console) -> None:
    console.type("3-1502 ")
    console.compose("sgb")
    console.ring()
    console.press(Qt.Key.Key_F2)
    assert [draft.text for draft in console.centre.taking.parked] == ["3-1502 sgb"]


@pytest.mark.parametrize("sign", ["/", ";", "／", "；", "、"])
def test_a_command_begins_with_any_of_its_signs(console: Console, sign: str) -> None:
    call = console.has_call()
    console.centre.show_call(call.id)
    console.type(f"{sign}note hello")
    console.press(RETURN)
    assert console.kinds()[-1] == "call.noted"


def test_full_width_numbers_and_at_signs_count(console: Console) -> None:
    call = console.has_call()
    console.type(f"/hand {'０１２３４５６７８９'[call.counter]} ＠２０８")
    console.press(RETURN)
    offer = console.newest().offer
    assert offer is not None
    assert offer.to == "m208"


def test_with_text_ctrl_z_is_of_the_text(console: Console) -> None:
    console.has_call()
    console.type("burst")
    console.press(Qt.Key.Key_Z, held=CTRL)
    assert console.line.text() == ""
    assert "entry.undone" not in console.kinds()


def test_in_an_empty_line_ctrl_z_asks_and_enter_takes_back(console: Console) -> None:
    call = console.has_call()
    console.press(Qt.Key.Key_Z, held=CTRL)
    assert console.hint.startswith(f"Undo: {call.counter} Taken")
    assert "entry.undone" not in console.kinds()
    console.press(RETURN)
    assert console.kinds()[-1] == "entry.undone"
    assert console.journal.calls == {}


def test_any_other_key_leaves_it_undone_not(console: Console) -> None:
    console.has_call()
    console.press(Qt.Key.Key_Z, held=CTRL)
    console.type("b")
    assert console.hint == ""
    console.press(Qt.Key.Key_Backspace, RETURN)
    assert "entry.undone" not in console.kinds()


def test_there_may_be_nothing_to_undo(console: Console) -> None:
    console.clock.move(minutes=6)
    console.press(Qt.Key.Key_Z, held=CTRL)
    assert console.centre.parts.hint.is_refusal


def test_what_is_too_old_to_be_undone_is_named_with_how_it_is_put_right(console: Console) -> None:
    call = console.has_call()
    console.clock.move(minutes=6)
    console.press(Qt.Key.Key_Z, held=CTRL)
    assert console.hint.startswith(f"{call.counter} Taken")
    assert "/correct" in console.hint
    assert console.centre.parts.hint.is_refusal
    console.press(RETURN)
    assert "entry.undone" not in console.kinds()


@pytest.mark.parametrize(
    ("decision", "given", "way"),
    [
        (duty.set_status, {"member": CHEN, "status": Status.BREAK}, "/status"),
        (duty.forward_line, {"number": "8110"}, "Alt+F"),
    ],
)
def test_each_kind_of_fact_is_put_right_in_its_own_way(console: Console, decision: Any, given: dict[str, Any], way: str) -> None:
    console.does(decision, **given)
    console.clock.move(minutes=6)
    console.press(Qt.Key.Key_Z, held=CTRL)
    assert way in console.hint


def test_a_slash_outside_of_text_puts_the_caret_into_the_line(console: Console) -> None:
    console.enter("3-1-1502 burst")
    assert not console.line.hasFocus()
    QTest.keyClick(console.focus(), Qt.Key.Key_Slash)
    assert console.line.hasFocus()


def test_ctrl_k_puts_the_caret_into_the_line_from_everywhere(console: Console) -> None:
    console.enter("3-1-1502 burst")
    console.press(Qt.Key.Key_K, held=CTRL)
    assert console.line.hasFocus()


def test_digits_choose_among_people_on_one_number_only_while_the_line_is_empty(console: Console) -> None:
    number = next(one.numbers[0] for one in console.register.people if len(console.register.people_with(one.numbers[0])) > 1)
    people = console.register.people_with(number)
    console.ring(number)
    console.press(Qt.Key.Key_F2)
    console.type("2")
    person = console.centre.taking.report.person
    assert person == people[1]
    assert console.line.text() == ""
    console.type("x2")
    assert console.line.text() == "x2"


def test_tab_completes_initials_into_the_category(console: Console) -> None:
    console.type("3-1-1502 sgb")
    console.press(Qt.Key.Key_Tab)
    assert console.line.text() == "3-1-1502 Burst pipe, flooding "
    assert console.line.hasFocus()


def test_the_time_since_the_first_key_counts(console: Console) -> None:
    console.type("3-1502")
    console.clock.move(seconds=21)
    console.ticker.tick()
    assert console.find(object, "inputElapsed").text() == "0:21"


def test_ctrl_z_says_why_the_last_act_stays_and_offers_no_earlier_one(console: Console) -> None:
    console.has_call("3-1-1402")
    call = console.has_call()
    console.does(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO, who=Author("m502", "m502"))
    console.press(Qt.Key.Key_Z, held=CTRL)
    assert console.centre.parts.hint.is_refusal
    assert "builds on it" in console.hint
    console.press(RETURN)
    assert "entry.undone" not in console.kinds()


@pytest.mark.parametrize("reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.ShortcutFocusReason])
def test_a_caret_that_returns_to_the_line_marks_nothing(console: Console, reason: Qt.FocusReason) -> None:
    console.type("3-1-1502 burst")
    console.centre.parts.sheet.chips.chip("place").setFocus()
    console.line.setFocus(reason)
    console.type("x")
    assert console.line.text() == "3-1-1502 burstx"


def test_a_parked_call_brought_back_from_a_list_is_typed_on(console: Console) -> None:
    console.type("draft a burst")
    console.press(Qt.Key.Key_Escape)
    console.type("3-1-1502 burst")
    console.press(Qt.Key.Key_Down)
    console.press(Qt.Key.Key_1, held=Qt.KeyboardModifier.AltModifier)
    console.type("x")
    assert console.line.text() == "draft a burstx"


def test_keys_beyond_what_is_read_hold_nothing_up_and_are_kept(console: Console) -> None:
    QApplication.clipboard().setText("3-1-1502 burst " + "x" * 10_000)
    console.press(Qt.Key.Key_V, held=CTRL)
    with console.qtbot.assertNotEmitted(console.centre.taking.changed):
        console.type(" wet")
    assert console.drafts.kept[0].text.endswith("xx wet")
    console.press(RETURN)
    assert console.newest().line.endswith("xx wet")


def test_a_key_in_a_line_of_ten_thousand_characters_is_quick(console: Console) -> None:
    QApplication.clipboard().setText("burst pipe 3-1-1502 " * 500)
    console.press(Qt.Key.Key_V, held=CTRL)
    spent = []
    for _ in range(10):
        start = time.perf_counter()
        console.type("x")
        spent.append(time.perf_counter() - start)
    assert min(spent) <= 0.05
