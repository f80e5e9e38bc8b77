"""The rules that the colours of every theme obey (screens.md, Looks), also those that a site chooses itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ui import seeing
from ui.seeing import Rgb

TEXT, EDGE, APART, GREY = 4.5, 3.0, 15.0, 12.0
"""Least contrast of text, and of icons, borders and focus; least distance of two fills (CIE 1976); most chroma of a grey."""
CALM = ("ground", "panel", "lane", "raised", "selected", "deep")
"""The grounds of a quiet window."""
LOUD = ("blue_ground", "amber_ground", "red_ground")
TEXTS: dict[str, tuple[str, ...]] = {
    "text": (*CALM, *LOUD),
    "muted": (*CALM, "blue_ground"),
    "faint": ("ground", "panel", "raised", "deep"),
    "amber": (*CALM, "amber_ground"),
    "red": (*CALM, "red_ground"),
    "on_busy": ("busy",),
    "ground": ("text", "muted"),
}
"""Colours that text is written in, each with the grounds under it; "ground" on "text" is selected text and the main button."""
EDGES: dict[str, tuple[str, ...]] = {
    "border": CALM,
    "focus": (*CALM, *LOUD),
    "blue": ("ground", "panel", "blue_ground"),
    "amber": (*CALM, "amber_ground"),
    "red": (*CALM, "red_ground"),
}
"""Colours of icons, borders and the focus ring. `line` only divides what stands apart anyway, and is bound by nothing."""
FILLS = ("level1", "level2", "level3", "level4")
FILLED_AT_NIGHT = 2
"""By night the marks of the first two levels are filled; the others are outlined, their text stands on the window's ground."""
UNDER_MARKS = ("panel", "ground", "raised", "selected")
NEUTRAL = (*CALM, "line", "border", "text", "muted", "faint", "busy", "focus", "badge_outline", "on_busy")
"""What a quiet board is made of: grey."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that two colours break (one colour, for a grey that is not grey): `value` should be at least, or at most, `bound`."""

    fields: tuple[str, ...]
    value: float
    bound: float


def pairs(*, is_dark: bool) -> Iterator[tuple[str, str, float]]:
    """What stands on what, and the contrast it needs."""
    for table, least in ((TEXTS, TEXT), (EDGES, EDGE)):
        yield from ((front, back, least) for front, backs in table.items() for back in backs)
    for number, fill in enumerate(FILLS, 1):
        if number <= FILLED_AT_NIGHT or not is_dark:
            yield f"{fill}_text", fill, TEXT
        else:
            yield from ((f"{fill}_text", back, TEXT) for back in UNDER_MARKS)
        edge = fill if is_dark and number <= FILLED_AT_NIGHT else "border" if is_dark else "badge_outline"
        yield from ((edge, back, EDGE) for back in UNDER_MARKS)


def breaches(colours: Mapping[str, Rgb], *, is_dark: bool) -> tuple[Breach, ...]:
    """Every rule that is broken."""
    return (*_unclear(colours, is_dark=is_dark), *_alike(colours), *_coloured(colours))


def _unclear(colours: Mapping[str, Rgb], *, is_dark: bool) -> Iterator[Breach]:
    shining = {field: seeing.luminance(colour) for field, colour in colours.items()}
    for front, back, least in pairs(is_dark=is_dark):
        low, high = sorted((shining[front], shining[back]))
        ratio = (high + 0.05) / (low + 0.05)
        if ratio < least:
            yield Breach((front, back), ratio, least)


def _alike(colours: Mapping[str, Rgb]) -> Iterator[Breach]:
    for one, other in combinations(FILLS, 2):
        nearest = min(seeing.distance(colours[one], colours[other], viewer) for viewer in seeing.VIEWERS)
        if nearest < APART:
            yield Breach((one, other), nearest, APART)


def _coloured(colours: Mapping[str, Rgb]) -> Iterator[Breach]:
    for field in NEUTRAL:
        much = seeing.chroma(colours[field])
        if much > GREY:
            yield Breach((field,), much, GREY)
