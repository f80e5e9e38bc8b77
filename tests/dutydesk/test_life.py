"""The life of a call, verb by verb: given these entries, when this happens, then that."""

from datetime import timedelta

import pytest

from dutydesk import duty, life, undo
from dutydesk.calls import Call
from dutydesk.journal import Author
from dutydesk.taking import NewCall, take, take_as_advice
from dutydesk.words import DeclineReason, FollowUp, Level, PauseReason, Stage, Status, Step, Told
from tests.dutydesk.deskside import CHEN, DAY, LI, LIU, NIGHT, OFFICER, WANG, ZHAO, Deskside

ALL = dict.fromkeys(Level, 1.0)
NONE = dict.fromkeys(Level, 0.0)
CHEN_BY_LI = Author(CHEN, LI)


@pytest.fixture
def night() -> Deskside:
    return Deskside()


def offered(night: Deskside) -> Call:
    call = night.taken()
    night.does(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO)
    return night.call(call.id)


def accepted(night: Deskside) -> Call:
    call = offered(night)
    night.does(life.acknowledge, call.id)
    return night.call(call.id)


def completed(night: Deskside, shares: dict[Level, float] = ALL) -> Call:
    call = accepted(night)
    night.does(life.complete, call.id, author=OFFICER, shares=shares)
    return night.call(call.id)


def test_the_whole_life(night: Deskside) -> None:
    call = night.taken()
    assert (call.stage, call.holder, call.counter) == (Stage.WAITING, LI, 1)
    night.does(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO)
    assert night.journal.member(CHEN).status is Status.CALLED
    night.does(life.acknowledge, call.id)
    assert night.call(call.id).holder == CHEN
    night.does(life.set_out, call.id, author=CHEN_BY_LI)
    night.does(life.arrive, call.id, author=CHEN_BY_LI)
    assert night.journal.member(CHEN).status is Status.ON_SITE
    night.does(life.complete, call.id, author=CHEN_BY_LI, shares=ALL, done=life.Done("换软管", minutes=37))
    assert night.call(call.id).stage is Stage.COMPLETED
    assert night.journal.member(CHEN).status is Status.OFF
    night.does(life.follow_up, call.id, said=FollowUp.FINE, rating=5)
    assert (night.call(call.id).stage, night.call(call.id).rating) == (Stage.CLOSED, 5)


def test_calls_are_numbered_by_the_duty_day(night: Deskside) -> None:
    assert [night.taken().id, night.taken().id] == ["A20261123-1", "A20261123-2"]


def test_a_number_is_never_given_twice_even_after_undo(night: Deskside) -> None:
    first = night.does(take, new=NewCall(DAY, NIGHT, LI, line="x", place="3"))
    night.does(undo.undo, act=first.request, author=OFFICER)
    assert night.journal.call("A20261123-1") is None
    assert night.taken().counter == 2


def test_a_call_needs_a_phone_or_a_place_and_a_line_or_a_category(night: Deskside) -> None:
    assert night.refuses(take, new=NewCall(DAY, NIGHT, LI, line="x")) == "call.nothing_to_take_from"
    assert night.refuses(take, new=NewCall(DAY, NIGHT, LI, line="  ", place="3")) == "call.nothing_to_take"
    night.does(take, new=NewCall(DAY, NIGHT, LI, category="TAP", caller_number="+8613905710275"))


def test_nothing_happens_to_a_call_in_nobodys_name(night: Deskside) -> None:
    call = night.taken()
    nobody = Author("", "")
    assert night.refuses(take, new=NewCall(DAY, NIGHT, "", line="x", place="3"), who=nobody) == "desk.nobody_signed_on"
    assert night.refuses(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO, who=nobody) == "desk.nobody_signed_on"


def test_a_first_key_after_now_is_now_when_the_clock_was_set_back(night: Deskside) -> None:
    outcome = night.does(take, new=NewCall(DAY, NIGHT + timedelta(hours=1), LI, line="x", place="3"))
    assert night.call(outcome.entries[0].entry.subject[5:]).received_at == NIGHT


def test_advice_is_taken_and_closed_in_one_act(night: Deskside) -> None:
    new = NewCall(DAY, NIGHT, LI, line="几点供暖", place="3-1-1502")
    assert night.refuses(take_as_advice, new=new, advice=" ") == "call.advice_needed"
    outcome = night.does(take_as_advice, new=new, advice="11 月 15 日起")
    call = night.call(outcome.entries[0].entry.subject[5:])
    assert (call.stage, call.advice, len({one.entry.act for one in outcome.entries})) == (Stage.CLOSED, "11 月 15 日起", 1)


def test_a_new_offer_replaces_an_unanswered_one_and_a_late_answer_still_wins(night: Deskside) -> None:
    call = offered(night)
    night.does(life.hand_off, call.id, to=LIU, told_how=Told.PHONE)
    assert night.journal.member(CHEN).status is Status.OFF
    night.does(life.acknowledge, call.id, by=CHEN)
    late = night.call(call.id)
    assert (late.holder, late.offer, late.stood_down) == (CHEN, None, LIU)


def test_the_same_offer_twice_is_refused_unless_told_another_way(night: Deskside) -> None:
    call = offered(night)
    assert night.refuses(life.hand_off, call.id, to=CHEN, told_how=Told.RADIO) == "call.offer_to_same"
    night.does(life.hand_off, call.id, to=CHEN, told_how=Told.PHONE)


def test_an_unanswered_offer_is_taken_away_by_a_person_only(night: Deskside) -> None:
    call = offered(night)
    night.does(life.not_answered, call.id)
    after = night.call(call.id)
    assert (after.offer, after.attempts, after.candidates, after.stage) == (None, 1, (CHEN,), Stage.WAITING)
    assert night.refuses(life.not_answered, call.id) == "call.no_offer"


def test_declining_leaves_the_call_waiting(night: Deskside) -> None:
    call = offered(night)
    night.does(life.decline, call.id, why=DeclineReason.BUSY_ON_HIGHER)
    after = night.call(call.id)
    assert (after.offer, after.holder, after.stage) == (None, LI, Stage.WAITING)
    assert night.refuses(life.decline, call.id) == "call.no_offer"


def test_a_crew_member_may_take_a_waiting_call_themselves(night: Deskside) -> None:
    call = night.taken()
    assert night.refuses(life.acknowledge, call.id) == "call.no_offer"
    night.does(life.acknowledge, call.id, by=CHEN)
    assert night.call(call.id).holder == CHEN


def test_nobody_takes_what_somebody_holds_without_a_transfer(night: Deskside) -> None:
    call = accepted(night)
    assert night.refuses(life.acknowledge, call.id, by=LIU) == "call.already_accepted"
    assert night.refuses(life.hand_off, call.id, to=LIU, told_how=Told.RADIO) == "call.already_accepted"


def test_a_transfer_leaves_the_holder_until_the_other_acknowledges(night: Deskside) -> None:
    call = accepted(night)
    assert night.refuses(life.transfer, call.id, to=LIU, reason="", told_how=Told.RADIO) == "call.reason_needed"
    assert night.refuses(life.transfer, call.id, to=CHEN, reason="x", told_how=Told.RADIO) == "call.transfer_to_holder"
    night.does(life.set_out, call.id, author=OFFICER)
    night.does(life.transfer, call.id, to=LIU, reason="带电", told_how=Told.RADIO)
    assert night.call(call.id).holder == CHEN
    night.does(life.acknowledge, call.id)
    assert (night.call(call.id).holder, night.call(call.id).stage) == (LIU, Stage.EN_ROUTE)


def test_a_declined_transfer_leaves_the_holder(night: Deskside) -> None:
    call = accepted(night)
    night.does(life.transfer, call.id, to=LIU, reason="带电", told_how=Told.RADIO)
    night.does(life.decline, call.id)
    assert (night.call(call.id).holder, night.call(call.id).stage) == (CHEN, Stage.ACCEPTED)


def test_returning_gives_the_call_to_the_officer(night: Deskside) -> None:
    call = accepted(night)
    assert night.refuses(life.give_back, call.id, officer=LI, reason="") == "call.reason_needed"
    night.does(life.give_back, call.id, officer=WANG, reason="没有配件")
    assert (night.call(call.id).holder, night.call(call.id).stage) == (WANG, Stage.WAITING)


def test_helpers_join_and_leave_and_the_lead_stays(night: Deskside) -> None:
    call = accepted(night)
    assert night.refuses(life.help_out, call.id, helper=CHEN) == "call.helper_is_holder"
    night.does(life.help_out, call.id, helper=ZHAO)
    assert night.journal.member(ZHAO).status is Status.HELPING
    assert night.refuses(life.help_out, call.id, helper=ZHAO) == "call.already_helping"
    night.does(life.stop_helping, call.id, helper=ZHAO)
    assert night.call(call.id).holder == CHEN
    assert night.refuses(life.stop_helping, call.id, helper=ZHAO) == "call.not_a_helper"


def test_a_step_skipped_forward_has_no_time(night: Deskside) -> None:
    call = offered(night)
    night.does(life.complete, call.id, author=OFFICER, shares=ALL)
    after = night.call(call.id)
    assert (after.holder, after.stage) == (CHEN, Stage.COMPLETED)
    assert after.skipped == (Step.ACKNOWLEDGED, Step.SET_OUT, Step.ARRIVED)
    assert after.time(Step.ARRIVED) is None


def test_a_skipped_arrival_that_somebody_told_is_kept(night: Deskside) -> None:
    call = accepted(night)
    night.clock.move(minutes=40)
    night.does(life.complete, call.id, author=OFFICER, shares=ALL, arrived=NIGHT + timedelta(minutes=12))
    after = night.call(call.id)
    assert (after.time(Step.ARRIVED), after.skipped) == (NIGHT + timedelta(minutes=12), (Step.SET_OUT,))


def test_a_step_on_a_call_that_nobody_was_offered_asks_who(night: Deskside) -> None:
    call = night.taken()
    assert night.refuses(life.arrive, call.id, author=OFFICER) == "call.not_accepted"
    night.does(life.arrive, call.id, author=CHEN_BY_LI)
    assert night.call(call.id).holder == CHEN


def test_no_step_twice(night: Deskside) -> None:
    call = accepted(night)
    night.does(life.set_out, call.id, author=OFFICER)
    assert night.refuses(life.set_out, call.id, author=OFFICER) == "call.already_en_route"
    night.does(life.arrive, call.id, author=OFFICER)
    assert night.refuses(life.arrive, call.id, author=OFFICER) == "call.already_on_site"


def test_what_was_made_safe_stays_open_until_restored(night: Deskside) -> None:
    call = completed_with_valve(night)
    assert call.stage is Stage.COMPLETED
    assert call.isolations[0].restored is None
    night.does(life.restore, call.id)
    assert night.call(call.id).isolations[0].restored == NIGHT
    assert night.refuses(life.restore, call.id) == "call.no_isolation"


def completed_with_valve(night: Deskside) -> Call:
    call = accepted(night)
    night.does(life.make_safe, call.id, what="14 层总阀")
    night.does(life.complete, call.id, author=OFFICER, shares=ALL)
    return night.call(call.id)


def test_a_pause_needs_a_check_time_ahead(night: Deskside) -> None:
    call = accepted(night)
    assert night.refuses(life.pause, call.id, why=PauseReason.PARTS, check_at=None) == "call.check_time_needed"
    assert night.refuses(life.pause, call.id, why=PauseReason.PARTS, check_at=NIGHT) == "call.check_time_needed"
    night.does(life.pause, call.id, why=PauseReason.PARTS, check_at=NIGHT + timedelta(hours=6))
    assert night.journal.member(CHEN).status is Status.OFF
    assert night.refuses(life.pause, call.id, why=PauseReason.PARTS, check_at=NIGHT + timedelta(hours=6)) == "call.already_paused"


def test_waiting_for_parts_is_counted_apart(night: Deskside) -> None:
    call = accepted(night)
    assert night.refuses(life.resume, call.id) == "call.not_paused"
    night.does(life.pause, call.id, why=PauseReason.PARTS, check_at=NIGHT + timedelta(hours=6))
    night.clock.move(hours=2)
    night.does(life.resume, call.id)
    assert (night.call(call.id).paused_seconds, night.call(call.id).stage) == (7200.0, Stage.ACCEPTED)


def test_a_call_that_is_not_drawn_closes_with_its_completion(night: Deskside) -> None:
    assert completed(night, NONE).stage is Stage.CLOSED


def test_the_draw_is_the_same_for_the_same_call_and_near_its_share() -> None:
    drawn = [life.is_drawn(f"A20261123-{number}", 0.7) for number in range(1, 2001)]
    assert drawn == [life.is_drawn(f"A20261123-{number}", 0.7) for number in range(1, 2001)]
    assert 0.66 < sum(drawn) / len(drawn) < 0.74


def test_three_times_not_reached_closes(night: Deskside) -> None:
    call = completed(night)
    for stage in (Stage.COMPLETED, Stage.COMPLETED, Stage.CLOSED):
        night.does(life.follow_up, call.id, said=FollowUp.NOT_REACHED)
        assert night.call(call.id).stage is stage


def test_a_rating_is_one_to_five(night: Deskside) -> None:
    call = completed(night)
    assert night.refuses(life.follow_up, call.id, said=FollowUp.FINE, rating=6) == "call.rating_out_of_range"
    assert night.refuses(life.follow_up, night.taken().id, said=FollowUp.FINE) == "call.not_completed"


def test_not_fixed_waits_again_within_seven_days(night: Deskside) -> None:
    call = completed(night, NONE)
    night.clock.move(days=7)
    night.does(life.not_fixed, call.id, officer=WANG, complaint="又漏了")
    again = night.call(call.id)
    assert (again.stage, again.rework, again.worker, again.holder) == (Stage.WAITING, 1, CHEN, WANG)
    assert again.time(Step.COMPLETED) is None


def test_after_seven_days_it_is_a_new_call(night: Deskside) -> None:
    call = completed(night, NONE)
    night.clock.move(days=7, seconds=1)
    assert night.refuses(life.not_fixed, call.id, officer=LI) == "call.too_late_to_reopen"


def test_cancelling_needs_a_reason_and_ends_it(night: Deskside) -> None:
    call = offered(night)
    assert night.refuses(life.cancel, call.id, reason="") == "call.reason_needed"
    night.does(life.cancel, call.id, reason="打错了")
    assert night.call(call.id).offer is None
    assert night.refuses(life.set_out, call.id, author=OFFICER) == "call.cancelled"
    assert night.refuses(life.note, "A20261123-99", text="x") == "call.not_found"


def test_notes_chasing_and_telling_the_caller_change_no_stage(night: Deskside) -> None:
    call = offered(night)
    night.does(life.note, call.id, text="狗")
    night.does(life.chase, call.id)
    night.does(life.tell_caller, call.id)
    after = night.call(call.id)
    assert (after.chased, after.caller_told_at, after.stage) == (1, NIGHT, Stage.WAITING)
    assert night.refuses(life.note, call.id, text="") == "call.note_needed"


def test_told_times_lie_between_the_call_and_now(night: Deskside) -> None:
    call = accepted(night)
    night.clock.move(minutes=30)
    assert night.refuses(life.arrive, call.id, author=OFFICER, told=NIGHT + timedelta(hours=1)) == "time.in_future"
    assert night.refuses(life.arrive, call.id, author=OFFICER, told=NIGHT - timedelta(minutes=1)) == "time.before_call"
    night.does(life.arrive, call.id, author=OFFICER, told=NIGHT + timedelta(minutes=9))
    moment = night.call(call.id).times[Step.ARRIVED]
    assert (moment.at, moment.recorded, moment.is_told) == (NIGHT + timedelta(minutes=9), NIGHT + timedelta(minutes=30), True)


def test_a_time_that_contradicts_a_later_step_is_doubtful(night: Deskside) -> None:
    call = accepted(night)
    night.clock.move(minutes=30)
    night.does(life.arrive, call.id, author=OFFICER, told=NIGHT + timedelta(minutes=9))
    night.does(life.correct_time, call.id, step=Step.ACKNOWLEDGED, at=NIGHT + timedelta(minutes=20))
    assert night.call(call.id).doubtful == (Step.ACKNOWLEDGED,)


def test_when_it_was_received_may_be_corrected_to_earlier(night: Deskside) -> None:
    call = night.taken()
    night.does(life.correct_time, call.id, step=Step.RECEIVED, at=NIGHT - timedelta(hours=1))
    assert night.call(call.id).received_at == NIGHT - timedelta(hours=1)
    assert night.refuses(life.correct_time, call.id, step=Step.RECEIVED, at=NIGHT + timedelta(hours=1)) == "time.in_future"


def test_the_author_is_kept_as_x_by_y(night: Deskside) -> None:
    call = offered(night)
    outcome = night.does(life.acknowledge, call.id)
    assert (outcome.entries[0].entry.actor, outcome.entries[0].entry.entered_by) == (CHEN, LI)


def test_a_step_is_on_the_word_of_whose_step_it_is(night: Deskside) -> None:
    call = accepted(night)
    outcome = night.does(life.set_out, call.id, author=OFFICER)
    assert (outcome.entries[0].entry.actor, outcome.entries[0].entry.entered_by) == (CHEN, LI)


def test_going_off_shift_passes_on_what_one_holds(night: Deskside) -> None:
    night.does(duty.sign_on, member=LI, officer=True)
    call = night.taken()
    assert night.refuses(duty.sign_off, member=LI, officer="") == "crew.still_holds"
    assert night.refuses(duty.set_status, member=LI, status=Status.OFF) == "crew.still_holds"
    night.does(duty.sign_off, member=LI, officer=WANG)
    passed = night.call(call.id)
    assert (passed.holder, passed.first_receiver) == (WANG, WANG)
    assert night.journal.member(LI).status is Status.OFF


def test_statuses_of_calls_are_not_set_by_hand(night: Deskside) -> None:
    assert night.refuses(duty.set_status, member=CHEN, status=Status.ON_SITE) == "crew.status_follows_calls"
    night.does(duty.set_status, member=CHEN, status=Status.BREAK, where="食堂")
    assert (night.journal.member(CHEN).status, night.journal.member(CHEN).where) == (Status.BREAK, "食堂")


def test_the_maintenance_phone_goes_and_comes_back(night: Deskside) -> None:
    night.does(duty.forward_line, number="8110")
    assert night.journal.line("8110").is_here
    assert night.refuses(duty.forward_line, number="8110") == "line.already_here"
    night.does(duty.return_line, number="8110")
    assert night.refuses(duty.return_line, number="8110") == "line.already_back"


def test_undo_takes_the_last_step_back(night: Deskside) -> None:
    call = accepted(night)
    outcome = night.does(life.arrive, call.id, author=OFFICER)
    night.does(undo.undo, act=outcome.request, author=OFFICER)
    assert night.call(call.id).stage is Stage.ACCEPTED
    assert night.refuses(undo.undo, act=outcome.request, author=OFFICER) == "undo.nothing"


def test_undo_is_for_the_same_person_within_five_minutes_while_nothing_builds_on_it(night: Deskside) -> None:
    call = offered(night)
    arrival = night.does(life.arrive, call.id, author=OFFICER)
    assert night.refuses(undo.undo, act=arrival.request, author=Author(WANG, WANG)) == "undo.not_yours"
    assert night.refuses(undo.undo, act="no such act", author=OFFICER) == "undo.nothing"
    night.does(life.note, call.id, text="门开着")
    night.does(life.complete, call.id, author=OFFICER, shares=ALL)
    assert night.refuses(undo.undo, act=arrival.request, author=OFFICER) == "undo.built_on"
    night.clock.move(minutes=5, seconds=1)
    assert night.refuses(undo.undo, act=arrival.request, author=OFFICER) == "undo.too_late"


def test_undoing_a_sign_off_gives_the_calls_back(night: Deskside) -> None:
    call = night.taken()
    outcome = night.does(duty.sign_off, member=LI, officer=WANG)
    night.does(undo.undo, act=outcome.request, author=OFFICER)
    assert night.call(call.id).holder == LI
