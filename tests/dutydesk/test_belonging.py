"""Which rings are one phone call: forwards under a new id, and what two sources tell of one caller."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from dutydesk import duty, life, rings, undo
from dutydesk.heard import Heard
from dutydesk.journal import Author
from dutydesk.phone_calls import PhoneCall
from dutydesk.telephony.events import What
from dutydesk.words import DivertReason, NumberState, PhoneOutcome, Status
from tests.dutydesk.deskside import CHEN, LI, NIGHT, Deskside, heard

RINGING, ANSWERED, ENDED = What
HERE, ELSEWHERE, MISSED, UNKNOWN = PhoneOutcome


class Phones(Deskside):
    """Hears two sources; every event is so many seconds after the night's first."""

    def hears(self, what: What, ring: str, after: float = 0, outcome: PhoneOutcome | None = None, **known: Any) -> Heard:
        source, _, wire = ring.partition(":")
        at = NIGHT + timedelta(seconds=after)
        self.clock.time = max(at, self.clock.time)
        one = heard(what, wire, at, outcome)
        one = replace(one, rang=replace(one.rang, source=source, **known))
        self.does(rings.hear, heard=one, who=Author("", ""))
        return one

    @property
    def ids(self) -> list[str]:
        return list(self.journal.phone_calls)

    def phone(self, ring: str = "webhook:w1") -> PhoneCall:
        found = self.journal.phone_call(ring)
        assert found is not None
        return found


@pytest.fixture
def night() -> Phones:
    return Phones()


# ---- forwards


def test_a_forward_under_a_new_id_goes_on_with_the_phone_call(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1", line="8110", diverted_from="")
    night.hears(ENDED, "webhook:w1", 15, UNKNOWN)
    night.hears(RINGING, "webhook:w2", 15, original_wire_id="w1", divert_reason=DivertReason.NO_ANSWER)
    assert night.ids == ["webhook:w1"]
    one = night.phone("webhook:w2")
    assert (one.rings, one.diverted_from, one.divert_reason) == (("webhook:w2",), "8110", DivertReason.NO_ANSWER)
    assert (one.outcome, one.rings_since) == (None, NIGHT + timedelta(seconds=15))
    assert one.rings_at(NIGHT + timedelta(seconds=190))
    night.hears(ANSWERED, "webhook:w2", 30, HERE, original_wire_id="w1")
    assert (night.phone().outcome, night.phone().ended_at) == (HERE, None)
    night.hears(ENDED, "webhook:w2", 90, UNKNOWN)
    assert (night.phone().outcome, night.phone().ended_at) == (HERE, NIGHT + timedelta(seconds=90))


def test_a_forward_that_is_told_of_first_is_joined_by_what_was_forwarded(night: Phones) -> None:
    night.hears(RINGING, "webhook:w2", 1, original_wire_id="w1")
    night.hears(RINGING, "webhook:w1", 2)
    night.hears(ENDED, "webhook:w1", 3, UNKNOWN)
    assert night.ids == ["webhook:w2"]
    assert night.phone("webhook:w1").rings == ("webhook:w1",)
    assert night.phone("webhook:w1").rings_at(night.clock.now())


def test_a_forwarded_ring_whose_end_was_lost_keeps_nothing_ringing(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(RINGING, "webhook:w2", 15, original_wire_id="w1")
    night.hears(ENDED, "webhook:w2", 40, MISSED)
    assert (night.phone().outcome, night.phone().is_ringing) == (MISSED, False)


def test_a_group_rings_on_while_one_of_its_phones_does(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(RINGING, "webhook:w2", 15, original_wire_id="w1")
    night.hears(RINGING, "webhook:w3", 15, original_wire_id="w1")
    night.hears(ENDED, "webhook:w2", 30, MISSED)
    assert night.phone().is_ringing
    night.hears(ENDED, "webhook:w3", 30, UNKNOWN)
    assert night.phone().outcome is UNKNOWN


def test_a_call_that_is_put_through_rings_for_itself(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(ANSWERED, "webhook:w1", 5, ELSEWHERE)
    night.hears(RINGING, "webhook:w2", 60, original_wire_id="w1")
    assert night.ids == ["webhook:w1", "webhook:w2"]


@pytest.mark.parametrize(("end", "after"), [(15, 400), (None, 3700)])
def test_an_original_of_long_ago_is_no_original(night: Phones, end: float | None, after: float) -> None:
    night.hears(RINGING, "webhook:w1")
    if end:
        night.hears(ENDED, "webhook:w1", end, MISSED)
    night.hears(RINGING, "webhook:w2", after, original_wire_id="w1", number="+8613900000001")
    assert night.ids == ["webhook:w1", "webhook:w2"]


def test_ids_that_name_each_other_still_end(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1", original_wire_id="w2")
    night.hears(RINGING, "webhook:w2", 1, original_wire_id="w1")
    night.hears(ENDED, "webhook:w1", 2, MISSED)
    assert night.phone().rings_at(night.clock.now())
    night.hears(ENDED, "webhook:w2", 3, MISSED)
    assert night.ids == ["webhook:w1"]
    assert night.phone().outcome is MISSED


def test_a_ring_that_names_itself_is_one(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1", original_wire_id="w1")
    assert night.phone().rings == ()


# ---- two sources


def test_two_sources_of_one_number_are_one_phone_call_with_both_ids(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1", diverted_from="", name="")
    night.hears(RINGING, "sip:s1", 2, name="Wu", diverted_from="8110")
    one = night.phone("sip:s1")
    assert (night.ids, one.id, one.rings) == (["webhook:w1"], "webhook:w1", ("sip:s1",))
    assert (one.name, one.diverted_from) == ("Wu", "8110")
    assert one.rings_since == NIGHT
    assert night.journal.history("phone:sip:s1")[0].entry.kind == "phone.joined"


@pytest.mark.parametrize("state", [NumberState.WITHHELD, NumberState.UNAVAILABLE, NumberState.NONE])
def test_hidden_numbers_are_never_the_same(night: Phones, state: NumberState) -> None:
    night.hears(RINGING, "webhook:w1", number_state=state)
    night.hears(RINGING, "sip:s1", 1, number_state=state)
    night.hears(RINGING, "serial:1", 1)
    assert night.ids == ["webhook:w1", "sip:s1", "serial:1"]


def test_a_number_that_its_caller_hid_is_hidden_though_the_exchange_tells_it(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(RINGING, "sip:s1", 1, number_state=NumberState.WITHHELD)
    assert len(night.ids) == 2


@pytest.mark.parametrize("other", [{"number": ""}, {"number": "+8613900000001"}])
def test_another_number_is_another_call(night: Phones, other: dict[str, Any]) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(RINGING, "sip:s1", 1, **other)
    assert len(night.ids) == 2


def test_one_source_never_tells_of_one_call_twice(night: Phones) -> None:
    """Two owners behind one number, as where the exchange shows the forwarding extension's."""
    for number, after in enumerate((0, 3)):
        night.hears(RINGING, f"webhook:w{number}", after)
        night.hears(RINGING, f"sip:s{number}", after + 1)
    assert [night.phone(f"sip:s{number}").id for number in range(2)] == ["webhook:w0", "webhook:w1"]
    assert len(night.ids) == 2


def test_a_caller_who_rings_again_at_once_is_told_of_anew(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(ENDED, "webhook:w1", 3, MISSED)
    night.hears(RINGING, "sip:s2", 7)
    night.hears(RINGING, "webhook:w2", 7.2)
    assert {night.phone(one).id for one in ("sip:s2", "webhook:w2")} == {"sip:s2"}
    assert night.phone().outcome is MISSED


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (HERE, MISSED, HERE),
        (MISSED, ELSEWHERE, ELSEWHERE),
        (UNKNOWN, ELSEWHERE, ELSEWHERE),
        (ELSEWHERE, HERE, HERE),
        (UNKNOWN, MISSED, UNKNOWN),
        (MISSED, UNKNOWN, UNKNOWN),
        (MISSED, MISSED, MISSED),
    ],
)
def test_who_says_answered_knows_it_and_unknown_stays_unknown(
    night: Phones, one: PhoneOutcome, other: PhoneOutcome, both: PhoneOutcome
) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(RINGING, "sip:s1", 1)
    night.hears(ENDED, "webhook:w1", 20, one)
    night.hears(ENDED, "sip:s1", 21, other)
    assert night.phone().outcome is both


@pytest.mark.parametrize(("serial_tells", "both"), [(False, MISSED), (True, UNKNOWN)])
def test_a_line_that_never_can_tell_makes_nothing_unknown(night: Phones, serial_tells: bool, both: PhoneOutcome) -> None:
    night.hears(RINGING, "sip:s1", tells_missed=True)
    night.hears(RINGING, "serial:1", 1, tells_missed=serial_tells)
    night.hears(ENDED, "serial:1", 20, UNKNOWN)
    assert night.phone("sip:s1").outcome is UNKNOWN
    night.hears(ENDED, "sip:s1", 21, MISSED)
    assert night.phone("sip:s1").outcome is both


def test_an_answer_that_is_told_after_the_end_is_an_answer(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(ENDED, "webhook:w1", 20, UNKNOWN)
    night.hears(ANSWERED, "webhook:w1", 21, HERE)
    assert night.phone().outcome is HERE


def test_it_is_talked_to_as_long_as_the_source_that_heard_the_answer_says(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(RINGING, "sip:s1", 1)
    night.hears(ANSWERED, "webhook:w1", 9, HERE)
    night.hears(ENDED, "sip:s1", 9, ELSEWHERE)
    assert (night.phone().outcome, night.phone().ended_at) == (HERE, None)


def test_what_the_officer_settled_stands(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(ENDED, "webhook:w1", 20, UNKNOWN)
    night.does(rings.settle, phone="webhook:w1", outcome=MISSED)
    night.hears(ENDED, "sip:s1", 22, UNKNOWN)
    assert night.phone("sip:s1").outcome is MISSED


def test_an_end_whose_beginning_was_lost_joins_what_it_ends(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(ENDED, "webhook:w1", 20, MISSED)
    night.hears(ENDED, "sip:s1", 21, MISSED)
    assert night.ids == ["webhook:w1"]
    night.hears(ENDED, "sip:s2", 90, MISSED)
    assert night.ids == ["webhook:w1", "sip:s2"]


@pytest.mark.parametrize(("answered", "after", "rows"), [(False, 100, 1), (False, 200, 2), (True, 2000, 1)])
def test_an_end_without_a_beginning_goes_with_what_still_goes_on(night: Phones, answered: bool, after: float, rows: int) -> None:
    night.hears(RINGING, "webhook:w1")
    if answered:
        night.hears(ANSWERED, "webhook:w1", 5, HERE)
    night.hears(ENDED, "sip:s1", after, UNKNOWN)
    assert len(night.ids) == rows


@pytest.mark.parametrize(("what", "outcome"), [(ENDED, MISSED), (ENDED, ELSEWHERE), (ANSWERED, HERE)])
@pytest.mark.parametrize(("after", "rows"), [(7, 1), (600, 2)])
def test_a_phone_that_stops_ringing_during_a_talk_is_no_part_of_it(
    night: Phones, what: What, outcome: PhoneOutcome, after: float, rows: int
) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(ANSWERED, "webhook:w1", 5, HERE)
    night.hears(what, "sip:s1", after, outcome)
    assert len(night.ids) == rows


def test_an_end_of_which_nobody_told_the_beginning_is_a_phone_call(night: Phones) -> None:
    night.hears(ENDED, "webhook:w1", 0, MISSED)
    assert night.phone().is_work(night.clock.now())
    night.hears(RINGING, "webhook:w1", 1, name="Wu")
    assert (night.ids, night.phone().name, night.phone().outcome) == (["webhook:w1"], "Wu", MISSED)


def test_an_end_that_is_told_long_after_another_of_its_id_is_a_new_phone_call(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(ENDED, "webhook:w1", 20, MISSED)
    night.hears(ENDED, "webhook:w1", 60, MISSED)
    night.hears(ENDED, "webhook:w1", 4000, MISSED)
    assert night.ids == ["webhook:w1", "webhook:w1#1"]


def test_a_forward_joins_what_another_source_told_of_a_moment_before(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1", line="8110")
    night.hears(RINGING, "sip:s1", 15, name="Wu")
    night.hears(ENDED, "sip:s1", 16, UNKNOWN)
    assert len(night.ids) == 2
    night.hears(RINGING, "webhook:w2", 16, original_wire_id="w1")
    assert night.ids == ["webhook:w1"]
    one = night.phone("sip:s1")
    assert (set(one.rings), one.name, one.outcome) == ({"webhook:w2", "sip:s1"}, "Wu", UNKNOWN)


def test_what_was_made_a_call_of_stays_what_it_is(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(RINGING, "sip:s1", 15)
    night.taken(phone_call="sip:s1")
    night.hears(RINGING, "webhook:w2", 16, original_wire_id="w1")
    assert night.ids == ["webhook:w1", "sip:s1"]


def test_a_source_that_told_of_the_call_already_told_of_another(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(RINGING, "sip:s1", 1)
    night.hears(RINGING, "sip:s2", 16)
    night.hears(RINGING, "webhook:w2", 16, original_wire_id="w1")
    assert night.ids == ["webhook:w1", "sip:s2"]


def test_a_forward_of_a_call_that_two_sources_heard(night: Phones) -> None:
    night.hears(RINGING, "sip:s1", 15)
    night.hears(RINGING, "webhook:w2", 15.1, original_wire_id="w1")
    night.hears(ENDED, "webhook:w1", 15.2, UNKNOWN)
    assert night.ids == ["sip:s1"]
    assert night.phone("webhook:w1").is_ringing


# ---- told again


def test_a_ring_that_is_told_again_fills_what_was_not_known(night: Phones) -> None:
    """A caller-ID line rings first and tells the number after it."""
    night.hears(RINGING, "serial:1", number_state=NumberState.NONE, number="", person="")
    night.hears(RINGING, "serial:1", 4, number="+8613905710275")
    night.hears(RINGING, "serial:1", 6, number="+8613905710275")
    assert (night.phone("serial:1").number, night.phone("serial:1").number_state) == ("+8613905710275", NumberState.OK)
    assert len(night.journal.history("phone:serial:1")) == 2


def test_a_number_that_is_told_after_the_ring_is_a_call_that_another_source_told_of(night: Phones) -> None:
    night.hears(RINGING, "sip:s1")
    night.hears(RINGING, "serial:1", 1, number_state=NumberState.NONE, number="", person="")
    assert len(night.ids) == 2
    night.hears(RINGING, "serial:1", 4)
    assert night.ids == ["sip:s1"]
    night.hears(ENDED, "serial:1", 20, UNKNOWN)
    assert (night.phone("serial:1").rings, night.phone("serial:1").outcome) == (("serial:1",), UNKNOWN)


def test_a_ring_without_a_number_that_a_call_was_made_of_stays_one(night: Phones) -> None:
    night.hears(RINGING, "sip:s1")
    night.hears(RINGING, "serial:1", 1, number_state=NumberState.NONE, number="", person="")
    night.taken(phone_call="serial:1")
    night.hears(RINGING, "serial:1", 4)
    assert night.ids == ["sip:s1", "serial:1"]


# ---- three minutes


@pytest.mark.parametrize(("tells", "outcome"), [(True, MISSED), (False, UNKNOWN)])
def test_after_three_minutes_it_ended_as_its_source_can_know(night: Phones, tells: bool, outcome: PhoneOutcome) -> None:
    night.hears(RINGING, "webhook:w1", tells_missed=tells)
    assert night.phone().outcome_at(NIGHT + timedelta(seconds=179)) is None
    assert night.phone().outcome_at(NIGHT + timedelta(seconds=180)) is outcome
    assert night.phone().is_work(NIGHT + timedelta(seconds=180))


def test_what_a_source_told_stands_whatever_the_clock_says(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1", tells_missed=True)
    night.hears(ENDED, "webhook:w1", 20, UNKNOWN)
    assert night.phone().outcome_at(NIGHT + timedelta(hours=1)) is UNKNOWN


# ---- seen to


def test_a_phone_call_about_a_call_that_is_there_is_linked_and_settled(night: Phones) -> None:
    call = night.taken()
    night.hears(ENDED, "webhook:w1", 20, MISSED)
    night.hears(ENDED, "sip:s1", 21, MISSED)
    assert night.refuses(rings.link, phone="sip:s1", call="nothing") == "call.not_found"
    night.does(rings.link, phone="sip:s1", call=call.id)
    assert (night.phone().linked, night.phone().is_settled) == (call.id, True)
    assert night.refuses(rings.link, phone="webhook:w1", call=call.id) == "phone.already_settled"


def test_a_hidden_number_is_not_called_back(night: Phones) -> None:
    night.hears(ENDED, "webhook:w1", 20, MISSED, number_state=NumberState.WITHHELD, number="")
    assert night.refuses(rings.call_back, phone="webhook:w1") == "phone.number_hidden"
    night.does(rings.dismiss, phone="webhook:w1", reason="骚扰电话")
    assert night.phone().is_settled


def test_a_call_made_of_any_of_its_rings_settles_it(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    night.hears(RINGING, "sip:s1", 1)
    call = night.taken(phone_call="sip:s1")
    assert (call.phone_call, night.phone().calls) == ("webhook:w1", (call.id,))


def test_a_caller_who_urges_is_seen_to(night: Phones) -> None:
    call = night.taken()
    night.hears(ENDED, "webhook:w1", 20, MISSED)
    night.does(life.chase, call.id, phone_call="webhook:w1")
    assert night.phone().linked == call.id


def test_a_step_that_is_told_by_phone_stands_with_the_phone_call(night: Phones) -> None:
    call, by_chen = night.taken(), Author(CHEN, LI)
    night.does(life.acknowledge, call.id, by=CHEN)
    night.hears(RINGING, "webhook:w1")
    told = {"phone": "webhook:w1", "call": call.id, "who": by_chen}
    night.does(rings.told_by_phone, step=lambda view: life.set_out(view, call.id, author=by_chen), **told)
    first = night.outcomes[-1]
    assert [one.entry.kind for one in first.entries] == ["phone.linked", "call.set_out"]  # type: ignore[union-attr]
    night.does(rings.told_by_phone, step=lambda view: life.arrive(view, call.id, author=by_chen), **told)
    assert [one.entry.kind for one in night.outcomes[-1].entries] == ["call.arrived"]  # type: ignore[union-attr]
    assert night.phone().linked == call.id


def chen_takes_a_break(night: Phones) -> str:
    """Told by phone, entered by the officer; answers the act."""
    step = partial(duty.set_status, member=CHEN, status=Status.BREAK)
    return night.does(rings.status_told, phone="webhook:w1", status=Status.BREAK, step=step, who=Author(CHEN, LI)).request


def test_a_status_that_is_told_by_phone_stands_with_the_phone_call(night: Phones) -> None:
    night.hears(ENDED, "webhook:w1", 20, MISSED)
    chen_takes_a_break(night)
    assert [one.entry.kind for one in night.outcomes[-1].entries] == ["phone.told_status", "crew.status_set"]  # type: ignore[union-attr]
    assert (night.phone().told_status, night.phone().is_settled) == (Status.BREAK, True)


def test_a_status_of_which_the_phone_call_is_not_known_is_set_all_the_same(night: Phones) -> None:
    chen_takes_a_break(night)
    assert night.journal.member(CHEN).status is Status.BREAK


def test_what_was_told_by_phone_is_undone_also_after_the_caller_hung_up(night: Phones) -> None:
    night.hears(RINGING, "webhook:w1")
    act = chen_takes_a_break(night)
    night.hears(ENDED, "webhook:w1", 20, HERE)
    night.does(undo.undo, act=act, author=Author(LI, LI))
    assert night.phone().told_status is None
