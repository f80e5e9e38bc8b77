"""What rings prove of where the maintenance phone is, and what they do not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dutydesk import duty, undo
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.lines import LineRow
from dutydesk.rings import hear
from dutydesk.switchboard import PROGRAM
from dutydesk.telephony.events import What
from dutydesk.words import DivertReason, NumberState, PhoneOutcome
from tests.dutydesk.deskside import LI, NIGHT, OFFICER, Deskside

PHONES = frozenset({"8110", "8015"})


@pytest.fixture
def night() -> Deskside:
    return Deskside()


def hears(night: Deskside, wire: str, what: What = What.RINGING, outcome: PhoneOutcome | None = None, **known: Any) -> list[str]:
    """What was written of the phones when this was heard now."""
    rang = PhoneRang("pbx", wire, NumberState.OK, **{"line": "8119"} | known)
    outcome = night.does(hear, who=PROGRAM, heard=Heard(what, rang, night.clock.now(), outcome), maintenance=PHONES)
    return [f"{one.entry.subject} {one.entry.kind}" for one in outcome.entries if one.entry.subject.startswith("line:")]


@pytest.mark.parametrize("reason", set(DivertReason) - {DivertReason.BUSY})
def test_a_diverted_ring_shows_that_the_phone_is_here_and_why_the_exchange_did_it(night: Deskside, reason: DivertReason) -> None:
    assert hears(night, "w1", diverted_from="8110", divert_reason=reason) == ["line:8110 line.forwarded"]
    assert night.journal.line("8110") == LineRow("8110", is_here=True, since=NIGHT, why="diverted_ring", divert_reason=reason)


def test_a_crew_members_own_extension_is_known_the_same_way(night: Deskside) -> None:
    assert hears(night, "w1", diverted_from="8015") == ["line:8015 line.forwarded"]


def test_a_phone_that_is_busy_has_somebody_at_it(night: Deskside) -> None:
    assert hears(night, "w1", diverted_from="8110", divert_reason=DivertReason.BUSY) == []


def test_what_is_known_is_not_written_again(night: Deskside) -> None:
    night.does(duty.forward_line, number="8110", why="out_on_repair")
    assert hears(night, "w1", diverted_from="8110") == []
    assert night.journal.line("8110").why == "out_on_repair"


def test_a_ring_on_the_phone_itself_shows_that_it_is_not_forwarded(night: Deskside) -> None:
    night.does(duty.forward_line, number="8110")
    assert hears(night, "w1", line="8110") == ["line:8110 line.returned"]
    assert night.journal.line("8110") == LineRow("8110", since=NIGHT, why="rang_there")
    assert hears(night, "w2", line="8110") == []


def test_a_ring_that_goes_on_from_another_line_shows_nothing_of_the_phone(night: Deskside) -> None:
    night.does(duty.forward_line, number="8110")
    assert hears(night, "w1", line="8110", diverted_from="8101") == []


@pytest.mark.parametrize("reason", [DivertReason.NO_ANSWER, DivertReason.UNAVAILABLE])
def test_where_the_exchange_lets_it_ring_there_first_a_ring_shows_nothing(night: Deskside, reason: DivertReason) -> None:
    hears(night, "w1", diverted_from="8110", divert_reason=reason)
    night.clock.move(minutes=5)
    assert hears(night, "w2", line="8110") == []
    assert night.journal.line("8110").is_here


def test_but_who_answers_there_has_the_phone(night: Deskside) -> None:
    hears(night, "w1", diverted_from="8110", divert_reason=DivertReason.NO_ANSWER)
    hears(night, "w2", line="8110")
    assert hears(night, "w2", What.ANSWERED, PhoneOutcome.ANSWERED_ELSEWHERE) == ["line:8110 line.returned"]
    assert night.journal.line("8110") == LineRow("8110", since=NIGHT, why="answered_there")


@pytest.mark.parametrize("outcome", [PhoneOutcome.ANSWERED_HERE, PhoneOutcome.MISSED, PhoneOutcome.UNKNOWN, None])
def test_a_ring_that_ended_otherwise_moves_nothing(night: Deskside, outcome: PhoneOutcome | None) -> None:
    hears(night, "w1", diverted_from="8110", divert_reason=DivertReason.NO_ANSWER)
    hears(night, "w2", line="8110")
    assert hears(night, "w2", What.ENDED, outcome) == []


@pytest.mark.parametrize("known", [{"line": "8119"}, {"line": "8110", "diverted_from": "8101"}])
def test_a_ring_answered_elsewhere_on_another_line_moves_nothing(night: Deskside, known: dict[str, str]) -> None:
    hears(night, "w1", diverted_from="8110", divert_reason=DivertReason.NO_ANSWER)
    hears(night, "w2", **known)
    assert hears(night, "w2", What.ANSWERED, PhoneOutcome.ANSWERED_ELSEWHERE) == []


def test_an_answer_to_a_ring_nobody_heard_moves_nothing(night: Deskside) -> None:
    assert hears(night, "w1", What.ANSWERED, PhoneOutcome.ANSWERED_ELSEWHERE, line="8110") == []


def test_an_answer_on_a_phone_that_is_there_says_nothing_new(night: Deskside) -> None:
    hears(night, "w1", line="8110")
    assert hears(night, "w1", What.ANSWERED, PhoneOutcome.ANSWERED_ELSEWHERE) == []


def test_what_comes_late_proves_nothing_against_what_was_said_since(night: Deskside) -> None:
    night.clock.move(minutes=-1)
    late = Heard(What.RINGING, PhoneRang("pbx", "w1", NumberState.OK, line="8119", diverted_from="8110"), night.clock.now())
    on_it = Heard(What.RINGING, PhoneRang("pbx", "w2", NumberState.OK, line="8015"), night.clock.now())
    night.clock.move(minutes=1)
    night.does(duty.forward_line, number="8110")
    night.does(duty.return_line, number="8110")
    night.does(duty.forward_line, number="8015")
    for heard in (late, on_it):
        night.does(hear, who=PROGRAM, heard=heard, maintenance=PHONES)
    assert (night.journal.line("8110").is_here, night.journal.line("8015").is_here) == (False, True)


def test_a_ring_that_is_told_again_does_not_undo_what_was_said_since(night: Deskside) -> None:
    hears(night, "w1", line="8110")
    night.clock.move(seconds=5)
    night.does(duty.forward_line, number="8110")
    night.clock.move(seconds=5)
    assert hears(night, "w1", line="8110") == []
    assert night.journal.line("8110").is_here


def test_what_somebody_says_of_it_is_kept_with_when_it_was(night: Deskside) -> None:
    told = NIGHT - timedelta(minutes=20)
    night.does(duty.forward_line, number="8110", why="out_on_repair", note="老张去配电房", told=told)
    assert night.journal.line("8110") == LineRow("8110", is_here=True, since=told, why="out_on_repair", by=LI, note="老张去配电房")
    assert night.refuses(duty.return_line, number="8110", told=NIGHT + timedelta(minutes=1)) == "time.in_future"
    night.does(duty.return_line, number="8110", told=NIGHT)
    assert night.refuses(duty.forward_line, number="8110", told=NIGHT + timedelta(minutes=1)) == "time.in_future"


def test_what_was_said_of_it_is_taken_back(night: Deskside) -> None:
    act = night.does(duty.forward_line, number="8110").entries[0].entry.act
    night.does(undo.undo, act=act, author=OFFICER)
    assert night.journal.line("8110") == LineRow("8110")
