"""The fold of a call takes every fact as it comes: what contradicts itself is a clash for a person to settle."""

from __future__ import annotations

from dataclasses import replace

from dutydesk import call_events as ev
from dutydesk import life
from dutydesk.calls import evolve, fold_call
from dutydesk.entries import Happened
from dutydesk.folding import fold
from dutydesk.journal import Author
from dutydesk.words import Stage, Told
from tests.dutydesk.deskside import CHEN, LIU, OFFICER, Deskside


def facts(desk: Deskside, call: str) -> list[Happened]:
    return list(desk.journal.history(f"call:{call}"))


def test_a_fact_of_a_later_program_is_passed_over() -> None:
    desk = Deskside()
    call = desk.taken()
    unknown = replace(facts(desk, call.id)[0], event=None)
    assert evolve(call, f"call:{call.id}", unknown) == call


def test_a_step_of_a_call_whose_taking_is_unknown_makes_no_call() -> None:
    desk = Deskside()
    call = desk.taken().id
    desk.does(life.note, call, text="x")
    assert fold_call(f"call:{call}", facts(desk, call)[1:]) is None


def test_a_call_taken_twice_shows_a_clash() -> None:
    desk = Deskside()
    call = desk.taken().id
    (taken,) = facts(desk, call)
    again = replace(taken, entry=replace(taken.entry, cseq=2, tick=2))
    folded = fold_call(f"call:{call}", [taken, again])
    assert folded is not None
    assert folded.clash == again.entry.key


def test_an_acknowledgement_of_a_call_that_is_over_shows_a_clash() -> None:
    desk = Deskside()
    call = desk.taken().id
    desk.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
    desk.does(life.cancel, call, reason="误报")
    cancelled = facts(desk, call)[-1]
    late = Happened(replace(cancelled.entry, cseq=9, tick=9), ev.CallAcknowledged(CHEN))
    folded = fold_call(f"call:{call}", [*facts(desk, call), late])
    assert folded is not None
    assert (folded.stage, folded.clash) == (Stage.CANCELLED, late.entry.key)


def test_everybody_the_call_names_depends_on_it() -> None:
    desk = Deskside()
    call = desk.taken().id
    desk.does(life.acknowledge, call, by=CHEN, who=Author(CHEN, OFFICER.entered_by))
    desk.does(life.help_out, call, helper=LIU)
    assert desk.call(call).people == {CHEN, LIU}


def test_a_fresh_fact_goes_on_from_the_row_as_all_facts_would() -> None:
    desk = Deskside()
    call = desk.taken().id
    before = desk.call(call)
    desk.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
    after, fresh = desk.call(call), facts(desk, call)[1:]
    desk.journal.put_call(call, before)
    assert fold(desk.journal, {f"call:{call}"}, fresh) == {f"call:{call}", f"crew:{CHEN}", f"crew:{before.holder}"}
    assert desk.call(call) == after
