"""The window's looks: a theme file of colours and sizes, as a palette, a style sheet and fonts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from string import Template

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

NIGHT = "night"
DAY = "day"


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
    """Heights of text and of rows, in pixels at 100 %; no text is under 16."""

    small: int
    body: int
    name: int
    name_smallest: int
    heading: int
    place: int
    timer: int
    clock: int
    input: int
    strip: int
    foot: int
    row_call: int
    row_crew: int
    row_crew_small: int
    target: int


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: everything that a widget needs to look right."""

    name: str
    is_dark: bool
    families: tuple[str, ...]
    colours: Colours
    sizes: Sizes

    def font(self, pixels: int, *, bold: bool = False) -> QFont:
        """A font whose figures all have one width, so that times do not dance."""
        return _font(self.families, pixels, bold)


def load_theme(name: str) -> Theme:
    """The theme of ``resources/themes/NAME.toml``; raises FileNotFoundError, KeyError or TypeError for one that is not whole."""
    data = tomllib.loads(files("resources").joinpath("themes", f"{name}.toml").read_text(encoding="utf-8"))
    colours = Colours(**{colour: QColor(value) for colour, value in data["colours"].items()})
    return Theme(data["name"], data["is_dark"], tuple(data["families"]), colours, Sizes(**data["sizes"]))


@cache
def _font(families: tuple[str, ...], pixels: int, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(pixels)
    font.setBold(bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def palette(theme: Theme) -> QPalette:
    """The palette for the Fusion style (setColorScheme does nothing under plain X11)."""
    colours = theme.colours
    made = QPalette(colours.raised, colours.ground)
    roles = {
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Base: colours.deep,
        QPalette.ColorRole.AlternateBase: colours.panel,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.faint,
        QPalette.ColorRole.Highlight: colours.selected,
        QPalette.ColorRole.HighlightedText: colours.text,
        QPalette.ColorRole.Link: colours.blue,
    }
    for role, colour in roles.items():
        made.setColor(role, colour)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colours.faint)
    return made


def style_sheet(theme: Theme) -> str:
    """``resources/themes/window.qss`` with the theme's colours and sizes in it."""
    text = files("resources").joinpath("themes", "window.qss").read_text(encoding="utf-8")
    colours = {field.name: getattr(theme.colours, field.name).name() for field in fields(Colours)}
    sizes = {f"px_{field.name}": str(getattr(theme.sizes, field.name)) for field in fields(Sizes)}
    return Template(text).substitute(colours | sizes)


class Looks(QObject):
    """The theme that is worn now; widgets that paint themselves ask it and repaint on `changed`."""

    changed = Signal()

    def __init__(self, application: QApplication, name: str = NIGHT) -> None:
        super().__init__()
        self._application = application
        application.setStyle("Fusion")
        self.theme = load_theme(name)
        self._put_on()

    def wear(self, name: str) -> None:
        """Change to another theme while running."""
        self.theme = load_theme(name)
        self._put_on()
        self.changed.emit()

    def toggle(self) -> None:
        """From night to day and back."""
        self.wear(DAY if self.theme.name == NIGHT else NIGHT)

    def _put_on(self) -> None:
        self._application.setFont(self.theme.font(self.theme.sizes.body))
        self._application.setPalette(palette(self.theme))
        self._application.setStyleSheet(style_sheet(self.theme))
