"""The sample site: whole, invented, and the same every time."""

from __future__ import annotations

import hashlib
from collections import Counter

import phonenumbers
import pytest

from dutydesk.categories import default_trades
from dutydesk.sample import initial_statuses, sample_repairs, sample_site, starter_site
from dutydesk.site import CrewKind, Member, Person, PlaceKind, Tie

SITE, PEOPLE = sample_site()


def member(staff_number: str) -> Member:
    return next(member for member in SITE.members if member.staff_number == staff_number)


def living_at(room: str) -> list[Person]:
    return [person for person in PEOPLE if any(tie.place == room for tie in person.rooms)]


def test_it_is_as_large_as_promised() -> None:
    kinds = Counter(place.kind for place in SITE.places)
    assert (kinds[PlaceKind.BUILDING], kinds[PlaceKind.ROOM], len(PEOPLE)) == (6, 1200, 2000)
    assert Counter(crew.kind for crew in SITE.crews) == dict.fromkeys(CrewKind, 1)
    assert sum(not member.contractor for member in SITE.members) == 30


def test_it_is_the_same_every_time_and_everywhere() -> None:
    assert sample_site() == (SITE, PEOPLE)
    told = repr([(person.id, person.name, person.numbers, person.rooms, person.note) for person in PEOPLE])
    assert hashlib.sha256(told.encode("utf-8")).hexdigest()[:16] == "dad28b7ac9ef1d67"


def test_the_fixed_people() -> None:
    wu, zhou = living_at("3-1-1502")[0], living_at("3-1-1402")[0]
    assert (wu.name, wu.numbers, wu.note, wu.rooms[0].tie) == ("吴先生", ("+8613905710275",), "家有老人；可进户", Tie.OWNER)
    assert (zhou.name, zhou.numbers) == ("周女士", ("+8613805716620",))
    assert len(living_at("3-1-1502")) == 3


@pytest.mark.parametrize("number", ["+8613905710275", "+8613805716620"])
def test_the_fixed_numbers_are_one_persons_alone(number: str) -> None:
    assert sum(number in person.numbers for person in PEOPLE) == 1


def test_the_plumber_and_the_line() -> None:
    chen = member("208")
    assert (chen.id, chen.name, chen.crew, chen.trades) == ("m208", "陈志强", "maintenance", ("plumbing",))
    assert [line.number for line in SITE.lines if line.maintenance] == ["8110"]
    assert [(line.number, line.member) for line in SITE.lines if line.member] == [("8015", "m210")]


def test_all_numbers_are_valid_and_e164() -> None:
    numbers = {number for person in PEOPLE for number in person.numbers} | {member.phone for member in SITE.members}
    parsed = [phonenumbers.parse(number) for number in numbers]
    assert all(phonenumbers.is_valid_number(number) for number in parsed)
    assert {phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) for number in parsed} == numbers


def test_some_share_a_number_some_have_two_some_own_several_rooms() -> None:
    sharing = Counter(number for person in PEOPLE for number in person.numbers)
    assert max(sharing.values()) > 1
    assert any(len(person.numbers) > 1 for person in PEOPLE)
    assert any(len(person.rooms) > 1 for person in PEOPLE)


def test_no_number_is_both_a_persons_and_a_members() -> None:
    assert not {number for person in PEOPLE for number in person.numbers} & {member.phone for member in SITE.members}


def test_names_in_both_languages_and_with_rare_characters() -> None:
    names = [person.name for person in PEOPLE]
    assert any(name.isascii() for name in names)
    assert all(any(sign in name for name in names) for sign in "喆堃祎")


def test_everything_refers_to_something() -> None:
    codes, crews, trades = {place.code for place in SITE.places}, {crew.id for crew in SITE.crews}, default_trades()
    assert all(tie.place in codes for person in PEOPLE for tie in person.rooms)
    assert all(member.crew in crews and set(member.trades) <= set(trades) for member in SITE.members)
    assert all(member.base in codes for member in SITE.members if not member.contractor)
    assert all(post.crew in crews for post in SITE.posts)


def test_codes_ids_and_staff_numbers_stand_once() -> None:
    for values in (
        [place.code for place in SITE.places],
        [person.id for person in PEOPLE],
        [member.id for member in SITE.members],
        [member.staff_number for member in SITE.members],
    ):
        assert len(set(values)) == len(values)


def test_every_place_has_a_name_in_both_languages() -> None:
    assert all(place.name_zh and place.name_en for place in SITE.places)


def test_at_night_most_are_off_and_the_plumber_is_free() -> None:
    statuses = {id_: (status, where) for id_, status, where in initial_statuses(SITE)}
    assert statuses["m208"] == ("free", "workshop")
    assert statuses["m304"] == ("on_post", "gate-east")
    assert statuses["c901"] == ("to_be_called", "")
    assert sum(status == "off" for status, _ in statuses.values()) > len(statuses) / 2


def test_a_few_dozen_repairs_went_before_at_places_of_the_site() -> None:
    repairs, codes = sample_repairs(), {place.code for place in SITE.places}
    assert len({(repair.place, repair.day, repair.line) for repair in repairs}) == len(repairs) > 36
    assert all(repair.place in codes and repair.worker and repair.result for repair in repairs)


def test_the_rooms_of_the_fixed_people_have_been_repaired() -> None:
    last = max((repair for repair in sample_repairs() if repair.place == "3-1-1502"), key=lambda repair: repair.day)
    assert (f"{last.day:%m-%d}", last.line, last.worker, last.result) == ("08-14", "厨房角阀渗水", "陈师傅", "已换")
    assert Counter(repair.place for repair in sample_repairs())["3-1-1402"] == 2


def test_the_starter_site_has_a_crew_and_an_officer() -> None:
    site = starter_site()
    assert [crew.kind for crew in site.crews] == [CrewKind.MAINTENANCE, CrewKind.OFFICE]
    assert [member.officer for member in site.members] == [True]
    assert initial_statuses(site) == (("m501", "off", ""),)
