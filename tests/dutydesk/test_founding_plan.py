"""The form of a new site: who is named gets a number, and what cannot be taken is told beside its field."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.first_tour import FILE, FirstTour
from dutydesk.founding_plan import LONGEST_NAME, MOST_NAMES, Typed, doubts, faults, names, planned, refuse_faults, staffed
from dutydesk.refusals import RefusedError
from dutydesk.room_rows import dialled_at
from dutydesk.sample import sample_site
from dutydesk.site import Line, Place, PlaceKind

DIALLED = dialled_at("CN", "0571")
GOOD = Typed("海晏花园", "李敏 13900000001，王强", "陈志强\n刘洋；何军", "8110")


def told(typed: Typed) -> list[tuple[str, str, str]]:
    return [(fault.field, fault.code, fault.found) for fault in faults(typed, DIALLED)]


def test_staff_numbers_are_given_by_themselves() -> None:
    site = planned(GOOD, DIALLED).site
    assert [(one.staff_number, one.name, one.crew, one.officer, one.phone) for one in site.members] == [
        ("501", "李敏", "office", True, "+8613900000001"),
        ("502", "王强", "office", True, ""),
        ("201", "陈志强", "maintenance", False, ""),
        ("202", "刘洋", "maintenance", False, ""),
        ("203", "何军", "maintenance", False, ""),
    ]
    assert (site.name_zh, site.name_en) == ("海晏花园", "海晏花园")
    assert site.lines == (Line("8110", "维修电话", "Maintenance phone", maintenance=True),)
    assert told(GOOD) == []


def test_rooms_come_before_the_common_areas() -> None:
    room = Place("3-1502", PlaceKind.ROOM, "3")
    places = planned(GOOD, DIALLED, (room,)).site.places
    assert places[0] == room
    assert {place.kind for place in places[1:]} == {PlaceKind.AREA}


def test_without_officers_the_starters_own_stays() -> None:
    site = planned(Typed(crew="陈志强"), DIALLED).site
    assert [(one.staff_number, one.officer) for one in site.members] == [("501", True), ("201", False)]
    assert (site.name_zh, site.name_en, site.lines) == ("本项目", "This site", ())


def test_who_is_there_already_is_not_doubled() -> None:
    site = sample_site()[0]
    again = staffed(site, Typed(officers="李敏，赵新", line="8110"), DIALLED)
    assert [one.name for one in again.members[len(site.members) :]] == ["赵新"]
    assert again.members[-1].staff_number not in {one.staff_number for one in site.members}
    assert (again.lines, again.name_zh) == (site.lines, site.name_zh)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (Typed(officers="李敏"), [("site", "founding.no_site", "")]),
        (Typed("海晏"), [("officers", "founding.no_officer", "")]),
        (Typed("x" * 61, "李敏"), [("site", "founding.long_name", "x" * LONGEST_NAME)]),
        (Typed("海晏", "李" * 61), [("officers", "founding.long_name", "李" * LONGEST_NAME)]),
        (Typed("海晏", "李敏", "13900000001"), [("crew", "founding.number_only", "13900000001")]),
        (Typed("海晏", "李敏", "陈志强 1390000"), [("crew", "founding.bad_number", "陈志强")]),
        (Typed("海晏", "李敏", "陈志强 13x"), [("crew", "founding.bad_number", "陈志强 13x")]),
        (Typed("海晏", "李敏", "李敏"), [("crew", "founding.name_twice", "李敏")]),
        (Typed("海晏", "李敏", "", "x"), [("line", "founding.bad_line", "x")]),
        (Typed("海晏", "李敏", ",".join(f"n{one}" for one in range(201))), [("crew", "founding.too_many", str(MOST_NAMES))]),
        (Typed(" ", "、"), [("site", "founding.no_site", ""), ("officers", "founding.no_officer", "")]),
    ],
)
def test_what_cannot_be_taken_is_told_by_its_field(typed: Typed, found: list[tuple[str, str, str]]) -> None:
    assert told(typed) == found


@pytest.mark.parametrize("name", ["刘洋 abc", "刘洋abc", "刘洋 A", "刘洋ab"])
def test_letters_behind_a_chinese_name_are_asked_about(name: str) -> None:
    typed = Typed("海晏", "李敏", f"何军\n{name} 13900000001")
    assert told(typed) == []
    assert [(fault.field, fault.code, fault.found) for fault in doubts(typed)] == [("crew", "founding.odd_name", name)]


@pytest.mark.parametrize("name", ["Helen Brandt", "刘洋", "王强B", "Daniel 王", "欧阳·娜", "n1"])
def test_a_usual_name_is_not_asked_about(name: str) -> None:
    assert doubts(Typed("海晏", name)) == ()


def test_a_command_may_leave_out_what_a_form_must_have() -> None:
    refuse_faults(Typed(), DIALLED)
    with pytest.raises(RefusedError, match=r"founding\.bad_line"):
        refuse_faults(Typed(line="x"), DIALLED)


def test_a_name_that_stands_twice_is_one() -> None:
    assert names("李敏, 李敏 13900000001、Helen Brandt:+44 20 7946 0018") == (("李敏", ""), ("Helen Brandt", "+44 20 7946 0018"))


@given(st.builds(Typed, *[st.text(max_size=30)] * 4))
def test_any_form_is_told_of_or_makes_a_site(typed: Typed) -> None:
    if faults(typed, DIALLED):
        return
    members = planned(typed, DIALLED).site.members
    assert len({one.staff_number for one in members}) == len(members)
    assert any(one.officer for one in members)
    assert all(one.name for one in members)


# ---- the memory of the tour


def test_a_tour_is_offered_once(tmp_path: Path) -> None:
    tour = FirstTour(tmp_path)
    assert not tour.is_offered()
    tour.offer()
    assert tour.is_offered()
    tour.keep_as_seen()
    assert not tour.is_offered()


@pytest.mark.parametrize("damaged", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_memory_offers_nothing(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / FILE).write_bytes(damaged)
    assert not FirstTour(tmp_path).is_offered()


def test_a_folder_that_keeps_nothing_does_without(tmp_path: Path) -> None:
    FirstTour(tmp_path / "none").offer()
    assert not FirstTour(tmp_path / "none").is_offered()
