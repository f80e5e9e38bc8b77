"""What the themes look like: readable, quiet, told apart by everybody, and changed while running without a jolt."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from dutydesk import duty
from dutydesk.limits import Heat
from dutydesk.sample import initial_statuses
from dutydesk.words import Status
from tests.ui.night import QIAN, Night
from ui import seeing
from ui.authors import Authors
from ui.console import ConsoleWindow
from ui.marks import clock_width, draw_clock
from ui.palettes import palette
from ui.seeing import Rgb
from ui.theme import DAY, NIGHT, SHEETS, Looks, Theme, dressed_rules, load_theme, style_faults, style_sheet
from ui.theme_file import GROUNDS, LEAST, Colours, Sizes
from ui.theme_rules import APART, CALM, EDGE, EDGES, FILLS, LOUD, NEUTRAL, TEXTS, UNDER_MARKS, breaches

ROOT = Path(__file__).resolve().parents[2]
DIM = "dim"
ALL = [NIGHT, DIM, DAY]
FREE = {"line", "ground", "transparent"}
"""Dividers, and room that is kept for the focus ring: no rule binds them."""
RED, ORANGE, BLUE = (range(15, 45), range(60, 92), range(235, 275))
"""Hues in degrees (CIELAB)."""
LEVELS = {f"level{number}" for number in range(1, 5)} | {f"level{number}_text" for number in range(1, 5)}


def worn(name: str) -> Theme:
    return load_theme(NIGHT, is_dim=True) if name == DIM else load_theme(name)


def colours(name: str) -> dict[str, Rgb]:
    return {field.name: seeing.of_hex(getattr(worn(name).colours, field.name).name()) for field in fields(Colours)}


# ---- the rules, on every theme


@pytest.mark.parametrize("name", ALL)
def test_a_theme_keeps_the_rules_of_contrast_distance_and_grey(name: str) -> None:
    assert [*breaches(colours(name), is_dark=name != DAY)] == []


@pytest.mark.parametrize("viewer", seeing.VIEWERS)
@pytest.mark.parametrize("name", ALL)
def test_the_four_fills_are_told_apart(name: str, viewer: str) -> None:
    found = colours(name)
    near = {(one, other): seeing.distance(found[one], found[other], viewer) for one, other in combinations(FILLS, 2)}
    assert min(near.values()) >= APART, near


@pytest.mark.parametrize("name", ALL)
def test_a_hue_has_one_meaning(name: str) -> None:
    found = colours(name)
    meant = {"level1": RED, "red_ground": RED, "level2": ORANGE, "amber_ground": ORANGE, "level4": BLUE, "blue": BLUE, "blue_ground": BLUE}
    if name != DAY:
        meant |= {"red": RED, "amber": ORANGE}
    assert {field: seeing.hue(found[field]) for field, hues in meant.items() if round(seeing.hue(found[field])) not in hues} == {}
    assert {*NEUTRAL, *meant, *LEVELS, "red", "amber"} == found.keys()


def test_by_day_text_is_never_coloured() -> None:
    found = colours(DAY)
    texts = ["red", "amber", "text", "muted", "faint", *(f"level{number}_text" for number in range(1, 5))]
    assert {field for field in texts if seeing.chroma(found[field]) > 12} == set()
    assert load_theme(DAY).colours.badge_outline == QColor("#4A525C")


def test_the_night_is_as_dark_as_was_agreed() -> None:
    found = load_theme(NIGHT).colours
    assert "#16191C" <= found.ground.name().upper() <= found.panel.name().upper() <= "#1E2226"
    assert (found.raised.name(), found.text.name(), found.muted.name()) == ("#262b31", "#e4e7ea", "#9aa3ad")


def test_the_dim_step_takes_half_of_the_light() -> None:
    night, dim = colours(NIGHT), colours(DIM)
    assert all(seeing.luminance(dim[field]) <= seeing.luminance(night[field]) + 0.001 for field in night)
    assert seeing.luminance(dim["text"]) < seeing.luminance(night["text"]) / 2


def test_the_day_has_no_dim_step() -> None:
    assert load_theme(DAY, is_dim=True) == load_theme(DAY)


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_too_small(name: str) -> None:
    sizes = worn(name).sizes
    assert {field.name for field in fields(Sizes) if getattr(sizes, field.name) < LEAST.get(field.name, 16)} == set()


# ---- what the style sheets and the painters do with the colours


def rules() -> list[tuple[str, dict[str, str]]]:
    """Selectors and declarations of all style sheets, with the names of the colours."""
    text = "".join(files("resources").joinpath("themes", name).read_text(encoding="utf-8") for name in SHEETS)
    found = re.findall(r"([^{}]+)\{((?:\$\{\w+\}|[^{}])*)\}", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    return [(" ".join(selector.split()), dict(re.findall(r"([\w-]+):\s*([^;]+);", body))) for selector, body in found]


def named(value: str) -> str:
    match = re.search(r"\$(\w+)", value)
    return match[1] if match else "transparent"


def test_each_text_of_a_style_sheet_stands_on_a_ground_that_is_checked() -> None:
    pairs = {(front, back) for front, backs in TEXTS.items() for back in backs}
    wrong = []
    for selector, body in rules():
        for colour, ground in (("color", "background"), ("selection-color", "selection-background-color")):
            back = named(body.get(ground, ""))
            if colour in body and back != "transparent":
                wrong += [(selector, named(body[colour]), back)] * ((named(body[colour]), back) not in pairs)
            elif colour in body:
                wrong += [(selector, named(body[colour]), "any calm ground")] * (
                    named(body[colour]) not in {"text", "muted", "faint", "amber", "red"}
                )
            elif back != "transparent" and not re.search("handle|separator|indicator|chunk", selector):
                wrong += [(selector, "text", back)] * (("text", back) not in pairs)
    assert wrong == []


def test_each_border_of_a_style_sheet_can_be_seen() -> None:
    drawn = {
        (selector, named(value)) for selector, body in rules() for key, value in body.items() if key.startswith("border") and "$" in value
    }
    assert {(selector, colour) for selector, colour in drawn if colour not in {*EDGES, *FREE, "text"}} == set()


def test_loud_colours_stand_only_where_they_mean_something() -> None:
    """Red: level 1 and past a limit. Orange: level 2, nearing a limit, and warnings. Blue: a ringing phone and information."""
    meant = {
        "blue": r"ring|phoneLine|tour",
        "amber": r"banner|notice|duplicate|asks|fault|timelineEarlier|urgent=\"warn\"|heat=\"NEARING\"",
        "red": r"banner|late|urgent=\"life\"|heat=\"PAST\"",
    }
    used = [
        (selector, colour) for selector, body in rules() for value in body.values() for colour in re.findall(r"\$(blue|amber|red)", value)
    ]
    assert [(selector, colour) for selector, colour in used if not re.search(meant[colour], selector)] == []


PAINTERS = {
    "blue": {"phone_line", "items"},
    "amber": {"phone_line", "lamps", "marks", "candidate_painting", "strokes"},
    "amber_ground": {"marks", "strokes"},
    "red": {"lamps", "marks", "strokes"},
    "red_ground": {"marks", "strokes"},
}


def test_painters_use_loud_colours_only_where_they_mean_something() -> None:
    """A new one belongs in this table, with a thought to screens.md: one meaning per colour."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "ui").rglob("*.py"):
        for colour in re.findall(r"colours\.(blue|blue_ground|amber|amber_ground|red|red_ground)\b", path.read_text(encoding="utf-8")):
            found.setdefault(colour, set()).add(path.stem)
    assert {colour: files for colour, files in found.items() if not files <= PAINTERS.get(colour, set())} == {}


@pytest.mark.parametrize("heat", [Heat.NEARING, Heat.PAST])
@pytest.mark.parametrize("under", UNDER_MARKS)
def test_by_day_a_limit_s_chip_stands_out_from_its_ground(qapp: QApplication, under: str, heat: Heat) -> None:
    theme = load_theme(DAY)
    ground = getattr(theme.colours, under)
    picture = QImage(clock_width(theme, "+3:24", heat), 31, QImage.Format.Format_RGB32)
    picture.fill(ground)
    painter = QPainter(picture)
    draw_clock(painter, theme, QRect(0, 0, picture.width(), picture.height()), "+3:24", heat)
    painter.end()
    sides = [picture.pixelColor(at, 15) for at in (0, picture.width() - 1)]
    assert min(seeing.contrast(seeing.of_hex(side.name()), seeing.of_hex(ground.name())) for side in sides) >= EDGE


@pytest.mark.parametrize("sheet", SHEETS)
def test_style_sheets_set_no_text_under_16_pixels(sheet: str) -> None:
    text = files("resources").joinpath("themes", sheet).read_text(encoding="utf-8")
    assert [found for found in re.findall(r"font-size:\s*([^;]+)", text) if not found.startswith("${px_")] == []
    assert "font:" not in text


def test_no_colour_stands_in_python() -> None:
    allowed = {"theme_file.py"}  # what serves where a damaged file has no colour
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py")}
    coloured = {
        name for name, text in texts.items() if re.search(r"[\"']#[0-9A-Fa-f]{6}[\"']|QColor\(\d|GlobalColor\.(?!transparent)", text)
    }
    assert coloured <= allowed


# ---- the palette


@pytest.mark.parametrize("name", ALL)
def test_every_role_of_the_palette_is_the_theme_s(name: str) -> None:
    theme = worn(name)
    made, known = palette(theme.colours), {getattr(theme.colours, field.name).name() for field in fields(Colours)}
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    roles = [role for role in QPalette.ColorRole if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles)]
    strange = [(group, role) for group in groups for role in roles if made.color(group, role).name() not in known]
    assert strange == []


PAINTED = [
    ("WindowText", "Window"),
    ("Text", "Base"),
    ("Text", "AlternateBase"),
    ("ButtonText", "Button"),
    ("HighlightedText", "Highlight"),
]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize(("front", "back"), [*PAINTED, ("ToolTipText", "ToolTipBase"), ("PlaceholderText", "Base"), ("Link", "Base")])
def test_what_qt_paints_itself_is_readable(name: str, front: str, back: str) -> None:
    made = palette(worn(name).colours)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        one, other = (seeing.of_hex(made.color(group, getattr(QPalette.ColorRole, role)).name()) for role in (front, back))
        assert seeing.contrast(one, other) >= 4.5


# ---- a quiet board


@pytest.mark.parametrize(("name", "is_dim"), [(NIGHT, False), (NIGHT, True), (DAY, False)])
def test_a_quiet_board_has_no_saturated_colour(quiet: Night, qtbot, name: str, is_dim: bool) -> None:
    """Every pixel of the whole window: all posts are manned, the phone is at the workshop, nobody waits for anything."""
    for member, status, where in initial_statuses(quiet.around.premises.site):
        if status not in ("off", "to_be_called"):
            quiet.does(duty.set_status, member=member, status=Status(status), where=where)
    quiet.does(duty.set_status, member=QIAN, status=Status.ON_POST, where="gate-north")
    quiet.around.looks.wear(name, is_dim=is_dim)
    window = ConsoleWindow(quiet.around, Authors(), QWidget())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    quiet.settle()
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = {bytes(picture.constBits()[at : at + 3]) for at in range(0, picture.sizeInBytes(), 4)}
    assert max(seeing.chroma((red / 255, green / 255, blue / 255)) for blue, green, red in seen) < 20


# ---- wearing it


def test_another_theme_is_worn_while_running(qapp: QApplication) -> None:
    looks = Looks(qapp, NIGHT)
    for name in (DAY, NIGHT):
        looks.toggle()
        assert qapp.palette().color(QPalette.ColorRole.Window) == load_theme(name).colours.ground


def test_a_window_and_what_is_in_it_are_dressed_anew(qapp: QApplication, qtbot) -> None:
    looks, window = Looks(qapp, NIGHT), QWidget()
    qtbot.addWidget(window)
    line = QLineEdit(window)
    looks.dress(window)
    window.ensurePolished()
    for name, is_dim in ((DAY, False), (NIGHT, True), (NIGHT, False)):
        looks.wear(name, is_dim=is_dim)
        line.ensurePolished()
        wanted = load_theme(name, is_dim=is_dim).colours
        assert line.palette().color(QPalette.ColorRole.Text) == wanted.text
        assert line.palette().color(QPalette.ColorRole.PlaceholderText) == wanted.faint


def test_the_theme_that_is_worn_already_disturbs_nobody(qapp: QApplication, qtbot) -> None:
    looks = Looks(qapp, NIGHT)
    with qtbot.assertNotEmitted(looks.changed):
        looks.wear(NIGHT)


@pytest.mark.parametrize("name", ALL)
def test_the_style_sheet_has_every_colour_it_names(name: str) -> None:
    assert style_faults(worn(name)) == ()
    assert "$" not in style_sheet(worn(name))


def test_a_rule_with_an_unknown_name_is_left_out_and_told() -> None:
    sheet = "/* head */\nQLabel { color: $text; }\n\nQFrame {\n    color: $purple;\n}\nQWidget { font-size: ${px_body}px; }\n"
    found = [*dressed_rules(load_theme(NIGHT), sheet)]
    assert "".join(rule for rule, _ in found) == "/* head */\nQLabel { color: #e4e7ea; }\nQWidget { font-size: 18px; }\n"
    assert [(fault.code, fault.line, fault.field) for _, fault in found if fault] == [("theme.unknown_name", 5, "purple")]


def test_figures_have_one_width(qapp: QApplication) -> None:
    font = load_theme(NIGHT).font(18)
    assert [tag.toString() for tag in font.featureTags()] == [b"tnum"]


def test_grounds_are_known_as_such() -> None:
    assert {*CALM, *LOUD} <= {*GROUNDS}
