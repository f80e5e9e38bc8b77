"""A hard crash leaves where the program stood; an orderly end leaves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dutydesk import crashes

ROOT = Path(__file__).resolve().parents[2]
CRASHING = """
import faulthandler, sys
from pathlib import Path
from dutydesk import crashes
with crashes.watched(Path(sys.argv[1])):
    secret = "13905710275"
    faulthandler._sigsegv()
"""


def crash(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CRASHING, str(folder)], cwd=ROOT, check=False, capture_output=True, timeout=60)
    assert done.returncode != 0


@pytest.mark.skipif(os.name == "nt", reason="Windows tells of its own crashes in a box")
def test_a_crash_leaves_its_places_and_is_kept_beside(tmp_path: Path) -> None:
    crash(tmp_path)
    told = (tmp_path / crashes.NOW).read_text(encoding="utf-8")
    assert "Fatal Python error: Segmentation fault" in told
    assert "13905710275" not in told
    when = crashes.last(tmp_path)
    assert when is not None
    assert datetime.now(UTC) - when < timedelta(minutes=1)
    with crashes.watched(tmp_path):
        assert (tmp_path / crashes.LAST).read_text(encoding="utf-8") == told
    assert crashes.last(tmp_path) == when


def test_an_orderly_end_leaves_nothing(tmp_path: Path) -> None:
    with crashes.watched(tmp_path):
        assert (tmp_path / crashes.NOW).exists()
    assert list(tmp_path.iterdir()) == []
    assert crashes.last(tmp_path) is None


def test_a_program_that_was_killed_did_not_crash(tmp_path: Path) -> None:
    (tmp_path / crashes.NOW).touch()
    assert crashes.last(tmp_path) is None


def test_a_folder_that_takes_no_file_is_no_reason_to_end(tmp_path: Path) -> None:
    with crashes.watched(tmp_path / "none"):
        assert crashes.last(tmp_path / "none") is None
