"""The extension against an independent peer: sipp plays the exchange, from the scenarios beside this file."""

from __future__ import annotations

import socket
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dutydesk.telephony.events import PhoneEvent, What
from dutydesk.telephony.sip.timers import USUAL
from dutydesk.words import DivertReason, PhoneOutcome
from tests.dutydesk.telephony.sip.registrar import Extension, Mood, at, extension, registrar
from tests.dutydesk.telephony.wire import WAIT

SCENARIOS = Path(__file__).with_name("scenarios")
ELSEWHERE = [(What.RINGING, None), (What.ANSWERED, PhoneOutcome.ANSWERED_ELSEWHERE)]


@contextmanager
def sipp(scenario: str, *options: str, folder: Path, seconds: int = 60) -> Iterator[subprocess.Popen[str]]:
    """A scenario played by sipp within so many seconds; whatever it could not play makes its status other than 0."""
    errors = ("-trace_err", "-error_file", str(folder / "errors"))
    usual = ("-i", "127.0.0.1", "-nostdin", "-timeout", str(seconds), "-timeout_error", *errors)
    command = ["sipp", *options, "-sf", str(SCENARIOS / f"{scenario}.xml"), *usual]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[str], folder: Path) -> None:
    """Wait until the scenario is played, and fail with what sipp says if it went otherwise."""
    screen, _ = process.communicate(timeout=90)
    errors = folder / "errors"
    assert process.returncode == 0, f"{errors.read_text(encoding='utf-8') if errors.exists() else ''}\n{screen[-2000:]}"


@pytest.fixture
def desk() -> Iterator[Extension]:
    """An extension of an exchange on this machine, with the timers of every day."""
    with registrar(Mood.OPEN) as exchange, extension(at(exchange.port), USUAL) as kept:
        yield kept


def play(scenario: str, desk: Extension, folder: Path, *options: str) -> None:
    port = desk.until_registered()
    with sipp(scenario, f"127.0.0.1:{port}", "-s", "8120", "-p", str(free_port()), *options, folder=folder) as process:
        ended(process, folder)


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trying:
        trying.bind(("127.0.0.1", 0))
        return int(trying.getsockname()[1])


def heard(desk: Extension, count: int = 2) -> list[PhoneEvent]:
    events = [desk.events.get(timeout=WAIT) for _ in range(count)]
    assert desk.events.empty()
    return events


@pytest.mark.parametrize(
    ("scenario", "end"),
    [
        ("elsewhere", (What.ANSWERED, PhoneOutcome.ANSWERED_ELSEWHERE)),
        ("missed", (What.ENDED, PhoneOutcome.MISSED)),
        ("unknown", (What.ENDED, PhoneOutcome.UNKNOWN)),
    ],
)
def test_a_ring_ends_as_the_cancel_says(desk: Extension, tmp_path: Path, scenario: str, end: tuple[What, PhoneOutcome]) -> None:
    play(scenario, desk, tmp_path, "-m", "1")
    events = heard(desk)
    assert [(event.what, event.outcome) for event in events] == [(What.RINGING, None), end]
    assert {(event.number, event.name, event.line, event.diverted_from) for event in events} == {("13905711", "Wu Lihua", "8119", "")}


def test_a_call_forwarded_by_diversion_says_from_where(desk: Extension, tmp_path: Path) -> None:
    play("diversion", desk, tmp_path, "-m", "1")
    ring, _ = heard(desk)
    assert (ring.diverted_from, ring.divert_reason, ring.number) == ("8110", DivertReason.NO_ANSWER, "+8613905710275")


def test_a_call_forwarded_by_history_says_from_where(desk: Extension, tmp_path: Path) -> None:
    play("history_info", desk, tmp_path, "-m", "1")
    ring, _ = heard(desk)
    assert (ring.diverted_from, ring.divert_reason) == ("8110", DivertReason.BUSY)


def test_twenty_calls_a_second_leave_none_open_and_none_doubled(desk: Extension, tmp_path: Path) -> None:
    play("elsewhere", desk, tmp_path, "-m", "100", "-r", "20", "-d", "1500")
    told: dict[str, list[tuple[What, PhoneOutcome | None]]] = {}
    for event in heard(desk, 200):
        told.setdefault(event.call_id, []).append((event.what, event.outcome))
    assert Counter(map(tuple, told.values())) == {tuple(ELSEWHERE): 100}


@pytest.mark.parametrize("scenario", ["reliable", "look"])
def test_what_is_no_ring_is_answered_properly(desk: Extension, tmp_path: Path, scenario: str) -> None:
    play(scenario, desk, tmp_path, "-m", "1")
    heard(desk, 0)


def test_sipp_accepts_the_password_and_our_leave(tmp_path: Path) -> None:
    port = free_port()
    with sipp("registrar", "-p", str(port), "-m", "1", folder=tmp_path) as process:
        with extension(at(port), USUAL) as desk:
            desk.until_registered()
        ended(process, tmp_path)


def test_sipp_refuses_a_wrong_password(tmp_path: Path) -> None:
    port = free_port()
    with sipp("registrar", "-p", str(port), "-m", "1", folder=tmp_path) as process, extension(at(port, password="wrong"), USUAL) as desk:
        desk.until_down("sip.wrong_password")
        ended(process, tmp_path)
