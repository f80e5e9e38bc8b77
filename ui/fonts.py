"""The font that Chinese is drawn with: one of the system's where there is one, else the one in ``resources/fonts``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

BUNDLED = ("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf")
RARE = "喆堃玥镕翀"
"""Characters of ordinary names that GBK has and GB2312 lacks: a font without them is not enough."""


@dataclass(frozen=True, slots=True)
class FontInUse:
    """What Chinese is drawn with: `family` is "" where there is nothing; `damaged` names the bundled files that cannot be read."""

    family: str
    is_bundled: bool = False
    damaged: tuple[str, ...] = ()


def provide_chinese(families: Sequence[str]) -> FontInUse:
    """See to it that Chinese can be drawn. `families` are those of the theme, asked first; the bundled font is read only if it must be.

    Needs a running application.
    """
    found = _of_the_system(families)
    return FontInUse(found) if found else _bundled()


def _of_the_system(families: Sequence[str]) -> str:
    """An installed family that draws names; "" when there is none."""
    installed = set(QFontDatabase.families())
    first = next((family for family in families if family in installed and draws_names(family)), "")
    return first or next(filter(draws_names, QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)), "")


def draws_names(family: str) -> bool:
    """Whether a family has all of `RARE`, itself and not by a stand-in."""
    raw = QRawFont.fromFont(QFont(family), QFontDatabase.WritingSystem.SimplifiedChinese)
    return raw.isValid() and all(raw.supportsCharacter(ord(sign)) for sign in RARE)


def _bundled() -> FontInUse:
    taken, damaged = list[str](), list[str]()
    for name in BUNDLED:
        added = _add(name)
        taken += added
        damaged += [] if added else [name]
    return FontInUse(taken[0] if taken else "", bool(taken), tuple(damaged))


def _add(name: str) -> list[str]:
    """The families of a bundled file; none if it cannot be read."""
    try:
        content = files("resources").joinpath("fonts", name).read_bytes()
    except OSError:
        return []
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFontFromData(QByteArray(content)))
