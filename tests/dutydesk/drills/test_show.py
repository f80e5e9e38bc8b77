"""A drill on a desk: who sits there, what has happened when somebody looks in, and how long visitors are given."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from dutydesk import duty, life
from dutydesk.clocks import DrillClock
from dutydesk.desk import Desk
from dutydesk.drafts import Draft
from dutydesk.drills import living, runner
from dutydesk.drills.drill import Tally
from dutydesk.drills.living import LEAD, played_through
from dutydesk.drills.runner import Runner
from dutydesk.drills.show import LONGEST_PATIENCE, Course, Show
from dutydesk.drills.telling import Telling
from dutydesk.heard import Heard
from dutydesk.journal import Author
from dutydesk.memory import MemoryJournal
from dutydesk.refusals import RefusedError
from dutydesk.settings import Settings
from dutydesk.site import Site
from dutydesk.words import Status
from tests.dutydesk.drills.stage import EVENING, LI, ZONE, Given, Playhouse, arrival, people, sample

PATIENCE = 20.0


class Drafts:
    """What is half-typed, in memory."""

    def __init__(self) -> None:
        self.saved: tuple[Draft, ...] = ()

    def save(self, drafts: tuple[Draft, ...]) -> None:
        self.saved = drafts

    def load(self) -> tuple[Draft, ...]:
        return self.saved


class Desktop:
    """A desk in memory with a show on it."""

    def __init__(self, course: Course, site: Site | None = None, *, close: Callable[[], None] | None = None) -> None:
        self.journal = MemoryJournal(course.clock)
        self.closed: list[str] = []
        self.drafts = Drafts()
        self.site = site or sample()[0]
        statuses = tuple((member.id, Status.FREE, "") for member in self.site.members if member.crew == "maintenance")
        Desk(self.journal).do(Author("", ""), duty.muster, statuses=statuses)
        self.show = Show(
            course,
            journal=self.journal,
            readings=self.journal,
            close=close or (lambda: self.closed.append(threading.current_thread().name)),
            site=self.site,
            register=people(),
            chosen=Settings(),
            drafts=self.drafts,
        )

    @property
    def officers(self) -> list[str]:
        return [row.member for row in self.journal.members() if row.officer]


def course(*arrivals: Any, speed: float = 1.0, **given: Any) -> Course:
    def telling(tally: Tally) -> Telling:
        return Telling("drill.demo", {"came": tally.came, "refused": tally.refused}, tally.is_over)

    return Course(DrillClock(EVENING), ZONE, speed, "en", lambda _premises, _script: Given(*arrivals), telling, **given)


class Watch:
    """Waits until something was told."""

    def __init__(self) -> None:
        self.told: list[Telling] = []
        self.heard: list[Heard] = []
        self._changed = threading.Condition()

    def hear(self, heard: Heard) -> None:
        self.heard.append(heard)

    def tell(self, telling: Telling) -> None:
        with self._changed:
            self.told.append(telling)
            self._changed.notify_all()

    def until(self, is_so: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(is_so, PATIENCE)


@contextmanager
def started(desktop: Desktop, watch: Watch) -> Iterator[None]:
    desktop.show.start(watch.hear, watch.tell)
    try:
        yield
    finally:
        desktop.show.stop()
        desktop.show.stop()


def test_an_officer_of_the_office_sits_down_and_time_has_passed_already() -> None:
    desktop = Desktop(course(arrival(at=1.0), arrival(at=90.0), lead=timedelta(hours=1)))
    desktop.show.begin()
    assert desktop.officers == [LI]
    assert len(desktop.journal.calls) == 1
    assert desktop.closed == ["MainThread"]


def test_whoever_sits_there_stays_and_nothing_is_played_ahead() -> None:
    desktop = Desktop(course(arrival()))
    Desk(desktop.journal).do(Author("m502", "m502"), duty.sign_on, member="m502", officer=True)
    desktop.show.begin()
    assert (desktop.officers, desktop.journal.calls) == (["m502"], {})


def test_a_site_without_an_officer_goes_without() -> None:
    site = Site("s", "站", "Site")
    desktop = Desktop(course(arrival()), site)
    desktop.show.begin()
    assert desktop.officers == []


def test_it_plays_to_its_end_as_fast_as_the_desk_answers() -> None:
    watch, desktop = Watch(), Desktop(course(arrival()))
    tally = desktop.show.play(watch.tell)
    assert (tally.came, tally.open, tally.is_over) == (1, 0, True)
    assert [telling.values["came"] for telling in watch.told if not telling.is_over] == [0, 1]
    assert watch.told[-1].is_over


def test_it_plays_at_a_speed_too() -> None:
    desktop = Desktop(course(arrival()))
    assert desktop.show.play(speed=100_000.0).is_over


def test_it_runs_in_a_thread_and_rings_soon() -> None:
    watch, desktop = Watch(), Desktop(course(arrival(at=500.0), speed=1000.0))
    desktop.show.begin()
    with started(desktop, watch):
        watch.until(lambda: any(telling.values["came"] == 1 for telling in watch.told))
    assert watch.heard[0].rang.diverted_from == "8110"
    assert desktop.closed == ["MainThread", "drill"]


def test_visitors_of_a_fast_drill_get_as_long_as_a_ring_may_last() -> None:
    watch, desktop = Watch(), Desktop(course(arrival(at=500.0), speed=48.0))
    with started(desktop, watch):
        assert desktop.show.drill.ringing.patience == LONGEST_PATIENCE
        assert desktop.show.drill.grace == timedelta(hours=2)


def test_a_ring_that_stands_in_the_windows_drafts_is_held() -> None:
    desktop = Desktop(course())
    typed = Draft("d1", "3-1502", EVENING, phone_call="drill:a1.0"), Draft("d2", "lobby", EVENING)
    desktop.show.drafts.save(typed)
    assert (desktop.show.drafts.held, desktop.show.drafts.load()) == (frozenset({"drill:a1.0"}), typed)


@pytest.mark.logs
def test_a_mistake_ends_the_drill_and_not_the_desk(caplog: pytest.LogCaptureFixture) -> None:
    ended = threading.Event()
    desktop = Desktop(course(arrival()), close=ended.set)
    told: list[Telling] = []

    def fails_once(telling: Telling) -> None:
        told.append(telling)
        if len(told) == 1:
            raise ValueError

    desktop.show.start(Watch().hear, fails_once)
    assert ended.wait(PATIENCE)
    desktop.show.stop()
    assert "the drill has stopped" in caplog.text
    assert (told[-1].code, told[-1].is_over, told[-1].is_fault) == ("drill.stopped", True, True)
    caplog.clear()


@pytest.mark.logs
def test_a_drill_that_cannot_read_any_more_says_so(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    watch, desktop = Watch(), Desktop(course(arrival()))

    def lost() -> None:
        raise RefusedError("data.unreadable", path="x", cause="y")

    monkeypatch.setattr(desktop.journal, "open_calls", lost)
    with started(desktop, watch):
        watch.until(lambda: any(telling.code == "drill.stopped" for telling in watch.told))
    caplog.clear()


def test_the_end_tells_how_often_the_script_was_refused_and_why_the_last_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise RefusedError("call.offer_to_same", call=1, member="m208")

    told: list[Telling] = []
    desktop = Desktop(course(arrival()))
    monkeypatch.setattr(life, "set_out", refuses)

    def watch(telling: Telling) -> None:
        told.append(telling)
        if telling.values["refused"] == 2:
            monkeypatch.undo()

    desktop.show.play(watch)
    over = told[-1]
    assert [one.code for one in over.sentences] == ["drill.demo", "drill.refused", "call.offer_to_same"]
    assert (over.more[0].values, over.more[1].values["member"]) == ({"count": 2}, "陈志强")
    assert all(not telling.more for telling in told[:-1])


# ---- the runner


def test_a_runner_that_is_stopped_before_it_plays_does_nothing() -> None:
    stage = Playhouse(arrival())
    stopped = Runner(
        stage.drill, stage.sight, stage.clock, stage.journal, report=lambda _tally: None, on_fault=lambda _tally: None, on_end=lambda: None
    )
    stopped.stop()
    assert stopped.play().came == 0
    assert stopped.live().came == 0


def test_an_hour_in_which_nothing_is_open_passes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "LONGEST_WAIT", 0.0)
    watch, desktop = Watch(), Desktop(course(arrival(at=60 * 24 * 400.0), speed=60.0))
    desktop.show.drill.hurry = lambda _at: None  # type: ignore[method-assign]
    with started(desktop, watch):
        watch.until(
            lambda: (
                any(telling.values["came"] == 1 for telling in watch.told)
                or desktop.show.course.clock.now() > EVENING + timedelta(days=399)
            )
        )
    assert desktop.show.course.clock.now() > EVENING + timedelta(days=399)


def test_an_idle_hour_of_the_present_is_lived_through() -> None:
    stage = Playhouse(arrival(at=60.0))
    clock = DrillClock(EVENING, catches_up=True, real=lambda: 0.0, wall=EVENING.timestamp)
    player = Runner(
        stage.drill,
        stage.sight,
        clock,
        stage.journal,
        report=lambda _tally: player.stop(),
        on_fault=lambda _tally: None,
        on_end=lambda: None,
    )
    player.live()
    assert clock.now() == EVENING


def test_the_end_of_a_play_may_be_said() -> None:
    stage = Playhouse(arrival(at=20.0), arrival(at=30.0))
    till = EVENING + timedelta(minutes=10)
    player = Runner(
        stage.drill, stage.sight, stage.clock, stage.journal, report=lambda _tally: None, on_fault=lambda _tally: None, on_end=lambda: None
    )
    assert (player.play(till).came, stage.clock.now()) == (0, till)


# ---- the living demo


def test_a_slow_demo_is_the_last_hour_and_a_fast_one_some_evening_before() -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
    slow, fast = (living.living(now, ZONE, speed=speed, language="zh") for speed in (1.0, 48.0))
    assert (slow.is_present, fast.is_present) == (True, False)
    assert slow.clock.now() == now - LEAD
    assert fast.clock.now() == datetime(2026, 11, 17, 18, 30, tzinfo=ZONE)
    assert slow.telling(Tally(0, 0, 0, now, is_over=False)).code == "drill.demo"
    assert fast.telling(Tally(0, 0, 0, now, is_over=False)) == Telling("drill.fast_demo", {"speed": "48"})


def seen_after(passed: timedelta) -> Tally:
    """How the living demo stands so long after it began."""
    now = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
    desktop = Desktop(replace(living.living(now, ZONE, speed=1.0, language="zh"), lead=passed))
    desktop.show.begin()
    return desktop.show.drill.tally(now)


def test_a_visitor_comes_to_a_busy_evening_that_becomes_a_quiet_night() -> None:
    """Twenty calls in eight hours are a busy night (screens.md, Sounds)."""
    opened, morning = seen_after(LEAD), seen_after(LEAD + timedelta(hours=8))
    assert opened.open >= 3
    assert 10 <= morning.came - opened.came <= 20


def test_a_demo_goes_on_after_the_last_entry_of_its_folder() -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
    again = living.living(now, ZONE, speed=48.0, language="zh")
    assert again.take_up(None) is again
    taken_up = again.take_up(datetime(2026, 11, 20, 3, 0, tzinfo=ZONE))
    assert (taken_up.lead, taken_up.clock.now()) == (timedelta(0), datetime(2026, 11, 20, 3, 0, tzinfo=ZONE))
    slow = living.living(now, ZONE, speed=1.0, language="zh").take_up(datetime(2026, 11, 20, 3, 0, tzinfo=ZONE))
    assert slow.clock.now() == now


def test_calls_that_are_played_through_are_over_by_now() -> None:
    now = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE)
    through = played_through(now, ZONE, language="zh", calls=20)
    desktop = Desktop(through)
    tally = desktop.show.play()
    assert (tally.came, tally.is_over) == (20, True)
    assert tally.at < now
