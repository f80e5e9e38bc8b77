"""How long a post of the exchange takes to become an event (telephony.md: p95 at most 10 ms)."""

from __future__ import annotations

import json
import time

import pytest

from tests.benchmarks.figures import Figure, Figures, at_p95
from tests.dutydesk.telephony.wire import listening

BUDGET_MS = 10.0


@pytest.mark.bench
def test_a_post_is_an_event_within_ten_milliseconds(figures: Figures) -> None:
    taken: list[float] = []
    waits = []
    with listening(on_event=lambda event: taken.append(time.perf_counter())) as wire:
        body = json.dumps({"event": "newCall", "from": "13905710275", "callId": "1"}).encode()
        for _ in range(300):
            sent = time.perf_counter()
            wire.send(body, "application/json")
            waits.append((taken[-1] - sent) * 1000)
    figures.add(Figure("webhook post to event, p95", at_p95(waits), "ms", BUDGET_MS))
    assert at_p95(waits) <= BUDGET_MS
