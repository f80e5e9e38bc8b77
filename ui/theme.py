"""The window's looks: the theme that is worn, as a palette, a style sheet and fonts, for the application and its windows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QWidget

from ui import palettes
from ui.backdrop import Backdrop
from ui.fonts import FontInUse, provide_chinese
from ui.theme_file import Colours, Sizes, ThemeFault
from ui.theme_reading import Read, read_whole

__all__ = ["DAY", "NIGHT", "Colours", "Looks", "Sizes", "Theme", "ThemeFault", "load_theme", "style_sheet"]
NIGHT = "night"
DAY = "day"
SHEETS = ("window.qss", "centre.qss", "first_start.qss")


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: everything that a widget needs to look right. `is_dim` is the dim step of the night."""

    name: str
    is_dark: bool
    families: tuple[str, ...]
    colours: Colours
    sizes: Sizes
    is_dim: bool = False

    def font(self, pixels: int, *, bold: bool = False) -> QFont:
        """A font whose figures all have one width, so that times do not dance."""
        return _font(self.families, pixels, bold)


def load_theme(name: str, *, is_dim: bool = False, own: Path | None = None) -> Theme:
    """The theme of ``resources/themes/NAME.toml``, with what the site's own file in the folder `own` says. Never raises."""
    return _theme(read_whole(name, own), is_dim=is_dim)


def _theme(read: Read, *, is_dim: bool) -> Theme:
    is_dark = read.name == NIGHT
    is_dim = is_dim and is_dark
    colours = Colours(**{field: QColor(colour) for field, colour in read.colours(is_dim=is_dim).items()})
    return Theme(read.name, is_dark, tuple(read.families), colours, Sizes(**read.sizes), is_dim)


@cache
def _font(families: tuple[str, ...], pixels: int, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(pixels)
    font.setBold(bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def style_sheet(theme: Theme) -> str:
    """The style sheets in ``resources/themes`` with the theme's colours and sizes in them."""
    return "".join(rule for name in SHEETS for rule, _ in dressed_rules(theme, _sheet(name)))


def style_faults(theme: Theme) -> tuple[ThemeFault, ...]:
    """What is wrong in the style sheets: a file that cannot be read, or a rule that names what no theme has; that one is left out."""
    absent = (ThemeFault("theme.unreadable", name) for name in SHEETS if not _sheet(name))
    found = ((name, fault) for name in SHEETS for _, fault in dressed_rules(theme, _sheet(name)) if fault)
    return (*absent, *(replace(fault, file=name) for name, fault in found))


def dressed_rules(theme: Theme, sheet: str) -> Iterator[tuple[str, ThemeFault | None]]:
    """Each rule filled in; "" and its fault for one with an unknown name."""
    known = _values(theme)
    line = 1
    for rule in re.findall(r"[^}]*}?", sheet):
        template = Template(rule)
        unknown = sorted(set(template.get_identifiers()) - known.keys())
        if unknown or not template.is_valid():
            where = line + rule[: max(0, rule.find("$"))].count("\n")
            yield "", ThemeFault("theme.unknown_name", "", where, unknown[0] if unknown else "$")
        else:
            yield template.substitute(known), None
        line += rule.count("\n")


def _values(theme: Theme) -> Mapping[str, str]:
    colours = {field.name: getattr(theme.colours, field.name).name() for field in fields(Colours)}
    return colours | {f"px_{field.name}": str(getattr(theme.sizes, field.name)) for field in fields(Sizes)}


@cache
def _sheet(name: str) -> str:
    """A style sheet's text; "" if it cannot be read."""
    try:
        return files("resources").joinpath("themes", name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


class Looks(QObject):
    """The theme that is worn now; widgets that paint themselves ask it and repaint on `changed`.

    Windows are dressed one by one: a style sheet of the whole application would be applied to each widget once for each of its
    ancestors, which takes longer. `own` is the folder of the site's own themes.
    """

    changed = Signal()

    def __init__(self, application: QApplication, name: str = NIGHT, own: Path | None = None, *, is_dim: bool = False) -> None:
        super().__init__()
        self._application = application
        self._own = own
        self._read: dict[str, Read] = {}
        self._dresses: dict[tuple[str, bool], tuple[str, tuple[ThemeFault, ...]]] = {}
        self._windows: list[QWidget] = []
        application.setStyle("Fusion")
        self.theme = self._load(name, is_dim=is_dim)
        self.fonts: FontInUse = provide_chinese(self.theme.families)
        self._put_on()

    @property
    def faults(self) -> Sequence[ThemeFault]:
        """What is wrong in the files of the theme that is worn, and in the bundled font where that is needed."""
        damaged = (ThemeFault("font.unreadable", name) for name in self.fonts.damaged)
        return (*self._read[self.theme.name].faults, *self._dress()[1], *damaged)

    def dress(self, window: QWidget) -> None:
        """Let a window, and all that is in it or opens from it, wear the theme from now on."""
        self._windows.append(window)
        Backdrop(window)
        window.setStyleSheet(self._dress()[0])

    def wear(self, name: str, *, is_dim: bool | None = None) -> None:
        """Change to another theme while running; the dim step stays as it is unless told."""
        wanted = self._load(name, is_dim=self.theme.is_dim if is_dim is None else is_dim)
        if wanted == self.theme:
            return
        self.theme = wanted
        self._put_on()
        for window in self._windows:
            window.setStyleSheet(self._dress()[0])
        self.changed.emit()

    def toggle(self) -> None:
        """From night to day and back."""
        self.wear(DAY if self.theme.name == NIGHT else NIGHT)

    def _load(self, name: str, *, is_dim: bool) -> Theme:
        if name not in self._read:
            self._read[name] = read_whole(name, self._own)
        return _theme(self._read[name], is_dim=is_dim)

    def _dress(self) -> tuple[str, tuple[ThemeFault, ...]]:
        """The style sheet of the theme that is worn, and what is wrong in it."""
        key = (self.theme.name, self.theme.is_dim)
        if key not in self._dresses:
            self._dresses[key] = (style_sheet(self.theme), style_faults(self.theme))
        return self._dresses[key]

    def _put_on(self) -> None:
        font = self.theme.font(self.theme.sizes.body)
        if font != self._application.font():  # each widget would be told of it, though themes share their letters
            self._application.setFont(font)
        self._application.setPalette(palettes.palette(self.theme.colours))
