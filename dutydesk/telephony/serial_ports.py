"""The serial ports that the system knows of, through pyserial. Imported only where somebody asks."""

from __future__ import annotations

from serial.tools import list_ports

from dutydesk.phone_offers import MOST, Offer

_UNKNOWN = "n/a"
"""What pyserial says where the system has no words for a port."""


def ports() -> tuple[Offer, ...]:
    """Those with a device plugged in by USB first: built-in ports are often there with nothing on them. Raises OSError."""
    found = sorted(list_ports.comports(), key=lambda one: (one.vid is None, one.device))
    return tuple(Offer(one.device, _words(one.device, one.description)) for one in found[:MOST])


def _words(device: str, description: str) -> str:
    """On Windows the description says the device again."""
    more = description.replace(f"({device})", "").strip() if description and description != _UNKNOWN else ""
    return device if not more or more == device.rpartition("/")[2] else f"{device}  {more}"
