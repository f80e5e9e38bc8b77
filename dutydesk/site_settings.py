"""The settings file and the site: it is made with the site's lines, and the lines that stand in it are the site's from then on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dutydesk import settings
from dutydesk.site import Line, Site


def write_settings(folder: Path, language: str, site: Site) -> tuple[settings.SettingsFault, ...]:
    """The settings file with a token of its own, where there is none yet; answers what was in the way of that."""
    numbers = {member.id: member.staff_number for member in site.members}
    lines = (
        settings.LineSettings(line.number, line.name_zh, line.name_en, line.maintenance, member=numbers.get(line.member, ""))
        for line in site.lines
    )
    path = folder / settings.FILE
    try:
        settings.write_default(path, language=language, lines=lines)
    except FileExistsError:
        return ()
    except OSError:
        return (settings.SettingsFault("settings.unwritable", str(path)),)
    return ()


def with_lines(site: Site, chosen: settings.Settings, file: Path) -> tuple[Site, tuple[settings.SettingsFault, ...]]:
    """The site with the lines of its settings file, where that names any; a staff number nobody has is told as a fault."""
    ids = {member.staff_number: member.id for member in site.members}
    lines = tuple(
        Line(line.number, line.name_zh, line.name_en, line.maintenance, ids.get(line.member, "") if line.member else "")
        for line in chosen.lines
    )
    strange = (number for number, line in enumerate(chosen.lines, 1) if line.member and line.member not in ids)
    faults = tuple(settings.left_out(file, f"line[{number}].member") for number in strange)
    return replace(site, lines=lines or site.lines), faults
