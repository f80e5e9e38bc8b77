"""Who of maintenance is in the workshop, and whether owners who ring there are heard by anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.alarms import Condition
from dutydesk.crew import MemberRow
from dutydesk.lines import DIVERTED_RING, LineRow
from dutydesk.site import Crew, CrewKind, Line, Member, Place, PlaceKind, Site
from dutydesk.words import DivertReason, Level, Status
from dutydesk.workshop import GRACE, Gap, Workshop, find_gap, may_go_back, phone_shown

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SITE = Site(
    "s",
    "海晏花园",
    "Haiyan Garden",
    places=(Place("workshop", PlaceKind.AREA, "", name_zh="维修值班室", name_en="Maintenance workshop", short_zh="值班室"),),
    crews=(Crew("m", CrewKind.MAINTENANCE, "维修班", "Maintenance"), Crew("g", CrewKind.GUARDS, "保安班", "Guards")),
    members=(
        Member("m208", "208", "陈志强", "m", base="workshop"),
        Member("m210", "210", "张建国", "m"),
        Member("g301", "301", "孙浩", "g"),
        Member("c1", "1", "Pumps", "m", contractor=True),
    ),
    lines=(
        Line("8110", "维修电话", "Phone", maintenance=True),
        Line("8015", "分机", "Extension", member="m210"),
        Line("8101", "大堂", "Lobby", member="g301"),
    ),
)
WORKSHOP = Workshop.of(SITE)
BACK, HERE = LineRow("8110"), LineRow("8110", is_here=True, since=NIGHT, why="by_hand")


def minutes(number: float) -> datetime:
    return NIGHT + timedelta(minutes=number)


def row(status: Status, member: str = "m208", own: Status | None = None, where: str = "", since: float = 0) -> MemberRow:
    busy = "" if status.is_by_hand else "A20261123-15"
    return MemberRow(member, status, minutes(since), where, own=own or (status if status.is_by_hand else Status.FREE), call=busy)


def test_the_phones_and_the_crew_are_those_of_maintenance() -> None:
    assert WORKSHOP.phones == ("8110",)
    assert WORKSHOP.extensions == {"8015": "m210"}
    assert set(WORKSHOP.crew) == {"m208", "m210"}


@pytest.mark.parametrize(
    ("one", "is_there"),
    [
        (row(Status.FREE), True),
        (row(Status.FREE, where="workshop"), True),
        (row(Status.FREE, where="值班室"), True),
        (row(Status.FREE, where="Maintenance Workshop"), True),
        (row(Status.FREE, where="garage-B1"), False),
        (row(Status.CALLED), True),
        (row(Status.ACCEPTED), True),
        (row(Status.ACCEPTED, own=Status.HOME), False),
        (row(Status.ON_THE_WAY), False),
        (row(Status.ON_SITE), False),
        (row(Status.HELPING), False),
        (row(Status.PATROL), False),
        (row(Status.BREAK), False),
        (row(Status.BREAK, where="workshop"), True),
        (row(Status.CALLED, own=Status.BREAK), False),
        (row(Status.HOME), False),
        (row(Status.OFF), False),
        (replace(row(Status.FREE), officer=True), False),
        (row(Status.FREE, "g301"), False),
    ],
)
def test_who_counts_as_in_the_workshop(one: MemberRow, is_there: bool) -> None:
    assert WORKSHOP.has(one) is is_there


def test_the_phone_is_forwarded_for_a_repair_only_where_somebody_is_out_on_one() -> None:
    assert WORKSHOP.is_out_on_repair([row(Status.ON_SITE), row(Status.OFF, "m210")])
    assert not WORKSHOP.is_out_on_repair([row(Status.ON_SITE), row(Status.FREE, "m210")])
    assert not WORKSHOP.is_out_on_repair([row(Status.OFF), row(Status.HELPING, "g301")])


def test_the_last_one_who_sets_out_leaves_a_gap_that_sounds_after_a_minute() -> None:
    gap = find_gap(WORKSHOP, [row(Status.ON_SITE, "m210"), row(Status.ON_THE_WAY, since=40)], [BACK], minutes(40))
    assert gap == Gap(("8110",), minutes(40))
    assert gap.condition(minutes(41) - timedelta(seconds=1)) is None
    assert gap.condition(minutes(41)) == Condition("line:8110:gap", Level.URGENT)


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([row(Status.ON_SITE)], [HERE]),
        ([row(Status.ON_SITE), row(Status.FREE, "m210")], [BACK]),
        ([], [BACK]),
        ([MemberRow("m208"), row(Status.ON_POST, "g301")], [BACK]),
        ([row(Status.OFF)], [LineRow("8015")]),
    ],
    ids=["forwarded", "somebody there", "nobody known", "nobody of maintenance spoken of", "no phone"],
)
def test_there_is_none(rows: list[MemberRow], lines: list[LineRow]) -> None:
    assert find_gap(WORKSHOP, rows, lines, minutes(90)) is None


def test_it_counts_from_when_the_phone_was_taken_back() -> None:
    gap = find_gap(WORKSHOP, [row(Status.ON_SITE)], [LineRow("8110", since=minutes(30))], minutes(31))
    assert gap == Gap(("8110",), minutes(30))


def test_who_arrives_has_not_left_again() -> None:
    before = find_gap(WORKSHOP, [row(Status.ON_THE_WAY, since=1)], [BACK], minutes(2))
    assert find_gap(WORKSHOP, [row(Status.ON_SITE, since=5)], [BACK], minutes(5), before) == Gap(("8110",), minutes(1))


def test_a_time_that_is_told_later_counts() -> None:
    before = Gap(("8110",), minutes(20))
    assert find_gap(WORKSHOP, [row(Status.OFF, since=10)], [BACK], minutes(21), before) == Gap(("8110",), minutes(10))


def test_of_two_phones_only_the_one_that_is_not_forwarded_is_named() -> None:
    workshop = replace(WORKSHOP, phones=("8110", "8111"))
    assert find_gap(workshop, [row(Status.OFF)], [HERE, LineRow("8111")], minutes(5)) == Gap(("8111",), NIGHT)


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        (HERE, True),
        (BACK, False),
        (replace(HERE, why="out_on_repair"), True),
        (replace(HERE, why=DIVERTED_RING, divert_reason=DivertReason.UNCONDITIONAL), True),
        (replace(HERE, why=DIVERTED_RING, divert_reason=DivertReason.NO_ANSWER), False),
        (replace(HERE, why=DIVERTED_RING), False),
    ],
)
def test_what_was_forwarded_for_good_may_go_back_when_somebody_is_there(line: LineRow, is_told: bool) -> None:
    assert may_go_back(WORKSHOP, [row(Status.FREE)], line) is is_told
    assert not may_go_back(WORKSHOP, [row(Status.ON_SITE)], line)


def test_the_phone_that_matters_most_is_shown() -> None:
    later = LineRow("8112", is_here=True, since=minutes(9))
    assert phone_shown([BACK, HERE, later], Gap(("8110",), NIGHT)) == BACK
    assert phone_shown([LineRow("8111"), HERE, later], None) == later
    assert phone_shown([LineRow("8111"), BACK], None) == LineRow("8111")
    assert phone_shown([], None) is None


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(Status),
        st.sampled_from(["m208", "m210", "g301"]),
        st.sampled_from([Status.FREE, Status.HOME, Status.BREAK]),
        st.sampled_from(["", "workshop", "roof"]),
        st.integers(-60, 60),
    ),
    max_size=3,
    unique_by=lambda one: one.member,
)
LINES = st.tuples(
    st.builds(LineRow, st.just("8110"), st.booleans(), st.one_of(st.none(), st.integers(-60, 60).map(minutes))),
)
BEFORE = st.one_of(st.none(), st.builds(Gap, st.just(("8110",)), st.integers(-60, 60).map(minutes)))


@given(ROWS, LINES, st.integers(-60, 60).map(minutes), BEFORE)
def test_a_gap_is_where_nobody_hears(rows: list[MemberRow], lines: tuple[LineRow], now: datetime, before: Gap | None) -> None:
    gap = find_gap(WORKSHOP, rows, lines, now, before)
    maintenance = [one for one in rows if one.member != "g301"]
    unheard = bool(maintenance) and not any(map(WORKSHOP.has, maintenance)) and not lines[0].is_here
    assert (gap is not None) is unheard
    assert find_gap(WORKSHOP, maintenance, lines, now, before) == gap
    if gap is not None:
        assert gap.since <= now
        assert before is None or gap.since <= before.since
        assert gap.is_open(gap.since + GRACE)
        assert not gap.is_open(gap.since)
        assert find_gap(WORKSHOP, rows, lines, now + GRACE, gap) == gap
