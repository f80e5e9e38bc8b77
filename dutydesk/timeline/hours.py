"""Full hours of the site's clock between two moments, on a day of 23 or 25 hours too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

_MOST = 24 * 366
"""No more hours than this are told, whatever is asked for."""


def full_hours(start: datetime, end: datetime, zone: tzinfo, every: int = 1) -> Iterator[datetime]:
    """Moments from `start` to `end` at which the clock of `zone` shows a full hour that `every` divides; midnight always is one.

    An hour that comes twice when summer time ends is told twice.
    """
    moment = start.astimezone(UTC)
    for _ in range(_MOST):
        local = moment.astimezone(zone)
        past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        if not past and moment <= end and local.hour % every == 0:
            yield local
        moment += timedelta(hours=1) - past
        if moment > end:
            return
