"""The journal of a data folder: one thread that owns the write connection, takes requests in order and answers each once."""

from __future__ import annotations

import logging
import queue
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from db import console, emergency
from db.checkpoints import Checkpointer
from db.clock_watch import ClockWatch
from db.emergency import Emergency
from db.ledger import Ledger
from db.losses import LostError
from db.mending import mend
from db.shadow import Shadow
from dutydesk.desk import Clock
from dutydesk.events import ClockJumped
from dutydesk.health import StorageHealth, StorageState
from dutydesk.journal import Author, Fact, Outcome, Recorded, Refused, Request
from dutydesk.refusals import RefusedError

T = TypeVar("T")

PROGRAM = Author("", "")
"""The author of what the program notes by itself."""
_LOOK_SECONDS = 1.0
_CHECKPOINT_ACTS = 200

_log = logging.getLogger(__name__)


class SqliteJournal:
    """`journal.Journal` on SQLite. Listeners and `on_health` are called on the writer's thread.

    When the database is lost the emergency log in `second_place` takes over; every few seconds the writer tries to mend.
    `mend_every` is in seconds of the clock's monotonic time.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        clock: Clock,
        second_place: Path,
        on_health: Callable[[StorageHealth], None] | None = None,
        mend_every: float = 3.0,
        look_every: float = _LOOK_SECONDS,
    ) -> None:
        self.ledger = ledger
        self._clock = clock
        self._watch = ClockWatch(clock)
        self.second_place = second_place
        self._on_health = on_health
        self._mend_every = mend_every
        self._look_every = look_every
        self._shadow = Shadow()
        self._contractors: frozenset[str] = frozenset()
        self._site = ""
        self._queue: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._listeners: list[Callable[[Outcome], None]] = []
        self._checkpointer = Checkpointer(ledger.path)
        self._acts = 0
        self._tried_at = 0.0
        self._begun: Future[None] = Future()
        self.emergency: Emergency | None = None
        self.epoch = 0
        """Counts the times that the file was another afterwards: a reader then opens it anew."""
        self.health = StorageHealth(StorageState.OK, clock.now())
        self._thread = threading.Thread(target=self._work, name="journal", daemon=True)

    def start(self) -> None:
        """Start the thread; returns when it is ready, with what an emergency left behind written. Raises LostError."""
        self._thread.start()
        try:
            self._begun.result()
        except BaseException:
            self._thread.join()
            self._checkpointer.stop()
            raise

    def stop(self) -> None:
        """Answer everything that is in the queue, then close."""
        self._queue.put(None)
        self._thread.join()
        self._checkpointer.stop()

    def submit(self, request: Request) -> None:
        """Put a request into the queue."""
        self._queue.put(partial(self._serve, request))

    def listen(self, listener: Callable[[Outcome], None]) -> None:
        """Call `listener` with each outcome from now on."""
        self._listeners.append(listener)

    def run(self, job: Callable[[Ledger], T]) -> Future[T]:
        """Let the writer's thread do `job` in its turn. Its RefusedError and LostError come with the future; so does data.frozen."""
        done: Future[T] = Future()
        self._queue.put(partial(self._do, job, done))
        return done

    def suspect(self, lost: LostError) -> None:
        """A reader found the database lost; returns when the emergency log has taken over, or the writer found otherwise."""
        self.run(lambda _ledger: _raise(lost)).exception(timeout=10)

    def tell(self, outcome: Outcome) -> None:
        """Give the outcome to every listener. Jobs of `run` tell what they recorded."""
        if isinstance(outcome, Recorded) and not outcome.emergency:
            self._shadow.keep(outcome.entries)
        for listener in tuple(self._listeners):
            try:
                listener(outcome)
            except Exception:  # noqa: BLE001 - a listener's mistake must not stop the journal
                _log.exception("a listener of the journal failed")

    def _work(self) -> None:
        try:
            self._begin()
        except BaseException as error:  # noqa: BLE001 - it is raised again where `start` waits
            self.ledger.close()
            self._begun.set_exception(error)
            return
        self._begun.set_result(None)
        self._turn()
        self._end()

    def _begin(self) -> None:
        ledger = self.ledger
        ledger.begin()
        if ledger.identity.began:
            request = _by_program(Fact("desk", ledger.identity.began))
            ledger.record(request, lambda _numbers: console.write_console(ledger.database, ledger.path, ledger.identity))
        emergency.recover(ledger, self.second_place)
        self.learn()

    def learn(self) -> None:
        """Take into memory what an emergency would need. On the writer's thread only."""
        found = self.ledger.database.execute_sql("SELECT id FROM member WHERE contractor")
        self._contractors = frozenset(row[0] for row in found)
        self._site = self.ledger.site()
        self._shadow = Shadow()
        self._shadow.load(self.ledger.database)

    def _turn(self) -> None:
        while True:
            try:
                job = self._queue.get(timeout=self._look_every)
            except queue.Empty:
                job = self._look
            if job is None:
                return
            try:
                job()
                if self.emergency:
                    self._try_to_mend()
            except Exception:  # noqa: BLE001 - the top of this thread: one mistake must not end the night
                _log.exception("the journal stumbled at entry %s", self.ledger.head.cseq)

    def _end(self) -> None:
        self._look()
        if self.emergency:
            self._tried_at = float("-inf")
            self._try_to_mend()
        if self.emergency:
            self.emergency.log.close()
        else:
            self.ledger.checkpoint()
            console.write_sidecar(self.ledger.path, self.ledger.head)
        self.ledger.close()

    def _serve(self, request: Request) -> None:
        self._note_clock()
        self.tell(self._answer(request))
        self._acts += 1
        if self._acts % _CHECKPOINT_ACTS == 0:
            self._checkpointer.ask(self.ledger.head)

    def _answer(self, request: Request) -> Outcome:
        try:
            return self._record(request)
        except RefusedError as refused:
            return Refused(request.id, refused.code, refused.values)
        except Exception:  # noqa: BLE001 - a decision's mistake costs one act, and whoever asked hears of it
            _log.exception("request %s failed at entry %s", request.id, self.ledger.head.cseq)
            return Refused(request.id, "desk.fault")

    def _record(self, request: Request) -> Outcome:
        if self.emergency is None:
            try:
                return self.ledger.record(request)
            except LostError as lost:
                self._lose(lost)
        outcome = self._emergency().record(request)
        state = StorageState.READ_ONLY if isinstance(outcome, Refused) and outcome.code == "data.lost" else StorageState.FROZEN
        if state is not self.health.state:
            self._tell_health(replace(self.health, state=state))
        return outcome

    def _do(self, job: Callable[[Ledger], T], done: Future[T]) -> None:
        try:
            if self.emergency:
                raise RefusedError("data.frozen")
            done.set_result(job(self.ledger))
        except LostError as lost:
            self._lose(lost)
            done.set_exception(lost)
        except Exception as error:  # noqa: BLE001 - whoever asked for the job hears of it
            done.set_exception(error)

    def _note_clock(self) -> None:
        seconds = self._watch.jumped()
        if seconds:
            self.tell(self._answer(_by_program(Fact("desk", ClockJumped(seconds)))))

    def _look(self) -> None:
        self._note_clock()
        if self.emergency:
            self._try_to_mend()
            return
        try:
            self.ledger.examine()
        except LostError as lost:
            self._lose(lost)
        else:
            self._checkpointer.ask(self.ledger.head)

    def _emergency(self) -> Emergency:
        if self.emergency is None:
            raise RuntimeError("there is no emergency")
        return self.emergency

    def _lose(self, lost: LostError) -> None:
        now = self._clock.now()
        _log.error("the database is lost at entry %s: %s", self.ledger.head.cseq, lost)
        self.emergency = emergency.start(
            self.second_place,
            self._shadow,
            self.ledger,
            clock=self._clock,
            reason=lost.code,
            began=now,
            contractors=self._contractors,
            site=self._site,
        )
        self._tried_at = self._clock.monotonic()
        self._tell_health(StorageHealth(StorageState.FROZEN, now, lost.code, self._last_good()))

    def _try_to_mend(self) -> None:
        if self._clock.monotonic() - self._tried_at < self._mend_every:
            return
        self._tried_at = self._clock.monotonic()
        try:
            if not mend(self.ledger, self.health.reason):
                return
            emergency.recover(self.ledger, self.second_place)
            self.learn()
        except (LostError, OSError) as error:
            _log.info("the database is not back yet: %s", error)
            return
        self._recovered()

    def _recovered(self) -> None:
        if self.emergency:
            self.emergency.log.close()
        self.emergency = None
        self.epoch += 1
        self._tell_health(StorageHealth(StorageState.OK, self._clock.now()))

    def _last_good(self) -> datetime | None:
        return max((one.entry.recorded_at for act in self._shadow.acts() for one in act), default=None)

    def _tell_health(self, health: StorageHealth) -> None:
        self.health = health
        if self._on_health:
            self._on_health(health)


def _by_program(fact: Fact) -> Request:
    return Request(uuid.uuid4().hex, PROGRAM, lambda _view: (fact,))


def _raise(error: Exception) -> None:
    raise error
