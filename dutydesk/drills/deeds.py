"""What the script does next about something, and when: a deed, decided by dice that throw the same for the same thing."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from dutydesk.journal import Author, Fact
from dutydesk.sample_people import Dice

Decision = Callable[..., Sequence[Fact]]
"""One of `life`, `taking`, `duty` or `rings`."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A decision about `subject` ("call:A20261122-17") that is due at `due`, on the author's word; a refusal is as good as done."""

    subject: str
    due: datetime
    author: Author
    decision: Decision
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing to do yet: look again at `due`."""

    due: datetime


Next = Deed | Later | None
"""What a part of the script does next about something."""


def dice(*about: object) -> Dice:
    """Dice for one question about one thing: they throw the same whenever it is asked, on every machine."""
    return Dice(zlib.crc32("|".join(map(str, about)).encode()))


def after(since: datetime, least: float, most: float, *about: object) -> datetime:
    """Between `least` and `most` minutes after `since`; when, is thrown."""
    return since + timedelta(minutes=least + (most - least) * dice("minutes", *about).below(1000) / 1000)
