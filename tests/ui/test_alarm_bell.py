"""The bell: what it lets the loudspeaker play on a busy night, and how it falls silent."""

from __future__ import annotations

import pytest

from dutydesk import life
from dutydesk.alarms import Condition
from dutydesk.tones import ALARMS, Pattern
from dutydesk.words import Level, Told
from tests.ui.night import CHEN, Night
from ui.alarm_bell import SOFTLY, AlarmBell
from ui.open_calls import OpenCalls
from ui.phone_calls import PhoneCalls


class HeardSpeaker:
    """A loudspeaker that writes down what it is asked for."""

    def __init__(self) -> None:
        self.heard: list[tuple[Pattern, float] | str] = []

    def tones(self, pattern: Pattern, volume: float = 1.0) -> None:
        self.heard.append((pattern, volume))

    def stop(self) -> None:
        self.heard.append("silence")


class Room:
    """The night with its bell. Call 8 was offered to Liu more than three minutes ago and nobody answered."""

    def __init__(self, night: Night) -> None:
        self.night = night
        around = night.around
        self.calls = OpenCalls(around.feed, around.ticker, around.premises, around.names)
        self.phones = PhoneCalls(around.feed, around.ticker, around.premises)
        self.speaker = HeardSpeaker()
        self.bell = AlarmBell(self.calls, self.phones, around.ticker, around.premises, self.speaker)

    def passes(self, seconds: int) -> None:
        for _ in range(seconds):
            self.night.clock.move(seconds=1)
            self.night.around.ticker.tick()

    @property
    def eight(self) -> str:
        return next(call.id for call in self.calls.calls if call.counter == 8)


@pytest.fixture
def room(night: Night) -> Room:
    return Room(night)


def test_who_does_not_answer_is_heard_at_once_and_again_each_minute(room: Room) -> None:
    room.passes(121)
    assert room.speaker.heard == [(ALARMS[2], 1.0)] * 3


def test_it_is_silent_as_soon_as_somebody_acts(room: Room) -> None:
    room.passes(1)
    room.night.does(life.acknowledge, room.eight)
    room.night.settle()
    assert room.speaker.heard == [(ALARMS[2], 1.0), "silence"]


def test_the_next_candidate_gets_a_limit_of_their_own(room: Room) -> None:
    room.passes(1)
    room.night.does(life.hand_off, room.eight, to=CHEN, told_how=Told.RADIO)
    room.night.settle()
    room.speaker.heard.clear()
    room.passes(178)
    call_9_waits = [(ALARMS[2], 1.0)]  # nobody was sent to it for three minutes by now
    assert room.speaker.heard[:1] == call_9_waits
    assert len(room.speaker.heard) == 1 + (178 - 156) // 60


def test_while_the_officer_talks_it_sounds_once_and_softly(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PhoneCalls, "talking", "somebody")
    room.passes(130)
    assert room.speaker.heard[0] == (ALARMS[2], SOFTLY)
    assert all(volume == SOFTLY for _, volume in room.speaker.heard)  # a second call passes its limit meanwhile


def test_muted_it_counts_the_time_down_and_sounds_again_afterwards(room: Room) -> None:
    told: list[str] = []
    room.bell.mute_changed.connect(told.append)
    room.bell.mute()
    room.passes(599)
    assert room.speaker.heard == ["silence"]
    room.passes(1)
    assert room.speaker.heard == ["silence", (ALARMS[2], 1.0)]
    assert (told[0], told[1], told[-1]) == ("10:00", "9:59", "")


def test_something_beside_the_calls_sounds_until_it_is_mended(room: Room) -> None:
    room.night.does(life.acknowledge, room.eight)
    room.night.settle()
    there = [Condition("line:8110:gap", Level.URGENT)]
    room.bell.also_hear(lambda: there[0] if there else None, room.phones.changed)
    room.passes(61)
    assert room.speaker.heard == [(ALARMS[2], 1.0)] * 2
    there.clear()
    room.phones.changed.emit()
    assert room.speaker.heard[-1] == "silence"


def test_the_same_key_lets_it_sound_again(room: Room) -> None:
    room.bell.mute()
    room.bell.mute()
    room.passes(1)
    assert room.speaker.heard[-1] == (ALARMS[2], 1.0)
