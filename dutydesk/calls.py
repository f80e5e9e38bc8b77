"""A call as its entries tell it: stage, holder, open offer, times. Folding is total: what is in the journal happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import assert_never

from dutydesk import events as ev
from dutydesk.entries import Entry, Happened
from dutydesk.undoing import standing
from dutydesk.words import Channel, FollowUp, Level, PauseReason, Stage, Step, Told

TRIES_TO_REACH = 3
"""A follow-up not reached so often closes the call (domain.md, Life of a call)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a step happened: `at`, and when that was written down. They differ when the time was told later."""

    at: datetime
    recorded: datetime

    @property
    def is_told(self) -> bool:
        """Whether somebody told the time, so that both are shown."""
        return self.at != self.recorded


@dataclass(frozen=True, slots=True)
class Offer:
    """An open hand-off (派工（待接）): to whom, told how, since when."""

    to: str
    told: Told
    since: datetime
    transfer: bool = False


@dataclass(frozen=True, slots=True)
class Isolation:
    """Something made safe: `key` is the entry's, `what` the words, open until restored."""

    key: str
    what: str
    since: datetime
    restored: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Why the work waits, since when, and when it is looked at again."""

    why: PauseReason
    since: datetime
    check_at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A request for work. `id` is for ever ("A20261122-17"); all people are ids of members, `person` of the register."""

    id: str
    letter: str
    day: date
    counter: int
    stage: Stage
    holder: str
    first_receiver: str
    channel: Channel
    level: Level
    category: str = ""
    place: str = ""
    person: str = ""
    phone_call: str = ""
    diverted_from: str = ""
    relayed_by: str = ""
    line: str = ""
    caller_name: str = ""
    caller_number: str = ""
    offer: Offer | None = None
    candidates: tuple[str, ...] = ()
    attempts: int = 0
    stood_down: str = ""
    worker: str = ""
    held_since: datetime | None = None
    helpers: dict[str, datetime] = field(default_factory=dict)
    isolations: tuple[Isolation, ...] = ()
    pause: Pause | None = None
    paused_seconds: float = 0.0
    times: dict[Step, Moment] = field(default_factory=dict)
    skipped: tuple[Step, ...] = ()
    advice: str = ""
    result: str = ""
    cause: str = ""
    materials: str = ""
    minutes: int | None = None
    follow_up_drawn: bool = False
    not_reached: int = 0
    rating: int | None = None
    rework: int = 0
    reopened_at: datetime | None = None
    chased: int = 0
    caller_told_at: datetime | None = None
    clash: str = ""

    def time(self, step: Step) -> datetime | None:
        """When `step` happened, None when it has not or nobody told."""
        moment = self.times.get(step)
        return moment.at if moment else None

    @property
    def received_at(self) -> datetime:
        """The ring, else the first key."""
        return self.times[Step.RECEIVED].at

    @property
    def promised_from(self) -> datetime:
        """From when the promise to the owner counts: the ring, else the first key; anew once it was reopened."""
        return self.reopened_at or self.received_at

    @property
    def doubtful(self) -> tuple[Step, ...]:
        """Steps whose time contradicts a later step's."""
        dated = [(step, self.times[step].at) for step in _ORDER if step in self.times]
        return tuple(step for i, (step, at) in enumerate(dated) if any(later < at for _, later in dated[i + 1 :]))

    @property
    def people(self) -> frozenset[str]:
        """Members whose row depends on this call."""
        offered = (self.offer.to,) if self.offer else ()
        return frozenset(filter(None, (self.holder, self.worker, *offered, *self.helpers)))


_ORDER = tuple(Step)
_ROAD = (Step.ACKNOWLEDGED, Step.SET_OUT, Step.ARRIVED)


def call_id(letter: str, day: date, counter: int) -> str:
    """The id of a call, for ever."""
    return f"{letter}{day:%Y%m%d}-{counter}"


def fold_call(subject: str, told: Iterable[Happened]) -> Call | None:
    """The call that `told` (its own entries in order) makes, None when it was never taken or the taking was undone."""
    call: Call | None = None
    for one in standing(told):
        call = evolve(call, subject, one)
    return call


def evolve(call: Call | None, subject: str, one: Happened) -> Call | None:
    """`call` after one more fact. Never refuses; a fact that does not fit leaves a clash for a person to settle."""
    if isinstance(one.event, ev.CallTaken):
        return _taken(subject, one.event, one.entry) if call is None else _clash(call, one.entry)
    if call is None or not isinstance(one.event, ev.CallFact):
        return call
    return _step(call, one.event, one.entry)


def _taken(subject: str, event: ev.CallTaken, entry: Entry) -> Call:
    taken = Moment(entry.at, entry.recorded_at)
    return Call(
        id=subject.partition(":")[2],
        letter=event.letter,
        day=event.day,
        counter=event.counter,
        stage=Stage.WAITING,
        holder=event.first_receiver,
        first_receiver=event.first_receiver,
        channel=event.channel,
        level=event.level,
        category=event.category,
        place=event.place,
        person=event.person,
        phone_call=event.phone_call,
        diverted_from=event.diverted_from,
        relayed_by=event.relayed_by,
        line=event.line,
        caller_name=event.caller_name,
        caller_number=event.caller_number,
        times={Step.RECEIVED: Moment(event.received_at, event.received_at), Step.TAKEN: taken},
        held_since=entry.at,
    )


def _step(call: Call, event: ev.CallFact, entry: Entry) -> Call:
    match event:
        case ev.CallHandedOff():
            return _offered(call, event, entry)
        case ev.CallNotAnswered():
            return replace(call, offer=None, attempts=call.attempts + 1, candidates=tuple(dict.fromkeys((*call.candidates, event.by))))
        case ev.CallAcknowledged():
            return _acknowledged(call, event, entry)
        case ev.CallDeclined():
            return replace(call, offer=None, candidates=tuple(one for one in call.candidates if one != event.by))
        case ev.CallHelperJoined():
            return replace(call, helpers={event.helper: entry.at} | call.helpers)
        case ev.CallHelperLeft():
            return replace(call, helpers=_without(call.helpers, event.helper))
        case ev.CallSetOut():
            return _moved(call, Stage.EN_ROUTE, Step.SET_OUT, entry)
        case ev.CallArrived():
            return _moved(call, Stage.ON_SITE, Step.ARRIVED, entry)
        case ev.CallMadeSafe():
            return _made_safe(call, event, entry)
        case ev.CallRestored():
            return _restored(call, event, entry)
        case ev.CallPaused():
            return replace(call, stage=Stage.PAUSED, pause=Pause(event.why, entry.at, event.check_at, event.note))
        case ev.CallResumed():
            return replace(_unpaused(call, entry.at), stage=Stage.ACCEPTED)
        case ev.CallCompleted():
            return _completed(call, event, entry)
        case ev.CallFollowedUp():
            return _followed_up(call, event, entry)
        case ev.CallAdvised():
            return _closed(replace(call, advice=event.advice), entry)
        case ev.CallReturned():
            return _back(_unpaused(call, entry.at), event.officer)
        case ev.CallReopened():
            return _reopened(call, event, entry)
        case ev.CallCancelled():
            return replace(call, stage=Stage.CANCELLED, offer=None, helpers={}, pause=None)
        case ev.CallPassedOn():
            return _passed_on(call, event)
        case ev.CallAmended():
            return _amended(call, event)
        case ev.CallTimeCorrected():
            return replace(call, times=call.times | {event.step: Moment(event.at, entry.recorded_at)})
        case ev.CallChased():
            return replace(call, chased=call.chased + 1)
        case ev.CallCallerTold():
            return replace(call, caller_told_at=entry.at)
        case ev.CallNoted() | ev.CallTaken():
            return call
        case _:
            assert_never(event)


def _without(helpers: dict[str, datetime], leaver: str) -> dict[str, datetime]:
    return {one: since for one, since in helpers.items() if one != leaver}


def _clash(call: Call, entry: Entry) -> Call:
    return replace(call, clash=entry.key)


def _with(call: Call, step: Step, entry: Entry) -> dict[Step, Moment]:
    return call.times | {step: Moment(entry.at, entry.recorded_at)}


def _offered(call: Call, event: ev.CallHandedOff, entry: Entry) -> Call:
    times = call.times if Step.HANDED_OFF in call.times else _with(call, Step.HANDED_OFF, entry)
    earlier = call.candidates + ((call.offer.to,) if call.offer else ())
    return replace(
        call,
        offer=Offer(event.to, event.told, entry.at, event.transfer),
        candidates=tuple(one for one in dict.fromkeys(earlier) if one != event.to),
        times=times,
    )


def _acknowledged(call: Call, event: ev.CallAcknowledged, entry: Entry) -> Call:
    if not call.stage.is_work:
        return _clash(call, entry)
    other = call.offer.to if call.offer and call.offer.to != event.by else ""
    after = replace(
        call,
        stage=Stage.ACCEPTED if call.stage is Stage.WAITING else call.stage,
        holder=event.by,
        worker=event.by,
        offer=None,
        candidates=(),
        stood_down=other,
        helpers=_without(call.helpers, event.by),
        held_since=entry.at,
        times=call.times if call.stage.is_taken_on or event.implied else _with(call, Step.ACKNOWLEDGED, entry),
    )
    unexpected = call.stage.is_taken_on and call.offer is None and event.by not in call.candidates
    return _clash(after, entry) if unexpected else after


def _moved(call: Call, stage: Stage, step: Step, entry: Entry) -> Call:
    passed = _skipped(call, step)
    return replace(_unpaused(call, entry.at), stage=stage, times=_with(call, step, entry), skipped=passed)


def _skipped(call: Call, step: Step) -> tuple[Step, ...]:
    before = [one for one in _ROAD if _ORDER.index(one) < _ORDER.index(step)]
    return tuple(dict.fromkeys((*call.skipped, *(one for one in before if one not in call.times))))


def _unpaused(call: Call, at: datetime) -> Call:
    if call.pause is None:
        return call
    stood = max(0.0, (at - call.pause.since).total_seconds()) if call.pause.why.stops_complete_clock else 0.0
    return replace(call, pause=None, paused_seconds=call.paused_seconds + stood)


def _made_safe(call: Call, event: ev.CallMadeSafe, entry: Entry) -> Call:
    times = call.times if Step.MADE_SAFE in call.times else _with(call, Step.MADE_SAFE, entry)
    return replace(call, isolations=(*call.isolations, Isolation(entry.key, event.what, entry.at)), times=times)


def _restored(call: Call, event: ev.CallRestored, entry: Entry) -> Call:
    now = tuple(replace(one, restored=entry.at) if one.key == event.isolation else one for one in call.isolations)
    return replace(call, isolations=now)


def _completed(call: Call, event: ev.CallCompleted, entry: Entry) -> Call:
    done = replace(
        _unpaused(call, entry.at),
        stage=Stage.COMPLETED,
        offer=None,
        helpers={},
        times=_with(call, Step.COMPLETED, entry),
        skipped=_skipped(call, Step.COMPLETED),
        follow_up_drawn=event.follow_up,
        minutes=event.minutes,
        result=event.result,
        cause=event.cause,
        materials=event.materials,
    )
    return done if event.follow_up else _closed(done, entry)


def _closed(call: Call, entry: Entry) -> Call:
    return replace(call, stage=Stage.CLOSED, offer=None, helpers={}, pause=None, times=_with(call, Step.CLOSED, entry))


def _followed_up(call: Call, event: ev.CallFollowedUp, entry: Entry) -> Call:
    tries = call.not_reached + (event.said is FollowUp.NOT_REACHED)
    asked = replace(call, not_reached=tries, rating=event.rating)
    if event.said is FollowUp.NOT_REACHED and tries < TRIES_TO_REACH:
        return asked
    return _closed(replace(asked, times=_with(asked, Step.FOLLOWED_UP, entry)), entry)


def _first_steps(call: Call) -> dict[Step, Moment]:
    return {step: call.times[step] for step in (Step.RECEIVED, Step.TAKEN) if step in call.times}


def _reopened(call: Call, event: ev.CallReopened, entry: Entry) -> Call:
    again = replace(call, rework=call.rework + 1, reopened_at=entry.at, held_since=entry.at, paused_seconds=0.0, times=_first_steps(call))
    return _back(again, event.officer)


def _back(call: Call, officer: str) -> Call:
    return replace(call, stage=Stage.WAITING, holder=officer, offer=None, candidates=(), helpers={}, pause=None, not_reached=0, skipped=())


def _passed_on(call: Call, event: ev.CallPassedOn) -> Call:
    def heir(one: str) -> str:
        return event.officer if one == event.leaver else one

    return replace(call, holder=heir(call.holder), first_receiver=heir(call.first_receiver))


def _amended(call: Call, event: ev.CallAmended) -> Call:
    given = {
        name: value
        for name in ("category", "level", "place", "channel", "person", "phone_call")
        if (value := getattr(event, name)) is not None
    }
    given |= {name: getattr(event, name) for name in event.changed if name in ("line", "caller_name", "caller_number")}
    return replace(call, **given)
