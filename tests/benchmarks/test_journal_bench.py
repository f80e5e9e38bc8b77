"""One fact recorded, against the floor of the disk and against plain SQLite writing the same rows; interleaved, medians."""

from __future__ import annotations

import os
import sqlite3
import statistics
import time
from collections import deque
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.console import identify, write_console
from db.database import FILE, open_database
from db.ledger import Ledger
from db.verify import verify_folder
from dutydesk import life
from dutydesk.journal import Request
from dutydesk.taking import NewCall, take
from dutydesk.words import Level, Told
from tests.benchmarks.figures import Figure, Figures
from tests.db.folderside import TwoHands
from tests.dutydesk.deskside import CHEN, DAY, LI, OFFICER

pytestmark = pytest.mark.bench

LIVES = 60
"""Calls from their taking to their completion; six facts each."""
MOST_OF_THE_FLOOR, MOST_OF_RAW = 5.0, 2.5
ENTRIES_PER_SECOND = 100_000


class Raw:
    """Plain sqlite3 in the same mode, writing the statements that a fact wrote, and nothing else."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "wal_autocheckpoint = 0", "foreign_keys = 1"):
            self.connection.execute(f"PRAGMA {pragma}")

    def write(self, statements: list[tuple[str, Any]]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            self.connection.execute(sql, values)
        self.connection.execute("COMMIT")


class Bench:
    """A ledger whose writes are noted, plain SQLite and a plain file, on the same disk."""

    def __init__(self, folder: Path) -> None:
        self.clock = TwoHands()
        self.written: list[tuple[str, Any]] = []
        self.times: dict[str, list[float]] = {}
        self.ledger = _ledger(folder / "ours", self.clock)
        _ledger(folder / "raw", self.clock).close()
        self.raw = Raw(folder / "raw" / FILE)
        self.floor = os.open(folder / "floor", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._number = 0
        self._last: tuple[str, list[tuple[str, Any]]] = ("nothing", [])
        self._note_writes()

    def fact(self, name: str, decision: Callable[..., Any], *args: Any, **given: Any) -> str:
        """Record one fact, do the one before on plain SQLite, and touch the floor of the disk; answers whose fact it was.

        Each comes first in turn: what is written right after another's fsync pays for some of it.
        """
        self._number += 1
        self.clock.move(seconds=1)
        request = Request(f"{self._number:032x}", OFFICER, lambda view: decision(view, *args, **given))
        (before, statements), self.written = self._last, []
        turns = deque(
            [
                lambda: self._timed(name, lambda: self.ledger.record(request)),
                lambda: self._timed(f"raw {before}", lambda: self.raw.write(statements)),
                lambda: self._timed("floor", self._append),
            ]
        )
        turns.rotate(self._number + self._number // 6)
        recorded = next(done for done in [turn() for turn in turns] if done is not None)
        self._last = (name, self.written)
        return recorded.entries[0].entry.subject.partition(":")[2]

    def move_logs(self) -> None:
        """What the worker does beside a running window."""
        for connection in (self.ledger.database.connection(), self.raw.connection):
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def close(self) -> None:
        self.ledger.close()
        self.raw.connection.close()
        os.close(self.floor)

    def _note_writes(self) -> None:
        execute = self.ledger.database.execute_sql

        def noting(sql: str, params: Any = None) -> Any:
            if not sql.startswith("SELECT"):
                self.written.append((sql, params or ()))
            return execute(sql, params)

        self.ledger.database.execute_sql = noting

    def _timed(self, name: str, work: Callable[[], Any]) -> Any:
        began = time.perf_counter()
        done = work()
        self.times.setdefault(name, []).append(time.perf_counter() - began)
        return done

    def _append(self) -> None:
        os.write(self.floor, b"x" * 4096)
        getattr(os, "fdatasync", os.fsync)(self.floor)


def _ledger(folder: Path, clock: TwoHands) -> Ledger:
    folder.mkdir()
    path = folder / FILE
    with closing(open_database(path)) as database:
        identity = identify(database, path, "bench")
        write_console(database, path, identity)
    ledger = Ledger(path, identity, clock=clock)
    ledger.begin()
    return ledger


def _live(bench: Bench) -> None:
    new = NewCall(
        DAY,
        bench.clock.now(),
        LI,
        line="厨房水管爆了，水到走廊",
        category="WAT1",
        level=Level.URGENT,
        place="3-1-1502",
        person="p1",
        caller_name="吴先生",
        caller_number="+8613905710275",
    )
    call = bench.fact("take", take, new=new)
    bench.fact("hand off", life.hand_off, call, to=CHEN, told_how=Told.RADIO)
    bench.fact("acknowledge", life.acknowledge, call)
    bench.fact("set out", life.set_out, call, author=OFFICER)
    bench.fact("arrive", life.arrive, call, author=OFFICER)
    bench.fact("complete", life.complete, call, author=OFFICER, shares=dict.fromkeys(Level, 0.0), done=life.Done("换了角阀"))


def test_one_fact(tmp_path: Path, figures: Figures) -> None:
    bench = Bench(tmp_path)
    for number in range(LIVES):
        if number % 20 == 0:
            bench.move_logs()
        _live(bench)
    bench.close()
    medians = {name: statistics.median(times) * 1000 for name, times in bench.times.items()}
    floor, _ = medians.pop("floor"), medians.pop("raw nothing")
    names = [name for name in medians if not name.startswith("raw ")]
    figures.add(Figure("floor of the disk: 4 KiB append + fdatasync", floor))
    figures.add(*(Figure(f"one fact, {name} (floor: raw sqlite3)", medians[name], floor=medians[f"raw {name}"]) for name in names))
    mine, raw = (statistics.median(medians[f"{kind}{name}"] for name in names) for kind in ("", "raw "))
    figures.add(
        Figure("one fact recorded", mine, floor=floor, peer="fact"),
        Figure("one fact / floor of the disk", mine / floor, "x", MOST_OF_THE_FLOOR),
        Figure("one fact / raw sqlite3 writing the same rows", mine / raw, "x", MOST_OF_RAW),
    )
    assert mine / raw <= MOST_OF_RAW
    assert mine / floor <= MOST_OF_THE_FLOOR


def test_verify_speed(tmp_path: Path, figures: Figures) -> None:
    bench = Bench(tmp_path)
    for _ in range(LIVES):
        _live(bench)
    _multiply(bench)
    bench.close()
    rounds = []
    for _ in range(3):
        began = time.perf_counter()
        found = verify_folder(tmp_path / "ours", folds=False)
        rounds.append(found.entries / (time.perf_counter() - began))
    figures.add(Figure("verify, the chain alone", max(rounds), "entries/s", ENTRIES_PER_SECOND, at_least=True))
    assert not found.problems
    assert max(rounds) >= ENTRIES_PER_SECOND


def _multiply(bench: Bench) -> None:
    """Many more entries in one act, so that the figure is not that of opening the file."""
    call = bench.fact("take", take, new=NewCall(DAY, bench.clock.now(), LI, line="x", place="3"))
    for batch in range(4):
        request = Request(
            f"many{batch}", OFFICER, lambda view: [fact for _ in range(5000) for fact in life.note(view, call, text="厨房水管爆了")]
        )
        bench.ledger.record(request)
