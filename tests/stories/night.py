"""A night at the desk as a test plays it: the program on a screen, the exchange that reports rings, and the facts on disk."""

from __future__ import annotations

import io
import json
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from PySide6.QtGui import QImage

from db.export import export_journal
from dutydesk import settings
from dutydesk.entries import Entry, Happened, read
from dutydesk.entry_json import inside
from tests.stories.screen import SIZE, Program, Screen
from tests.stories.waiting import until

DUTYDESK = (sys.executable, "-m", "dutydesk")
OFFICER, PLUMBER = "m501", "m208"
WU = "13905710275"
SIGNS = "灯坏了厨房水管爆"
"""What the stories type beyond a US keyboard, without an input method."""


class Night:
    """The sample site in `folder`, on `screen`. The window's process is `program`."""

    program: Program

    def __init__(self, screen: Screen, folder: Path, language: str) -> None:
        self.screen = screen
        self.folder = folder
        self.language = language
        self._shots = 0
        done = self.command("demo", "--calls", "0", "--no-window", "--lang", language)
        assert done.returncode == 0, done.stderr
        settings.change(folder / settings.FILE, "webhook", "listen", f"127.0.0.1:{_free_port()}")

    def open(self) -> None:
        """Start the program on the sample site and wait until its window has the keys."""
        self.program = self.start()
        self.screen.wait_for(self.program)

    def start(self) -> Program:
        """Start the program without waiting for anything."""
        theme = "night" if self.language == "zh" else "day"
        return self.screen.run([*DUTYDESK, "demo", "--data", self.folder, "--calls", "0", "--lang", self.language, "--theme", theme])

    def close(self) -> None:
        """Close the window by keys; the program ends in order and has nothing to complain of."""
        self.screen.press("alt+F4")
        assert (self.program.ended(), self.program.words) == (0, "")

    def sign_on(self) -> None:
        """The officer signs on at the first start, by staff number, and goes to the desk."""
        before = self._strip()
        self.screen.type("501")
        self.screen.press("Return")
        self.fact("crew.signed_on")
        until(lambda: self._strip() != before, "the officer's name at the top")
        self.screen.press("Return")

    def command(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run one command of the program on this folder."""
        return command(arguments[0], "--data", self.folder, *arguments[1:])

    def _strip(self) -> QImage:
        """The top of the window, without the clock."""
        return self.screen.picture().copy(0, 0, SIZE[0] * 2 // 3, 80)

    def post(self, **fields: str) -> None:
        """Report something as the exchange does, by a form to the webhook. Raises urllib.error.URLError."""
        webhook = tomllib.loads((self.folder / settings.FILE).read_text(encoding="utf-8"))["webhook"]
        form = urlencode(fields).encode()
        with urlopen(Request(f"http://{webhook['listen']}/cti/{webhook['token']}", form), timeout=10) as answer:
            assert answer.status == 200

    def ring(self, call_id: str, number: int = 1) -> None:
        """Mr Wu rings the maintenance phone, which is forwarded to this room; the night's ring of that `number`."""
        until(self.is_listening, "the webhook")
        self.post(event="newCall", direction="in", to="8119", diversion="8110", callId=call_id, **{"from": WU, "user": "desk"})
        self.fact("phone.rang", number)

    def is_listening(self) -> bool:
        """Whether the webhook takes connections."""
        listen = tomllib.loads((self.folder / settings.FILE).read_text(encoding="utf-8"))["webhook"]["listen"]
        host, _, port = listen.rpartition(":")
        with socket.socket() as client:
            return client.connect_ex((host, int(port))) == 0

    def journal(self) -> list[Happened]:
        """Every fact on disk, in order."""
        out = io.StringIO()
        export_journal(self.folder, out)
        return list(told(out.getvalue()))

    def facts(self, kind: str) -> list[Happened]:
        """The facts of one kind."""
        return [one for one in self.journal() if one.entry.kind == kind]

    def fact(self, kind: str, number: int = 1) -> Happened:
        """Wait until there are `number` facts of one kind, and answer the newest."""
        try:
            return until(lambda: (self.facts(kind)[number - 1 :] or [None])[-1], f"{kind}, number {number}")  # type: ignore[return-value]
        except AssertionError as error:
            self.shoot(f"no-{kind}")
            kinds = [one.entry.kind for one in self.journal()]
            raise AssertionError(f"{error}; the journal ends with {kinds[-6:]}; the program said: {self.program.words}") from error

    def drafts(self) -> list[str]:
        """The text of every half-typed call on disk."""
        file = self.folder / "drafts.json"
        if not file.exists():
            return []
        return [draft.get("text", "") for draft in json.loads(file.read_text(encoding="utf-8"))]

    def draft(self, text: str) -> None:
        """Wait until a half-typed call of exactly this text is on disk."""
        try:
            until(lambda: text in self.drafts(), f"the draft {text!r}", within=10)
        except AssertionError as error:
            self.shoot("no-draft")
            raise AssertionError(f"{error}; there are {self.drafts()}") from error

    def shoot(self, name: str) -> None:
        """Keep what the screen shows beside the data folder."""
        self._shots += 1
        self.screen.shoot(self.folder.parent / f"{self.language}-{self._shots:02}-{name}.png")


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one command of the program, without a screen."""
    return subprocess.run([*DUTYDESK, *arguments], capture_output=True, encoding="utf-8", check=False, timeout=60)


def told(export: str) -> Iterator[Happened]:
    """The facts of an exported journal."""
    for line in export.splitlines():
        entry, part = inside(json.loads(line))
        yield read(entry, part.text if part else "")


def of_call(facts: list[Happened]) -> list[tuple[str, str, str]]:
    """What happened to calls: fact, whose word, who entered it."""
    return [_authored(one.entry) for one in facts if one.entry.subject.startswith("call:")]


def payloads(facts: list[Happened]) -> list[dict[str, Any]]:
    """The open part of every fact."""
    return [json.loads(one.entry.payload) for one in facts]


@contextmanager
def in_background(screen: Screen, text: str, between: int) -> Iterator[None]:
    """`text` is typed, one sign every `between` milliseconds, while the block runs; it has arrived at the end."""
    typist = screen.run(["xdotool", "type", "--delay", str(between), "--", text])
    yield
    assert typist.ended(within=60) == 0, typist.words


def _authored(entry: Entry) -> tuple[str, str, str]:
    return entry.kind, entry.actor, entry.entered_by


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
