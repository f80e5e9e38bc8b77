"""Sound: off the window's thread, silent where there is nothing to play on, and never in the way."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Sequence
from enum import Enum
from typing import Any

import pytest

from dutydesk.checkup_facts import SoundFound, SoundTrouble
from dutydesk.tones import RATE, TEST, Pattern, samples
from ui.sound import REAL, Speaker, miniaudio

PATIENCE = 20.0


class Library:
    """A made-up audio library: its devices ask for samples when they are started, as a real one's thread does."""

    class MiniaudioError(Exception):
        pass

    class SampleFormat(Enum):
        SIGNED16 = 2

    Backend = Enum("Backend", REAL)

    def __init__(self, *names: str, opens: bool = True, asks: bool = True) -> None:
        self.names, self.opens, self.asks = names, opens, asks
        self.played: list[bytes] = []
        self.closed = threading.Event()

    def Devices(self, backends: Sequence[Any]) -> Any:
        if not self.names:
            raise self.MiniaudioError("cannot init context", -203)
        return _Devices(self.names)

    def PlaybackDevice(self, **given: Any) -> Any:
        if not self.opens:
            raise self.MiniaudioError("failed to init device", -1)
        assert given["sample_rate"] == RATE
        return _Device(self)


class _Devices:
    backend = "ALSA"

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def get_playbacks(self) -> list[dict[str, str]]:
        return [{"name": name} for name in self._names]


class _Device:
    def __init__(self, library: Library) -> None:
        self._library = library

    def __enter__(self) -> _Device:
        return self

    def __exit__(self, *_: object) -> None:
        self._library.closed.set()

    def start(self, source: Generator[bytes, int, None]) -> None:
        frames = len(samples(TEST)) + 100 if self._library.asks else 0
        while frames > 0:
            self._library.played.append(source.send(1000))
            frames -= 1000
        if self._library.asks:
            source.send(1000)


def played(speaker: Speaker, pattern: Pattern = TEST) -> SoundFound:
    """Play and answer what became of it."""
    told: queue.Queue[SoundFound] = queue.Queue()
    speaker.tones(pattern, heard=told.put)
    found = told.get(timeout=PATIENCE)
    speaker.close()
    return found


def test_a_pattern_reaches_the_device_whole() -> None:
    library = Library("Speakers")
    assert played(Speaker(lambda: library)) == SoundFound("Speakers", "ALSA")
    whole = b"".join(library.played)
    assert whole.rstrip(b"\0") == samples(TEST).tobytes().rstrip(b"\0")
    assert library.closed.is_set()


@pytest.mark.parametrize("names", [(), ("Discard all samples (playback) or generate zero samples (capture)",)])
def test_without_a_device_it_is_silent_and_says_so(names: tuple[str, ...]) -> None:
    library = Library(*names)
    assert played(Speaker(lambda: library)).trouble is SoundTrouble.NO_DEVICE
    assert library.played == []


def test_without_the_library_it_is_silent_and_says_so() -> None:
    def missing() -> Any:
        raise ImportError("no such wheel")

    assert played(Speaker(missing)).trouble is SoundTrouble.NO_LIBRARY


def test_a_device_that_does_not_open_is_told() -> None:
    library = Library("Speakers", opens=False)
    assert played(Speaker(lambda: library)) == SoundFound("Speakers", "ALSA", SoundTrouble.FAILED)


@pytest.mark.logs
def test_an_error_does_not_silence_the_next_sound() -> None:
    library = Library("Speakers")

    def angry(_found: SoundFound) -> None:
        raise ZeroDivisionError

    speaker = Speaker(lambda: library)
    speaker.tones(TEST, heard=angry)
    assert played(speaker).device == "Speakers"


def test_what_is_stopped_while_it_waits_is_not_heard() -> None:
    library, is_open = Library("Speakers"), threading.Event()

    def slow() -> Any:
        is_open.wait(PATIENCE)
        return library

    told: queue.Queue[SoundFound] = queue.Queue()
    speaker = Speaker(slow)
    speaker.tones(TEST, heard=told.put)
    speaker.stop()
    is_open.set()
    assert told.get(timeout=PATIENCE).trouble is SoundTrouble.NONE
    assert set(b"".join(library.played)) == {0}
    speaker.close()


def test_the_real_library_plays_into_nothing_in_its_time() -> None:
    assert played(Speaker(ways=("NULL",))) == SoundFound("NULL Playback Device", "Null")


def test_the_real_library_knows_every_way() -> None:
    assert set(REAL) <= set(miniaudio().Backend.__members__)


def test_the_real_library_may_find_nothing() -> None:
    found = Speaker().find()
    assert bool(found.device) is (found.trouble is SoundTrouble.NONE)
