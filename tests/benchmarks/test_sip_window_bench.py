"""What the officer notices of SIP in the window: a ring's card, keys under a flood, and five minutes of many calls."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dutydesk.phone_calls import PhoneCall
from dutydesk.words import PhoneOutcome
from tests.benchmarks.figures import Figure, Figures, at_p95, middle
from tests.benchmarks.many_calls import Lot
from tests.benchmarks.open_desk import HeartBeat, OpenDesk
from tests.benchmarks.test_sip import FLOOD_RATE, FLOOD_SECONDS, neighbour, resident_mb
from tests.dutydesk.telephony.sip.registrar import Mood, Registrar, at, registrar
from tests.dutydesk.telephony.sip.stage import ack, cancel, invite
from tests.dutydesk.telephony.sip.test_sipp import ended, free_port, sipp

pytestmark = pytest.mark.bench

MILLION, YOUNG, EMPTY = Lot(1_000_000, people=50_000), Lot(1000), Lot(0)
RING_MS, KEY_MS, GROWTH_MB, STALL_MS = 200, 50, 10.0, 100
RINGS, CALLS, CALLS_A_MINUTE, TALK_MS = 100, 1000, 200, 2000
WARM_SECONDS, SETTLED_SECONDS = 3.0, 10
TYPED = "3-1502 sgb"
FolderOf = Callable[[Lot], Path]


@contextmanager
def registered_desk(qapp: QApplication, folder: Path) -> Iterator[tuple[OpenDesk, Registrar]]:
    """The whole desk, taken in by an exchange."""
    with registrar(Mood.OPEN) as exchange, OpenDesk(qapp, folder, sip=at(exchange.port)) as desk:
        exchange.next()
        yield desk, exchange


def test_an_invite_is_a_painted_card(qapp: QApplication, folder_of: FolderOf, figures: Figures) -> None:
    """From the datagram on a real socket to the card, with 50,000 people and a million calls in the journal."""
    times, run = [], time.time_ns()
    with registered_desk(qapp, folder_of(MILLION)) as (desk, exchange):
        for number in range(RINGS):
            call, told = f"{run}-{number}", f"P-Asserted-Identity: <tel:+861990{number * 31:07}>"
            data = invite(call, told, Diversion="<sip:8110@pbx>;reason=no-answer")
            times.append(desk.card_after(partial(exchange.send, data)))
            exchange.send(cancel(call, "Reason: SIP;cause=200"))
            exchange.send(ack(call))
            desk.pause(60)
    figures.add(
        Figure("SIP INVITE to painted card, p50", middle(times)),
        Figure("SIP INVITE to painted card, p95", at_p95(times), "ms", RING_MS),
    )
    assert at_p95(times) <= RING_MS


@pytest.mark.parametrize(("who", "address"), [("a stranger", "127.0.0.9"), ("the exchange's own address", "127.0.0.1")])
def test_keys_under_a_flood(qapp: QApplication, folder_of: FolderOf, figures: Figures, who: str, address: str) -> None:
    """500 hostile datagrams a second; from the exchange's own address some of them are rings, with cards and entries like any other."""
    with registered_desk(qapp, folder_of(YOUNG)) as (desk, exchange):
        port = exchange.at[1]
        pressed_under_flood(desk, port, WARM_SECONDS, address)  # warm: every table has its size
        desk.pause(SETTLED_SECONDS * 1000)
        before, beat = resident_mb(), HeartBeat()
        times = pressed_under_flood(desk, port, FLOOD_SECONDS, address)
        beat.stop()
        growth = resident_mb() - before
    figures.add(
        Figure(f"any key under a SIP flood from {who}, p95 of {len(times)}", at_p95(times), "ms", KEY_MS),
        Figure(f"any key under a SIP flood from {who}, worst", max(times)),
        Figure(f"window under a SIP flood from {who}: longest stall", beat.longest, "ms", STALL_MS),
        Figure(f"window under a SIP flood from {who}: memory, grown", growth, "MB", GROWTH_MB),
    )
    assert at_p95(times) <= KEY_MS
    assert growth <= GROWTH_MB


def pressed_under_flood(desk: OpenDesk, port: int, seconds: float, address: str) -> list[float]:
    """Milliseconds from each key to what it paints, while the neighbour sends."""
    times: list[float] = []
    with neighbour(port, seconds, address) as process:
        while process.poll() is None:
            times += pressed(desk)
        told, _ = process.communicate()
    assert int(told) >= FLOOD_RATE * seconds * 0.9
    return times


def pressed(desk: OpenDesk) -> list[float]:
    """A place is typed and taken back, and the list of calls is looked through."""
    calls = desk.window.console.open_calls.list
    desk.line.setFocus()
    times = [desk.type(sign) for sign in TYPED]
    times += [desk.painted_after(desk.line, Qt.Key.Key_Backspace) for _ in TYPED]
    calls.setFocus()
    times += [desk.painted_after(calls.viewport(), key) for key in (Qt.Key.Key_Down, Qt.Key.Key_Up) * 2]
    desk.pause(30)
    return times


def test_five_minutes_of_calls_stay_whole_in_the_journal(qapp: QApplication, folder_of: FolderOf, figures: Figures, tmp_path: Path) -> None:
    """200 a minute for five real minutes, through the exchange, the window and the disk: each is one phone call, and none still rings."""
    with registered_desk(qapp, folder_of(EMPTY)) as (desk, exchange):
        began, port = datetime.now(UTC) - timedelta(seconds=1), exchange.at[1]
        rate = ("-r", str(CALLS_A_MINUTE), "-rp", "60000", "-d", str(TALK_MS))
        options = (f"127.0.0.1:{port}", "-s", "8120", "-p", str(free_port()), "-m", str(CALLS), *rate)
        before, beat = resident_mb(), HeartBeat()
        with sipp("elsewhere", *options, folder=tmp_path, seconds=CALLS * 60 // CALLS_A_MINUTE + 60) as process:
            while process.poll() is None:
                desk.pause(250)
            ended(process, tmp_path)
        beat.stop()
        rang = all_over(desk, began)
        growth = resident_mb() - before
    wrong = CALLS - Counter(phone.outcome for phone in rang)[PhoneOutcome.ANSWERED_ELSEWHERE]
    figures.add(
        Figure(f"SIP, {CALLS} calls at {CALLS_A_MINUTE} a minute in the window: open or doubled", wrong + len(rang) - CALLS, ""),
        Figure("the same: longest stall of the window", beat.longest, "ms", STALL_MS),
        Figure("the same: memory, grown", growth, "MB"),
    )
    assert (len(rang), len({phone.wire_id for phone in rang}), wrong) == (CALLS, CALLS, 0)


def all_over(desk: OpenDesk, began: datetime) -> list[PhoneCall]:
    """The phone calls since then, as soon as none of them rings; what rings on after ten seconds is told as it is."""
    ends = time.monotonic() + SETTLED_SECONDS
    while True:
        rang = list(desk.storage.readings.rang_since(began))
        if not any(phone.is_ringing for phone in rang) or time.monotonic() > ends:
            return rang
        desk.pause(100)
