"""The figures of a benchmark run as one table: what was measured, its budget, the floor of the same run and the ratio to it."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

P95, P99 = 0.95, 0.99
PEERS = Path(__file__).with_name("peers.toml")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line. `value`, `budget` and `floor` are in `unit`; `floor` is what cannot be avoided, measured in the same rounds.

    `peer` names what others were measured with for the same (``peers.toml``). `at_least` turns the budget round.
    """

    what: str
    value: float
    unit: str = "ms"
    budget: float | None = None
    floor: float | None = None
    peer: str = ""
    at_least: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """What stands in the table."""
        return (
            self.what,
            f"{_short(self.value)} {self.unit}",
            "" if self.budget is None else f"{'>= ' if self.at_least else ''}{_short(self.budget)}",
            "" if self.budget is None else f"{self.value / self.budget:.2f}{'' if self._is_kept else ' !'}",
            "" if self.floor is None else f"{self.floor:.3g}",
            "" if not self.floor else f"{self.value / self.floor:.1f}",
        )

    @property
    def _is_kept(self) -> bool:
        if self.budget is None:
            return True
        return self.value >= self.budget if self.at_least else self.value <= self.budget


HEAD = ("what", "figure", "budget", "/ budget", "floor", "/ floor")


class Figures:
    """The table, filled by the benchmarks as they run."""

    def __init__(self) -> None:
        self._lines: list[Figure] = []

    def add(self, *lines: Figure) -> None:
        """Put lines under those that are there."""
        self._lines.extend(lines)

    def table(self) -> str:
        """All of it as text with the peers under it, "" while there is nothing. A mark stands where a budget is missed."""
        if not self._lines:
            return ""
        rows = [HEAD, *(line.columns for line in self._lines)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = [f"{row[0]:<{widths[0]}}" + "".join(f"  {part:>{w}}" for part, w in zip(row[1:], widths[1:], strict=True)) for row in rows]
        return "\n".join((*lines, *self._beside_others(tomllib.loads(PEERS.read_text(encoding="utf-8")))))

    def _beside_others(self, peers: Mapping[str, Any]) -> Iterator[str]:
        compared = [line for line in self._lines if line.peer]
        if compared:
            yield f"\nbeside others, {peers['source']}:"
        for line in compared:
            told = peers[line.peer]
            yield f"{line.what}: {_short(line.value)} {line.unit}"
            for name, value in told["others"].items():
                yield f"    {name}: {_short(value)} {told['unit']}, {value / line.value:.1f} x ours"


def _short(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) < 100 else f"{value:,.0f}"


def at_p95(times: Sequence[float]) -> float:
    """The time that 95 of 100 do not pass."""
    return sorted(times)[math.ceil(len(times) * P95) - 1]


def at_p99(times: Sequence[float]) -> float:
    """The time that 99 of 100 do not pass."""
    return sorted(times)[math.ceil(len(times) * P99) - 1]


def middle(times: Sequence[float]) -> float:
    """The median."""
    return median(times)
