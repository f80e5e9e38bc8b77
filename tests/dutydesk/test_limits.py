"""Which clock runs on a call, and how bad it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dutydesk.calls import Call, Moment, Offer, Pause
from dutydesk.categories import default_categories
from dutydesk.levels import default_levels
from dutydesk.limits import Clock, Heat, Limits, RunningClock, WorkingDays, after_daylight, urgency
from dutydesk.phone_calls import PhoneCall
from dutydesk.words import Channel, Level, NumberState, PauseReason, PhoneOutcome, Stage, Step, Told

NIGHT = datetime(2026, 11, 23, 2, 47, tzinfo=UTC)
CATEGORIES = default_categories()
LIMITS = Limits(default_levels())


def call(level: Level = Level.URGENT, stage: Stage = Stage.WAITING, at: datetime = NIGHT) -> Call:
    return Call("A20261123-1", "A", date(2026, 11, 23), 1, stage, "o", "o", Channel.DIRECT, level,
                times={Step.RECEIVED: Moment(at, at), Step.TAKEN: Moment(at, at)})  # fmt: skip


def clock_of(one: Call, code: str = "WAT1") -> RunningClock:
    found = LIMITS.main_clock(one, CATEGORIES.by_code(code), NIGHT)
    assert found is not None
    return found


def test_a_waiting_urgent_call_is_to_be_handed_off_in_three_minutes() -> None:
    clock = clock_of(call())
    assert (clock.clock, clock.due) == (Clock.HAND_OFF, NIGHT + timedelta(minutes=3))


def test_an_offer_starts_the_acknowledge_clock() -> None:
    offered = replace(call(), offer=Offer("m", Told.RADIO, NIGHT + timedelta(minutes=2)))
    assert clock_of(offered).due == NIGHT + timedelta(minutes=5)


def test_arrival_turns_amber_at_the_target_and_red_at_the_limit() -> None:
    clock = clock_of(call(stage=Stage.EN_ROUTE))
    assert clock.heat(NIGHT + timedelta(minutes=14)) is Heat.CALM
    assert clock.heat(NIGHT + timedelta(minutes=15)) is Heat.NEARING
    assert clock.heat(NIGHT + timedelta(minutes=30)) is Heat.PAST
    assert clock.heat(NIGHT + timedelta(minutes=45)) is Heat.ESCALATED


def test_a_lift_contractor_has_thirty_minutes_to_arrive() -> None:
    assert clock_of(call(Level.LIFE, Stage.ACCEPTED), "LIFT1").due == NIGHT + timedelta(minutes=30)
    assert clock_of(call(Level.LIFE, Stage.ACCEPTED), "GAS").due == NIGHT + timedelta(minutes=5)


def test_on_site_an_urgent_call_is_made_safe_first_then_completed() -> None:
    there = call(stage=Stage.ON_SITE)
    assert clock_of(there).clock is Clock.MAKE_SAFE
    safe = replace(there, times=there.times | {Step.MADE_SAFE: Moment(NIGHT, NIGHT)})
    assert clock_of(safe).clock is Clock.COMPLETE


def test_waiting_for_parts_stops_the_complete_clock() -> None:
    there = replace(call(Level.NORMAL, Stage.ON_SITE), paused_seconds=3600.0)
    assert clock_of(there, "TAP").due == NIGHT + timedelta(hours=25)


def test_a_paused_call_counts_to_its_next_check() -> None:
    check = NIGHT + timedelta(hours=6)
    paused = replace(call(stage=Stage.PAUSED), pause=Pause(PauseReason.PARTS, NIGHT, check))
    assert (clock_of(paused).clock, clock_of(paused).due) == (Clock.CHECK, check)


def test_at_night_a_normal_call_waits_for_the_morning_list() -> None:
    assert clock_of(call(Level.NORMAL), "TAP").due == NIGHT.replace(hour=7, minute=30)


def test_follow_up_counts_from_completion() -> None:
    done = call(stage=Stage.COMPLETED)
    done = replace(done, times=done.times | {Step.COMPLETED: Moment(NIGHT, NIGHT)})
    assert clock_of(done).due == NIGHT + timedelta(hours=24)


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.CANCELLED])
def test_no_clock_runs_on_what_is_over(stage: Stage) -> None:
    assert LIMITS.main_clock(call(stage=stage), None, NIGHT) is None


def test_a_booked_call_is_handed_off_within_a_working_day() -> None:
    friday = datetime(2026, 11, 27, 10, tzinfo=UTC)
    due = clock_of(call(Level.BOOKED, at=friday), "WALL").due
    assert due == datetime(2026, 11, 30, 10, tzinfo=UTC)


def test_holidays_and_make_up_days_are_the_sites() -> None:
    days = WorkingDays(frozenset({date(2026, 11, 30)}), frozenset({date(2026, 11, 28)}))
    assert days.after(datetime(2026, 11, 27, 10, tzinfo=UTC), 2).date() == date(2026, 12, 1)


def test_time_by_day_goes_on_the_next_morning() -> None:
    evening = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    assert after_daylight(evening, timedelta(hours=2), default_levels().night) == datetime(2026, 11, 24, 8, tzinfo=UTC)


def test_the_caller_is_owed_a_word_while_there_is_work() -> None:
    clock = LIMITS.caller_clock(call())
    assert clock is not None
    assert clock.due == NIGHT + timedelta(minutes=30)
    told = replace(call(), caller_told_at=NIGHT + timedelta(minutes=10))
    clock = LIMITS.caller_clock(told)
    assert clock is not None
    assert clock.due == NIGHT + timedelta(minutes=40)
    assert LIMITS.caller_clock(call(stage=Stage.COMPLETED)) is None


def test_open_calls_stand_by_how_late_they_are_and_the_chased_move_up() -> None:
    late, soon, calm = call(), call(at=NIGHT + timedelta(minutes=9)), call(Level.NORMAL)
    chased = replace(call(Level.NORMAL), chased=1)
    now = NIGHT + timedelta(minutes=10)
    keys = [urgency(one, clock_of(one, "TAP"), now) for one in (late, soon, chased, calm)]
    assert keys == sorted(keys)


def test_danger_to_life_past_its_limit_stands_above_a_chased_call() -> None:
    life, chased = call(Level.LIFE), replace(call(at=NIGHT - timedelta(hours=2)), chased=1)
    now = NIGHT + timedelta(hours=1)
    assert urgency(life, clock_of(life), now) < urgency(chased, clock_of(chased), now)


def test_a_life_that_is_safe_has_no_further_clock() -> None:
    safe = call(Level.LIFE, Stage.ON_SITE)
    safe = replace(safe, times=safe.times | {Step.MADE_SAFE: Moment(NIGHT, NIGHT)})
    assert LIMITS.main_clock(safe, CATEGORIES.by_code("ELEC0"), NIGHT) is None


# ---- the answer


RING = PhoneCall("webhook:w1", "webhook", "w1", NIGHT, NumberState.OK, tells_missed=True)


@pytest.mark.parametrize(
    ("phone", "seconds", "heat"),
    [
        (RING, 11.9, Heat.CALM),
        (RING, 12, Heat.NEARING),
        (RING, 15, Heat.PAST),
        (replace(RING, last_rang_at=NIGHT + timedelta(seconds=10)), 15, Heat.CALM),
        (replace(RING, tells_missed=False), 60, Heat.CALM),
        (replace(RING, outcome=PhoneOutcome.ANSWERED_HERE), 60, Heat.CALM),
    ],
)
def test_a_ring_is_to_be_answered_in_fifteen_seconds_if_its_source_tells_answers(phone: PhoneCall, seconds: float, heat: Heat) -> None:
    assert LIMITS.answer_heat(phone, NIGHT + timedelta(seconds=seconds)) is heat


def test_a_site_may_set_how_soon_a_ring_is_to_be_answered() -> None:
    assert Limits(default_levels(), answer=timedelta(seconds=30)).answer_heat(RING, NIGHT + timedelta(seconds=24)) is Heat.NEARING
