"""A theme as a file holds it: colours and sizes by name. What is wrong in it is told by line and field, and what is usual is used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a theme, named by what they mean."""

    ground: QColor
    panel: QColor
    lane: QColor
    raised: QColor
    selected: QColor
    deep: QColor
    line: QColor
    border: QColor
    text: QColor
    muted: QColor
    faint: QColor
    busy: QColor
    focus: QColor
    blue: QColor
    blue_ground: QColor
    amber: QColor
    amber_ground: QColor
    red: QColor
    red_ground: QColor
    badge_outline: QColor
    on_busy: QColor
    level1: QColor
    level1_text: QColor
    level2: QColor
    level2_text: QColor
    level3: QColor
    level3_text: QColor
    level4: QColor
    level4_text: QColor

    def level(self, number: int) -> QColor:
        """The fill of a level's mark."""
        return (self.level1, self.level2, self.level3, self.level4)[number - 1]

    def on_level(self, number: int) -> QColor:
        """The text on a level's mark."""
        return (self.level1_text, self.level2_text, self.level3_text, self.level4_text)[number - 1]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Heights of text and of rows, in pixels at 100 %; no text is under 16. The values here serve where a damaged file has none."""

    small: int = 16
    body: int = 18
    name: int = 24
    name_smallest: int = 18
    heading: int = 16
    place: int = 24
    timer: int = 36
    clock: int = 30
    input: int = 24
    strip: int = 56
    foot: int = 44
    row_call: int = 64
    row_crew: int = 46
    row_crew_small: int = 38
    target: int = 32


LEAST = {"strip": 44, "foot": 44, "row_call": 44, "row_crew": 32, "row_crew_small": 32, "target": 32}
"""The smallest that a size may be (screens.md, Looks); every other one is a text's, and at least 16."""
SMALLEST_TEXT, LARGEST = 16, 120
COLOUR_NAMES = tuple(field.name for field in fields(Colours))
SIZE_NAMES = tuple(field.name for field in fields(Sizes))
PLAIN = {True: ("#16191C", "#E4E7EA"), False: ("#E6E8EB", "#1B1F24")}
"""Ground and text, dark and light, for what a damaged file has no colour for: readable, and without any meaning."""
GROUNDS = ("ground", "panel", "lane", "raised", "selected", "deep", "busy", "blue_ground", "amber_ground", "red_ground")


@dataclass(frozen=True, slots=True)
class ThemeFault:
    """Something wrong in a theme: a catalogue code with the file, `line` (0 unknown), `field`, and what is `used` instead.

    Where a colour breaks a rule with another one, `beside` names that, `value` is what was measured and `bound` what it should be.
    """

    code: str
    file: str
    line: int = 0
    field: str = ""
    used: str = ""
    beside: str = ""
    value: float = 0
    bound: float = 0

    @property
    def values(self) -> dict[str, object]:
        """What fills the sentence of `code`."""
        found = {"file": self.file, "line": self.line or "?", "field": self.field, "used": self.used}
        return {**found, "beside": self.beside, "value": f"{self.value:.1f}", "bound": f"{self.bound:g}"}


@dataclass(frozen=True, slots=True)
class Written:
    """What a file says, as far as it can be used; `lines` tells where."""

    colours: Mapping[str, str]
    sizes: Mapping[str, int]
    families: tuple[str, ...]
    lines: Mapping[str, int]
    faults: tuple[ThemeFault, ...] = ()

    def told(self, code: str, file: str, field: str, used: object) -> ThemeFault:
        """A fault of one field that stands in this file."""
        return ThemeFault(code, file, self.lines.get(field, 0), field, str(used))


NOTHING = Written({}, {}, (), {})


def read_theme(text: str, file: str, used: Mapping[str, object]) -> Written:
    """What the theme `text` says. `used` holds by field what goes on where something is wrong. Never raises."""
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        return Written({}, {}, (), {}, (ThemeFault("theme.not_toml", file, int(line[1]) if line else 0),))
    lines = _lines(text)
    faults = list[ThemeFault]()

    def tell(field: str) -> None:
        code = "theme.wrong_value" if field in used else "theme.unknown_field"
        faults.append(ThemeFault(code, file, lines.get(field, 0), field, str(used.get(field, ""))))

    colours = _section(found, "colours", COLOUR_NAMES, _colour, tell)
    sizes = _section(found, "sizes", SIZE_NAMES, _size, tell)
    families = found.get("families", [])
    if not isinstance(families, list) or not all(isinstance(one, str) for one in families):
        families = []
        tell("families")
    for field in found.keys() - {"name", "is_dark", "families", "colours", "sizes"}:
        tell(field)
    return Written(colours, sizes, tuple(families), lines, tuple(faults))


def lacking(name: str, file: str, written: Written) -> tuple[ThemeFault, ...]:
    """What a theme that should be whole lacks. A file that does not parse is told once, not by field."""
    if any(fault.code == "theme.not_toml" for fault in written.faults):
        return ()
    told = {fault.field for fault in written.faults}
    absent = [one for one in (*COLOUR_NAMES, *SIZE_NAMES) if one not in written.colours and one not in written.sizes and one not in told]
    return tuple(ThemeFault("theme.lacks", file, 0, field, plain_value(name, field)) for field in absent)


def plain_value(name: str, field: str) -> str:
    """What serves for a field that a damaged file of the program lacks."""
    if field in SIZE_NAMES:
        return str(getattr(Sizes(), field))
    return PLAIN[name == "night"][field not in GROUNDS]


def _section(
    found: Mapping[str, Any], section: str, names: tuple[str, ...], read: Callable[[str, object], Any], tell: Callable[[str], None]
) -> dict[str, Any]:
    table = found.get(section, {})
    if not isinstance(table, dict):
        tell(section)
        return {}
    values = {field: read(field, value) for field, value in table.items() if field in names}
    for field in table:
        if values.get(field) is None:
            tell(field)
    return {field: value for field, value in values.items() if value is not None}


def _colour(_field: str, value: object) -> str | None:
    return value.upper() if isinstance(value, str) and re.fullmatch(r"#[0-9A-Fa-f]{6}", value) else None


def _size(field: str, value: object) -> int | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and LEAST.get(field, SMALLEST_TEXT) <= value <= LARGEST
    return value if fits and isinstance(value, int) else None


def _lines(text: str) -> dict[str, int]:
    """Where each field stands; the first place counts, as TOML allows no second."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r"\s*\[?\s*\"?([\w.-]+)\"?\s*(?:=|\])", line)
        if match:
            found.setdefault(match[1], number)
    return found
