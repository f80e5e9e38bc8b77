"""The webhook over real sockets: rings come in, garbage is counted, and nothing makes it fall or wait."""

from __future__ import annotations

import asyncio
import gc
import logging
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime

import pytest

from dutydesk.settings import WebhookSettings
from dutydesk.telephony.events import Health, HealthState, OnHealth, PhoneEvent, What
from dutydesk.telephony.lamp import QUIET, Lamp
from dutydesk.telephony.reception import Reception
from dutydesk.telephony.webhook_server import CONNECTIONS, WebhookServer
from dutydesk.words import NumberState, PhoneOutcome
from tests.dutydesk.telephony.wire import TOKEN, WAIT, Wire, head, listening, local, received


@pytest.fixture
def wire() -> Iterator[Wire]:
    with listening() as wire:
        yield wire


@contextmanager
def crowd(wire: Wire, size: int) -> Iterator[list[socket.socket]]:
    """`size` open connections."""
    with ExitStack() as stack:
        yield [stack.enter_context(socket.create_connection(("127.0.0.1", wire.port), timeout=WAIT)) for _ in range(size)]


def next_event(wire: Wire) -> PhoneEvent:
    return wire.events.get(timeout=WAIT)


def test_a_forwarded_ring_comes_in(wire: Wire) -> None:
    assert wire.post(**{"from": "13905710275", "to": "8119", "diversion": "8110"}) == 200
    event = next_event(wire)
    assert (event.what, event.number, event.line, event.diverted_from) == (What.RINGING, "13905710275", "8119", "8110")
    assert event.number_state is NumberState.OK


def test_a_whole_call_comes_in_in_order(wire: Wire) -> None:
    wire.post()
    wire.post(event="answer", user="Li")
    wire.post(event="hangup", cause="normalClearing")
    told = [(event.what, event.outcome) for event in (next_event(wire), next_event(wire), next_event(wire))]
    assert told == [(What.RINGING, None), (What.ANSWERED, PhoneOutcome.ANSWERED_HERE), (What.ENDED, PhoneOutcome.UNKNOWN)]


def test_the_reply_asks_for_the_rest_of_the_call_at_our_own_address(wire: Wire) -> None:
    status, text, headers = wire.send(b"event=newCall&callId=1")
    assert (status, headers["Content-Type"].partition(";")[0]) == (200, "application/xml")
    assert f'onAnswer="http://127.0.0.1:{wire.port}/cti/{TOKEN}"' in text


@pytest.mark.parametrize(
    ("content_type", "body", "code", "status"),
    [
        ("application/json", b"[" * 60_000, "webhook.unreadable", 400),
        ("application/json", b"[1]", "webhook.unreadable", 400),
        ("application/json", b"\xff\xfe", "webhook.unreadable", 400),
        ("application/x-www-form-urlencoded", b"", "webhook.no_event", 400),
        ("multipart/form-data; boundary=x", b"--x\r\n", "webhook.no_event", 400),
        ("application/x-www-form-urlencoded", b"event=dtmf&callId=1", "webhook.unknown_event", 200),
        ("application/x-www-form-urlencoded", b"event=newCall&direction=out&callId=1", "webhook.outgoing", 200),
        ("application/x-www-form-urlencoded", b"event=hangup", "webhook.no_call_id", 400),
        ("application/x-www-form-urlencoded", b"a" * 70_000, "webhook.too_large", 413),
    ],
)
def test_garbage_is_counted_and_the_next_ring_comes_in(wire: Wire, content_type: str, body: bytes, code: str, status: int) -> None:
    assert wire.send(body, content_type)[0] == status
    wire.until_counted(code)
    assert wire.post(callId="after") == 200
    assert next_event(wire).call_id == "after"


def test_a_fault_shows_on_the_lamp_until_the_next_good_event(wire: Wire) -> None:
    wire.send(b"{", "application/json")
    assert wire.until(lambda health: health.state is HealthState.BAD).reason == "webhook.unreadable"
    wire.post()
    assert wire.until(lambda health: health.state is HealthState.OK).reason == ""


def test_a_wrong_token_is_not_found_and_counted(wire: Wire) -> None:
    assert [wire.send(path=path)[0] for path in ("/", "/cti/", "/cti/wrong", f"/cti/{TOKEN}x", "/cti/%FF%00")] == [404] * 5
    wire.until_counted("webhook.wrong_token", 5)


def test_only_posts_are_taken(wire: Wire) -> None:
    status, _, headers = wire.send(method="GET")
    assert (status, headers["Allow"]) == (405, "POST")
    wire.until_counted("webhook.wrong_method")


def test_a_slash_at_the_end_is_forgiven(wire: Wire) -> None:
    assert wire.send(b"event=newCall&callId=1", path=f"/cti/{TOKEN}/")[0] == 200


def test_a_repeat_and_a_hangup_without_a_ring_go_on_and_are_counted(wire: Wire) -> None:
    wire.post(callId="1")
    wire.post(callId="1")
    wire.post(callId="2", event="hangup", cause="cancel")
    assert wire.until_counted("webhook.no_beginning").counters["webhook.repeated"] == 1
    assert [next_event(wire).call_id for _ in range(3)] == ["1", "1", "2"]


def test_strange_bytes_do_not_lose_the_ring(wire: Wire) -> None:
    assert wire.send(b"event=newCall&callId=1&from=13905710275&name=\xff\xfe\xfd")[0] == 200
    assert next_event(wire).number == "13905710275"
    wire.until_counted("webhook.bad_utf8")


def test_an_endless_body_without_a_length_is_cut_off(wire: Wire) -> None:
    chunk = b"4000\r\n" + b"a" * 0x4000 + b"\r\n"
    request = head("0").replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    assert b" 413 " in wire.raw(request + chunk * 6).partition(b"\r\n")[0]
    wire.until_counted("webhook.too_large")


def test_a_post_without_a_length_is_an_empty_one(wire: Wire) -> None:
    assert b" 400 " in wire.raw(head("0").replace(b"Content-Length: 0\r\n", b"")).partition(b"\r\n")[0]
    wire.until_counted("webhook.no_event")


@pytest.mark.parametrize("length", ["99999999999999999999", "-5", "many", ""])
def test_a_false_length_is_refused(length: str) -> None:
    with listening(patience=0.2) as wire:
        answer = wire.raw(head(length) + b"event=newCall&callId=1")
        assert answer.partition(b"\r\n")[0].split()[1] in {b"400", b"408", b"413"}
        wire.until(lambda health: health.state is HealthState.BAD)


@pytest.mark.parametrize(
    "data", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GARBAGE\r\n\r\n", b"POST / HTTP/9.9\r\n\r\n", b"\x00" * 9000]
)
def test_what_is_not_http_is_answered_and_counted(wire: Wire, data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    wire.raw(data + b"\r\n\r\n")
    wire.until(lambda health: health.state is HealthState.BAD)
    assert wire.post() == 200
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


def test_a_body_that_never_ends_times_out() -> None:
    with listening(patience=0.2) as wire:
        assert b" 408 " in wire.raw(head("500") + b"event=new").partition(b"\r\n")[0]
        wire.until_counted("webhook.slow_client")


def test_a_client_that_says_nothing_is_let_go_of() -> None:
    with listening(patience=0.2) as wire, socket.create_connection(("127.0.0.1", wire.port), timeout=WAIT) as mute:
        assert received(mute) == b""


def test_a_client_that_hangs_up_in_the_middle_harms_nobody(wire: Wire) -> None:
    with socket.create_connection(("127.0.0.1", wire.port), timeout=WAIT) as rude:
        rude.sendall(head("500") + b"event=new")
    wire.until_counted("webhook.bad_http")
    assert wire.post() == 200


def test_a_ring_comes_in_beside_slow_clients(wire: Wire) -> None:
    with crowd(wire, 20) as slow:
        for sock in slow:
            sock.sendall(head("500"))
        assert wire.post() == 200


def test_too_many_connections_are_turned_away_and_counted(wire: Wire) -> None:
    with crowd(wire, CONNECTIONS + 1):
        wire.until_counted("webhook.crowded")


def test_a_client_outside_the_list_is_refused() -> None:
    with listening(local(allow=("10.0.0.0/24",))) as wire:
        assert wire.post() == 403
        wire.until_counted("webhook.not_allowed")


def test_a_client_in_the_list_is_heard() -> None:
    with listening(local(allow=("10.0.0.0/24", "127.0.0.1"))) as wire:
        assert wire.post() == 200


@pytest.mark.logs
def test_a_desk_that_fails_does_not_take_the_webhook_down() -> None:
    def fail(event: PhoneEvent) -> None:
        raise ZeroDivisionError

    with listening(on_event=fail) as wire:
        assert wire.post() == 500
        assert wire.until_counted("webhook.not_taken").reason == "webhook.not_taken"
        assert wire.post() == 500


def test_a_busy_port_is_told_and_taken_once_it_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        wire = Wire(local(port=port))
        wire.source.start()
        health = wire.until(lambda health: health.state is HealthState.DOWN)
        assert (health.reason, health.values) == ("webhook.port_busy", {"host": "127.0.0.1", "port": port})
    wire.until(lambda health: health.state is HealthState.OK)
    assert wire.loop.stop()


def test_an_address_that_is_not_ours_is_told() -> None:
    wire = Wire(local(host="203.0.113.7"))
    wire.source.start()
    assert wire.until(lambda health: health.state is HealthState.DOWN).reason == "webhook.address_unusable"
    assert wire.loop.stop()


@pytest.mark.logs
def test_a_fault_of_our_own_is_told() -> None:
    wire = Wire(WebhookSettings("127.0.0.1", 0, TOKEN, allow=("nonsense",)))
    wire.source.start()
    assert wire.until(lambda health: health.state is HealthState.DOWN).reason == "webhook.failed"
    assert wire.loop.stop()


def test_a_stopped_source_lets_go_of_its_port() -> None:
    with listening() as wire:
        port = wire.port
        wire.source.stop()
        with socket.create_server(("127.0.0.1", port)):
            assert wire.loop.is_running


def test_a_source_stopped_at_once_never_listens() -> None:
    wire = Wire(local())
    wire.source.stop()
    wire.source.start()
    assert wire.loop.stop()
    assert wire.health.empty()


def test_stopping_twice_or_before_the_start_does_nothing() -> None:
    wire = Wire(local())
    wire.source.stop()
    assert wire.loop.stop()
    wire.loop.start()
    assert wire.loop.stop()
    assert wire.loop.stop()
    wire.source.stop()
    assert wire.source.name == "webhook"


def test_numbers_and_the_token_are_never_logged(wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wire.post(**{"from": "13905710275"})
    wire.post(**{"from": "13905710275"})
    wire.send(b'{"from": "13905710275"', "application/json")
    wire.send(path=f"/cti/{TOKEN}x?from=13905710275")
    wire.until_counted("webhook.wrong_token")
    assert "webhook.wrong_token" in caplog.text
    assert "13905710275" not in caplog.text
    assert TOKEN not in caplog.text


def test_a_flood_of_garbage_is_few_lines(wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    began = time.monotonic()
    for _ in range(50):
        wire.send(b"[", "application/json")
    wire.until_counted("webhook.unreadable", 50)
    took = time.monotonic() - began
    assert caplog.text.count("webhook.unreadable") == 1
    assert wire.health.qsize() <= took / QUIET.total_seconds() + 2


def test_many_rings_at_once_all_come_in(wire: Wire) -> None:
    senders = [threading.Thread(target=wire.post, kwargs={"callId": str(number)}) for number in range(40)]
    for sender in senders:
        sender.start()
    assert {next_event(wire).call_id for _ in senders} == {str(number) for number in range(40)}
    for sender in senders:
        sender.join()


def test_the_window_can_start_without_aiohttp() -> None:
    code = "import sys; from dutydesk.telephony import webhook_source; sys.exit('aiohttp' in sys.modules or 'asyncio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def bare(tell: OnHealth) -> WebhookServer:
    """A server without a thread of its own, and its lamp."""
    lamp = Lamp("webhook", tell, lambda: datetime.now(UTC), lambda seconds, act: None)
    settings = WebhookSettings("127.0.0.1", 0, TOKEN)
    reception = Reception(settings, lamp, lambda event: None, now=lambda: datetime.now(UTC), monotonic=time.monotonic, name="webhook")
    return WebhookServer(settings, reception, patience=1, retry=1)


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


@pytest.mark.parametrize("steps", range(1, 12))
def test_an_end_in_the_midst_of_the_start_leaves_no_port_open(steps: int) -> None:
    async def start_and_end() -> None:
        task = asyncio.create_task(bare(lambda health: None).run())
        await turns(steps)
        await end(task)

    with warnings.catch_warnings(record=True, action="always") as left_open:
        asyncio.run(start_and_end())
        gc.collect()
    assert [str(one.message) for one in left_open] == []


@pytest.mark.parametrize("steps", range(6))
def test_a_connection_that_comes_in_at_the_end_is_closed(steps: int) -> None:
    async def meet_at_the_end() -> bytes:
        health: asyncio.Queue[Health] = asyncio.Queue()
        task = asyncio.create_task(bare(health.put_nowait).run())
        port = int(str((await health.get()).values["port"]))
        with socket.socket() as client:
            client.setblocking(False)
            client.connect_ex(("127.0.0.1", port))  # made by the system at once; the server hears of it in its next turn
            await turns(steps)
            await end(task)
            with suppress(ConnectionError):
                return await asyncio.wait_for(asyncio.get_running_loop().sock_recv(client, 1), WAIT)
            return b""

    with warnings.catch_warnings(record=True, action="always") as left_open:
        assert asyncio.run(meet_at_the_end()) == b""
        gc.collect()
    assert [str(one.message) for one in left_open] == []
