"""Looking at what a checkup needs no database and no window for: the disks, the log, the settings and the ports they name."""

from __future__ import annotations

import errno
import platform
import shutil
import socket
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from dutydesk import __version__, crashes, logs, settings
from dutydesk.checkup import Finding
from dutydesk.checkup_facts import DiskFound, LogFound, SourceFound
from dutydesk.checkup_findings import of_disks, of_log, of_settings

ERRORS_WITHIN = timedelta(hours=24)
_ALONE = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
"""Windows would let two listen on one port; elsewhere a port that was just let go of counts as free."""
_STAMP = len("2026-11-23 02:47:36")


def of_places(folder: Path, second_place: Path, now: datetime, zone: tzinfo) -> Iterator[Finding]:
    """The disks under the data folder and the second place, the settings, and the log."""
    yield from of_disks((disk(folder), disk(second_place)))
    path = folder / settings.FILE
    yield from of_settings(path, settings.load(path)[1])
    yield from of_log(log(folder / logs.LOG, now.astimezone(zone)), now, zone)


def disk(folder: Path) -> DiskFound:
    """The room where `folder` is, or where it would be made."""
    there = next((place for place in (folder, *folder.resolve().parents) if place.is_dir()), None)
    try:
        return DiskFound(folder, None if there is None else shutil.disk_usage(there).free)
    except OSError:
        return DiskFound(folder, None)


def log(path: Path, now: datetime) -> LogFound:
    """The log as it lies there; `now` is in the zone in which it was written."""
    crashed = crashes.last(path.parent)
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        return LogFound(path, path.stat().st_size, _errors(lines, f"{now - ERRORS_WITHIN:%Y-%m-%d %H:%M:%S}"), crashed)
    except OSError:
        return LogFound(path, crashed=crashed)


def sources(chosen: settings.Settings, pid: int) -> Iterator[SourceFound]:
    """The phone sources that the settings name, where no window tells of them; `pid` is the process whose window is open."""
    if chosen.webhook is not None:
        host, port = chosen.webhook.host, chosen.webhook.port
        yield _source("webhook", f"{host}:{port}", trial(host, port), is_open=bool(pid), values={"host": host, "port": port})
    if chosen.sip is not None:
        yield SourceFound("sip", f"{chosen.sip.server}:{chosen.sip.port}", "named")
    if chosen.caller_id is not None:
        from dutydesk.telephony import serial_port  # pyserial is loaded where there is such a line

        device = chosen.caller_id.port
        reason = serial_port.trial(device, chosen.caller_id.baud)
        yield _source("caller_id", device, reason, is_open=bool(pid), values={"device": device})


def trial(host: str, port: int) -> str:
    """Whether somebody could listen there now: "", else the catalogue's code of why not."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trying:
            trying.setsockopt(socket.SOL_SOCKET, _ALONE, 1)
            trying.bind(address)
    except OSError as error:
        return "webhook.port_busy" if error.errno in (errno.EADDRINUSE, errno.EACCES) else "webhook.address_unusable"
    return ""


def versions() -> dict[str, str]:
    """This program, Python and the system."""
    return {"dutydesk": __version__, "Python": platform.python_version(), platform.system(): platform.release()}


def _source(name: str, address: str, reason: str, *, is_open: bool, values: Mapping[str, object]) -> SourceFound:
    """A source that could not be had for `reason`; a busy port is the window's own, where one `is_open`."""
    is_heard = is_open and reason in ("webhook.port_busy", "serial.port_busy")
    return SourceFound(name, address, "heard" if is_heard else "", reason="" if is_heard else reason, values=values)


def _errors(lines: list[str], since: str) -> int:
    return sum(1 for line in lines if line[:_STAMP] >= since and line[_STAMP:].split(" ")[1:2] in (["ERROR"], ["CRITICAL"]))
