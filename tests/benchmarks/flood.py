"""A hostile neighbour in a process of its own: `python -m tests.benchmarks.flood PORT SECONDS RATE ADDRESS`.

Sends datagrams to 127.0.0.1:PORT from ADDRESS: mutated INVITEs, heads that are all commas or quotes, 64 KB of nothing.
"""

from __future__ import annotations

import random
import socket
import sys
import threading
import time

from tests.dutydesk.telephony.sip.stage import invite
from tests.dutydesk.telephony.sip.test_mutations import mutated

_KINDS = 2000


def datagrams(chance: random.Random) -> list[bytes]:
    """What is sent, over and over."""
    heads = [invite("0", *(f"Diversion: {part * 3500}" for _ in range(4))) for part in (",", '"a"', "<a>", ";a=")]
    odd = [*heads, b"\0" * 65_000, b"INVITE " * 9000, chance.randbytes(2000)]
    return [chance.choice(odd) if number % 10 == 0 else mutated(chance, number) for number in range(_KINDS)]


def main(port: int, seconds: float, rate: float, address: str) -> None:
    """Keep to the rate whatever the machine does: what was not sent in time is sent at once."""
    sent, pause, ready = 0, threading.Event(), datagrams(random.Random(1))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.bind((address, 0))
        began = time.monotonic()
        while (passed := time.monotonic() - began) < seconds:
            while sent < passed * rate:
                out.sendto(ready[sent % _KINDS], ("127.0.0.1", port))
                sent += 1
            pause.wait(0.5 / rate)
    print(sent)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]), sys.argv[4])
