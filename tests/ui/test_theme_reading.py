"""Files of themes, whole and damaged: what is wrong is told by file, line and field, and the window has something to wear."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from dutydesk.catalogue import Catalogue
from ui import seeing, theme_reading
from ui.theme import DAY, NIGHT, Looks, load_theme
from ui.theme_file import COLOUR_NAMES, SIZE_NAMES, Sizes, ThemeFault, read_theme
from ui.theme_reading import read_whole
from ui.theme_rules import breaches


def own(folder: Path, text: str, name: str = NIGHT) -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def told(folder: Path, text: str, name: str = NIGHT) -> list[tuple[str, int, str, str]]:
    faults = read_whole(name, own(folder, text, name)).faults
    return [(fault.code, fault.line, fault.field, fault.used) for fault in faults]


def test_the_program_s_themes_are_whole() -> None:
    assert [read_whole(name).faults for name in (NIGHT, DAY)] == [(), ()]


def test_a_site_may_change_single_colours_and_sizes(tmp_path: Path) -> None:
    theme = load_theme(NIGHT, own=own(tmp_path, 'families = ["Ours"]\n[colours]\ntext = "#f0f0f0"\n[sizes]\nbody = 20\n'))
    assert (theme.colours.text, theme.sizes.body, theme.families[0]) == (QColor("#F0F0F0"), 20, "Ours")
    assert theme.colours.muted == load_theme(NIGHT).colours.muted


def test_without_a_file_of_its_own_nothing_changes(tmp_path: Path) -> None:
    assert load_theme(DAY, own=tmp_path) == load_theme(DAY)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[colours]\n\ntext = "red"\n', ("theme.wrong_value", 3, "text", "#E4E7EA")),
        ("[colours]\ntext = 7\n", ("theme.wrong_value", 2, "text", "#E4E7EA")),
        ('[colours]\npurple = "#800080"\n', ("theme.unknown_field", 2, "purple", "")),
        ("[sizes]\nbody = 15\n", ("theme.wrong_value", 2, "body", "18")),
        ("[sizes]\ntarget = 20\n", ("theme.wrong_value", 2, "target", "32")),
        ("[sizes]\nclock = true\n", ("theme.wrong_value", 2, "clock", "30")),
        ("colours = 5\n", ("theme.unknown_field", 1, "colours", "")),
        ("families = [1]\n", ("theme.unknown_field", 1, "families", "")),
        ("[sounds]\n", ("theme.unknown_field", 1, "sounds", "")),
        ('[colours]\ntext = "#5A5F64"\n', ("theme.too_close", 2, "text", "#E4E7EA")),
        ('[colours]\nlevel2 = "#F0E040"\n', ("theme.too_close", 2, "level2", "#E69F00")),
        ('[colours]\npanel = "#00205A"\n', ("theme.coloured", 2, "panel", "#1E2226")),
        ("[colours\n", ("theme.not_toml", 1, "", "")),
    ],
)
def test_what_is_wrong_is_told_and_not_used(tmp_path: Path, text: str, fault: tuple[str, int, str, str]) -> None:
    assert told(tmp_path, text) == [fault]
    assert load_theme(NIGHT, own=tmp_path) == load_theme(NIGHT)


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "night.toml"
    path.mkdir() if content is None else path.write_bytes(content)
    (fault,) = read_whole(NIGHT, tmp_path).faults
    assert (fault.code, fault.file) == ("theme.unreadable", str(path))


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "night.toml").write_bytes(b"\xef\xbb\xbf[sizes]\nbody = 20\n")
    assert load_theme(NIGHT, own=tmp_path).sizes.body == 20


def breaches_of(folder: Path) -> tuple[object, ...]:
    return breaches({field: seeing.of_hex(colour) for field, colour in read_whole(NIGHT, folder).hexes.items()}, is_dark=True)


@given(st.dictionaries(st.sampled_from(COLOUR_NAMES), st.from_regex("#[0-9A-F]{6}", fullmatch=True), max_size=6))
def test_whatever_a_site_chooses_the_rules_hold(tmp_path_factory: pytest.TempPathFactory, chosen: dict[str, str]) -> None:
    folder = own(tmp_path_factory.mktemp("own"), "[colours]\n" + "".join(f'{field} = "{colour}"\n' for field, colour in chosen.items()))
    assert breaches_of(folder) == ()


@given(st.text() | st.binary().map(lambda some: some.decode("latin-1")))
def test_no_text_is_too_strange(text: str) -> None:
    written = read_theme(text, "night.toml", {})
    assert {*written.colours} <= {*COLOUR_NAMES}
    assert {*written.sizes} <= {*SIZE_NAMES}


@given(st.dictionaries(st.sampled_from((*COLOUR_NAMES, *SIZE_NAMES)), st.booleans() | st.integers() | st.text(alphabet="#0aF", max_size=9)))
def test_values_are_used_or_told(values: dict[str, object]) -> None:
    def written(names: tuple[str, ...]) -> str:
        return "".join(
            f"{name} = {str(values[name]).lower() if isinstance(values[name], bool) else repr(values[name])}\n" for name in names
        )

    colours, sizes = (tuple(name for name in names if name in values) for names in (COLOUR_NAMES, SIZE_NAMES))
    found = read_theme(f"[colours]\n{written(colours)}[sizes]\n{written(sizes)}", "f", dict.fromkeys((*COLOUR_NAMES, *SIZE_NAMES), "usual"))
    assert {*found.colours, *found.sizes} | {fault.field for fault in found.faults} == values.keys()


# ---- the program's own files, damaged


class Damaged:
    """Resources in which one file has another content."""

    def __init__(self, content: str | None) -> None:
        self._content = content

    def __call__(self, _package: str) -> Damaged:
        return self

    def joinpath(self, *_parts: str) -> Damaged:
        return self

    def read_text(self, encoding: str) -> str:
        if self._content is None:
            raise FileNotFoundError
        return self._content

    def read_bytes(self) -> bytes:
        return self.read_text("utf-8").encode()


@pytest.mark.parametrize("content", [None, "[colours\n", "", '[colours]\ntext = "#12"\n'])
@pytest.mark.parametrize("name", [NIGHT, DAY])
def test_a_damaged_theme_of_the_program_is_told_and_something_is_worn(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, name: str, content: str | None
) -> None:
    monkeypatch.setattr(theme_reading, "files", Damaged(content))
    looks = Looks(qapp, name)
    assert {fault.code for fault in looks.faults} <= {"theme.unreadable", "theme.not_toml", "theme.lacks", "theme.wrong_value"}
    assert looks.faults
    assert looks.theme.sizes == Sizes()
    text, ground = (seeing.of_hex(colour.name()) for colour in (looks.theme.colours.text, looks.theme.colours.ground))
    assert seeing.contrast(text, ground) > 10
    looks.wear(name, is_dim=True)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "code", ["coloured", "lacks", "not_toml", "too_close", "unknown_field", "unknown_name", "unreadable", "wrong_value"]
)
def test_every_fault_has_its_sentence(code: str, language: str) -> None:
    fault = ThemeFault(f"theme.{code}", "night.toml", 3, "text", "#E4E7EA", "panel", 1.2, 4.5)
    said = Catalogue.load().say(fault.code, language, **fault.values)
    assert "night.toml" in said
    assert "{" not in said
