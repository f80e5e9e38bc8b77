"""Whether the tour of the first keys is still to be shown: a small file in the data folder, offered once and seen once."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

FILE = "tour.json"
"""Its name in the data folder. A folder without it, or with one that cannot be read, has had its tour."""
_OFFERED = {"first_keys": "offered"}
_SEEN = {"first_keys": "seen"}


class FirstTour:
    """The memory of one data folder. A folder that cannot keep it does without; nothing here raises."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def offer(self) -> None:
        """A new site: whoever signs on first is shown around."""
        self._write(_OFFERED)

    def is_offered(self) -> bool:
        """Whether nobody has been shown around yet."""
        try:
            return bool(json.loads(self._path.read_text(encoding="utf-8")) == _OFFERED)
        except (OSError, ValueError, RecursionError):
            return False

    def keep_as_seen(self) -> None:
        """Never again by itself."""
        self._write(_SEEN)

    def _write(self, state: dict[str, str]) -> None:
        with contextlib.suppress(OSError):
            self._path.write_text(json.dumps(state) + "\n", encoding="utf-8")
