"""One phone call per real ring, whatever is repeated, missing or out of order."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk import rings
from dutydesk.heard import Heard
from dutydesk.journal import Author
from dutydesk.phone_calls import PhoneCall, fold_phone_call
from dutydesk.telephony.events import What
from dutydesk.words import PhoneOutcome
from tests.dutydesk.deskside import NIGHT, Deskside, heard

PROGRAM = Author("", "")
MAINTENANCE = frozenset({"8110"})


@pytest.fixture
def night() -> Deskside:
    return Deskside()


def hears(night: Deskside, one: Heard) -> None:
    night.does(rings.hear, heard=one, maintenance=MAINTENANCE, who=PROGRAM)


def phone(night: Deskside, name: str = "webhook:w1") -> PhoneCall:
    found = night.journal.phone_call(name)
    assert found is not None
    return found


def test_a_ring_rings_and_says_where_the_phone_is(night: Deskside) -> None:
    hears(night, heard())
    assert phone(night).rings_at(night.clock.now())
    assert phone(night).diverted_from == "8110"
    assert night.journal.line("8110").is_here


def test_a_repeated_ring_is_one_phone_call(night: Deskside) -> None:
    hears(night, heard())
    hears(night, heard())
    assert len(night.journal.history("phone:webhook:w1")) == 1


def test_the_source_says_how_it_ended(night: Deskside) -> None:
    hears(night, heard())
    hears(night, heard(What.ANSWERED, outcome=PhoneOutcome.ANSWERED_HERE))
    hears(night, heard(What.ENDED))
    assert (phone(night).outcome, phone(night).is_settled) == (PhoneOutcome.ANSWERED_HERE, True)


def test_an_end_before_the_beginning_still_ends_it(night: Deskside) -> None:
    hears(night, heard(What.ENDED, outcome=PhoneOutcome.MISSED))
    hears(night, heard())
    assert (phone(night).outcome, phone(night).rings_at(NIGHT)) == (PhoneOutcome.MISSED, False)


def test_an_end_nobody_explained_is_unknown_and_still_work(night: Deskside) -> None:
    hears(night, heard())
    hears(night, heard(What.ENDED))
    assert phone(night).outcome is PhoneOutcome.UNKNOWN
    assert phone(night).is_work(night.clock.now())


def test_a_ring_without_an_end_stops_ringing_after_three_minutes_and_is_work(night: Deskside) -> None:
    hears(night, heard())
    later = night.clock.move(minutes=3)
    assert not phone(night).rings_at(later)
    assert [one.id for one in night.journal.phone_calls_at_work(later)] == ["webhook:w1"]


def test_an_id_used_again_for_a_later_ring_is_another_phone_call(night: Deskside) -> None:
    hears(night, heard())
    hears(night, heard(What.ENDED, outcome=PhoneOutcome.MISSED))
    hears(night, heard(at=night.clock.move(hours=2)))
    assert phone(night, "webhook:w1#1").rings_at(night.clock.now())


def test_a_call_made_from_it_settles_it(night: Deskside) -> None:
    hears(night, heard())
    call = night.taken(phone_call="webhook:w1")
    assert phone(night).calls == (call.id,)
    assert phone(night).is_settled


def test_a_missed_ring_is_called_back_settled_or_dismissed_once(night: Deskside) -> None:
    hears(night, heard())
    hears(night, heard(What.ENDED))
    assert night.refuses(rings.dismiss, phone="webhook:w1", reason="") == "phone.reason_needed"
    night.does(rings.call_back, phone="webhook:w1")
    assert night.refuses(rings.settle, phone="webhook:w1", outcome=PhoneOutcome.MISSED) == "phone.already_settled"
    assert night.refuses(rings.call_back, phone="nobody") == "phone.not_found"


def test_settled_as_missed_is_still_owed_a_word(night: Deskside) -> None:
    hears(night, heard())
    hears(night, heard(What.ENDED))
    night.does(rings.settle, phone="webhook:w1", outcome=PhoneOutcome.MISSED)
    assert phone(night).is_work(night.clock.now())
    night.does(rings.dismiss, phone="webhook:w1", reason="骚扰电话")
    assert not phone(night).is_work(night.clock.now())


def test_before_its_entry_the_ring_is_shown_as_it_will_be(night: Deskside) -> None:
    hears(night, heard())
    assert heard().as_phone_call() == phone(night)


@given(st.lists(st.tuples(st.sampled_from(list(What)), st.sampled_from([None, *PhoneOutcome])), min_size=1, max_size=8))
def test_any_order_of_events_gives_one_phone_call(told: list[tuple[What, PhoneOutcome | None]]) -> None:
    night = Deskside()
    for what, outcome in told:
        night.does(rings.hear, heard=heard(what, outcome=outcome, at=night.clock.move(seconds=1)), who=PROGRAM)
    assert set(night.journal.phone_calls) == {"webhook:w1"}
    ended = any(what is not What.RINGING for what, _ in told)
    assert all(one.is_ringing is not ended for one in night.journal.phone_calls.values())
    assert timedelta(0) <= night.clock.now() - NIGHT


def test_an_exchange_that_counts_from_one_again_gives_a_new_phone_call_each_time(night: Deskside) -> None:
    for _ in range(3):
        hears(night, heard(at=night.clock.move(hours=1)))
        hears(night, heard(What.ENDED, at=night.clock.move(seconds=20)))
    assert len(night.journal.phone_calls) == 3


def test_looking_at_a_number_is_an_entry(night: Deskside) -> None:
    hears(night, heard())
    shown = night.does(rings.reveal_number, phone="webhook:w1")
    assert [one.entry.kind for one in shown.entries] == ["desk.number_revealed"]
    assert night.refuses(rings.reveal_number, phone="webhook:none") == "phone.not_found"


def test_a_fact_of_a_later_program_is_passed_over(night: Deskside) -> None:
    hears(night, heard())
    told = list(night.journal.history("phone:webhook:w1"))
    assert fold_phone_call("phone:webhook:w1", [*told, replace(told[0], event=None)]) == phone(night)
