"""Wherever in the program an error carries a number and a name, neither reaches the log file."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dutydesk import logs
from dutydesk.__main__ import main
from dutydesk.journal import Fact, Refused, View
from dutydesk.telephony.events import PhoneEvent
from tests.db.folderside import FolderDesk
from tests.dutydesk.telephony.sip.registrar import PASSWORD, Extension, at, extension, registrar
from tests.dutydesk.telephony.sip.stage import invite
from tests.dutydesk.telephony.wire import listening
from ui.errors import ErrorHandler

NUMBER, NAME = "13905710275", "吴丽华"
pytestmark = pytest.mark.logs


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "log" / "dutydesk.log"
    logs.begin(path, logging.INFO)
    yield path
    logs.end()


def fails(*_: object, **__: object) -> Sequence[Fact]:
    raise ValueError(f"{NAME} rang from {NUMBER}")


def told(log: Path) -> str:
    """What the log says, which must tell of the error and of nobody."""
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert " fails" in text
    assert NUMBER not in text
    assert NAME not in text
    return text


def test_not_from_the_window(log: Path, qapp) -> None:
    handler = ErrorHandler(lambda: "A:17")
    try:
        fails()
    except ValueError as error:
        handler.handle(type(error), error, error.__traceback__)
    assert "unexpected error at journal position A:17" in told(log)


def test_not_from_a_decision_on_the_writer_s_thread(log: Path, tmp_path: Path) -> None:
    def decide(view: View) -> Sequence[Fact]:
        return fails(view)

    with FolderDesk(tmp_path / "desk") as desk:
        assert isinstance(desk.ask(decide), Refused)
    assert "failed at entry" in told(log)


def test_not_from_a_listener_of_the_journal(log: Path, tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "desk") as desk:
        desk.storage.journal.listen(fails)
        desk.taken()
    assert "a listener of the journal failed" in told(log)


def test_not_from_a_ring_that_could_not_be_taken(log: Path) -> None:
    def take(event: PhoneEvent) -> None:
        fails(event)

    with listening(on_event=take) as wire:
        assert wire.post(**{"from": NUMBER}) == 500
        wire.until_counted("webhook.not_taken")
    assert "the desk could not take an event" in told(log)


def test_not_from_a_ring_of_the_extension_that_could_not_be_taken(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def take(_: Extension, event: PhoneEvent) -> None:
        fails(event)

    monkeypatch.setattr(Extension, "take", take)
    with registrar() as exchange, extension(at(exchange.port)) as desk:
        desk.until_registered()
        exchange.send(invite("1", From=f'"{NAME}" <sip:{NUMBER}@pbx>;tag=1'))
        desk.until_counted("sip.not_taken")
    assert PASSWORD not in told(log)


def test_not_from_a_command_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("db.commands.verify_folder", fails)
    (tmp_path / "desk").mkdir()
    assert main(["verify", "--data", str(tmp_path / "desk"), "--lang", "en"]) == 1
    log = tmp_path / "desk" / logs.COMMANDS_LOG
    assert "the command failed" in told(log)
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (f"The program failed inside (ValueError); all that was recorded is kept. The details are in {log}; please report it.\n")


def test_not_from_a_window_that_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("db.storage.Storage", fails)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert main(["demo", "--data", str(tmp_path / "none"), "--lang", "en"]) == 1
    assert "the command failed" in told(tmp_path / "state" / "dutydesk" / logs.COMMANDS_LOG)
    assert str(tmp_path / "state") in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
