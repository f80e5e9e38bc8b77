"""The SIP extension on real sockets, with a registrar that does what registrars do."""

from __future__ import annotations

import asyncio
import itertools
import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from dutydesk.settings import SipSettings
from dutydesk.telephony import sip_line
from dutydesk.telephony.events import HealthState, PhoneEvent, What
from dutydesk.telephony.look_up import Found, look_up
from dutydesk.words import PhoneOutcome
from tests.dutydesk.telephony.sip.registrar import FAST, PASSWORD, Extension, Mood, Registrar, at, extension, header, registrar
from tests.dutydesk.telephony.sip.stage import cancel, invite
from tests.dutydesk.telephony.wire import WAIT

LOCAL = socket.AF_INET, "127.0.0.1"


@pytest.fixture
def exchange() -> Iterator[Registrar]:
    with registrar() as kept:
        yield kept


def told(exchange: Registrar) -> str:
    """The first line of the next answer."""
    return exchange.answers.get(timeout=WAIT).partition("\r\n")[0]


# ---- rings


def test_a_ring_comes_in_and_is_answered_elsewhere(exchange: Registrar) -> None:
    with extension(at(exchange.port)) as desk:
        desk.until_registered()
        exchange.send(invite("1", Diversion="<sip:8110@pbx>;reason=no-answer"))
        event = desk.next_event()
        assert (event.what, event.number, event.line, event.diverted_from) == (What.RINGING, "13905710275", "8119", "8110")
        exchange.send(cancel("1", "Reason: SIP;cause=200"))
        assert desk.next_event().outcome is PhoneOutcome.ANSWERED_ELSEWHERE
        assert [told(exchange) for _ in range(3)] == ["SIP/2.0 180 Ringing", "SIP/2.0 200 OK", "SIP/2.0 487 Request Terminated"]
        assert told(exchange) == "SIP/2.0 487 Request Terminated"  # until it is heard
        assert desk.until(lambda health: health.counters.get("events", 0) == 2).state is HealthState.OK


def test_a_stranger_is_not_heard_and_not_answered(exchange: Registrar) -> None:
    async def only_that_one(host: str) -> Found:
        return (LOCAL,)

    with extension(at(exchange.port, server="pbx"), look_up=only_that_one) as desk:
        port = desk.until_registered()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
            stranger.bind(("127.0.0.9", 0))
            stranger.sendto(invite("1"), ("127.0.0.1", port))
            assert desk.until_counted("sip.foreign").state is HealthState.BAD
            stranger.setblocking(False)
            with pytest.raises(BlockingIOError):
                stranger.recv(100)
        assert desk.events.empty()


def test_rubbish_shows_on_the_lamp_until_the_next_ring(exchange: Registrar) -> None:
    with extension(at(exchange.port)) as desk:
        desk.until_registered()
        exchange.send(b"rubbish")
        assert desk.until_counted("sip.unreadable").state is HealthState.BAD
        exchange.send(invite())
        assert desk.until(lambda health: health.state is HealthState.OK).counters["events"] == 1


@pytest.mark.logs
def test_a_desk_that_fails_does_not_take_the_extension_down(exchange: Registrar, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(desk: Extension, event: PhoneEvent) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Extension, "take", fail)
    with extension(at(exchange.port)) as desk:
        desk.until_registered()
        exchange.send(invite())
        assert desk.until_counted("sip.not_taken").reason == "sip.not_taken"
        assert told(exchange) == "SIP/2.0 180 Ringing"


@pytest.mark.logs
def test_a_fault_of_the_protocol_costs_one_message(exchange: Registrar, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with extension(at(exchange.port)) as desk:
        desk.until_registered()
        with monkeypatch.context() as broken:
            broken.setattr("dutydesk.telephony.sip.extension.tag", fail)
            exchange.send(invite("1"))
            assert desk.until_counted("sip.mishandled").state is HealthState.BAD
        exchange.send(invite("2"))
        assert desk.next_event().call_id == "call-2@192.0.2.1"


def test_work_beyond_its_share_is_dropped_and_counted(exchange: Registrar, monkeypatch: pytest.MonkeyPatch) -> None:
    with extension(at(exchange.port)) as desk:
        desk.until_registered()
        with monkeypatch.context() as slow:
            slow.setattr(sip_line.time, "thread_time", itertools.count().__next__)  # each message takes a second
            for call in "12":
                exchange.send(invite(call))
            assert desk.until_counted("sip.flood").state is HealthState.BAD
        assert desk.events.qsize() <= 1


# ---- registrars


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_it_proves_its_password_and_refreshes(algorithm: str) -> None:
    with registrar(algorithm=algorithm) as exchange, extension(at(exchange.port)) as desk:
        desk.until_registered()
        assert header(exchange.next(), "Authorization") == ""
        counts = [header(exchange.next(), "Authorization").partition("nc=")[2][:8] for _ in range(3)]
        assert counts == ["00000001", "00000002", "00000003"]


def test_a_registrar_that_challenges_for_ever_is_told_of() -> None:
    with registrar(Mood.ASKS_FOR_EVER) as exchange, extension(at(exchange.port)) as desk:
        desk.until_down("sip.wrong_password")
        exchange.mood = Mood.OPEN
        desk.until_registered()


def test_a_registrar_for_which_every_nonce_is_stale_is_told_of() -> None:
    with registrar(Mood.ALL_IS_STALE) as exchange, extension(at(exchange.port)) as desk:
        desk.until_down("sip.endless_challenge")


def test_a_wrong_password_is_told_and_not_shown(exchange: Registrar) -> None:
    with extension(at(exchange.port, password="wrong")) as desk:
        health = desk.until(lambda health: health.reason == "sip.wrong_password")
        assert health.values == {"server": "127.0.0.1", "port": exchange.port, "listen": 0, "user": "8120"}


def test_a_registrar_that_vanishes_and_comes_back_with_another_nonce(exchange: Registrar) -> None:
    with extension(at(exchange.port)) as desk:
        desk.until_registered()
        exchange.mood = Mood.SILENT
        desk.until_down("sip.no_answer")
        exchange.nonce, exchange.mood = "nonce-2", Mood.ASKS
        desk.until_registered()
        exchange.send(invite())
        assert desk.next_event().what is What.RINGING


def test_a_registrar_that_answers_late_is_believed() -> None:
    with registrar(Mood.LATE) as exchange, extension(at(exchange.port), replace(FAST, t1=0.2)) as desk:
        exchange.next()
        desk.until_down("sip.no_answer")
        exchange.next()
        exchange.release()
        desk.until_registered()
        exchange.mood = Mood.OPEN


def test_a_registrar_that_wants_a_longer_time_gets_it() -> None:
    with registrar(Mood.WANTS_LONGER) as exchange, extension(at(exchange.port)) as desk:
        desk.until_registered()
        assert [header(exchange.next(), "Expires") for _ in range(2)] == ["120", "1800"]


def test_the_way_is_kept_open(exchange: Registrar) -> None:
    with extension(at(exchange.port)) as desk:
        desk.until_registered()
        assert exchange.next("\r\n") == "\r\n\r\n"


# ---- the way to the exchange


@pytest.mark.parametrize("server", ["does-not-exist.invalid", "x" * 60 + "." + "y" * 60 + "..z"])
def test_a_name_that_nobody_knows_is_told(server: str) -> None:
    async def nobody_knows(host: str) -> Found:
        raise socket.gaierror(socket.EAI_NONAME, host)

    with extension(SipSettings(server, "8120", "x"), look_up=nobody_knows) as desk:
        desk.until_down("sip.cannot_resolve")


def test_a_silent_name_server_is_told_and_holds_up_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sip_line, "LOOK_UP_SECONDS", 0.02)

    async def silence(host: str) -> Found:
        return await asyncio.get_running_loop().create_future()

    with extension(at(5060), look_up=silence) as desk:
        desk.until_down("sip.cannot_resolve")


def test_when_one_address_is_silent_the_next_is_tried() -> None:
    async def two(host: str) -> Found:
        return ((socket.AF_INET, "127.0.0.2"), LOCAL)

    with registrar(Mood.OPEN) as exchange, extension(at(exchange.port), look_up=two) as desk:
        desk.until_down("sip.no_answer")
        desk.until_registered()


def test_once_the_way_is_found_again_it_registers_at_once_on_a_new_socket() -> None:
    finds = iter([True, False])

    async def sometimes(host: str) -> Found:
        if not next(finds, True):
            raise socket.gaierror(socket.EAI_AGAIN, host)
        return (LOCAL,)

    with registrar(Mood.OPEN) as exchange, extension(at(exchange.port), look_up=sometimes) as desk:
        port = desk.until_registered()
        exchange.mood = Mood.SILENT
        desk.until_down("sip.cannot_resolve")
        exchange.mood = Mood.OPEN
        assert desk.until_registered() != port


def has_sixth_version() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as trying:
            trying.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_sixth_version(), reason="this system has no IPv6")
def test_an_exchange_may_have_an_address_of_the_sixth_version() -> None:
    with registrar(host="::1") as exchange, extension(at(exchange.port, server="::1")) as desk:
        port = desk.until_registered()
        asked = exchange.next()
        assert asked.startswith("REGISTER sip:[::1] SIP/2.0")
        assert header(asked, "Contact") == f"<sip:8120@[::1]:{port}>;expires=120"
        exchange.send(invite("1", Via="SIP/2.0/UDP [::1]:5060;branch=z9hG4bK-1;rport"))
        assert desk.next_event().what is What.RINGING
        assert told(exchange) == "SIP/2.0 180 Ringing"


def test_a_busy_port_is_told_and_taken_once_it_is_free(exchange: Registrar) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        kept = Extension(at(exchange.port, listen=port))
        kept.source.start()
        health = kept.until(lambda health: health.state is HealthState.DOWN)
        assert (health.reason, health.values["listen"]) == ("sip.port_busy", port)
    assert kept.until_registered() == port
    kept.source.stop()
    assert kept.loop.stop()


def test_a_port_is_asked_for_alone_where_the_system_would_share_it(exchange: Registrar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sip_line, "_ALONE", socket.SO_BROADCAST)  # any option that shows
    asked = []
    monkeypatch.setattr(socket.socket, "setsockopt", lambda sock, *option: asked.append(option))
    with extension(at(exchange.port)) as desk:
        desk.until_registered()
    assert (socket.SOL_SOCKET, socket.SO_BROADCAST, 1) in asked


def test_no_way_to_the_exchange_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_way(family: int, registrar: tuple[str, int]) -> str:
        raise OSError(101, "unreachable")

    monkeypatch.setattr(sip_line, "_own_address", no_way)
    with extension(at(5060)) as desk:
        desk.until_down("sip.no_network")


def test_what_the_system_could_not_send_is_counted(exchange: Registrar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dutydesk.telephony.sip.extension.KEEP_ALIVE", b"x" * 70_000)
    with extension(at(exchange.port)) as desk:
        desk.until_counted("sip.not_sent")


# ---- start and stop


def test_it_takes_leave_of_the_exchange_and_lets_go_of_its_port(exchange: Registrar) -> None:
    with extension(at(exchange.port)) as desk:
        port = desk.until_registered()
        exchange.send(invite())
        desk.next_event()
        desk.source.stop()
        while header(exchange.next(), "Expires") != "0":
            continue
        assert [told(exchange) for _ in range(2)] == ["SIP/2.0 180 Ringing", "SIP/2.0 480 Temporarily Unavailable"]
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
            free.bind(("127.0.0.1", port))
        assert desk.loop.is_running
        assert desk.events.empty()


def test_a_silent_exchange_is_left_all_the_same(exchange: Registrar) -> None:
    with extension(at(exchange.port)) as desk:
        desk.until_registered()
        exchange.mood = Mood.SILENT
        desk.source.stop()
        rested = threading.Event()
        desk.loop.spawn(lambda: later(rested.set))
        assert rested.wait(WAIT)  # meanwhile nothing is repeated into a socket that is closed, which the log would tell
    assert desk.source.name == "sip"


async def later(then: Callable[[], None]) -> None:
    """As long as the next repeat would take."""
    await asyncio.sleep(2 * FAST.t2)
    then()


def test_the_thread_may_end_first(exchange: Registrar) -> None:
    desk = Extension(at(exchange.port))
    desk.source.start()
    desk.until_registered()
    assert desk.loop.stop()
    desk.source.stop()


def test_a_source_stopped_at_once_never_registers(exchange: Registrar) -> None:
    desk = Extension(at(exchange.port))
    desk.source.stop()
    desk.source.start()
    assert desk.loop.stop()
    assert desk.health.empty()


@pytest.mark.logs
def test_a_fault_of_our_own_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(host: str) -> Found:
        raise ZeroDivisionError

    with extension(at(5060), look_up=fail) as desk:
        desk.until_down("sip.failed")


def test_the_window_can_start_without_asyncio() -> None:
    code = "import sys; from dutydesk.telephony import sip_source; sys.exit('asyncio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_numbers_and_the_password_are_never_logged(exchange: Registrar, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with extension(at(exchange.port)) as desk:
        desk.until_registered()
        exchange.send(invite())
        exchange.send(invite(CSeq=""))
        desk.until_counted("sip.unreadable")
    assert "sip.unreadable" in caplog.text
    assert "13905710275" not in caplog.text
    assert PASSWORD not in caplog.text
    assert PASSWORD not in repr(at(1))


# ---- names


def test_a_name_is_looked_up_in_a_thread_of_its_own() -> None:
    async def look() -> Found:
        return await look_up("127.0.0.1")

    assert asyncio.run(look()) == (LOCAL,)


def test_a_name_that_cannot_be_is_the_surroundings_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    async def look() -> None:
        with pytest.raises(OSError, match=r"too long|not known"):
            await look_up("x" * 70 + ".invalid")

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    asyncio.run(look())
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    asyncio.run(look())


def test_an_answer_that_nobody_waits_for_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> list[object]:
        asked.set()
        go_on.wait(WAIT)
        return [(socket.AF_INET, 0, 0, "", ("127.0.0.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", slow)

    async def give_up(wait_on: bool) -> None:
        task = asyncio.create_task(look_up("pbx"))
        await asyncio.to_thread(asked.wait, WAIT)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        if wait_on:
            go_on.set()
            await asyncio.to_thread(_joined)

    asyncio.run(give_up(True))
    asked.clear()
    go_on.clear()
    asyncio.run(give_up(False))
    go_on.set()
    _joined()


def _joined() -> None:
    for thread in threading.enumerate():
        if thread.name == "look-up":
            thread.join()
