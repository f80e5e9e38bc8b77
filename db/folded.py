"""The tables of folded rows: columns that SQL needs, and beside them the whole row as canonical JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, TypeVar

from dutydesk.calls import Call
from dutydesk.crew import MemberRow
from dutydesk.encoding import canonical, from_plain, to_plain
from dutydesk.entries import from_micros, micros
from dutydesk.lines import LineRow
from dutydesk.phone_calls import PhoneCall
from dutydesk.phone_figures import Measured, measure
from dutydesk.words import PhoneOutcome, Step

Columns = dict[str, object]
Row = TypeVar("Row")

TABLES = ("call", "call_member", "phone_call", "member_row", "line_row")
"""Every folded table; `rebuild` makes all of them anew."""

_CREATE = """
CREATE TABLE {p}call (
    id TEXT NOT NULL PRIMARY KEY, letter TEXT NOT NULL, day TEXT NOT NULL, counter INTEGER NOT NULL, stage TEXT NOT NULL,
    is_open INTEGER NOT NULL, level INTEGER NOT NULL, category TEXT NOT NULL, place TEXT NOT NULL, person TEXT NOT NULL,
    holder TEXT NOT NULL, first_receiver TEXT NOT NULL, worker TEXT NOT NULL, phone_call TEXT NOT NULL, number TEXT NOT NULL,
    received_at INTEGER NOT NULL, acknowledged_at INTEGER, state TEXT NOT NULL
);
CREATE INDEX {p}call_open{s} ON {p}call (received_at, id) WHERE is_open = 1;
CREATE INDEX {p}call_received{s} ON {p}call (received_at, id);
CREATE INDEX {p}call_counter{s} ON {p}call (counter, received_at);
CREATE INDEX {p}call_place{s} ON {p}call (place, received_at) WHERE place <> '';
CREATE INDEX {p}call_number{s} ON {p}call (number, received_at) WHERE number <> '';
CREATE INDEX {p}call_acknowledged{s} ON {p}call (acknowledged_at, worker) WHERE acknowledged_at IS NOT NULL;
CREATE INDEX {p}call_phone{s} ON {p}call (phone_call) WHERE phone_call <> '';
CREATE TABLE {p}call_member (member TEXT NOT NULL, call TEXT NOT NULL, PRIMARY KEY (member, call)) WITHOUT ROWID;
CREATE INDEX {p}call_member_call{s} ON {p}call_member (call);
CREATE TABLE {p}phone_call (
    id TEXT NOT NULL PRIMARY KEY, number TEXT NOT NULL, line TEXT NOT NULL, rang_at INTEGER NOT NULL,
    is_ringing INTEGER NOT NULL, is_settled INTEGER NOT NULL, state TEXT NOT NULL
);
CREATE INDEX {p}phone_call_owed{s} ON {p}phone_call (rang_at, id) WHERE is_settled = 0;
CREATE INDEX {p}phone_call_ringing{s} ON {p}phone_call (rang_at, id) WHERE is_ringing = 1;
CREATE INDEX {p}phone_call_rang{s} ON {p}phone_call (rang_at, is_settled, is_ringing);
CREATE TABLE {p}member_row (member TEXT NOT NULL PRIMARY KEY, status TEXT NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE {p}line_row (number TEXT NOT NULL PRIMARY KEY, is_here INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
"""


def create_statements(prefix: str = "", suffix: str = "") -> list[str]:
    """SQL that makes every folded table; `prefix` for staging, `suffix` keeps the names of their indexes apart."""
    text = _CREATE.format(p=prefix, s=suffix)
    return [statement.strip() for statement in text.split(";") if statement.strip()]


def call_columns(call: Call) -> Columns:
    """A call as a row of its table."""
    acknowledged = call.time(Step.ACKNOWLEDGED)
    return {
        "id": call.id,
        "letter": call.letter,
        "day": call.day.isoformat(),
        "counter": call.counter,
        "stage": call.stage.value,
        "is_open": int(call.stage.is_open),
        "level": int(call.level),
        "category": call.category,
        "place": call.place,
        "person": call.person,
        "holder": call.holder,
        "first_receiver": call.first_receiver,
        "worker": call.worker,
        "phone_call": call.phone_call,
        "number": call.caller_number,
        "received_at": micros(call.received_at),
        "acknowledged_at": None if acknowledged is None else micros(acknowledged),
        "state": _state(call, _CALLS),
    }


def phone_call_columns(phone: PhoneCall) -> Columns:
    """A phone call as a row of its table."""
    return {
        "id": phone.id,
        "number": phone.number,
        "line": phone.line,
        "rang_at": micros(phone.rang_at),
        "is_ringing": int(phone.is_ringing),
        "is_settled": int(phone.is_settled),
        "state": _state(phone, _PHONE_CALLS),
    }


def member_columns(row: MemberRow) -> Columns:
    """A member's row of their table."""
    return {"member": row.member, "status": row.status.value, "state": _state(row, _MEMBERS)}


def line_columns(row: LineRow) -> Columns:
    """A line's row of its table."""
    return {"number": row.number, "is_here": int(row.is_here), "state": _state(row, _LINES)}


def members_linked(call: Call) -> frozenset[str]:
    """Whom `call_member` names: the people of a call with work to do. A completed one says nothing of what they are doing."""
    return call.people if call.stage.is_work else frozenset()


class _Known(Generic[Row]):
    """Rows by the text that tells them: what did not change since the last look, or was just written, is not read again.

    Rows are frozen, so the same text is the same row, on any thread.
    """

    def __init__(self, made: type[Row], most: int) -> None:
        self._made = made
        self._most = most
        self._rows: dict[str, Row] = {}

    def of(self, state: str) -> Row:
        """The row that `state` tells."""
        row = self._rows.get(state)
        return self.keep(state, from_plain(self._made, json.loads(state))) if row is None else row

    def keep(self, state: str, row: Row) -> Row:
        """Remember that `state` tells `row`."""
        if len(self._rows) >= self._most:
            self._rows.clear()
        self._rows[state] = row
        return row

    def forget(self) -> None:
        """Let go of all rows."""
        self._rows.clear()


_CALLS = _Known(Call, 1024)
_PHONE_CALLS = _Known(PhoneCall, 512)
_MEMBERS = _Known(MemberRow, 512)
_LINES = _Known(LineRow, 32)

call_from = _CALLS.of
phone_call_from = _PHONE_CALLS.of
member_from = _MEMBERS.of
line_from = _LINES.of


def measured_from(row: Sequence[Any], now: datetime) -> Measured:
    """What counts of a phone call, of its columns rang_at, line and state; thousands are counted at once, so no row is made of them."""
    rang_at, (is_forwarded, outcome, answered_at, again, tells_missed) = from_micros(row[0]), _counted(row[2])
    return measure(
        rang_at,
        row[1],
        is_forwarded=is_forwarded,
        outcome=outcome,
        answered_at=answered_at,
        rings_since=again or rang_at,
        tells_missed=tells_missed,
        now=now,
    )


@lru_cache(maxsize=4096)
def _counted(state: str) -> tuple[bool, PhoneOutcome | None, datetime | None, datetime | None, bool]:
    """What of a phone call's row is counted."""
    told = json.loads(state)
    outcome, answered_at, again = told.get("outcome"), told.get("answered_at"), told.get("last_rang_at")
    return (
        "diverted_from" in told,
        PhoneOutcome(outcome) if outcome else None,
        datetime.fromisoformat(answered_at) if answered_at else None,
        datetime.fromisoformat(again) if again else None,
        "tells_missed" in told,
    )


def forget() -> None:
    """Let go of all rows that were read: something of them was erased."""
    for known in (_CALLS, _PHONE_CALLS, _MEMBERS, _LINES):
        known.forget()
    _counted.cache_clear()


def _state(row: Row, known: _Known[Row]) -> str:
    state = canonical(to_plain(row))
    known.keep(state, row)
    return state
