"""How fast the SIP extension is, how much it bears, and what it costs while nothing rings (telephony.md, source C)."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dutydesk.telephony.events import PhoneEvent
from dutydesk.telephony.lamp import EVENTS
from dutydesk.telephony.sip.timers import USUAL
from tests.benchmarks.figures import Figure, Figures, at_p95, at_p99
from tests.dutydesk.telephony.sip.registrar import Extension, Mood, Registrar, at, registrar
from tests.dutydesk.telephony.sip.stage import ack, cancel, invite
from tests.dutydesk.telephony.sip.test_sipp import ELSEWHERE, ended, free_port, sipp

pytestmark = pytest.mark.bench

EVENT_MS, IDLE_PERCENT, BEAT_MS, GROWTH_MB = 5.0, 0.5, 50.0, 2.0
RINGS, CALLS, CALLS_A_SECOND = 500, 1000, 20
"""The calls are those of five minutes at 200 a minute, six times as fast; test_sip_window_bench.py takes the five minutes."""
FLOOD_SECONDS, FLOOD_RATE, IDLE_SECONDS = 10.0, 500.0, 10.0
_BEAT = 0.005
_BETWEEN = 0.01
"""Seconds between two rings: without a pause they would be a flood, of which some is dropped."""


class Watched(Extension):
    """An extension that notes when each event came."""

    def take(self, event: PhoneEvent) -> None:
        self.came = time.perf_counter()
        super().take(event)


@contextmanager
def ringing(desk: type[Extension] = Extension) -> Iterator[tuple[Extension, Registrar, int]]:
    """An extension with the timers of every day, its registrar, and its own port."""
    with registrar(Mood.OPEN) as exchange:
        kept = desk(at(exchange.port), USUAL)
        kept.source.start()
        try:
            yield kept, exchange, kept.until_registered()
        finally:
            kept.source.stop()
            assert kept.loop.stop()


def test_an_invite_is_an_event_within_five_milliseconds(figures: Figures) -> None:
    waits, pause = [], threading.Event()
    with ringing(Watched) as (desk, exchange, _):
        assert isinstance(desk, Watched)
        for call in map(str, range(RINGS)):
            data = invite(call, Diversion="<sip:8110@pbx>;reason=no-answer", P_Asserted_Identity="<tel:+8613905710275>")
            sent = time.perf_counter()
            exchange.send(data)
            desk.next_event()
            waits.append((desk.came - sent) * 1000)
            exchange.send(cancel(call, "Reason: SIP;cause=200"))
            desk.next_event()
            exchange.send(ack(call))
            pause.wait(_BETWEEN)
    figures.add(Figure("SIP INVITE to event, p95", at_p95(waits), "ms", EVENT_MS))
    assert at_p95(waits) <= EVENT_MS


def test_five_minutes_of_calls_leave_none_open_and_none_doubled(figures: Figures, tmp_path: Path) -> None:
    with ringing() as (desk, _, port):
        options = ("-s", "8120", "-p", str(free_port()), "-m", str(CALLS), "-r", str(CALLS_A_SECOND), "-d", "2000")
        with sipp("elsewhere", f"127.0.0.1:{port}", *options, folder=tmp_path) as process:
            ended(process, tmp_path)
        told: dict[str, list[object]] = {}
        while not desk.events.empty():
            event = desk.next_event()
            told.setdefault(event.call_id, []).append((event.what, event.outcome))
    whole = Counter(map(tuple, told.values()))[tuple(ELSEWHERE)]
    figures.add(Figure(f"SIP, {CALLS} calls at {CALLS_A_SECOND}/s: open or doubled", CALLS - whole, ""))
    assert (whole, len(told)) == (CALLS, CALLS)


@pytest.mark.parametrize(("who", "address"), [("a stranger", "127.0.0.9"), ("the exchange's own address", "127.0.0.1")])
def test_a_flood_leaves_other_threads_their_time_and_no_memory_behind(figures: Figures, who: str, address: str) -> None:
    with ringing() as (desk, _, port):
        flood(port, 2.0, address)  # warm: every table has its size
        before, used = resident_mb(), time.process_time()
        late = flood(port, FLOOD_SECONDS, address)
        growth, busy = resident_mb() - before, (time.process_time() - used) / FLOOD_SECONDS * 100
        health = desk.until(lambda health: desk.health.empty())
    print(f"\nflood from {who}: {dict(health.counters)}")
    figures.add(
        Figure(f"SIP flood from {who}: beat of another thread late, p99", at_p99(late), "ms", BEAT_MS),
        Figure(f"SIP flood from {who}: the same, most", max(late), "ms", BEAT_MS),
        Figure(f"SIP flood from {who}: memory, grown", growth, "MB", GROWTH_MB),
        Figure(f"SIP flood from {who}: processor", busy, "% of a core"),
    )
    assert sum(health.counters.values()) - health.counters.get(EVENTS, 0) > FLOOD_RATE * FLOOD_SECONDS / 4
    assert at_p99(late) <= BEAT_MS
    assert growth <= GROWTH_MB


def test_idle(figures: Figures) -> None:
    with ringing() as (_, _, _):
        used = time.process_time()
        threading.Event().wait(IDLE_SECONDS)
        percent = (time.process_time() - used) / IDLE_SECONDS * 100
    figures.add(Figure("SIP extension, idle", percent, "% of a core", IDLE_PERCENT))
    assert percent <= IDLE_PERCENT


def flood(port: int, seconds: float, address: str) -> list[float]:
    """How late the beats of this thread were, in ms, while the neighbour sent."""
    pause, late = threading.Event(), []
    with neighbour(port, seconds, address) as process:
        while process.poll() is None:
            began = time.perf_counter()
            pause.wait(_BEAT)
            late.append((time.perf_counter() - began - _BEAT) * 1000)
        told, _ = process.communicate()
    assert int(told) >= FLOOD_RATE * seconds * 0.9
    return late


@contextmanager
def neighbour(port: int, seconds: float, address: str) -> Iterator[subprocess.Popen[str]]:
    """The hostile neighbour at work; it prints how much it sent, and is ended where the benchmark fails."""
    command = [sys.executable, "-m", "tests.benchmarks.flood", str(port), str(seconds), str(FLOOD_RATE), address]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def resident_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
