"""The chips of a call: their words can be read on whatever ground they stand."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.night import Night
from ui.centre.chips import Chip


@pytest.mark.parametrize("urgent", ["warn", "life"])
def test_its_name_is_bright_on_a_loud_ground_and_muted_else(night: Night, qtbot, urgent: str) -> None:
    window = QWidget()
    qtbot.add_widget(window)
    night.around.looks.dress(window)
    chip = Chip("level", window)
    window.show()
    colours = night.around.looks.theme.colours
    for stands, wanted in (("no", colours.muted), (urgent, colours.text), ("no", colours.muted)):
        chip.show_value("Level", "2", stands)
        assert colour(chip) == wanted, stands


def colour(chip: Chip) -> QColor:
    name = next(label for label in chip.findChildren(QLabel) if label.text() == "Level")
    return name.palette().color(name.foregroundRole())
