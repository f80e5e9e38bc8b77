"""Which machine this is, so that a data folder carried to another one is told."""

from __future__ import annotations

import platform
import sys
from pathlib import Path


def machine_id() -> str:
    """The machine id of systemd, the MachineGuid of Windows, else the host's name."""
    return _stored() or platform.node()


if sys.platform == "win32":
    import winreg

    def _stored() -> str:
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""
else:

    def _stored() -> str:
        for path in (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id")):
            try:
                told = path.read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError):
                continue
            if told:
                return told
        return ""
