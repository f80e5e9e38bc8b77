"""The window while the database, the clock or a phone source fails: the night goes on, and afterwards everything is in the journal once."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.verify import verify_folder
from dutydesk.drills.telling import Telling
from dutydesk.health import StorageState
from dutydesk.phones import Phones
from dutydesk.settings import Settings, WebhookSettings
from dutydesk.switchboard import Switchboard
from dutydesk.telephony.events import Health, HealthState
from dutydesk.words import Stage
from tests.ui.whole_desk import WholeDesk

F2, F5 = Qt.Key.Key_F2, Qt.Key.Key_F5
LIFE = ["call.taken", "call.handed_off", "call.acknowledged", "call.set_out", "call.arrived", "call.completed"]


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WholeDesk]:
    made = WholeDesk(qtbot, qapp, tmp_path / "data")
    yield made
    made.close()


# ---- ways to lose a database; each answers the way back


def vanishes(desk: WholeDesk) -> Callable[[], object]:
    """Only the open connection still holds it: the program puts it back by itself."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{desk.file}{ending}").unlink(missing_ok=True)
    return lambda: None


def is_replaced(desk: WholeDesk) -> Callable[[], object]:
    kept = desk.file.with_name("kept")
    desk.file.rename(kept)
    desk.file.write_bytes(b"PK\x03\x04 a spreadsheet")
    return partial(kept.replace, desk.file)


def is_written_over(desk: WholeDesk) -> Callable[[], object]:
    whole = desk.file.read_bytes()
    with desk.file.open("r+b") as file:
        file.write(b"\xa5" * 4096)
    return lambda: _write_back(desk.file, whole)


def is_emptied(desk: WholeDesk) -> Callable[[], object]:
    whole = desk.file.read_bytes()
    with desk.file.open("r+b") as file:
        file.truncate(0)
    return lambda: _write_back(desk.file, whole)


def _write_back(path: Path, whole: bytes) -> None:
    with path.open("r+b") as file:
        file.write(whole)


WAYS = [
    (vanishes, "The database file has vanished: "),
    (is_replaced, "The database file was replaced: "),
    (is_written_over, "The database is damaged: "),
    (is_emptied, "The database is damaged: "),
]
Loss = Callable[[WholeDesk], Callable[[], object]]


@pytest.mark.logs
@pytest.mark.parametrize(("lose", "sentence"), WAYS)
def test_a_loss_is_told_within_seconds_with_the_last_good_time(desk: WholeDesk, lose: Loss, sentence: str) -> None:
    desk.take("3-1-1502 burst")
    lose(desk)
    told = desk.sees("storage")
    assert sentence in told
    assert told.endswith("Last good: 02:47.")
    assert desk.console.top_strip.storage_lamp.is_alarming


@pytest.mark.logs
@pytest.mark.parametrize("lose", [lose for lose, _ in WAYS])
def test_the_board_stays_filled(desk: WholeDesk, lose: Loss) -> None:
    desk.take("3-1-1502 burst")
    people = desk.console.board.model.rowCount()
    lose(desk)
    desk.sees("storage")
    assert desk.shown() == ["3-1-1502"]
    assert desk.console.board.model.rowCount() == people


@pytest.mark.logs
@pytest.mark.parametrize("lose", [lose for lose, _ in WAYS])
def test_a_whole_call_is_played_by_keys_meanwhile_and_written_once(desk: WholeDesk, lose: Loss) -> None:
    before = desk.take("3-1-1502 burst")
    give_back = lose(desk)
    desk.sees("storage")
    call = desk.take("3-1-1402 burst")
    desk.press(*[F5] * 4)
    assert desk.storage.readings.call(call.id).stage in (Stage.COMPLETED, Stage.CLOSED)  # type: ignore[union-attr]
    give_back()
    desk.mends()
    assert desk.kinds(call) == LIFE
    assert desk.kinds(before) == LIFE[:2]
    desk.close()
    assert verify_folder(desk.folder).problems == ()


@pytest.mark.logs
@pytest.mark.parametrize("lose", [is_replaced, is_written_over, is_emptied])
def test_what_is_not_whole_is_not_gone_on_with(desk: WholeDesk, lose: Loss) -> None:
    desk.take("3-1-1502 burst")
    lose(desk)
    desk.sees("storage")
    desk.tries_to_mend()
    assert desk.storage.health.state is StorageState.FROZEN


@pytest.mark.logs
def test_what_is_back_is_said_and_shown(desk: WholeDesk) -> None:
    desk.take("3-1-1502 burst")
    vanishes(desk)
    desk.sees("storage")
    call = desk.take("3-1-1402 burst")
    desk.mends()
    assert desk.console.notice.text == "The database is back; what was recorded meanwhile has been put into it."
    assert sorted(desk.shown()) == ["3-1-1402", "3-1-1502"]
    assert desk.centre.showing.call == desk.storage.readings.call(call.id)
    assert not desk.console.top_strip.storage_lamp.is_alarming


@pytest.mark.logs
def test_a_call_that_another_window_never_showed_appears_when_the_database_is_back(desk: WholeDesk) -> None:
    desk.take("3-1-1502 burst")
    vanishes(desk)
    desk.sees("storage")
    desk.console.calls.model.show([])
    desk.console.calls.reload()
    desk.console.board.model.show([])
    desk.mends()
    assert desk.shown() == ["3-1-1502"]
    assert desk.console.board.model.rowCount() > 0


@pytest.mark.logs
def test_with_both_places_lost_the_text_stays(desk: WholeDesk) -> None:
    desk.second_place.write_text("a file where the folder should be", encoding="utf-8")
    vanishes(desk)
    desk.sees("storage")
    desk.press(F2)
    desk.type("3-1-1502 burst")
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: "Neither the database nor the emergency log" in desk.banner("storage"))
    assert "what you typed is kept" in desk.centre.parts.hint.text
    assert desk.line.text() == "3-1-1502 burst"
    assert list(desk.calls()) == []


@pytest.mark.logs
def test_the_banner_changes_its_language_with_the_window(desk: WholeDesk) -> None:
    vanishes(desk)
    desk.sees("storage")
    desk.speak_other()
    assert "数据库文件不见了" in desk.banner("storage")


def test_each_fault_of_the_settings_has_its_own_banner(desk: WholeDesk) -> None:
    for field in ("site.theme", "site.region"):
        desk.window.warn("settings.wrong_value", file="settings.toml", line=3, field=field, used="CN")
    assert len(desk.console.banners.shown) == 2


# ---- the clock


@pytest.mark.parametrize("hours", [1, -1])
def test_a_clock_that_jumps_takes_nothing_from_a_half_typed_call(desk: WholeDesk, hours: int) -> None:
    desk.press(F2)
    desk.type("3-1-1502 bu")
    desk.clock.jump(hours=hours)
    assert "clock jumped" in desk.sees("clock")
    desk.type("rst")
    assert desk.line.text() == "3-1-1502 burst"
    desk.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    (call,) = desk.calls()
    assert desk.kinds(call) == LIFE[:2]


# ---- phone sources


def test_a_busy_port_is_told_with_its_reason_until_it_is_free(desk: WholeDesk) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        phones = phones_on(desk, port)
        phones.start()
        assert str(port) in desk.sees("source.webhook")
        assert "Last good" not in desk.sees("source.webhook")  # it never was
        assert desk.console.top_strip.line_lamp.is_alarming
    try:
        desk.sees_no_more("source.webhook")
        desk.qtbot.waitUntil(lambda: not desk.console.top_strip.line_lamp.is_alarming)
    finally:
        phones.stop()


def test_a_source_that_is_lost_says_when_it_last_was_well(desk: WholeDesk) -> None:
    at = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
    for state, minutes in ((HealthState.OK, 0), (HealthState.DOWN, 10), (HealthState.DOWN, 20)):
        reason = "sip.no_answer" if state is HealthState.DOWN else ""
        values = {"server": "192.168.1.10", "port": 5060, "user": "8120", "host": "-"}
        desk.window.feed.report_source(Health("sip", state, at + timedelta(minutes=minutes), reason, values))
        desk.settle()
    assert "Last good: 09:40." in desk.sees("source.sip")  # in Shanghai


def phones_on(desk: WholeDesk, port: int) -> Phones:
    settings = Settings(webhook=WebhookSettings("127.0.0.1", port, "token"))
    board = Switchboard(desk.desk, lambda _number: (), desk.site, region="CN", area_code="0571", here=frozenset())
    return Phones(settings, board, desk.window.feed.hear, desk.window.feed.report_source, desk.clock)


def test_keys_of_a_call_rest_while_none_is_looked_at(desk: WholeDesk) -> None:
    can = desk.console.actions_.is_enabled
    of_a_call = ("call.hand_off", "call.next_step", "call.follow_up")
    assert [can(action) for action in of_a_call] == [False, False, False]
    desk.type("3-1-1502 burst")
    assert [can(action) for action in of_a_call] == [True, False, False]
    desk.press(Qt.Key.Key_Return)
    assert [can(action) for action in of_a_call] == [True, True, True]


def test_how_a_drill_goes_stands_in_a_calm_banner_and_its_end_is_noticed(desk: WholeDesk) -> None:
    values = {"came": 3, "total": 9, "open": 2, "bad": 0, "at": "19:00", "speed": "60", "folder": "f"}
    desk.window.feed.report_drill(Telling("replay.runs", values))
    desk.qtbot.waitUntil(lambda: "Calls that came in: 3 of 9" in desk.banner("drill"))
    assert desk.console.notice.text == ""
    desk.window.feed.report_drill(Telling("replay.over", values, is_over=True))
    desk.qtbot.waitUntil(lambda: "The replay is over" in desk.console.notice.text)
    assert "The replay is over" in desk.banner("drill")


def test_a_drill_that_stops_of_a_fault_says_so_and_what_was_refused(desk: WholeDesk) -> None:
    why = Telling("call.offer_to_same", {"call": 7, "member": "陈志强"})
    more = (Telling("drill.refused", {"count": 3}), why)
    desk.window.feed.report_drill(Telling("drill.demo"))
    desk.window.feed.report_drill(Telling("drill.stopped", is_over=True, more=more, is_fault=True))
    desk.qtbot.waitUntil(lambda: "The drill has stopped" in desk.console.notice.text)
    assert "refused 3 times" in desk.banner("drill")
    assert "陈志强" in desk.banner("drill")
