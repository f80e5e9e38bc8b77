"""A caller-ID modem or box on a serial line: bytes in, events and bytes out (telephony.md, source D). No port, no thread, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dutydesk.settings import CallerIdSettings
from dutydesk.telephony.caller_id_rings import Moment, Rings
from dutydesk.telephony.events import PhoneEvent
from dutydesk.telephony.modem import Modem, Verdict
from dutydesk.telephony.modem_lines import Lines, read_line

LINE_WAIT = 1.0
"""Seconds after which a line without an end is taken as it is: some boxes end a line only when the next begins."""


@dataclass(frozen=True, slots=True)
class Step:
    """What follows from some bytes or from time: events in order, bytes to send, catalogue codes of what was amiss.

    `verdict` is what is newly known of the device, None where nothing is.
    """

    events: tuple[PhoneEvent, ...] = ()
    send: bytes = b""
    remarks: tuple[str, ...] = ()
    verdict: Verdict | None = None


class CallerIdReader:
    """One device from the moment its port opened. Call `begin` once, then `receive` whenever bytes come and a few times a second."""

    def __init__(self, settings: CallerIdSettings, source: str = "caller_id") -> None:
        self._lines = Lines()
        self._modem = Modem()
        self._rings = Rings(settings, source)
        self._byte_at = 0.0

    def begin(self, now: Moment) -> Step:
        """The port is open: ask for caller ID. A device that takes no commands is listened to all the same."""
        return Step(send=self._modem.ask(now.monotonic))

    def receive(self, data: bytes, now: Moment) -> Step:
        """Take in `data`, perhaps none. Never raises; what is kept is bounded whatever comes."""
        before = self._modem.verdict
        late = [self._lines.end()] if self._lines.is_open and now.monotonic - self._byte_at >= LINE_WAIT else []
        if data:
            self._byte_at = now.monotonic
        steps = (self._hear(late, now), Step(tuple(self._rings.tick(now))), self._hear(self._lines.feed(data), now))
        events = tuple(event for step in steps for event in step.events)
        send = b"".join(step.send for step in steps)
        if not self._rings.is_ringing:  # a modem that rings is left alone
            send += self._modem.tick(now.monotonic)
        remarks = tuple(remark for step in steps for remark in step.remarks)
        verdict = self._modem.verdict
        return Step(events, send, remarks, None if verdict is before else verdict)

    def lost(self, now: Moment) -> Step:
        """The port is gone: a ring that was going on ends, unknown."""
        return Step(tuple(self._rings.end(now)))

    def _hear(self, lines: Iterable[bytes], now: Moment) -> Step:
        events: list[PhoneEvent] = []
        send = b""
        sayings = [read_line(line) for line in lines]
        for said in sayings:
            if said.answer is not None:
                send += self._modem.answer(now.monotonic, is_ok=said.answer)
            if said.is_ring or said.fields:
                self._modem.heard()
            events += self._rings.hear(said, now)
        return Step(tuple(events), send, tuple(said.fault for said in sayings if said.fault))
