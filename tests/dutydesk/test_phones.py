"""The sources that the settings name, from a post of the exchange to what the window hears."""

from __future__ import annotations

import http.client
import queue
from urllib.parse import urlencode

from dutydesk.phones import Phones
from dutydesk.rings import Heard
from dutydesk.settings import CallerIdSettings, Settings
from dutydesk.site import Site
from dutydesk.switchboard import Switchboard
from dutydesk.telephony.events import Health, HealthState, What
from tests.dutydesk.deskside import Deskside
from tests.dutydesk.telephony.sip.registrar import at, registrar
from tests.dutydesk.telephony.sip.stage import invite
from tests.dutydesk.telephony.wire import FORM, TOKEN, WAIT, local


class Heeding:
    """Keeps what the sources tell."""

    def __init__(self, settings: Settings) -> None:
        night = Deskside()
        board = Switchboard(night.desk, lambda _number: (), Site("s", "站", "Site"), region="CN", area_code="0571")
        self.heard: queue.Queue[Heard] = queue.Queue()
        self.health: queue.Queue[Health] = queue.Queue()
        self.phones = Phones(settings, board, self.heard.put, self.health.put, night.clock)


def test_a_ring_goes_from_the_exchange_to_the_window() -> None:
    desk = Heeding(Settings(webhook=local()))
    desk.phones.start()
    try:
        up = desk.health.get(timeout=WAIT)
        assert up.state is HealthState.OK
        connection = http.client.HTTPConnection("127.0.0.1", int(str(up.values["port"])), timeout=WAIT)
        form = urlencode({"event": "newCall", "direction": "in", "callId": "1", "from": "13905710275", "to": "8119"})
        connection.request("POST", f"/cti/{TOKEN}", form, {"Content-Type": FORM})
        assert connection.getresponse().status == 200
        connection.close()
        heard = desk.heard.get(timeout=WAIT)
    finally:
        desk.phones.stop()
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


def test_without_a_source_calls_are_taken_by_hand() -> None:
    desk = Heeding(Settings())
    desk.phones.start()
    desk.phones.stop()
    assert desk.health.empty()
