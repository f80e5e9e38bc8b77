"""The latest phone calls and what they amount to, from a real folder: the same as memory answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from db import folded
from db.rebuild import rebuild, rebuild_folder
from db.verify import verify_folder
from dutydesk import rings
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.journal import Author, Request
from dutydesk.memory import MemoryJournal
from tests.db.folderside import FolderDesk, TwoHands, folded_rows
from tests.db.test_rebuild_property import ledger
from tests.dutydesk.deskside import NIGHT, HandClock
from tests.dutydesk.phone_stream import stream
from tests.dutydesk.test_phone_stream import told_wrong

PROGRAM = Author("", "")
EVENTS = 600


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FolderDesk]:
    with FolderDesk(tmp_path / "data") as made:
        yield made


def plays(desk: FolderDesk) -> MemoryJournal:
    """A stream of phone events, on the folder and in memory."""
    clock = HandClock()
    memory = MemoryJournal(clock)
    _, heard = stream(7, EVENTS, NIGHT)
    for number, one in enumerate(heard):
        desk.clock.wall = clock.time = one.at
        desk.does(rings.hear, heard=one, who=PROGRAM)
        memory.submit(Request(f"r{number}", PROGRAM, lambda view, one=one: rings.hear(view, heard=one)))
    return memory


def test_a_stream_on_disk_is_what_it_is_in_memory_and_is_rebuilt(desk: FolderDesk) -> None:
    memory = plays(desk)
    read, now = desk.storage.readings, desk.clock.now()
    assert read.phone_log(NIGHT, 10_000) == memory.phone_log(NIGHT, 10_000)
    assert sorted(read.phone_measures(NIGHT, now), key=str) == sorted(memory.phone_measures(NIGHT, now), key=str)
    desk.storage.close()
    live = folded_rows(desk.storage.database)
    desk.storage.database.close()
    assert verify_folder(desk.folder).problems == ()
    rebuild_folder(desk.folder)
    assert folded_rows(desk.storage.database) == live
    desk.storage.database.close()


def test_ten_thousand_events_are_one_row_for_each_call_and_the_same_when_rebuilt() -> None:
    truths, heard = stream(20261124, 10_000, NIGHT)
    clock = TwoHands()
    with ledger(clock) as book:
        for number, one in enumerate(heard):
            clock.wall = one.at
            book.record(Request(f"r{number}", PROGRAM, lambda view, one=one: rings.hear(view, heard=one)))
        live = folded_rows(book.database)
        rebuild(book.database)
        assert folded_rows(book.database) == live
        rows = book.database.execute_sql("SELECT state FROM phone_call").fetchall()
    assert told_wrong(truths, [folded.phone_call_from(row[0]) for row in rows]) == []
    assert len(rows) == sum(one.rows for one in truths)


def test_the_latest_come_first_and_forwarded_ones_alone_where_asked_for(desk: FolderDesk) -> None:
    for number, diverted in enumerate(("8110", "", "8110")):
        one = stream(number, 1, NIGHT + timedelta(minutes=number))[1][0]
        desk.does(rings.hear, heard=Heard(one.what, _of(one.rang, number, diverted), one.at), who=PROGRAM)
    read = desk.storage.readings
    assert [one.wire_id for one in read.phone_log(NIGHT, 2)] == ["n2", "n1"]
    assert [one.wire_id for one in read.phone_log(NIGHT, 9, forwarded=True)] == ["n2", "n0"]
    assert read.phone_log(NIGHT + timedelta(hours=1), 9) == []


def _of(rang: PhoneRang, number: int, diverted: str) -> PhoneRang:
    return replace(rang, wire_id=f"n{number}", diverted_from=diverted, original_wire_id="", number=f"+86139000000{number:02d}")
