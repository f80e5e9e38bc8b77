"""Whether a call that is being taken is already open: the same place, or the same riser and trade a short while ago."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from dutydesk.calls import Call
from dutydesk.categories import Categories, Category
from dutydesk.places import Places
from dutydesk.site import Place

SAME_FAULT = timedelta(minutes=30)
"""So far apart two reports from one riser may be one fault (screens.md, behaviour 8)."""


def likely_same(
    place: Place, category: Category | None, calls: Iterable[Call], *, places: Places, categories: Categories, now: datetime
) -> tuple[Call, ...]:
    """Open calls that may be this one: those of the very place first, then those of its riser with the same trade, newest first."""
    here, riser = [], []
    for call in calls:
        if not call.stage.is_open:
            continue
        if call.place == place.code:
            here.append(call)
        elif category is not None and now - call.received_at <= SAME_FAULT and _is_same_fault(call, place, category, places, categories):
            riser.append(call)
    return (*_newest_first(here), *_newest_first(riser))


def _is_same_fault(call: Call, place: Place, category: Category, places: Places, categories: Categories) -> bool:
    there, theirs = places.by_code(call.place), categories.by_code(call.category)
    return there is not None and theirs is not None and theirs.trade == category.trade and places.is_same_riser(there, place)


def _newest_first(calls: list[Call]) -> list[Call]:
    return sorted(calls, key=lambda call: (call.received_at, call.counter), reverse=True)
