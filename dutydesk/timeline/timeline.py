"""The timeline as it is known: subject by subject taken in, read lane by lane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from dutydesk.calls import Call
from dutydesk.entries import Happened
from dutydesk.timeline.blocks import Block, Trace, breaks, trace
from dutydesk.timeline.lanes import lane


class Timeline:
    """Calls and people that were taken in. Each one's part follows from its own entries alone, so that live is as made anew."""

    def __init__(self) -> None:
        self._traces: dict[str, Trace] = {}
        self._breaks: dict[str, tuple[Block, ...]] = {}
        self._calls_of: dict[str, set[str]] = {}
        self._lanes: dict[str, tuple[Block, ...]] = {}
        self._calls: tuple[Call, ...] | None = ()

    def take_call(self, call: str, told: Iterable[Happened]) -> frozenset[str]:
        """Take a call in anew from all its entries in order; answers whose lanes that may have changed."""
        self._calls = None
        before, after = self._traces.pop(call, None), trace(f"call:{call}", told)
        if after is not None:
            self._traces[call] = after
        people = frozenset().union(*(one.blocks for one in (before, after) if one is not None))
        for member in people:
            known = self._calls_of.setdefault(member, set())
            (known.add if after is not None and member in after.blocks else known.discard)(call)
            self._lanes.pop(member, None)
        return people

    def take_member(self, member: str, told: Iterable[Happened]) -> None:
        """Take a person's own entries in anew: their breaks."""
        self._breaks[member] = breaks(told)
        self._lanes.pop(member, None)

    def knows(self, call: str) -> bool:
        """Whether the call was taken in, and there is such a call."""
        return call in self._traces

    def call(self, call: str) -> Call | None:
        """A call as it stands."""
        found = self._traces.get(call)
        return found.call if found else None

    def calls(self) -> Sequence[Call]:
        """All calls, in the order in which they were received."""
        if self._calls is None:
            self._calls = tuple(sorted((one.call for one in self._traces.values()), key=lambda call: (call.received_at, call.id)))
        return self._calls

    def lane(self, member: str) -> tuple[Block, ...]:
        """A person's blocks, in order and never two at once."""
        if member not in self._lanes:
            worked = (block for call in sorted(self._calls_of.get(member, ())) for block in self._traces[call].blocks[member])
            self._lanes[member] = lane((*worked, *self._breaks.get(member, ())))
        return self._lanes[member]

    def workers(self) -> frozenset[str]:
        """Who had to do with any of the calls."""
        return frozenset(member for member, calls in self._calls_of.items() if calls)

    def has_work(self, member: str, since: datetime, until: datetime) -> bool:
        """Whether the person had to do with a call between `since` and `until`."""
        return any(block.call and block.start < until and (block.end is None or block.end > since) for block in self.lane(member))

    def forget(self, before: datetime) -> None:
        """Let go of calls that are over and left nothing after `before`."""
        gone = [call for call, one in self._traces.items() if _is_over(one, before)]
        for call in gone:
            self.take_call(call, ())
        for member, blocks in self._breaks.items():
            self._breaks[member] = tuple(block for block in blocks if block.end is None or block.end > before)
            self._lanes.pop(member, None)


def _is_over(one: Trace, before: datetime) -> bool:
    if one.call.stage.is_open or one.call.received_at >= before:
        return False
    return all(block.end is not None and block.end < before for blocks in one.blocks.values() for block in blocks)
