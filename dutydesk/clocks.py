"""The computer's own clocks, and its time zone."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, tzinfo


class SystemClock:
    """The wall clock in UTC, and one that never jumps (`desk.Clock`)."""

    def now(self) -> datetime:
        """The wall clock, aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never jump."""
        return time.monotonic()


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
