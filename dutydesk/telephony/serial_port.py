"""A serial port through pyserial: opening it, and which sentence says why it cannot be had. Imported only where a port is opened."""

from __future__ import annotations

import errno
import sys
from typing import Any

import serial

BEAT = 0.2
"""Seconds that a read waits at most: so soon an end is heeded."""
WRITE_WAIT = 1.0
"""Seconds for a command to go out; a device that takes none for so long is as good as gone."""
_NO_SERVER = "serial.no_server"
_CODES = {
    "serial.no_port": (errno.ENOENT, errno.ENXIO, errno.ENODEV, errno.EIO),
    "serial.port_busy": (errno.EBUSY, errno.EAGAIN),
    "serial.forbidden": (errno.EACCES, errno.EPERM),
}
_ON_THE_NETWORK = "socket://"
_WINDOWS = {"FileNotFoundError": "serial.no_port", "PermissionError": "serial.port_busy"}
"""On Windows pyserial tells the system's error in words only, and a port that another program has is a PermissionError."""

PORT_ERRORS: tuple[type[Exception], ...] = (
    OSError,  # pyserial's own are a kind of it
    ValueError,  # a speed that this port cannot have
    getattr(sys.modules.get("termios"), "error", OSError),  # what pyserial lets through where a port goes while it is being set
)


class PortFault(Exception):  # noqa: N818 a fault on the wire, in the words of domain.md
    """A port that cannot be had; `code` is the catalogue's sentence of why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def open_port(name: str, baud: int) -> Any:
    """The port, for this program alone, with 8 data bits and no parity; a device server has the speed set itself. Raises PortFault."""
    try:
        return serial.serial_for_url(name, baud, timeout=BEAT, write_timeout=WRITE_WAIT, exclusive=True)
    except PORT_ERRORS as error:
        raise PortFault(_NO_SERVER if name.startswith(_ON_THE_NETWORK) else fault_code(error)) from error


def exchange(port: Any, send: bytes) -> bytes:
    """Send, then wait for bytes; none after a BEAT. Raises PortFault when the port is gone."""
    try:
        if send:
            port.write(send)
        return bytes(port.read(port.in_waiting or 1))
    except PORT_ERRORS as error:
        raise PortFault(_NO_SERVER if port.portstr.startswith(_ON_THE_NETWORK) else "serial.unplugged") from error


def let_go(port: Any) -> None:
    """Close it; pyserial itself leaves a socket open that was closed at its other end."""
    held = getattr(port, "_socket", None)
    port.close()
    if held is not None:
        held.close()


def trial(name: str, baud: int) -> str:
    """Whether the port could be had now: "", else the catalogue's code of why not."""
    try:
        let_go(open_port(name, baud))
    except PortFault as fault:
        return fault.code
    return ""


def fault_code(error: Exception) -> str:
    """The catalogue's code of why a port could not be opened."""
    number = getattr(error, "errno", None)
    by_number = next((code for code, numbers in _CODES.items() if number in numbers), "")
    by_word = next((code for word, code in _WINDOWS.items() if word in str(error)), "")
    return by_number or by_word or "serial.unusable"
