"""A member's row: their own entries, and over them what the calls say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dutydesk import duty, life
from dutydesk.crew import fold_own, member_row, rested, work_ended
from dutydesk.words import PauseReason, Status, Step, Told
from tests.dutydesk.deskside import CHEN, OFFICER, Deskside


@pytest.fixture
def desk() -> Deskside:
    return Deskside()


def test_a_contractor_who_accepted_has_been_called(desk: Deskside) -> None:
    call = desk.taken().id
    desk.does(life.acknowledge, call, by=CHEN)
    assert member_row(CHEN, fold_own(()), [desk.call(call)], contractor=True).status is Status.CALLED_OUT


def test_whose_call_is_paused_is_free_for_another(desk: Deskside) -> None:
    desk.does(duty.sign_on, member=CHEN, officer=False)
    call = desk.taken().id
    desk.does(life.acknowledge, call, by=CHEN)
    desk.does(life.pause, call, why=PauseReason.PARTS, check_at=desk.clock.now().replace(hour=23))
    assert desk.journal.member(CHEN).status is Status.FREE


def test_a_fact_of_a_later_program_changes_no_status(desk: Deskside) -> None:
    desk.does(duty.sign_on, member=CHEN, officer=False)
    told = list(desk.journal.history(f"crew:{CHEN}"))
    assert fold_own([*told, replace(told[0], event=None)]) == fold_own(told)


def test_who_signed_on_is_on_duty_until_they_sign_off(desk: Deskside) -> None:
    desk.does(duty.sign_on, member=CHEN, officer=False)
    assert desk.journal.member(CHEN).is_on_duty
    desk.does(duty.sign_off, member=CHEN, officer="")
    assert not desk.journal.member(CHEN).is_on_duty


def test_a_call_that_is_over_says_nothing_of_anybody(desk: Deskside) -> None:
    call = desk.taken().id
    desk.does(life.acknowledge, call, by=CHEN)
    desk.does(life.cancel, call, reason="误报")
    assert member_row(CHEN, fold_own(()), [desk.call(call)]).status is Status.OFF


def test_who_comes_from_work_is_free_since_its_end(desk: Deskside) -> None:
    desk.does(duty.sign_on, member=CHEN, officer=False)
    signed_on, since = desk.journal.member(CHEN), desk.clock.now()
    call = desk.taken().id
    desk.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
    desk.does(life.acknowledge, call)
    at_work = desk.journal.member(CHEN)
    assert desk.journal.work_ended(since) == {}
    desk.clock.move(hours=2)
    desk.does(life.complete, call, author=OFFICER, shares={})
    ended = desk.journal.work_ended(since)
    assert ended == {CHEN: desk.clock.now()}
    assert rested(desk.journal.member(CHEN), ended).since == desk.clock.now()
    assert desk.journal.work_ended(desk.clock.now()) == {}
    assert rested(at_work, ended) == at_work
    assert rested(replace(signed_on, since=desk.clock.now()), ended).since == desk.clock.now()
    assert rested(replace(signed_on, own=Status.OFF), ended).since == signed_on.since
    assert rested(signed_on, {}) == signed_on


def test_the_latest_of_several_ends_counts(desk: Deskside) -> None:
    done = desk.taken().id
    desk.does(life.acknowledge, done, by=CHEN)
    desk.clock.move(hours=1)
    desk.does(life.complete, done, author=OFFICER, shares={})
    call = desk.call(done)
    earlier = replace(call, times=call.times | {Step.COMPLETED: call.times[Step.RECEIVED]})
    assert work_ended([call, earlier]) == work_ended([earlier, call]) == {CHEN: desk.clock.now()}
    assert work_ended([earlier, replace(call, worker="")]) == {CHEN: call.received_at}
