"""Which alarm sounds when: only the highest, again and again until somebody acts, softly while the officer talks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dutydesk.alarms import LONGEST_MUTE, REPEATS, Alarms, Condition, Tone, condition_of
from dutydesk.calls import Call, Moment, Offer
from dutydesk.categories import default_categories
from dutydesk.levels import default_levels
from dutydesk.limits import Clock, Limits, RunningClock
from dutydesk.words import Channel, Level, Stage, Step, Told

NIGHT = datetime(2026, 11, 23, 2, 47, tzinfo=UTC)
LIMITS, CATEGORIES = Limits(default_levels()), default_categories()
FLOOD, LIFT, TAP = Condition("17:hand_off", Level.URGENT), Condition("18:hand_off", Level.LIFE), Condition("19:hand_off", Level.NORMAL)


def after(**time: float) -> datetime:
    return NIGHT + timedelta(**time)


def play(*looks: tuple[datetime, list[Condition]], is_talking: bool = False) -> list[Tone | None]:
    """What sounds at each look, one after the other."""
    alarms, heard = Alarms(), []
    for now, conditions in looks:
        alarms, tone = alarms.look(now, conditions, is_talking=is_talking)
        heard.append(tone)
    return heard


def test_what_is_past_its_limit_sounds_at_once_and_then_each_minute() -> None:
    looks = [(after(seconds=second), [FLOOD]) for second in range(181)]
    assert [second for second, tone in enumerate(play(*looks)) if tone] == [0, 60, 120, 180]


def test_danger_to_life_sounds_twice_a_minute() -> None:
    assert [second for second, tone in enumerate(play(*((after(seconds=s), [LIFT]) for s in range(91)))) if tone] == [0, 30, 60, 90]


def test_only_the_highest_sounds() -> None:
    assert play((NIGHT, [TAP, LIFT, FLOOD]), (after(seconds=1), [TAP, FLOOD])) == [Tone(Level.LIFE), Tone(Level.URGENT)]


def test_a_lower_one_is_silent_beside_a_higher_one() -> None:
    assert play((NIGHT, [LIFT]), (after(seconds=1), [LIFT, TAP])) == [Tone(Level.LIFE), None]


def test_it_ends_when_somebody_acts_and_begins_anew_if_it_comes_again() -> None:
    assert play((NIGHT, [FLOOD]), (after(seconds=5), []), (after(seconds=10), [FLOOD])) == [Tone(Level.URGENT), None, Tone(Level.URGENT)]


def test_on_the_phone_it_sounds_once_softly() -> None:
    soft = Tone(Level.URGENT, is_soft=True)
    assert play((NIGHT, [FLOOD]), (after(minutes=5), [FLOOD]), is_talking=True) == [soft, None]


def test_after_the_talk_it_repeats_as_before() -> None:
    alarms, _ = Alarms().look(NIGHT, [FLOOD], is_talking=True)
    assert alarms.look(after(minutes=1), [FLOOD], is_talking=False)[1] == Tone(Level.URGENT)


def test_muted_nothing_sounds_for_ten_minutes_and_no_longer() -> None:
    alarms = Alarms().mute(NIGHT)
    assert alarms.look(NIGHT + LONGEST_MUTE - timedelta(seconds=1), [LIFT], is_talking=False)[1] is None
    assert alarms.look(NIGHT + LONGEST_MUTE, [LIFT], is_talking=False)[1] == Tone(Level.LIFE)


def test_the_same_key_lets_it_sound_again() -> None:
    assert not Alarms().mute(NIGHT).mute(after(minutes=1)).is_muted(after(minutes=2))


def call(level: Level = Level.URGENT, stage: Stage = Stage.WAITING) -> Call:
    times = {Step.RECEIVED: Moment(NIGHT, NIGHT), Step.TAKEN: Moment(NIGHT, NIGHT)}
    return Call("A20261123-1", "A", date(2026, 11, 23), 1, stage, "o", "o", Channel.DIRECT, level, times=times)


def heard(one: Call, now: datetime, code: str = "WAT1") -> Condition | None:
    return condition_of(one, LIMITS.main_clock(one, CATEGORIES.by_code(code), NIGHT), now)


def test_a_call_nobody_was_sent_to_sounds_past_its_limit_to_the_second() -> None:
    assert heard(call(), after(seconds=179)) is None
    assert heard(call(), after(seconds=180)) == Condition("A20261123-1:hand_off", Level.URGENT)


def test_each_candidate_who_does_not_answer_is_a_condition_of_its_own() -> None:
    asked = [replace(call(), offer=Offer(member, Told.RADIO, NIGHT)) for member in ("m208", "m210")]
    assert [heard(one, after(minutes=3)).key for one in asked if heard(one, after(minutes=3))] == [
        "A20261123-1:acknowledge:m208",
        "A20261123-1:acknowledge:m210",
    ]


def test_a_booked_call_is_silent() -> None:
    assert heard(call(Level.BOOKED), after(days=9)) is None


def test_who_is_late_to_arrive_sounds_for_urgent_calls_alone() -> None:
    urgent, normal = (call(level, Stage.EN_ROUTE) for level in (Level.URGENT, Level.NORMAL))
    assert heard(urgent, after(hours=9)) == Condition("A20261123-1:arrive", Level.URGENT)
    assert heard(normal, after(hours=9), "TAP") is None


def test_what_is_not_done_in_a_day_is_told_by_the_board_alone() -> None:
    clock = RunningClock(Clock.COMPLETE, NIGHT, NIGHT, NIGHT, NIGHT)
    assert condition_of(call(), clock, after(hours=1)) is None


def test_a_call_without_a_clock_is_silent() -> None:
    assert condition_of(call(), None, NIGHT) is None


CONDITIONS = st.lists(st.builds(Condition, st.sampled_from("abcd"), st.sampled_from([Level.LIFE, Level.URGENT, Level.NORMAL])), max_size=4)


@given(st.lists(st.tuples(st.integers(1, 120), CONDITIONS), max_size=30))
def test_nothing_sounds_more_often_than_its_level_allows(looks: list[tuple[int, list[Condition]]]) -> None:
    alarms, now, last = Alarms(), NIGHT, dict[str, datetime]()
    for seconds, conditions in looks:
        now += timedelta(seconds=seconds)
        before = alarms.sounded
        alarms, tone = alarms.look(now, conditions, is_talking=False)
        highest = min((one.level for one in conditions), default=None)
        assert tone is None or tone.level == highest
        for key in alarms.sounded.keys() & before.keys():
            if alarms.sounded[key] != before[key] and tone is not None:
                new = any(one.key not in before for one in conditions if one.level is highest)
                assert new or alarms.sounded[key] - last[key] >= REPEATS[tone.level]
        last = dict(alarms.sounded)
