"""Any sequence of verbs keeps the invariants: one holder always, at most one offer, live = rebuild for every row."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from dutydesk import duty, life, rings, undo
from dutydesk.calls import fold_call
from dutydesk.events import CallAmended
from dutydesk.journal import Author
from dutydesk.memory import MemoryJournal
from dutydesk.taking import NewCall, take
from dutydesk.telephony.events import What
from dutydesk.words import DeclineReason, FollowUp, Level, PauseReason, PhoneOutcome, Stage, Status, Step, Told
from tests.dutydesk.deskside import CHEN, DAY, LI, LIU, WANG, ZHAO, Deskside, heard

MEMBERS = st.sampled_from([CHEN, LIU, ZHAO])
OFFICERS = st.sampled_from([Author(LI, LI), Author(WANG, WANG), Author(CHEN, LI), Author(LIU, WANG)])
TOLD_HOW = st.sampled_from(list(Told))
SHARES = st.sampled_from([dict.fromkeys(Level, 1.0), dict.fromkeys(Level, 0.0)])
MINUTES_AGO = st.one_of(st.none(), st.integers(-2, 20))


class NightOfVerbs(RuleBasedStateMachine):
    """Officers, crew and phones do anything in any order; what is refused must leave no trace."""

    calls = Bundle("calls")

    def __init__(self) -> None:
        super().__init__()
        self.desk = Deskside()
        self.acts: list[str] = []

    def say(self, who: Author, decision: object, *args: object, **given: object) -> bool:
        self.desk.clock.move(seconds=7)
        before = sum(1 for _ in self.desk.journal.entries())
        request = self.desk.desk.do(who, decision, *args, **given)  # type: ignore[arg-type]
        after = sum(1 for _ in self.desk.journal.entries())
        recorded = not hasattr(self.desk.outcomes[-1], "code")
        assert recorded or before == after
        if recorded and after > before:
            self.acts.append(request)
        return recorded

    def ago(self, minutes: int | None) -> object:
        return None if minutes is None else self.desk.clock.now() - timedelta(minutes=minutes)

    @initialize(target=calls)
    def officers_come(self) -> str:
        self.say(Author(LI, LI), duty.sign_on, member=LI, officer=True)
        self.say(Author(CHEN, LI), duty.sign_on, member=CHEN, officer=False)
        return self.take(Level.URGENT, ring=True)

    @rule(target=calls, level=st.sampled_from(list(Level)), ring=st.booleans())
    def one_more(self, level: Level, ring: bool) -> str:
        return self.take(level, ring)

    def take(self, level: Level, ring: bool) -> str:
        phone = "webhook:w1" if ring else ""
        new = NewCall(DAY, self.desk.clock.now(), LI, line="x", place="3-1-1502", level=level, phone_call=phone)
        assert self.say(Author(LI, LI), take, new=new)
        return self.desk.outcomes[-1].entries[0].entry.subject[5:]  # type: ignore[union-attr]

    @rule(call=calls, who=OFFICERS, to=MEMBERS, how=TOLD_HOW, ago=MINUTES_AGO)
    def hand_off(self, call: str, who: Author, to: str, how: Told, ago: int | None) -> None:
        self.say(who, life.hand_off, call, to=to, told_how=how, told=self.ago(ago))

    @rule(call=calls, who=OFFICERS, to=MEMBERS)
    def transfer(self, call: str, who: Author, to: str) -> None:
        self.say(who, life.transfer, call, to=to, reason="x", told_how=Told.RADIO)

    @rule(call=calls, who=OFFICERS, by=st.one_of(st.just(""), MEMBERS))
    def answer(self, call: str, who: Author, by: str) -> None:
        self.say(who, life.acknowledge, call, by=by)

    @rule(call=calls, who=OFFICERS, silent=st.booleans())
    def no_answer(self, call: str, who: Author, silent: bool) -> None:
        if silent:
            self.say(who, life.not_answered, call)
        else:
            self.say(who, life.decline, call, why=DeclineReason.OTHER)

    @rule(call=calls, who=OFFICERS, step=st.sampled_from([life.set_out, life.arrive]), ago=MINUTES_AGO)
    def move(self, call: str, who: Author, step: object, ago: int | None) -> None:
        self.say(who, step, call, author=who, told=self.ago(ago))

    @rule(call=calls, who=OFFICERS, shares=SHARES)
    def complete(self, call: str, who: Author, shares: dict[Level, float]) -> None:
        self.say(who, life.complete, call, author=who, shares=shares)

    @rule(call=calls, who=OFFICERS, said=st.sampled_from(list(FollowUp)))
    def follow_up(self, call: str, who: Author, said: FollowUp) -> None:
        self.say(who, life.follow_up, call, said=said)

    @rule(call=calls, who=OFFICERS, decision=st.sampled_from([life.not_fixed, life.give_back]))
    def back(self, call: str, who: Author, decision: object) -> None:
        given = {"complaint": "x"} if decision is life.not_fixed else {"reason": "x"}
        self.say(who, decision, call, officer=who.entered_by, **given)

    @rule(call=calls, who=OFFICERS, helper=MEMBERS, joins=st.booleans())
    def help(self, call: str, who: Author, helper: str, joins: bool) -> None:
        self.say(who, life.help_out if joins else life.stop_helping, call, helper=helper)

    @rule(call=calls, who=OFFICERS, why=st.sampled_from(list(PauseReason)), rest=st.booleans())
    def pause(self, call: str, who: Author, why: PauseReason, rest: bool) -> None:
        if rest:
            self.say(who, life.pause, call, why=why, check_at=self.desk.clock.now() + timedelta(hours=1))
        else:
            self.say(who, life.resume, call)

    @rule(call=calls, who=OFFICERS, shut=st.booleans())
    def valve(self, call: str, who: Author, shut: bool) -> None:
        self.say(who, life.make_safe if shut else life.restore, call)

    @rule(call=calls, who=OFFICERS, what=st.sampled_from([life.chase, life.tell_caller, life.cancel, life.note]))
    def remark(self, call: str, who: Author, what: object) -> None:
        given = {"reason": "x"} if what is life.cancel else {"text": "x"} if what is life.note else {}
        self.say(who, what, call, **given)

    @rule(call=calls, who=OFFICERS, level=st.sampled_from(list(Level)), ring=st.booleans())
    def amend(self, call: str, who: Author, level: Level, ring: bool) -> None:
        self.say(who, life.amend, call, changes=CallAmended(level=level, phone_call="webhook:w1" if ring else None))

    @rule(call=calls, who=OFFICERS, step=st.sampled_from(list(Step)), ago=st.integers(0, 30))
    def correct(self, call: str, who: Author, step: Step, ago: int) -> None:
        self.say(who, life.correct_time, call, step=step, at=self.ago(ago))

    @rule(who=OFFICERS, member=st.sampled_from([LI, WANG, CHEN, LIU]), on=st.booleans())
    def sign(self, who: Author, member: str, on: bool) -> None:
        if on:
            self.say(who, duty.sign_on, member=member, officer=member in (LI, WANG))
        else:
            self.say(who, duty.sign_off, member=member, officer=WANG if member == LI else LI)

    @rule(who=OFFICERS, member=MEMBERS, status=st.sampled_from(list(Status)))
    def status(self, who: Author, member: str, status: Status) -> None:
        self.say(who, duty.set_status, member=member, status=status)

    @rule(what=st.sampled_from(list(What)), wire=st.sampled_from(["w1", "w2"]), outcome=st.sampled_from([None, *PhoneOutcome]))
    def ring(self, what: What, wire: str, outcome: PhoneOutcome | None) -> None:
        told = heard(what, wire, self.desk.clock.now(), outcome)
        self.say(Author("", ""), rings.hear, heard=told, maintenance=frozenset({"8110"}))

    @rule(who=OFFICERS, back=st.integers(1, 6))
    def undo(self, who: Author, back: int) -> None:
        if len(self.acts) >= back:
            self.say(who, undo.undo, act=self.acts[-back], author=who)

    @rule(minutes=st.sampled_from([1, 6, 200]))
    def time_passes(self, minutes: int) -> None:
        self.desk.clock.move(minutes=minutes)

    @invariant()
    def one_holder_at_most_one_offer(self) -> None:
        for call in self.desk.journal.calls.values():
            assert call.holder
            assert call.offer is None or call.stage.is_work
            assert call.holder not in call.helpers or not call.stage.is_taken_on
            assert (call.stage is Stage.PAUSED) == (call.pause is not None)
            assert not call.clash

    @invariant()
    def live_is_rebuild(self) -> None:
        live = self.desk.journal
        rebuilt = MemoryJournal(self.desk.clock)
        rebuilt.take_in(tuple(live.entries()))
        assert rebuilt.calls == live.calls
        assert rebuilt.member_rows == live.member_rows
        assert rebuilt.phone_calls == live.phone_calls
        assert rebuilt.lines == live.lines

    @invariant()
    def the_fold_needs_nothing_but_the_entries(self) -> None:
        for name, call in self.desk.journal.calls.items():
            assert fold_call(f"call:{name}", self.desk.journal.history(f"call:{name}")) == call


TestNightOfVerbs = NightOfVerbs.TestCase
TestNightOfVerbs.settings = settings(max_examples=80, stateful_step_count=60, deadline=None)
