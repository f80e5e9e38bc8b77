"""Ctrl+L in the middle of anything: afterwards the window says exactly what it would say if it had been opened in that language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from dutydesk.health import StorageHealth, StorageState
from dutydesk.next_steps import NextStep
from dutydesk.rings import hear
from dutydesk.telephony.events import Health, HealthState
from tests.ui.night import NOW
from tests.ui.small_desk import ALT, CTRL, SHIFT, SmallDesk
from tests.ui.spoken_texts import texts_of

Open = Callable[[str], SmallDesk]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication) -> Iterator[Open]:
    made: list[SmallDesk] = []

    def open_one(language: str) -> SmallDesk:
        made.append(SmallDesk(qtbot, qapp, language))
        return made[-1]

    yield open_one
    made[-1].close()


# ---- states of the window; keys and words are those of both languages


def nothing_is_done(_desk: SmallDesk) -> None:
    pass


def a_call_is_half_typed(desk: SmallDesk) -> None:
    desk.press(Qt.Key.Key_F2)
    desk.type("sgb")


def several_places_fit(desk: SmallDesk) -> None:
    desk.type("1502 lsd")
    desk.press(ENTER)


def a_place_is_unknown(desk: SmallDesk) -> None:
    desk.type("9-9-9999 sgb")


def the_same_fault_is_open(desk: SmallDesk) -> None:
    desk.type("3-1-1402 sgb")


def words_complete(desk: SmallDesk) -> None:
    desk.type("dt")


def a_command_begins(desk: SmallDesk) -> None:
    desk.type("/p")


def a_command_is_previewed(desk: SmallDesk) -> None:
    desk.centre.show_call(desk.open_calls()[-1])
    desk.type("/done new hose")


def a_command_is_refused(desk: SmallDesk) -> None:
    desk.type("/done 9999")
    desk.press(ENTER)


def somebody_is_busy(desk: SmallDesk) -> None:
    desk.centre.show_call(desk.open_calls()[-1])
    desk.type("/hand @208")
    desk.press(ENTER)


def a_call_is_looked_at(desk: SmallDesk) -> None:
    desk.centre.show_call(desk.open_calls()[1])


def a_call_waits_for_hands(desk: SmallDesk) -> None:
    desk.centre.show_call(desk.open_calls()[-1])
    desk.press(Qt.Key.Key_F3)


def a_busy_candidate_is_asked_about(desk: SmallDesk) -> None:
    a_call_waits_for_hands(desk)
    rows = desk.centre.parts.candidates.rows
    busy = next(number for number, row in enumerate(rows) if row.job)
    desk.press(*[Qt.Key.Key_Down] * busy, ENTER)


def a_step_is_chosen(desk: SmallDesk) -> None:
    desk.centre.show_call(desk.open_calls()[1])
    desk.press(Qt.Key.Key_F5, held=SHIFT)


def a_step_form_is_open(desk: SmallDesk, step: NextStep = NextStep.PAUSE) -> None:
    desk.centre.parts.steps.ask(desk.night.journal.calls[desk.open_calls()[3]], step)
    desk.settle()


def a_follow_up_is_asked(desk: SmallDesk) -> None:
    done = next(one.id for one in desk.night.journal.open_calls() if one.stage == "completed")
    desk.centre.show_call(done)
    desk.press(Qt.Key.Key_F6)


def a_chooser_is_open(desk: SmallDesk) -> None:
    desk.type("3-1-1402 sgb")
    desk.centre.parts.sheet.open_field("category")
    desk.settle()


def a_relay_is_begun(desk: SmallDesk) -> None:
    desk.press(Qt.Key.Key_F7)


def something_is_found(desk: SmallDesk) -> None:
    desk.press(Qt.Key.Key_F10)
    desk.type("1502")


def open_calls_are_found(desk: SmallDesk) -> None:
    desk.press(Qt.Key.Key_F10)


def people_are_listed(desk: SmallDesk) -> None:
    desk.type("/who")
    desk.press(ENTER)


def parked_calls_are_listed(desk: SmallDesk) -> None:
    for number in range(11):
        desk.type(f"3-1-1402 sgb {number}")
        desk.press(Qt.Key.Key_Escape)
    desk.console.findChild(QPushButton, "parked_more").click()
    desk.settle()


def callers_are_owed(desk: SmallDesk) -> None:
    somebody_else_is_owed(desk, 2)
    desk.type("/callback")
    desk.press(ENTER)


def owed_callers_are_previewed(desk: SmallDesk) -> None:
    somebody_else_is_owed(desk, 2)
    desk.type("/callback")


def somebody_else_is_owed(desk: SmallDesk, number: int) -> None:
    desk.night.missed(f"+86139000001{number:02}", f"owed-{number}")
    desk.night.clock.time = NOW


def many_ring(desk: SmallDesk) -> None:
    for number in range(12):
        desk.night.does(hear, heard=desk.night.rings(f"+861390000{number:04}", f"many-{number}"))
    for number in range(6):
        somebody_else_is_owed(desk, number)
    desk.settle()


def the_keys_are_shown(desk: SmallDesk) -> None:
    desk.press(Qt.Key.Key_F1)


def phones_are_set_up(desk: SmallDesk) -> None:
    values = {"host": "127.0.0.1", "port": 8765}
    desk.window.feed.report_source(Health("webhook", HealthState.DOWN, NOW, "webhook.port_busy", values))
    desk.press(Qt.Key.Key_Comma, held=CTRL)
    desk.type("lan ")
    desk.press(ENTER)


def a_change_of_the_phones_is_noticed(desk: SmallDesk) -> None:
    desk.press(Qt.Key.Key_Comma, held=CTRL)
    desk.type("1")
    desk.press(ENTER, Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_Z, held=CTRL)


def officers_sign_on(desk: SmallDesk) -> None:
    desk.press(Qt.Key.Key_O, held=CTRL)


def officers_are_narrowed(desk: SmallDesk) -> None:
    officers_sign_on(desk)
    desk.type("l")


def a_call_was_taken(desk: SmallDesk) -> None:
    desk.type("3-1-1402 sgb")
    desk.press(ENTER)


def a_step_was_done(desk: SmallDesk) -> None:
    desk.centre.show_call(desk.open_calls()[3])
    desk.press(Qt.Key.Key_F5)


def undo_is_asked(desk: SmallDesk) -> None:
    a_step_was_done(desk)
    desk.press(Qt.Key.Key_Z, held=CTRL)


def something_was_undone(desk: SmallDesk) -> None:
    undo_is_asked(desk)
    desk.press(ENTER)


def a_draft_was_thrown_away(desk: SmallDesk) -> None:
    desk.type("3-1-1402 sgb")
    desk.press(Qt.Key.Key_Escape, held=SHIFT)


def a_thrown_draft_may_come_back(desk: SmallDesk) -> None:
    a_draft_was_thrown_away(desk)
    desk.press(Qt.Key.Key_Z, held=CTRL)


def notices_are_listed(desk: SmallDesk) -> None:
    something_was_undone(desk)
    desk.press(Qt.Key.Key_N, held=CTRL)


def a_ring_is_in_the_line_and_one_is_parked(desk: SmallDesk) -> None:
    desk.press(Qt.Key.Key_F2)
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_1, held=ALT)


def troubles_are_told(desk: SmallDesk) -> None:
    desk.window.warn("settings.wrong_value", file="settings.toml", line=3, field="site.theme", used="auto")
    desk.window.feed.report_storage(StorageHealth(StorageState.FROZEN, NOW, "data.vanished", NOW))
    values = {"host": "127.0.0.1", "port": 8765}
    desk.window.feed.report_source(Health("webhook", HealthState.DOWN, NOW, "webhook.port_busy", values))
    desk.settle()


def the_database_is_back(desk: SmallDesk) -> None:
    troubles_are_told(desk)
    desk.window.feed.report_storage(StorageHealth(StorageState.OK, NOW))
    desk.settle()


STATES: list[Callable[[SmallDesk], None]] = [
    nothing_is_done,
    a_call_is_half_typed,
    several_places_fit,
    a_place_is_unknown,
    the_same_fault_is_open,
    words_complete,
    a_command_begins,
    a_command_is_previewed,
    a_command_is_refused,
    somebody_is_busy,
    a_call_is_looked_at,
    a_call_waits_for_hands,
    a_busy_candidate_is_asked_about,
    a_step_is_chosen,
    a_step_form_is_open,
    a_follow_up_is_asked,
    a_chooser_is_open,
    a_relay_is_begun,
    something_is_found,
    open_calls_are_found,
    people_are_listed,
    parked_calls_are_listed,
    callers_are_owed,
    owed_callers_are_previewed,
    many_ring,
    the_keys_are_shown,
    phones_are_set_up,
    a_change_of_the_phones_is_noticed,
    officers_sign_on,
    officers_are_narrowed,
    a_call_was_taken,
    a_step_was_done,
    undo_is_asked,
    something_was_undone,
    a_draft_was_thrown_away,
    a_thrown_draft_may_come_back,
    notices_are_listed,
    a_ring_is_in_the_line_and_one_is_parked,
    troubles_are_told,
    the_database_is_back,
]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_switched_window_says_what_a_fresh_one_says(opened: Open, state: Callable[[SmallDesk], None], language: str) -> None:
    other = "zh" if language == "en" else "en"
    switched = opened(other)
    state(switched)
    before = texts_of(switched.console)
    switched.toggle()
    after = texts_of(switched.console)
    switched.toggle()
    must_be_alike(texts_of(switched.console), before, "there and back (-) as it was (+)")
    switched.close()
    fresh = opened(language)
    state(fresh)
    must_be_alike(after, texts_of(fresh.console), "switched (-) and opened in that language (+)")


def must_be_alike(found: Counter[str], wanted: Counter[str], which: str) -> None:
    told = sorted([f"- {text}" for text in found - wanted] + [f"+ {text}" for text in wanted - found])
    if told:
        pytest.fail("\n".join([f"a widget did not hear of Event.LanguageChange; {which}:", *told]), pytrace=False)
