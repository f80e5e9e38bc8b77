"""Themes: whole, readable, and with nothing too small."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import DAY, NIGHT, Looks, Sizes, Theme, load_theme, palette, style_sheet

TEXTS = [
    ("text", "panel"),
    ("muted", "panel"),
    ("faint", "panel"),
    ("text", "ground"),
    ("muted", "ground"),
    ("text", "blue_ground"),
    ("amber", "amber_ground"),
    ("red", "red_ground"),
    ("on_busy", "busy"),
    ("muted", "blue_ground"),
    ("muted", "deep"),
    ("text", "selected"),
    ("level1_text", "level1"),
    ("level2_text", "level2"),
    ("muted", "selected"),
    ("muted", "lane"),
]
EDGES = [("border", "panel"), ("blue", "panel"), ("focus", "ground"), ("amber", "panel")]


def brightness(colour: QColor) -> float:
    """Relative luminance (WCAG 2)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(theme: Theme, one: str, other: str) -> float:
    low, high = sorted(brightness(getattr(theme.colours, name)) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", [NIGHT, DAY])
def test_texts_are_readable(name: str) -> None:
    theme = load_theme(name)
    assert {pair: round(contrast(theme, *pair), 1) for pair in TEXTS if contrast(theme, *pair) < 4.5} == {}


@pytest.mark.parametrize("name", [NIGHT, DAY])
def test_edges_can_be_seen(name: str) -> None:
    theme = load_theme(name)
    assert {pair: round(contrast(theme, *pair), 1) for pair in EDGES if contrast(theme, *pair) < 3} == {}


@pytest.mark.parametrize("name", [NIGHT, DAY])
def test_nothing_is_smaller_than_16_pixels(name: str) -> None:
    sizes = load_theme(name).sizes
    assert min(getattr(sizes, field.name) for field in fields(Sizes)) >= 16


@pytest.mark.parametrize("name", [NIGHT, DAY])
def test_the_style_sheet_has_every_colour_it_names(name: str) -> None:
    assert "$" not in style_sheet(load_theme(name))


def test_the_palette_has_the_theme_s_ground() -> None:
    theme = load_theme(NIGHT)
    assert palette(theme).color(QPalette.ColorRole.Window) == theme.colours.ground


def test_another_theme_is_worn_while_running(qapp: QApplication) -> None:
    looks = Looks(qapp, NIGHT)
    looks.toggle()
    assert qapp.palette().color(QPalette.ColorRole.Window) == load_theme(DAY).colours.ground
    looks.toggle()
    assert qapp.palette().color(QPalette.ColorRole.Window) == load_theme(NIGHT).colours.ground


def test_figures_have_one_width(qapp: QApplication) -> None:
    font = load_theme(NIGHT).font(18)
    assert [tag.toString() for tag in font.featureTags()] == [b"tnum"]
