"""Whether the tour of the first keys is still to be shown: a small file in the data folder, offered once and seen once."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

FILE = "tour.json"
"""Its name in the data folder. A folder without it, or with one that cannot be read, has had its tour."""
_OFFERED = {"first_keys": "offered"}
_SEEN = {"first_keys": "seen"}


def offer(folder: Path) -> None:
    """A new site: whoever signs on first is shown around. A folder that cannot keep it does without."""
    _write(folder, _OFFERED)


def is_offered(folder: Path) -> bool:
    """Whether nobody has been shown around yet."""
    try:
        return bool(json.loads((folder / FILE).read_text(encoding="utf-8")) == _OFFERED)
    except (OSError, ValueError, RecursionError):
        return False


def keep_as_seen(folder: Path) -> None:
    """Never again by itself."""
    _write(folder, _SEEN)


def _write(folder: Path, state: dict[str, str]) -> None:
    with contextlib.suppress(OSError):
        (folder / FILE).write_text(json.dumps(state) + "\n", encoding="utf-8")
