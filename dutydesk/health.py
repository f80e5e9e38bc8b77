"""How the storage is: whether facts go to the database, to the emergency log, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class StorageState(StrEnum):
    """Where facts go now. ``FROZEN``: the database is lost, the emergency log takes them. ``READ_ONLY``: nothing can be kept."""

    OK = "ok"
    FROZEN = "frozen"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class StorageHealth:
    """The state, since when (UTC), and why: a code of the catalogue such as ``data.vanished``, "" while all is well.

    `last_good` is when the database last took a fact.
    """

    state: StorageState
    since: datetime
    reason: str = ""
    last_good: datetime | None = None
