"""From the wire to a ring with a known caller."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dutydesk.phone_calls import PhoneCall
from dutydesk.site import Line, Member, Person, Site
from dutydesk.switchboard import Switchboard
from dutydesk.telephony.events import PhoneEvent, What
from dutydesk.words import NumberState, PhoneOutcome
from tests.dutydesk.deskside import NIGHT, Deskside

WU = Person("p1", "吴先生", ("+8613905710275",))
ZHOU, ZHOU_SON = Person("p2", "周女士", ("+8613805716620",)), Person("p3", "周小军", ("+8613805716620",))
REGISTER = {"+8613905710275": (WU,), "+8613805716620": (ZHOU, ZHOU_SON)}


def find(number: str) -> Sequence[Person]:
    return REGISTER.get(number, ())


@pytest.fixture
def night() -> Deskside:
    return Deskside()


@pytest.fixture
def board(night: Deskside) -> Switchboard:
    members = (Member("m208", "208", "陈志强", "m", phone="+8613600000208"),)
    lines = (Line("8110", "维修电话", "Maintenance", maintenance=True), Line("0571-88880000", "总机", "Main"))
    site = Site("s", "海晏花园", "Haiyan Garden", members=members, lines=lines)
    return Switchboard(night.desk, find, site, region="CN", area_code="0571")


def ring(number: str, diverted_from: str = "", line: str = "8119") -> PhoneEvent:
    return PhoneEvent(
        What.RINGING, "webhook", "w1", NIGHT, 0.0, number, line=line, diverted_from=diverted_from, number_state=NumberState.OK
    )


def heard(board: Switchboard, event: PhoneEvent) -> PhoneCall:
    return board.hear(event).as_phone_call()


@pytest.mark.parametrize("typed", ["13905710275", "013905710275", "+8613905710275", "139-0571-0275"])
def test_a_caller_is_recognised_however_the_number_is_written(board: Switchboard, typed: str) -> None:
    assert heard(board, ring(typed)).person == "p1"


def test_several_people_on_one_number_are_nobody_until_chosen(board: Switchboard) -> None:
    assert heard(board, ring("13805716620")).person == ""


def test_a_crew_number_names_the_member(board: Switchboard) -> None:
    found = heard(board, ring("13600000208"))
    assert (found.member, found.person) == ("m208", "")


def test_a_diverted_line_is_named_as_the_site_names_it(board: Switchboard, night: Deskside) -> None:
    assert heard(board, ring("13905710275", "+8657188880000")).diverted_from == "0571-88880000"
    assert not night.journal.line("0571-88880000").is_here


def test_a_ring_from_the_maintenance_line_says_where_that_phone_is(board: Switchboard, night: Deskside) -> None:
    heard(board, ring("13905710275", "8110"))
    assert night.journal.line("8110").is_here


def test_a_withheld_number_still_rings(board: Switchboard, night: Deskside) -> None:
    event = PhoneEvent(What.RINGING, "webhook", "w2", NIGHT, 0.0, "anonymous", number_state=NumberState.WITHHELD)
    assert heard(board, event).number_state is NumberState.WITHHELD
    assert night.journal.phone_call("webhook:w2") is not None


def test_an_end_ends_it(board: Switchboard, night: Deskside) -> None:
    heard(board, ring("13905710275"))
    board.hear(PhoneEvent(What.ENDED, "webhook", "w1", NIGHT, 0.0))
    phone = night.journal.phone_call("webhook:w1")
    assert phone is not None
    assert phone.ended_at == NIGHT


def test_answered_elsewhere_counts_as_here_where_only_the_desk_phone_rings_along(night: Deskside) -> None:
    site = Site("s", "海晏花园", "Haiyan Garden", lines=(Line("8119", "值班", "Desk"),))
    board = Switchboard(night.desk, find, site, region="CN", area_code="0571", here=frozenset({"8119"}))
    for line, outcome in (("8119", PhoneOutcome.ANSWERED_HERE), ("8101", PhoneOutcome.ANSWERED_ELSEWHERE)):
        event = PhoneEvent(What.ANSWERED, "webhook", "w1", NIGHT, 0.0, line=line, outcome=PhoneOutcome.ANSWERED_ELSEWHERE)
        assert board.hear(event).outcome is outcome
