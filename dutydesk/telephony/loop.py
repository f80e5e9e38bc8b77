"""The one thread with an asyncio loop in which every socket of the phone sources lives."""

from __future__ import annotations

import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

Work = Callable[[], Coroutine[Any, Any, None]]


class LoopThread:
    """Runs coroutines beside the window. asyncio is imported in the thread, off the way to the first paint."""

    def __init__(self, name: str = "telephony") -> None:
        self._name = name
        self._thread: threading.Thread | None = None
        self._started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    @property
    def is_running(self) -> bool:
        """Whether the thread is alive."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Start the thread, unless it runs. Returns at once."""
        if self.is_running:
            return
        self._started = Future()
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def spawn(self, work: Work) -> None:
        """Run `work` in the loop until it returns or the loop stops; starts the thread if need be. Returns at once."""
        self.start()
        self._started.add_done_callback(lambda started: _spawn(started.result()[0], work))

    def stop(self, timeout: float = 5.0) -> bool:
        """Cancel what runs, let it clean up, join. False if the thread outlives `timeout` seconds; it is a daemon then."""
        thread = self._thread
        if thread is None:
            return True
        if thread.is_alive():
            self._started.add_done_callback(lambda started: _set(*started.result()))
        thread.join(timeout)
        return not thread.is_alive()

    def _run(self) -> None:
        import asyncio

        asyncio.run(self._main())

    async def _main(self) -> None:
        """Wait for the end; asyncio.run then cancels every task and waits for its clean-up."""
        import asyncio

        stopping = asyncio.Event()
        self._started.set_result((asyncio.get_running_loop(), stopping))
        await stopping.wait()


def _spawn(loop: asyncio.AbstractEventLoop, work: Work) -> None:
    import asyncio

    asyncio.run_coroutine_threadsafe(work(), loop)


def _set(loop: asyncio.AbstractEventLoop, stopping: asyncio.Event) -> None:
    with suppress(RuntimeError):  # the loop has just closed by itself
        loop.call_soon_threadsafe(stopping.set)
