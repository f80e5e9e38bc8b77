"""The webhook as a phone source: start, stop, and its lamp."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from dutydesk.settings import WebhookSettings
from dutydesk.telephony.events import OnEvent, OnHealth
from dutydesk.telephony.lamp import Lamp
from dutydesk.telephony.loop import LoopThread
from dutydesk.telephony.loop_source import LoopSource


class WebhookSource(LoopSource):
    """Receives posts of an exchange at ``http://host:port/cti/<token>`` (telephony.md, source B).

    `loop` is the telephony thread; it is started when needed and stopped by its owner. `now` gives aware UTC. A client has
    `patience` seconds for its request; a port that cannot be had is tried again every `retry` seconds. `on_event` and
    `on_health` are called in the telephony thread.
    """

    name = "webhook"
    failed = "webhook.failed"

    def __init__(
        self,
        settings: WebhookSettings,
        loop: LoopThread,
        on_event: OnEvent,
        on_health: OnHealth,
        *,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        patience: float = 10.0,
        retry: float = 3.0,
    ) -> None:
        super().__init__(loop, on_health, now)
        self._settings = settings
        self._on_event = on_event
        self._monotonic = monotonic
        self._patience = patience
        self._retry = retry
        self._renew: Callable[[WebhookSettings], None] | None = None

    def go_on(self, settings: WebhookSettings) -> bool:
        """Take on other settings for the same port, which stays open so that no ring is lost; False where that cannot be.

        The token, the clients and this room's phones are those of `settings` for every request that comes after this returns.
        """
        is_same = (settings.host, settings.port) == (self._settings.host, self._settings.port)
        if not is_same or self._renew is None or self._stopped.is_set():
            return False
        self._settings = settings
        self._renew(settings)
        return True

    async def _serve(self, lamp: Lamp) -> None:
        from dutydesk.telephony.reception import Reception
        from dutydesk.telephony.webhook_server import WebhookServer

        reception = Reception(self._settings, lamp, self._on_event, now=self._now, monotonic=self._monotonic, name=self.name)
        self._renew = reception.go_on
        await WebhookServer(self._settings, reception, patience=self._patience, retry=self._retry).run()
