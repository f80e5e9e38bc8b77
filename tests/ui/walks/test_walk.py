"""Nothing is clipped, covered, too small or nameless: every state, both languages, from 1024x768 to 3840x2160, at 100 to 150 %."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCALES = ("1", "1.25", "1.5")


@pytest.fixture(scope="module")
def walks() -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """The walks, all under way at once."""
    usual = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "tests.ui.walks.walk"]
    pipe = subprocess.PIPE
    begun = {
        scale: subprocess.Popen(command, cwd=ROOT, env=usual | {"QT_SCALE_FACTOR": scale}, stdout=pipe, stderr=pipe) for scale in SCALES
    }
    yield begun
    for process in begun.values():
        process.kill()
        process.communicate()


@pytest.mark.parametrize("scale", SCALES)
def test_everything_is_whole(walks: dict[str, subprocess.Popen[bytes]], scale: str) -> None:
    said, complaints = walks[scale].communicate(timeout=600)
    assert walks[scale].returncode == 0, complaints.decode()
    found = json.loads(said)
    assert [f"{finding}  [{len(where)}: {where[0]}]" for finding, where in sorted(found.items())] == []
