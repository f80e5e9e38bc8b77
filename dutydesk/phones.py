"""The phone sources that the settings name, all beside the window: sockets in one thread, a serial line in its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dutydesk.desk import Clock
from dutydesk.heard import Heard
from dutydesk.settings import Settings, WebhookSettings
from dutydesk.switchboard import Switchboard
from dutydesk.telephony.events import Health, HealthState, OnHealth, PhoneEvent, Source
from dutydesk.telephony.loop import LoopThread
from dutydesk.telephony.serial_source import SerialSource
from dutydesk.telephony.sip_source import SipSource
from dutydesk.telephony.webhook_source import WebhookSource


@dataclass(frozen=True, slots=True)
class Wanted:
    """A source that the settings name: what it is set to, and how it is made.

    `goes_on` lets a running one take on these settings without letting go of its line; False where it must be made anew.
    """

    chosen: object
    make: Callable[[OnHealth], Source]
    goes_on: Callable[[Source], bool]


@dataclass(frozen=True, slots=True)
class _Running:
    source: Source
    chosen: object


class Phones:
    """Starts, changes and stops the sources. `on_heard` and `on_health` are called in the telephony thread and return at once."""

    def __init__(
        self, settings: Settings, switchboard: Switchboard, on_heard: Callable[[Heard], None], on_health: OnHealth, clock: Clock
    ) -> None:
        self._settings = settings
        self._switchboard = switchboard
        self._on_heard = on_heard
        self._on_health = on_health
        self._clock = clock
        self._loop = LoopThread()
        self._running: dict[str, _Running] = {}
        self._changing, self._telling = threading.Lock(), threading.Lock()
        self._is_on, self._is_over = False, False
        self._of: dict[str, int] = {}

    def start(self) -> None:
        """Let every source listen; returns at once."""
        with self._changing:
            self._is_on = True
            self._come_to(self._wanted(self._settings))

    def change(self, settings: Settings, switchboard: Switchboard) -> None:
        """From now on as `settings` have it; a source that is to be as it is goes on. Waits for sockets: not for the window's thread.

        Rings are known by their ids in the journal, so that one that rings meanwhile ends where it was told to begin.
        """
        with self._changing:
            self._settings, self._switchboard = settings, switchboard
            if self._is_on and not self._is_over:
                self._come_to(self._wanted(settings))

    def stop(self) -> None:
        """Close every socket and end the thread."""
        with self._changing:
            self._is_over = True
            for running in self._running.values():
                running.source.stop()
            self._loop.stop()

    def _wanted(self, settings: Settings) -> Mapping[str, Wanted]:
        """The sources by name."""
        wanted: dict[str, Wanted] = {}
        now, monotonic = self._clock.now, self._clock.monotonic
        if settings.webhook:
            wanted["webhook"] = self._webhook(settings.webhook)
        if (sip := settings.sip) is not None:
            wanted["sip"] = Wanted(
                sip, lambda on_health: SipSource(sip, self._loop, self._hear, on_health, now=now, monotonic=monotonic), _is_made_anew
            )
        if (line := settings.caller_id) is not None:
            wanted["caller_id"] = Wanted(
                line, lambda on_health: SerialSource(line, self._hear, on_health, now=now, monotonic=monotonic), _is_made_anew
            )
        return wanted

    def _webhook(self, chosen: WebhookSettings) -> Wanted:
        def make(on_health: OnHealth) -> Source:
            return WebhookSource(chosen, self._loop, self._hear, on_health, now=self._clock.now, monotonic=self._clock.monotonic)

        return Wanted(chosen, make, lambda source: isinstance(source, WebhookSource) and source.go_on(chosen))

    def _come_to(self, wanted: Mapping[str, Wanted]) -> None:
        for name, running in tuple(self._running.items()):
            there = wanted.get(name)
            if there is not None and (there.chosen == running.chosen or there.goes_on(running.source)):
                self._running[name] = _Running(running.source, there.chosen)
                continue
            del self._running[name]
            running.source.stop()
            self._forget(name, is_off=there is None)
        for name in wanted.keys() - self._running.keys():
            source = wanted[name].make(self._teller(name))
            self._running[name] = _Running(source, wanted[name].chosen)
            source.start()

    def _teller(self, name: str) -> OnHealth:
        """What a source tells its health to: the last word is that of the one that was made last."""
        with self._telling:
            mine = self._of[name] = self._of.get(name, 0) + 1

        def tell(health: Health) -> None:
            with self._telling:
                if self._of[name] == mine:
                    self._on_health(health)

        return tell

    def _forget(self, name: str, *, is_off: bool) -> None:
        """What a stopped source still tells is heard no more."""
        with self._telling:
            self._of[name] += 1
            if is_off:
                self._on_health(Health(name, HealthState.OFF, self._clock.now()))

    def _hear(self, event: PhoneEvent) -> None:
        self._on_heard(self._switchboard.hear(event))


def _is_made_anew(_source: Source) -> bool:
    """A source that cannot take on other settings while it runs."""
    return False
