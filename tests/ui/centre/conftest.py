"""The centre of a console, fresh for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.centre.console import Console


@pytest.fixture
def console(qtbot: QtBot, qapp: QApplication) -> Iterator[Console]:
    made = Console(qtbot, qapp)
    yield made
    made.languages.speak("en")
    made.window.close()
