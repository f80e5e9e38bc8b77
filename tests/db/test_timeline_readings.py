"""What the timeline reads: the same from the database, the emergency log's memory and the plain desk, and through an index."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from db import entry_rows
from dutydesk import duty
from dutydesk.entries import micros
from dutydesk.memory import MemoryJournal
from dutydesk.words import Status
from tests.db.folderside import FolderDesk, quiet_night
from tests.dutydesk.deskside import CHEN, LI, NIGHT

BEGAN, ENDED = NIGHT - timedelta(hours=1), NIGHT + timedelta(days=1)


def at_rest(desk: FolderDesk) -> None:
    """The plumber rests, works on, rests again."""
    for status in (Status.BREAK, Status.FREE, Status.BREAK):
        desk.clock.move(minutes=10)
        desk.does(duty.set_status, member=CHEN, status=status, where="")


def test_all_journals_answer_alike(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
        at_rest(desk)
        memory = MemoryJournal(desk.clock)
        for _, entry, _part in list(entry_rows.in_order(desk.storage.database)):
            memory.take_in([one for one in entry_rows.of_act(desk.storage.database, entry.act) if one.entry.key == entry.key])
        reads = desk.storage.readings
        for since, until in ((BEGAN, ENDED), (NIGHT + timedelta(minutes=2), NIGHT + timedelta(minutes=6)), (ENDED, ENDED)):
            assert reads.worked_on(since, until) == memory.worked_on(since, until)
        for since in (BEGAN, NIGHT + timedelta(minutes=20), ENDED):
            assert reads.statuses_since(CHEN, since) == memory.statuses_since(CHEN, since)
        assert len(reads.statuses_since(CHEN, ENDED)) == 1
        assert {subject.partition(":")[0] for subject in reads.worked_on(BEGAN, ENDED)} == {"call", "crew"}


@pytest.mark.logs
def test_the_emergency_log_answers_too(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=1e9) as desk:
        quiet_night(desk)
        at_rest(desk)
        before = desk.storage.readings.statuses_since(CHEN, BEGAN)
        (tmp_path / "data" / "dutydesk.sqlite").rename(tmp_path / "gone.sqlite")
        desk.does(duty.set_status, member=CHEN, status=Status.FREE, where="")
        assert desk.storage.journal.emergency is not None
        told = desk.storage.readings.statuses_since(CHEN, BEGAN)
        assert told[:-1] == before
        assert f"crew:{LI}" in desk.storage.readings.worked_on(BEGAN, ENDED)


def test_ten_years_are_not_read_for_an_hour(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
        plan = desk.storage.database.execute_sql(
            "EXPLAIN QUERY PLAN SELECT DISTINCT subject FROM entry INDEXED BY entry_recorded WHERE recorded_at >= ? AND recorded_at < ?",
            (micros(BEGAN), micros(ENDED)),
        ).fetchall()
        assert "SEARCH entry USING INDEX entry_recorded (recorded_at>? AND recorded_at<?)" in plan[0][3]
