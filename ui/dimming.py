"""The dim step of the night: a room so dark that even grey text is bright. One rule makes it of whatever the night theme is."""

from __future__ import annotations

from collections.abc import Mapping

from ui import seeing
from ui.seeing import Rgb
from ui.theme_rules import CALM, LOUD, pairs

GROUND_SHARE, SHARE = 0.5, 0.42
"""Of the light of a ground, and of everything on it, so much remains."""
MARGIN = 1.02
"""A little over the bound, as colours are rounded to 256 steps."""
NOTHING = 1e-6
"""A difference of light that is none."""


def dimmed(colours: Mapping[str, Rgb]) -> dict[str, Rgb]:
    """The night's colours with less light: each gives way as far as the rules of contrast let it, and never grows brighter.

    The marks of the levels stay as they are: they are few, they mean that somebody has to act, and must be told apart. Where two
    colours would come too close, the lighter one is lifted. As the night keeps the rules, none is lifted over what it was.
    """
    dim = {field: _scaled(colour, _share(field)) for field, colour in colours.items()}
    while _lift(dim, colours):
        pass
    return dim


def _share(field: str) -> float:
    if field.startswith("level"):
        return 1.0
    return GROUND_SHARE if field in (*CALM, *LOUD, "busy", "line") else SHARE


def _lift(dim: dict[str, Rgb], full: Mapping[str, Rgb]) -> bool:
    """Lift what is too dark by the rules, once through all; whether anything was."""
    has_lifted = False
    for front, back, least in pairs(is_dark=True):
        dark, light = sorted((front, back), key=lambda field: seeing.luminance(dim[field]))
        now, wanted = seeing.luminance(dim[light]), least * MARGIN * (seeing.luminance(dim[dark]) + 0.05) - 0.05
        if now < wanted - NOTHING and dim[light] != full[light]:
            dim[light] = _scaled(dim[light], wanted / now) if wanted < seeing.luminance(full[light]) else full[light]
            has_lifted = True
    return has_lifted


def _scaled(colour: Rgb, share: float) -> Rgb:
    red, green, blue = (part * share for part in seeing.linear(colour))
    return seeing.of_light((red, green, blue))
