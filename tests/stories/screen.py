"""A screen of the test's own: an X server that nobody sees, a window manager, and the keys pressed on it."""

from __future__ import annotations

import os
import re
import select
import shutil
import struct
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.stories.waiting import until

NEEDED = ("Xvfb", "openbox", "xdotool", "xprop", "xkbcomp")
SIZE = (1920, 1080)
_ENDS_WITHIN = 10
_BETWEEN_KEYS = 12
"""Milliseconds between two typed characters: a very fast typist's, some 80 a second."""
_APART, _MOST_OF_THE_POINTER = 10, 9
"""Pixels between two points of a window that are looked at, and how many of them a pointer of 30 pixels covers at most."""
_HEADER = struct.Struct(">25I")
"""The fixed part of an XWD file (X11/XWDFile.h): 25 big-endian words."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program on the screen; `out` and `err` are the files that it writes to."""

    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    def end(self) -> None:
        """End it if it still runs: asked first, then by force."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(_ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.kill()
        self.process.wait()

    def ended(self, within: float = 20) -> int:
        """Its exit code, once it has ended by itself. Raises subprocess.TimeoutExpired."""
        return self.process.wait(within)

    @property
    def words(self) -> str:
        """What it has said on its error channel."""
        return self.err.read_text(encoding="utf-8")


def with_signs(keymap: str, signs: str) -> str:
    """An XKB keymap in which keys that nobody needs here (<I160> and up) type `signs`."""
    spare = re.findall(r"(<I(?:1[6-9]\d|2\d\d)>) = \d+;", keymap)
    wanted = sorted(set(signs))
    assert len(wanted) <= len(spare), f"{len(wanted)} signs are too many for {len(spare)} spare keys"
    keys = "".join(f"    key {key} {{ [ U{ord(sign):04X} ] }};\n" for key, sign in zip(spare, wanted, strict=False))
    head, symbols, rest = re.split(r"(?m)^(xkb_symbols .*)$", keymap, maxsplit=1)
    body, end, tail = rest.partition("\n};")
    return f"{head}{symbols}{body}\n{keys}{end}{tail}"


def is_painted(window: QImage) -> bool:
    """Whether a window shows more than one colour and the mouse pointer, which the server draws before any window does."""
    seen = Counter(window.pixel(x, y) for x in range(0, window.width(), _APART) for y in range(0, window.height(), _APART))
    return seen.total() - max(seen.values(), default=0) > _MOST_OF_THE_POINTER


class Screen:
    """An X server with openbox, as a context manager. Ends what it started and nothing else."""

    def __init__(self, folder: Path, signs: str = "") -> None:
        """`folder` takes its files; `signs` are the ones to be typed that a US keyboard lacks, at most some 70."""
        self._folder = folder
        self._signs = signs
        self._ends = ExitStack()
        self._programs = 0
        self._surroundings: dict[str, str] = {}

    def __enter__(self) -> Self:
        missing = [name for name in NEEDED if shutil.which(name) is None]
        assert not missing, f"this story needs {', '.join(missing)}: `python3 dev.py test` installs them"
        with ExitStack() as ends:
            self._ends = ends
            # The X server's own picture file does not like long paths.
            self._picture = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="screen-")))
            self._surroundings = self._own_surroundings(self._start_server())
            self._engrave(self._signs)
            self.press("Shift_L")  # the first key brings its keyboard's map, for which a window manager lets go of its own keys
            self.run(["openbox", "--sm-disable"])
            until(lambda: b"window id" in self._ask("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "the window manager")
            self._ends = ends.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ends.close()

    def run(self, command: Sequence[str | Path], surroundings: Mapping[str, str] | None = None) -> Program:
        """Start a program on this screen; it is ended with the screen at the latest."""
        self._programs += 1
        name = f"{self._programs:02}-{Path(command[0]).name}"
        out, err = self._folder / f"{name}.out", self._folder / f"{name}.err"
        with out.open("wb") as to_out, err.open("wb") as to_err:
            process = subprocess.Popen(command, stdout=to_out, stderr=to_err, env={**self._surroundings, **(surroundings or {})})
        program = Program(process, out, err)
        self._ends.callback(program.end)
        return program

    def press(self, *keys: str) -> None:
        """Press and release keys by their X names, one after the other: "F2", "Return", "ctrl+z"."""
        self._do("xdotool", "key", "--delay", str(_BETWEEN_KEYS), *keys)

    def type(self, text: str) -> None:
        """Type `text`, character by character, into whatever has the focus."""
        self._do("xdotool", "type", "--delay", str(_BETWEEN_KEYS), "--", text)

    def front(self) -> str:
        """The title of the window in front, "" without one."""
        return self._ask("xdotool", "getactivewindow", "getwindowname").decode("utf-8", "replace").strip()

    def front_process(self) -> int:
        """The process whose window is in front, 0 without one."""
        told = self._ask("xdotool", "getactivewindow", "getwindowpid").strip()
        return int(told) if told.isdigit() else 0

    def wait_for(self, program: Program) -> None:
        """Wait until a window of `program` is in front and painted; if the program ends instead, say what it said.

        Keys that come before the first paint may come before the toolkit knows that it has the focus, and are nobody's.
        """

        def look() -> bool:
            assert program.process.poll() is None, f"the program ended with {program.process.returncode}: {program.words}"
            return self.front_process() == program.process.pid and self._is_front_painted()

        until(look, "the program's window in front", within=30)

    def _is_front_painted(self) -> bool:
        told = self._ask("xdotool", "getactivewindow", "getwindowgeometry", "--shell").decode()
        place = dict(line.split("=") for line in told.split())
        picture, told_place = self.picture(), QRect(*(int(place.get(name, "0")) for name in ("X", "Y", "WIDTH", "HEIGHT")))
        return is_painted(picture.copy(told_place & picture.rect()))  # xdotool counts a frame twice: the foot is beyond the screen

    def picture(self) -> QImage:
        """What the screen shows now."""
        data = (self._picture / "Xvfb_screen0").read_bytes()
        header = _HEADER.unpack_from(data)
        size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
        start = size + 12 * colours
        return QImage(data[start : start + line * height], width, height, line, QImage.Format.Format_RGB32).copy()

    def shoot(self, path: Path) -> None:
        """Keep what the screen shows as a PNG file."""
        assert self.picture().save(str(path)), f"cannot write {path}"

    def _start_server(self) -> str:
        """Start the X server on a number of its own choice and answer that, as DISPLAY wants it."""
        told, tell = os.pipe()
        self._ends.callback(os.close, told)
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", size, "-fbdir", str(self._picture), "-nolisten", "tcp", "-noreset"]
        err = self._folder / "Xvfb.err"
        with err.open("wb") as to_err:
            process = subprocess.Popen(command, pass_fds=[tell], stdout=to_err, stderr=to_err)
        os.close(tell)
        self._ends.callback(Program(process, err, err).end)
        number = b""
        while not number.endswith(b"\n"):
            ready, _, _ = select.select([told], [], [], 20)
            more = os.read(told, 16) if ready else b""
            assert more, f"the X server did not start: {err.read_text(encoding='utf-8', errors='replace')}"
            number += more
        return f":{int(number)}"

    def _own_surroundings(self, display: str) -> dict[str, str]:
        """The environment of programs here: this screen, and a home folder of their own."""
        home = self._folder / "home"
        runtime = home / "run"
        runtime.mkdir(parents=True)
        runtime.chmod(0o700)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "DBUS_", "WAYLAND_", "PYTEST_"))}
        return {
            **kept,
            "DISPLAY": display,
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "PYTHONWARNINGS": "default",
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(runtime),
        }

    def _engrave(self, signs: str) -> None:
        """Give each of `signs` a key of its own, in the place of a multimedia key.

        xdotool would lend one spare key to each new sign in turn, and programs that read the loan too late see other signs.
        """
        display = self._surroundings["DISPLAY"]
        before, after = self._folder / "keys.before.xkb", self._folder / "keys.xkb"
        self._do("xkbcomp", "-w0", display, str(before))
        after.write_text(with_signs(before.read_text(encoding="utf-8"), signs), encoding="utf-8")
        self._do("xkbcomp", "-w0", str(after), display)

    def _ask(self, *command: str) -> bytes:
        return subprocess.run(command, env=self._surroundings, capture_output=True, check=False, timeout=20).stdout

    def _do(self, *command: str) -> None:
        done = subprocess.run(command, env=self._surroundings, capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, f"{command[0]}: {done.stderr.decode('utf-8', 'replace')}"
