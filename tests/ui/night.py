"""A made-up busy night on the sample site: what the window's tests and pictures show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from PySide6.QtWidgets import QApplication

from dutydesk import duty, life
from dutydesk.categories import default_categories, default_trades
from dutydesk.desk import Desk
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.journal import Author, Recorded
from dutydesk.levels import default_levels
from dutydesk.limits import Limits
from dutydesk.memory import MemoryJournal
from dutydesk.rings import hear
from dutydesk.sample import initial_statuses, sample_repairs, sample_site
from dutydesk.site import EarlierRepair, Person, Site
from dutydesk.taking import NewCall, take
from dutydesk.telephony.events import Health, HealthState, What
from dutydesk.words import Channel, DivertReason, Level, NumberState, PauseReason, PhoneOutcome, Status, Told
from tests.dutydesk.deskside import HandClock
from ui.feed import Feed
from ui.languages import Languages
from ui.names import Names
from ui.premises import Premises
from ui.surroundings import Surroundings
from ui.theme import Looks, style_sheet
from ui.ticker import Ticker

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 18, 47, 36, tzinfo=UTC)
DAY = date(2026, 11, 23)
LI, WANG = "m501", "m502"
CHEN, LIU, ZHANG, HE = "m208", "m209", "m210", "m211"
SUN, ZHAO, QIAN = "m301", "m302", "m303"
OFFICER = Author(LI, LI)
WU_NUMBER, ZHOU_NUMBER = "+8613905710275", "+8613805716620"


class KnownPeople:
    """The sample site's people, by id and by number."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = {person.id: person for person in people}

    def person(self, person: str) -> Person | None:
        return self._people.get(person)

    def people_with(self, number: str) -> Sequence[Person]:
        return [person for person in self._people.values() if number in person.numbers]

    def earlier_repairs_at(self, place: str, limit: int) -> Sequence[EarlierRepair]:
        there = [repair for repair in sample_repairs() if repair.place == place]
        return sorted(there, key=lambda repair: repair.day, reverse=True)[:limit]


@dataclass
class Night:
    """The night itself: a journal in memory, its clock, and everything a view is surrounded by."""

    clock: HandClock
    journal: MemoryJournal
    around: Surroundings

    def does(self, decision: Any, *args: Any, who: Author = OFFICER, **given: Any) -> Recorded:
        """A decision is recorded now."""
        answers: list[Any] = []
        self.journal.listen(answers.append)
        Desk(self.journal).do(who, decision, *args, **given)
        assert isinstance(answers[-1], Recorded), answers[-1]
        return answers[-1]

    def settle(self) -> None:
        """Let the window hear what was recorded."""
        QApplication.sendPostedEvents()
        QApplication.processEvents()

    def at(self, minutes_ago: float) -> None:
        """Go to so many minutes before 02:47:36."""
        self.clock.time = NOW - timedelta(minutes=minutes_ago)

    def taken(self, place: str, category: str, level: Level, **given: Any) -> str:
        """A call is taken; answers its id."""
        known = {"line": "", "channel": Channel.FORWARDED} | given
        new = NewCall(DAY, self.clock.now(), LI, category=category, level=level, place=place, **known)
        return self.does(take, new=new).entries[0].entry.subject.partition(":")[2]

    def handed_off(self, call: str, to: str, *steps: Any, every: float = 1) -> str:
        """The call goes to `to`, who takes these steps, each `every` minutes after the one before."""
        self.does(life.hand_off, call, to=to, told_how=Told.RADIO)
        for step in steps:
            self.clock.move(minutes=every)
            given = {} if step is life.acknowledge else {"author": Author(to, LI)}
            self.does(step, call, who=Author(to, LI), **given)
        return call

    def rings(self, number: str, wire_id: str, *, what: What = What.RINGING, outcome: PhoneOutcome | None = None) -> Heard:
        """What the phone source hears of a ring that was forwarded."""
        rang = PhoneRang("pbx", wire_id, NumberState.OK, "8119", "8110", DivertReason.NO_ANSWER, number=number)
        return Heard(what, rang, self.clock.now(), outcome)

    def missed(self, number: str, wire_id: str) -> None:
        """A ring nobody answered."""
        self.does(hear, heard=self.rings(number, wire_id))
        self.clock.move(seconds=25)
        self.does(hear, heard=self.rings(number, wire_id, what=What.ENDED, outcome=PhoneOutcome.MISSED))


def quiet_night(application: QApplication, *, language: str = "zh", theme: str = "night") -> Night:
    """The sample site with nobody signed on and nothing to do."""
    site, people = _sample()
    clock = HandClock(NOW - timedelta(hours=8))
    journal = MemoryJournal(clock, is_contractor=lambda member: member.startswith("c"))
    feed = Feed(journal)
    journal.listen(feed.take)
    languages = Languages(application, language)
    premises = _premises(site, people, clock)
    names = Names(premises, languages)
    looks = Looks(application, theme)
    application.setStyleSheet(style_sheet(looks.theme))  # a view that is tested alone has no window that dresses it
    around = Surroundings(feed, Ticker(clock), premises, names, looks, languages)
    return Night(clock, journal, around)


def busy_night(application: QApplication, *, language: str = "zh", theme: str = "night") -> Night:
    """The night of the picture: two officers, seven open calls, one ring, one missed."""
    night = quiet_night(application, language=language, theme=theme)
    _people_come(night)
    _earlier_repairs(night)
    _calls_of_the_night(night)
    night.clock.time = NOW
    return night


@cache
def _sample() -> tuple[Site, tuple[Person, ...]]:
    return sample_site()


def _premises(site: Site, people: Sequence[Person], clock: HandClock) -> Premises:
    levels = default_levels()
    return Premises(site, KnownPeople(people), default_categories(), default_trades(), levels, Limits(levels), clock, ZONE)


def _people_come(night: Night) -> None:
    night.at(169)
    for member, status, where in initial_statuses(night.around.premises.site):
        if status not in ("off", "to_be_called") and member not in (LI, WANG):
            night.does(duty.set_status, member=member, status=Status(status), where=where)
    for officer in (LI, WANG):
        night.does(duty.sign_on, member=officer, officer=True)
    night.at(75)
    night.does(duty.forward_line, number="8110", why="out_on_repair")
    night.at(40)
    night.does(duty.set_status, member="m401", status=Status.FREE, where="garage-B1")


def _earlier_repairs(night: Night) -> None:
    for days, category, result in ((100, "TAP", "角阀已换"), (31, "LEAK2", "已换密封圈")):
        night.clock.time = NOW - timedelta(days=days)
        call = night.taken("3-1-1402", category, Level.NORMAL, line="厨房漏水", caller_number=ZHOU_NUMBER)
        night.handed_off(call, CHEN, life.acknowledge, life.set_out, life.arrive)
        night.does(life.complete, call, author=Author(CHEN, LI), shares=dict.fromkeys(Level, 0.0), done=life.Done(result=result))


def _calls_of_the_night(night: Night) -> None:
    night.at(160)
    done = night.handed_off(night.taken("1-1-0602", "ALRM", Level.NORMAL), ZHANG, life.acknowledge, life.set_out, life.arrive)
    night.does(life.complete, done, author=Author(ZHANG, LI), shares=dict.fromkeys(Level, 1.0))
    night.at(140)
    waits = night.handed_off(night.taken("2-2-0301", "DRAIN", Level.NORMAL), CHEN, life.acknowledge)
    night.does(life.pause, waits, why=PauseReason.PARTS, check_at=NOW + timedelta(hours=6, minutes=12), note="排水阀")
    night.at(90)
    night.taken("A-1106", "AC", Level.BOOKED)
    night.at(34)
    night.handed_off(night.taken("A-0503", "LEAK2", Level.NORMAL), HE, life.acknowledge, life.set_out, every=15)
    night.at(30)
    door = night.handed_off(night.taken("B1-07", "DOOR1", Level.URGENT), ZHANG, life.acknowledge, life.set_out, life.arrive)
    night.does(life.help_out, door, helper=ZHAO)
    night.at(6.4)
    night.handed_off(night.taken("5-2", "PWR1", Level.URGENT), LIU)
    night.at(5)
    night.missed("+8613812345678", "missed-1")
    night.at(0.4)
    night.taken("3-1-1502", "WAT1", Level.URGENT, line="厨房水管爆了 漏到楼下", caller_number=WU_NUMBER)
    night.at(0.1)
    night.does(hear, heard=night.rings(ZHOU_NUMBER, "ring-1"))


def healthy(source: str = "pbx") -> Health:
    """A phone source that works."""
    return Health(source, HealthState.OK, NOW)
