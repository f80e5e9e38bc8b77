"""Repeats and ends without a beginning are noticed, within a memory that never grows."""

from __future__ import annotations

from datetime import UTC, datetime

from dutydesk.telephony.events import PhoneEvent, What
from dutydesk.telephony.strays import Strays


def event(what: What, call_id: str) -> PhoneEvent:
    return PhoneEvent(what, "webhook", call_id, datetime(2026, 1, 1, tzinfo=UTC), 0.0)


def test_a_ring_that_is_long_ago_is_forgotten() -> None:
    strays = Strays(limit=2)
    told = [strays.note(event(What.RINGING, call_id)) for call_id in "1123"]
    assert told == ["", "webhook.repeated", "", ""]
    assert strays.note(event(What.ENDED, "1")) == "webhook.no_beginning"
    assert strays.note(event(What.ENDED, "3")) == ""
