"""The journal in memory answers as the one on disk."""

from __future__ import annotations

from datetime import timedelta

from dutydesk import duty, life, rings, undo
from dutydesk.journal import Author, Recorded, Request
from dutydesk.sealing import Head, Stamp, seal_facts
from dutydesk.words import Told
from tests.dutydesk.deskside import CHEN, DAY, LI, NIGHT, OFFICER, WANG, Deskside, heard


def test_a_request_is_kept_once_however_often_it_is_sent() -> None:
    desk = Deskside()
    call = desk.taken()
    request = Request("r1", OFFICER, lambda view: life.note(view, call.id, text="x"))
    desk.journal.submit(request)
    desk.journal.submit(request)
    first, second = desk.outcomes[-2:]
    assert isinstance(first, Recorded)
    assert isinstance(second, Recorded)
    assert first.entries == second.entries
    assert desk.kinds(call) == ["call.taken", "call.noted"]


def test_entries_are_chained() -> None:
    desk = Deskside()
    call = desk.taken()
    noted = desk.does(life.note, call.id, text="x").entries[0].entry
    taken = desk.journal.history(f"call:{call.id}")[0].entry
    assert (noted.previous, noted.cseq) == (taken.hash, taken.cseq + 1)


def test_a_newest_call_is_an_open_one_else_one_of_this_week() -> None:
    desk = Deskside()
    call = desk.taken()
    assert desk.journal.newest_call(1) == desk.call(call.id)
    desk.does(life.cancel, call.id, reason="x")
    assert desk.journal.newest_call(1) == desk.call(call.id)
    desk.clock.move(days=8)
    assert desk.journal.newest_call(1) is None


def test_the_board_reads_people_places_and_work() -> None:
    desk = Deskside()
    desk.does(duty.sign_on, member=CHEN, officer=False)
    call = desk.taken(caller_number="+8613905710275")
    other = desk.taken(place="5-2-301")
    desk.does(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO)
    desk.does(life.acknowledge, call.id)
    reads, before = desk.journal, NIGHT - timedelta(hours=1)
    assert [row.member for row in reads.members()] == [CHEN]
    assert [one.id for one in reads.calls_at("3-1-1502", 5)] == [call.id]
    assert reads.calls_from("+8613905710275", before) == 1
    assert reads.work_since(before) == {CHEN: 1}
    assert reads.work_since(NIGHT + timedelta(hours=1)) == {}
    assert reads.last_visitor("3-1-1502") == CHEN
    assert reads.last_visitor("5-2-301") == ""
    assert [one.id for one in reads.open_calls()] == [call.id, other.id]


def test_rings_are_work_until_somebody_sees_to_them() -> None:
    desk = Deskside()
    desk.does(rings.hear, heard=heard())
    now = desk.clock.now()
    assert [phone.wire_id for phone in desk.journal.phone_calls_at_work(now)] == ["w1"]
    assert desk.journal.phone_counts(NIGHT, now) == (1, 0)
    later = now + timedelta(minutes=4)
    assert desk.journal.phone_counts(NIGHT, later) == (1, 1)
    assert desk.journal.phone_counts(later, later) == (0, 0)
    assert [phone.wire_id for phone in desk.journal.rang_since(NIGHT)] == ["w1"]
    assert desk.journal.rang_since(later) == []


def test_what_may_be_undone_is_what_undo_takes() -> None:
    desk = Deskside()
    call = desk.taken()
    found = desk.journal.undoable(LI, desk.clock.now())
    assert found is not None
    assert found.entries[0].entry.subject == f"call:{call.id}"
    assert desk.journal.undoable(WANG, desk.clock.now()) is None


def test_what_is_too_old_to_be_undone_is_named_for_a_shift() -> None:
    desk = Deskside()
    desk.taken()
    old = desk.journal.undoable(LI, desk.clock.move(minutes=6))
    assert old is not None
    assert (old.entries[0].entry.kind, old.refusal) == ("call.taken", "undo.too_late")
    assert desk.journal.undoable(LI, desk.clock.move(hours=12)) is None


def test_half_a_surrogate_pair_is_no_obstacle() -> None:
    desk = Deskside()
    assert desk.taken(line="水\ud800管").line == "水?管"


def test_nothing_to_seal_leaves_the_head_where_it_was() -> None:
    head = Head("c1", 3, 4, "x")
    assert seal_facts([], Stamp("s", "a", OFFICER, NIGHT), head) == ((), head)


def test_numbers_go_on_from_what_was_counted() -> None:
    desk = Deskside()
    desk.journal.count("A", DAY, 7)
    assert desk.taken().counter == 8


def test_what_was_built_on_leaves_the_step_before_it_alone() -> None:
    desk = Deskside()
    call = desk.taken()
    desk.does(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO, who=Author(WANG, WANG))
    found = desk.journal.undoable(LI, desk.clock.now())
    assert found is not None
    assert found.refusal == "undo.built_on"


def test_undo_never_jumps_over_the_last_act_to_an_earlier_one() -> None:
    desk = Deskside()
    desk.taken()
    second = desk.taken()
    desk.does(life.hand_off, second.id, to=CHEN, told_how=Told.RADIO, who=Author(WANG, WANG))
    found = desk.journal.undoable(LI, desk.clock.now())
    assert found is not None
    assert found.entries[0].entry.subject == f"call:{second.id}"
    assert found.refusal == "undo.built_on"


def test_what_was_taken_back_already_is_passed_over() -> None:
    desk = Deskside()
    first = desk.taken()
    second = desk.does(life.note, first.id, text="x")
    desk.does(undo.undo, act=second.request, author=OFFICER)
    found = desk.journal.undoable(LI, desk.clock.now())
    assert found is not None
    assert (found.entries[0].entry.kind, found.refusal) == ("call.taken", "")


def test_signing_on_is_not_offered_for_undoing() -> None:
    desk = Deskside()
    desk.taken()
    desk.does(duty.sign_on, member=LI, officer=True)
    assert desk.journal.undoable(LI, desk.clock.now()) is None
