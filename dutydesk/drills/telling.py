"""What a drill tells of itself: a sentence of the catalogue, shown calmly while it runs, and one more when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Telling:
    """The catalogue's `code` with its `values`; `is_over` when the drill has come to its end."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    is_over: bool = False
