"""Whatever facts come in whatever order: live rows = rebuilt rows = rows in memory, for every table, and all of it verifies."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import Field, fields
from datetime import date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from db.console import identify, write_console
from db.database import FILE, open_database
from db.folded import call_columns, member_columns, phone_call_columns
from db.ledger import Ledger
from db.rebuild import rebuild
from db.verify import verify_folder
from dutydesk.events import KINDS, CallTaken, EntryUndone, Event
from dutydesk.journal import Author, Fact, Request
from dutydesk.memory import MemoryJournal
from tests.db.folderside import TwoHands, folded_rows
from tests.dutydesk.deskside import DAY, NIGHT

CALLS = ["A20261123-1", "A20261123-2"]
PEOPLE = ["m208", "m209", "o1", ""]
PHONES = ["webhook:w1", "webhook:w2", ""]
TIMES = st.integers(-3600, 3600).map(lambda seconds: NIGHT + timedelta(seconds=seconds))
TEXTS = st.sampled_from(["", "水管爆", "+8613905710275", "喆 \u202e\x00😀"])
NAMED = {"day": st.just(DAY), "phone_call": st.sampled_from(PHONES), "counter": st.just(1), "isolation": st.sampled_from(["x", "y"])}
NAMED |= {
    "phone": st.sampled_from(PHONES),
    "ring": st.sampled_from(["", "sip:s1", "sip:s2"]),
    "source": st.sampled_from(["webhook", "sip"]),
}
NAMED |= {"wire_id": st.sampled_from(["w1", "s1"]), "original_wire_id": st.sampled_from(["", "w1", "s1"])}
SUBJECTS = {"call": [f"call:{one}" for one in CALLS], "crew": [f"crew:{one}" for one in PEOPLE[:3]], "line": ["line:8110"]}
SUBJECTS["phone"] = [f"phone:{one}" for one in PHONES[:2]]


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    simple = {str: st.sampled_from(PEOPLE[:3]), bool: st.booleans(), int: st.integers(1, 5), datetime: TIMES, date: st.just(DAY)}
    if hint in simple:
        return simple[hint]
    if hint == tuple[str, ...]:
        return st.lists(st.sampled_from(["line", "caller_name", *PEOPLE[:2]]), max_size=2).map(tuple)
    return st.none() | values(next(part for part in hint.__args__ if part is not type(None)))


def _field(part: Field[Any], hints: dict[str, Any]) -> st.SearchStrategy[Any]:
    if part.metadata.get("private"):
        return TEXTS
    return NAMED[part.name] if part.name in NAMED else values(hints[part.name])


def facts_of(kind: type[Event]) -> st.SearchStrategy[Fact]:
    """Any fact of a kind, on a subject it may speak of."""
    hints = get_type_hints(kind)
    given = {part.name: _field(part, hints) for part in fields(kind)}
    prefix = kind.kind.partition(".")[0]
    return st.builds(Fact, st.sampled_from(SUBJECTS[prefix]), st.builds(kind, **given), st.none() | TIMES, st.sampled_from(PEOPLE))


KINDS_PLAYED = [kind for kind in KINDS.values() if kind.kind.partition(".")[0] in SUBJECTS]
FACTS = st.sampled_from(KINDS_PLAYED).flatmap(facts_of) | facts_of(CallTaken)
ACTS = st.lists(st.lists(FACTS, min_size=1, max_size=3) | st.integers(0, 10), min_size=1, max_size=25)


@contextmanager
def ledger(clock: TwoHands | None = None) -> Iterator[Ledger]:
    """A ledger on a real file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        database = open_database(path)
        one = Ledger(path, identify(database, path, "m1"), clock=clock or TwoHands())
        one.begin()
        write_console(database, path, one.identity)
        yield one
        one.close()
        database.close()


def requests(acts: list[list[Fact] | int]) -> Iterator[Request]:
    """The acts as requests; a number takes back the act of that number, where there was one."""
    played: list[list[Fact]] = []
    for number, act in enumerate(acts):
        if isinstance(act, int):
            undone = played[act] if act < len(played) else []
            subjects = dict.fromkeys(fact.subject for fact in undone)
            act = [Fact(subject, EntryUndone(f"r{act}")) for subject in subjects]  # noqa: PLW2901 - a number stands for its undoing
        played.append(act)
        yield Request(f"r{number}", Author("o1", "o1"), lambda _view, act=act: act)


@settings(max_examples=60)
@given(ACTS)
def test_live_is_rebuilt_is_remembered(acts: list[list[Fact] | int]) -> None:
    memory = MemoryJournal(TwoHands(), head=None)
    with ledger() as book:
        for request in requests(acts):
            memory.take_in(book.record(request).entries)
        live = folded_rows(book.database)
        columns = [column[1] for column in book.database.execute_sql("PRAGMA table_info(call)")]
        assert [dict(zip(columns, row, strict=True)) for row in live["call"]] == [
            call_columns(call) for _, call in sorted(memory.calls.items())
        ]
        assert live["phone_call"] == [tuple(phone_call_columns(phone).values()) for _, phone in sorted(memory.phone_calls.items())]
        assert live["member_row"] == [tuple(member_columns(row).values()) for row in memory.members()]
        assert verify_folder(book.path.parent).problems == ()
        rebuild(book.database)
        assert folded_rows(book.database) == live
