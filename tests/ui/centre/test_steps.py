"""Steps by key and by the step panel: any step at once, told times for those passed over, and what goes with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dutydesk import life
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.next_steps import NextStep
from dutydesk.rings import hear
from dutydesk.telephony.events import What
from dutydesk.words import NumberState, PauseReason, PhoneOutcome, Stage, Step, Told
from tests.ui.centre.console import CHEN, START, WU_NUMBER, Console
from ui.centre.history import HistoryRow

RETURN, ESCAPE, F5, F6, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_Tab
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def offered(console: Console) -> Console:
    """A call offered to the plumber, selected."""
    call = console.has_call()
    console.does(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO)
    console.centre.show_call(call.id)
    return console


def choose(console: Console, step: NextStep) -> None:
    """Shift+F5, then the step by its digit or by the arrow keys."""
    console.press(F5, held=SHIFT)
    values = [choice.value for choice in console.centre.parts.steps.list.choices()]
    console.press(*[Qt.Key.Key_Down] * values.index(step.value), RETURN)


def fill(console: Console, field: str, text: str) -> None:
    line = console.find(object, f"step_{field}")
    line.setFocus()
    QTest.keyClicks(line, text)


def test_the_key_of_the_next_step_never_answers_for_the_caller(offered: Console) -> None:
    offered.press(F5, F5, F5, F5, F5, F5)
    assert offered.newest().stage is Stage.COMPLETED
    assert offered.centre.parts.steps.form.isVisible()
    offered.press(RETURN)
    assert offered.newest().stage is Stage.CLOSED


def test_what_is_being_recorded_says_so_and_is_not_told_twice(offered: Console) -> None:
    offered.press(F5, F5, F5, F5, F6)
    steps = offered.centre.parts.steps
    told: list[object] = []
    steps.told.connect(lambda step, _given: told.append(step))
    steps.wait()
    assert steps.aside.text() == "Recording …"
    offered.press(RETURN)
    assert told == []
    steps.go_on()
    offered.press(RETURN)
    assert told == [NextStep.FOLLOW_UP]
    assert offered.newest().stage is Stage.CLOSED


def test_a_refused_step_can_be_told_again(offered: Console) -> None:
    offered.press(F5, held=SHIFT)
    steps = offered.centre.parts.steps
    steps.ask(offered.newest(), NextStep.CANCEL)
    steps.form.entered.emit()
    offered.settle()
    assert offered.newest().stage is Stage.WAITING
    assert steps.isVisible()
    assert steps.aside.text() != "Recording …"


def test_no_step_is_taken_of_a_call_behind_a_draft(offered: Console) -> None:
    offered.press(Qt.Key.Key_F2)
    offered.type("1502")
    offered.press(F5, F6)
    offered.press(F5, held=SHIFT)
    assert offered.newest().stage is Stage.WAITING
    assert not offered.centre.parts.steps.isVisible()
    assert offered.line.text() == "1502"
    offered.press(ESCAPE, F5)
    assert offered.newest().stage is Stage.ACCEPTED


def test_already_done_is_one_panel_with_the_times_that_were_told(offered: Console) -> None:
    offered.clock.move(minutes=40)
    choose(offered, NextStep.COMPLETE)
    fill(offered, "acknowledged", "2:50")
    fill(offered, "arrived", "02:58")
    fill(offered, "told", "3:20")
    offered.press(RETURN)
    call = offered.newest()
    assert call.stage is Stage.COMPLETED
    assert call.time(Step.ACKNOWLEDGED) == START + timedelta(minutes=3)
    assert call.time(Step.ARRIVED) == START + timedelta(minutes=11)
    assert call.time(Step.SET_OUT) is None
    assert call.time(Step.COMPLETED) == START + timedelta(minutes=33)


def test_a_step_without_told_times_leaves_them_not_told(offered: Console) -> None:
    choose(offered, NextStep.ARRIVE)
    offered.press(RETURN)
    call = offered.newest()
    assert call.stage is Stage.ON_SITE
    assert call.time(Step.SET_OUT) is None
    assert call.holder == CHEN
    assert not offered.centre.parts.steps.isVisible()
    assert offered.line.hasFocus()


def test_a_time_that_cannot_be_read_is_pointed_at(offered: Console) -> None:
    choose(offered, NextStep.ARRIVE)
    fill(offered, "told", "soon")
    offered.press(RETURN)
    assert offered.newest().stage is Stage.WAITING
    assert offered.find(object, "step_told").hasFocus()


def test_a_refused_step_keeps_the_panel_as_it_was(offered: Console) -> None:
    choose(offered, NextStep.CANCEL)
    offered.press(RETURN)
    assert offered.centre.parts.hint.is_refusal
    assert offered.centre.parts.steps.isVisible()


def test_a_pause_takes_its_reason_and_a_sensible_check(offered: Console) -> None:
    offered.press(F5)
    choose(offered, NextStep.PAUSE)
    offered.press(Qt.Key.Key_2)
    pause = offered.newest().pause
    assert pause is not None
    assert pause.why is PauseReason.PARTS
    assert pause.check_at > START


def test_f6_asks_what_the_caller_says(offered: Console) -> None:
    offered.press(F5, F5, F5, F5, F6, RETURN)
    call = offered.newest()
    assert call.stage is Stage.CLOSED


def test_not_fixed_opens_the_call_again(offered: Console) -> None:
    offered.press(F5, F5, F5, F5, F6, Qt.Key.Key_3)
    call = offered.newest()
    assert (call.stage, call.rework) == (Stage.WAITING, 1)


def test_a_satisfied_caller_is_rated(offered: Console) -> None:
    offered.press(F5, F5, F5, F5, F6)
    fill(offered, "rating", "5")
    offered.press(RETURN)
    assert offered.newest().rating == 5


def test_a_transfer_asks_for_its_reason(offered: Console) -> None:
    offered.press(F5)
    choose(offered, NextStep.TRANSFER)
    assert offered.centre.parts.candidates.heading.text() == "Transfer to"
    offered.press(RETURN)
    assert offered.centre.parts.candidates.reason.hasFocus()
    offered.type("nearer")
    offered.press(RETURN)
    offer = offered.newest().offer
    assert offer is not None
    assert offer.transfer
    assert offered.newest().holder == CHEN


def test_the_candidates_of_a_transfer_that_is_refused_go(offered: Console) -> None:
    offered.press(F5)
    choose(offered, NextStep.TRANSFER)
    candidates = offered.centre.parts.candidates
    candidates.handed.emit(CHEN, Told.RADIO.value, "nearer")
    offered.settle()
    assert offered.centre.parts.hint.is_refusal
    assert not candidates.isVisible()


def test_nobody_is_offered_for_a_call_that_is_done(offered: Console) -> None:
    offered.press(F5, F5, F5, F5, Qt.Key.Key_F3)
    assert "completed" in offered.hint
    assert not offered.centre.parts.candidates.isVisible()


def test_the_next_call_after_a_transfer_is_handed_off(offered: Console) -> None:
    offered.press(F5)
    choose(offered, NextStep.TRANSFER)
    offered.centre.show_call(offered.has_call("5-2-301", "PWR2").id)
    offered.press(Qt.Key.Key_F3)
    assert offered.centre.parts.candidates.heading.text() == "Hand to"


def test_escape_leaves_the_panel_and_nothing_is_done(offered: Console) -> None:
    before = offered.kinds()
    choose(offered, NextStep.ARRIVE)
    offered.press(ESCAPE)
    assert offered.kinds() == before
    assert offered.line.hasFocus()


def test_f5_without_a_call_says_so(console: Console) -> None:
    console.press(F5)
    assert "No call is selected" in console.hint


def test_the_key_shows_the_step_it_would_take(offered: Console) -> None:
    assert offered.actions.short(next(one for one in offered.actions.working() if one.id == "call.next_step")) == "Acknowledged"
    offered.press(F5)
    assert offered.actions.short(next(one for one in offered.actions.working() if one.id == "call.next_step")) == "Set out"


def test_a_step_with_a_key_of_its_own_is_not_said_twice(console: Console) -> None:
    next_step = next(one for one in console.actions.working() if one.id == "call.next_step")
    console.centre.show_call(console.has_call().id)
    assert console.actions.short(next_step) == "Next step"
    console.enter("/hand @208")
    console.press(F5, F5, F5, F5)
    assert console.newest().stage is Stage.COMPLETED
    assert console.actions.short(next_step) == "Next step"


def test_the_history_grows_and_keeps_what_was_undone(offered: Console) -> None:
    offered.press(F5)
    assert "acknowledged" in offered.centre.parts.history.sentences[-1]
    offered.press(Qt.Key.Key_Z, held=Qt.KeyboardModifier.ControlModifier)
    offered.press(RETURN)
    rows = offered.centre.parts.history.model.rows
    assert any(getattr(row, "is_undone", False) for row in rows)
    assert offered.newest().stage is Stage.WAITING


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ((What.ANSWERED, What.ENDED), ["Phone call: answered here", "Phone call over"]),
        ((What.ENDED,), ["Phone call: answered here"]),
    ],
)
def test_the_history_says_once_who_answered(console: Console, heard: tuple[What, ...], said: list[str]) -> None:
    console.ring()
    console.press(Qt.Key.Key_F2)
    console.enter("burst")
    rang = PhoneRang("webhook", "1", NumberState.OK, "8119", number=WU_NUMBER)
    for what in heard:
        console.does(hear, heard=Heard(what, rang, console.clock.now(), PhoneOutcome.ANSWERED_HERE))
    console.centre.show_call(console.newest().id)
    told = [row.sentence.partition(" (")[0] for row in console.centre.parts.history.model.rows if isinstance(row, HistoryRow)]
    assert [one for one in told if "Phone call" in one and WU_NUMBER[-4:] not in one] == said


def test_a_told_time_shows_when_it_was_entered(offered: Console) -> None:
    offered.clock.move(minutes=16)
    offered.enter("/ack 2:50")
    said = offered.centre.parts.history.sentences[-1]
    assert said.startswith("02:50")
    assert "03:03" in said


def test_both_languages_tell_the_same_call(offered: Console) -> None:
    offered.languages.speak("zh")
    offered.settle()
    assert offered.centre.parts.history.sentences
