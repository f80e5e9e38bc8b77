"""The phone sources that the settings name, all beside the window: sockets in one thread, a serial line in its own."""

from __future__ import annotations

from collections.abc import Callable

from dutydesk.desk import Clock
from dutydesk.rings import Heard
from dutydesk.settings import Settings
from dutydesk.switchboard import Switchboard
from dutydesk.telephony.events import OnHealth, PhoneEvent, Source
from dutydesk.telephony.loop import LoopThread
from dutydesk.telephony.serial_source import SerialSource
from dutydesk.telephony.sip_source import SipSource
from dutydesk.telephony.webhook_source import WebhookSource


class Phones:
    """Starts and stops the sources. `on_heard` and `on_health` are called in a source's thread and return at once."""

    def __init__(
        self, settings: Settings, switchboard: Switchboard, on_heard: Callable[[Heard], None], on_health: OnHealth, clock: Clock
    ) -> None:
        self._switchboard = switchboard
        self._on_heard = on_heard
        self._loop = LoopThread()
        self._sources: list[Source] = []
        if settings.webhook:
            webhook = WebhookSource(settings.webhook, self._loop, self._hear, on_health, now=clock.now, monotonic=clock.monotonic)
            self._sources.append(webhook)
        if settings.caller_id:
            line = SerialSource(settings.caller_id, self._hear, on_health, now=clock.now, monotonic=clock.monotonic)
            self._sources.append(line)
        if settings.sip:
            self._sources.append(SipSource(settings.sip, self._loop, self._hear, on_health, now=clock.now, monotonic=clock.monotonic))

    def start(self) -> None:
        """Let every source listen; returns at once."""
        for source in self._sources:
            source.start()

    def stop(self) -> None:
        """Close every socket and port, and end the threads."""
        for source in self._sources:
            source.stop()
        self._loop.stop()

    def _hear(self, event: PhoneEvent) -> None:
        self._on_heard(self._switchboard.hear(event))
