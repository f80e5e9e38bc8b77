"""Sound: plays tones off the window's thread; where there is no device, or no library, it is silent and says so."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import queue
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import Any

from dutydesk.checkup_facts import SoundFound, SoundTrouble
from dutydesk.tones import RATE, Pattern, samples

REAL = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "PULSEAUDIO", "ALSA")
"""Ways to a device, the best first; miniaudio passes over those that the system has not. Its "NULL" plays into nothing."""
BUFFER = 60
"""Milliseconds that are given to the device in advance: what is stopped is heard no longer than that."""
_DISCARDS = "Discard all samples"
"""How ALSA calls the device it has where there is none."""
_LATE = 3.0
"""Seconds after which a device that asks for no more samples is given up."""

Library = Callable[[], Any]
Heard = Callable[[SoundFound], None]
_log = logging.getLogger("ui.sound")


def miniaudio() -> Any:
    """The audio library, loaded when the first sound is wanted. Raises ImportError, or OSError for one that does not fit."""
    import miniaudio as library

    _quieten_alsa()
    return library


def _quieten_alsa() -> None:
    """ALSA writes to standard error what it does not find; it is given a handler that does nothing, which getpid is."""
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError):  # a system without ALSA
            ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(ctypes.CDLL(None).getpid)


class Speaker:
    """One thread that opens the device for each pattern and lets it go again. Every method returns at once but `find`."""

    def __init__(self, library: Library = miniaudio, ways: Sequence[str] = REAL) -> None:
        self._library = library
        self._ways = ways
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._stops = 0
        self._thread: threading.Thread | None = None

    def find(self) -> SoundFound:
        """What there is to play on; asked on a worker's thread, as a sound server may take its time."""
        try:
            library = self._library()
        except (ImportError, OSError) as error:
            _log.info("no audio library: %s", error)
            return SoundFound(trouble=SoundTrouble.NO_LIBRARY)
        try:
            devices = library.Devices(self._backends(library))
            names = [one["name"] for one in devices.get_playbacks()]
        except library.MiniaudioError:
            return SoundFound(trouble=SoundTrouble.NO_DEVICE)
        real = [name for name in names if not name.startswith(_DISCARDS)]
        return SoundFound(real[0], devices.backend) if real else SoundFound(trouble=SoundTrouble.NO_DEVICE)

    def tones(self, pattern: Pattern, volume: float = 1.0, heard: Heard | None = None) -> None:
        """Play a pattern after those that wait; `heard` is told on the sound's thread what became of it."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="sound", daemon=True)
            self._thread.start()
        self._jobs.put(partial(self._play, pattern, volume, heard or _unheard, self._stops))

    def stop(self) -> None:
        """Silence, within 200 ms; what waits is not played."""
        self._stops += 1

    def close(self) -> None:
        """Silence for good."""
        self.stop()
        self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception:  # noqa: BLE001 - the top of this thread: a sound that fails must not silence the next
                _log.exception("a sound failed")

    def _play(self, pattern: Pattern, volume: float, heard: Heard, stops: int) -> None:
        found = self.find()
        if found.trouble is SoundTrouble.NONE and not self._sound(pattern, volume, stops):
            found = SoundFound(found.device, found.way, SoundTrouble.FAILED)
        heard(found)

    def _sound(self, pattern: Pattern, volume: float, stops: int) -> bool:
        """Whether the device took every sample, or was stopped."""
        library, done = self._library(), threading.Event()
        source = self._source(samples(pattern, volume).tobytes(), stops, done)
        next(source)
        try:
            with self._device(library) as device:
                device.start(source)
                return done.wait(pattern.length + _LATE)
        except library.MiniaudioError as error:
            _log.info("the device cannot be opened: %s", error)
            return False

    def _device(self, library: Any) -> Any:
        return library.PlaybackDevice(
            output_format=library.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=BUFFER,
            backends=self._backends(library),
            app_name="dutydesk",
        )

    def _source(self, left: bytes, stops: int, done: threading.Event) -> Generator[bytes, int, None]:
        """Gives the device as many samples as it asks for, and silence after them, until it is closed."""
        wanted = yield b""
        while True:
            if not left or stops != self._stops:
                left = b""
                done.set()
            now, left = left[: 2 * wanted], left[2 * wanted :]
            wanted = yield now.ljust(2 * wanted, b"\0")

    def _backends(self, library: Any) -> list[Any]:
        return [library.Backend[way] for way in self._ways]


def _unheard(_found: SoundFound) -> None:
    pass
