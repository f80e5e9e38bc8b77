"""Statuses by hand, the crew's muster, and where the maintenance phone is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dutydesk import duty, folding
from dutydesk.lines import LineRow, fold_line
from dutydesk.words import Status
from tests.dutydesk.deskside import CHEN, LI, LIU, NIGHT, Deskside


@pytest.fixture
def desk() -> Deskside:
    return Deskside()


def test_the_crew_stands_as_it_was_mustered(desk: Deskside) -> None:
    desk.does(duty.muster, statuses=[(CHEN, Status.FREE, ""), (LIU, Status.ON_POST, "gate")])
    assert [(row.member, row.status, row.where) for row in desk.journal.members()] == [
        (CHEN, Status.FREE, ""),
        (LIU, Status.ON_POST, "gate"),
    ]


def test_a_status_that_begins_tomorrow_is_refused(desk: Deskside) -> None:
    tomorrow = NIGHT + timedelta(days=1)
    assert desk.refuses(duty.set_status, member=CHEN, status=Status.BREAK, told=tomorrow) == "time.in_future"


def test_the_phone_comes_here_and_goes_back(desk: Deskside) -> None:
    desk.does(duty.forward_line, number="8110", why="no_answer")
    assert desk.journal.line("8110") == LineRow("8110", is_here=True, since=NIGHT, why="no_answer", by=LI)
    desk.does(duty.return_line, number="8110")
    assert not desk.journal.line("8110").is_here


def test_a_fact_of_a_later_program_leaves_the_phone_where_it_is(desk: Deskside) -> None:
    desk.does(duty.forward_line, number="8110")
    told = list(desk.journal.history("line:8110"))
    assert fold_line("line:8110", [*told, replace(told[0], event=None)]) == desk.journal.line("8110")


def test_what_is_said_of_the_desk_itself_makes_no_row(desk: Deskside) -> None:
    folding.refold(desk.journal, "desk")
    assert desk.journal.members() == []


def test_a_call_is_made_anew_from_its_entries(desk: Deskside) -> None:
    call = desk.taken()
    desk.journal.calls.clear()
    folding.refold(desk.journal, f"call:{call.id}")
    assert desk.call(call.id) == call
