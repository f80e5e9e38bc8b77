"""Waiting for a condition that somebody else brings about: looked at again and again, with a deadline."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_BETWEEN = 0.03
"""Seconds between two looks: short beside what is waited for, long beside the look itself."""


def until(look: Callable[[], T], what: str, within: float = 20) -> T:
    """What `look` answers as soon as that is true; an AssertionError that names `what` after `within` seconds."""
    pause, deadline = threading.Event(), time.monotonic() + within
    while not (seen := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {within:g} s for this: {what}")
        pause.wait(_BETWEEN)
    return seen
