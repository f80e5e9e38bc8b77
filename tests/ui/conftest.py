"""What the window's tests share: a made-up night on the sample site, in either language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.night import Night, busy_night, quiet_night
from ui.languages import Languages


@pytest.fixture(autouse=True)
def _english_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The application outlives a test: whatever language its windows spoke, the next test begins in English."""
    spoken: list[Languages] = []
    made = Languages.__init__

    def remember(languages: Languages, application: QApplication, code: str = "zh", **given: Any) -> None:
        made(languages, application, code, **given)
        spoken.append(languages)

    monkeypatch.setattr(Languages, "__init__", remember)
    yield
    for languages in spoken:
        languages.speak("en")


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
