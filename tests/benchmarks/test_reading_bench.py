"""What is looked up while somebody types or looks back, with a million calls; against SQLite reading through all of them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db import folded
from db.storage import StorageBeside
from dutydesk.clocks import SystemClock
from dutydesk.entries import from_micros
from dutydesk.phone_figures import figures_of
from tests.benchmarks.figures import Figure, Figures, at_p95, at_p99, middle
from tests.benchmarks.made_up_calls import name
from tests.benchmarks.many_calls import Lot
from tests.benchmarks.open_desk import OpenDesk

pytestmark = pytest.mark.bench

MILLION = Lot(1_000_000, people=50_000)
TIMES_FASTER, TYPICAL_MS, PAGE_MS = 20, 2, 10
PAGE, PHONES = 20, 50
TYPED, PAGES = 12, 300
_WALK = "SELECT count(*) FROM (SELECT id FROM call WHERE state LIKE '%没有这样的字%' LIMIT 30)"
FolderOf = Callable[[Lot], Path]


def test_finding(qapp: QApplication, folder_of: FolderOf, figures: Figures) -> None:
    """Each key of the find list, from names, initials, rooms, numbers and what nobody is called; the walk is done in between."""
    keys, walks = [], []
    with OpenDesk(qapp, folder_of(MILLION)) as desk:
        find = desk.window.centre.parts.find
        for number, word in enumerate(_words()):
            keys += [_timed(partial(find.seek, word[:end])) for end in range(1, len(word) + 1)]
            if number % 36 == 0:
                walks.append(_timed(lambda: desk.storage.database.execute_sql(_WALK).fetchall()))
    walk = middle(walks)
    figures.add(
        Figure("find, a key, 1,000,000 calls, median", middle(keys), "ms", TYPICAL_MS, walk, peer="search"),
        Figure("find, a key, 1,000,000 calls, p99", at_p99(keys), "ms", walk / TIMES_FASTER, walk),
    )
    assert at_p99(keys) <= walk / TIMES_FASTER


def test_history(folder_of: FolderOf, figures: Figures) -> None:
    """A call with all its entries, and the latest calls of a place, anywhere in the years."""
    beside, dice = StorageBeside(folder_of(MILLION), clock=SystemClock()), random.Random(7)
    try:
        least, most = beside.database.execute_sql("SELECT min(rowid), max(rowid) FROM call").fetchone()
        calls, places = [], []
        for _ in range(PAGES):
            row = beside.database.execute_sql(
                "SELECT id, place FROM call WHERE rowid >= ? LIMIT 1", (dice.randint(least, most),)
            ).fetchone()
            calls.append(_timed(partial(beside.readings.history, f"call:{row[0]}")))
            places.append(_timed(partial(beside.readings.calls_at, row[1], PAGE)))
    finally:
        beside.close()
    figures.add(
        Figure("history of a call anywhere, p95", at_p95(calls), "ms", PAGE_MS),
        Figure(f"the last {PAGE} calls of a place, p95", at_p95(places), "ms", PAGE_MS),
    )
    assert max(at_p95(calls), at_p95(places)) <= PAGE_MS


def test_phone_calls(folder_of: FolderOf, figures: Figures) -> None:
    """The latest phone calls, the forwarded ones of them, and the figures of a week."""
    beside = StorageBeside(folder_of(MILLION), clock=SystemClock())
    try:
        latest = beside.database.execute_sql("SELECT max(rang_at) FROM phone_call").fetchone()[0]
        until = from_micros(latest)
        since, read = until - timedelta(days=7), beside.readings
        logs = [_timed(partial(read.phone_log, since, PHONES, forwarded=bool(number % 2))) for number in range(PAGES)]
        counts = []
        for _ in range(PAGES):
            folded.forget()  # as for the first look
            counts.append(_timed(lambda: figures_of(read.phone_measures(since, until))))
    finally:
        beside.close()
    figures.add(
        Figure(f"the latest {PHONES} phone calls, p95", at_p95(logs), "ms", PAGE_MS),
        Figure("figures of a week of phone calls, p95", at_p95(counts), "ms", PAGE_MS),
    )
    assert max(at_p95(logs), at_p95(counts)) <= PAGE_MS


def _words() -> Iterator[str]:
    """What an officer types to find something."""
    dice = random.Random(3)
    for _ in range(TYPED):
        building, unit, room = dice.randint(1, 8), dice.randint(1, 2), 100 * dice.randint(1, 25) + dice.randint(1, 4)
        yield from (name(dice.randrange(5000)), f"{building}-{unit}-{room}", f"{building}-{room}", f"{dice.randrange(10_000):04}")
        yield from (str(dice.randint(1, 300)), dice.choice(("wxy", "lgq", "sgb", "zzz", "厨房水管", "nobody", "欧阳娜娜")))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
