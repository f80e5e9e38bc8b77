"""What the timeline's tests share."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.night import Night
from tests.ui.timeline.watched import Watched


@pytest.fixture
def watched(night: Night, qtbot: QtBot) -> Watched:
    """The busy night's timeline, in English."""
    return Watched(night, qtbot)
