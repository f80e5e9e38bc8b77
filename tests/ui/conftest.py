"""What the window's tests share: a made-up night on the sample site, in either language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.night import Night, busy_night, quiet_night


@pytest.fixture
def night(qapp: QApplication) -> Iterator[Night]:
    """The busy night of the picture, in English."""
    made = busy_night(qapp, language="en")
    yield made
    made.around.languages.speak("en")


@pytest.fixture
def quiet(qapp: QApplication) -> Iterator[Night]:
    """The sample site before anybody has signed on, in English."""
    made = quiet_night(qapp, language="en")
    yield made
    made.around.languages.speak("en")
