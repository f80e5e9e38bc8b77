"""The night's main job by keys: a ring is taken, the call handed off; nothing typed is ever lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from dutydesk import life
from dutydesk.crew import usual_told
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.rings import hear
from dutydesk.telephony.events import What
from dutydesk.words import Channel, Level, NumberState, PhoneOutcome, Stage, Told
from tests.ui.centre.console import CHEN, LI, WU_NUMBER, ZHOU_NUMBER, Console

F2, F3, F7, RETURN, ESCAPE = Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F7, Qt.Key.Key_Return, Qt.Key.Key_Escape
YES, NO = Qt.Key.Key_Y, Qt.Key.Key_N
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FORTY = "the kitchen pipe burst and floods us now"


def test_from_the_ring_to_the_plumber_in_three_control_keys_and_three_letters(console: Console) -> None:
    phone = console.ring()
    console.press(F2)
    console.type("sgb")
    console.press(RETURN, RETURN)
    call = console.newest()
    assert call.offer is not None
    assert (call.offer.to, call.offer.told) == (CHEN, Told.RADIO)
    assert (call.place, call.category, call.level, call.channel) == ("3-1-1502", "WAT1", Level.URGENT, Channel.FORWARDED)
    assert (call.phone_call, call.caller_number, call.diverted_from, call.first_receiver) == (phone, WU_NUMBER, "8110", LI)


def test_after_the_hand_off_the_caret_is_back_in_an_empty_line(console: Console) -> None:
    console.ring()
    console.press(F2)
    console.type("sgb")
    console.press(RETURN, RETURN)
    assert console.line.hasFocus()
    assert console.line.text() == ""
    assert console.drafts.kept == ()


def test_a_whole_life_is_one_key_a_step(console: Console) -> None:
    console.ring()
    console.press(F2)
    console.type("sgb")
    console.press(RETURN, RETURN, *[Qt.Key.Key_F5] * 4, Qt.Key.Key_F6, RETURN)
    assert console.newest().stage is Stage.CLOSED
    assert console.kinds()[1:] == [
        "call.handed_off",
        "call.acknowledged",
        "call.set_out",
        "call.arrived",
        "call.completed",
        "call.followed_up",
    ]


def test_enter_pressed_twice_before_the_disk_answers_still_hands_off(console: Console) -> None:
    console.ring()
    console.press(F2)
    console.type("sgb")
    console.journal.is_slow = True
    console.press(RETURN, RETURN)
    assert console.line.hasFocus()
    console.journal.let_go()
    console.settle()
    call = console.newest()
    assert call.offer is not None
    assert call.offer.to == CHEN


def test_forty_characters_typed_across_three_rings_arrive_intact(console: Console) -> None:
    assert len(FORTY) == 40
    for number, sign in enumerate(FORTY):
        if number in (7, 20, 33):
            console.ring(ZHOU_NUMBER, call_id=str(number))
        QTest.keyClicks(console.focus(), sign)
    assert console.line.text() == FORTY
    assert console.line.hasFocus()


def test_f2_parks_what_is_being_typed_and_opens_the_ring(console: Console) -> None:
    console.type("3-2-0302 lamp")
    console.ring()
    console.press(F2)
    assert console.line.text() == ""
    assert [draft.text for draft in console.centre.taking.parked] == ["3-2-0302 lamp"]
    place = console.centre.taking.report.place
    assert place is not None
    assert place.code == "3-1-1502"


def test_a_parked_call_comes_back_with_the_caret_where_it_was(console: Console) -> None:
    console.type("3-1-1502 burst")
    console.press(Qt.Key.Key_Home, ESCAPE)
    assert console.line.text() == ""
    console.press(Qt.Key.Key_1, held=ALT)
    assert (console.line.text(), console.line.cursorPosition()) == ("3-1-1502 burst", 0)


def test_several_parked_calls_come_back_by_their_number(console: Console) -> None:
    for text in ("first", "second", "third"):
        console.type(text)
        console.press(ESCAPE)
    console.press(Qt.Key.Key_2, held=ALT)
    assert console.line.text() == "second"
    assert [draft.text for draft in console.centre.taking.parked] == ["first", "third"]


def test_every_key_is_kept_on_disk_and_comes_back_after_a_crash(console: Console) -> None:
    console.type("parked")
    console.press(ESCAPE)
    console.type("3-1-1502 bur")
    assert sorted(draft.text for draft in console.drafts.kept) == ["3-1-1502 bur", "parked"]
    console.centre.taking.restore()
    assert console.line.text() == "3-1-1502 bur"
    assert [draft.text for draft in console.centre.taking.parked] == ["parked"]


def test_a_refused_call_stands_in_the_line_as_it_was(console: Console) -> None:
    console.type("burst pipe")
    console.press(Qt.Key.Key_Home, RETURN)
    assert (console.line.text(), console.line.cursorPosition()) == ("burst pipe", 0)
    assert "phone or a place" in console.hint
    assert console.line.hasFocus()


def test_a_place_that_fits_several_rooms_is_asked_for_and_never_guessed(console: Console) -> None:
    console.enter("3-1502 burst")
    assert console.journal.calls == {}
    console.press(Qt.Key.Key_2)
    assert console.newest().place == "3-2-1502"


def test_the_ringing_persons_room_stands_first_among_those_that_fit(console: Console) -> None:
    console.ring()
    console.press(F2)
    console.type("3-1502 burst")
    assert console.centre.taking.report.places[0].code == "3-1-1502"


def test_a_chip_is_corrected_by_typing_into_it(console: Console) -> None:
    console.type("3-1-1502 burst")
    console.press(Qt.Key.Key_Tab)
    console.press(Qt.Key.Key_Tab)
    chip = console.centre.parts.sheet.chips.chip("place")
    chip.setFocus()
    console.press(Qt.Key.Key_Right)
    console.type("lamp")
    console.press(RETURN)
    category = console.centre.taking.report.category
    assert category is not None
    assert category.code in ("PUBL", "SOCK")
    assert console.line.hasFocus()


def test_a_yes_to_the_question_lifts_the_level(console: Console) -> None:
    console.type("3-1-1502 burst")
    before = console.centre.taking.report.level
    asked = console.centre.taking.report.category
    assert asked is not None
    for question in asked.questions:
        console.find(object, f"question_{question.code}").setFocus()
        QTest.keyClicks(console.focus(), "y")
    assert console.centre.taking.report.level < before


def test_questions_are_answered_from_the_line_one_after_the_other(console: Console) -> None:
    console.type("3-1-1502 burst")
    asked = console.centre.taking.report.category
    assert asked is not None
    before, text = console.centre.taking.report.level, console.line.text()
    for question in asked.questions:
        assert console.find(QWidget, f"question_{question.code}_yes").cap.isVisible()
        console.press(YES, held=ALT)
    assert console.centre.taking.report.level < before
    assert (console.line.text(), console.line.hasFocus()) == (text, True)


def test_a_question_without_an_answer_stays_when_the_call_is_taken(console: Console) -> None:
    console.enter("3-1-1502 burst")
    call = console.newest()
    assert console.centre.parts.sheet.asks.isVisible()
    console.press(YES, held=ALT)
    assert console.newest().level < call.level
    assert not console.centre.parts.sheet.asks.isVisible()


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_no_is_not_asked_again(console: Console, is_taken: bool) -> None:
    if is_taken:
        console.enter("3-1-1502 burst")
        console.press(NO, held=ALT)
    else:
        console.type("3-1-1502 burst")
        console.press(NO, held=ALT)
        console.press(RETURN)
    assert console.newest().level == Level.URGENT
    assert not console.centre.parts.sheet.asks.isVisible()


def test_a_contractor_is_told_by_phone_unless_another_way_is_chosen(console: Console) -> None:
    console.enter("5-2 lift stuck")
    view, card = console.centre.parts.candidates.view, console.centre.parts.candidates
    position = next(number for number, row in enumerate(card.rows) if usual_told(console.desktop.names.find_member(row.key)) is Told.PHONE)
    assert card.told is Told.RADIO or position == 0
    view.setCurrentIndex(card.model.index(position))
    assert card.told is Told.PHONE
    console.press(Qt.Key.Key_Right)
    assert card.told is Told.FACE
    view.setCurrentIndex(card.model.index(0 if position else 1))
    view.setCurrentIndex(card.model.index(position))
    assert card.told is Told.FACE


def test_a_found_person_who_waits_aside_is_named(console: Console) -> None:
    console.centre.taking.open_empty(person="p1")
    console.press(ESCAPE)
    label = console.centre.parts.parked.labels()[0]
    assert console.desktop.names.person("p1") in label


def test_a_relayed_call_stays_with_whom_the_owner_asked(console: Console) -> None:
    console.press(F7)
    console.type("301")
    console.press(RETURN)
    console.enter("3-1-1502 burst")
    call = console.newest()
    assert (call.channel, call.first_receiver, call.relayed_by, call.holder) == (Channel.GUARD, "m301", "m301", "m301")


def test_a_bare_number_shows_its_call(console: Console) -> None:
    call = console.has_call()
    console.has_call("3-1-1402")
    console.enter(str(call.counter))
    shown = console.centre.showing.call
    assert shown is not None
    assert shown.id == call.id
    assert console.line.text() == ""


def test_a_number_is_revealed_only_with_an_entry(console: Console) -> None:
    console.ring()
    console.press(F2)
    caller = console.centre.parts.sheet.caller
    assert caller.number_shown == "139****0275"
    console.press(Qt.Key.Key_P, held=ALT)
    assert "139 0571 0275" in caller.number_shown
    assert [one.entry.kind for one in console.journal.entries()][-1] == "desk.number_revealed"


def test_a_busy_candidate_is_asked_about_once_and_keeps_the_job_in_sight(console: Console) -> None:
    job = console.has_call()
    console.does(life.hand_off, job.id, to=CHEN, told_how=Told.RADIO)
    console.enter("3-1-1402 burst")
    rows = console.centre.parts.candidates.rows
    busy = next(number for number, row in enumerate(rows, start=1) if row.key == CHEN)
    console.type(str(busy))
    console.settle()
    assert console.newest().offer is None
    asked = console.centre.parts.candidates.rows[busy - 1]
    assert asked.asks
    assert "3-1-1502" in asked.job
    console.type(str(busy))
    console.settle()
    offer = console.newest().offer
    assert offer is not None
    assert offer.to == CHEN


def test_the_way_of_telling_is_a_key_and_plus_adds_a_helper(console: Console) -> None:
    console.enter("3-1-1502 burst")
    console.press(Qt.Key.Key_Down)
    console.press(Qt.Key.Key_Plus)
    console.press(Qt.Key.Key_Up, Qt.Key.Key_Right, RETURN)
    call = console.newest()
    assert call.offer is not None
    assert (call.offer.told, len(call.helpers)) == (Told.PHONE, 1)


def test_f3_offers_the_selected_call_again(console: Console) -> None:
    call = console.has_call()
    console.centre.show_call(call.id)
    console.press(F3)
    assert console.centre.parts.candidates.view.hasFocus()
    console.press(RETURN)
    assert console.newest().offer is not None


@pytest.mark.parametrize("text", ["喆堃祎家漏水", "نزيف الماء", "👨‍👩‍👧 flood 🚰", "נזילה", "x" * 10_000])
def test_any_readable_text_is_taken_whole(console: Console, text: str) -> None:
    QApplication.clipboard().setText(f"3-1-1502 burst {text}")
    console.press(Qt.Key.Key_V, held=CTRL)
    console.press(RETURN)
    assert console.newest().line.endswith(text)


def test_a_pasted_page_becomes_one_line_without_control_characters(console: Console) -> None:
    QApplication.clipboard().setText("3-1-1502\nburst\x00\tkitchen\u202e")
    console.press(Qt.Key.Key_V, held=CTRL)
    assert console.line.text() == "3-1-1502 burst kitchen"


def test_what_two_sources_told_of_is_not_taken_after_its_end(console: Console) -> None:
    """The end is told of the phone call that both belong to; nothing of the other ring is left over."""
    console.ring()
    console.ring(source="sip")
    rang = PhoneRang("webhook", "1", NumberState.OK, number=WU_NUMBER)
    ended = Heard(What.ENDED, rang, console.clock.now(), PhoneOutcome.MISSED)
    console.does(hear, heard=ended)
    console.press(F2)
    active = console.centre.taking.active
    assert active is not None
    assert active.phone_call == ""


def test_a_ring_is_taken_before_it_is_on_disk(console: Console) -> None:
    console.journal.is_slow = True
    phone = console.ring()
    console.press(F2)
    console.type("sgb")
    console.press(RETURN)
    console.journal.let_go()
    console.settle()
    call = console.newest()
    assert (call.phone_call, call.place, call.caller_number) == (phone, "3-1-1502", WU_NUMBER)


def test_a_hand_off_before_the_number_is_done_though_another_call_is_looked_at(console: Console) -> None:
    other = console.has_call("3-1-1402")
    console.type("3-1-1502 burst")
    console.journal.is_slow = True
    console.press(RETURN, RETURN)
    console.centre.show_call(other.id)
    console.journal.let_go()
    console.settle()
    call = console.newest()
    assert call.offer is not None
    assert call.place == "3-1-1502"


@pytest.mark.parametrize("key", [RETURN, Qt.Key.Key_1])
def test_a_candidate_chosen_for_a_draft_takes_it_and_never_another_call(console: Console, key: Qt.Key) -> None:
    other = console.has_call("3-1-1402")
    console.does(life.hand_off, other.id, to="m207", told_how=Told.PHONE)
    console.centre.show_call(other.id)
    console.type("3-1-0902 burst")
    console.press(Qt.Key.Key_Down, key)
    call = console.newest()
    assert call.offer is not None
    assert (call.place, call.offer.to) == ("3-1-0902", CHEN)
    untouched = console.journal.call(other.id)
    assert untouched is not None
    assert untouched.offer is not None
    assert untouched.offer.to == "m207"


def test_a_candidate_chosen_for_a_draft_of_unclear_place_waits_for_the_place(console: Console) -> None:
    other = console.has_call("3-1-1402")
    console.centre.show_call(other.id)
    console.type("3-1502 burst")
    console.press(Qt.Key.Key_Down, RETURN)
    assert [call.offer for call in console.journal.calls.values()] == [None]
    assert console.centre.parts.sheet.fits.hasFocus()


def test_the_candidates_go_back_to_the_call_shown_when_the_draft_is_parked(console: Console) -> None:
    first, second = console.has_call("3-1-1402"), console.has_call("3-1-1502")
    console.centre.show_call(first.id)
    console.type("3-1-0902 burst")
    console.press(ESCAPE, Qt.Key.Key_Down, RETURN)
    offers = [call.offer is not None for call in (console.journal.calls[first.id], console.journal.calls[second.id])]
    assert offers == [True, False]


def test_the_keys_go_back_to_the_line_when_the_candidates_go(console: Console) -> None:
    QPushButton("next by tab", console.window).show()
    console.centre.show_call(console.has_call().id)
    console.press(F3)
    console.centre.show_call("")
    assert not console.centre.parts.candidates.isVisible()
    assert console.line.hasFocus()


def test_a_candidate_chosen_for_no_call_is_said(console: Console) -> None:
    console.centre.handing.hand(CHEN, Told.RADIO.value, "")
    assert console.hint.startswith("No call is selected; nothing was changed.")


def test_the_mark_is_on_the_best_candidate_of_each_draft(console: Console) -> None:
    view = console.centre.parts.candidates.view
    console.type("3-1-0902 burst")
    console.press(Qt.Key.Key_Down, Qt.Key.Key_Down, ESCAPE)
    assert view.currentIndex().row() == 0
    console.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    console.type("!")
    assert view.currentIndex().row() == 0


def test_the_mark_moves_to_the_best_when_another_call_is_looked_at(console: Console) -> None:
    first, second = console.has_call("3-1-1402"), console.has_call("5-2", "PWR1")
    candidates = console.centre.parts.candidates
    console.centre.show_call(first.id)
    candidates.view.setCurrentIndex(candidates.model.index(4))
    console.centre.show_call(second.id)
    assert candidates.view.currentIndex().row() == 0


def test_escape_never_brings_a_parked_call_back(console: Console) -> None:
    console.ring(ZHOU_NUMBER)
    console.press(F2, ESCAPE, ESCAPE)
    console.enter("3-1-1002 burst")
    call = console.newest()
    assert (call.place, call.phone_call, call.caller_number) == ("3-1-1002", "", "")


def test_an_empty_line_says_whose_call_is_being_taken(console: Console) -> None:
    console.ring()
    console.press(F2)
    assert console.line.placeholderText().startswith("吴先生 3-1-1502")
    console.press(ESCAPE)
    assert console.line.placeholderText().startswith("New call")
    console.press(Qt.Key.Key_1, held=ALT)
    assert console.line.placeholderText().startswith("吴先生 3-1-1502")
    assert console.centre.parts.sheet.chips.chip("place").isVisible()


def test_a_place_that_the_site_does_not_know_is_said_and_kept(console: Console) -> None:
    console.ring()
    console.press(F2)
    console.type("4-2-0502 lift stuck")
    chip = console.centre.parts.sheet.chips.chip("place")
    assert (chip.value, chip.property("urgent")) == ("4-2-0502 ?", "warn")
    assert "no place 4-2-0502" in console.hint
    console.press(RETURN)
    call = console.newest()
    assert (call.place, call.line) == ("", "4-2-0502 lift stuck")


def test_a_corrected_place_is_no_longer_complained_of(console: Console) -> None:
    console.type("4-1-0402")
    assert "no place" in console.hint
    console.press(*[Qt.Key.Key_Backspace] * 8)
    console.type("3-1-0402 burst")
    assert console.hint == ""


def test_a_routine_second_enter_chooses_no_place(console: Console) -> None:
    console.enter("lift stuck")
    console.press(RETURN, RETURN)
    assert console.journal.calls == {}
    assert "Which place?" in console.centre.parts.sheet.question.text()


def test_every_place_that_fits_is_reached_by_arrows(console: Console) -> None:
    console.type("lift stuck")
    fits = [place.code for place in console.centre.taking.report.places]
    assert len(fits) > 9
    console.press(RETURN, *[Qt.Key.Key_Right] * len(fits), RETURN)
    assert console.newest().place == fits[-1]


def test_a_person_found_is_the_caller_of_the_draft(console: Console) -> None:
    console.press(Qt.Key.Key_F10)
    for sign in "吴先生":
        console.compose("", sign)
    console.press(RETURN)
    caller = console.centre.parts.sheet.caller
    assert (caller.name_shown, caller.number_shown) == ("吴先生 (owner)", "139****0275")
    console.enter("burst")
    call = console.newest()
    assert (call.place, call.caller_name, call.caller_number) == ("3-1-1502", "吴先生", WU_NUMBER)
