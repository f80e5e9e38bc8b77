"""What a drill tells of itself: a sentence of the catalogue, shown calmly while it runs, and one more when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Telling:
    """The catalogue's `code` with its `values`, and what is said after it; `is_over` when the drill has come to its end.

    `is_fault` where it did not want to.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    is_over: bool = False
    more: tuple[Telling, ...] = ()
    is_fault: bool = False

    @property
    def sentences(self) -> tuple[Telling, ...]:
        """All that is said, in order."""
        return (self, *self.more)
