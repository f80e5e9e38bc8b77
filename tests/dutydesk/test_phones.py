"""The sources that the settings name, from a post of the exchange to what the window hears, and changed while they run."""

from __future__ import annotations

import http.client
import queue
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from dutydesk.heard import Heard
from dutydesk.phones import Phones
from dutydesk.settings import CallerIdSettings, Settings, WebhookSettings
from dutydesk.site import Line, Site
from dutydesk.switchboard import Switchboard
from dutydesk.telephony.events import Health, HealthState, What
from dutydesk.telephony.webhook_source import WebhookSource
from tests.dutydesk.deskside import Deskside
from tests.dutydesk.telephony.sip.registrar import at, registrar
from tests.dutydesk.telephony.sip.stage import invite
from tests.dutydesk.telephony.wire import FORM, TOKEN, WAIT, head, local, received

NEW_TOKEN = "the-next-secret"
ON, OFF = Settings(webhook=local()), Settings()


class Heeding:
    """Keeps what the sources tell."""

    def __init__(self, settings: Settings) -> None:
        self.night = Deskside()
        self.heard: queue.Queue[Heard] = queue.Queue()
        self.health: queue.Queue[Health] = queue.Queue()
        self.phones = Phones(settings, self.board(), self.heard.put, self.health.put, self.night.clock)
        self.port = 0

    def board(self, *lines: Line) -> Switchboard:
        site = Site("s", "站", "Site", lines=lines)
        return Switchboard(self.night.desk, lambda _number: (), site, region="CN", area_code="0571")

    def change(self, settings: Settings, *lines: Line) -> None:
        self.phones.change(settings, self.board(*lines))

    def until(self, state: HealthState) -> Health:
        health = self.health.get(timeout=WAIT)
        while health.state is not state:
            health = self.health.get(timeout=WAIT)
        if state is HealthState.OK and health.values:
            self.port = int(str(health.values["port"]))
        return health

    def post(self, event: str = "newCall", token: str = TOKEN, call: str = "1", **more: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT)
        form = urlencode({"event": event, "direction": "in", "callId": call, "from": "13905710275", "to": "8119", **more})
        try:
            connection.request("POST", f"/cti/{token}", form, {"Content-Type": FORM})
            return connection.getresponse().status
        finally:
            connection.close()


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Iterator[Heeding]:
    made = Heeding(getattr(request, "param", ON))
    made.phones.start()
    if made.phones._settings.webhook:  # noqa: SLF001
        made.until(HealthState.OK)
    yield made
    made.phones.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def test_a_ring_goes_from_the_exchange_to_the_window(desk: Heeding) -> None:
    assert desk.post() == 200
    heard = desk.heard.get(timeout=WAIT)
    assert (heard.what, heard.rang.number) == (What.RINGING, "+8613905710275")


def test_a_caller_id_line_is_listened_to_beside_the_webhook() -> None:
    desk = Heeding(Settings(webhook=local(), caller_id=CallerIdSettings("/dev/there-is-no-such-port")))
    desk.phones.start()
    try:
        told = {health.source: health.reason for health in (desk.health.get(timeout=WAIT), desk.health.get(timeout=WAIT))}
    finally:
        desk.phones.stop()
    assert told == {"webhook": "", "caller_id": "serial.no_port"}


def test_a_ring_goes_from_the_ring_group_to_the_window() -> None:
    with registrar() as exchange:
        desk = Heeding(Settings(sip=at(exchange.port)))
        desk.phones.start()
        try:
            assert desk.health.get(timeout=WAIT).state is HealthState.OK
            exchange.send(invite("1", Diversion="<sip:8110@pbx>;reason=no-answer"))
            heard = desk.heard.get(timeout=WAIT)
        finally:
            desk.phones.stop()
    assert (heard.what, heard.rang.source, heard.rang.number, heard.rang.diverted_from) == (What.RINGING, "sip", "+8613905710275", "8110")


@pytest.mark.parametrize("desk", [OFF], indirect=True)
def test_without_a_webhook_calls_are_taken_by_hand(desk: Heeding) -> None:
    desk.change(OFF)
    assert desk.health.empty()


@pytest.mark.parametrize("desk", [OFF], indirect=True)
def test_a_source_is_switched_on_while_the_window_is_open(desk: Heeding) -> None:
    desk.change(ON)
    desk.until(HealthState.OK)
    assert desk.post() == 200
    assert desk.heard.get(timeout=WAIT).what is What.RINGING


def test_a_source_is_switched_off_and_its_lamp_goes(desk: Heeding) -> None:
    desk.change(OFF)
    assert desk.until(HealthState.OFF).source == "webhook"
    assert not is_open(desk.port)
    assert desk.health.empty()


def test_a_source_that_stays_as_it_is_is_not_interrupted(desk: Heeding) -> None:
    with socket.create_connection(("127.0.0.1", desk.port), timeout=WAIT) as caller:
        body = urlencode({"event": "newCall", "direction": "in", "callId": "1", "from": "13905710275", "to": "8119"}).encode()
        caller.sendall(head(str(len(body))) + body[:10])
        desk.change(replace(ON, answer_seconds=20))
        caller.sendall(body[10:])
        assert b" 200 " in received(caller).splitlines()[0]
    assert desk.heard.get(timeout=WAIT).what is What.RINGING
    assert {health.state for health in iter_now(desk.health)} <= {HealthState.OK}


def test_a_source_that_can_only_be_made_anew_goes_on_unless_it_must(desk: Heeding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WebhookSource, "go_on", lambda _source, _chosen: False)
    desk.change(replace(ON, answer_seconds=20))
    assert is_open(desk.port)
    old = desk.port
    desk.change(Settings(webhook=local(port=free_port())))
    desk.until(HealthState.OK)
    assert desk.port != old
    assert not is_open(old)


def iter_now(told: queue.Queue[Health]) -> Iterator[Health]:
    while not told.empty():
        yield told.get()


def test_another_token_holds_at_once_and_the_port_is_never_shut(desk: Heeding) -> None:
    outcomes: list[int] = []
    is_over = threading.Event()

    def knocks() -> None:
        number = 0
        while not is_over.is_set():
            number += 1
            outcomes.append(desk.post(token=TOKEN if number % 2 else NEW_TOKEN, call=f"k{number}"))

    caller = threading.Thread(target=knocks)
    caller.start()
    try:
        for turn in range(20):
            desk.change(Settings(webhook=local(token=(NEW_TOKEN, TOKEN)[turn % 2])))
    finally:
        is_over.set()
        caller.join(WAIT)
    assert set(outcomes) <= {200, 404}, "never refused a connection"
    assert (desk.post(token=TOKEN), desk.post(token=NEW_TOKEN)) == (200, 404)
    desk.change(Settings(webhook=local(token=NEW_TOKEN)))
    assert (desk.post(token=TOKEN), desk.post(token=NEW_TOKEN)) == (404, 200)


def test_other_clients_and_other_phones_hold_at_once(desk: Heeding) -> None:
    desk.change(Settings(webhook=local(here=("8119",))))
    desk.post()
    desk.post("answer", answeringNumber="8101")
    desk.change(Settings(webhook=local(allow=("10.0.0.1",))))
    assert desk.post("hangup") == 403
    desk.change(Settings(webhook=local(allow=("127.0.0.0/8",))))
    assert desk.post("hangup") == 200
    outcomes = [desk.heard.get(timeout=WAIT).outcome for _ in range(2)]
    assert outcomes == [None, "answered_elsewhere"]


def test_a_ring_that_rings_while_the_port_changes_ends_as_one(desk: Heeding) -> None:
    assert desk.post() == 200
    desk.change(Settings(webhook=local(port=free_port(), token=NEW_TOKEN)))
    old = desk.port
    desk.until(HealthState.OK)
    assert desk.port != old
    assert not is_open(old)
    assert desk.post(token=NEW_TOKEN) == 200  # told again, as exchanges do
    assert desk.post("hangup", token=NEW_TOKEN, cause="cancel") == 200
    phones = desk.night.journal.phone_calls_at_work(desk.night.clock.now())
    assert [phone.id for phone in phones] == ["webhook:1"]
    assert phones[0].ended_at is not None


def test_a_busy_port_is_told_and_the_settings_before_bring_the_source_back(desk: Heeding) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        desk.change(Settings(webhook=local(port=port)))
        lost = desk.until(HealthState.DOWN)
        assert (lost.reason, lost.values["port"]) == ("webhook.port_busy", port)
        desk.change(ON)
        desk.until(HealthState.OK)
        assert desk.post() == 200


def test_other_lines_are_known_at_once(desk: Heeding) -> None:
    desk.post(diversion="8110")
    assert not desk.night.journal.line("8110").is_here
    desk.change(ON, Line("8110", "维修电话", "Maintenance", maintenance=True))
    desk.post(diversion="8110", call="2")
    assert desk.night.journal.line("8110").is_here


def test_what_a_stopped_source_still_tells_is_heard_no_more(desk: Heeding) -> None:
    told = desk.phones._teller("webhook")  # noqa: SLF001 - as the source would, late
    late = Health("webhook", HealthState.OK, desk.night.clock.now())
    told(late)
    assert desk.health.get(timeout=WAIT) is late
    desk.change(OFF)
    desk.until(HealthState.OFF)
    told(late)
    assert desk.health.empty()


def test_nothing_starts_before_the_window_or_after_it() -> None:
    desk = Heeding(OFF)
    desk.change(ON)
    desk.phones.stop()
    desk.change(Settings(webhook=WebhookSettings("127.0.0.1", 0, NEW_TOKEN)))
    assert desk.health.empty()
    assert not [thread for thread in threading.enumerate() if thread.name == "telephony"]


def test_what_was_chosen_before_the_start_holds_from_the_start() -> None:
    desk = Heeding(OFF)
    desk.change(ON)
    desk.phones.start()
    desk.until(HealthState.OK)
    desk.phones.stop()
    desk.phones.stop()
