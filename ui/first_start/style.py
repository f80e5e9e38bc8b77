"""The style sheet of the first start, with the colours and sizes of the theme that is worn."""

from __future__ import annotations

from dataclasses import fields
from importlib.resources import files
from string import Template

from ui.theme import Colours, Sizes, Theme


def first_start_style(theme: Theme) -> str:
    """``resources/themes/first_start.qss`` filled in."""
    text = files("resources").joinpath("themes", "first_start.qss").read_text(encoding="utf-8")
    colours = {field.name: getattr(theme.colours, field.name).name() for field in fields(Colours)}
    sizes = {f"px_{field.name}": str(getattr(theme.sizes, field.name)) for field in fields(Sizes)}
    return Template(text).substitute(colours | sizes)
