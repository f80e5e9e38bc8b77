"""What a half-typed line amounts to, beside the ring and under the hand's corrections."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from dutydesk.categories import default_categories
from dutydesk.drafting import Chip, Report, answer_to, by_letters, compose, need_of, new_call, relayed_through
from dutydesk.drafts import Draft
from dutydesk.phone_calls import PhoneCall
from dutydesk.places import Places
from dutydesk.sample import sample_site
from dutydesk.site import CrewKind, Person, PersonRoom, Tie
from dutydesk.words import Channel, Level, NumberState

AT = datetime(2026, 11, 22, 18, 47, tzinfo=UTC)
SITE, PEOPLE = sample_site()
PLACES, CATEGORIES = Places(SITE.places), default_categories()
WU = next(one for one in PEOPLE if "+8613905710275" in one.numbers)
RING = PhoneCall("webhook:1", "webhook", "1", AT, NumberState.OK, "+8613905710275", diverted_from="8110")


def report(text: str, *people: Person, ring: PhoneCall | None = None, **chips: str) -> Report:
    draft = Draft("d1", text, AT, chips=chips, phone_call=ring.id if ring else "", author="m401")
    return compose(draft, ring, people, places=PLACES, categories=CATEGORIES, normalise=lambda number: f"+86{number}")


def test_three_letters_after_a_recognised_ring_say_everything() -> None:
    said = report("sgb", WU, ring=RING)
    assert said.place is not None
    assert said.category is not None
    assert (said.place.code, said.category.code, said.level, said.channel) == ("3-1-1502", "WAT1", Level.URGENT, Channel.FORWARDED)
    assert (said.number, said.diverted_from, said.line) == ("+8613905710275", "8110", "")


def test_a_room_of_several_units_is_never_guessed() -> None:
    said = report("3-1502 厨房水管爆了")
    assert said.place is None
    assert [place.code for place in said.places] == ["3-1-1502", "3-2-1502", "3-3-1502"]
    assert said.line == "厨房水管爆了"


def test_a_chip_set_by_hand_stands_over_what_is_read() -> None:
    said = report("3-1502 sgb", place="3-2-1502", category="TAP", level="1", channel="walk_in", receiver="m301")
    assert said.place is not None
    assert said.category is not None
    assert (said.place.code, said.category.code, said.level) == ("3-2-1502", "TAP", Level.LIFE)
    assert (said.channel, said.receiver) == (Channel.WALK_IN, "m301")


def test_the_line_says_another_place_than_the_callers_home() -> None:
    said = report("5-2 停电", WU, ring=RING)
    assert said.place is not None
    assert said.place.code == "5-2"


def test_several_people_on_a_number_stay_open_until_one_is_chosen() -> None:
    other = Person("p2", "周女士", rooms=(PersonRoom("3-1-1402", Tie.OWNER),))
    both = report("sgb", WU, other, ring=RING)
    assert both.person is None
    assert both.place is None
    chosen = report("sgb", WU, other, ring=RING, person="p2")
    assert chosen.person == other
    assert chosen.place is not None
    assert chosen.place.code == "3-1-1402"


def test_a_yes_lifts_the_level_and_a_no_does_not() -> None:
    asked = next(one for one in CATEGORIES if one.questions and one.questions[0].level < one.level)
    question = asked.questions[0]
    chips = {Chip.CATEGORY: asked.code, answer_to(question.code): "yes"}
    assert report("", **chips).level == question.level
    assert report("", **chips | {answer_to(question.code): "no"}).level == asked.level


def test_a_typed_number_is_the_callers() -> None:
    assert report("13905710275 水管爆").number == "+8613905710275"


def test_without_anything_it_is_a_normal_direct_call_of_the_author() -> None:
    said = report("")
    assert (said.level, said.channel, said.receiver, said.person, said.category) == (Level.NORMAL, Channel.DIRECT, "m401", None, None)
    assert need_of(said).crew is CrewKind.MAINTENANCE


def test_the_new_call_names_who_relayed_it() -> None:
    relayed = new_call(report("3-1-1502 sgb", receiver="m301"), date(2026, 11, 22), AT, "m401")
    assert (relayed.first_receiver, relayed.relayed_by, relayed.place, relayed.category) == ("m301", "m301", "3-1-1502", "WAT1")
    own = new_call(report("sgb", WU, ring=RING), date(2026, 11, 22), AT, "m401")
    assert (own.relayed_by, own.person, own.caller_name, own.phone_call) == ("", WU.id, WU.name, "webhook:1")
    assert new_call(report(""), date(2026, 11, 22), AT, "m401").place == ""


def test_the_need_is_that_of_the_category() -> None:
    need = need_of(report("3-1-1502 sgb"))
    assert need.trade == "plumbing"
    assert need.place is not None


def test_an_erased_home_is_no_place() -> None:
    assert report("sgb", replace(WU, rooms=(PersonRoom("gone", Tie.OWNER),))).places == ()


def test_crews_bring_requests_through_their_own_channel() -> None:
    assert [relayed_through(crew) for crew in (CrewKind.GUARDS, CrewKind.CLEANERS, CrewKind.MAINTENANCE)] == [
        Channel.GUARD,
        Channel.CLEANER,
        Channel.CREW,
    ]


def test_people_are_found_by_number_initials_or_part_of_the_name() -> None:
    for text in ("208", "@208", "czq", "chenzhiqiang", "@chenzhi", "Chen Zhiqiang", "志强", "＠２０８"):
        assert [one.id for one in by_letters(SITE.members, text)] == ["m208"], text
    assert len(by_letters(SITE.members, " ")) == len(SITE.members)


@given(st.text(max_size=200))
def test_any_line_makes_a_report(text: str) -> None:
    report(text, WU, ring=RING)


def test_a_code_of_no_place_is_not_taken_for_the_callers_home() -> None:
    said = report("4-1-0402 gas smell", WU, ring=RING)
    assert (said.place, said.unknown_place) == (None, "4-1-0402")
    assert said.line.startswith("4-1-0402")


def test_a_typed_place_wins_over_the_one_the_draft_began_with() -> None:
    assert report("burst", place="3-1-1402").places[0].code == "3-1-1402"
    assert report("3-1-1002 burst", place="3-1-1402").places[0].code == "3-1-1002"
    assert report("4-1-0402 burst", place="3-1-1402").unknown_place == "4-1-0402"


def test_a_place_set_by_hand_stays_until_another_is_typed() -> None:
    by_hand = {"place": "3-1-1402", "place_typed": "4-1-0402"}
    assert report("4-1-0402 burst", **by_hand).places[0].code == "3-1-1402"
    assert report("3-1-1002 burst", **by_hand).places[0].code == "3-1-1002"


def test_a_person_found_without_a_ring_brings_number_and_home() -> None:
    said = report("burst", WU, person=WU.id)
    assert (said.person, said.number) == (WU, "+8613905710275")
    assert said.place is not None
    assert said.place.code == "3-1-1502"
