"""Readers of single values of the settings file; each raises ValueError for what it cannot use."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from datetime import datetime, time

DEVICE_SERVER = "socket://"
"""How the name of a serial port begins that a device server offers on the network, as pyserial writes it."""
SPEEDS = (300, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400)
"""Bits a second that every serial port can be set to."""


def text(value: object) -> str:
    """Any text."""
    if not isinstance(value, str):
        raise ValueError
    return value


def truth(value: object) -> bool:
    """Yes or no, as TOML writes it: true or false."""
    if not isinstance(value, bool):
        raise ValueError
    return value


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list):
        raise ValueError
    return tuple(text(one) for one in value)


def one_of(choices: tuple[str, ...]) -> Callable[[object], str]:
    """A reader of one of `choices`."""
    return matching("|".join(choices))


def matching(pattern: str) -> Callable[[object], str]:
    """A reader of text that `pattern` matches whole."""

    def read(value: object) -> str:
        if not re.fullmatch(pattern, text(value)):
            raise ValueError
        return text(value)

    return read


def whole(least: int, most: int) -> Callable[[object], int]:
    """A reader of a whole number from `least` to `most`."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise ValueError
        return value

    return read


def address(value: object) -> tuple[str, int]:
    """Host and port of "host:port" or "[v6]:port"; port 0 lets the system choose."""
    match = re.fullmatch(r"(?:\[([^\[\]]+)\]|([^\[\]:]+)):([0-9]{1,5})", text(value))
    if not match or int(match[3]) > 65535:
        raise ValueError
    return str(ipaddress.IPv6Address(match[1])) if match[1] else host(match[2]), int(match[3])


def serial_port(value: object) -> str:
    """The name of a serial port, as Windows or a Unix writes it: "COM3", "/dev/ttyUSB0"; or that of a serial device server.

    The server hands on the bytes as they are: "socket://192.168.1.30:4001".
    """
    name = text(value)
    if name.startswith(DEVICE_SERVER):
        return DEVICE_SERVER + "{}:{}".format(*_bracketed(address(name.removeprefix(DEVICE_SERVER))))
    return matching(r"COM[1-9]\d{0,2}|/dev/[\w./:+-]{1,200}")(name)


def _bracketed(where: tuple[str, int]) -> tuple[str, int]:
    host, port = where
    if not port:
        raise ValueError
    return f"[{host}]" if ":" in host else host, port


def baud(value: object) -> int:
    """One of SPEEDS."""
    found = whole(SPEEDS[0], SPEEDS[-1])(value)
    if found not in SPEEDS:
        raise ValueError
    return found


def host(value: object) -> str:
    """The name or address of a computer, without brackets.

    What ends in a number is meant as an address (RFC 1123, section 2.1): "0192.168.1.20" is none, and no name either.
    """
    name = text(value)
    is_name = re.fullmatch(r"(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*", name)
    if not is_name or name.rpartition(".")[2].isdigit():
        ipaddress.ip_address(name)
    return name


def host_or_none(value: object) -> str:
    """As `host`; "" for none."""
    return host(value) if value else text(value)


def networks(value: object) -> tuple[str, ...]:
    """A list of addresses or networks, as written."""
    found = texts(value)
    for network in found:
        ipaddress.ip_network(network, strict=False)
    return found


def clock_times(value: object) -> tuple[time, time]:
    """Two times of day of "19:00-07:00"."""
    match = re.fullmatch(r"\s*(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)\s*", text(value))
    if not match:
        raise ValueError
    return time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))


def moment(value: object) -> datetime:
    """A point in time with its offset: "2026-11-23T07:00:00+08:00"."""
    found = datetime.fromisoformat(text(value))
    if found.tzinfo is None:
        raise ValueError
    return found


def moment_or_none(value: object) -> datetime | None:
    """As `moment`; None for nothing."""
    return moment(value) if value else None
