"""A drill as somebody at the desk sees it: calls ring, are taken, worked and followed up; what a visitor does counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from dutydesk import duty, life, rings, taking
from dutydesk.drills import crew, drill, officer
from dutydesk.drills.living import QUIET
from dutydesk.drills.night import Night
from dutydesk.drills.wording import default_script
from dutydesk.journal import Request
from dutydesk.places import Places
from dutydesk.refusals import RefusedError
from dutydesk.taking import NewCall
from dutydesk.words import Channel, Level, NumberState, PauseReason, PhoneOutcome, Stage, Status, Step, Told
from tests.dutydesk.drills.stage import EVENING, LI, VISITOR, Playhouse, arrival

RING = "drill:a1.0"


def test_a_night_rings_and_works_by_itself() -> None:
    stage = Playhouse(limit=120)
    stage.play(hours=60)
    kinds = stage.kinds()
    tally = stage.drill.tally(stage.clock.now())
    assert (tally.came, tally.open, tally.is_over) == (120, 0, True)
    assert {call.stage for call in stage.journal.calls.values()} == {Stage.CLOSED}
    wanted = "phone.called_back call.declined call.not_answered call.helper_joined call.made_safe call.restored call.paused call.resumed"
    assert set(wanted.split()) <= set(kinds)
    assert {"crew.status_set", "call.followed_up", "call.reopened", "line.forwarded"} <= set(kinds)
    assert stage.refusals() == []


def test_the_same_seed_makes_the_same_night() -> None:
    one, other = Playhouse(limit=15), Playhouse(limit=15)
    for stage in (one, other):
        stage.play()
    assert list(one.journal.calls.values()) == list(other.journal.calls.values())


def test_a_known_owner_rings_and_is_answered_by_the_script() -> None:
    stage = Playhouse(arrival())
    stage.play(until=lambda: bool(stage.journal.calls))
    call, phone = stage.call, stage.journal.phone_call(RING)
    assert phone is not None
    assert (phone.person, phone.diverted_from, phone.outcome, phone.calls) == ("p0001", "8110", PhoneOutcome.ANSWERED_HERE, (call.id,))
    assert (call.person, call.caller_number, call.phone_call, call.first_receiver) == ("p0001", "+8613905710275", RING, LI)
    assert (call.channel, call.diverted_from, call.day.isoformat()) == (Channel.FORWARDED, "8110", "2026-11-22")
    assert call.received_at == EVENING + timedelta(minutes=1)
    stage.play(until=lambda: bool(stage.journal.phone_call(RING).ended_at))  # type: ignore[union-attr]


def test_a_missed_ring_is_called_back_and_becomes_a_call() -> None:
    stage = Playhouse(arrival(missed=True))
    stage.play(until=lambda: bool(stage.journal.calls))
    phone = stage.journal.phone_call(RING)
    assert phone is not None
    assert phone.outcome is PhoneOutcome.MISSED
    assert phone.called_back_at is not None
    assert stage.call.phone_call == RING


@pytest.mark.parametrize("given", [{"channel": Channel.GUARD, "relayed_by": "m301", "number": ""}, {"channel": Channel.WALK_IN}])
def test_what_is_told_in_person_does_not_ring(given: dict[str, Any]) -> None:
    stage = Playhouse(arrival(**given))
    stage.play(until=lambda: bool(stage.journal.calls))
    assert stage.journal.phone_calls == {}
    assert stage.call.first_receiver == (given.get("relayed_by") or LI)


def test_a_withheld_number_rings_too() -> None:
    stage = Playhouse(arrival(number="", number_state=NumberState.WITHHELD))
    stage.play(until=lambda: bool(stage.journal.calls))
    assert stage.call.caller_number == ""


def test_what_cannot_be_taken_is_let_go() -> None:
    stage = Playhouse(arrival(line=" ", category=""))
    stage.play()
    assert stage.refusals() == ["call.nothing_to_take"]
    assert stage.drill.tally(stage.clock.now()).refused == 1
    assert stage.drill.tally(stage.clock.now()).is_over


# ---- nobody at the desk


def test_where_nobody_sits_at_the_desk_rings_end_missed() -> None:
    stage = Playhouse(arrival(), arrival(at=3.0, missed=True), signed_on=False)
    stage.play(hours=1)
    assert stage.journal.calls == {}
    assert [phone.outcome for phone in stage.journal.phone_calls.values()] == [PhoneOutcome.MISSED] * 2


def test_where_the_officer_went_home_calls_wait_and_the_crew_goes_on() -> None:
    stage = offered()
    stage.desk.do(VISITOR, duty.sign_off, member=LI, officer="m502")
    stage.play(until=lambda: not stage.call.stage.is_work, hours=3)
    assert not stage.call.stage.is_work
    taken(stage, phone="")
    stage.play(hours=1)
    assert [call.stage for call in stage.journal.calls.values() if call.stage.is_work] == [Stage.WAITING]


def test_a_refusal_changes_the_scripts_mind_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Playhouse(arrival())

    def refuses(*_: object, **__: object) -> None:
        raise RefusedError("call.already_accepted", call=1, member="m208")

    with monkeypatch.context() as patched:
        patched.setattr(life, "hand_off", refuses)
        stage.play(hours=0.2)
        assert 2 < len(stage.refusals()) < 12
    stage.play(until=lambda: not stage.call.stage.is_work, hours=6)
    assert stage.call.result


def test_what_a_visitor_is_refused_is_nothing_to_the_script() -> None:
    stage = offered()
    stage.desk.do(VISITOR, life.resume, call=stage.call.id)
    stage.play(until=lambda: stage.call.stage is Stage.EN_ROUTE, hours=1)
    assert stage.refusals() == ["call.not_paused"]
    assert stage.drill.tally(stage.clock.now()).refused == 0


def test_while_the_journal_owes_an_answer_nothing_is_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = offered()
    asked: list[Request] = []
    monkeypatch.setattr(stage.journal, "submit", asked.append)
    for _ in range(3):
        stage.clock.go_on_to(stage.clock.now() + timedelta(minutes=30))
        stage.drill.step(stage.clock.now())
    assert stage.drill.is_waiting
    assert [request.author.entered_by for request in asked if request.author.actor == "m208"] == [LI]


def test_the_next_call_may_be_hurried() -> None:
    stage = Playhouse(arrival(at=50.0))
    stage.drill.hurry(EVENING + timedelta(minutes=2))
    stage.drill.hurry(EVENING + timedelta(minutes=9))
    stage.play(until=lambda: bool(stage.journal.calls), hours=0.1)
    assert stage.call.received_at == EVENING + timedelta(minutes=2)


def test_what_is_hurried_rings_also_where_something_else_comes_first() -> None:
    told = replace(arrival(at=40.0), id="told", channel=Channel.GUARD)
    stage = Playhouse(told, arrival(at=50.0), replace(arrival(at=60.0), id="later"))
    stage.drill.hurry(EVENING + timedelta(minutes=2))
    stage.play(until=lambda: len(stage.journal.calls) > 1, hours=0.2)
    assert {call.received_at for call in stage.journal.calls.values()} == {EVENING + timedelta(minutes=2)}


def test_rooms_where_nobody_lives_ring_without_a_number() -> None:
    stage = Playhouse()
    nobody = replace(stage.premises, people_at=lambda _place: ())
    night = Night(nobody, default_script(), seed=3, language="en", pace=lambda _after: QUIET)
    states = {one.number_state for _ in range(40) if (one := night.next(EVENING, 0))}
    assert NumberState.UNAVAILABLE in states


def test_a_site_without_places_has_its_night_too() -> None:
    stage = Playhouse()
    bare = replace(stage.premises, site=replace(stage.site, places=()), places=Places(()), people_at=lambda _place: ())
    night = Night(bare, default_script(), seed=3, language="en", pace=lambda _after: QUIET)
    assert {one.place for _ in range(40) if (one := night.next(EVENING, 0))} == {""}
    assert {one.rings for _ in range(40) if (one := night.next(EVENING, 0))} == {True}


# ---- visitors


def taken(stage: Playhouse, phone: str = RING, level: Level = Level.NORMAL) -> None:
    day = stage.sight.shift().day
    new = NewCall(day, stage.clock.now(), "m502", line="漏水", category="TAP", level=level, place="3-1-1502", phone_call=phone)
    stage.visit(taking.take, new=new)


def test_a_ring_that_stands_in_a_draft_is_the_visitors() -> None:
    stage = Playhouse(arrival())
    stage.held = frozenset({RING})
    stage.play(hours=0.5)
    phone = stage.journal.phone_call(RING)
    assert phone is not None
    assert phone.outcome is PhoneOutcome.ANSWERED_HERE
    assert (phone.ended_at, stage.journal.calls) == (None, {})
    taken(stage)
    stage.held = frozenset()
    stage.play(hours=0.02)
    assert stage.journal.phone_call(RING).ended_at is not None  # type: ignore[union-attr]
    assert len(stage.journal.calls) == 1


def test_a_draft_that_is_thrown_away_gives_the_ring_back() -> None:
    stage = Playhouse(arrival())
    stage.held = frozenset({RING})
    stage.play(hours=0.1)
    stage.held = frozenset()
    stage.play(until=lambda: bool(stage.journal.calls))
    assert stage.call.first_receiver == LI


def test_a_call_taken_before_the_script_answered_is_not_taken_twice() -> None:
    stage = Playhouse(arrival())
    stage.drill.ringing.patience = timedelta(minutes=10)
    stage.play(until=lambda: bool(stage.journal.phone_calls))
    taken(stage)
    stage.play(hours=0.05)
    assert len(stage.journal.calls) == 1
    assert stage.drill.ringing.waiting == 0


@pytest.mark.parametrize("dismissed", [True, False])
def test_a_missed_ring_that_a_visitor_saw_to_is_left(dismissed: bool) -> None:
    stage = Playhouse(arrival(missed=True))
    stage.play(until=lambda: stage.journal.phone_calls != {} and not stage.journal.phone_call(RING).is_ringing)  # type: ignore[union-attr]
    if dismissed:
        stage.visit(rings.dismiss, phone=RING, reason="rang again")
    else:
        taken(stage)
    stage.play(hours=0.05)
    assert len(stage.journal.calls) == (not dismissed)
    assert stage.drill.ringing.waiting == 0


def test_the_officer_leaves_a_visitors_call_alone_for_a_while_and_the_crew_answers_it() -> None:
    stage = Playhouse(arrival(at=500.0))
    taken(stage, phone="")
    stage.play(hours=0.07)
    assert stage.call.offer is None
    stage.visit(life.hand_off, call=stage.call.id, to="m209", told_how=Told.FACE)
    stage.play(until=lambda: stage.call.stage is Stage.ACCEPTED, hours=0.07)
    assert stage.call.holder == "m209"


def test_after_that_while_the_script_hands_it_off() -> None:
    stage = Playhouse(arrival(at=500.0))
    taken(stage, phone="")
    stage.play(until=lambda: stage.call.offer is not None, hours=1)
    assert stage.call.offer is not None


def test_a_status_that_a_visitor_set_stays_for_a_while() -> None:
    stage = Playhouse(arrival(at=500.0))
    stage.play(hours=0.01)
    stage.visit(duty.set_status, member="m208", status=Status.PATROL)
    stage.play(hours=0.05)
    assert stage.sight.rows["m208"].own is Status.PATROL
    stage.play(hours=0.1)
    assert stage.journal.member("m208").own is not Status.PATROL


# ---- the crew


def offered(category: str = "TAP", level: Level = Level.NORMAL, to: str = "m208", **given: Any) -> Playhouse:
    """A stage with one call that is offered to somebody."""
    stage = Playhouse(arrival(at=9000.0))
    stage.play(hours=0.01)
    new = NewCall(stage.sight.shift().day, stage.clock.now(), LI, category=category, level=level, place="3-1-1502", **given)
    stage.visit(taking.take, new=new)
    stage.visit(life.hand_off, call=stage.call.id, to=to, told_how=Told.RADIO)
    return stage


def test_a_burst_pipe_is_made_safe_worked_with_help_restored_and_closed() -> None:
    stage = offered("WAT1", Level.URGENT)
    stage.play(until=lambda: stage.call.stage is Stage.CLOSED, hours=30)
    kinds = [one.entry.kind.removeprefix("call.") for one in stage.journal.history(f"call:{stage.call.id}")]
    road = ["acknowledged", "set_out", "arrived", "made_safe", "helper_joined", "restored", "completed", "followed_up"]
    assert [kind for kind in kinds if kind in road] == road
    assert stage.call.result
    assert stage.call.isolations[0].what in ("水井内入户总阀已关", "户内总阀已关")


def test_somebody_at_work_leaves_a_normal_call_for_an_urgent_one_and_comes_back() -> None:
    stage = offered()
    first = stage.call.id
    stage.play(until=lambda: stage.call.stage is Stage.ON_SITE, hours=1)
    new = NewCall(stage.sight.shift().day, stage.clock.now(), LI, category="PWR1", level=Level.LIFE, place="1-1-0101")
    second = stage.visit(taking.take, new=new).entries[0].entry.subject.removeprefix("call:")
    stage.visit(life.hand_off, call=second, to="m208", told_how=Told.RADIO)
    stage.play(until=lambda: stage.journal.calls[first].stage is Stage.PAUSED, hours=1)
    paused = stage.journal.calls[first].pause
    assert paused is not None
    assert paused.why is PauseReason.HIGHER_JOB
    stage.play(until=lambda: all(not call.stage.is_work for call in stage.journal.calls.values()), hours=5)
    assert {call.stage.is_work for call in stage.journal.calls.values()} == {False}


def test_a_normal_call_waits_until_the_hands_are_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "DECLINES", 0)
    monkeypatch.setattr(crew, "SILENT", 0)
    stage = offered()
    stage.play(until=lambda: stage.call.stage is Stage.ON_SITE, hours=1)
    first = stage.call.id
    new = NewCall(stage.sight.shift().day, stage.clock.now(), LI, category="TAP", level=Level.NORMAL, place="1-1-0101")
    second = stage.visit(taking.take, new=new).entries[0].entry.subject.removeprefix("call:")
    stage.visit(life.hand_off, call=second, to="m208", told_how=Told.RADIO)
    stage.play(until=lambda: stage.journal.calls[second].stage is Stage.EN_ROUTE, hours=3)
    assert stage.journal.calls[first].time(Step.COMPLETED) is not None


def test_a_contractor_takes_longer_to_come() -> None:
    stage = offered("LIFT1", Level.LIFE, to="c901")
    stage.play(until=lambda: stage.call.stage is Stage.ON_SITE, hours=2)
    out, came = stage.call.time(Step.SET_OUT), stage.call.time(Step.ARRIVED)
    assert out is not None
    assert came is not None
    assert timedelta(minutes=9) <= came - out <= timedelta(minutes=26)


def test_when_nobody_says_what_the_fault_is_somebody_still_goes() -> None:
    stage = offered("", line="有东西坏了")
    stage.play(until=lambda: not stage.call.stage.is_work, hours=8)
    assert stage.call.result


def test_in_a_flood_of_calls_everybody_hurries_and_the_door_is_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drill, "MOST_WAITING", 12)
    monkeypatch.setattr(crew, "CROWDED", 4)
    flood = [arrival(at=1 + number / 100, id=str(number), category="NOISE") for number in range(30)]
    stage = Playhouse(*flood)
    stage.play(hours=0.2)
    assert stage.sight.at_work() <= 12
    assert stage.drill.tally(stage.clock.now()).came < len(flood)
    stage.play(hours=30)
    assert stage.drill.tally(stage.clock.now()).is_over


# ---- the officer


def test_silence_is_noted_and_the_next_one_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "DECLINES", 0)
    monkeypatch.setattr(crew, "SILENT", 100)
    stage = Playhouse(arrival())
    stage.play(until=lambda: stage.kinds()["call.handed_off"] == 2, hours=2)
    assert stage.call.attempts == 1
    assert stage.call.offer is not None
    assert stage.call.offer.to not in stage.call.candidates


def test_who_declined_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "DECLINES", 100)
    stage = Playhouse(arrival())
    stage.play(until=lambda: stage.kinds()["call.handed_off"] == 3, hours=2)
    history = stage.journal.history(f"call:{stage.call.id}")
    asked = [one.event.to for one in history if one.entry.kind == "call.handed_off"]  # type: ignore[union-attr]
    assert len(set(asked)) == 3


def test_where_everybody_is_busy_a_normal_call_waits_and_then_goes_to_the_best() -> None:
    stage = Playhouse(arrival(at=30.0))
    stage.play(hours=0.01)
    for row in tuple(stage.sight.rows.values()):
        if row.own.is_on_duty and not row.officer:
            stage.visit(duty.set_status, member=row.member, status=Status.OFF)
    stage.visit(duty.set_status, member="m208", status=Status.BREAK)
    stage.visit(duty.set_status, member="m211", status=Status.OFF)
    stage.drill.grace = timedelta(hours=9)
    stage.play(until=lambda: bool(stage.journal.calls), hours=1)
    stage.play(until=lambda: stage.call.time(Step.HANDED_OFF) is not None, hours=2)
    handed_off = stage.call.time(Step.HANDED_OFF)
    assert handed_off is not None
    assert handed_off - stage.call.received_at > officer.NO_LONGER
    assert [one.event.to for one in stage.journal.history(f"call:{stage.call.id}") if one.entry.kind == "call.handed_off"] == ["m208"]  # type: ignore[union-attr]


def test_where_nobody_can_go_the_call_waits() -> None:
    stage = Playhouse(arrival(at=30.0))
    stage.play(hours=0.01)
    for row in tuple(stage.sight.rows.values()):
        if row.own is not Status.OFF and not row.officer:
            stage.visit(duty.set_status, member=row.member, status=Status.OFF)
    stage.play(hours=2)
    assert stage.call.stage is Stage.WAITING


def test_callers_sleep_until_the_quiet_hours_are_over() -> None:
    stage = offered()
    stage.play(until=lambda: stage.call.stage is Stage.COMPLETED or stage.call.stage is Stage.CLOSED, hours=4)
    if stage.call.follow_up_drawn:
        stage.clock.go_on_to(datetime(2026, 11, 22, 15, 0, tzinfo=EVENING.tzinfo))
        stage.play(hours=2)
        assert stage.call.stage is Stage.COMPLETED
        stage.play(hours=12)
    assert stage.call.stage is Stage.CLOSED


@pytest.mark.parametrize(("not_reached", "not_fixed", "kind"), [(0, 100, "call.reopened"), (100, 100, "call.followed_up")])
def test_what_the_caller_says_counts(monkeypatch: pytest.MonkeyPatch, not_reached: int, not_fixed: int, kind: str) -> None:
    monkeypatch.setattr(officer, "NOT_REACHED", not_reached)
    monkeypatch.setattr(officer, "NOT_FIXED", not_fixed)
    stage = offered("WAT1", Level.URGENT)
    stage.play(until=lambda: stage.call.stage is Stage.CLOSED, hours=12)
    assert stage.kinds()[kind] == (1 if kind == "call.reopened" else 3)
    assert stage.call.stage is Stage.CLOSED
