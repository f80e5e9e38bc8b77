"""The caller-ID line over a real port: a modem that is played answers, rings, is pulled out and plugged in again."""

from __future__ import annotations

import errno
import fcntl
import gc
import logging
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import serial

from dutydesk.heard import Heard
from dutydesk.settings import CallerIdSettings
from dutydesk.site import Line as SiteLine
from dutydesk.site import Site
from dutydesk.switchboard import Switchboard
from dutydesk.telephony import serial_port
from dutydesk.telephony.events import Health, HealthState, PhoneEvent, What
from dutydesk.telephony.modem import ASK_EVERY
from dutydesk.telephony.serial_port import PortFault, fault_code, open_port, trial
from dutydesk.telephony.serial_source import SerialSource
from dutydesk.words import PhoneOutcome
from tests.dutydesk.deskside import Deskside
from tests.dutydesk.telephony.played_modem import (
    BARE,
    CID,
    MUTE,
    OLD,
    SETUP,
    TALKS,
    VCID,
    ModemOnPort,
    ModemOnServer,
    PlayedModem,
    free_port,
    has_terminals,
)
from tests.dutydesk.telephony.wire import WAIT

CALLER = b"\r\nRING\r\n\r\nDATE = 1122\r\nTIME = 2104\r\nNMBR = 13905710275\r\nNAME = WU\r\n"


@dataclass(frozen=True)
class Device:
    """Where a modem may be attached: its name, what is told while it is not there and once it has gone, and what plugs it in."""

    name: str
    missing: str
    gone: str
    plug: Callable[[Mapping[bytes, bytes]], PlayedModem]


KINDS = ("server", "port") if has_terminals() else ("server",)


class Clock:
    """The running time, which a test can push on."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


class Line:
    """A source on a device, and what it told."""

    def __init__(self, device: Device, on_event: Callable[[PhoneEvent], None] | None = None, forwarded_from: str = "") -> None:
        self.events: queue.Queue[PhoneEvent] = queue.Queue()
        self.health: queue.Queue[Health] = queue.Queue()
        self.seen: list[Health] = []  # all of it, whatever was waited for
        self.clock = Clock()
        settings = CallerIdSettings(device.name, line="88880000", forwarded_from=forwarded_from)
        give = on_event or self.events.put
        self.source = SerialSource(settings, give, self._see, now=lambda: datetime.now(UTC), monotonic=self.clock, retry=0.02)

    def _see(self, health: Health) -> None:
        self.seen.append(health)
        self.health.put(health)

    def event(self) -> PhoneEvent:
        return self.events.get(timeout=WAIT)

    def until(self, reason: str, state: HealthState | None = None) -> Health:
        """The first line of health with this reason, "" for a lamp that is well."""
        ends = time.monotonic() + WAIT
        while True:
            health = self.health.get(timeout=max(0.01, ends - time.monotonic()))
            if health.reason == reason and state in (None, health.state):
                return health

    def until_counted(self, code: str) -> None:
        ends = time.monotonic() + WAIT
        while not self.health.get(timeout=max(0.01, ends - time.monotonic())).counters.get(code):
            pass


@pytest.fixture(params=KINDS)
def device(request: pytest.FixtureRequest, tmp_path: Path) -> Device:
    if request.param == "port":
        path = tmp_path / "modem"
        return Device(str(path), "serial.no_port", "serial.unplugged", partial(ModemOnPort, path))
    number = free_port()
    return Device(f"socket://127.0.0.1:{number}", "serial.no_server", "serial.no_server", partial(ModemOnServer, number))


@contextmanager
def listening(device: Device, **kwargs: object) -> Iterator[Line]:
    line = Line(device, **kwargs)  # type: ignore[arg-type]
    line.source.start()
    try:
        yield line
    finally:
        line.source.stop(WAIT)
        assert "caller_id" not in {thread.name for thread in threading.enumerate()}


@contextmanager
def plugged(device: Device, answers: Mapping[bytes, bytes] = TALKS) -> Iterator[PlayedModem]:
    modem = device.plug(answers)
    try:
        yield modem
    finally:
        modem.unplug()


@contextmanager
def opened(device: Device, answers: Mapping[bytes, bytes] = TALKS, **kwargs: object) -> Iterator[tuple[PlayedModem, Line]]:
    """A modem and a source that has its port open: what is said before that, nobody hears."""
    with plugged(device, answers) as modem, listening(device, **kwargs) as line:
        line.until("")
        yield modem, line


def commands(modem: PlayedModem, count: int) -> list[bytes]:
    return [modem.commands.get(timeout=WAIT) for _ in range(count)]


def test_a_ring_comes_in_with_its_number(device: Device) -> None:
    with plugged(device) as modem, listening(device) as line:
        assert line.until("").values == {"device": device.name}
        assert commands(modem, 2) == [SETUP, VCID]
        modem.say(CALLER)
        event = line.event()
        assert (event.what, event.number, event.name, event.line) == (What.RINGING, "13905710275", "WU", "88880000")
        line.until_counted("events")


def test_a_ring_on_the_line_of_forwarded_calls_reaches_the_desk(device: Device) -> None:
    line = SiteLine("8110", "维修电话", "Maintenance phone", maintenance=True)
    board = Switchboard(Deskside().desk, lambda _number: (), Site("s", "站", "Site", lines=(line,)), region="CN", area_code="0571")
    heard: queue.Queue[Heard] = queue.Queue()
    with opened(device, on_event=lambda event: heard.put(board.hear(event)), forwarded_from="8110") as (modem, _):
        modem.say(CALLER)
        rang = heard.get(timeout=WAIT).rang
    assert (rang.number, rang.line, rang.diverted_from) == ("+8613905710275", "+8657188880000", "8110")


def test_a_ring_ends_when_it_rings_no_more(device: Device) -> None:
    with opened(device) as (modem, line):
        modem.say(CALLER)
        rang = line.event()
        line.clock.ahead = 8.0
        ended = line.event()
        assert (ended.what, ended.outcome, ended.call_id) == (What.ENDED, PhoneOutcome.UNKNOWN, rang.call_id)


def test_a_modem_that_refuses_the_first_way_is_asked_the_other(device: Device) -> None:
    with plugged(device, OLD) as modem, listening(device) as line:
        assert commands(modem, 3) == [SETUP, VCID, CID]
        modem.say(CALLER)
        assert line.event().number == "13905710275"


def test_a_modem_without_caller_id_is_told_and_still_rings(device: Device) -> None:
    with opened(device, BARE) as (modem, line):
        assert line.until("serial.no_caller_id").state is HealthState.BAD
        modem.say(b"\r\nRING\r\nHELLO\r\n")
        line.until_counted("serial.unknown_line")
        line.clock.ahead = 5.0
        assert line.event().number == ""


def test_a_device_that_answers_nothing_is_told_until_it_rings(device: Device) -> None:
    with plugged(device, MUTE) as modem, listening(device) as line:
        for asked in (SETUP, VCID, CID):
            assert modem.commands.get(timeout=WAIT) == asked
            line.clock.ahead += 2.0
        assert line.until("serial.silent").state is HealthState.BAD
        modem.say(b"NMBR=110\nNAME=LI\n")
        assert line.event().number == "110"
        assert line.until("").state is HealthState.OK


def test_a_modem_that_lost_its_power_is_down_and_comes_back(device: Device) -> None:
    answers = {SETUP: b"OK", VCID: b"OK"}
    with plugged(device, answers) as modem, listening(device) as line:
        assert commands(modem, 2) == [SETUP, VCID]
        modem.say(b"HELLO\r")
        line.until_counted("serial.unknown_line")  # so the answers before it are read too
        answers.clear()
        line.clock.ahead += ASK_EVERY
        for _ in range(3):
            modem.commands.get(timeout=WAIT)
            line.clock.ahead += 2.0
        assert line.until("serial.no_answer").state is HealthState.DOWN
        answers.update({SETUP: b"OK", VCID: b"OK"})
        line.clock.ahead += ASK_EVERY
        assert line.until("").state is HealthState.OK


def test_a_modem_that_is_pulled_out_and_plugged_in_again_rings_again(device: Device) -> None:
    with listening(device) as line:
        assert line.until(device.missing).state is HealthState.DOWN
        with plugged(device) as modem:
            line.until("")
            assert commands(modem, 2) == [SETUP, VCID]
        assert line.until(device.gone, HealthState.DOWN).values == {"device": device.name}
        with plugged(device) as again:
            line.until("")
            assert commands(again, 2) == [SETUP, VCID]
            again.say(CALLER)
            assert line.event().number == "13905710275"
        assert line.event().what is What.ENDED


def test_a_device_that_was_here_is_unplugged_and_not_missing(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: queue.Queue[str] = queue.Queue()

    def counted(name: str, baud: int) -> object:
        tries.put(name)
        return open_port(name, baud)

    monkeypatch.setattr(serial_port, "open_port", counted)
    with listening(device) as line:
        with plugged(device):
            line.until("")
        line.until(device.gone)
        for _ in range(tries.qsize() + 2):  # so at least one that began without the device is over
            tries.get(timeout=WAIT)
        assert line.seen[-1].reason == device.gone


def test_an_answer_mends_nothing_but_itself(device: Device) -> None:
    with opened(device, MUTE) as (modem, line):
        modem.say(b"\x01\x02\r")
        line.until_counted("serial.noise")
        modem.say(b"OK\rOK\rHELLO\r")
        line.until_counted("serial.unknown_line")
        assert line.seen[-1].state is HealthState.BAD


def test_a_ring_ends_unknown_when_its_device_is_pulled_out(device: Device) -> None:
    with listening(device) as line:
        with plugged(device) as modem:
            line.until("")
            modem.say(CALLER)
            rang = line.event()
        ended = line.event()
        assert (ended.what, ended.outcome, ended.call_id) == (What.ENDED, PhoneOutcome.UNKNOWN, rang.call_id)


def test_a_port_that_another_program_has_is_told_and_tried_again_once_it_is_free(tmp_path: Path) -> None:
    """A file stands for the port: programs lock both in the same way, and what is tried again is no port then."""
    path = tmp_path / "port"
    path.touch()
    device = Device(str(path), "", "", partial(ModemOnPort, path))
    with path.open() as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with listening(device) as line:
            assert line.until("serial.port_busy").state is HealthState.DOWN
            assert trial(device.name, 9600) == "serial.port_busy"
            fcntl.flock(other, fcntl.LOCK_UN)
            line.until("serial.unusable")


def test_garbage_is_counted_and_the_next_ring_comes_in(device: Device) -> None:
    with plugged(device) as modem, listening(device) as line:
        commands(modem, 2)
        modem.say(b"HELLO\r" + b"\x01\x02\xff\x80\r" + CALLER)
        assert line.event().number == "13905710275"
        line.until_counted("serial.noise")


@pytest.mark.logs
def test_a_desk_that_fails_does_not_take_the_line_down(device: Device) -> None:
    def fail(event: PhoneEvent) -> None:
        raise OSError

    with opened(device, on_event=fail) as (modem, line):
        modem.say(CALLER)
        assert line.until("serial.not_taken").state is HealthState.BAD


@pytest.mark.logs
def test_a_fault_of_our_own_is_told(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial_port, "open_port", lambda name, baud: None)
    with listening(device) as line:
        assert line.until("serial.failed").state is HealthState.DOWN


def test_a_stopped_source_lets_go_of_its_port(device: Device) -> None:
    with plugged(device):
        with listening(device) as line:
            line.until("")
        assert trial(device.name, 9600) == ""
        gc.collect()  # a port left open would be warned of, and a warning fails the test


def test_plugging_in_and_out_leaves_nothing_open(device: Device) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    with listening(device) as line:
        for _ in range(5):
            with plugged(device):
                line.until("")
            line.until(device.gone)
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_stopping_is_prompt_and_may_be_repeated(device: Device) -> None:
    with plugged(device), listening(device) as line:
        line.until("")
        began = time.monotonic()
        line.source.stop()
        line.source.stop()
        assert time.monotonic() - began < 2.0


def test_a_source_stopped_before_its_start_opens_nothing(device: Device) -> None:
    line = Line(device)
    line.source.stop()
    line.source.start()
    line.source.stop()
    assert line.health.empty()
    assert line.source.name == "caller_id"


def test_numbers_and_names_are_never_logged(device: Device, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with opened(device) as (modem, line):
        modem.say(b"13905710275 WU\r" + CALLER)
        line.event()
        line.until_counted("serial.unknown_line")
    assert "serial.unknown_line" in caplog.text
    assert "13905710275" not in caplog.text
    assert "WU" not in caplog.text


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (serial.SerialException(errno.ENOENT, "x"), "serial.no_port"),
        (serial.SerialException(errno.EBUSY, "x"), "serial.port_busy"),
        (serial.SerialException(errno.EAGAIN, "x"), "serial.port_busy"),
        (serial.SerialException(errno.EACCES, "x"), "serial.forbidden"),
        (serial.SerialException("could not open port 'COM3': PermissionError(13, 'Access is denied.', None, 5)"), "serial.port_busy"),
        (serial.SerialException("could not open port 'COM3': FileNotFoundError(2, '...', None, 2)"), "serial.no_port"),
        (serial.SerialException("Could not configure port: (25, 'Inappropriate ioctl for device')"), "serial.unusable"),
        (ValueError("Invalid baud rate"), "serial.unusable"),
    ],
)
def test_why_a_port_cannot_be_had_is_told(error: Exception, code: str) -> None:
    assert fault_code(error) == code


def test_a_file_is_no_port(tmp_path: Path) -> None:
    path = tmp_path / "port"
    path.write_bytes(b"RING\r\n")
    with pytest.raises(PortFault) as caught:
        open_port(str(path), 9600)
    assert caught.value.code == "serial.unusable"
    assert path.read_bytes() == b"RING\r\n"


def test_the_window_can_start_without_pyserial() -> None:
    code = "import sys; from dutydesk.telephony import serial_source; sys.exit('serial' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
