"""Stories are played on an X server, so a Windows machine has none of them to collect."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    collect_ignore_glob = ["*.py"]
else:
    from tests.stories.night import SIGNS, Night
    from tests.stories.screen import Screen

    @pytest.fixture
    def night(tmp_path: Path) -> Iterator[Night]:
        """A desk with an officer signed on."""
        with Screen(tmp_path, SIGNS) as screen:
            night = Night(screen, tmp_path / "data", "zh")
            night.open()
            night.sign_on()
            yield night
