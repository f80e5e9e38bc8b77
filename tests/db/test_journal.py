"""The journal on SQLite: facts in order, once, each on disk when it is answered."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from db.rebuild import rebuild
from dutydesk import duty, life, undo
from dutydesk.entries import FIRST
from dutydesk.events import CallNoted
from dutydesk.journal import Author, Fact, LastAct, Recorded, Refused, Request, View
from dutydesk.taking import NewCall, take
from dutydesk.words import Channel, Level, Stage, Status, Told
from tests.db.folderside import FolderDesk, folded_rows, problems, quiet_night, whole_life
from tests.dutydesk.deskside import CHEN, DAY, LI, OFFICER, WANG


def test_a_call_lives_on_the_board(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = desk.call(whole_life(desk))
        assert (call.stage, call.worker, call.caller_name) == (Stage.COMPLETED, CHEN, "吴先生")


def test_a_night_verifies_and_reads_the_same_the_next_day(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
        calls = desk.storage.readings.open_calls()
    with FolderDesk(tmp_path / "data") as desk:
        assert desk.storage.readings.open_calls() == calls
        assert problems(tmp_path / "data") == []


def test_a_refusal_leaves_no_trace(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = desk.taken()
        before = desk.storage.readings.history(f"call:{call}")
        assert desk.refuses(life.resume, call).startswith("call.")
        assert desk.storage.readings.history(f"call:{call}") == before


def test_the_first_entry_says_that_a_console_began(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        (began,) = desk.storage.readings.history("desk")
        assert (began.entry.kind, began.entry.cseq, began.entry.previous) == ("desk.console_began", 1, FIRST)


def test_a_request_is_written_once_however_often_it_is_sent(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = desk.taken()
        request = Request("r1", OFFICER, lambda _view: [Fact(f"call:{call}", CallNoted("once"))])
        outcomes = []
        for _ in range(2):
            desk.storage.journal.submit(request)
            outcomes.append(desk.outcome_of("r1"))
        assert isinstance(outcomes[0], Recorded)
        assert isinstance(outcomes[1], Recorded)
        assert outcomes[0].entries == outcomes[1].entries
        assert len(desk.storage.readings.history(f"call:{call}")) == 2


@pytest.mark.logs
def test_a_mistake_in_a_decision_costs_one_act(tmp_path: Path) -> None:
    def mistaken(_view: View) -> Sequence[Fact]:
        raise ZeroDivisionError

    with FolderDesk(tmp_path / "data") as desk:
        desk.storage.journal.submit(Request("r1", OFFICER, mistaken))
        assert desk.outcome_of("r1") == Refused("r1", "desk.fault")
        desk.taken()


@pytest.mark.logs
def test_a_listener_that_fails_stops_nobody(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        desk.storage.journal.listen(lambda _outcome: 1 / 0)
        desk.taken()
        desk.taken()


def test_calls_are_numbered_on_from_the_last_even_if_it_was_undone(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        first = desk.does(take, new=NewCall(DAY, desk.clock.now(), LI, line="x", place="3"))
        desk.does(undo.undo, act=first.request, author=OFFICER)
        assert desk.taken().endswith("-2")


def test_an_undone_call_is_gone_but_its_history_is_not(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        first = desk.does(take, new=NewCall(DAY, desk.clock.now(), LI, line="x", place="3"))
        subject = first.entries[0].entry.subject
        desk.does(undo.undo, act=first.request, author=OFFICER)
        assert desk.storage.readings.call(subject[5:]) is None
        assert [one.entry.kind for one in desk.storage.readings.history(subject)] == ["call.taken", "entry.undone"]


def test_undoable_is_what_undo_would_take(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = desk.taken()
        offered = desk.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
        found = desk.storage.readings.undoable(LI, desk.clock.now())
        assert found == LastAct(offered.request, offered.entries)
        desk.does(undo.undo, act=offered.request, author=OFFICER)
        found = desk.storage.readings.undoable(LI, desk.clock.now())
        assert found is not None
        assert found.entries[0].entry.kind == "call.taken"
        assert desk.storage.readings.undoable(WANG, desk.clock.now()) is None


def test_what_a_surrogate_half_spoils_is_still_recorded(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = desk.taken(line="水\ud800管 喆堃祎 \u202e😀\x00\n" + "长" * 10_000)
        assert desk.call(call).line.startswith("水?管 喆堃祎 \u202e😀\x00\n长")
    assert problems(tmp_path / "data") == []


def test_a_slow_disk_reorders_nothing(tmp_path: Path) -> None:
    slow = threading.Event()
    with FolderDesk(tmp_path / "data", before_commit=lambda: slow.wait(0.3) and None) as desk:
        began = time.monotonic()
        requests = [desk.desk.do(OFFICER, take, new=NewCall(DAY, desk.clock.now(), LI, line=str(n), place="3")) for n in range(4)]
        assert time.monotonic() - began < 0.2
        outcomes = [desk.outcomes.get(timeout=20) for _ in requests]
        assert [outcome.request for outcome in outcomes] == requests
        slow.set()


def test_everything_in_the_queue_is_answered_before_it_closes(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        for number in range(30):
            desk.desk.do(OFFICER, take, new=NewCall(DAY, desk.clock.now(), LI, line=str(number), place="3"))
    assert desk.outcomes.qsize() >= 30


@pytest.mark.parametrize("seconds", [3600, -3600, 6, -6])
def test_a_jump_of_the_clock_is_written_before_the_next_fact(tmp_path: Path, seconds: int) -> None:
    with FolderDesk(tmp_path / "data", look_every=60.0) as desk:
        desk.taken()
        desk.clock.jump(seconds=seconds)
        taken = desk.does(take, new=NewCall(DAY, desk.clock.now(), LI, line="x", place="3")).entries[0].entry
        jumped = desk.storage.readings.history("desk")[-1]
        assert jumped.entry.kind == "desk.clock_jumped"
        assert jumped.entry.cseq == taken.cseq - 1
        assert getattr(jumped.event, "seconds", None) == seconds


def test_an_idle_night_notes_a_jump_too(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        desk.clock.jump(hours=1)
        outcome = desk.outcomes.get(timeout=20)
        assert isinstance(outcome, Recorded)
        assert outcome.entries[0].entry.kind == "desk.clock_jumped"


def test_order_is_by_tick_though_the_wall_clock_goes_back(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = desk.taken()
        desk.clock.jump(hours=-2)
        desk.does(life.note, call, text="earlier by the clock")
        kinds = [one.entry.kind for one in desk.storage.readings.history(f"call:{call}")]
        assert kinds == ["call.taken", "call.noted"]
    assert problems(tmp_path / "data") == []


def test_a_contractor_by_the_register_is_called_out(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        sql = "INSERT INTO member VALUES (1, 'c1', '901', 'Lift Co', 'x', '', '', 0, 1, '', '', '')"
        desk.storage.database.execute_sql(sql)
        call = desk.taken()
        desk.does(life.hand_off, call, to="c1", told_how=Told.PHONE)
        desk.does(life.acknowledge, call)
        assert [row.status for row in desk.storage.readings.members() if row.member == "c1"] == [Status.CALLED_OUT]


def test_rebuilt_rows_are_the_live_ones(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
        desk.does(duty.sign_on, member=WANG, officer=True)
        desk.does(duty.sign_off, member=LI, officer=WANG)
        live = folded_rows(desk.storage.database)
        rebuild(desk.storage.database)
        assert folded_rows(desk.storage.database) == live


def test_readings_agree_with_the_plain_desk(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
        reads, now = desk.storage.readings, desk.clock.now()
        assert [call.counter for call in reads.open_calls()] == [1, 2]
        newest = reads.newest_call(2)
        assert newest is not None
        assert newest.stage is Stage.WAITING
        assert reads.newest_call(99) is None
        assert [call.counter for call in reads.calls_at("3-1-1502", 5)] == [2, 1]
        assert reads.calls_from("+8613905710275", now.replace(hour=0)) == 1
        assert reads.work_since(now.replace(hour=0)) == {CHEN: 1}
        assert reads.last_visitor("3-1-1502") == CHEN
        assert reads.last_visitor("nowhere") == ""


def test_two_threads_may_ask_at_once(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        desks = [threading.Thread(target=lambda: [desk.desk.do(OFFICER, take, new=_new(desk)) for _ in range(20)]) for _ in range(2)]
        for one in desks:
            one.start()
        for one in desks:
            one.join()
        numbers = {desk.outcomes.get(timeout=20).entries[0].entry.cseq for _ in range(40)}  # type: ignore[union-attr]
        assert numbers == set(range(2, 42))


def _new(desk: FolderDesk) -> NewCall:
    return NewCall(DAY, desk.clock.now(), LI, line="x", place="3", channel=Channel.DIRECT, level=Level.NORMAL)


def test_the_word_of_a_crew_member_is_kept_with_who_entered_it(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = desk.taken()
        noted = desk.does(life.note, call, text="x", who=Author(CHEN, LI)).entries[0].entry
        assert (noted.actor, noted.entered_by) == (CHEN, LI)
