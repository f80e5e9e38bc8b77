"""The bell: each second it asks what is past its limit, and lets the loudspeaker play what is due; silent once somebody acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from dutydesk.alarms import Alarms, Condition, condition_of
from dutydesk.tones import ALARMS, Pattern
from ui import durations
from ui.open_calls import OpenCalls
from ui.phone_calls import PhoneCalls
from ui.premises import Premises
from ui.ticker import Ticker

SOFTLY = 0.35
"""The volume while the officer is on the phone, of 1."""


class Loudspeaker(Protocol):
    """What plays; both return at once."""

    def tones(self, pattern: Pattern, volume: float = 1.0) -> None:
        """Play a pattern."""

    def stop(self) -> None:
        """Silence within 200 ms."""


class AlarmBell(QObject):
    """`mute_changed` carries how much longer sound is off ("9:32"), "" while it is on."""

    mute_changed = Signal(str)

    def __init__(self, calls: OpenCalls, phones: PhoneCalls, ticker: Ticker, premises: Premises, speaker: Loudspeaker) -> None:
        super().__init__()
        self._calls = calls
        self._phones = phones
        self._premises = premises
        self._speaker = speaker
        self._alarms = Alarms()
        self._playing: frozenset[str] = frozenset()
        self._told = ""
        self._others: list[Callable[[], Condition | None]] = []
        ticker.second.connect(self.look)
        calls.changed.connect(self._listen)

    def also_hear(self, condition: Callable[[], Condition | None], changed: SignalInstance) -> None:
        """Something beside the calls that may have to sound; `changed` tells that it may be over."""
        self._others.append(condition)
        changed.connect(self._listen)

    def look(self) -> None:
        """A second has passed: play what is due."""
        conditions = tuple(self._conditions())
        self._hush(conditions)
        is_talking = self._phones.talking is not None
        self._alarms, tone = self._alarms.look(self._premises.now(), conditions, is_talking=is_talking)
        if tone is not None:
            self._playing = frozenset(one.key for one in conditions if one.level is tone.level)
            self._speaker.tones(ALARMS[tone.level], SOFTLY if tone.is_soft else 1.0)
        self._tell_mute()

    def mute(self) -> None:
        """No sound for ten minutes, or sound again."""
        self._alarms = self._alarms.mute(self._premises.now())
        self._speaker.stop()
        self._tell_mute()

    def _listen(self) -> None:
        """Something was recorded: what plays for nobody any more is stopped at once."""
        if self._playing:
            self._hush(tuple(self._conditions()))

    def _hush(self, conditions: tuple[Condition, ...]) -> None:
        left = self._playing & {one.key for one in conditions}
        if self._playing and not left:
            self._speaker.stop()
        self._playing = left

    def _conditions(self) -> Iterator[Condition]:
        now, premises = self._premises.now(), self._premises
        for call in self._calls.calls:
            clock = premises.limits.main_clock(call, premises.categories.by_code(call.category), now)
            condition = condition_of(call, clock, now)
            if condition is not None:
                yield condition
        yield from filter(None, (other() for other in self._others))

    def _tell_mute(self) -> None:
        now, until = self._premises.now(), self._alarms.muted_until
        said = durations.count(until - now) if until is not None and now < until else ""
        if said != self._told:
            self._told = said
            self.mute_changed.emit(said)
