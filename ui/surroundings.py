"""What every view of the window is surrounded by, in one parcel."""

from __future__ import annotations

from dataclasses import dataclass

from ui.feed import Feed
from ui.languages import Languages
from ui.names import Names
from ui.premises import Premises
from ui.theme import Looks
from ui.ticker import Ticker


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Handed to the window, which hands its views what each of them needs."""

    feed: Feed
    ticker: Ticker
    premises: Premises
    names: Names
    looks: Looks
    languages: Languages
