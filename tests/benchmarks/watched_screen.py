"""A screen whose picture is looked at every few milliseconds: when a program has painted, as a person would see it."""

from __future__ import annotations

import struct
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tests.stories.screen import Program, Screen

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""
LEFT, RIGHT, MIDDLE = (20, 80, 320, 400), (1480, 100, 1900, 900), (500, 400, 800, 700)
"""Where the open calls, the crew board and any window are on the screen; the pointer rests between them."""
TEXT = 0x90
"""No ground of the night theme is so bright, every text is."""
_BETWEEN = 0.004
"""Seconds between two looks, each of a fraction of a millisecond: the watcher must not slow what it watches."""
_EVERY = 6
"""Of so many lines one is looked at; every text is higher."""


class WatchedScreen(Screen):
    """A screen that tells when boxes of it show something bright."""

    def run(self, command: Sequence[str | Path], surroundings: Mapping[str, str] | None = None) -> Program:
        """Start a program that keeps its bytecode, as an installed one does; the second start finds it."""
        kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(self._folder / "bytecode")}
        return super().run(command, {**kept, **(surroundings or {})})

    def time_to_paint(self, command: Sequence[str | Path], boxes: Sequence[Box]) -> tuple[float, Program]:
        """Start a program; seconds until every box shows text, and the program, which still runs."""
        view, pause = self._view(), threading.Event()
        self.wait_until_dark(boxes)
        began = time.perf_counter()
        program = self.run(command)
        while not all(_is_bright(view, box) for box in boxes):
            assert program.process.poll() is None, program.words
            assert time.perf_counter() - began < 60, "nothing was painted in a minute"
            pause.wait(_BETWEEN)
        return time.perf_counter() - began, program

    def wait_until_dark(self, boxes: Sequence[Box]) -> None:
        """Wait until what was painted is gone."""
        view, pause = self._view(), threading.Event()
        while any(_is_bright(view, box) for box in boxes):
            pause.wait(_BETWEEN)

    def _view(self) -> Any:
        """The X server's own picture file, as it changes."""
        path = self._picture / "Xvfb_screen0"
        with path.open("rb") as file:
            header = struct.unpack(">25I", file.read(100))
        size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
        return np.memmap(path, np.uint8, "r", size + 12 * colours, (height, line))[:, : width * 4].reshape(height, width, 4)[..., :3]


def _is_bright(view: Any, box: Box) -> bool:
    left, top, right, bottom = box
    return bool((view[top:bottom:_EVERY, left:right, 1] >= TEXT).any())
