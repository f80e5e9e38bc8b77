"""Rows as JSON and back: what is kept beside the journal reads as it was written."""

from __future__ import annotations

import json

import pytest

from dutydesk import life
from dutydesk.calls import Call
from dutydesk.crew import MemberRow
from dutydesk.encoding import canonical, decode, from_plain, to_plain
from dutydesk.words import PauseReason, Status, Told
from tests.dutydesk.deskside import CHEN, LIU, NIGHT, OFFICER, Deskside


@pytest.fixture
def call() -> Call:
    """A call with something in every field that holds more than a word."""
    desk = Deskside()
    call = desk.taken(caller_name="吴先生", caller_number="+8613905710275").id
    desk.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
    desk.does(life.acknowledge, call)
    desk.does(life.help_out, call, helper=LIU)
    desk.does(life.arrive, call, author=OFFICER)
    desk.does(life.make_safe, call, what="总阀")
    desk.does(life.pause, call, why=PauseReason.PARTS, check_at=desk.clock.now().replace(hour=23))
    desk.does(life.transfer, call, to=LIU, reason="换班", told_how=Told.PHONE)
    return desk.call(call)


def test_a_call_comes_back_as_it_was(call: Call) -> None:
    assert from_plain(Call, json.loads(canonical(to_plain(call)))) == call


def test_what_stands_at_its_default_is_left_out(call: Call) -> None:
    assert to_plain(MemberRow(CHEN)) == {"member": CHEN}
    assert "clash" not in to_plain(call)  # type: ignore[operator]


def test_a_field_of_a_later_version_is_passed_over() -> None:
    row = MemberRow(CHEN, Status.FREE, NIGHT)
    assert from_plain(MemberRow, to_plain(row) | {"mood": "good"}) == row  # type: ignore[operator]


def test_a_fact_that_lacks_what_it_must_have_is_refused() -> None:
    with pytest.raises(ValueError, match=r"call\.handed_off"):
        decode("call.handed_off", "{}", "")
