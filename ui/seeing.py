"""How people see colours: contrast, distance and saturation, also for those who see fewer colours. Knows no theme and no Qt."""

from __future__ import annotations

from math import atan2, degrees, dist, hypot

Rgb = tuple[float, float, float]
"""Red, green and blue as they stand in a file, each from 0 to 1 (sRGB)."""
Row = tuple[float, float, float]
NORMAL = "normal"
VIEWERS: dict[str, tuple[Row, Row, Row]] = {
    NORMAL: ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What each viewer sees of linear light at severity 1.0: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based
Model for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009, table 1."""
WHITE = (0.95047, 1.0, 1.08883)
"""The white of daylight (D65, 2 degrees)."""


def of_hex(text: str) -> Rgb:
    """The colour of "#RRGGBB"; raises ValueError for anything else."""
    if len(text) != 7 or text[0] != "#":
        raise ValueError(text)
    red, green, blue = bytes.fromhex(text[1:])
    return red / 255, green / 255, blue / 255


def to_hex(colour: Rgb) -> str:
    """The colour as "#RRGGBB"."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02X}" for part in colour)


def linear(colour: Rgb) -> Rgb:
    """The light that a screen gives off for a colour (IEC 61966-2-1)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return red, green, blue


def of_light(light: Rgb) -> Rgb:
    """The colour for which a screen gives off this light."""
    held = (min(1.0, max(0.0, part)) for part in light)
    red, green, blue = (part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in held)
    return red, green, blue


def luminance(colour: Rgb) -> float:
    """Relative luminance (WCAG 2)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def seen_by(viewer: str, colour: Rgb) -> Rgb:
    """The colour as one of `VIEWERS` sees it."""
    light = linear(colour)
    red, green, blue = (sum(part * of for part, of in zip(row, light, strict=True)) for row in VIEWERS[viewer])
    return of_light((red, green, blue))


def lab(colour: Rgb) -> tuple[float, float, float]:
    """Lightness 0 to 100 and two axes of hue (CIELAB)."""
    red, green, blue = linear(colour)
    axes = (
        0.4124564 * red + 0.3575761 * green + 0.1804375 * blue,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        0.0193339 * red + 0.1191920 * green + 0.9503041 * blue,
    )
    x, y, z = (_root(part / white) for part, white in zip(axes, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def chroma(colour: Rgb) -> float:
    """How far from grey a colour is: 0 is grey, over 20 is plainly coloured, 134 is the most that a screen can show (CIELAB)."""
    _, a, b = lab(colour)
    return hypot(a, b)


def hue(colour: Rgb) -> float:
    """The angle of a colour in degrees (CIELAB): red near 35, orange 70, yellow 100, blue 250."""
    _, a, b = lab(colour)
    return degrees(atan2(b, a)) % 360


def distance(one: Rgb, other: Rgb, viewer: str = NORMAL) -> float:
    """How unlike two colours are to a viewer; 2 is just seen (CIE 1976).

    The newer CIEDE2000 counts less among strong colours: it gives orange and yellow 11.6 for a deutan viewer where this gives 17.
    """
    return dist(lab(seen_by(viewer, one)), lab(seen_by(viewer, other)))


def _root(part: float) -> float:
    return float(part ** (1 / 3)) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
