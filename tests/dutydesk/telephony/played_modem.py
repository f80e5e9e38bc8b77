"""A caller-ID modem played over a pair of pseudo-terminals: it answers commands, echoes, rings, and can be pulled out."""

from __future__ import annotations

import os
import pty
import queue
import select
import threading
import tty
from collections.abc import Mapping
from pathlib import Path

from dutydesk.telephony.modem import COMMANDS

SETUP, VCID, CID = COMMANDS
TALKS: Mapping[bytes, bytes] = {SETUP: b"OK", VCID: b"OK", CID: b"OK"}
OLD: Mapping[bytes, bytes] = {SETUP: b"OK", VCID: b"ERROR", CID: b"OK"}
BARE: Mapping[bytes, bytes] = {SETUP: b"OK", VCID: b"ERROR", CID: b"ERROR"}
MUTE: Mapping[bytes, bytes] = {}


class PlayedModem:
    """Plugged in at `path`, a link as udev makes them, until `unplug`. `answers` are its words to each command; it echoes all."""

    def __init__(self, path: Path, answers: Mapping[bytes, bytes] = TALKS) -> None:
        self.commands: queue.Queue[bytes] = queue.Queue()
        self._answers = answers
        self._master, slave = pty.openpty()
        tty.setraw(slave)  # or the terminal itself would answer what is sent before the port is opened
        self._held = slave  # a terminal that nobody has open reads as gone
        self._path = path
        self._wake, self._waker = os.pipe()
        self._thread = threading.Thread(target=self._play, daemon=True)
        self._thread.start()
        path.symlink_to(os.ttyname(slave))

    def say(self, data: bytes) -> None:
        """What comes down the wire, as it is."""
        os.write(self._master, data)

    def unplug(self) -> None:
        """Pull it out: its port goes, and whoever reads it is told."""
        os.write(self._waker, b"x")
        self._thread.join()
        self._path.unlink()
        for handle in (self._master, self._held, self._wake, self._waker):
            os.close(handle)

    def _play(self) -> None:
        heard = b""
        while self._wake not in (ready := select.select([self._master, self._wake], [], [])[0]):
            heard += os.read(ready[0], 1000)
            while b"\r" in heard:
                command, _, heard = heard.partition(b"\r")
                self._obey(command + b"\r")

    def _obey(self, command: bytes) -> None:
        if answer := self._answers.get(command):
            self.say(command + b"\r\n" + answer + b"\r\n")
        self.commands.put(command)
