"""Judging what a checkup found: what is well, what wants a look, what is bad, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from dutydesk.checkup import Finding, Sentence, State, Subject
from dutydesk.checkup_facts import DiskFound, FontFound, LogFound, LooksFound, ScreenFound, SoundFound, SoundTrouble, SourceFound
from dutydesk.settings import SettingsFault

DISK_LOOK, DISK_BAD = 1_000_000_000, 100_000_000
"""Bytes free: under the first it is warned of, under the second facts may soon find no room."""
SMALLEST = (1366, 768)
"""Pixels at 100 % in which calls, board and input still stand together (screens.md, Looks)."""
CRASH_TOLD = timedelta(days=7)
_UNITS = (("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000))


def size(count: int) -> str:
    """Bytes with a unit: "312 B", "4.2 MB", "120 GB"."""
    for unit, bytes_ in _UNITS:
        if count >= bytes_:
            shown = count / bytes_
            return f"{shown:.1f} {unit}" if shown < 10 else f"{shown:.0f} {unit}"
    return f"{count} B"


def moment(at: datetime | None, zone: tzinfo) -> str:
    """A time by the site's clock, with its day: "11-23 02:47"; "-" where nobody knows."""
    return f"{at.astimezone(zone):%m-%d %H:%M}" if at else "-"


def of_disks(disks: Iterable[DiskFound]) -> Iterator[Finding]:
    """The room that is left where facts are written."""
    for disk in disks:
        if disk.free is None:
            yield _finding(Subject.DISK, State.LOOK, "checkup.disk.unknown", folder=disk.folder)
            continue
        state = State.BAD if disk.free < DISK_BAD else State.LOOK if disk.free < DISK_LOOK else State.OK
        todo = None if state is State.OK else Sentence("checkup.disk.make_room")
        yield Finding(Subject.DISK, state, Sentence("checkup.disk.free", {"folder": disk.folder, "free": size(disk.free)}), todo)


def of_settings(path: Path, faults: Sequence[SettingsFault]) -> Iterator[Finding]:
    """The settings file, and what in it cannot be used."""
    for fault in faults:
        yield Finding(Subject.SETTINGS, State.LOOK, Sentence(fault.code, fault.values))
    if not faults:
        yield _finding(Subject.SETTINGS, State.OK, "checkup.settings.ok", path=path)


def of_sources(sources: Sequence[SourceFound], zone: tzinfo) -> Iterator[Finding]:
    """The phone sources, as a window hears them or as the settings name them."""
    if not sources:
        yield _finding(Subject.SOURCES, State.OK, "checkup.sources.none")
    for source in sources:
        yield _source(source, zone)


def of_sound(found: SoundFound) -> Finding:
    """What plays the alarms."""
    match found.trouble:
        case SoundTrouble.NONE:
            return _finding(Subject.SOUND, State.OK, "checkup.sound.ok", device=found.device, way=found.way)
        case SoundTrouble.NO_DEVICE:
            return _wants(Subject.SOUND, "checkup.sound.no_device", "checkup.sound.connect")
        case SoundTrouble.NO_LIBRARY:
            return _wants(Subject.SOUND, "checkup.sound.no_library", "checkup.sound.install")
        case _:
            return _wants(Subject.SOUND, "checkup.sound.failed", "checkup.sound.free", device=found.device, way=found.way)


def of_fonts(found: FontFound) -> Finding:
    """Whether every name can be written."""
    if not found.chinese:
        said = Sentence("checkup.fonts.no_chinese", {"used": found.used})
        return Finding(Subject.FONTS, State.BAD, said, Sentence("checkup.fonts.install"))
    if found.lacking:
        return _wants(Subject.FONTS, "checkup.fonts.lacking", "checkup.fonts.install", used=found.used, signs=found.lacking)
    return _finding(Subject.FONTS, State.OK, "checkup.fonts.ok", used=found.used, count=found.chinese)


def of_screens(screens: Sequence[ScreenFound]) -> Iterator[Finding]:
    """The screens of the window; none where no window was asked for."""
    if not screens:
        yield _finding(Subject.SCREEN, State.OK, "checkup.screen.unseen")
    for screen in screens:
        is_small = screen.width < SMALLEST[0] or screen.height < SMALLEST[1]
        values = {"name": screen.name, "width": screen.width, "height": screen.height, "scale": round(100 * screen.scale)}
        todo = Sentence("checkup.screen.enlarge") if is_small else None
        yield Finding(Subject.SCREEN, State.LOOK if is_small else State.OK, Sentence("checkup.screen.ok", values), todo)


def of_looks(found: LooksFound) -> Finding:
    """Themes and texts, and what Qt draws on."""
    if found.broken:
        return _wants(Subject.LOOKS, "checkup.looks.broken", "checkup.looks.install", names=", ".join(found.broken))
    return _finding(Subject.LOOKS, State.OK, "checkup.looks.ok", platform=found.platform)


def of_no_window(cause: str) -> Finding:
    """The window cannot open here; `cause` names the library that is missing."""
    said = Sentence("checkup.looks.no_window", {"cause": cause})
    return Finding(Subject.LOOKS, State.BAD, said, Sentence("checkup.looks.libraries"))


def of_log(found: LogFound, now: datetime, zone: tzinfo) -> Iterator[Finding]:
    """The log, the errors of the last day, and the last hard crash."""
    values = {"path": found.path, "size": size(found.size), "errors": found.errors}
    if found.errors:
        yield _wants(Subject.LOG, "checkup.log.errors", "checkup.log.report", **values)
    else:
        yield _finding(Subject.LOG, State.OK, "checkup.log.ok", **values)
    if found.crashed is not None and now - found.crashed < CRASH_TOLD:
        folder = found.path.parent
        yield _wants(Subject.LOG, "checkup.log.crashed", "checkup.log.report_crash", at=moment(found.crashed, zone), folder=folder)


def of_versions(versions: Mapping[str, str]) -> Finding:
    """What the program runs on."""
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    return _finding(Subject.VERSIONS, State.OK, "checkup.versions.are", versions=told)


def _source(source: SourceFound, zone: tzinfo) -> Finding:
    values: dict[str, object] = {"name": source.name, "address": source.address, "since": moment(source.since, zone)}
    values |= {"events": source.events, "last": moment(source.last_event, zone), "troubled": moment(source.troubled, zone)}
    if source.reason:
        values["reason"] = Sentence(source.reason, source.values)
    match source.state:
        case "ok":
            code = "checkup.sources.ok" if source.last_event else "checkup.sources.unheard"
            return _finding(Subject.SOURCES, State.OK, code, **values)
        case "bad":
            code = "checkup.sources.faults" if source.last_event else "checkup.sources.only_faults"
            return _finding(Subject.SOURCES, State.LOOK, code, **values)
        case "down":
            code = "checkup.sources.lost" if source.last_event else "checkup.sources.never_heard"
            return _finding(Subject.SOURCES, State.BAD, code, **values)
        case "heard":
            return _finding(Subject.SOURCES, State.OK, "checkup.sources.of_window", **values)
        case "named":
            return _finding(Subject.SOURCES, State.OK, "checkup.sources.named", **values)
        case _ if source.reason:
            return _finding(Subject.SOURCES, State.BAD, "checkup.sources.cannot", **values)
        case _:
            return _finding(Subject.SOURCES, State.OK, "checkup.sources.free", **values)


def _finding(subject: Subject, state: State, code: str, **values: object) -> Finding:
    return Finding(subject, state, Sentence(code, values))


def _wants(subject: Subject, code: str, todo: str, **values: object) -> Finding:
    return Finding(subject, State.LOOK, Sentence(code, values), Sentence(todo, values))
