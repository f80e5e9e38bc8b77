"""A data folder with years of calls: the sample site, as many closed calls as are wanted, some open ones and a large register.

The entries are sealed and folded by the program's own code, so that `verify` passes; only the fsyncs are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import peewee

from db import entry_rows
from db.database import FILE, writing
from db.founding import found_sample
from db.people import save_people
from db.rebuild import rebuild
from db.registers import save_site
from db.storage import Storage
from dutydesk import events as ev
from dutydesk.calls import call_id
from dutydesk.clocks import SystemClock
from dutydesk.journal import Author, Fact
from dutydesk.sealing import Head, Stamp, seal_facts
from dutydesk.site import Member, Person, PersonRoom, Tie
from dutydesk.words import Channel, FollowUp, Level, Status, Told

OFFICER, CREW = "m501", ("m208", "m209", "m210", "m211")
ENTRIES_OF_A_CALL = 7
DAY = timedelta(days=1)
CALLS_A_DAY = 40
_BATCH = 2000
_FAULTS = (
    ("WAT1", Level.URGENT, "厨房水管爆了，水漏到楼下"),
    ("TAP", Level.NORMAL, "卫生间龙头滴水，关不紧"),
    ("SOCK", Level.NORMAL, "客厅插座没电，灯也不亮"),
    ("DRAIN", Level.NORMAL, "马桶堵了，水往外溢"),
    ("DOOR1", Level.URGENT, "单元门关不上，闭门器坏了"),
    ("LEAK2", Level.NORMAL, "天花板渗水，楼上可能在漏"),
)
_NAMES = ("王秀英", "李建国", "张丽华", "刘志明", "陈晓燕", "杨国强", "赵桂兰", "黄海涛", "周玉梅", "吴永康", "徐文静", "孙德福")


@dataclass(frozen=True, slots=True)
class Lot:
    """How much is in a folder: closed and open calls, people in the register, and so many crew members as well."""

    calls: int
    people: int = 2000
    open_calls: int = 20
    crew: int = 0


def make_folder(folder: Path, lot: Lot) -> None:
    """Make a data folder of that size; its last call is of today."""
    storage = Storage(folder, clock=SystemClock(), second_place=folder / "emergency")
    try:
        site = found_sample(storage)
        save_site(storage.database, replace(site, members=(*site.members, *_more_members(lot.crew))))
        rooms = tuple(place.code for place in site.places if place.room)
        save_people(storage.database, _more_people(lot.people - 2000, rooms))
        console = storage.identity.console
    finally:
        storage.close()
    database = writing(folder / FILE)
    database.connect()
    try:
        database.execute_sql("PRAGMA synchronous = OFF")
        _fill(database, console, _calls(lot, rooms))
        rebuild(database)
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        database.close()


def _more_people(count: int, rooms: tuple[str, ...]) -> Iterator[Person]:
    for number in range(max(0, count)):
        place = rooms[number % len(rooms)]
        yield Person(f"q{number:06}", _NAMES[number % len(_NAMES)], (f"+861990{number:07}",), (PersonRoom(place, Tie.TENANT),))


def _more_ids(count: int) -> list[str]:
    return [f"x{number:03}" for number in range(count)]


def _more_members(count: int) -> Iterator[Member]:
    for number, member in enumerate(_more_ids(count)):
        yield Member(
            member, str(7000 + number), _NAMES[number % len(_NAMES)], ("maintenance", "guards", "cleaners")[number % 3], base="workshop"
        )


def _fill(database: peewee.SqliteDatabase, console: str, acts: Iterator[tuple[datetime, tuple[Fact, ...]]]) -> None:
    cseq, sealed_by = database.execute_sql("SELECT cseq, hash FROM heads WHERE console = ?", (console,)).fetchone()
    site = database.execute_sql("SELECT id FROM site").fetchone()[0]
    head, number = Head(console, cseq, cseq, sealed_by), 0
    while batch := list(islice(acts, _BATCH)):
        with database.atomic("IMMEDIATE"):
            for at, facts in batch:
                number += 1
                sealed, head = seal_facts(facts, Stamp(site, f"{number:032x}", Author(OFFICER, OFFICER), at), head)
                entry_rows.write(database, sealed, head)


def _calls(lot: Lot, rooms: tuple[str, ...]) -> Iterator[tuple[datetime, tuple[Fact, ...]]]:
    """Each call is written as one act at its end, with told times: how it is spread over acts makes no difference to the rows."""
    now = datetime.now(UTC)
    first = now - DAY * (lot.calls // CALLS_A_DAY + 2)
    yield now, tuple(Fact(f"crew:{member}", ev.CrewStatusSet(Status.FREE, "workshop")) for member in (*CREW, *_more_ids(lot.crew)))
    yield now, (Fact(f"crew:{OFFICER}", ev.CrewSignedOn(officer=True)),)
    for number in range(lot.calls):
        day, counter = first + DAY * (number // CALLS_A_DAY), number % CALLS_A_DAY
        received = day + timedelta(minutes=30 * counter)
        yield received + timedelta(hours=1), tuple(_life(received, number, counter + 1, rooms, ENTRIES_OF_A_CALL))
    for number in range(lot.open_calls):
        received = now - timedelta(minutes=5 + 3 * number)
        yield received + timedelta(minutes=1), tuple(_life(received, number, 900 + number, rooms, 1))


def _life(received: datetime, number: int, counter: int, rooms: tuple[str, ...], steps: int) -> Iterator[Fact]:
    category, level, line = _FAULTS[number % len(_FAULTS)]
    worker, day = CREW[number % len(CREW)], received.date()
    facts = (
        ev.CallTaken(
            letter="A",
            day=day,
            counter=counter,
            channel=Channel.FORWARDED,
            first_receiver=OFFICER,
            received_at=received,
            category=category,
            level=level,
            place=rooms[number * 7 % len(rooms)],
            diverted_from="8110",
            line=line,
            caller_name=_NAMES[number % len(_NAMES)],
            caller_number=f"+861990{number * 13 % 48_000:07}",
        ),
        ev.CallHandedOff(worker, Told.RADIO),
        ev.CallAcknowledged(worker),
        ev.CallSetOut(),
        ev.CallArrived(),
        ev.CallCompleted(follow_up=True, minutes=20, result="已换角阀，试水正常"),
        ev.CallFollowedUp(FollowUp.FINE, rating=5, note="业主满意"),
    )
    subject = f"call:{call_id('A', day, counter)}"
    for minute, fact in enumerate(facts[:steps]):
        yield Fact(subject, fact, received + timedelta(minutes=5 * minute) if minute else None)
