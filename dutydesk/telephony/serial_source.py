"""The caller-ID line as a phone source: a thread that reads a serial port, and its lamp.

A thread, because asyncio has no serial ports on Windows.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from dutydesk.settings import CallerIdSettings
from dutydesk.telephony.caller_id import CallerIdReader, Step
from dutydesk.telephony.caller_id_rings import Moment
from dutydesk.telephony.events import OnEvent, OnHealth, PhoneEvent, What
from dutydesk.telephony.lamp import Lamp
from dutydesk.telephony.modem import Verdict

_FAULTS = frozenset(["serial.noise", "serial.too_long"])
"""Remarks that show on the lamp until the next good event; others are only counted."""

_log = logging.getLogger("dutydesk.telephony")


class SerialSource:
    """Reads a caller-ID modem or box on a serial port (telephony.md, source D).

    `now` gives aware UTC. A port that cannot be had, or is unplugged, is tried again every `retry` seconds. `on_event` and
    `on_health` are called in the source's own thread.
    """

    def __init__(
        self,
        settings: CallerIdSettings,
        on_event: OnEvent,
        on_health: OnHealth,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        retry: float = 3.0,
    ) -> None:
        self._settings = settings
        self._on_event = on_event
        self._now = now
        self._monotonic = monotonic
        self._retry = retry
        self._lamp = Lamp(self.name, on_health, now, self._later)
        self._waiting: list[tuple[float, Callable[[], None]]] = []
        self._was_open = self._is_in_doubt = False
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """The name its events carry."""
        return "caller_id"

    def start(self) -> None:
        """Begin to read; `Health` says whether the port could be had. A source is started once."""
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """Close the port and end the thread; waits `timeout` seconds at most, usually a fifth of one."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._open()
                self._stopping.wait(self._retry)
        except Exception:  # noqa: BLE001 the top of this thread's work: logged and shown on the lamp
            _log.exception("the caller-ID line stopped by a fault of its own")
            self._lamp.down("serial.failed", device=self._settings.port)

    def _open(self) -> None:
        """Read the port until it is unplugged or the source stops; say why where it cannot be had."""
        from dutydesk.telephony.serial_port import PortFault, let_go, open_port  # off the way to the first paint

        device = self._settings.port
        try:
            port = open_port(device, self._settings.baud)
        except PortFault as fault:
            is_unplugged = self._was_open and fault.code == "serial.no_port"
            self._lamp.down("serial.unplugged" if is_unplugged else fault.code, device=device)
            return
        self._was_open, self._is_in_doubt = True, False
        reader = CallerIdReader(self._settings, self.name)
        try:
            self._lamp.up(device=device)
            self._read(port, reader)
        except PortFault as fault:
            self._lamp.down(fault.code, device=device)
            self._take(reader.lost(self._moment()))
        finally:
            let_go(port)

    def _read(self, port: Any, reader: CallerIdReader) -> None:
        from dutydesk.telephony.serial_port import exchange

        step = reader.begin(self._moment())
        while not self._stopping.is_set():
            data = exchange(port, step.send)
            step = reader.receive(data, self._moment())
            self._take(step)
            self._tell_late()

    def _take(self, step: Step) -> None:
        for remark in step.remarks:
            (self._lamp.fault if remark in _FAULTS else self._lamp.count)(remark)
        if step.verdict is not None:
            self._judge(step.verdict)
        for event in step.events:
            self._give(event)

    def _judge(self, verdict: Verdict) -> None:
        device, was_in_doubt = self._settings.port, self._is_in_doubt
        self._is_in_doubt = verdict is not Verdict.LISTENING
        match verdict:
            case Verdict.LISTENING:
                if was_in_doubt:  # a modem that answers as it should is no news, and mends nothing else
                    self._lamp.up(device=device)
            case Verdict.REFUSED:
                self._lamp.fault("serial.no_caller_id")
            case Verdict.SILENT:
                self._lamp.fault("serial.silent")
            case _:
                self._lamp.down("serial.no_answer", device=device)

    def _give(self, event: PhoneEvent) -> None:
        try:
            self._on_event(event)
        except Exception:  # noqa: BLE001 whatever the desk does, the next ring is heard; logged and shown
            _log.exception("%s: the desk could not take an event", self.name)
            self._lamp.fault("serial.not_taken")
            return
        if event.what is What.RINGING:  # an end comes of the clock and proves nothing of the line
            self._lamp.good()

    def _moment(self) -> Moment:
        return Moment(self._now(), self._monotonic())

    def _later(self, seconds: float, then: Callable[[], None]) -> None:
        self._waiting.append((self._monotonic() + seconds, then))

    def _tell_late(self) -> None:
        due = [then for at, then in self._waiting if at <= self._monotonic()]
        self._waiting = [one for one in self._waiting if one[1] not in due]
        for then in due:
            then()
