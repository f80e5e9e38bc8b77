"""Forwarded share, answer time and missed rate, by line and by hour."""

from datetime import timedelta

from dutydesk.phone_calls import PhoneCall
from dutydesk.phone_figures import Measured, PhoneFigures, Tally, figures_of, measured, tally
from dutydesk.words import NumberState, PhoneOutcome
from tests.dutydesk.deskside import NIGHT

HERE, ELSEWHERE, MISSED, UNKNOWN = PhoneOutcome


def one(outcome: PhoneOutcome | None = HERE, waited: float | None = None, **known: object) -> Measured:
    given = {"rang_at": NIGHT, "line": "8119", "is_forwarded": False} | known
    return Measured(outcome=outcome, waited=None if waited is None else timedelta(seconds=waited), **given)  # type: ignore[arg-type]


def test_no_phone_calls_have_no_figures() -> None:
    assert figures_of([]) == PhoneFigures()
    assert (Tally().forwarded_share, Tally().missed_rate) == (0.0, 0.0)


def test_shares_are_of_all_and_unknown_is_not_missed() -> None:
    found = tally([one(is_forwarded=True), one(MISSED), one(UNKNOWN), one(ELSEWHERE, is_forwarded=True)])
    assert (found.count, found.forwarded, found.missed, found.unknown) == (4, 2, 1, 1)
    assert (found.forwarded_share, found.missed_rate) == (0.5, 0.25)


def test_half_of_the_answered_waited_no_longer_and_nine_of_ten() -> None:
    found = tally([one(waited=seconds) for seconds in (10, 1, 2, 3, 4, 5, 6, 7, 8, 9)] + [one(MISSED)])
    assert (found.median, found.p90) == (timedelta(seconds=5.5), timedelta(seconds=9))
    alone = tally([one(waited=7)])
    assert (alone.median, alone.p90) == (timedelta(seconds=7), timedelta(seconds=7))
    assert tally([one(MISSED)]).p90 is None


def test_lines_and_hours_have_figures_of_their_own() -> None:
    found = figures_of([one(), one(MISSED, line="8120"), one(rang_at=NIGHT + timedelta(hours=1))])
    assert {line: each.count for line, each in found.by_line.items()} == {"8119": 2, "8120": 1}
    assert {hour: each.count for hour, each in found.by_hour.items()} == {18: 2, 19: 1}
    assert found.by_line["8120"].missed_rate == 1.0


def test_who_was_forwarded_waited_since_it_rang_here() -> None:
    rang, again = NIGHT, NIGHT + timedelta(seconds=15)
    phone = PhoneCall(
        "p", "webhook", "w", rang, NumberState.OK, answered_at=NIGHT + timedelta(seconds=20), outcome=HERE, last_rang_at=again
    )
    assert measured(phone, NIGHT).waited == timedelta(seconds=5)


def test_what_rings_is_neither_missed_nor_answered() -> None:
    phone = PhoneCall("p", "webhook", "w", NIGHT, NumberState.OK, tells_missed=True)
    assert measured(phone, NIGHT).outcome is None
    assert measured(phone, NIGHT + timedelta(minutes=3)).outcome is MISSED
