"""How long a post of the exchange takes to become an event (telephony.md: p95 at most 10 ms)."""

from __future__ import annotations

import json
import statistics
import time

import pytest

from tests.dutydesk.telephony.wire import listening

BUDGET_MS = 10.0


@pytest.mark.bench
def test_a_post_is_an_event_within_ten_milliseconds() -> None:
    taken: list[float] = []
    waits = []
    with listening(on_event=lambda event: taken.append(time.perf_counter())) as wire:
        body = json.dumps({"event": "newCall", "from": "13905710275", "callId": "1"}).encode()
        for _ in range(300):
            sent = time.perf_counter()
            wire.send(body, "application/json")
            waits.append((taken[-1] - sent) * 1000)
    p95 = statistics.quantiles(waits, n=20)[-1]
    print(f"webhook post to event: median {statistics.median(waits):.2f} ms, p95 {p95:.2f} ms, budget {BUDGET_MS:.0f} ms")
    assert p95 <= BUDGET_MS
