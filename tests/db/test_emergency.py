"""The database is lost while facts come in: the emergency log takes over, and what it took goes into the journal once."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import peewee
import pytest

from db.emergency_log import MARK
from dutydesk import duty, life, rings, undo
from dutydesk.events import PhoneRang
from dutydesk.health import StorageState
from dutydesk.heard import Heard
from dutydesk.journal import Recorded
from dutydesk.taking import NewCall, take
from dutydesk.telephony.events import What
from dutydesk.words import NumberState, PhoneOutcome, Stage, Told
from tests.db.folderside import FolderDesk, database_file, folded_rows, problems, quiet_night
from tests.dutydesk.deskside import CHEN, DAY, LI, OFFICER, WANG

pytestmark = pytest.mark.logs

NEVER = 1e6
"""Seconds between attempts to mend, where a test wants none."""


def logs(tmp_path: Path, ending: str = "") -> list[Path]:
    return sorted((tmp_path / "second").glob(f"emergency-*.jsonl{ending}"))


def lose(desk: FolderDesk) -> None:
    """The file vanishes."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{database_file(desk.folder)}{ending}").unlink(missing_ok=True)


def kinds(desk: FolderDesk, call: str) -> list[str]:
    return [one.entry.kind for one in desk.storage.readings.history(f"call:{call}")]


def test_a_call_goes_on_while_the_database_is_lost(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER) as desk:
        desk.does(duty.sign_on, member=CHEN, officer=False)
        call = desk.taken()
        lose(desk)
        outcome = desk.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
        assert outcome.emergency
        desk.does(life.acknowledge, call)
        assert desk.call(call).stage is Stage.ACCEPTED
        assert desk.taken().endswith("-2")
        assert [one.counter for one in desk.storage.readings.open_calls()] == [1, 2]
        health = desk.becomes(StorageState.FROZEN)
        assert (health.reason, health.last_good) == ("data.vanished", desk.clock.now())


def test_a_phone_call_that_two_sources_heard_stays_one_while_the_database_is_lost(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        for source in ("webhook", "sip"):
            rang = PhoneRang(source, "1", NumberState.OK, number="+8613905710275")
            desk.does(rings.hear, heard=Heard(What.RINGING, rang, desk.clock.now()))
    with FolderDesk(tmp_path / "data", clock=desk.clock, mend_every=NEVER) as desk:
        lose(desk)
        desk.clock.move(seconds=9)
        desk.does(rings.hear, heard=Heard(What.ENDED, rang, desk.clock.now(), PhoneOutcome.MISSED))
        (one,) = desk.storage.readings.phone_log(desk.clock.now() - timedelta(hours=1), 9)
        assert (one.id, one.rings, one.outcome) == ("webhook:1", ("sip:1",), PhoneOutcome.MISSED)


def test_the_board_is_told_within_seconds_though_nothing_happens(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER) as desk:
        lose(desk)
        assert desk.becomes(StorageState.FROZEN).reason == "data.vanished"


def test_a_vanished_file_is_put_back_with_all_that_was_in_it(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER) as desk:
        quiet_night(desk)
        call = desk.taken()
        lose(desk)
        desk.clock.move(minutes=1)
        desk.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
        offered = desk.clock.now()
        desk.clock.move(seconds=2 * NEVER)
        desk.becomes(StorageState.OK)
        found = desk.call(call).offer
        assert found is not None
        assert found.since == offered
        assert kinds(desk, call) == ["call.taken", "call.handed_off"]
        assert desk.taken().endswith("-4")
    assert problems(tmp_path / "data") == []
    assert logs(tmp_path) == []
    assert len(logs(tmp_path, ".recovered")) == 1
    with FolderDesk(tmp_path / "data") as desk:
        assert desk.storage.identity.letter == "A"


def test_what_the_log_took_is_written_once_at_the_next_start(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER) as desk:
        call = desk.taken()
        saved = tmp_path / "saved"
        saved.mkdir()
        database_file(desk.folder).rename(saved / "db")
        desk.does(life.note, call, text="during the emergency")
        (saved / "db").rename(database_file(desk.folder))
        log = logs(tmp_path)[0].read_text(encoding="utf-8")
    for _ in range(2):  # once more, as if the file had not been set aside
        (tmp_path / "second" / "emergency-again-1.jsonl").write_text(log, encoding="utf-8")
        with FolderDesk(tmp_path / "data") as desk:
            assert kinds(desk, call) == ["call.taken", "call.noted"]


def test_a_log_begins_with_whose_it_is_and_the_open_work(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER) as desk:
        call = desk.taken()
        lose(desk)
        desk.does(life.note, call, text="x")
        lines = [json.loads(line) for line in logs(tmp_path)[0].read_text(encoding="utf-8").splitlines()]
        assert (lines[0]["log"], lines[0]["console"]) == (MARK, desk.storage.identity.console)
        assert [(line["number"], line["seed"], line["facts"][0]["kind"]) for line in lines[1:]] == [
            (1, True, "call.taken"),
            (2, False, "call.noted"),
        ]


def test_open_work_comes_back_into_a_new_database(tmp_path: Path) -> None:
    desk = FolderDesk(tmp_path / "data", mend_every=NEVER)
    quiet_night(desk)
    shutil.rmtree(tmp_path / "data")
    desk.does(life.note, desk.taken(), text="x")
    before = [(one.id, one.stage, one.line) for one in desk.storage.readings.open_calls()]
    saved = logs(tmp_path)[0].read_bytes()
    desk.storage.close()
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    for left in (tmp_path / "second").iterdir():
        left.unlink()
    (tmp_path / "second" / "emergency-x-1.jsonl").write_bytes(saved)
    with FolderDesk(tmp_path / "data") as desk:
        assert [(one.id, one.stage, one.line) for one in desk.storage.readings.open_calls()] == before
    assert problems(tmp_path / "data") == []


def test_a_torn_last_line_was_never_acknowledged(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER) as desk:
        call = desk.taken()
        lose(desk)
        desk.does(life.note, call, text="x")
        log = logs(tmp_path)[0]
        whole = log.read_text(encoding="utf-8")
        log.write_text(whole + '{"act": "r9", "fac', encoding="utf-8")
    with FolderDesk(tmp_path / "data") as desk:
        assert kinds(desk, call) == ["call.taken", "call.noted"]


def test_an_isolation_made_in_the_emergency_is_the_one_restored(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER, look_every=60.0) as desk:
        call = desk.taken()
        lose(desk)
        desk.does(life.acknowledge, call, by=CHEN)
        desk.clock.jump(hours=1)
        desk.does(life.make_safe, call, what="valve")
        desk.does(life.restore, call)
        assert desk.call(call).isolations[0].restored
    with FolderDesk(tmp_path / "data") as desk:
        assert desk.call(call).isolations[0].restored
        live = folded_rows(desk.storage.database)
        assert live["call"]


def test_undo_works_in_the_emergency(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER) as desk:
        call = desk.taken()
        lose(desk)
        offered = desk.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
        found = desk.storage.readings.undoable(LI, desk.clock.now())
        assert found is not None
        assert found.act == offered.request
        desk.does(undo.undo, act=offered.request, author=OFFICER)
        assert desk.call(call).offer is None
    with FolderDesk(tmp_path / "data") as desk:
        assert desk.call(call).offer is None


def test_a_refusal_is_a_refusal_in_the_emergency_too(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER) as desk:
        call = desk.taken()
        lose(desk)
        assert desk.refuses(life.resume, call).startswith("call.")


def test_a_foreign_file_in_the_place_is_not_touched(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = desk.taken()
        path = database_file(desk.folder)
        foreign = path.with_name("foreign")
        foreign.write_bytes(b"somebody else's")
        foreign.replace(path)
        assert desk.becomes(StorageState.FROZEN).reason == "data.replaced"
        desk.does(life.note, call, text="x")
        assert path.read_bytes() == b"somebody else's"
        path.unlink()
        desk.clock.move(seconds=1)
        desk.becomes(StorageState.OK)
        assert kinds(desk, call) == ["call.taken", "call.noted"]
    assert problems(tmp_path / "data") == []


def test_a_full_disk_is_told_and_gets_over(tmp_path: Path) -> None:
    pages: list[int] = []

    def fill() -> None:
        if pages:
            desk.storage.journal.ledger.database.execute_sql(f"PRAGMA max_page_count = {pages[0]}")

    with FolderDesk(tmp_path / "data", before_commit=fill, mend_every=NEVER) as desk:
        call = desk.taken()
        pages.append(1)
        assert desk.does(life.note, call, text="x").emergency is False
        outcome = desk.does(life.note, call, text="长" * 30_000)
        assert outcome.emergency
        assert desk.becomes(StorageState.FROZEN).reason == "data.disk_full"
        pages[0] = 1_000_000
        desk.clock.move(seconds=2 * NEVER)
    with FolderDesk(tmp_path / "data") as desk:
        assert len(kinds(desk, call)) == 3
    assert problems(tmp_path / "data") == []


def test_a_database_that_turns_read_only_is_lost(tmp_path: Path) -> None:
    switch: list[str] = []

    def before() -> None:
        if switch:
            raise peewee.OperationalError(switch[0])

    with FolderDesk(tmp_path / "data", before_commit=before, mend_every=0.0) as desk:
        call = desk.taken()
        switch.append("attempt to write a readonly database")
        assert desk.does(life.note, call, text="x").emergency
        assert desk.becomes(StorageState.FROZEN).reason == "data.unwritable"
        switch.clear()
        desk.clock.move(seconds=1)
        desk.becomes(StorageState.OK)
        assert kinds(desk, call) == ["call.taken", "call.noted"]


def test_when_both_places_fail_the_officer_is_told(tmp_path: Path) -> None:
    (tmp_path / "second").write_text("a file where the folder should be", encoding="utf-8")
    with FolderDesk(tmp_path / "data", mend_every=NEVER) as desk:
        call = desk.taken()
        lose(desk)
        assert desk.refuses(life.note, call, text="x") == "data.lost"
        desk.becomes(StorageState.READ_ONLY)
        (tmp_path / "second").unlink()
        assert desk.does(life.note, call, text="x").emergency
        desk.becomes(StorageState.FROZEN)


def test_a_reader_that_finds_the_database_lost_is_answered_from_memory(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER, look_every=60.0) as desk:
        call = desk.taken()
        desk.storage.database.execute_sql("ALTER TABLE call RENAME TO gone")
        assert desk.call(call).counter == 1
        assert desk.becomes(StorageState.FROZEN).reason == "data.damaged"
        desk.storage.database.execute_sql("ALTER TABLE gone RENAME TO call")


def test_sign_off_passes_calls_on_in_the_emergency(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data", mend_every=NEVER) as desk:
        quiet_night(desk)
        lose(desk)
        desk.does(duty.sign_on, member=WANG, officer=True)
        desk.does(duty.sign_off, member=LI, officer=WANG)
        assert {call.holder for call in desk.storage.readings.open_calls()} == {WANG, CHEN}
    with FolderDesk(tmp_path / "data") as desk:
        assert {call.holder for call in desk.storage.readings.open_calls()} == {WANG, CHEN}
        outcome = desk.ask(take, new=NewCall(DAY, desk.clock.now(), LI, line="x", place="3"))
        assert isinstance(outcome, Recorded)
    assert problems(tmp_path / "data") == []
