"""Time limits: which clock runs on a call, when it is due, and how bad that is. Clocks only show; they never act.

Levels and figures: domain.md, "Levels and default limits"; every figure is a site setting (``resources/levels.toml``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum

from dutydesk.calls import Call
from dutydesk.categories import Category, Night
from dutydesk.levels import Hours, LevelLimits, Levels, Limit
from dutydesk.phone_calls import PhoneCall
from dutydesk.words import Stage, Step

LIFTS = "lifts"
"""The trade whose limits differ: a lift contractor has longer to arrive."""
ANSWER = timedelta(seconds=15)
"""How long a ring may take to be answered, as a rule."""


class Clock(StrEnum):
    """What must happen before the limit."""

    HAND_OFF = "hand_off"
    ACKNOWLEDGE = "acknowledge"
    ARRIVE = "arrive"
    MAKE_SAFE = "make_safe"
    COMPLETE = "complete"
    CHECK = "check"
    FOLLOW_UP = "follow_up"
    CALLER_TOLD = "caller_told"


class Heat(IntEnum):
    """How near a clock is to its limit."""

    CALM = 0
    NEARING = 1
    PAST = 2
    ESCALATED = 3


@dataclass(frozen=True, slots=True)
class RunningClock:
    """One clock that runs: from when, when it turns amber, when it is due, when it escalates. Aware times."""

    clock: Clock
    started: datetime
    amber: datetime
    due: datetime
    escalates: datetime

    def heat(self, now: datetime) -> Heat:
        """How near the limit is at `now`."""
        if now >= self.escalates:
            return Heat.ESCALATED
        if now >= self.due:
            return Heat.PAST
        return Heat.NEARING if now >= self.amber else Heat.CALM


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The site's calendar: Monday to Friday, less holidays, plus make-up days (调休)."""

    holidays: frozenset[date] = frozenset()
    make_up: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether people of the day shift work on `day`."""
        return day in self.make_up or (day.isoweekday() <= 5 and day not in self.holidays)

    def after(self, start: datetime, days: int) -> datetime:
        """The same time of day, `days` working days on."""
        moment = start
        while days > 0:
            moment += timedelta(days=1)
            days -= self.is_working(moment.date())
        return moment


class Limits:
    """The site's limits, applied. Times given are aware; those of day and night are read in their own zone."""

    def __init__(self, levels: Levels, days: WorkingDays = WorkingDays(), answer: timedelta = ANSWER) -> None:
        self._levels = levels
        self._days = days
        self._answer = answer

    def main_clock(self, call: Call, category: Category | None, zone: datetime) -> RunningClock | None:
        """The clock that matters at the call's stage; `zone` is any aware time in the site's zone. None where none runs."""
        found = self._by_stage(call, category)
        if found is None:
            return None
        clock, started, limit = found
        if clock is Clock.CHECK:
            return self._until(clock, started, call.pause.check_at if call.pause else started, None)
        if limit is None:
            return None
        waits = limit.by_day and (category is None or category.night is not Night.WAKE)
        due = self._due(started.astimezone(zone.tzinfo), limit, waits_for_day=waits)
        if clock is Clock.COMPLETE:
            due += timedelta(seconds=call.paused_seconds)
        return self._until(clock, started, due, limit.target)

    def caller_clock(self, call: Call) -> RunningClock | None:
        """When the caller is owed a word, while there is work."""
        limit = self._of(call).caller_told
        if limit is None or not call.stage.is_work:
            return None
        started = call.caller_told_at or call.times[Step.TAKEN].at
        return self._until(Clock.CALLER_TOLD, started, started + timedelta(seconds=limit.seconds), None)

    def answer_heat(self, phone: PhoneCall, now: datetime) -> Heat:
        """How near a ring is to its limit where it rings now. Nothing is claimed where its source would not tell of an answer."""
        if not phone.tells_missed or not phone.is_ringing:
            return Heat.CALM
        share = (now - phone.rings_since) / self._answer
        return Heat.PAST if share >= 1 else Heat.NEARING if share >= self._levels.amber else Heat.CALM

    def _of(self, call: Call) -> LevelLimits:
        return self._levels.level(call.level).limits

    def _by_stage(self, call: Call, category: Category | None) -> tuple[Clock, datetime, Limit | None] | None:
        limits, lift = self._of(call), category is not None and category.trade == LIFTS
        match call.stage:
            case Stage.WAITING if call.offer:
                return Clock.ACKNOWLEDGE, call.offer.since, limits.acknowledge
            case Stage.WAITING:
                return Clock.HAND_OFF, call.promised_from, limits.hand_off
            case Stage.ACCEPTED | Stage.EN_ROUTE:
                arrive = limits.arrive_contractor if lift and limits.arrive_contractor else limits.arrive
                return (Clock.ARRIVE, call.promised_from, arrive) if arrive else (Clock.COMPLETE, call.promised_from, limits.complete)
            case Stage.ON_SITE:
                safe = limits.make_safe_lift if lift and limits.make_safe_lift else limits.make_safe
                if safe and call.time(Step.MADE_SAFE) is None:
                    return Clock.MAKE_SAFE, call.promised_from, safe
                return Clock.COMPLETE, call.promised_from, limits.complete
            case Stage.PAUSED if call.pause:
                return Clock.CHECK, call.pause.since, None
            case Stage.COMPLETED:
                return Clock.FOLLOW_UP, call.time(Step.COMPLETED) or call.promised_from, limits.follow_up
            case _:
                return None

    def _due(self, started: datetime, limit: Limit, *, waits_for_day: bool) -> datetime:
        if limit.working_days:
            return self._days.after(started, limit.working_days)
        if waits_for_day:
            return after_daylight(started, timedelta(seconds=limit.seconds), self._levels.night)
        return started + timedelta(seconds=limit.seconds)

    def _until(self, clock: Clock, started: datetime, due: datetime, target: int | None) -> RunningClock:
        runs = due - started
        amber = started + (timedelta(seconds=target) if target else runs * self._levels.amber)
        return RunningClock(clock, started, amber, due, started + runs * self._levels.escalation)


def after_daylight(started: datetime, runs: timedelta, night: Hours) -> datetime:
    """When `runs` have passed outside the night; `started` is in the site's zone."""
    moment = started
    while True:
        if night.covers(moment.time()):
            moment = _next(moment, night.ends)
        dusk = _next(moment, night.starts)
        if dusk - moment >= runs:
            return moment + runs
        runs -= dusk - moment
        moment = dusk


def _next(moment: datetime, at: time) -> datetime:
    today = datetime.combine(moment.date(), at, moment.tzinfo)
    return today if today > moment else today + timedelta(days=1)


def urgency(call: Call, clock: RunningClock | None, now: datetime) -> tuple[int, int, bool, float, int]:
    """Sort key of the open calls: past their limit first, then by level, then the chased, then the nearest due, then number."""
    heat = clock.heat(now) if clock else Heat.CALM
    left = (clock.due - now).total_seconds() if clock else float("inf")
    return (-min(heat, Heat.PAST), call.level, call.chased == 0, left, call.counter)
