"""What is chosen by hand while the window is open is kept in the settings file, behind the window's back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dutydesk import settings

LOG = logging.getLogger("dutydesk.settings")


class Remembering:
    """Writes one value after the other on a thread of its own; call `close` at the end, which waits for the last.

    A file that cannot be written is no error: the choice holds until the program ends. `without` names what is not kept, as
    "section.key": what the command line said holds for this time only.
    """

    def __init__(self, path: Path, without: Iterable[str] = ()) -> None:
        self._path = path
        self._without = frozenset(without)
        self._writer = ThreadPoolExecutor(1, "remembering")

    def keep(self, section: str, key: str, value: str | int) -> None:
        """Keep a value; returns at once."""
        if f"{section}.{key}" not in self._without:
            self._writer.submit(self._write, section, key, value)

    def run(self, work: Callable[[], None]) -> None:
        """Do something else with the file, in its turn: two who change it at once would lose what one of them wrote."""
        self._writer.submit(work)

    def close(self) -> None:
        """Return when everything is written."""
        self._writer.shutdown()

    def _write(self, section: str, key: str, value: str | int) -> None:
        try:
            settings.change(self._path, section, key, value)
        except (OSError, ValueError) as error:
            LOG.info("%s.%s was not kept: %s", section, key, type(error).__name__)
