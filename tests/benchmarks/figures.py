"""The figures of a benchmark run as one table: what was measured, its budget, the floor of the same run and the ratio to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

P95 = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """One line. `value`, `budget` and `floor` are in `unit`; `floor` is what cannot be avoided, measured in the same rounds."""

    what: str
    value: float
    unit: str = "ms"
    budget: float | None = None
    floor: float | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """What stands in the table."""
        return (
            self.what,
            f"{self.value:,.2f} {self.unit}" if self.value < 100 else f"{self.value:,.0f} {self.unit}",
            "" if self.budget is None else f"{self.budget:g}",
            "" if self.budget is None else f"{self.value / self.budget:.2f}",
            "" if self.floor is None else f"{self.floor:.3g}",
            "" if not self.floor else f"{self.value / self.floor:.1f}",
        )


HEAD = ("what", "figure", "budget", "/ budget", "floor", "/ floor")


class Figures:
    """The table, filled by the benchmarks as they run."""

    def __init__(self) -> None:
        self._lines: list[Figure] = []

    def add(self, *lines: Figure) -> None:
        """Put lines under those that are there."""
        self._lines.extend(lines)

    def table(self) -> str:
        """All of it as text, "" while there is nothing."""
        if not self._lines:
            return ""
        rows = [HEAD, *(line.columns for line in self._lines)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join(
            f"{row[0]:<{widths[0]}}" + "".join(f"  {part:>{w}}" for part, w in zip(row[1:], widths[1:], strict=True)) for row in rows
        )


def at_p95(times: Sequence[float]) -> float:
    """The time that 95 of 100 do not pass."""
    return sorted(times)[math.ceil(len(times) * P95) - 1]


def middle(times: Sequence[float]) -> float:
    """The median."""
    return median(times)
