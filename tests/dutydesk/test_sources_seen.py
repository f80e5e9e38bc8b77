"""What a window remembers of a source, from one line of its health to the next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dutydesk.checkup_facts import SourceFound
from dutydesk.sources_seen import heard
from dutydesk.telephony.events import Health, HealthState

NOW = datetime(2026, 11, 22, 18, 47, tzinfo=UTC)
WHERE = {"host": "127.0.0.1", "port": 8765}


def line(minute: int, state: HealthState = HealthState.OK, reason: str = "", events: int = 0, **values: object) -> Health:
    return Health("webhook", state, at(minute), reason, values, {"events": events})


def at(minute: int) -> datetime:
    return NOW + timedelta(minutes=minute)


def seen(*lines: Health) -> SourceFound:
    found = None
    for one in lines:
        found = heard(found, one)
    assert found is not None
    return found


def test_a_source_that_came_up_is_well_since_then() -> None:
    assert seen(line(0, **WHERE)) == SourceFound("webhook", "127.0.0.1:8765", "ok", since=at(0))


def test_a_caller_id_line_is_where_its_device_is() -> None:
    assert seen(Health("caller_id", HealthState.OK, at(0), values={"device": "COM3"})).address == "COM3"


def test_an_event_is_the_last_one_until_the_next() -> None:
    found = seen(line(0, **WHERE), line(3, events=1), line(9, events=1))
    assert (found.events, found.last_event, found.since) == (1, at(3), at(0))
    assert found.address == "127.0.0.1:8765"


def test_a_fault_is_remembered_when_it_is_over() -> None:
    found = seen(line(0), line(2, HealthState.BAD, "webhook.no_event"), line(4, events=1))
    assert (found.state, found.reason, found.troubled, found.since) == ("ok", "webhook.no_event", at(2), at(0))


def test_a_loss_begins_a_new_time_and_so_does_its_end() -> None:
    lost = seen(line(0), line(5, HealthState.DOWN, "webhook.port_busy", **WHERE), line(6, HealthState.DOWN, "webhook.port_busy", **WHERE))
    assert (lost.since, lost.troubled, lost.values) == (at(5), at(6), WHERE)
    assert heard(lost, line(8)).since == at(8)
