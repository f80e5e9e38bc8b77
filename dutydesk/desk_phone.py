"""Whether the desk phone works: rings in a row that nobody answered ask for a look at it.

An extension that only rings along keeps its group ringing, so a dead desk phone is noticed by nobody (telephony.md, Setting up a PBX, 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from dutydesk.phone_calls import PhoneCall
from dutydesk.words import PhoneOutcome

IN_A_ROW = 3
"""So many rings that nobody answered make one ask (telephony.md, Setting up a PBX, 3)."""
LOOKS_BACK = timedelta(hours=12)
"""Rings of before are forgotten: who asks about them asks too late."""
HARDLY_RANG = timedelta(seconds=6)
"""Two signals at most: a caller who hangs up so soon says nothing about the phone."""
_ANSWERED = (PhoneOutcome.ANSWERED_HERE, PhoneOutcome.ANSWERED_ELSEWHERE)


def unanswered(phones: Iterable[PhoneCall], now: datetime, since: datetime | None = None) -> int:
    """How many of the latest rings, up to the last one that was answered or taken as a call, nobody answered.

    `phones` come in any order. Those that ring still do not count, nor those of before `since`, when the phone was last found to work.
    """
    start = max(since or now - LOOKS_BACK, now - LOOKS_BACK)
    count = 0
    for phone in sorted(phones, key=lambda phone: phone.rang_at, reverse=True):
        if phone.rang_at < start or phone.answered_at or phone.outcome in _ANSWERED or phone.calls:
            break
        if not phone.rings_at(now) and not _hardly_rang(phone):
            count += 1
    return count


def _hardly_rang(phone: PhoneCall) -> bool:
    return phone.ended_at is not None and phone.ended_at - phone.rang_at < HARDLY_RANG
