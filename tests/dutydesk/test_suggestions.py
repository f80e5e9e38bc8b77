"""Whom to hand a call to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dutydesk.crew import MemberRow
from dutydesk.places import Places
from dutydesk.site import Crew, CrewKind, Member, Place, PlaceKind
from dutydesk.suggestions import Board, Need, Reason, Suggestion, Why, suggest
from dutydesk.words import Status

NOW = datetime(2026, 11, 23, 2, 47, tzinfo=UTC)
CREWS = (Crew("m", CrewKind.MAINTENANCE, "维修班", "Maintenance"), Crew("g", CrewKind.GUARDS, "保安班", "Guards", 1))
PLUMBER = Member("p1", "208", "陈志强", "m", ("plumbing",))
SECOND = Member("p2", "209", "张建国", "m", ("electrical", "plumbing"))
ELECTRICIAN = Member("e1", "210", "刘洋", "m", ("electrical",))
GUARD = Member("g1", "301", "赵磊", "g", ("guard",))
MEMBERS = (GUARD, ELECTRICIAN, SECOND, PLUMBER)
PLACES = Places(tuple(Place(str(n), PlaceKind.BUILDING, str(n), position=n) for n in range(1, 6)))
THREE = PLACES.all[2]
NEED = Need("plumbing", CrewKind.MAINTENANCE, THREE)
QUIET = Board(NOW, (), MEMBERS, CREWS, PLACES, {}, {})


def free(member: Member) -> MemberRow:
    return MemberRow(member.id, Status.FREE, NOW - timedelta(minutes=18), own=Status.FREE)


def ranked(*rows: MemberRow, need: Need = NEED, board: Board = QUIET) -> tuple[Suggestion, ...]:
    return suggest(need, replace(board, rows=rows))


def names(*rows: MemberRow, need: Need = NEED, board: Board = QUIET) -> list[str]:
    return [one.member for one in ranked(*rows, need=need, board=board)]


def test_the_free_plumber_stands_first_then_the_crew_then_the_guard() -> None:
    assert names(*map(free, MEMBERS)) == ["p1", "p2", "e1", "g1"]


def test_a_busy_plumber_stands_before_a_free_guard() -> None:
    busy = replace(free(PLUMBER), status=Status.ON_SITE, call="A-15")
    assert names(busy, free(GUARD)) == ["p1", "g1"]
    assert Reason(Why.BUSY, "A-15") in ranked(busy)[0].reasons


def test_of_two_plumbers_the_nearer_goes() -> None:
    where = {"p1": PLACES.all[4], "p2": PLACES.all[2]}
    twin = replace(SECOND, trades=("plumbing",))
    found = suggest(NEED, replace(QUIET, rows=(free(PLUMBER), free(twin)), members=(PLUMBER, twin), whereabouts=where))
    assert [one.member for one in found] == ["p2", "p1"]
    assert Reason(Why.DISTANCE, 0) in found[0].reasons


def test_load_tonight_decides_between_equals() -> None:
    twin = replace(SECOND, trades=("plumbing",))
    found = suggest(NEED, replace(QUIET, rows=(free(PLUMBER), free(twin)), members=(PLUMBER, twin), load={"p1": 2}))
    assert found[0].member == "p2"


def test_after_a_rework_the_same_person_stands_first() -> None:
    assert names(*map(free, MEMBERS), need=replace(NEED, again="e1"))[0] == "e1"


def test_who_declined_comes_last_and_it_says_so() -> None:
    found = ranked(*map(free, MEMBERS), need=replace(NEED, passed=("p1",)))
    assert found[-1].member == "p1"
    assert Reason(Why.DECLINED) in found[-1].reasons


def test_officers_at_the_desk_and_people_off_duty_are_left_out() -> None:
    assert names(replace(free(PLUMBER), officer=True), MemberRow("e1"), free(GUARD)) == ["g1"]


def test_who_is_on_the_call_already_is_not_suggested() -> None:
    assert names(replace(free(PLUMBER), call="A-17"), free(GUARD), need=replace(NEED, call="A-17")) == ["g1"]


def test_a_contractor_is_named_only_for_their_trade() -> None:
    lift = Member("c1", "901", "电梯维保", "c", ("lifts",), contractor=True)
    row = MemberRow("c1", Status.TO_BE_CALLED, own=Status.TO_BE_CALLED)
    board = replace(QUIET, rows=(row,), members=(lift,))
    assert suggest(NEED, board) == ()
    found = suggest(replace(NEED, trade="lifts"), board)
    assert [one.member for one in found] == ["c1"]


def test_the_same_board_always_gives_the_same_order() -> None:
    rows = [free(one) for one in MEMBERS]
    assert ranked(*rows) == ranked(*reversed(rows))


def test_a_contractor_stands_last_where_the_site_has_the_trade_itself() -> None:
    water = Member("c4", "904", "自来水公司", "c", ("plumbing",), contractor=True)
    rows = (MemberRow("c4", Status.TO_BE_CALLED, own=Status.TO_BE_CALLED), free(GUARD), free(PLUMBER))
    found = suggest(NEED, replace(QUIET, rows=rows, members=(*MEMBERS, water)))
    assert [one.member for one in found] == ["p1", "g1", "c4"]


def test_a_contractor_stands_first_where_nobody_else_has_the_trade() -> None:
    lift = Member("c1", "901", "电梯维保", "c", ("lifts",), contractor=True)
    rows = (MemberRow("c1", Status.TO_BE_CALLED, own=Status.TO_BE_CALLED), free(GUARD), free(PLUMBER))
    found = suggest(replace(NEED, trade="lifts"), replace(QUIET, rows=rows, members=(*MEMBERS, lift)))
    assert found[0].member == "c1"


def test_only_who_has_nothing_in_the_way_is_free() -> None:
    at_home = replace(free(SECOND), status=Status.HOME)
    busy = replace(free(ELECTRICIAN), status=Status.ON_SITE, call="A-15")
    assert [(one.member, one.is_free) for one in ranked(free(PLUMBER), busy, at_home)] == [("p1", True), ("e1", False), ("p2", False)]


def test_who_was_here_last_says_so() -> None:
    found = ranked(free(PLUMBER), board=replace(QUIET, last_visitor="p1"))
    assert found[0].reasons[0].why is Why.LAST_VISITOR
