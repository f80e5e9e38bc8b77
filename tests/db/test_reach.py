"""However many calls there are, nothing that the desk asks walks through all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from db.database import Database
from db.storage import Storage
from dutydesk import duty, life, rings, undo
from dutydesk import events as ev
from dutydesk.desk import Desk
from dutydesk.heard import Heard
from dutydesk.taking import NewCall, take
from dutydesk.telephony.events import What
from dutydesk.words import Level, NumberState, PhoneOutcome, Status, Told
from tests.db.folderside import TwoHands
from tests.dutydesk.deskside import CHEN, DAY, LI, OFFICER

LARGE = "call|phone_call|entry|entry_private"
FEW = "call_open|phone_call_owed|phone_call_ringing|entry_erased"
"""Indices that hold only what is open: walking through one of them is no way through years."""


class Asked(dict[str, Any]):
    """Every statement that was executed, on any thread, with the values of one time."""


@pytest.fixture
def asked(monkeypatch) -> Asked:
    noted, execute = Asked(), Database.execute_sql

    def noting(database, sql, params=None):
        noted[sql] = params or ()
        return execute(database, sql, params)

    monkeypatch.setattr(Database, "execute_sql", noting)
    return noted


@pytest.fixture
def storage(asked: Asked, tmp_path: Path) -> Iterator[Storage]:
    clock = TwoHands()
    Storage(tmp_path / "data", clock=clock, second_place=tmp_path / "second").close()  # makes the tables
    asked.clear()
    opened = Storage(tmp_path / "data", clock=clock, second_place=tmp_path / "second")
    yield opened
    opened.close()


def walks(storage: Storage, sql: str, values: Any) -> list[str]:
    """How SQLite would answer a statement, as far as it walks through a table that grows for years."""
    steps = [row[3] for row in storage.database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
    return [f"{step}: {sql}" for step in steps if re.match(rf"SCAN ({LARGE})\b(?!.* INDEX ({FEW})$)", step)]


def test_no_question_of_the_desk_walks_through_all_calls(storage: Storage, asked: Asked) -> None:
    desk, now = Desk(storage.journal), storage.journal.ledger.now()
    new = NewCall(DAY, now, LI, line="水管爆了", category="WAT1", level=Level.URGENT, place="3-1-1502", caller_number="+8613905710275")
    rang = ev.PhoneRang("webhook", "1", NumberState.OK, number="+8613905710275")
    call = f"A{DAY:%Y%m%d}-1"
    desk.do(OFFICER, duty.sign_on, member=LI, officer=True)
    desk.do(OFFICER, duty.set_status, member=CHEN, status=Status.FREE)
    desk.do(OFFICER, rings.hear, heard=Heard(What.RINGING, rang, now))
    desk.do(OFFICER, rings.hear, heard=Heard(What.ENDED, rang, now, PhoneOutcome.MISSED))
    desk.do(OFFICER, take, new=new)
    desk.do(OFFICER, life.hand_off, call, to=CHEN, told_how=Told.RADIO)
    desk.do(OFFICER, life.acknowledge, call)
    storage.journal.run(lambda _ledger: None).result()
    read, since = storage.readings, now - timedelta(hours=12)
    last = read.undoable(LI, now)
    assert last is not None
    desk.do(OFFICER, undo.undo, act=last.act, author=OFFICER)
    desk.do(OFFICER, duty.sign_off, member=LI, officer=LI)
    storage.journal.run(lambda _ledger: storage.journal.learn()).result()
    assert [one.id for one in read.open_calls()] == [call]
    for answer in (read.call(call), read.newest_call(1), read.history(f"call:{call}"), read.calls_at("3-1-1502", 3), read.members()):
        assert answer
    for question in (
        lambda: read.calls_from("+8613905710275", since),
        lambda: read.phone_calls_at_work(now),
        lambda: read.phone_counts(since, now),
        lambda: read.rang_since(since),
        lambda: read.phone_calls_from("+8613905710275", since, now),
        lambda: read.phone_log(since, 50),
        lambda: read.phone_log(since, 50, forwarded=True),
        lambda: read.phone_measures(since, now),
        lambda: read.work_since(since),
        lambda: read.work_ended(since),
        lambda: read.last_visitor("3-1-1502"),
    ):
        question()
    questions = {sql: values for sql, values in asked.items() if sql.startswith("SELECT")}
    assert len(questions) > 20
    assert [step for sql, values in questions.items() for step in walks(storage, sql, values)] == []
