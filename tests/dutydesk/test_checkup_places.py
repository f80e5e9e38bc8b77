"""What a checkup sees of disks, log, settings and ports, on real ones."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk import checkup_places, crashes, logs, settings
from dutydesk.checkup import State, Subject
from dutydesk.checkup_facts import DiskFound, LogFound, SourceFound
from dutydesk.checkup_places import disk, log, of_places, sources, trial, versions

NOW = datetime(2026, 11, 23, 2, 47, 36, tzinfo=UTC)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_the_room_of_a_folder_still_to_be_made_is_that_above_it(tmp_path: Path) -> None:
    found = disk(tmp_path / "one" / "two")
    assert found.folder == tmp_path / "one" / "two"
    assert found.free is not None
    assert found.free > 0


def test_a_disk_that_does_not_answer_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_place: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(checkup_places.shutil, "disk_usage", fails)
    assert disk(tmp_path) == DiskFound(tmp_path, None)


def test_errors_of_the_last_day_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "dutydesk.log"
    path.write_text(
        "2026-11-22 02:47:00,000 ERROR db too old\n"
        "2026-11-22 03:00:00,000 ERROR db one\n"
        "  ValueError\n"
        "2026-11-23 01:00:00,000 INFO db an ERROR that is none\n"
        "2026-11-23 02:00:00,000 CRITICAL db two\n",
        encoding="utf-8",
    )
    assert log(path, NOW) == LogFound(path, path.stat().st_size, errors=2)


def test_what_is_logged_is_counted(tmp_path: Path) -> None:
    path = tmp_path / logs.LOG
    handler = logs.LogFile(path)
    handler.handle(logging.makeLogRecord({"name": "db", "msg": "x", "levelno": logging.ERROR, "levelname": "ERROR"}))
    handler.close()
    assert log(path, datetime.now().astimezone()).errors == 1


@given(st.text())
def test_no_log_is_too_odd_to_be_read(text: str) -> None:
    assert checkup_places._errors(text.splitlines(), "2026") >= 0  # noqa: SLF001


def test_a_log_that_was_never_begun_has_no_errors(tmp_path: Path) -> None:
    assert log(tmp_path / "none" / "dutydesk.log", NOW) == LogFound(tmp_path / "none" / "dutydesk.log")


def test_a_crash_is_known_without_a_log(tmp_path: Path) -> None:
    (tmp_path / crashes.LAST).write_text("Fatal", encoding="utf-8")
    assert log(tmp_path / "dutydesk.log", NOW).crashed is not None


def test_a_free_port_may_be_listened_on() -> None:
    assert trial("127.0.0.1", 0) == ""


def test_a_taken_port_is_told_apart_from_an_address_of_others(taken: int) -> None:
    assert trial("127.0.0.1", taken) == "webhook.port_busy"
    assert trial("192.0.2.1", taken) == "webhook.address_unusable"


def test_whether_the_exchange_takes_us_in_only_a_window_can_tell() -> None:
    chosen = settings.Settings(sip=settings.SipSettings("pbx", "8120", "secret"))
    assert list(sources(chosen, 17)) == list(sources(chosen, 0)) == [SourceFound("sip", "pbx:5060", "named")]


def test_without_a_webhook_there_is_no_source() -> None:
    assert list(sources(settings.Settings(), 0)) == []


def test_a_port_that_the_window_has_is_heard(taken: int) -> None:
    chosen = settings.Settings(webhook=settings.WebhookSettings("127.0.0.1", taken, "token"))
    values = {"host": "127.0.0.1", "port": taken}
    address = f"127.0.0.1:{taken}"
    assert list(sources(chosen, 17)) == [SourceFound("webhook", address, "heard", values=values)]
    assert list(sources(chosen, 0)) == [SourceFound("webhook", address, reason="webhook.port_busy", values=values)]


def test_a_caller_id_line_whose_device_is_missing_is_told() -> None:
    device = "/dev/there-is-no-such-port"
    chosen = settings.Settings(caller_id=settings.CallerIdSettings(device))
    assert list(sources(chosen, 0)) == [SourceFound("caller_id", device, reason="serial.no_port", values={"device": device})]


def test_everything_is_told_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    told = list(of_places(tmp_path / "none", tmp_path / "second", NOW, UTC))
    assert [one.subject for one in told] == [Subject.DISK, Subject.DISK, Subject.SETTINGS, Subject.LOG]
    assert told[-1].state is State.OK
    assert list(tmp_path.iterdir()) == []


def test_the_program_and_what_it_runs_on_have_versions() -> None:
    assert {"dutydesk", "Python"} <= set(versions())
    assert all(versions().values())
