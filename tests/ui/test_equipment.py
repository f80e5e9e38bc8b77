"""The equipment that Qt tells of: fonts, screens, themes and texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

from dutydesk.checkup import State, Subject
from ui import equipment, theme_reading
from ui.theme import Looks


def test_the_font_of_the_window_has_what_names_need(qapp) -> None:
    Looks(qapp)
    found = equipment.fonts()
    assert found.used
    assert found.chinese > 0
    assert found.lacking == ""


def test_a_font_that_has_nothing_lacks_every_sign(qapp) -> None:
    assert equipment.lacking(QRawFont()) == equipment.IN_NAMES


def test_a_platform_without_a_display_has_no_screens(qapp) -> None:
    assert equipment.screens() == ()


def test_everything_is_judged_once(qapp) -> None:
    found = list(equipment.of_equipment())
    assert [(one.subject, one.state) for one in found] == [
        (Subject.FONTS, State.OK),
        (Subject.SCREEN, State.OK),
        (Subject.LOOKS, State.OK),
    ]


@pytest.mark.parametrize("text", [None, "[colours", "[colours]\n"])
def test_a_theme_that_is_damaged_is_named(qapp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str | None) -> None:
    (tmp_path / "themes").mkdir()
    for name in ("night.toml", "day.toml") if text is not None else ():
        (tmp_path / "themes" / name).write_text(str(text), encoding="utf-8")
    monkeypatch.setattr(theme_reading, "files", lambda _package: tmp_path)
    assert equipment.looks().broken == ("night.toml", "day.toml")


def test_the_versions_are_told(qapp) -> None:
    assert set(equipment.versions()) == {"Qt", "PySide6"}
