"""A draft: a half-typed call as it stood, so that nobody types it twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in the input line and beside it. `caret` counts characters, `chips` are the corrected fields by name.

    `author` is the member at the desk, `is_active` says that this draft stands in the input line; the others are parked.
    """

    id: str
    text: str
    started_at: datetime
    caret: int = 0
    chips: Mapping[str, str] = field(default_factory=dict)
    phone_call: str = ""
    author: str = ""
    is_active: bool = False
