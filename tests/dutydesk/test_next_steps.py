"""What F5 offers at each stage of a call, and what may be chosen beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dutydesk.calls import Call, Isolation, Moment, Offer
from dutydesk.next_steps import NextStep, next_step, next_steps, skipped_by
from dutydesk.words import Channel, Level, Stage, Step, Told

AT = datetime(2026, 11, 22, 18, 47, tzinfo=UTC)
WAITING = Call("A20261122-17", "A", date(2026, 11, 22), 17, Stage.WAITING, "m1", "m1", Channel.DIRECT, Level.URGENT)


def at(stage: Stage) -> Call:
    return replace(WAITING, stage=stage)


@pytest.mark.parametrize(
    ("stage", "step"),
    [
        (Stage.WAITING, NextStep.HAND_OFF),
        (Stage.ACCEPTED, NextStep.SET_OUT),
        (Stage.EN_ROUTE, NextStep.ARRIVE),
        (Stage.ON_SITE, NextStep.COMPLETE),
        (Stage.PAUSED, NextStep.RESUME),
        (Stage.COMPLETED, NextStep.FOLLOW_UP),
        (Stage.CLOSED, None),
        (Stage.CANCELLED, None),
    ],
)
def test_each_stage_has_its_usual_step(stage: Stage, step: NextStep | None) -> None:
    assert next_step(at(stage)) is step


def test_an_open_offer_is_acknowledged_first_also_while_another_holds_the_call() -> None:
    offer = Offer("m208", Told.RADIO, AT)
    assert {next_step(replace(at(stage), offer=offer)) for stage in (Stage.WAITING, Stage.ON_SITE)} == {NextStep.ACKNOWLEDGE}


@pytest.mark.parametrize("stage", [one for one in Stage if one.is_open])
def test_the_usual_step_comes_first_and_none_comes_twice(stage: Stage) -> None:
    steps = next_steps(at(stage))
    assert steps[0] is next_step(at(stage))
    assert len(set(steps)) == len(steps)


def test_an_offered_call_may_be_done_already() -> None:
    offered = replace(WAITING, offer=Offer("m208", Told.RADIO, AT))
    assert {NextStep.COMPLETE, NextStep.DECLINE, NextStep.NOT_ANSWERED, NextStep.HAND_OFF} <= set(next_steps(offered))


def test_what_was_made_safe_can_be_restored_once_it_is() -> None:
    shut = replace(at(Stage.ON_SITE), isolations=(Isolation("c:1", "valve", AT),))
    assert NextStep.RESTORE in next_steps(shut)
    assert NextStep.RESTORE not in next_steps(replace(shut, isolations=(Isolation("c:1", "valve", AT, AT),)))


def test_only_work_is_chased() -> None:
    assert [stage for stage in Stage if NextStep.CHASE in next_steps(at(stage))] == [stage for stage in Stage if stage.is_work]


def test_a_closed_call_can_only_be_reopened_and_noted() -> None:
    done = replace(at(Stage.CLOSED), times={Step.COMPLETED: Moment(AT, AT)})
    assert next_steps(done) == (NextStep.NOT_FIXED, NextStep.NOTE)
    assert next_steps(at(Stage.CLOSED)) == (NextStep.NOTE,)


def test_completing_at_once_passes_over_every_step_without_a_time() -> None:
    accepted = replace(at(Stage.ACCEPTED), times={Step.ACKNOWLEDGED: Moment(AT, AT)})
    assert skipped_by(accepted, NextStep.COMPLETE) == (Step.SET_OUT, Step.ARRIVED)
    assert skipped_by(accepted, NextStep.SET_OUT) == ()
    assert skipped_by(accepted, NextStep.NOTE) == ()
