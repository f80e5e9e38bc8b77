"""The ring test: two calls by which one sees what this exchange tells of a ring, and what it cannot tell (telephony.md, 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from dutydesk.heard import Heard
from dutydesk.phone_calls import phone_id
from dutydesk.telephony.events import What
from dutydesk.words import DivertReason, NumberState, PhoneOutcome


class Step(StrEnum):
    """What whoever tests is to do now."""

    HANG_UP = "hang_up"
    """Ring the maintenance phone while it is forwarded, let it ring twice or longer, and hang up before anybody answers."""
    ANSWER = "answer"
    """Ring it once more, and let somebody answer at the desk phone."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class TestRing:
    """What was told of one of the two rings; `outcome` is None while it goes on, or where its end is never told."""

    __test__ = False  # no test of pytest's

    source: str
    wire_id: str
    number: str = ""
    number_state: NumberState = NumberState.NONE
    is_crew: bool = False
    line: str = ""
    diverted_from: str = ""
    divert_reason: DivertReason = DivertReason.NONE
    was_answered: bool = False
    outcome: PhoneOutcome | None = None

    @property
    def phone(self) -> str:
        """The id of the phone call."""
        return phone_id(self.source, self.wire_id)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing that the test showed: a code of the catalogue, what fills it, and whether all is well there."""

    code: str
    is_good: bool
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RingTest:
    """How far the test has come, as a value. Sources that report the same ring are told apart: each is tested by itself.

    Which source is tested is decided by the first ring; what others tell meanwhile is left aside.
    """

    first: TestRing | None = None
    second: TestRing | None = None

    @property
    def step(self) -> Step:
        """What is to be done now."""
        if self.first is None or self.first.outcome is None:
            return Step.HANG_UP
        return Step.ANSWER if self.second is None or self.second.outcome is None else Step.DONE

    @property
    def current(self) -> TestRing | None:
        """The ring of this step, once it rings."""
        return self.first if self.step is Step.HANG_UP else self.second

    @property
    def rings(self) -> tuple[TestRing, ...]:
        """The rings so far."""
        return tuple(ring for ring in (self.first, self.second) if ring is not None)

    def hear(self, heard: Heard) -> RingTest:
        """The test after an event of a source."""
        if self.step is Step.DONE or (self.first is not None and heard.rang.source != self.first.source):
            return self
        current = self.current
        if current is None:
            is_new = heard.what is What.RINGING and (self.first is None or heard.rang.wire_id != self.first.wire_id)
            return self._with(_begun(heard)) if is_new else self
        return self._with(_gone_on(current, heard)) if heard.rang.wire_id == current.wire_id else self

    def give_up(self) -> RingTest:
        """The end of the ring was never told, and whoever tests goes on: its outcome is unknown."""
        current = self.current
        return self if current is None else self._with(replace(current, outcome=PhoneOutcome.UNKNOWN))

    def verdicts(self) -> tuple[Verdict, ...]:
        """What the rings so far have shown; nothing before the first one is over."""
        if self.first is None or self.first.outcome is None:
            return ()
        second = self.second if self.step is Step.DONE else None
        return (*_of_outcomes(self.first, second), *_of_number(self.first), *_of_diversion(self.first))

    def _with(self, ring: TestRing) -> RingTest:
        return replace(self, first=ring) if self.step is Step.HANG_UP else replace(self, second=ring)


def _begun(heard: Heard) -> TestRing:
    rang = heard.rang
    return TestRing(
        rang.source,
        rang.wire_id,
        number=rang.number or rang.typed_number,
        number_state=rang.number_state,
        is_crew=bool(rang.member),
        line=rang.line,
        diverted_from=rang.diverted_from,
        divert_reason=rang.divert_reason,
    )


def _gone_on(ring: TestRing, heard: Heard) -> TestRing:
    """An answer may be all that is ever told of an answered ring; the end of one that was answered changes nothing any more."""
    if heard.what is What.ANSWERED:
        return replace(ring, was_answered=True, outcome=heard.outcome or PhoneOutcome.ANSWERED_HERE)
    if heard.what is What.ENDED and ring.outcome is None:
        return replace(ring, outcome=heard.outcome or PhoneOutcome.UNKNOWN)
    return ring


def _of_outcomes(first: TestRing, second: TestRing | None) -> Iterator[Verdict]:
    match first.outcome:
        case PhoneOutcome.MISSED:
            yield Verdict("ring_test.missed_told", is_good=True)
        case PhoneOutcome.UNKNOWN:
            yield Verdict("ring_test.missed_unknown", is_good=False)
        case _:
            yield Verdict("ring_test.missed_as_answered", is_good=False)
    if second is None:
        return
    match second.outcome:
        case PhoneOutcome.ANSWERED_HERE:
            yield Verdict("ring_test.answered_here", is_good=True)
        case PhoneOutcome.ANSWERED_ELSEWHERE:
            yield Verdict("ring_test.answered_elsewhere", is_good=True)
        case PhoneOutcome.MISSED:
            yield Verdict("ring_test.answered_as_missed", is_good=False)
        case _:
            yield Verdict("ring_test.answered_unknown", is_good=False)


def _of_number(ring: TestRing) -> Iterator[Verdict]:
    if ring.number_state is not NumberState.OK or not ring.number:
        yield Verdict("ring_test.no_number", is_good=False)
    elif ring.is_crew:
        yield Verdict("ring_test.number_of_crew", is_good=False)
    else:
        yield Verdict("ring_test.number_told", is_good=True)


def _of_diversion(ring: TestRing) -> Iterator[Verdict]:
    if ring.diverted_from:
        yield Verdict("ring_test.diverted_told", is_good=True, values={"line": ring.diverted_from})
    else:
        yield Verdict("ring_test.no_diversion", is_good=False)
