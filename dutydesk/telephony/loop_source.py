"""What the phone sources on the network have in common: one piece of work in the telephony thread, begun, ended, and its faults told."""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from dutydesk.telephony.events import OnHealth
from dutydesk.telephony.lamp import Lamp
from dutydesk.telephony.loop import LoopThread

if TYPE_CHECKING:
    import asyncio

_log = logging.getLogger("dutydesk.telephony")


class LoopSource(ABC):
    """`loop` is the telephony thread; it is started when needed and stopped by its owner. `on_health` is called in it.

    `name` is what its events carry, `failed` the sentence of a fault of its own.
    """

    name: ClassVar[str]
    failed: ClassVar[str]

    def __init__(self, loop: LoopThread, on_health: OnHealth, now: Callable[[], datetime]) -> None:
        self._loop = loop
        self._on_health = on_health
        self._now = now
        self._ask_to_stop: Callable[[], None] | None = None
        self._is_wanted = True
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin; `Health` says how that went. A source is started once."""
        self._loop.spawn(self._work)

    def stop(self, timeout: float = 5.0) -> None:
        """Take leave and close every socket; waits `timeout` seconds at most. The loop goes on."""
        self._is_wanted = False
        if self._ask_to_stop is not None and self._loop.is_running:
            self._ask_to_stop()
            self._stopped.wait(timeout)

    async def _work(self) -> None:
        import asyncio

        loop, task = asyncio.get_running_loop(), cast("asyncio.Task[None]", asyncio.current_task())
        lamp = Lamp(self.name, self._on_health, self._now, loop.call_later)
        self._ask_to_stop = lambda: _cancel(loop, task)
        try:
            if self._is_wanted:
                await self._serve(lamp)
        except Exception:  # noqa: BLE001 the top of this thread's work: logged and shown on the lamp
            _log.exception("%s stopped by a fault of its own", self.name)
            lamp.down(self.failed)
        finally:
            self._stopped.set()

    @abstractmethod
    async def _serve(self, lamp: Lamp) -> None:
        """Do the work until cancelled."""


def _cancel(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
    with suppress(RuntimeError):  # the loop has just closed, and the task with it
        loop.call_soon_threadsafe(task.cancel)
