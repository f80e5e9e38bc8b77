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
from dutydesk.site import Line, Member, Site
from dutydesk.telephony.events import Health, HealthState
from dutydesk.words import PhoneOutcome
from tests.dutydesk.deskside import Deskside
from tests.dutydesk.telephony.played_modem import VCID, ModemOnServer, free_port
from tests.dutydesk.telephony.sip.registrar import PASSWORD, USER, registrar
from tests.dutydesk.telephony.sip.stage import invite
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
            site=Site("s", "站", "Site", members=(Member("m208", "208", "王强", "w"),), lines=(OLD,)),
            chosen=load(self.path)[0],
            is_deaf=is_deaf,
        )

    def open(self) -> None:
        self.room.open(self.heard.put, self.health.put, self.lines.put, self.night.clock)

    def close(self) -> None:
        self.memory.close()
        self.room.close()

    def reads(self) -> Answer:
        return self._asks(self.room.settings.read)

    def read(self) -> Typed:
        typed = self.reads().typed
        assert typed is not None
        return typed

    def undoes(self) -> Answer:
        return self._asks(self.room.settings.undo)

    def tells(self, source: str, state: HealthState) -> Health:
        """Wait until a source tells that it is so."""
        health = self.health.get(timeout=WAIT)
        while (health.source, health.state) != (source, state):
            health = self.health.get(timeout=WAIT)
        self.port = health.values.get("port", 0)
        return health

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


def switched_on(typed: Typed, name: str, **texts: str) -> Typed:
    return replace(typed, sources={**typed.sources, name: texts}, on=typed.on | {name})


def test_a_sip_account_rings_as_soon_as_it_is_applied_until_it_is_put_back(window: Window) -> None:
    window.open()
    with registrar() as exchange:
        account = {"server": "127.0.0.1", "port": str(exchange.port), "user": USER, "password": PASSWORD}
        assert window.applies(switched_on(window.read(), "sip", **account)).is_kept
        window.tells("sip", HealthState.OK)
        exchange.send(invite("1"))
        assert window.heard.get(timeout=WAIT).rang.source == "sip"
        assert window.undoes().is_kept
        window.tells("sip", HealthState.OFF)
    assert PASSWORD not in window.path.read_text(encoding="utf-8")


def test_another_password_is_tried_at_once(window: Window) -> None:
    window.open()
    with registrar() as exchange:
        account = {"server": "127.0.0.1", "port": str(exchange.port), "user": USER}
        window.applies(switched_on(window.read(), "sip", **account, password="wrong"))
        assert window.tells("sip", HealthState.DOWN).reason == "sip.wrong_password"
        assert window.applies(switched_on(window.read(), "sip", **account, password=PASSWORD)).is_kept
        window.tells("sip", HealthState.OK)


def test_a_caller_id_line_rings_as_soon_as_it_is_applied_until_it_is_put_back(window: Window) -> None:
    window.open()
    port = free_port()
    modem = ModemOnServer(port)
    assert window.applies(switched_on(window.read(), "caller_id", port="/dev/there-is-no-such-port")).is_kept
    assert window.tells("caller_id", HealthState.DOWN).reason == "serial.no_port"
    assert window.applies(switched_on(window.read(), "caller_id", port=f"socket://127.0.0.1:{port}", line="8888")).is_kept
    window.tells("caller_id", HealthState.OK)
    while modem.commands.get(timeout=WAIT) != VCID:
        pass
    modem.say(b"\r\nRING\r\n\r\nDATE = 1122\r\nTIME = 2104\r\nNMBR = 13905710275\r\nNAME = WU\r\n")
    assert window.heard.get(timeout=WAIT).rang.number == "+8613905710275"
    assert window.undoes().is_kept
    window.tells("caller_id", HealthState.DOWN)
    modem.unplug()


def test_whose_line_it_is_is_known_at_once_and_nobody_unknown_is_taken(window: Window) -> None:
    window.open()
    lines = (TypedLine({"number": "8015", "member": "208"}),)
    assert window.applies(replace(window.read(), lines=lines)).is_kept
    assert window.lines.get(timeout=WAIT) == (Line("8015", "", "", member="m208"),)
    answer = window.applies(replace(window.read(), lines=(TypedLine({"number": "8015", "member": "999"}, 0),)))
    assert [(fault.code, fault.row) for fault in answer.faults] == [("phones.wrong.line.member", 0)]
    assert window.lines.empty()


def test_what_was_changed_by_hand_comes_into_effect_by_applying_it(window: Window) -> None:
    window.open()
    window.tells("webhook", HealthState.OK)
    window.path.write_text(FILE.replace(TOKEN, "by-an-editor"), encoding="utf-8")
    assert window.reads().said == "phones.not_in_effect"
    assert window.rings("newCall", window.port) == 200
    assert window.applies(window.read()).is_kept
    assert window.rings("newCall", window.port) == 404
    assert window.reads().said == ""


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
