"""A call that comes by itself: who brings it, how, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dutydesk.words import Channel, Level, NumberState


@dataclass(frozen=True, slots=True)
class Arrival:
    """One call to come. `id` is unique in the drill; what comes by phone rings first, and a `missed` ring is called back."""

    id: str
    at: datetime
    line: str
    category: str
    level: Level
    place: str = ""
    channel: Channel = Channel.FORWARDED
    name: str = ""
    number: str = ""
    number_state: NumberState = NumberState.OK
    relayed_by: str = ""
    missed: bool = False

    @property
    def rings(self) -> bool:
        """Whether it comes by phone."""
        return self.channel in (Channel.FORWARDED, Channel.DIRECT)


class Coming(Protocol):
    """Where the calls of a drill come from."""

    def next(self, after: datetime, at_work: int) -> Arrival | None:
        """The next one that came in after `after`, while `at_work` calls are being worked; None when no more will come."""
