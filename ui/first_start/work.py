"""Work that takes a while, off the window's thread: it tells how far it is, can be given up, and ends in one signal."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from dutydesk.refusals import RefusedError

Told = Callable[[int], None]
Job = Callable[[Told], object]
_ENDS_WITHIN = 20.0
"""Seconds that the end of the window waits for work that was given up; a batch takes a fraction of one."""


class _GivenUpError(Exception):
    """Raised inside the work when nobody wants it any more."""


class Work(QObject):
    """One piece of work at a time. `told` carries how many rows or people are done; then comes `done` or `refused`, unless given up."""

    told = Signal(int)
    done = Signal(object)
    refused = Signal(RefusedError)
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: object = None
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is work that somebody still wants."""
        return self._wanted is not None

    def begin(self, job: Job) -> None:
        """Do this now; what was still being done is given up."""
        self.give_up()
        self._wanted = wanted = object()
        self._thread = threading.Thread(target=self._run, args=(job, wanted), name="first-start", daemon=True)
        self._thread.start()

    def give_up(self) -> None:
        """Nobody wants it any more; returns when it has stopped."""
        self._wanted = None
        if self._thread is not None:
            self._thread.join(_ENDS_WITHIN)

    def _run(self, job: Job, wanted: object) -> None:
        def tell(count: int) -> None:
            if self._wanted is not wanted:
                raise _GivenUpError
            self.told.emit(count)

        try:
            made = job(tell)
        except _GivenUpError:
            return
        except RefusedError as refused:
            self._end(wanted, partial(self.refused.emit, refused))
        except Exception:
            self._end(wanted, self.failed.emit)
            raise  # the one handler of errors logs it and says so
        else:
            self._end(wanted, partial(self.done.emit, made))

    def _end(self, wanted: object, end: Callable[[], None]) -> None:
        if self._wanted is wanted:
            self._wanted = None
            end()
