"""Column maps: which column of a city's file means what, read from TOML (``resources/maps/README.md`` tells how to write one)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from dutydesk.categories import Categories
from dutydesk.causes import Cause, cause_of
from dutydesk.refusals import RefusedError
from dutydesk.spelling import plain
from dutydesk.tables import Table
from dutydesk.words import Channel, Level

T = TypeVar("T")

_KNOWN = {
    "": ("zh", "en", "zone", "language", "time", "place", "line", "category", "level", "channel", "caller", "id"),
    "time": ("columns", "formats"),
    "place": ("columns", "area"),
    "line": ("columns",),
    "category": ("columns", "default", "words"),
    "level": ("columns", "words"),
    "channel": ("columns", "default", "words"),
    "caller": ("name", "number"),
    "id": ("column",),
}


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the words of some columns mean: the longest word that stands in them counts."""

    columns: tuple[str, ...]
    words: Mapping[str, str]

    def find(self, text: str) -> str | None:
        """What `text` means, None when none of the words stands in it."""
        said = plain(text)
        return next((self.words[word] for word in sorted(self.words, key=len, reverse=True) if word in said), None)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A map, read: `place` are columns of which the first that is filled counts; those of `time` and `line` are read together."""

    file: str
    zh: str
    en: str
    zone: ZoneInfo
    language: str
    time: tuple[str, ...]
    formats: tuple[str, ...]
    place: tuple[str, ...]
    area: str
    line: tuple[str, ...]
    category: Glossary
    default_category: str
    level: Glossary
    channel: Glossary
    default_channel: Channel
    caller_name: str
    caller_number: str
    id: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the map speaks of."""
        alone = (self.area, self.caller_name, self.caller_number, self.id)
        many = (*self.time, *self.place, *self.line, *self.category.columns, *self.level.columns, *self.channel.columns)
        return tuple(dict.fromkeys((*many, *filter(None, alone))))

    def name(self, language: str) -> str:
        """What the map is called."""
        return self.zh if language == "zh" else self.en


def map_at(path: Path, categories: Categories) -> ColumnMap:
    """The map in a file. Raises RefusedError: data.unreadable, map.not_toml, map.wrong_value, map.missing, map.unknown_field."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        cause = cause_of(error) if isinstance(error, OSError) else Cause("cause.not_utf8")
        raise RefusedError("data.unreadable", path=str(path), cause=cause) from error
    return parse_map(text, str(path), categories)


def bundled_maps(categories: Categories) -> tuple[ColumnMap, ...]:
    """The maps that come with the program."""
    folder = files("resources").joinpath("maps")
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return tuple(parse_map(one.read_text(encoding="utf-8"), one.name, categories) for one in found)


def fitting(maps: Sequence[ColumnMap], table: Table, file: str) -> ColumnMap:
    """The map whose columns are all in the table, of several the one that speaks of most. Raises RefusedError("map.none_fits")."""
    fit = [one for one in maps if not table.lacks(one.columns)]
    if not fit:
        names = ", ".join(one.file for one in maps)
        raise RefusedError("map.none_fits", file=file, columns=", ".join(table.columns), maps=names)
    return max(fit, key=lambda one: len(one.columns))


def check(found: ColumnMap, table: Table, file: str) -> None:
    """Raise RefusedError("map.no_column") where the map speaks of a column that the table lacks."""
    for fault in table.lacks(found.columns):
        raise RefusedError("map.no_column", map=found.file, file=file, field=fault.field, found=fault.found)


def parse_map(text: str, file: str, categories: Categories) -> ColumnMap:
    """The map of a TOML text; `file` is named in what is refused."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise RefusedError("map.not_toml", file=file, line=line[1] if line else "?") from error
    return _Reader(file, data, categories).map()


class _Reader:
    """Reads one map, and refuses with the field's name and what would fit."""

    def __init__(self, file: str, data: Mapping[str, Any], categories: Categories) -> None:
        self._file = file
        self._data = data
        self._codes = tuple(category.code for category in categories)
        for table, fields in _KNOWN.items():
            for field in self._table(table):
                if field not in fields:
                    raise RefusedError("map.unknown_field", file=file, field=_path(table, field), fits=", ".join(fields))

    def map(self) -> ColumnMap:
        """The whole map."""
        channels = tuple(one.value for one in Channel)
        level = self._glossary("level", tuple(str(one.value) for one in Level))
        return ColumnMap(
            file=self._file,
            zh=self._text("", "zh") or self._text("", "en") or self._file,
            en=self._text("", "en") or self._text("", "zh") or self._file,
            zone=self._zone(),
            language=self._one_of("", "language", ("zh", "en"), "zh"),
            time=self._needed("time", "columns"),
            formats=self._needed("time", "formats"),
            place=self._texts("place", "columns"),
            area=self._text("place", "area"),
            line=self._needed("line", "columns"),
            category=self._glossary("category", self._codes),
            default_category=self._one_of("category", "default", self._codes, "HELP"),
            level=level,
            channel=self._glossary("channel", channels),
            default_channel=Channel(self._one_of("channel", "default", channels, Channel.FORWARDED.value)),
            caller_name=self._text("caller", "name"),
            caller_number=self._text("caller", "number"),
            id=self._text("id", "column"),
        )

    def _table(self, table: str) -> Mapping[str, Any]:
        found = self._data.get(table, {}) if table else self._data
        if not isinstance(found, dict):
            raise self._wrong("", table, found, f"[{table}]")
        return found

    def _wrong(self, table: str, field: str, found: object, fits: str) -> RefusedError:
        return RefusedError("map.wrong_value", file=self._file, field=_path(table, field), found=str(found)[:100], fits=fits)

    def _text(self, table: str, field: str) -> str:
        found = self._table(table).get(field, "")
        if not isinstance(found, str):
            raise self._wrong(table, field, found, '"..."')
        return found.strip()

    def _texts(self, table: str, field: str) -> tuple[str, ...]:
        found = self._table(table).get(field, [])
        if not isinstance(found, list) or not all(isinstance(one, str) and one.strip() for one in found):
            raise self._wrong(table, field, found, '["...", "..."]')
        return tuple(found)

    def _needed(self, table: str, field: str) -> tuple[str, ...]:
        found = self._texts(table, field)
        if not found:
            raise RefusedError("map.missing", file=self._file, field=_path(table, field))
        return found

    def _one_of(self, table: str, field: str, fits: Sequence[str], usual: str) -> str:
        found = self._text(table, field) or usual
        if found not in fits:
            raise self._wrong(table, field, found, ", ".join(fits))
        return found

    def _zone(self) -> ZoneInfo:
        name = self._text("", "zone")
        if not name:
            raise RefusedError("map.missing", file=self._file, field="zone")
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, KeyError) as error:  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
            raise self._wrong("", "zone", name, "Asia/Shanghai, America/New_York") from error

    def _glossary(self, table: str, fits: Sequence[str]) -> Glossary:
        return Glossary(self._texts(table, "columns"), dict(self._words(table, fits)))

    def _words(self, table: str, fits: Sequence[str]) -> Iterator[tuple[str, str]]:
        words = self._table(table).get("words", {})
        if not isinstance(words, dict):
            raise self._wrong(table, "words", words, f"[{table}.words]")
        for word, meaning in words.items():
            if str(meaning) not in fits:
                raise self._wrong(table, f'words."{word}"', meaning, ", ".join(fits))
            yield plain(word), str(meaning)


def _path(table: str, field: str) -> str:
    return f"{table}.{field}" if table else field
