"""The phones of a window: a change of the settings reaches the sources, the switchboard and what the window knows of lines."""

from __future__ import annotations

import http.client
import queue
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from dutydesk.heard import Heard
from dutydesk.phone_fields import Typed, TypedLine
from dutydesk.phone_room import PhoneRoom
from dutydesk.phone_settings import Answer
from dutydesk.remembering import Remembering
from dutydesk.settings import load
from dutydesk.site import Line, Site
from dutydesk.telephony.events import Health, HealthState
from dutydesk.words import PhoneOutcome
from tests.dutydesk.deskside import Deskside
from tests.dutydesk.telephony.wire import FORM, TOKEN, WAIT

OLD = Line("8100", "旧线", "Old")
FILE = f'[webhook]\nlisten = "127.0.0.1:0"\ntoken = "{TOKEN}"\n'


class Window:
    """Has a settings file, and keeps what the phones tell."""

    def __init__(self, folder: Path, *, is_deaf: bool = False) -> None:
        self.night = Deskside()
        self.path = folder / "settings.toml"
        self.path.write_text(FILE, encoding="utf-8")
        self.memory = Remembering(self.path)
        self.heard: queue.Queue[Heard] = queue.Queue()
        self.health: queue.Queue[Health] = queue.Queue()
        self.lines: queue.Queue[tuple[Line, ...]] = queue.Queue()
        self.room = PhoneRoom(
            self.path,
            self.memory.run,
            desk=self.night.desk,
            find_people=lambda _number: (),
            site=Site("s", "站", "Site", lines=(OLD,)),
            chosen=load(self.path)[0],
            is_deaf=is_deaf,
        )

    def open(self) -> None:
        self.room.open(self.heard.put, self.health.put, self.lines.put, self.night.clock)

    def close(self) -> None:
        self.memory.close()
        self.room.close()

    def read(self) -> Typed:
        typed = self._asks(self.room.settings.read).typed
        assert typed is not None
        return typed

    def applies(self, typed: Typed) -> Answer:
        return self._asks(lambda done: self.room.settings.apply(typed, done))

    def _asks(self, request) -> Answer:
        answers: queue.Queue[Answer] = queue.Queue()
        request(answers.put)
        return answers.get(timeout=WAIT)

    def rings(self, event: str, port: object) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", int(str(port)), timeout=WAIT)
        form = urlencode({"event": event, "direction": "in", "callId": "1", "from": "13905710275", "to": "8119"})
        connection.request("POST", f"/cti/{TOKEN}", form, {"Content-Type": FORM})
        status = connection.getresponse().status
        connection.close()
        return status


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    made = Window(tmp_path)
    yield made
    made.close()


def test_a_change_takes_effect_beside_the_window(window: Window) -> None:
    window.open()
    port = window.health.get(timeout=WAIT).values["port"]
    line = TypedLine({"number": "8119", "name_en": "Desk", "elsewhere_is_here": "yes"})
    assert window.applies(replace(window.read(), lines=(line,))).is_kept
    assert window.lines.get(timeout=WAIT) == (Line("8119", "", "Desk"),)
    assert window.rings("newCall", port) == 200
    assert window.applies(replace(window.read(), on=frozenset(), lines=())).is_kept
    assert window.lines.get(timeout=WAIT) == (OLD,)
    state = window.health.get(timeout=WAIT).state
    while state is not HealthState.OFF:
        state = window.health.get(timeout=WAIT).state


def test_answered_elsewhere_counts_as_here_as_soon_as_the_line_says_so(window: Window) -> None:
    window.path.write_text(FILE + 'here = ["8101"]\n', encoding="utf-8")
    window.open()
    assert window.applies(replace(window.read(), lines=(TypedLine({"number": "8119", "elsewhere_is_here": "yes"}),))).is_kept
    port = window.health.get(timeout=WAIT).values["port"]
    window.rings("newCall", port)
    window.rings("answer", port)
    assert [window.heard.get(timeout=WAIT).outcome for _ in range(2)] == [None, PhoneOutcome.ANSWERED_HERE]


def test_in_a_replay_the_sources_stay_off_and_the_lines_follow(tmp_path: Path) -> None:
    window = Window(tmp_path, is_deaf=True)
    window.open()
    assert window.applies(replace(window.read(), lines=(TypedLine({"number": "8119"}),))).is_kept
    assert window.lines.get(timeout=WAIT) == (Line("8119", "", ""),)
    window.close()
    assert window.health.empty()


def test_before_the_window_is_painted_nothing_listens(window: Window) -> None:
    assert window.applies(window.read()).is_kept
    assert window.health.empty()


def test_how_numbers_are_dialled_stays_as_the_window_began(window: Window) -> None:
    window.open()
    window.path.write_text('[site]\nregion = "US"\narea_code = "612"\n' + FILE, encoding="utf-8")
    assert window.applies(window.read()).is_kept
    window.rings("newCall", window.health.get(timeout=WAIT).values["port"])
    assert window.heard.get(timeout=WAIT).rang.number == "+8613905710275"
