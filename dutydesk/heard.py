"""What a source heard: one event of one ring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dutydesk import events as ev
from dutydesk.phone_calls import PhoneCall, fold_ring, phone_id
from dutydesk.telephony.events import What
from dutydesk.words import PhoneOutcome


@dataclass(frozen=True, slots=True)
class Heard:
    """One event of a source, its numbers read and its caller recognised; `at` is aware UTC.

    `rang` is all that is known of the ring; its `source` and `wire_id` name it in every event.
    """

    what: What
    rang: ev.PhoneRang
    at: datetime
    outcome: PhoneOutcome | None = None

    @property
    def id(self) -> str:
        """The ring's own id."""
        return phone_id(self.rang.source, self.rang.wire_id)

    def as_phone_call(self) -> PhoneCall:
        """The ring as the board shows it before it is on disk."""
        return fold_ring(self.id, self.rang, self.at)
