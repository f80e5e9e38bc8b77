"""A theme read whole: the program's own file, over it the site's, and of that only what keeps the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from ui import seeing
from ui.dimming import dimmed
from ui.theme_file import COLOUR_NAMES, NOTHING, SIZE_NAMES, ThemeFault, Written, lacking, plain_value, read_theme
from ui.theme_rules import GREY, breaches


@dataclass(frozen=True, slots=True)
class Read:
    """A theme that can be worn, and what was wrong on the way to it."""

    name: str
    hexes: Mapping[str, str]
    sizes: Mapping[str, int]
    families: tuple[str, ...]
    faults: tuple[ThemeFault, ...]

    def colours(self, *, is_dim: bool) -> Mapping[str, str]:
        """The colours by name, as "#RRGGBB"."""
        if not is_dim:
            return self.hexes
        dim = dimmed({field: seeing.of_hex(colour) for field, colour in self.hexes.items()})
        return {field: seeing.to_hex(colour) for field, colour in dim.items()}


def read_whole(name: str, own: Path | None = None) -> Read:
    """The theme `name`; `own` is the folder that may hold a file of the same name with single colours and sizes of the site's."""
    usual = _of_the_program(name)
    return usual if own is None else _with_own(usual, own / f"{name}.toml")


def _of_the_program(name: str) -> Read:
    file = f"{name}.toml"
    try:
        text = files("resources").joinpath("themes", file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        written = replace(NOTHING, faults=(ThemeFault("theme.unreadable", file),))
    else:
        written = read_theme(text, file, {field: plain_value(name, field) for field in (*COLOUR_NAMES, *SIZE_NAMES)})
    plain = {field: plain_value(name, field) for field in (*COLOUR_NAMES, *SIZE_NAMES)}
    hexes = {field: written.colours.get(field, plain[field]) for field in COLOUR_NAMES}
    sizes = {field: written.sizes.get(field, int(plain[field])) for field in SIZE_NAMES}
    return Read(name, hexes, sizes, written.families, (*written.faults, *lacking(name, file, written)))


def _with_own(usual: Read, path: Path) -> Read:
    """The site's file may be absent, and may be anything: what keeps the rules is taken, the rest is told."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return usual
    except (OSError, UnicodeDecodeError):
        return replace(usual, faults=(*usual.faults, ThemeFault("theme.unreadable", str(path))))
    written = read_theme(text, str(path), {**usual.hexes, **usual.sizes})
    chosen, refused = _within_rules(usual, written, str(path))
    return replace(
        usual,
        hexes={**usual.hexes, **chosen},
        sizes={**usual.sizes, **written.sizes},
        families=(*written.families, *usual.families),
        faults=(*usual.faults, *written.faults, *refused),
    )


def _within_rules(usual: Read, written: Written, file: str) -> tuple[dict[str, str], tuple[ThemeFault, ...]]:
    """The site's colours without those that break a rule: one after the other is taken out until all rules hold that held before."""
    chosen, faults = dict(written.colours), list[ThemeFault]()
    is_dark = usual.name == "night"
    while True:
        whole = {field: seeing.of_hex(colour) for field, colour in {**usual.hexes, **chosen}.items()}
        broken = next((one for one in breaches(whole, is_dark=is_dark) if chosen.keys() & set(one.fields)), None)
        if broken is None:
            return chosen, tuple(faults)
        field = next(one for one in broken.fields if one in chosen)
        del chosen[field]
        beside = " / ".join(one for one in broken.fields if one != field)
        code = "theme.coloured" if broken.bound == GREY else "theme.too_close"
        told = written.told(code, file, field, usual.hexes[field])
        faults.append(replace(told, beside=beside, value=round(broken.value, 1), bound=broken.bound))
