"""The ring test: what two calls show of an exchange."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.ring_test import RingTest, Step
from dutydesk.telephony.events import What
from dutydesk.words import NumberState, PhoneOutcome
from tests.dutydesk.deskside import NIGHT

RANG = PhoneRang("sip", "1", NumberState.OK, line="8119", diverted_from="8110", number="+8613600136000")


def event(what: What, wire: str = "1", outcome: PhoneOutcome | None = None, **rang: object) -> Heard:
    return Heard(what, replace(RANG, wire_id=wire, **rang), NIGHT, outcome)


def heard(*events: Heard) -> RingTest:
    test = RingTest()
    for one in events:
        test = test.hear(one)
    return test


def ring(wire: str, outcome: PhoneOutcome | None, **rang: object) -> tuple[Heard, Heard]:
    return event(What.RINGING, wire, **rang), event(What.ENDED, wire, outcome, **rang)


def codes(test: RingTest) -> dict[str, bool]:
    return {one.code.partition(".")[2]: one.is_good for one in test.verdicts()}


GOOD = {"missed_told": True, "answered_elsewhere": True, "number_told": True, "diverted_told": True}


def test_an_exchange_that_tells_everything() -> None:
    test = heard(*ring("1", PhoneOutcome.MISSED), *ring("2", PhoneOutcome.ANSWERED_ELSEWHERE))
    assert (test.step, codes(test)) == (Step.DONE, GOOD)
    assert [one.values for one in test.verdicts()][-1] == {"line": "8110"}
    assert [one.phone for one in test.rings] == ["sip:1", "sip:2"]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (PhoneOutcome.UNKNOWN, PhoneOutcome.UNKNOWN, {"missed_unknown": False, "answered_unknown": False}),
        (None, None, {"missed_unknown": False, "answered_unknown": False}),
        (PhoneOutcome.MISSED, PhoneOutcome.MISSED, {"missed_told": True, "answered_as_missed": False}),
        (PhoneOutcome.ANSWERED_HERE, PhoneOutcome.ANSWERED_HERE, {"missed_as_answered": False, "answered_here": True}),
        (PhoneOutcome.ANSWERED_ELSEWHERE, PhoneOutcome.ANSWERED_HERE, {"missed_as_answered": False, "answered_here": True}),
    ],
)
def test_what_it_cannot_tell(first: PhoneOutcome | None, second: PhoneOutcome | None, told: dict[str, bool]) -> None:
    found = codes(heard(*ring("1", first), *ring("2", second)))
    assert {code: found[code] for code in told} == told
    assert len(found) == 4


@pytest.mark.parametrize(
    ("rang", "code"),
    [
        ({"diverted_from": ""}, "no_diversion"),
        ({"number_state": NumberState.WITHHELD, "number": ""}, "no_number"),
        ({"number": "", "typed_number": ""}, "no_number"),
        ({"member": "m208"}, "number_of_crew"),
    ],
)
def test_what_does_not_arrive(rang: dict[str, object], code: str) -> None:
    assert codes(heard(*ring("1", PhoneOutcome.MISSED, **rang)))[code] is False


def test_a_number_that_cannot_be_read_arrives_as_it_came() -> None:
    test = heard(event(What.RINGING, number="", typed_number="*31#55"))
    assert test.rings[0].number == "*31#55"


def test_it_goes_step_by_step_and_shows_nothing_too_early() -> None:
    first, end = ring("1", PhoneOutcome.MISSED)
    assert (RingTest().step, RingTest().current, RingTest().verdicts()) == (Step.HANG_UP, None, ())
    assert (heard(first).step, heard(first).verdicts()) == (Step.HANG_UP, ())
    assert (heard(first, end).step, heard(first, end).current) == (Step.ANSWER, None)
    assert "missed_told" in codes(heard(first, end))
    answered = event(What.ANSWERED, "2")
    test = heard(first, end, event(What.RINGING, "2"), answered, event(What.ENDED, "2", PhoneOutcome.UNKNOWN))
    assert codes(test)["answered_here"]


def test_an_end_after_an_answer_changes_nothing() -> None:
    test = heard(event(What.RINGING), replace(event(What.ANSWERED), outcome=PhoneOutcome.ANSWERED_ELSEWHERE))
    assert test.hear(event(What.ENDED, "1", PhoneOutcome.MISSED)) == test


def test_other_rings_and_other_sources_are_left_aside() -> None:
    test = heard(event(What.RINGING, "1"))
    for other in (event(What.RINGING, "9"), event(What.ENDED, "9"), event(What.ENDED, "1", source="webhook")):
        assert test.hear(other) == test
    after = test.hear(event(What.ENDED, "1", PhoneOutcome.MISSED))
    assert after.hear(event(What.RINGING, "1")) == after  # a repeat of the first one is not the second
    assert after.hear(event(What.ENDED, "2")) == after
    done = heard(*ring("1", PhoneOutcome.MISSED), *ring("2", PhoneOutcome.MISSED))
    assert done.hear(event(What.RINGING, "3")) == done


def test_an_end_that_is_never_told_can_be_given_up() -> None:
    assert RingTest().give_up() == RingTest()
    test = heard(event(What.RINGING, "1")).give_up()
    assert (test.step, codes(test)["missed_unknown"]) == (Step.ANSWER, False)


@given(st.lists(st.tuples(st.sampled_from(What), st.sampled_from("123"), st.sampled_from([None, *PhoneOutcome]))))
def test_it_never_goes_back(told: list[tuple[What, str, PhoneOutcome | None]]) -> None:
    steps, test = list(Step), RingTest()
    for what, wire, outcome in told:
        before, test = test, test.hear(event(what, wire, outcome))
        assert steps.index(test.step) >= steps.index(before.step)
        assert len(test.verdicts()) in (0, 3, 4)
