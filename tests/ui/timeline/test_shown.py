"""What the timeline reads: in slices, as far back as is wanted, and what is touched anew."""

from __future__ import annotations

from datetime import datetime, timedelta

from dutydesk import duty, life, undo
from dutydesk.journal import Recorded
from dutydesk.memory import MemoryJournal
from dutydesk.timeline.blocks import Block
from dutydesk.words import Level, Status, Told
from tests.ui.night import CHEN, LIU, NOW, OFFICER, ZHANG, Night
from tests.ui.timeline.watched import minutes_ago, repaired
from ui.timeline.shown import ShownTimeline


def shown(night: Night, qtbot, hours: float = 24) -> ShownTimeline:
    made = ShownTimeline(night.around.feed, night.around.premises)
    made.want(NOW - timedelta(hours=hours))
    qtbot.wait_until(lambda: made.is_read)
    return made


def told(timeline: ShownTimeline) -> object:
    people = timeline.members(NOW - timedelta(days=9), NOW + timedelta(days=1))
    return timeline.calls(), {member: timeline.lane(member) for member in people}


def test_nothing_is_read_before_it_is_wanted(night: Night, qtbot) -> None:
    made = ShownTimeline(night.around.feed, night.around.premises)
    repaired(night, 60, CHEN)
    night.settle()
    assert made.calls() == ()


def test_only_the_hours_that_are_wanted_are_asked_for(night: Night, qtbot, monkeypatch) -> None:
    repaired(night, 60 * 30, ZHANG)
    asked: list[tuple[datetime, datetime]] = []
    answer = MemoryJournal.worked_on

    def note(journal: MemoryJournal, since: datetime, until: datetime) -> object:
        asked.append((since, until))
        return answer(journal, since, until)

    monkeypatch.setattr(MemoryJournal, "worked_on", note)
    made = shown(night, qtbot)
    assert len(made.calls()) == 7
    assert min(since for since, _ in asked) >= NOW - timedelta(hours=25)
    assert all(until - since <= timedelta(hours=1) for since, until in asked[1:])
    made.want(NOW - timedelta(hours=32))
    qtbot.wait_until(lambda: made.is_read)
    assert len(made.calls()) == 8


def test_live_is_as_read_anew(night: Night, qtbot) -> None:
    live = shown(night, qtbot)
    call = night.taken("5-2", "PWR1", Level.URGENT)
    night.handed_off(call, CHEN, life.acknowledge, life.set_out)
    night.does(duty.set_status, member=ZHANG, status=Status.BREAK, where="")
    wrong = night.does(life.hand_off, live.calls()[-1].id, to=LIU, told_how=Told.RADIO)
    night.does(undo.undo, act=wrong.request, author=OFFICER)
    night.settle()
    assert told(live) == told(shown(night, qtbot))
    live.reload()
    qtbot.wait_until(lambda: live.is_read)
    assert told(live) == told(shown(night, qtbot))


def test_a_break_that_goes_on_is_read_however_long_ago_it_began(quiet: Night, qtbot) -> None:
    quiet.at(60 * 30)
    quiet.does(duty.set_status, member=CHEN, status=Status.BREAK, where="")
    quiet.clock.time = NOW
    assert shown(quiet, qtbot).lane(CHEN) == (Block(Status.BREAK, "", minutes_ago(60 * 30)),)


def test_an_open_call_is_read_however_long_ago_it_came(night: Night, qtbot) -> None:
    night.at(60 * 50)
    call = night.taken("5-2", "PWR1", Level.NORMAL)
    night.clock.time = NOW
    assert shown(night, qtbot).call(call) is not None


def test_old_hours_are_let_go_of_and_read_again(night: Night, qtbot) -> None:
    old = repaired(night, 60 * 70, ZHANG)
    made = shown(night, qtbot, hours=72)
    assert made.call(old) is not None
    made.let_go(NOW - timedelta(hours=24))
    assert made.call(old) is None
    made.want(NOW - timedelta(hours=72))
    qtbot.wait_until(lambda: made.is_read)
    assert made.call(old) is not None


def test_what_was_read_is_not_let_go_of_too_soon(night: Night, qtbot) -> None:
    old = repaired(night, 60 * 30, ZHANG)
    made = shown(night, qtbot, hours=40)
    made.let_go(NOW - timedelta(hours=24))
    assert made.call(old) is not None


def test_the_journal_said_to_have_changed_is_read(night: Night, qtbot) -> None:
    made = shown(night, qtbot)
    changed: list[str] = []
    made.lane_changed.connect(changed.append)
    night.around.feed.recorded.emit(Recorded("", (), frozenset({f"crew:{CHEN}", "line:8110"})))
    assert changed == [CHEN]
