"""Spots: what the keys or the pointer can stand on in the timeline, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dutydesk.calls import Call
from dutydesk.timeline.blocks import Block

CALLS = ""
"""The row of the calls' marks; all others are those of members."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A block of a person's lane, or a call's mark. `row` is the member's id."""

    row: str
    call: str
    at: datetime
    block: Block | None = None


def spots_of_lane(member: str, blocks: Sequence[Block]) -> list[Spot]:
    """What can be stood on in a lane."""
    return [Spot(member, block.call, block.start, block) for block in blocks]


def spots_of_calls(calls: Sequence[Call]) -> list[Spot]:
    """The marks that can be stood on."""
    return [Spot(CALLS, call.id, call.received_at) for call in calls]


def along(spots: Sequence[Spot], here: Spot | None, by: int) -> Spot | None:
    """The next spot of the row to the right (1) or the left (-1); None where there is none. From nowhere, the last one."""
    if here is None:
        return spots[-1] if spots else None
    further = [spot for spot in spots if (spot.at, spot.call) > (here.at, here.call)] if by > 0 else []
    if by > 0:
        return further[0] if further else None
    before = [spot for spot in spots if (spot.at, spot.call) < (here.at, here.call)]
    return before[-1] if before else None


def nearest(spots: Sequence[Spot], at: datetime) -> Spot | None:
    """The spot of a row that is nearest in time."""
    return min(spots, key=lambda spot: abs(spot.at - at), default=None)
