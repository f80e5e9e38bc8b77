"""The tables of folded rows: columns that SQL needs, and beside them the whole row as canonical JSON."""

from __future__ import annotations

import json
from functools import lru_cache

from dutydesk.calls import Call
from dutydesk.crew import MemberRow
from dutydesk.encoding import canonical, from_plain, to_plain
from dutydesk.entries import micros
from dutydesk.lines import LineRow
from dutydesk.phone_calls import PhoneCall
from dutydesk.words import Step

Columns = dict[str, object]

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
        "state": _state(call),
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
        "state": _state(phone),
    }


def member_columns(row: MemberRow) -> Columns:
    """A member's row of their table."""
    return {"member": row.member, "status": row.status.value, "state": _state(row)}


def line_columns(row: LineRow) -> Columns:
    """A line's row of its table."""
    return {"number": row.number, "is_here": int(row.is_here), "state": _state(row)}


def members_linked(call: Call) -> frozenset[str]:
    """Whom `call_member` names: the people of an open call."""
    return call.people if call.stage.is_open else frozenset()


def _state(row: object) -> str:
    return canonical(to_plain(row))


# The same text is the same frozen row: what did not change since the last look is not read again.


@lru_cache(maxsize=1024)
def call_from(state: str) -> Call:
    """The call that `state` tells."""
    return from_plain(Call, json.loads(state))


@lru_cache(maxsize=512)
def phone_call_from(state: str) -> PhoneCall:
    """The phone call that `state` tells."""
    return from_plain(PhoneCall, json.loads(state))


@lru_cache(maxsize=512)
def member_from(state: str) -> MemberRow:
    """The member's row that `state` tells."""
    return from_plain(MemberRow, json.loads(state))


def forget() -> None:
    """Let go of all rows that were read: something of them was erased."""
    for kept in (call_from, phone_call_from, member_from):
        kept.cache_clear()


def line_from(state: str) -> LineRow:
    """The line that `state` tells."""
    return from_plain(LineRow, json.loads(state))
