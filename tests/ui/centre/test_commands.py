"""The command line: said before Enter, done by the same desk, and kept when it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from dutydesk import life
from dutydesk.command_line import Verb
from dutydesk.words import DeclineReason, Level, PauseReason, Stage, Status, Step, Told
from tests.ui.centre.console import CHEN, START, WU_NUMBER, ZHOU_NUMBER, Console
from ui.centre.commands import LATER, OF_A_CALL

RETURN = Qt.Key.Key_Return
OF_THE_DESK = {Verb.STATUS, Verb.FIND, Verb.WHO, Verb.CALLBACK, Verb.RINGS, Verb.PHONE, Verb.RELAY, Verb.SETTINGS, Verb.HELP, Verb.ADVISE}


def selected(console: Console, *lines: str) -> None:
    """Take a call, select it and enter these lines."""
    console.centre.show_call(console.has_call().id)
    for line in lines:
        console.enter(line)


def test_every_command_is_done_or_said_to_come_later() -> None:
    assert set(Verb) == OF_A_CALL | LATER | OF_THE_DESK


@pytest.mark.parametrize(
    "lines",
    [
        ("/hand @208", "/ack", "/out", "/onsite", "/done new valve", "/follow"),
        ("/派 @208", "/接", "/出发", "/到场", "/完成 换了角阀", "/回访"),
    ],
)
def test_a_life_in_commands_of_either_language(console: Console, lines: tuple[str, ...]) -> None:
    selected(console, *lines)
    call = console.newest()
    assert call.stage is Stage.CLOSED
    assert call.result in ("new valve", "换了角阀")
    assert console.line.text() == ""


def test_what_it_will_do_is_said_before_enter(console: Console) -> None:
    call = console.has_call()
    console.type(f"/hand {call.counter} @208 phone")
    assert console.hint == f"{call.counter} 3-1-1502 Burst pipe, flooding → 陈志强: Hand off (phone)"
    assert console.newest().offer is None


def test_a_refused_command_keeps_its_text_and_says_why(console: Console) -> None:
    selected(console, "/onsite")
    assert console.line.text() == "/onsite"
    assert console.centre.parts.hint.is_refusal
    assert "acknowledged" in console.hint


def test_an_unknown_word_keeps_its_text(console: Console) -> None:
    console.enter("/frobnicate 17")
    assert console.line.text() == "/frobnicate 17"
    assert "frobnicate" in console.hint


def test_a_command_leaves_the_call_being_typed_alone(console: Console) -> None:
    console.ring()
    console.press(Qt.Key.Key_F2)
    console.enter("/status @209 break")
    active = console.centre.taking.active
    assert active is not None
    assert active.phone_call
    assert console.journal.member("m209").status is Status.BREAK


def test_a_told_time_goes_with_the_step(console: Console) -> None:
    selected(console, "/hand @208", "/ack")
    console.clock.move(minutes=30)
    console.enter("/onsite 3:05")
    arrived = console.newest().times[Step.ARRIVED]
    assert arrived.at == START + timedelta(minutes=18)
    assert arrived.is_told


def test_the_crew_members_word_is_entered_by_the_officer(console: Console) -> None:
    selected(console, "/hand @208", "/ack")
    last = list(console.journal.entries())[-1].entry
    assert (last.actor, last.entered_by) == (CHEN, "m501")


def test_a_pause_has_a_reason_and_a_next_check(console: Console) -> None:
    selected(console, "/hand @208", "/ack", "/pause parts")
    pause = console.newest().pause
    assert pause is not None
    assert pause.why is PauseReason.PARTS
    assert pause.check_at > START
    console.enter("/resume")
    assert console.newest().stage is Stage.ACCEPTED


def test_a_decline_a_return_and_a_transfer(console: Console) -> None:
    selected(console, "/hand @208", "/decline wrong trade", "/hand @210", "/ack", "/transfer @208 nearer", "/ack", "/return tools broken")
    kinds = console.kinds()
    assert [kinds.count(kind) for kind in ("call.declined", "call.handed_off", "call.returned")] == [1, 3, 1]
    assert console.newest().holder == "m501"


def test_the_rest_of_a_calls_life(console: Console) -> None:
    selected(
        console,
        "/hand @208",
        "/assist @301",
        "/told soon",
        "/chase",
        "/note x",
        "/safe riser valve",
        "/restore",
        "/done",
        "/follow not fixed",
    )
    call = console.newest()
    assert (call.stage, call.rework, call.chased) == (Stage.WAITING, 1, 1)
    assert console.kinds().count("call.restored") == 1
    console.enter("/cancel wrong house")
    assert console.newest().stage is Stage.CANCELLED


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (("/correct place 3-1-1402", "/更正 地点 3-1-1402"), "place", "3-1-1402"),
        (("/correct category TAP", "/correct category tap", "/更正 类别 水龙头"), "category", "TAP"),
        (("/correct level 1", "/更正 级别 1", "/更正紧急程度 危险"), "level", Level.LIFE),
        (("/correct line 3:05 it drips", "/更正 内容 3:05 it drips"), "line", "3:05 it drips"),
        (("/correct name Wu", "/更正 姓名 Wu"), "caller_name", "Wu"),
        (("/correct number 13905710275", "/更正 号码 13905710275"), "caller_number", WU_NUMBER),
    ],
)
def test_one_named_field_is_corrected_and_no_other(console: Console, lines: tuple[str, ...], field: str, value: object) -> None:
    for line in lines:
        call = console.has_call()
        console.centre.show_call(call.id)
        console.enter(line)
        assert console.line.text() == ""
        assert console.journal.calls[call.id] == replace(call, **{field: value})


@pytest.mark.parametrize("line", ["/correct set out 2:40", "/更正 出发 2:40", "/correct 2:40 set out"])
def test_the_time_of_a_named_step_is_corrected(console: Console, line: str) -> None:
    console.clock.move(minutes=-10)
    selected(console, "/hand @208", "/ack", "/out")
    console.clock.move(minutes=10)
    console.enter(line)
    assert console.newest().time(Step.SET_OUT) == START - timedelta(minutes=7)


@pytest.mark.parametrize(
    "line", ["/correct 3-1-1402 tap", "/correct it drips", "/correct 3:05", "/correct level 7", "/correct category zzz"]
)
def test_a_correction_that_names_no_field_or_value_changes_nothing(console: Console, line: str) -> None:
    call = console.has_call()
    console.centre.show_call(call.id)
    console.enter(line)
    assert console.newest() == call
    assert console.line.text() == line
    assert console.centre.parts.hint.is_refusal


def test_the_refusal_lists_the_fields_that_can_be_corrected(console: Console) -> None:
    selected(console, "/correct it drips")
    assert "place, category, level, line, name, number, received" in console.hint


def test_a_correction_says_before_enter_what_it_will_change(console: Console) -> None:
    call = console.has_call()
    console.type(f"/correct {call.counter} level 1")
    assert console.hint == f"{call.counter} 3-1-1502 Burst pipe, flooding: correct level to 1 Life"


def test_hand_without_a_name_opens_the_candidates(console: Console) -> None:
    selected(console, "/hand")
    assert console.centre.parts.candidates.view.hasFocus()


@pytest.mark.parametrize("line", ["/hand 99 @208 ", "/hand @208 ", "/hand "])
def test_what_opened_for_a_command_goes_when_it_is_refused(console: Console, line: str) -> None:
    selected(console, "/hand @208", "/ack", "/done")
    console.type(line)
    console.press(RETURN)
    parts = console.centre.parts
    assert parts.hint.is_refusal
    assert console.line.text() == line
    assert not parts.completions.isVisible()
    assert not parts.candidates.isVisible()


def test_the_maintenance_phone_is_moved(console: Console) -> None:
    console.enter("/phone here")
    assert console.journal.line("8110").is_here
    console.enter("/phone workshop")
    assert not console.journal.line("8110").is_here


def test_where_the_phone_is_is_said_with_a_time_a_reason_and_a_line(console: Console) -> None:
    console.enter("/电话 本台 02:30 老张去配电房")
    row = console.journal.line("8110")
    assert (row.is_here, row.why, row.note) == (True, "by_hand", "老张去配电房")
    assert f"{row.since.astimezone(ZoneInfo('Asia/Shanghai')):%H:%M}" == "02:30"
    console.enter("/phone here 8015")
    assert console.journal.line("8015").is_here
    console.enter("/phone back 8015")
    assert (console.journal.line("8015").is_here, console.journal.line("8110").is_here) == (False, True)


def test_a_phone_that_is_there_already_is_not_moved_again(console: Console) -> None:
    console.enter("/phone back")
    assert "8110" in console.hint
    assert console.centre.parts.line.text() == "/phone back"


def test_where_the_phone_is_is_taken_back_by_undo(console: Console) -> None:
    console.enter("/phone here")
    console.centre.undo_latest()
    console.settle()
    assert not console.journal.line("8110").is_here


def test_advice_closes_the_ringing_call_at_once(console: Console) -> None:
    console.ring()
    console.press(Qt.Key.Key_F2)
    console.enter("/advise ring the water company")
    call = console.newest()
    assert (call.stage, call.advice) == (Stage.CLOSED, "ring the water company")
    assert console.centre.taking.active is None


def test_who_lists_people_on_duty_and_find_opens_a_call(console: Console) -> None:
    call = console.has_call()
    console.enter("/who")
    assert any("陈志强" in choice.label for choice in console.centre.parts.find.list.choices())
    console.press(Qt.Key.Key_Escape, Qt.Key.Key_F10)
    console.type("1502")
    assert console.centre.parts.find.list.choices()[0].value == f"call:{call.id}"
    console.press(RETURN, RETURN)
    shown = console.centre.showing.call
    assert shown is not None
    assert shown.id == call.id
    assert console.line.text() == ""


def test_relay_by_command_names_who_was_asked_first(console: Console) -> None:
    console.enter("/relay @301 3-1-1502 burst")
    console.press(RETURN)
    assert console.newest().first_receiver == "m301"


def test_a_missed_caller_is_called_back(console: Console) -> None:
    console.ring()
    console.clock.move(minutes=5)
    console.type("/callback")
    assert "139****0275" in console.hint
    assert "3-1-1502" in console.hint
    console.press(RETURN)
    assert console.journal.phone_calls["webhook:1"].called_back_at is not None
    assert "139****0275" in console.notices[-1]


def missed(console: Console) -> None:
    """Wu rang and then Zhou; nobody answered."""
    console.ring()
    console.clock.move(seconds=20)
    console.ring(ZHOU_NUMBER, "2")
    console.clock.move(minutes=5)


def called_back(console: Console) -> list[str]:
    return [phone for phone, ring in console.journal.phone_calls.items() if ring.called_back_at is not None]


def test_of_several_missed_callers_the_number_says_which(console: Console) -> None:
    missed(console)
    console.type("/callback 2 no more water")
    assert "139****0275" in console.hint
    console.press(RETURN)
    assert called_back(console) == ["webhook:1"]


def test_of_several_missed_callers_nobody_is_settled_before_one_is_chosen(console: Console) -> None:
    missed(console)
    console.enter("/callback soon")
    assert called_back(console) == []
    labels = [choice.label for choice in console.centre.parts.find.list.choices()]
    assert ["138****6620" in label for label in labels] == [True, False]
    console.press(Qt.Key.Key_2)
    assert called_back(console) == ["webhook:1"]


def test_a_busy_person_is_asked_about_once(console: Console) -> None:
    first = console.has_call("3-1-1402")
    console.does(life.hand_off, first.id, to=CHEN, told_how=Told.RADIO)
    selected(console, "/hand @208")
    assert f"busy with {first.counter} 3-1-1402" in console.hint
    assert console.newest().offer is None
    console.press(RETURN)
    assert console.newest().offer is not None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/status @209 break", "Break"),
        ("/status @209 free until 16:00", "Free until 16:00 (13 h 13 min)"),
        ("/decline busy", "busy on something more urgent"),
        ("/decline", "other reason"),
        ("/follow", "all is well"),
        ("/line", "not in this version"),
        ("/phone here", "here"),
    ],
)
def test_all_that_a_command_does_is_said_before_enter(console: Console, line: str, said: str) -> None:
    selected(console)
    console.type(line)
    assert said in console.hint


def test_a_status_is_previewed_with_the_job_that_goes_on(console: Console) -> None:
    call = console.has_call()
    console.does(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO)
    console.type("/status @208 break")
    assert f"goes on showing {call.counter} 3-1-1502" in console.hint


def test_what_comes_later_is_not_offered_for_completion(console: Console) -> None:
    console.type("/fi")
    assert [choice.label for choice in console.centre.parts.completions.choices()] == ["find"]


@pytest.mark.parametrize("line", ["/book 17", "/join 12", "/line", "/handover", "/fire"])
def test_what_comes_later_says_so(console: Console, line: str) -> None:
    console.enter(line)
    assert "not in this version" in console.hint
    assert console.line.text() == line


@pytest.mark.parametrize("line", ["/ack", "/hand 99 @208", "/hand @nobody", "/assist", "/status", "/status @208", "/callback", "/advise x"])
def test_what_is_missing_is_said_and_nothing_is_lost(console: Console, line: str) -> None:
    console.enter(line)
    assert console.line.text() == line
    assert console.centre.parts.hint.is_refusal


def test_a_late_refusal_does_not_overwrite_what_is_typed_meanwhile(console: Console) -> None:
    console.centre.show_call(console.has_call().id)
    console.journal.is_slow = True
    console.enter("/onsite")
    console.type("3-1-1402 lamp")
    console.journal.let_go()
    console.settle()
    assert console.line.text() == "3-1-1402 lamp"


def test_completions_are_in_the_language_spoken(console: Console) -> None:
    console.type("/han")
    console.press(Qt.Key.Key_Tab)
    assert console.line.text() == "/hand "


def test_decline_reasons_are_kept(console: Console) -> None:
    call = console.has_call()
    console.does(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO)
    console.enter(f"/decline {call.counter} busy")
    event = list(console.journal.entries())[-1].event
    assert getattr(event, "why", None) is DeclineReason.BUSY_ON_HIGHER


def test_a_call_acted_on_by_its_number_is_the_one_shown(console: Console) -> None:
    first, second = console.has_call("3-1-1402"), console.has_call("3-1-1502")
    console.does(life.hand_off, first.id, to=CHEN, told_how=Told.RADIO)
    console.centre.show_call(second.id)
    console.enter(f"/ack {first.counter}")
    shown = console.centre.showing.call
    assert shown is not None
    assert shown.id == first.id
    console.press(Qt.Key.Key_F5)
    assert console.kinds()[-1] == "call.set_out"
