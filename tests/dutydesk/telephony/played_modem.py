"""A caller-ID modem, played: it answers commands, echoes, rings, and can be pulled out.

It is attached to a serial port, for which a pair of pseudo-terminals stands, or to a device server on the network.
"""

from __future__ import annotations

import os
import queue
import select
import socket
import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dutydesk.telephony.modem import COMMANDS

SETUP, VCID, CID = COMMANDS
TALKS: Mapping[bytes, bytes] = {SETUP: b"OK", VCID: b"OK", CID: b"OK"}
OLD: Mapping[bytes, bytes] = {SETUP: b"OK", VCID: b"ERROR", CID: b"OK"}
BARE: Mapping[bytes, bytes] = {SETUP: b"OK", VCID: b"ERROR", CID: b"ERROR"}
MUTE: Mapping[bytes, bytes] = {}


class PlayedModem(ABC):
    """Plugged in until `unplug`. `answers` are its words to each command; it echoes all."""

    def __init__(self, answers: Mapping[bytes, bytes] = TALKS) -> None:
        self.commands: queue.Queue[bytes] = queue.Queue()
        self._answers = answers
        self._wake, self._waker = socket.socketpair()
        self._thread = threading.Thread(target=self._play, daemon=True)

    @abstractmethod
    def say(self, data: bytes) -> None:
        """What comes down the wire, as it is."""

    def unplug(self) -> None:
        """Pull it out: its port goes, and whoever reads it is told."""
        self._waker.send(b"x")
        self._thread.join()
        self._close()
        for end in (self._wake, self._waker):
            end.close()

    @abstractmethod
    def _play(self) -> None: ...

    @abstractmethod
    def _close(self) -> None: ...

    def _hear(self, heard: bytes) -> bytes:
        """Obey every whole command; answers the beginning of the next."""
        while b"\r" in heard:
            command, _, heard = heard.partition(b"\r")
            command += b"\r"
            if answer := self._answers.get(command):
                self.say(command + b"\r\n" + answer + b"\r\n")
            self.commands.put(command)
        return heard


class ModemOnPort(PlayedModem):
    """At `path`, a link as udev makes them. Raises OSError where the system has no pseudo-terminals."""

    def __init__(self, path: Path, answers: Mapping[bytes, bytes] = TALKS) -> None:
        import tty

        super().__init__(answers)
        self._master, slave = os.openpty()
        tty.setraw(slave)  # or the terminal itself would answer what is sent before the port is opened
        self._held = slave  # a terminal that nobody has open reads as gone
        self._path = path
        self._thread.start()
        path.symlink_to(os.ttyname(slave))

    def say(self, data: bytes) -> None:
        os.write(self._master, data)

    def _play(self) -> None:
        heard = b""
        while self._wake not in select.select([self._master, self._wake], [], [])[0]:
            heard = self._hear(heard + os.read(self._master, 1000))

    def _close(self) -> None:
        self._path.unlink()
        os.close(self._master)
        os.close(self._held)


class ModemOnServer(PlayedModem):
    """At a device server that listens at this port of 127.0.0.1 and has one client at a time."""

    def __init__(self, port: int, answers: Mapping[bytes, bytes] = TALKS) -> None:
        super().__init__(answers)
        self._listener = socket.create_server(("127.0.0.1", port))
        self._client: socket.socket | None = None
        self._is_open = threading.Event()
        self._thread.start()

    def say(self, data: bytes) -> None:
        assert self._is_open.wait(10.0), "nobody has the port open"
        assert self._client is not None
        with suppress(ConnectionError):  # a client that has just gone hears nothing
            self._client.sendall(data)

    def _play(self) -> None:
        heard = b""
        while self._wake not in select.select([self._wake, self._client or self._listener], [], [])[0]:
            if self._client is None:
                self._client = self._listener.accept()[0]
                self._is_open.set()
            elif not (data := self._client.recv(1000)):
                self._hang_up()
            else:
                heard = self._hear(heard + data)

    def _hang_up(self) -> None:
        self._is_open.clear()
        if self._client is not None:
            self._client.close()
            self._client = None

    def _close(self) -> None:
        self._hang_up()
        self._listener.close()


def has_terminals() -> bool:
    """Whether the system makes pseudo-terminals; Windows and a root without /dev/pts make none."""
    try:
        ends = os.openpty()
    except (AttributeError, OSError):
        return False
    for end in ends:
        os.close(end)
    return True


def free_port() -> int:
    """A port of 127.0.0.1 that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
