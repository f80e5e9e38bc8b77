"""A replay: real calls of a file on a site made for it, worked by the sample site's crew on a clock that begins at the first row."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TextIO

from dutydesk.categories import default_categories
from dutydesk.causes import cause_of
from dutydesk.clocks import DrillClock
from dutydesk.drills.arrivals import Coming
from dutydesk.drills.columns import ColumnMap, bundled_maps, check, fitting, map_at
from dutydesk.drills.drill import Tally
from dutydesk.drills.listed import Listed, read_calls
from dutydesk.drills.show import Course
from dutydesk.drills.sight import Premises
from dutydesk.drills.telling import Telling
from dutydesk.drills.wording import Script
from dutydesk.refusals import RefusedError
from dutydesk.sample import sample_site
from dutydesk.site import CrewKind, Place, PlaceKind, Site
from dutydesk.tables import TableFault, open_table
from dutydesk.words import Status

FAULTS = "replay-faults.csv"
"""Where every row that could not be used is told, in the data folder."""
TOLD_AT_ONCE = 5
"""Faults that are told on the terminal; the file has them all."""
BEFORE = timedelta(seconds=30)
Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Replay:
    """A replay ready to be played: what is said as it begins, and the rows that are told at once."""

    site: Site
    statuses: tuple[tuple[str, Status, str], ...]
    course: Course
    begins: Telling
    faults: tuple[Telling, ...]


def fresh_folder(asked: Path, usual: Path, database: str, file: Path) -> Path:
    """The folder asked for, where no site is in it; where none was asked for, a new one beside the usual one, named after the file.

    Raises RefusedError("replay.site_there").
    """
    if asked != usual:
        if (asked / database).exists():
            raise RefusedError("replay.site_there", path=str(asked))
        return asked
    names = (f"replay-{file.stem}" + (f"-{number}" if number > 1 else "") for number in count(1))
    return next(folder for name in names if not (folder := usual.parent / name).exists())


def prepared(file: Path, folder: Path, *, chosen: Path | None, speed: float | None, language: str, say: Say, now: datetime) -> Replay:
    """Read `file` through the map `chosen`, or a bundled one that fits; `speed` is only told, None for as fast as it can.

    Raises RefusedError where nothing can be read at all.
    """
    categories = default_categories()
    given = map_at(chosen, categories) if chosen else None
    with open_table(file) as table:
        found = given or fitting(bundled_maps(categories), table, str(file))
        check(found, table, str(file))
        with closing(_Faults(folder / FAULTS, say)) as faults:
            for fault in table.doubled():
                faults.tell(fault)
            listed = read_calls(table, str(file), found, categories, now=now, on_fault=faults.tell)
    if not listed.arrivals:
        raise RefusedError("replay.no_calls", file=str(file), bad=listed.bad)
    values = {"file": file, "map": found.name(language or "zh"), "total": len(listed.arrivals), "folder": folder}
    told = list(faults.first)
    if listed.bad > TOLD_AT_ONCE:
        told.append(Telling("replay.more_faults", {"count": listed.bad, "path": folder / FAULTS}))
    site = _site(found, listed)
    course = _course(found, listed, folder, speed, language or found.language)
    return Replay(site, _statuses(site), course, Telling("replay.begins", values), tuple(told))


def _course(found: ColumnMap, listed: Listed, folder: Path, speed: float | None, language: str) -> Course:
    def coming(_premises: Premises, _script: Script) -> Coming:
        return listed

    def telling(tally: Tally) -> Telling:
        values = {
            "came": tally.came,
            "total": len(listed.arrivals),
            "open": tally.open,
            "bad": listed.bad,
            "at": f"{tally.at.astimezone(found.zone):%Y-%m-%d %H:%M}",
            "speed": f"{speed or 0:g}",
            "folder": folder,
        }
        code = "replay.runs" if speed else "replay.runs_fast"
        return Telling("replay.over" if tally.is_over else code, values, tally.is_over)

    return Course(DrillClock(listed.arrivals[0].at - BEFORE), found.zone, speed or 1.0, language, coming, telling)


def _site(found: ColumnMap, listed: Listed) -> Site:
    """The file's places, and the sample site's people and lines; nobody has a place of their own in it."""
    sample, _ = sample_site()
    areas = tuple(_place(area, PlaceKind.BUILDING, area, position) for position, area in enumerate(listed.areas, start=1))
    positions = {area.code: area.position for area in areas}
    places = tuple(
        _place(code, PlaceKind.AREA, area, positions.get(area, 0)) for code, area in listed.places.items() if code not in positions
    )
    members = tuple(replace(member, base="") for member in sample.members)
    return replace(sample, id="replay", name_zh=found.zh, name_en=found.en, places=(*areas, *places), members=members, posts=())


def _place(code: str, kind: PlaceKind, building: str, position: int) -> Place:
    return Place(code, kind, building, name_zh=code, name_en=code, position=position, short_zh=code, short_en=code)


def _statuses(site: Site) -> tuple[tuple[str, Status, str], ...]:
    """A city has more calls than a garden: everybody is on duty."""
    crews = {crew.id: crew.kind for crew in site.crews}
    return tuple((member.id, _status(crews[member.crew], member.trades), "") for member in site.members)


def _status(crew: CrewKind, trades: tuple[str, ...]) -> Status:
    if crew is CrewKind.GUARDS:
        return Status.PATROL if trades[:1] == ("patrol",) else Status.ON_POST
    kinds = {CrewKind.CONTRACTORS: Status.TO_BE_CALLED, CrewKind.OFFICE: Status.OFF}
    return kinds.get(crew, Status.FREE)


@dataclass(slots=True)
class _Faults:
    """Writes each fault into a file, which is only made when there is one, and keeps the first ones to be told."""

    path: Path
    say: Say
    first: list[Telling] = field(default_factory=list)
    _out: TextIO | None = None

    def tell(self, fault: TableFault) -> None:
        """One more."""
        if len(self.first) < TOLD_AT_ONCE:
            self.first.append(Telling(fault.code, fault.values))
        try:
            if self._out is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._out = self.path.open("w", encoding="utf-8-sig", newline="")
                csv.writer(self._out).writerow(("row", "field", "found", "cause"))
            csv.writer(self._out).writerow((fault.row, fault.field, fault.found, self.say(fault.code, **fault.values)))
        except OSError as error:
            raise RefusedError("data.unwritable", path=str(self.path), cause=cause_of(error)) from error

    def close(self) -> None:
        """No more."""
        if self._out is not None:
            self._out.close()
