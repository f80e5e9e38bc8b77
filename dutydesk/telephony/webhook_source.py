"""The webhook as a phone source: start, stop, and its lamp."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, cast

from dutydesk.settings import WebhookSettings
from dutydesk.telephony.events import OnEvent, OnHealth
from dutydesk.telephony.lamp import Lamp
from dutydesk.telephony.loop import LoopThread

if TYPE_CHECKING:
    import asyncio

_log = logging.getLogger("dutydesk.telephony")


class WebhookSource:
    """Receives posts of an exchange at ``http://host:port/cti/<token>`` (telephony.md, source B).

    `loop` is the telephony thread; it is started when needed and stopped by its owner. `now` gives aware UTC. A client has
    `patience` seconds for its request; a port that cannot be had is tried again every `retry` seconds. `on_event` and
    `on_health` are called in the telephony thread.
    """

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
        self._settings = settings
        self._loop = loop
        self._on_event = on_event
        self._on_health = on_health
        self._now = now
        self._monotonic = monotonic
        self._patience = patience
        self._retry = retry
        self._ask_to_stop: Callable[[], None] | None = None
        self._renew: Callable[[WebhookSettings], None] | None = None
        self._is_wanted = True
        self._stopped = threading.Event()

    @property
    def name(self) -> str:
        """The name its events carry."""
        return "webhook"

    def start(self) -> None:
        """Begin to listen; `Health` says whether the port could be had. A source is started once."""
        self._loop.spawn(self._listen)

    def stop(self, timeout: float = 5.0) -> None:
        """Close every socket; waits `timeout` seconds at most. The loop goes on."""
        self._is_wanted = False
        if self._ask_to_stop is not None and self._loop.is_running:
            self._ask_to_stop()
            self._stopped.wait(timeout)

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

    async def _listen(self) -> None:
        import asyncio

        loop, task = asyncio.get_running_loop(), cast("asyncio.Task[None]", asyncio.current_task())
        lamp = Lamp(self.name, self._on_health, self._now, loop.call_later)
        self._ask_to_stop = lambda: _cancel(loop, task)
        try:
            if self._is_wanted:
                await self._serve(lamp)
        except Exception:  # noqa: BLE001 the top of this thread's work: logged and shown on the lamp
            _log.exception("the webhook stopped by a fault of its own")
            lamp.down("webhook.failed")
        finally:
            self._stopped.set()

    async def _serve(self, lamp: Lamp) -> None:
        from dutydesk.telephony.reception import Reception
        from dutydesk.telephony.webhook_server import WebhookServer

        reception = Reception(self._settings, lamp, self._on_event, now=self._now, monotonic=self._monotonic, name=self.name)
        self._renew = reception.go_on
        await WebhookServer(self._settings, reception, patience=self._patience, retry=self._retry).run()


def _cancel(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
    with suppress(RuntimeError):  # the loop has just closed, and the task with it
        loop.call_soon_threadsafe(task.cancel)
