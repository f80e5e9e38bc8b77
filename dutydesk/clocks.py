"""The computer's own clocks and its time zone, and the clock of a drill."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo


class SystemClock:
    """The wall clock in UTC, and one that never jumps (`desk.Clock`)."""

    def now(self) -> datetime:
        """The wall clock, aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()


class DrillClock:
    """A clock that begins at a time of its own and stands until it is let `run`, so many times as fast as the real one.

    Wall clock and running time keep step whatever happens. With `catches_up` it never goes past the real time, but on with it from
    there: nothing is entered that would lie in the future of a later start. Any thread may ask; one alone sets it.
    """

    def __init__(
        self,
        start: datetime,
        *,
        catches_up: bool = False,
        real: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._start = start.astimezone(UTC)
        self._real = real
        self._ahead = self._start.timestamp() - wall() + real() if catches_up else float("-inf")
        self._gone = (real(), 0.0, 0.0)

    @property
    def speed(self) -> float:
        """How many times as fast as the real time it runs; 0 while it stands."""
        return self._gone[2]

    def now(self) -> datetime:
        """The drill's wall clock, aware UTC."""
        return self._start + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """Seconds of the drill; they never jump."""
        since, gone, speed = self._gone
        real = self._real()
        return min(gone + (real - since) * speed, max(gone, real - self._ahead))

    def run(self, speed: float) -> None:
        """Run from now on at this speed."""
        self._gone = (self._real(), self.monotonic(), speed)

    def go_on_to(self, at: datetime) -> None:
        """The time until `at` passes at once; it never goes back."""
        self._pass((at - self._start).total_seconds())

    def skip_to(self, at: datetime) -> None:
        """As `go_on_to`, but no further than the real time where that is caught up with."""
        self._pass(min((at - self._start).total_seconds(), self._real() - self._ahead))

    def _pass(self, gone: float) -> None:
        self._gone = (self._real(), max(self.monotonic(), gone), self.speed)


class SystemZone(tzinfo):
    """The computer's zone with its summer time, which `datetime.astimezone()` would fix to the offset of one moment."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        """How far local time is ahead of UTC at the local time `at`."""
        return timedelta(seconds=self._local(at).tm_gmtoff)

    def dst(self, at: datetime | None) -> timedelta:
        """How much of that is summer time."""
        return timedelta(hours=1) if self._local(at).tm_isdst > 0 else timedelta(0)

    def tzname(self, at: datetime | None) -> str:
        """The zone's short name at `at`."""
        return self._local(at).tm_zone

    def fromutc(self, at: datetime) -> datetime:
        """`at`, which counts as UTC, in local time; `fold` tells the second of two hours of the same name."""
        whole = at.replace(tzinfo=UTC, microsecond=0)
        local = datetime.fromtimestamp(whole.timestamp())  # noqa: DTZ006 - naive on purpose: it comes with its fold
        return local.replace(tzinfo=self, microsecond=at.microsecond)

    def _local(self, at: datetime | None) -> time.struct_time:
        if at is None:
            return time.localtime()
        return time.localtime(at.replace(tzinfo=None).timestamp())
