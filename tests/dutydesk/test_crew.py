"""A member's row: their own entries, and over them what the calls say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dutydesk import duty, life
from dutydesk.crew import fold_own, member_row
from dutydesk.words import PauseReason, Status
from tests.dutydesk.deskside import CHEN, Deskside


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
