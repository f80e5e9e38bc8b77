"""One row of a file of rooms and people: which room it means, who lives there, and what in it cannot be used."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dutydesk.numbers import mask, normalise
from dutydesk.refusals import RefusedError
from dutydesk.site import Tie
from dutydesk.tables import Row, TableFault, column_key

LONGEST_PART = 20
"""Characters of a building's, unit's or room's number."""
LONGEST_NAME = 100
LONGEST_NOTE = 500
HIGHEST = 200
"""No floor lies further from the ground."""
Dialled = Callable[[str], str]
"""Reads a number as it is dialled at the site, into E.164; "" for what is none."""

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_PART = re.compile(rf"[\w.]{{1,{LONGEST_PART}}}")
_ROOM_PART = re.compile(rf"[\w.-]{{1,{LONGEST_PART}}}")
_JOINT = re.compile(r"\s*(?:栋|幢|号楼|座|单元|[-#/_])\s*")
_BUILDING = re.compile(r"^(?:BUILDING|BLDG|BLOCK|TOWER)\b\.?\s*|\s*(?:栋|幢|号楼|座|#)$")
_UNIT = re.compile(r"^(?:UNIT|ENTRANCE|STAIR)\b\.?\s*|\s*单元$")
_ROOM = re.compile(r"^(?:ROOM|RM|FLAT|APARTMENT|APT|SHOP)\b\.?\s*|(?<=[0-9A-Z])\s*(?:室|房|号)$")
_DATE = re.compile(r"\d{1,4}[/年]\d{1,2}(?:[/月]\d{0,4}日?)?|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z]{3}(?:-\d+)?")
_FLOOR = re.compile(r"(-|B|负|地下)?\s*([0-9]{1,3})\s*(?:F|楼|层)?")
_TEENS = re.compile(r"([一二三四五六七八九])?十([一二三四五六七八九])?")
_NUMERALS = {numeral: str(number) for number, numeral in enumerate("一二三四五六七八九十", 1)}
_NUMERAL = re.compile(r"[一二三四五六七八九十]")
_FRACTION = re.compile(r"(?<=\d)\.0+$")
_BETWEEN_NUMBERS = re.compile(r"[,，;；、|\n]|/")
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_NUMBERED = re.compile(r"[ .(]*\d+\)?$")


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A row understood. Where `name` is "", it speaks of a room and of nobody in it."""

    building: str
    unit: str
    room: str
    floor: int | None = None
    name: str = ""
    numbers: tuple[str, ...] = ()
    tie: Tie = Tie.OWNER
    note: str = ""

    @property
    def code(self) -> str:
        """The code of the room, or of the building or unit where it names no room: "3-1-1502", "A-0503"."""
        return "-".join(filter(None, (self.building, self.unit, self.room)))

    @property
    def outlines(self) -> tuple[RoomRow, ...]:
        """Its building, and its unit where it has one."""
        building = RoomRow(self.building, "", "")
        return (building, RoomRow(self.building, self.unit, "")) if self.unit else (building,)


class ImportWords:
    """The words of ``resources/site_import.toml``."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._columns: dict[str, str] = {column_key(name): field for field, names in data["columns"].items() for name in names}
        self._ties: dict[str, Tie] = {name: Tie(tie) for tie, names in data["ties"].items() for name in names}
        self.inner_areas: tuple[Mapping[str, str], ...] = tuple(data["inner_area"])
        self._names: Mapping[str, Mapping[str, str]] = data["names"]

    @classmethod
    def load(cls) -> ImportWords:
        """The words that come with the program."""
        return cls(tomllib.loads(files("resources").joinpath("site_import.toml").read_text(encoding="utf-8")))

    def field(self, column: str) -> str:
        """What a column of that heading holds ("phone"); "" for one that nothing is read from."""
        key = column_key(column).replace("(", " (").replace("  ", " ")
        return self._columns.get(key) or self._columns.get(_NUMBERED.sub("", key), "")

    def tie(self, text: str) -> Tie | None:
        """The tie that a word means."""
        return self._ties.get(column_key(text))

    def place_name(self, kind: str, language: str, **parts: str) -> str:
        """How a place is said in full."""
        return str.format(self._names[kind][language], **parts)


class RoomRows:
    """Reads the rows of one file. Raises RefusedError("import.no_room_column") where no column holds rooms."""

    def __init__(self, file: str, columns: Sequence[str], words: ImportWords, dialled: Dialled) -> None:
        self._file = file
        self._words = words
        self._dialled = dialled
        self._headings: dict[str, list[str]] = {}
        for column in columns:
            if field := words.field(column):
                self._headings.setdefault(field, []).append(column)
        self._keys = {field: tuple(map(column_key, headings)) for field, headings in self._headings.items()}
        if "room" not in self._headings:
            raise RefusedError("import.no_room_column", file=file, found=", ".join(filter(None, columns))[:200])

    def read(self, row: Row) -> tuple[RoomRow | None, tuple[TableFault, ...]]:
        """What a row says, and what in it could not be used; None where no room can be made out, and so nothing is taken from it."""
        where = self._where(row)
        if isinstance(where, TableFault):
            return None, (where,)
        faults: list[TableFault] = []
        numbers = self._numbers(row, faults)
        read = RoomRow(
            *where,
            floor=self._floor(row, where[2], faults),
            name=tidy(self._cell(row, "name"))[:LONGEST_NAME],
            numbers=numbers,
            tie=self._tie(row, faults),
            note=" ".join(self._cell(row, "note").split())[:LONGEST_NOTE],
        )
        if not read.name and numbers:
            faults.append(self.fault(row, "import.no_name", "name", read.code))
        return read, tuple(faults)

    def _where(self, row: Row) -> tuple[str, str, str] | TableFault:
        building, unit, room = (_sign(self._cell(row, field)) for field in ("building", "unit", "room"))
        if not room:
            return self.fault(row, "import.no_room", "room")
        if _DATE.fullmatch(room) or _DATE.fullmatch(building):
            return self.fault(row, "import.date", "room" if _DATE.fullmatch(room) else "building", room)
        parts = _parts(building, unit, room)
        if not parts[0]:
            return self.fault(row, "import.no_building", "building" if "building" in self._headings else "room", room)
        for field, part, fits in zip(("building", "unit", "room"), parts, (_PART, _PART, _ROOM_PART), strict=True):
            if part and not fits.fullmatch(part):
                return self.fault(row, "import.bad_place", field, part)
        return parts

    def _floor(self, row: Row, room: str, faults: list[TableFault]) -> int | None:
        text = self._cell(row, "floor")
        floor = _floor(text)
        worked_out = floor_of(room)
        if text and floor is None:
            faults.append(self.fault(row, "import.bad_floor", "floor", text))
        elif floor is not None and (floor == 0 or worked_out not in (None, floor)):
            faults.append(self.fault(row, "import.odd_floor", "floor", text))
        return worked_out if floor is None else floor

    def _tie(self, row: Row, faults: list[TableFault]) -> Tie:
        text = self._cell(row, "tie")
        tie = self._words.tie(text)
        if text and tie is None:
            faults.append(self.fault(row, "import.unknown_tie", "tie", text))
        return tie or Tie.OWNER

    def _numbers(self, row: Row, faults: list[TableFault]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for heading, key in zip(self._headings.get("phone", ()), self._keys.get("phone", ()), strict=True):
            for typed in _typed_numbers(row.cells.get(key, ""), self._dialled):
                if number := self._dialled(typed):
                    found[number] = None
                else:
                    code = "import.shortened_number" if _SHORTENED.fullmatch(typed) else "import.bad_number"
                    faults.append(TableFault(code, self._file, row.number, heading, mask(typed)))
        return tuple(found)

    def _cell(self, row: Row, field: str) -> str:
        """What stands in the first column of that field that is not empty."""
        for key in self._keys.get(field, ()):
            if text := row.cells.get(key):
                return text
        return ""

    def fault(self, row: Row, code: str, field: str, found: str = "") -> TableFault:
        """A fault in the column of a field."""
        return TableFault(code, self._file, row.number, self._headings.get(field, [field])[0], found[:LONGEST_NAME])


def dialled_at(region: str, area_code: str) -> Dialled:
    """Reads numbers as they are dialled in a region (ISO 3166) and its area."""

    def dialled(typed: str) -> str:
        if region == "CN" and _MOBILE.fullmatch(typed):  # nearly all are, and need not be looked at in every way
            return f"+86{typed}"
        return normalise(typed, region=region, area_code=area_code).e164

    return dialled


def tidy(text: str) -> str:
    """Text on one line, in its usual signs."""
    if text.isascii() and text.isalnum():
        return text
    return " ".join(unicodedata.normalize("NFKC", text).split())


def floor_of(room: str) -> int | None:
    """The floor that a room's number names: 15 of "1502"; None where it names none."""
    return int(room[:-2]) if len(room) in (3, 4) and room.isascii() and room.isdecimal() else None


@lru_cache(maxsize=4096)
def _sign(text: str) -> str:
    """A number of a building, unit or room as it is compared: usual signs, capitals, "三" as "3", without Excel's ".0"."""
    return _FRACTION.sub("", tidy(text).upper())


def _parts(building: str, unit: str, room: str) -> tuple[str, str, str]:
    """Building, unit and room, each without its word; from the room's cell alone where the building is not given."""
    room = _ROOM.sub("", room)
    parts = _split(room)
    if not building and len(parts) in (2, 3):
        building, unit, room = parts[0], parts[1] if len(parts) == 3 else unit, parts[-1]
    outline = _split(building)
    if not unit and len(outline) == 2:
        building, unit = outline
    building, unit = _numeral(_BUILDING.sub("", building)), _numeral(_UNIT.sub("", unit))
    for before in (f"{building}-{unit}-", f"{building}-"):
        room = room.removeprefix(before) or room
    return building, unit, room


def _split(text: str) -> list[str]:
    return [part for part in _JOINT.split(text) if part]


def _numeral(text: str) -> str:
    return _NUMERAL.sub(lambda found: _NUMERALS[found[0]], text) if len(text) == 1 else text


def _floor(text: str) -> int | None:
    figures = _NUMERAL.sub(lambda found: _NUMERALS[found[0]], _TEENS.sub(_teens, _sign(text)))
    match = _FLOOR.fullmatch(figures)
    if match is None or int(match[2]) > HIGHEST:
        return None
    return -int(match[2]) if match[1] else int(match[2])


def _teens(found: re.Match[str]) -> str:
    """十五 is 15, 二十 is 20."""
    tens, ones = (int(_NUMERALS[numeral]) if numeral else 0 for numeral in found.groups())
    return str(10 * (tens or 1) + ones)


def _typed_numbers(cell: str, dialled: Dialled) -> Iterator[str]:
    """The numbers of a cell; spaces separate them only where that makes numbers of all."""
    if _MOBILE.fullmatch(cell):
        yield cell
        return
    for typed in filter(None, (_FRACTION.sub("", part.strip()) for part in _BETWEEN_NUMBERS.split(cell))):
        words = typed.split()
        yield from words if len(words) > 1 and not dialled(typed) and all(map(dialled, words)) else (typed,)
