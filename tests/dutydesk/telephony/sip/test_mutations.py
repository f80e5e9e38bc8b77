"""Ten thousand INVITEs that went wrong on their way: nothing falls, nothing takes long, nothing is kept."""

from __future__ import annotations

import random
import time
import tracemalloc

from dutydesk.telephony.events import RAW_LIMIT, PhoneEvent
from dutydesk.telephony.sip.identity import TEXT_LIMIT
from tests.dutydesk.telephony.sip.stage import Bench, cancel, events, invite
from tests.dutydesk.telephony.sip.torture import TRIALS

SEED, MUTANTS = 20261122, 10_000
_SPICE = [
    b'"',
    b"<",
    b">",
    b",",
    b";",
    b"\r\n",
    b"\r\n ",
    b"\0",
    b"\xff\xfe",
    b"%",
    b"\\",
    b":",
    b"=",
    b"@",
    b"\r\n\r\n",
    b"SIP/2.0",
    "吴".encode("gb18030"),
]
_SEEDS = [cancel("1", 'Reason: SIP;cause=200;text="Call completed elsewhere"'), *(trial.data for trial in TRIALS)]


def mutated(chance: random.Random, number: int) -> bytes:
    """An INVITE or one of the seeds, changed in some places: bytes lost, doubled, turned, replaced, and odd ones put in."""
    sound = invite(str(number), 'Diversion: "Workshop, east" <sip:8110@pbx>;reason=no-answer', "History-Info: <sip:1@x>;index=1")
    data = bytearray(chance.choice([sound, sound, sound, chance.choice(_SEEDS)]))
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(data) + 1), chance.randint(1, 20)
        match chance.randrange(6):
            case 0:
                del data[at : at + size]
            case 1:
                data[at:at] = data[at : at + size] * chance.choice([1, 1, 1, 100])
            case 2:
                data[at:at] = chance.choice(_SPICE) * chance.choice([1, 1, 2, 500])
            case 3:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 4:
                other = chance.choice(_SEEDS)
                data[at:] = other[chance.randrange(len(other)) :]
            case _:
                data[at : at + size] = data[at : at + size][::-1]
    return bytes(data[:65_507])


def is_bounded(event: PhoneEvent) -> bool:
    short = (event.number, event.name, event.line, event.diverted_from, event.call_id, event.original_call_id)
    return max(map(len, short)) <= TEXT_LIMIT + 10 and len(event.raw) <= RAW_LIMIT


def test_ten_thousand_mutated_invites() -> None:
    chance = random.Random(SEED)
    mutants = [mutated(chance, number) for number in range(MUTANTS)]
    bench, rang, longest = Bench().registered(), 0, 0.0
    for number, data in enumerate(mutants):
        began = time.thread_time()
        out = bench.hear(data)
        longest = max(longest, time.thread_time() - began)
        assert all(is_bounded(event) for event in events(out))
        rang += bool(events(out))
        pass_time(bench, number)
    bench.wait(400)
    assert rang > 1000
    assert bench.extension.open_rings == 0
    assert longest < 0.25


def test_mutated_invites_leave_no_memory_behind() -> None:
    chance = random.Random(SEED + 1)
    mutants = [mutated(chance, number) for number in range(1000)]
    bench = Bench().registered()
    tracemalloc.start()
    try:
        for number, data in enumerate(mutants):
            bench.hear(data)
            pass_time(bench, number)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def pass_time(bench: Bench, number: int) -> None:
    """After each fifty, rings grow old and answers are given up."""
    bench.out.clear()
    if number % 50 == 49:
        bench.wait(200)
        bench.out.clear()
