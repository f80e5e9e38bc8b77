"""The timeline: what the entries say that everybody did, and nothing that nobody told."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk import duty, life, undo
from dutydesk.calls import Call
from dutydesk.categories import default_categories
from dutydesk.entries import Happened
from dutydesk.events import CrewStatusSet
from dutydesk.journal import Author, Fact
from dutydesk.levels import default_levels
from dutydesk.limits import Clock, Heat, Limits
from dutydesk.sealing import Head, Stamp, seal_facts
from dutydesk.timeline.blocks import Block, breaks, trace
from dutydesk.timeline.dues import Dues
from dutydesk.timeline.hours import full_hours
from dutydesk.timeline.lanes import lane
from dutydesk.timeline.timeline import Timeline
from dutydesk.words import Level, PauseReason, Status, Step, Told
from tests.db.test_rebuild_property import ACTS, requests
from tests.dutydesk.deskside import CHEN, LI, LIU, NIGHT, OFFICER, ZHAO, Deskside, HandClock

CREW = Author(CHEN, LI)
SHARES = dict.fromkeys(Level, 0.0)


def minute(number: float) -> object:
    return NIGHT + timedelta(minutes=number)


def told(desk: Deskside, member: str = CHEN, now: float | None = None) -> list[tuple[str, float, float | None]]:
    """The lane of a member in minutes of the night."""
    timeline = Timeline()
    for subject in desk.journal.worked_on(NIGHT - timedelta(days=2), NIGHT + timedelta(days=2)):
        kind, _, name = subject.partition(":")
        if kind == "call":
            timeline.take_call(name, desk.journal.history(subject))
        else:
            timeline.take_member(name, desk.journal.statuses_since(name, NIGHT))
    return [(str(one.doing), since(one.start), since(one.end)) for one in timeline.lane(member)]


def since(at: object) -> float | None:
    return None if at is None else (at - NIGHT).total_seconds() / 60


def offered(desk: Deskside, to: str = CHEN, **given: object) -> Call:
    """A call is offered at once."""
    call = desk.taken(**given)
    desk.does(life.hand_off, call.id, to=to, told_how=Told.RADIO)
    return call


def steps(desk: Deskside, call: Call, *verbs: object, every: float = 10) -> None:
    """Each of these steps is taken `every` minutes after the one before."""
    for verb in verbs:
        desk.clock.move(minutes=every)
        desk.does(verb, call.id, who=CREW, **({} if verb is life.acknowledge else {"author": CREW}))


def completed(desk: Deskside, call: Call, after: float = 10, **given: object) -> None:
    desk.clock.move(minutes=after)
    desk.does(life.complete, call.id, author=CREW, shares=SHARES, **given)


def test_a_whole_repair_is_four_blocks() -> None:
    desk = Deskside()
    call = offered(desk)
    steps(desk, call, life.acknowledge, life.set_out, life.arrive)
    assert told(desk)[-1] == ("on_site", 30, None)
    completed(desk, call)
    assert told(desk) == [("called", 0, 10), ("accepted", 10, 20), ("on_the_way", 20, 30), ("on_site", 30, 40)]


def test_told_times_count() -> None:
    desk = Deskside()
    call = offered(desk)
    steps(desk, call, life.acknowledge)
    desk.clock.move(minutes=30)
    desk.does(life.arrive, call.id, author=CREW, told=minute(25))
    assert told(desk) == [("called", 0, 10), ("accepted", 10, 25), ("on_site", 25, None)]


def test_a_told_time_before_an_earlier_step_wins() -> None:
    desk = Deskside()
    call = offered(desk)
    steps(desk, call, life.acknowledge)
    desk.does(life.arrive, call.id, author=CREW, told=minute(5))
    assert told(desk) == [("called", 0, 5), ("on_site", 5, None)]


def test_a_corrected_time_moves_its_step() -> None:
    desk = Deskside()
    call = offered(desk)
    steps(desk, call, life.acknowledge, life.arrive)
    desk.does(life.correct_time, call.id, step=Step.ARRIVED, at=minute(15))
    assert told(desk) == [("called", 0, 10), ("accepted", 10, 15), ("on_site", 15, None)]


def test_a_time_of_a_step_that_never_was_moves_nothing() -> None:
    desk = Deskside()
    call = offered(desk)
    desk.does(life.correct_time, call.id, step=Step.RECEIVED, at=minute(-5))
    assert told(desk) == [("called", 0, None)]


def test_what_nobody_told_is_not_invented() -> None:
    desk = Deskside()
    call = offered(desk)
    completed(desk, call, after=50, told=minute(20))
    assert told(desk) == [("called", 0, 20)]


def test_an_undone_act_leaves_nothing() -> None:
    desk = Deskside()
    call = offered(desk)
    desk.clock.move(minutes=1)
    done = desk.does(life.acknowledge, call.id, who=CREW)
    desk.does(undo.undo, act=done.request, author=OFFICER)
    assert told(desk) == [("called", 0, None)]


def test_a_call_whose_taking_was_undone_is_none() -> None:
    desk = Deskside()
    desk.clock.move(minutes=1)
    call = desk.taken()
    timeline = Timeline()
    timeline.take_call(call.id, desk.journal.history(f"call:{call.id}"))
    taken = desk.journal.history(f"call:{call.id}")[0].entry.act
    desk.does(undo.undo, act=taken, author=OFFICER)
    assert timeline.knows(call.id)
    timeline.take_call(call.id, desk.journal.history(f"call:{call.id}"))
    assert not timeline.knows(call.id)
    assert timeline.call(call.id) is None
    assert trace("call:x", ()) is None


def test_a_fact_of_no_call_is_passed_over() -> None:
    desk = Deskside()
    call = offered(desk)
    without_its_taking = desk.journal.history(f"call:{call.id}")[1:]
    assert trace(f"call:{call.id}", without_its_taking) is None


def test_an_offer_that_was_not_answered_ends() -> None:
    desk = Deskside()
    call = offered(desk)
    desk.clock.move(minutes=3)
    desk.does(life.hand_off, call.id, to=LIU, told_how=Told.RADIO)
    assert told(desk) == [("called", 0, 3)]
    assert told(desk, LIU) == [("called", 3, None)]


def test_helpers_help() -> None:
    desk = Deskside()
    call = offered(desk)
    steps(desk, call, life.acknowledge, life.arrive)
    desk.does(life.help_out, call.id, helper=ZHAO)
    completed(desk, call)
    assert told(desk, ZHAO) == [("helping", 20, 30)]


def test_a_pause_is_no_work() -> None:
    desk = Deskside()
    call = offered(desk)
    steps(desk, call, life.acknowledge, life.arrive)
    desk.clock.move(minutes=5)
    desk.does(life.pause, call.id, why=PauseReason.PARTS, check_at=minute(90))
    assert told(desk)[-1] == ("on_site", 20, 25)


def test_of_two_calls_the_busier_shows() -> None:
    desk = Deskside()
    first, second = offered(desk), desk.taken(place="5-2-301")
    steps(desk, first, life.acknowledge, life.arrive)
    desk.does(life.hand_off, second.id, to=CHEN, told_how=Told.RADIO)
    completed(desk, first)
    assert told(desk) == [("called", 0, 10), ("accepted", 10, 20), ("on_site", 20, 30), ("called", 30, None)]


def test_a_break_is_a_break_until_something_else_is_set() -> None:
    desk = Deskside()
    desk.does(duty.sign_on, member=CHEN, officer=False)
    for after, status in ((5, Status.BREAK), (20, Status.FREE), (5, Status.BREAK)):
        desk.clock.move(minutes=after)
        desk.does(duty.set_status, member=CHEN, status=status, where="")
    assert told(desk) == [("break", 5, 25), ("break", 30, None)]
    desk.clock.move(minutes=5)
    desk.does(duty.sign_off, member=CHEN, officer=LI)
    assert told(desk) == [("break", 5, 25), ("break", 30, 35)]


def test_a_break_that_began_before_is_read_with_its_beginning() -> None:
    desk = Deskside()
    desk.does(duty.sign_on, member=CHEN, officer=False)
    desk.clock.move(minutes=5)
    desk.does(duty.set_status, member=CHEN, status=Status.BREAK, where="")
    desk.clock.move(minutes=60)
    undone = desk.does(duty.set_status, member=CHEN, status=Status.FREE, where="")
    desk.does(undo.undo, act=undone.request, author=OFFICER)
    assert breaks(desk.journal.statuses_since(CHEN, minute(120))) == (Block(Status.BREAK, "", minute(5)),)
    assert len(desk.journal.statuses_since(CHEN, minute(60))) == 3


def test_what_says_nothing_of_a_break_makes_none() -> None:
    desk = Deskside()
    assert breaks(desk.journal.history(f"call:{desk.taken().id}")) == ()


def test_a_break_that_went_on_after_all_is_one() -> None:
    set_at = ((Status.BREAK, 0), (Status.FREE, 10), (Status.BREAK, 5))
    facts = [Fact(f"crew:{CHEN}", CrewStatusSet(status), minute(at)) for status, at in set_at]
    sealed, _ = seal_facts(facts, Stamp("s", "a", OFFICER, minute(20)), Head("c1"))
    assert breaks(one.happened for one in sealed) == (Block(Status.BREAK, "", NIGHT),)


def test_a_clock_that_jumped_back_turns_nothing_round() -> None:
    desk = Deskside()
    call = offered(desk)
    steps(desk, call, life.acknowledge)
    desk.clock.move(hours=-1)
    desk.does(life.arrive, call.id, author=CREW)
    assert told(desk) == [("on_site", -50, None)]


def test_a_reading_answers_for_the_time_asked_for() -> None:
    desk = Deskside()
    call = desk.taken()
    desk.clock.move(hours=2)
    desk.does(duty.sign_on, member=CHEN, officer=False)
    assert desk.journal.worked_on(NIGHT, minute(1)) == [f"call:{call.id}"]
    assert desk.journal.worked_on(minute(1), minute(121)) == [f"crew:{CHEN}"]


def test_what_is_over_is_forgotten_and_what_is_open_is_not() -> None:
    desk = Deskside()
    timeline = Timeline()
    first, second = offered(desk), offered(desk, LIU, place="5-2-301")
    steps(desk, first, life.acknowledge)
    completed(desk, first)
    timeline.take_member(CHEN, ())
    timeline.take_member(LIU, _rested(desk))
    for call in (first, second):
        timeline.take_call(call.id, desk.journal.history(f"call:{call.id}"))
    assert timeline.has_work(CHEN, NIGHT, minute(5))
    assert not timeline.has_work(CHEN, minute(25), minute(30))
    timeline.forget(minute(10))
    assert [call.id for call in timeline.calls()] == [first.id, second.id]
    timeline.forget(minute(60))
    assert [call.id for call in timeline.calls()] == [second.id]
    assert timeline.lane(CHEN) == ()
    assert [block.doing for block in timeline.lane(LIU)] == ["called"]


def _rested(desk: Deskside) -> tuple[Happened, ...]:
    desk.does(duty.set_status, member=LIU, status=Status.BREAK, where="")
    desk.clock.move(minutes=5)
    desk.does(duty.set_status, member=LIU, status=Status.FREE, where="")
    return tuple(desk.journal.history(f"crew:{LIU}"))


def test_a_call_without_a_limit_has_no_due() -> None:
    desk = Deskside()
    call = offered(desk, level=Level.LIFE)
    steps(desk, call, life.acknowledge, life.arrive)
    desk.does(life.make_safe, call.id, what="x")
    now = desk.clock.now().astimezone(ZoneInfo("Asia/Shanghai"))
    assert Dues(Limits(default_levels()), default_categories()).of([desk.call(call.id)], now) == []


def test_open_calls_have_a_due_and_closed_ones_none() -> None:
    desk = Deskside()
    late, done = desk.taken(level=Level.URGENT), desk.taken(place="5-2-301")
    desk.does(life.cancel, done.id, reason="x")
    now = desk.clock.move(minutes=50).astimezone(ZoneInfo("Asia/Shanghai"))
    calls = [desk.call(late.id), desk.call(done.id)]
    dues = Dues(Limits(default_levels()), default_categories())
    (due,) = dues.of(calls, now - timedelta(minutes=50))
    assert (due.call, due.clock, since(due.at), due.heat) == (late.id, Clock.HAND_OFF, 3, Heat.CALM)
    assert [due.heat for due in dues.of(calls, now)] == [Heat.PAST]
    desk.does(life.hand_off, late.id, to=CHEN, told_how=Told.RADIO)
    assert [due.clock for due in dues.of([desk.call(late.id)], now)] == [Clock.ACKNOWLEDGE]


# ---- whatever happens


@given(ACTS)
def test_live_is_made_anew(acts: list) -> None:
    live, entries = Timeline(), _played(acts)
    so_far: dict[str, list[Happened]] = {}
    for act in entries:
        for one in act:
            so_far.setdefault(one.entry.subject, []).append(one)
        for subject in {one.entry.subject for one in act}:
            _take(live, subject, so_far[subject])
    anew = Timeline()
    for subject in reversed(so_far):
        _take(anew, subject, so_far[subject])
    assert live.calls() == anew.calls()
    people = {*live._calls_of, *live._breaks}  # noqa: SLF001 - all there are
    assert {member: live.lane(member) for member in people} == {member: anew.lane(member) for member in people}
    for member in people:
        _runs_forward(live.lane(member))


def _played(acts: list) -> list[tuple[Happened, ...]]:
    clock, head, made = HandClock(), Head("c1"), []
    for request in requests(acts):
        sealed, head = seal_facts(request.decide(None), Stamp("s", request.id, request.author, clock.move(minutes=3)), head)
        made.append(tuple(one.happened for one in sealed))
    return made


def _take(timeline: Timeline, subject: str, told: list[Happened]) -> None:
    kind, _, name = subject.partition(":")
    if kind == "call":
        timeline.take_call(name, told)
    elif kind == "crew":
        timeline.take_member(name, told)


def _runs_forward(blocks: tuple[Block, ...]) -> None:
    assert all(block.end is None or block.start < block.end for block in blocks)
    assert all(one.end is not None and one.end <= other.start for one, other in pairwise(blocks))


TIMES = st.integers(0, 600).map(minute)
BLOCKS = st.builds(
    Block,
    st.sampled_from([Status.CALLED, Status.ON_SITE, Status.HELPING, Status.BREAK]),
    st.sampled_from(["A20261123-1", "A20261123-2"]),
    TIMES,
    st.none() | TIMES,
).filter(lambda block: block.end is None or block.end > block.start)


@given(st.lists(BLOCKS, max_size=12))
def test_a_lane_covers_what_its_blocks_cover(blocks: list[Block]) -> None:
    made = lane(blocks)
    _runs_forward(made)
    assert made == lane(reversed(blocks))
    for at in range(-1, 602):
        moment = minute(at + 0.5)
        assert any(map(_covers(moment), blocks)) == any(map(_covers(moment), made))


def _covers(moment: object) -> object:
    return lambda block: block.start <= moment and (block.end is None or moment < block.end)


# ---- hours


def hours(start: str, end: str, zone: str, every: int = 1) -> list[str]:
    known = ZoneInfo(zone)
    moments = (datetime.fromisoformat(one).replace(tzinfo=known) for one in (start, end))
    return [f"{hour:%d %H:%M}" for hour in full_hours(*moments, known, every)]


def test_hours_are_those_of_the_site() -> None:
    assert hours("2026-11-22T20:30", "2026-11-23T02:00", "Asia/Shanghai", 2) == ["22 22:00", "23 00:00", "23 02:00"]
    assert hours("2026-11-22T20:30", "2026-11-22T22:30", "Asia/Kolkata") == ["22 21:00", "22 22:00"]


@pytest.mark.parametrize(("day", "count"), [("2026-10-25", 25), ("2026-03-29", 23)])
def test_a_day_of_summer_time_has_its_hours(day: str, count: int) -> None:
    told = hours(f"{day}T00:00", f"{day}T23:30", "Europe/Berlin")
    assert len(told) == count
    assert told.count(f"{day[-2:]} 02:00") == count - 23


def test_no_more_hours_than_a_year_are_told() -> None:
    assert len(hours("2026-01-01T00:00", "2030-01-01T00:00", "UTC")) == 24 * 366
