"""What the protocol asks of whoever carries it: datagrams to send, phone events to give on, and how the line is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dutydesk.telephony.events import PhoneEvent

Peer = tuple[str, int]
"""The address and port of the other side."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time: timers count by `seconds` of a running clock; `at`, aware UTC, and `monotonic` go into events."""

    seconds: float
    at: datetime
    monotonic: float


@dataclass(frozen=True, slots=True)
class Send:
    """A datagram to send."""

    data: bytes = field(repr=False)
    to: Peer


@dataclass(frozen=True, slots=True)
class Count:
    """Something to count on the lamp by its catalogue code; a fault also shows there until the next good event."""

    code: str
    is_fault: bool = False


@dataclass(frozen=True, slots=True)
class Registered:
    """The registrar took us in, or took us in again."""


@dataclass(frozen=True, slots=True)
class NotRegistered:
    """No ring can come in; `reason` is a catalogue code that `values` fill."""

    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


Output = Send | PhoneEvent | Count | Registered | NotRegistered
