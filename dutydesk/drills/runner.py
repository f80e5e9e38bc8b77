"""The runner of a drill: a thread of its own that steps it in the drill's time, or lets that time pass as fast as it can."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from dutydesk.clocks import DrillClock
from dutydesk.drills.drill import Drill, Tally
from dutydesk.drills.sight import Sight
from dutydesk.journal import Journal, Outcome

LONGEST_WAIT = 0.25
"""Real seconds after which a running drill looks again, so that it hears of a visitor's draft in good time."""
IDLE = timedelta(minutes=2)
"""Of a time in which nothing is open and nobody calls only so much is lived through; a file may have gaps of days."""
PATIENCE = 20.0
"""Real seconds within which the journal answers."""

_log = logging.getLogger(__name__)


class Runner:
    """Steps `drill` on `clock`. `start` and `stop` run it in a thread; `play` runs it on the caller's, the clock standing.

    `report` is told how it stands, on the runner's thread, and `on_fault` where a fault has stopped it; `on_end` is called there when
    it stops (to close the readings).
    """

    def __init__(
        self,
        drill: Drill,
        sight: Sight,
        clock: DrillClock,
        journal: Journal,
        *,
        report: Callable[[Tally], None],
        on_fault: Callable[[Tally], None],
        on_end: Callable[[], None],
    ) -> None:
        self._drill = drill
        self._sight = sight
        self._clock = clock
        self._report = report
        self._on_fault = on_fault
        self._on_end = on_end
        self._stopped = False
        self._has_begun = False
        self._came = threading.Event()
        self._thread = threading.Thread(target=self._run, name="drill", daemon=True)
        journal.listen(self._hear)

    def play(self, until: datetime | None = None) -> Tally:
        """Let the time pass as fast as the desk answers, `until` then or to the end of the drill; answers how it stands."""
        self._begin()
        while not self._stopped:
            now = self._clock.now()
            wake = self._step(now)
            if self._drill.is_waiting:
                self._wait(PATIENCE)
            elif self._drill.tally(now).is_over or (until and now >= until):
                break
            else:
                wake = max(wake, now + timedelta(seconds=1))
                self._clock.go_on_to(min(wake, until) if until else wake)
        return self._drill.tally(self._clock.now())

    def start(self) -> None:
        """Begin to step in the thread; the clock runs."""
        self._thread.start()

    def stop(self) -> None:
        """Step no more; returns when the thread has ended."""
        self._stopped = True
        self._came.set()
        if self._thread.is_alive():
            self._thread.join()

    def live(self) -> Tally:
        """Step in the drill's own time until it is over or stopped; answers how it stands."""
        self._begin()
        while not (self._stopped or self._drill.tally(self._clock.now()).is_over):
            self._live()
        return self._drill.tally(self._clock.now())

    def _run(self) -> None:
        try:
            self._begin()
            while not self._stopped:
                self._live()
        except Exception:  # noqa: BLE001 - the top of this thread: the desk goes on without its drill
            _log.exception("the drill has stopped")
            self._on_fault(self._drill.tally(self._clock.now()))
        finally:
            self._on_end()

    def _live(self) -> None:
        now = self._clock.now()
        wake = self._step(now)
        if wake - now > IDLE:
            self._clock.skip_to(wake - IDLE)
        self._wait(min(LONGEST_WAIT, (wake - now).total_seconds() / (self._clock.speed or 1.0)))

    def _begin(self) -> None:
        if not self._has_begun:
            self._has_begun = True
            self._drill.begin(self._clock.now())

    def _step(self, now: datetime) -> datetime:
        wake = self._drill.step(now)
        self._report(self._drill.tally(now))
        return wake

    def _wait(self, seconds: float) -> None:
        self._came.wait(max(0.0, seconds))
        self._came.clear()

    def _hear(self, outcome: Outcome) -> None:
        self._sight.take(outcome)
        self._came.set()
