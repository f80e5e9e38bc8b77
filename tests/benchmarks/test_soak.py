"""A simulated day at sixty times its speed: the living sample site works by itself, and now and then somebody presses keys.

DUTYDESK_SOAK_MINUTES says how long; a whole day takes 24.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from tests.benchmarks.figures import Figure, Figures
from tests.benchmarks.watched_screen import LEFT, RIGHT, WatchedScreen

pytestmark = pytest.mark.bench

MINUTES = float(os.environ.get("DUTYDESK_SOAK_MINUTES", "4"))
SPEED = 60
GROWTH_MB, RSS_MB, STALL_MS = 20, 200, 100
WARM = 0.2
"""The share of the time after which memory counts as filled: fonts, both languages, every page once."""
_KEYS: tuple[tuple[str, ...], ...] = (
    ("F2", "s", "g", "b", "Escape"),
    ("ctrl+f", "w", "a", "n", "g", "Escape"),
    ("Down", "Down", "Up"),
    ("ctrl+l",),
    ("F1", "Escape"),
    ("ctrl+l",),
    ("ctrl+t",),
    ("ctrl+k", "Next", "Prior", "Escape"),
    ("ctrl+t",),
)
_BETWEEN = 4.0


def test_a_day_at_sixty_times_its_speed(tmp_path: Path, figures: Figures) -> None:
    stalls, data = tmp_path / "stalls.jsonl", tmp_path / "data"
    program = [sys.executable, "-m", "tests.benchmarks.watched_program", stalls]
    command = [*program, "demo", "--data", data, "--speed", str(SPEED), "--lang", "zh", "--theme", "night"]
    with WatchedScreen(tmp_path) as screen:
        _, desk = screen.time_to_paint(command, (LEFT, RIGHT))
        sizes = list(_sizes(screen, desk.process.pid, MINUTES * 60))
        assert desk.process.poll() is None, desk.words
        desk.end()
    warm, end = sizes[int(len(sizes) * WARM) :][: len(sizes) // 10 + 1], sizes[-len(sizes) // 10 :]
    growth, most = statistics.median(end) - statistics.median(warm), max(sizes)
    took = _longest(stalls)
    hours = f"{MINUTES * SPEED / 60:g} h at {SPEED}x"
    figures.add(
        Figure(f"{hours}: memory, grown since warm", growth, "MB", GROWTH_MB),
        Figure(f"{hours}: memory, most", most, "MB", RSS_MB),
        Figure(f"{hours}: longest stall of the window", took[0], "ms", STALL_MS),
        Figure(f"{hours}: of that, worked by the program", took[1], "ms", STALL_MS),
    )
    assert growth < GROWTH_MB
    assert most < RSS_MB
    assert took[1] <= 2 * STALL_MS


def _sizes(screen: WatchedScreen, process: int, seconds: float) -> Iterator[float]:
    """The program's memory in MB, looked at after each handful of keys."""
    pause, ends = threading.Event(), time.monotonic() + seconds
    for keys in cycle(_KEYS):
        screen.press(*keys)
        pause.wait(_BETWEEN)
        yield _resident_mb(process)
        if time.monotonic() > ends:
            return


def _resident_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _longest(stalls: Path) -> tuple[float, float]:
    """The longest stall and the longest work of the program in one; each is printed with where the window stood."""
    lines = stalls.read_text(encoding="utf-8").splitlines() if stalls.exists() else []
    found = [json.loads(line) for line in lines]
    for one in sorted(found, key=lambda one: -one["worked"])[:5]:
        print(f"\nstall of {one['took']:.0f} ms, {one['worked']:.0f} of them at work, {one['at']:.0f} s after the start:")
        print("\n".join(f"    {line}" for line in one["stack"]))
    return max((one["took"] for one in found), default=0.0), max((one["worked"] for one in found), default=0.0)
