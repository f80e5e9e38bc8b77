"""What a window remembers of a phone source: since when it is as it is, its last event, and its last trouble."""

from __future__ import annotations

from dataclasses import replace

from dutydesk.checkup_facts import SourceFound
from dutydesk.telephony.events import Health, HealthState
from dutydesk.telephony.lamp import EVENTS


def heard(before: SourceFound | None, health: Health) -> SourceFound:
    """The source after a line of its health."""
    seen = before or SourceFound(health.source, "-", since=health.at)
    if {"host", "port"} <= health.values.keys():
        seen = replace(seen, address=f"{health.values['host']}:{health.values['port']}")
    if "device" in health.values:
        seen = replace(seen, address=str(health.values["device"]))
    is_down, was_down = health.state is HealthState.DOWN, seen.state == HealthState.DOWN
    if seen.state and is_down is not was_down:
        seen = replace(seen, since=health.at)
    events = health.counters.get(EVENTS, 0)
    if events > seen.events:
        seen = replace(seen, last_event=health.at)
    if health.reason:
        seen = replace(seen, reason=health.reason, values=health.values, troubled=health.at)
    return replace(seen, state=health.state.value, events=events)
