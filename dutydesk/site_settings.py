"""The settings file and the site: it is made with the site's lines, and the lines that stand in it are the site's from then on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dutydesk import settings
from dutydesk.site import Line, Site


def write_settings(folder: Path, language: str, site: Site) -> tuple[settings.SettingsFault, ...]:
    """The settings file with a token of its own, where there is none yet; answers what was in the way of that."""
    lines = (settings.LineSettings(line.number, line.name_zh, line.name_en, line.maintenance) for line in site.lines)
    path = folder / settings.FILE
    try:
        settings.write_default(path, language=language, lines=lines)
    except FileExistsError:
        return ()
    except OSError:
        return (settings.SettingsFault("settings.unwritable", str(path)),)
    return ()


def with_lines(site: Site, chosen: settings.Settings) -> Site:
    """The site with the lines of its settings file, where that names any."""
    lines = tuple(Line(line.number, line.name_zh, line.name_en, line.maintenance) for line in chosen.lines)
    return replace(site, lines=lines or site.lines)
