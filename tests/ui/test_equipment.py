"""The equipment that Qt tells of: fonts, screens, themes and texts."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QRawFont

from dutydesk.checkup import State, Subject
from ui import equipment
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


@pytest.mark.parametrize("error", [FileNotFoundError, KeyError, TypeError, ValueError])
def test_a_theme_that_cannot_be_read_is_named(qapp, monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fails(_name: str) -> Any:
        raise error

    monkeypatch.setattr(equipment, "load_theme", fails)
    assert equipment.looks().broken == ("night.toml", "day.toml")


def test_the_versions_are_told(qapp) -> None:
    assert set(equipment.versions()) == {"Qt", "PySide6"}
