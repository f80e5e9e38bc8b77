"""Places: what people say finds the door, and never only a guess of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.places import Places
from dutydesk.sample import sample_site
from dutydesk.site import Place, PlaceKind

SITE = sample_site()[0]
PLACES = Places(SITE.places)


def place(code: str) -> Place:
    found = PLACES.by_code(code)
    assert found is not None
    return found


def codes(text: str, preferred: str = "") -> list[str]:
    return [found.code for found in PLACES.resolve(text, place(preferred) if preferred else None)]


@pytest.mark.parametrize(
    "text",
    [
        "3-1-1502",
        "３－１－１５０２",
        "3栋1单元1502",
        "3 栋 1 单元 1502",
        "三栋一单元1502室",
        "3号楼1单元1502",
        "3#1-1502",
        "building 3 unit 1 room 1502",
        "Building 3, unit 1, flat 1502",
        "  3-1-1502 ",
    ],
)
def test_one_room_in_many_spellings(text: str) -> None:
    assert codes(text) == ["3-1-1502"]


@pytest.mark.parametrize("text", ["3-1502", "3#1502", "3栋1502", "block 3 flat 1502"])
def test_a_room_without_its_unit_fits_every_unit(text: str) -> None:
    assert codes(text) == ["3-1-1502", "3-2-1502", "3-3-1502"]


def test_the_preferred_place_comes_first_and_the_others_stay() -> None:
    assert codes("3-1502", preferred="3-2-1502") == ["3-2-1502", "3-1-1502", "3-3-1502"]


def test_the_preferred_places_unit_then_building_come_first() -> None:
    assert codes("1502", preferred="3-2-0301")[:3] == ["3-2-1502", "3-1-1502", "3-3-1502"]


@pytest.mark.parametrize("text", ["A-0503", "a0503", "A503", "公寓A0503", "公寓0503", "公寓 A-0503", "A座503"])
def test_an_apartment(text: str) -> None:
    assert codes(text) == ["A-0503"]


@pytest.mark.parametrize("text", ["B1-07", "b1-7", "商业B1-07", "shops B1-07"])
def test_a_shop(text: str) -> None:
    assert codes(text) == ["B1-07"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5-2", "5-2"),
        ("5栋2单元", "5-2"),
        ("3", "3"),
        ("3栋", "3"),
        ("3栋5楼", "3"),
        ("building 3", "3"),
        ("公寓", "A"),
        ("北门", "gate-north"),
        ("north gate", "gate-north"),
        ("bm", "gate-north"),
        ("地库B2", "garage-B2"),
        ("地库 B2", "garage-B2"),
        ("dkb2", "garage-B2"),
        ("3-1大堂", "3-1-lobby"),
        ("3-1-lobby", "3-1-lobby"),
    ],
)
def test_units_buildings_and_common_areas(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_a_common_area_of_many_units_gives_all_of_them() -> None:
    assert len(codes("大堂")) == 13
    assert codes("大堂", preferred="3-1-1502")[0] == "3-1-lobby"


def test_a_leading_zero_may_be_left_out() -> None:
    assert codes("1-1-602") == ["1-1-0602"]


@pytest.mark.parametrize(
    "text", ["", " ", "3 lamps", "13905710275", "0571-88880000", "02:47", "2026年", "9-9-9999", "2单元", "3502.5", "@208"]
)
def test_what_is_no_place(text: str) -> None:
    assert codes(text) == []


def test_a_room_stays_the_place_when_an_area_is_named_too() -> None:
    assert [found.places[0].code for found in PLACES.find("3-1-1502 大堂也有水")] == ["3-1-1502"]


def test_a_shop_is_not_read_as_the_garage_storey() -> None:
    assert [[place.code for place in found.places] for found in PLACES.find("地库B1-07")] == [["B1-07"]]


def test_an_area_elsewhere_is_kept_beside_a_building() -> None:
    assert [found.places[0].code for found in PLACES.find("北门到3栋")] == ["gate-north", "3"]


def test_a_find_says_where_in_the_text() -> None:
    found = PLACES.find("请到 3-1-1502 看看")[0]
    assert (found.start, found.end) == (3, 11)


def test_distance_in_buildings() -> None:
    assert PLACES.distance(place("3-1-1502"), place("3-2-0301")) == 0
    assert PLACES.distance(place("1-1-0602"), place("5-2")) == 3


def test_no_distance_from_nowhere_in_particular() -> None:
    assert PLACES.distance(place("garage-B2"), place("3")) is None


def test_rooms_over_one_another_share_a_riser() -> None:
    assert PLACES.is_same_riser(place("3-1-1502"), place("3-1-1402"))
    assert not PLACES.is_same_riser(place("3-1-1502"), place("3-1-1403"))
    assert not PLACES.is_same_riser(place("3-1-1502"), place("3-2-1402"))
    assert not PLACES.is_same_riser(place("A-0502"), place("A-0512"))
    assert not PLACES.is_same_riser(place("3-1"), place("3-1"))


def test_floors_above_and_below() -> None:
    assert PLACES.floors_above(place("3-1-1502"), place("3-1-1402")) == 1
    assert PLACES.floors_above(place("3-1-1302"), place("3-1-1402")) == -1
    assert PLACES.floors_above(place("3-1-1502"), place("3-2-1402")) is None


def test_a_riser_runs_from_the_lowest_floor_up() -> None:
    riser = PLACES.riser(place("3-1-1502"))
    assert [riser[0].code, riser[-1].code, len(riser)] == ["3-1-0102", "3-1-1802", 18]
    assert PLACES.riser(place("3-1")) == ()


def test_a_site_without_places_finds_nothing() -> None:
    assert Places(()).resolve("大堂 3-1502") == ()


def test_a_room_of_unknown_floor_has_none_above() -> None:
    odd = Place("3-1-zz02", PlaceKind.ROOM, "3", "1", "zz02")
    assert PLACES.floors_above(odd, place("3-1-1402")) is None


@given(st.text())
def test_any_text_is_looked_up(text: str) -> None:
    assert all(isinstance(found, Place) for found in PLACES.resolve(text))


@given(st.sampled_from(SITE.places))
def test_every_place_is_found_by_its_own_code(somewhere: Place) -> None:
    assert somewhere in PLACES.resolve(somewhere.code)
