"""What a checkup looks at, as those who can look hand it in: the storage, the disks, the sound, the fonts, the screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class SoundTrouble(StrEnum):
    """Why there is no sound."""

    NONE = ""
    NO_LIBRARY = "no_library"
    NO_DEVICE = "no_device"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SoundFound:
    """The device that plays, through which of the system's ways ("ALSA"), and what is wrong with it."""

    device: str = ""
    way: str = ""
    trouble: SoundTrouble = SoundTrouble.NONE


@dataclass(frozen=True, slots=True)
class StorageFound:
    """A data folder as `db` finds it. `refusal` is the catalogue's code of why the database cannot be read, with `values`.

    `pages` are what SQLite finds wrong with the file; None where it was not asked, as the file is too large to wait for.
    `waiting` are the emergency logs that are not in the journal yet, `damaged` what was put aside because it could not be read.
    `share` is the kind of network share that the folder lies on, "" for a disk of this computer. `pid` is the process whose
    window has the folder open, 0 for none.
    """

    path: Path
    refusal: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    size: int = 0
    wal: int = 0
    schema: int = 0
    entries: int = 0
    head: str = ""
    last_entry: datetime | None = None
    pages: tuple[str, ...] | None = ()
    waiting: tuple[Path, ...] = ()
    damaged: tuple[Path, ...] = ()
    share: str = ""
    pid: int = 0


@dataclass(frozen=True, slots=True)
class DiskFound:
    """The bytes that are free where a folder is, or would be; None when nobody can tell."""

    folder: Path
    free: int | None


@dataclass(frozen=True, slots=True)
class SourceFound:
    """A phone source as a window hears it, or as the settings name it where none runs.

    `state` is a `telephony.events.HealthState`; where no window tells, "heard" when one has the port and "" when none has, and
    "named" when only a window could tell.
    `reason` is the catalogue's code of the last trouble, with `values`, and `troubled` when it was.
    """

    name: str
    address: str
    state: str = ""
    since: datetime | None = None
    events: int = 0
    last_event: datetime | None = None
    reason: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    troubled: datetime | None = None


@dataclass(frozen=True, slots=True)
class FontFound:
    """The family that the window writes in, the families with Chinese that this computer has, and which signs of names it lacks."""

    used: str
    chinese: int
    lacking: str = ""


@dataclass(frozen=True, slots=True)
class ScreenFound:
    """A screen: its name, its pixels, and how many of them stand for one (1.25 is 125 %)."""

    name: str
    width: int
    height: int
    scale: float


@dataclass(frozen=True, slots=True)
class LooksFound:
    """The themes and texts that cannot be read, by name, and the platform that Qt draws on ("xcb")."""

    platform: str
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogFound:
    """The log file, its bytes, the errors of the last day in it, and when the program last ended by a hard crash."""

    path: Path
    size: int = 0
    errors: int = 0
    crashed: datetime | None = None
