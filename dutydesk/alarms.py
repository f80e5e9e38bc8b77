"""Alarms: which tone is due now for what is past its limit (screens.md, Sounds). Only the highest sounds; nothing here acts on a call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from dutydesk.calls import Call
from dutydesk.limits import Clock, Heat, RunningClock
from dutydesk.words import Level

REPEATS = {Level.LIFE: timedelta(seconds=30), Level.URGENT: timedelta(minutes=1), Level.NORMAL: timedelta(minutes=5)}
"""After so long what still is past its limit sounds again; booked calls are silent (screens.md, Sounds)."""
LONGEST_MUTE = timedelta(minutes=10)
"""Sound is never off for longer by one key (screens.md, Sounds)."""
_WAITS_FOR_US = frozenset({Clock.HAND_OFF, Clock.ACKNOWLEDGE})
_WAITS_FOR_OTHERS = frozenset({Clock.ARRIVE, Clock.MAKE_SAFE})


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that sounds until somebody acts: a call past a limit. `key` names it as long as it lasts."""

    key: str
    level: Level


@dataclass(frozen=True, slots=True)
class Tone:
    """What is played now: the pattern of a level; softly while the officer is on the phone."""

    level: Level
    is_soft: bool = False


def condition_of(call: Call, clock: RunningClock | None, now: datetime) -> Condition | None:
    """The condition of an open call, None while it is silent.

    What the desk itself owes sounds at levels 1 to 3: nobody was sent, nobody answered. What others owe, to arrive and to make
    safe, sounds at levels 1 and 2 alone: an officer who hears everything hears nothing.
    """
    if clock is None or clock.heat(now) < Heat.PAST or call.level is Level.BOOKED:
        return None
    if clock.clock in _WAITS_FOR_US or (clock.clock in _WAITS_FOR_OTHERS and call.level <= Level.URGENT):
        offered = f":{call.offer.to}" if call.offer else ""  # the next candidate who does not answer is a new condition
        return Condition(f"{call.id}:{clock.clock}{offered}", call.level)
    return None


@dataclass(frozen=True, slots=True)
class Alarms:
    """What has sounded so far, as a value: `sounded` tells when each condition last sounded, `muted_until` is None while sound is on."""

    sounded: Mapping[str, datetime] = field(default_factory=dict)
    muted_until: datetime | None = None

    def look(self, now: datetime, conditions: Iterable[Condition], *, is_talking: bool) -> tuple[Alarms, Tone | None]:
        """What is due at `now`, and what has sounded after that.

        A new condition sounds at once, then repeats at the pace of the highest level there is; a lower one is silent beside a
        higher one. While the officer talks on the phone each sounds once, softly.
        """
        there = tuple(conditions)
        after = replace(self, sounded={one.key: self.sounded[one.key] for one in there if one.key in self.sounded})
        highest = min((one.level for one in there), default=None)
        if highest is None or self.is_muted(now):
            return after, None
        top = [one for one in there if one.level is highest]
        is_new = any(one.key not in after.sounded for one in top)
        if not is_new and (is_talking or now - max(after.sounded[one.key] for one in top) < REPEATS[highest]):
            return after, None
        sounded = {**after.sounded, **dict.fromkeys((one.key for one in top), now)}
        return replace(after, sounded=sounded), Tone(highest, is_soft=is_talking)

    def is_muted(self, now: datetime) -> bool:
        """Whether sound is off at `now`."""
        return self.muted_until is not None and now < self.muted_until

    def mute(self, now: datetime) -> Alarms:
        """No sound for ten minutes from `now`; where it was off already, sound is on again."""
        return replace(self, muted_until=None if self.is_muted(now) else now + LONGEST_MUTE)
