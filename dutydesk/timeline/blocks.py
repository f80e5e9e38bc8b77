"""Blocks: what one person did for a while, told by the entries of a call, or by the person's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dutydesk import events as ev
from dutydesk.calls import Call, evolve
from dutydesk.crew import doing
from dutydesk.entries import Happened
from dutydesk.undoing import standing
from dutydesk.words import Status, Step


@dataclass(frozen=True, slots=True)
class Block:
    """One person is called, on the way, on site, helping or at rest. `call` is "" for a break; `end` is None while it goes on."""

    doing: Status
    call: str
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What a call left on the timeline: the call as it stands, and the blocks of everybody who had to do with it."""

    call: Call
    blocks: Mapping[str, tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class _Turn:
    """From `at` on, each of these people does this."""

    at: datetime
    doings: Mapping[str, Status]


_Run = list[tuple[datetime, Status | None]]


def trace(subject: str, told: Iterable[Happened]) -> Trace | None:
    """The trace of a call from its own entries in order; None when it was never taken or the taking was undone.

    Told and corrected times count. A step that was only implied by a later one makes no block: nobody told its time.
    """
    call: Call | None = None
    turns: list[_Turn] = []
    dated: dict[Step, int] = {}
    for one in standing(told):
        before, call = call, evolve(call, subject, one)
        if call is None:
            continue
        if isinstance(one.event, ev.CallTimeCorrected) and one.event.step in dated:
            turns[dated[one.event.step]] = _Turn(one.event.at, turns[dated[one.event.step]].doings)
        dated |= dict.fromkeys(_newly_dated(before, call), len(turns))
        turns.append(_Turn(one.entry.at, turns[-1].doings if _is_implied(one) and turns else _doings(call)))
    return None if call is None else Trace(call, _blocks(call.id, turns))


def breaks(told: Iterable[Happened]) -> tuple[Block, ...]:
    """When a person was at rest, from their own entries in order."""
    run: _Run = []
    for one in standing(told):
        match one.event:
            case ev.CrewStatusSet() as event:
                _turn(run, one.entry.at, Status.BREAK if event.status is Status.BREAK else None)
            case ev.CrewSignedOn() | ev.CrewSignedOff():
                _turn(run, one.entry.at, None)
    return _of_run("", run)


def statuses_since(newest_first: Iterable[Happened], since: datetime) -> tuple[Happened, ...]:
    """A person's entries from `since` on, and the last one before it that still says what they did then, in order."""
    kept: list[Happened] = []
    undone: set[str] = set()
    for one in newest_first:
        kept.append(one)
        if isinstance(one.event, ev.EntryUndone):
            undone.add(one.event.act)
        elif one.entry.recorded_at < since and isinstance(one.event, ev.CrewFact) and one.entry.act not in undone:
            break
    return tuple(reversed(kept))


def _newly_dated(before: Call | None, after: Call) -> list[Step]:
    known = before.times if before else {}
    return [step for step, moment in after.times.items() if known.get(step) != moment]


def _is_implied(one: Happened) -> bool:
    return isinstance(one.event, ev.CallAcknowledged) and one.event.implied


def _doings(call: Call) -> dict[str, Status]:
    found = ((member, doing(member, call)) for member in call.people)
    return {member: did[0] for member, did in found if did}


def _blocks(call: str, turns: Sequence[_Turn]) -> dict[str, tuple[Block, ...]]:
    runs: defaultdict[str, _Run] = defaultdict(list)
    for turn in turns:
        for member in {*runs, *turn.doings}:
            _turn(runs[member], turn.at, turn.doings.get(member))
    made = {member: _of_run(call, run) for member, run in sorted(runs.items())}
    return {member: blocks for member, blocks in made.items() if blocks}


def _turn(run: _Run, at: datetime, status: Status | None) -> None:
    """From `at` on it is `status`, whatever was thought of that time before: a later entry knows better."""
    if status == (run[-1][1] if run else None):
        return
    while run and run[-1][0] >= at:
        run.pop()
    if status != (run[-1][1] if run else None):
        run.append((at, status))


def _of_run(call: str, run: _Run) -> tuple[Block, ...]:
    ends = [at for at, _ in run[1:]]
    return tuple(Block(status, call, start, end) for (start, status), end in zip(run, [*ends, None], strict=False) if status)
