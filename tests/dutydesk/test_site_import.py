"""A table of rooms and people as people keep it: what is understood, what is left out and why, and how it joins what is there."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.places import Places
from dutydesk.refusals import RefusedError
from dutydesk.room_rows import ImportWords, dialled_at
from dutydesk.site import Person, PersonRoom, Place, PlaceKind, Tie
from dutydesk.site_import import MOST_FAULTS, SiteFile, joined_people, joined_places, read_site, write_example
from dutydesk.tables import column_key

DIALLED = dialled_at("CN", "0571")
WU = "+8613905710275"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rooms.csv"


def site(path: Path, text: str | bytes) -> SiteFile:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_site(path, DIALLED)


def row(path: Path, **cells: str) -> SiteFile:
    """The file of one row."""
    out = io.StringIO()
    csv.writer(out).writerows([cells.keys(), cells.values()])
    return site(path, out.getvalue())


def rooms(found: SiteFile) -> list[str]:
    return [place.code for place in found.places if place.kind is PlaceKind.ROOM]


def codes(found: SiteFile) -> list[tuple[str, str, int]]:
    return [(fault.code, fault.field, fault.row) for fault in found.faults]


# ---- rooms


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"楼栋": "3", "单元": "1", "房号": "1502"}, "3-1-1502"),
        ({"楼栋": "3栋", "单元": "1单元", "房号": "1502室"}, "3-1-1502"),
        ({"楼栋": "三号楼", "单元": "一单元", "房号": "１５０２"}, "3-1-1502"),
        ({"building": "Building 3", "unit": "Unit 1", "room": "Room 1502"}, "3-1-1502"),
        ({"building": "3.0", "unit": "1.0", "room": "1502.0"}, "3-1-1502"),
        ({"building": "3栋1单元", "room": "1502"}, "3-1-1502"),
        ({"房号": "3-1-1502"}, "3-1-1502"),
        ({"房号": "3栋1单元1502室"}, "3-1-1502"),
        ({"楼栋": "3", "单元": "1", "房号": "3-1-1502"}, "3-1-1502"),
        ({"building": "a", "room": "0503"}, "A-0503"),
        ({"building": "A", "room": "A-0503"}, "A-0503"),
        ({"单元": "2", "房号": "5-0101"}, "5-2-0101"),
        ({"building": "商业", "room": "B1-07"}, "商业-B1-07"),
        ({"Ｂｕｉｌｄｉｎｇ": "3", "ROOM_NUMBER": "0101"}, "3-0101"),
    ],
)
def test_a_room_is_understood_however_it_is_written(path: Path, cells: dict[str, str], code: str) -> None:
    found = row(path, **cells)
    assert (rooms(found), found.faults) == ([code], ())


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"楼栋": "3", "房号": ""}, "import.no_room", "房号"),
        ({"楼栋": "", "房号": "1502"}, "import.no_building", "楼栋"),
        ({"房号": "1502"}, "import.no_building", "房号"),
        ({"楼栋": "3", "房号": "1502/3/1"}, "import.date", "房号"),
        ({"楼栋": "3月1日", "房号": "1502"}, "import.date", "楼栋"),
        ({"楼栋": "3", "房号": "15?02"}, "import.bad_place", "房号"),
        ({"楼栋": "x" * 21, "房号": "1502"}, "import.bad_place", "楼栋"),
        ({"楼栋": "3", "单元": "1 2", "房号": "1502"}, "import.bad_place", "单元"),
    ],
)
def test_a_row_without_a_usable_room_is_left_out_and_told(path: Path, cells: dict[str, str], code: str, field: str) -> None:
    found = row(path, **cells, 姓名="吴先生")
    assert (codes(found), found.left_out, found.rows, found.people) == ([(code, field, 2)], 1, 1, ())


def test_buildings_and_units_follow_from_the_rooms_as_people_count_them(path: Path) -> None:
    found = site(path, "楼栋,单元,房号\n12,1,0101\n3,2,0101\n3,1,1502\n3,1,0201\n公寓,,0503\n")
    assert [place.code for place in found.places if place.kind in (PlaceKind.BUILDING, PlaceKind.UNIT)] == [
        *("3", "3-1", "3-2", "12", "12-1", "公寓"),
    ]
    assert rooms(found) == ["3-1-0201", "3-1-1502", "3-2-0101", "12-1-0101", "公寓-0503"]
    assert [place.position for place in found.places if place.kind is PlaceKind.BUILDING] == [1, 2, 3]
    assert (found.count(PlaceKind.BUILDING), found.count(PlaceKind.UNIT), found.count(PlaceKind.ROOM)) == (3, 3, 5)


def test_places_are_named_in_both_languages(path: Path) -> None:
    found = site(path, "楼栋,单元,房号\n3,1,1502\n公寓,,0503\n")
    names = {place.code: (place.name_zh, place.name_en) for place in found.places}
    assert names["3-1-1502"] == ("3 栋 1 单元 1502", "1502, building 3, unit 1")
    assert names["公寓-0503"] == ("公寓 0503", "0503, 公寓")
    assert names["3-1-lobby"] == ("3 栋 1 单元大堂", "Building 3, unit 1, lobby")


def test_the_desk_finds_what_was_imported(path: Path) -> None:
    places = Places(site(path, "楼栋,单元,房号\n3,1,1502\n3,2,1502\n公寓,,0503\n").places)
    assert [place.code for place in places.resolve("3-1502")] == ["3-1-1502", "3-2-1502"]
    assert places.resolve("公寓0503")[0].code == "公寓-0503"
    assert places.find("3栋2单元大堂灯坏了")[0].places[0].code == "3-2-lobby"


def test_a_room_that_stands_twice_is_one_room(path: Path) -> None:
    found = site(path, "楼栋,房号,楼层,姓名\n3,A1,,吴先生\n3,A1,15,周女士\n3,A1,,吴先生\n")
    (room,) = (place for place in found.places if place.kind is PlaceKind.ROOM)
    assert (room.floor, [person.name for person in found.people]) == (15, ["吴先生", "周女士"])


def test_a_code_is_of_one_place_only(path: Path) -> None:
    found = site(path, "楼栋,单元,房号\n3,1,1502\n3,,1\n5,,2\n5,2,0101\n")
    assert rooms(found) == ["3-1-1502", "5-2"]
    assert codes(found) == [("import.two_places", "房号", 3), ("import.two_places", "房号", 5)]


@pytest.mark.parametrize(
    ("floor", "room", "told"),
    [
        *(
            ("15", "A1", 15),
            ("B1", "x", -1),
            ("负一层", "x", -1),
            ("地下2", "x", -2),
            ("15F", "x", 15),
            ("十层", "x", 10),
            ("十五", "1502", 15),
            ("二十", "x", 20),
            ("三十二层", "x", 32),
            ("-1", "x", -1),
        ),
        *(("", "1502", 15), ("", "0503", 5), ("", "12", None), ("", "B1-07", None)),
    ],
)
def test_the_floor_is_told_or_worked_out(path: Path, floor: str, room: str, told: int | None) -> None:
    found = row(path, 楼栋="3", 房号=room, 楼层=floor)
    assert ([place.floor for place in found.places if place.kind is PlaceKind.ROOM], found.faults) == ([told], ())


def test_a_floor_that_is_none_is_worked_out(path: Path) -> None:
    found = row(path, 楼栋="3", 房号="1502", 楼层="顶楼")
    assert ([place.floor for place in found.places if place.kind is PlaceKind.ROOM], codes(found)) == (
        [15],
        [("import.bad_floor", "楼层", 2)],
    )
    assert codes(row(path, 楼栋="3", 房号="x", 楼层="999")) == [("import.bad_floor", "楼层", 2)]


@pytest.mark.parametrize(("floor", "room"), [("3", "1502"), ("0", "x"), ("-5", "0101")])
def test_a_floor_that_does_not_fit_is_taken_and_told(path: Path, floor: str, room: str) -> None:
    found = row(path, 楼栋="3", 房号=room, 楼层=floor)
    assert [place.floor for place in found.places if place.kind is PlaceKind.ROOM] == [int(floor)]
    assert (codes(found), found.faults[0].found, found.left_out) == ([("import.odd_floor", "楼层", 2)], floor, 0)


# ---- people


def person(path: Path, **cells: str) -> Person:
    (found,) = row(path, 楼栋="3", 房号="1502", **cells).people
    return found


def test_a_person_has_a_name_numbers_a_tie_and_a_note(path: Path) -> None:
    found = person(path, 姓名=" 吴  先生 ", 电话="139 0571 0275", 身份="租户", 备注="家有老人；可进户")
    assert found == Person("", "吴 先生", (WU,), (PersonRoom("3-1502", Tie.TENANT),), "家有老人；可进户")


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("13905710275", (WU,)),
        ("+86 139-0571-0275", (WU,)),
        ("１３９０５７１０２７５", (WU,)),
        ("13905710275.0", (WU,)),
        ("13905710275/88880001", (WU, "+8657188880001")),
        ("13905710275、0571-88880001", (WU, "+8657188880001")),
        ("13905710275 13805710276", (WU, "+8613805710276")),
        ("13905710275,13905710275", (WU,)),
        ("+44 20 7946 0018", ("+442079460018",)),
        ("", ()),
    ],
)
def test_numbers_are_normalised_and_several_fit_a_cell(path: Path, typed: str, numbers: tuple[str, ...]) -> None:
    assert person(path, 姓名="吴先生", 电话=typed).numbers == numbers


def test_numbers_may_stand_in_several_columns(path: Path) -> None:
    assert person(path, 姓名="吴先生", 手机="13905710275", 电话2="88880001").numbers == (WU, "+8657188880001")


def test_a_number_that_is_none_is_left_out_and_told_masked(path: Path) -> None:
    found = row(path, 楼栋="3", 房号="1502", 姓名="吴先生", 电话="1390571", 手机="1.39057E+10")
    assert codes(found) == [("import.bad_number", "电话", 2), ("import.shortened_number", "手机", 2)]
    assert ([one.numbers for one in found.people], "1390571" in str(found.faults), found.left_out) == ([()], False, 0)


def test_a_number_without_a_name_is_kept_under_its_room(path: Path) -> None:
    found = row(path, 楼栋="3", 房号="1502", 姓名="", 电话="13905710275")
    assert ([one.name for one in found.people], codes(found)) == (["3-1502"], [("import.no_name", "姓名", 2)])


def test_a_room_without_people_is_a_room(path: Path) -> None:
    found = row(path, 楼栋="3", 房号="1502", 姓名="", 电话="")
    assert (rooms(found), found.people, found.faults, found.numbers) == (["3-1502"], (), (), 0)


def test_an_unknown_tie_is_taken_as_owner(path: Path) -> None:
    found = row(path, 楼栋="3", 房号="1502", 姓名="吴先生", 身份="邻居")
    assert (found.people[0].rooms[0].tie, codes(found)) == (Tie.OWNER, [("import.unknown_tie", "身份", 2)])


def test_rows_of_one_person_in_one_room_are_told(path: Path) -> None:
    found = site(
        path, "楼栋,房号,姓名,电话,角色\n3,1502,Wu,13905710275,业主\n3,1502,wu,13800000001,租户\n3,1402,Wu,13905710275,\n3,1502,,,\n"
    )
    assert codes(found) == [("import.merged", "姓名", 3)]
    (wu,) = found.people
    assert (wu.numbers, wu.rooms[0].tie, found.left_out) == ((WU, "+8613800000001"), Tie.TENANT, 0)


def test_who_shares_a_name_and_a_room_or_a_number_is_one_person(path: Path) -> None:
    found = site(
        path, "楼栋,房号,姓名,电话\n3,1502,吴先生,13905710275\n5,0101,吴先生,13905710275\n5,0101,吴先生,13800000001\n7,0101,吴先生,\n"
    )
    wu, other = found.people
    assert ([room.place for room in wu.rooms], wu.numbers) == (["3-1502", "5-0101"], (WU, "+8613800000001"))
    assert [room.place for room in other.rooms] == ["7-0101"]
    assert found.numbers == 2


# ---- files


def test_a_spreadsheet_of_a_chinese_windows_is_read(path: Path) -> None:
    text = "楼栋;单元;房号;姓名\r\n3;1;1502;龚喆\r\n"
    for content in (text.encode("gb18030"), text.encode("utf-8-sig"), text.encode("utf-16")):
        found = site(path, content)
        assert ([one.name for one in found.people], found.faults) == (["龚喆"], ())


def test_rows_that_cannot_be_read_are_counted_and_the_others_go_on(path: Path) -> None:
    found = site(path, "楼栋,房号,房号\n3,1502,\n3,1,2,3\n3,1402,\n")
    assert rooms(found) == ["3-1402", "3-1502"]
    assert (found.rows, found.left_out) == (3, 1)
    assert [fault.code for fault in found.faults] == ["table.doubled_column", "table.too_many_cells"]


def test_a_field_that_is_cut_costs_no_row(path: Path) -> None:
    found = site(path, f"楼栋,房号,备注\n3,1502,{'x' * 20_000}\n")
    assert ([fault.code for fault in found.faults], found.rows, found.left_out) == (["table.cut_field"], 1, 0)


def test_too_many_faults_are_counted_not_kept(path: Path) -> None:
    found = site(path, "楼栋,房号\n3,1502\n" + "3,x?\n" * (MOST_FAULTS + 5))
    assert (len(found.faults), found.fault_count, found.left_out) == (MOST_FAULTS, MOST_FAULTS + 5, MOST_FAULTS + 5)


@pytest.mark.parametrize(
    ("text", "code"), [("姓名,电话\n吴先生,1\n", "import.no_room_column"), ("楼栋,房号\n", "import.no_rooms"), ("", "table.empty")]
)
def test_a_file_without_rooms_is_refused(path: Path, text: str, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        site(path, text)
    assert refused.value.code == code


def test_it_tells_how_far_it_is_and_can_be_given_up(path: Path) -> None:
    path.write_text("楼栋,房号\n" + "".join(f"3,{number:04}\n" for number in range(2500)), encoding="utf-8")
    told: list[int] = []
    read_site(path, DIALLED, told.append)
    assert told == [1000, 2000]

    def give_up(_rows: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_site(path, DIALLED, give_up)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_example_is_understood_without_a_fault(path: Path, language: str) -> None:
    write_example(path, language)
    found = read_site(path, DIALLED)
    assert (found.faults, len(rooms(found)), len(found.people), found.numbers) == ((), 7, 6, 7)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_example_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"data\.unwritable"):
        write_example(tmp_path / "none" / "x.csv", "en")


CELL = st.text(st.sampled_from("3栋1单元-#/.室A?\t ,\"'５负B＋139x\n零"), max_size=8) | st.text(max_size=5)
COLUMNS = st.lists(st.sampled_from(["楼栋", "单元", "房号", "楼层", "姓名", "电话", "phone 2", "身份", "备注", "x"]), max_size=6)


@given(COLUMNS, st.lists(st.lists(CELL, max_size=8), max_size=8))
def test_any_table_gives_rooms_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, columns: list[str], cells: list[list[str]]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as out:
        csv.writer(out).writerows([["房号", *columns], *cells])
    found = SiteFile(path, (), ())
    with suppress(RefusedError):
        found = read_site(path, DIALLED)
    there = [place.code for place in found.places]
    assert len(there) == len(set(there))
    assert {room.place for one in found.people for room in one.rooms} <= set(there)
    assert found.left_out <= found.rows
    assert found.left_out <= found.fault_count
    assert joined_places(found.places, found.places) == found.places
    assert joined_people(joined_people((), found.people), found.people) == ()


def test_words_are_of_one_meaning() -> None:
    words = ImportWords.load()
    assert {words.field(name) for name in ("楼栋", "Building", "BUILDING 1")} == {"building"}
    assert (words.field("电话（2）"), words.field("phone2"), words.field("colour"), words.tie("房东")) == ("phone", "phone", "", Tie.OWNER)
    assert column_key("Room_Number") == column_key("room number")


# ---- joining


def known(number: int, name: str, numbers: Sequence[str] = (), places: Sequence[str] = (), note: str = "") -> Person:
    return Person(f"p{number:04}", name, tuple(numbers), tuple(PersonRoom(place, Tie.OWNER) for place in places), note)


def test_people_who_are_there_keep_their_ids(path: Path) -> None:
    there = (known(7, "吴先生", [WU], ["3-1502"], "old"), known(8, "周女士", [], ["3-1402"]))
    found = site(path, "楼栋,房号,姓名,电话,身份,备注\n3,1502,吴先生,13800000001,租户,new\n3,1402,周女士,,,\n3,1302,王强,,,\n").people
    assert joined_people(there, found) == (
        replace(there[0], numbers=(WU, "+8613800000001"), rooms=(PersonRoom("3-1502", Tie.TENANT),), note="new"),
        known(9, "王强", [], ["3-1302"]),
    )


def test_a_note_that_a_file_leaves_empty_stays(path: Path) -> None:
    there = known(1, "吴先生", [WU], ["3-1502"], "old")
    assert joined_people([there], row(path, 楼栋="3", 房号="1502", 姓名="吴先生", 备注="").people) == ()


def test_ids_of_another_make_are_never_given_again(path: Path) -> None:
    there = replace(known(1, "吴先生"), id="x9")
    assert [one.id for one in joined_people([there], row(path, 楼栋="3", 房号="1502", 姓名="王强").people)] == ["p0001"]


def test_places_join_those_that_are_there(path: Path) -> None:
    there = (
        Place("3", PlaceKind.BUILDING, "3", name_zh="东楼", position=4),
        Place("3-A1", PlaceKind.ROOM, "3", room="A1", position=4),
        Place("gate", PlaceKind.AREA, ""),
    )
    joined = joined_places(there, site(path, "楼栋,房号,楼层\n3,A1,9\n3,0201,\n5,0101,\n").places)
    assert joined[:3] == (there[0], replace(there[1], floor=9), there[2])
    assert {place.code: place.position for place in joined if place.kind is PlaceKind.ROOM} == {"3-A1": 4, "3-0201": 4, "5-0101": 6}
