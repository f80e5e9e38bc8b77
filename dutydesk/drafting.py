"""What a draft amounts to: the line as it reads, under what was corrected by hand, beside what the ring tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dutydesk.categories import Categories, Category
from dutydesk.drafts import Draft
from dutydesk.phone_calls import PhoneCall
from dutydesk.places import Places
from dutydesk.reading import Reading, read
from dutydesk.site import CrewKind, Member, Person, Place
from dutydesk.spelling import plain
from dutydesk.suggestions import Need
from dutydesk.taking import NewCall
from dutydesk.words import Channel, Level


class Chip(StrEnum):
    """The names of the fields that a draft keeps corrected by hand. An answer to a question is kept as "yes:CODE"."""

    PLACE = "place"
    CATEGORY = "category"
    LEVEL = "level"
    CHANNEL = "channel"
    RECEIVER = "receiver"
    PERSON = "person"
    PLACE_TYPED = "place_typed"  # what the line spoke of when the place was set: another place typed later wins


_CHANNELS = {CrewKind.GUARDS: Channel.GUARD, CrewKind.CLEANERS: Channel.CLEANER}


def answer_to(question: str) -> str:
    """The name under which a draft keeps the answer to a question."""
    return f"yes:{question}"


def relayed_through(crew: CrewKind) -> Channel:
    """The channel of a request that a member of such a crew brings."""
    return _CHANNELS.get(crew, Channel.CREW)


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of the call so far. `places` and `people` are all that fit, best first; one alone is settled.

    `number` is E.164 where it could be read, else as it was typed or rang.
    """

    places: tuple[Place, ...] = ()
    categories: tuple[Category, ...] = ()
    people: tuple[Person, ...] = ()
    level: Level = Level.NORMAL
    channel: Channel = Channel.DIRECT
    receiver: str = ""
    number: str = ""
    phone_call: str = ""
    diverted_from: str = ""
    line: str = ""
    unknown_place: str = ""

    @property
    def place(self) -> Place | None:
        """The place, once only one fits."""
        return self.places[0] if len(self.places) == 1 else None

    @property
    def category(self) -> Category | None:
        """The category that fits best."""
        return self.categories[0] if self.categories else None

    @property
    def person(self) -> Person | None:
        """The caller, once only one fits."""
        return self.people[0] if len(self.people) == 1 else None


def compose(
    draft: Draft,
    ring: PhoneCall | None,
    people: Sequence[Person],
    *,
    places: Places,
    categories: Categories,
    normalise: Callable[[str], str],
) -> Report:
    """The report that `draft` makes; `people` are those known on the caller's number, best first; `normalise` makes a number E.164."""
    callers = _chosen(people, draft.chips.get(Chip.PERSON, ""))
    homes = _homes(callers, places)
    reading = read(draft.text, places, categories, homes[0] if homes else None)
    kinds = _kinds(draft, reading, categories)
    fits = _places(draft, reading, homes, places)
    return Report(
        places=fits,
        categories=kinds,
        people=callers,
        level=_level(draft, kinds),
        channel=_channel(draft, ring),
        receiver=draft.chips.get(Chip.RECEIVER) or draft.author,
        number=normalise(reading.number) if reading.number else _number(draft, ring, callers),
        phone_call=draft.phone_call,
        diverted_from=ring.diverted_from if ring else "",
        line=_line(reading, categories),
        unknown_place="" if fits else reading.unknown_place,
    )


def new_call(report: Report, day: date, received_at: datetime, author: str) -> NewCall:
    """What `taking.take` is asked for; whoever else than the author was told first has relayed it."""
    return NewCall(
        day=day,
        received_at=received_at,
        first_receiver=report.receiver,
        channel=report.channel,
        line=report.line,
        category=report.category.code if report.category else "",
        level=report.level,
        place=report.place.code if report.place else "",
        person=report.person.id if report.person else "",
        caller_name=report.person.name if report.person else "",
        caller_number=report.number,
        phone_call=report.phone_call,
        diverted_from=report.diverted_from,
        relayed_by=report.receiver if report.receiver != author else "",
    )


def need_of(report: Report) -> Need:
    """Whom the reported work asks for; without a category anybody of maintenance."""
    kind = report.category
    if kind is None:
        return Need(trade="", crew=CrewKind.MAINTENANCE, place=report.place)
    return Need(trade=kind.trade, crew=kind.crew, place=report.place, contractor=kind.contractor)


def by_letters(members: Sequence[Member], text: str) -> tuple[Member, ...]:
    """The members that `text` may mean: by staff number, name or pinyin, its initials or whole; all of them for an empty text."""
    wanted = plain(text.strip()).lstrip("@")
    return tuple(one for one in members if wanted in plain(one.name) or _begins_with(one, wanted.replace(" ", "")))


def _begins_with(member: Member, typed: str) -> bool:
    return any(known.startswith(typed) for known in (member.staff_number, member.initials, member.spelled))


def _chosen(people: Sequence[Person], chosen: str) -> tuple[Person, ...]:
    return tuple(one for one in people if one.id == chosen) or tuple(people)


def _homes(people: Sequence[Person], places: Places) -> tuple[Place, ...]:
    codes = dict.fromkeys(room.place for person in people for room in person.rooms)
    return tuple(place for code in codes if (place := places.by_code(code)))


def _places(draft: Draft, reading: Reading, homes: tuple[Place, ...], places: Places) -> tuple[Place, ...]:
    """The place set by hand, unless another was typed since; else the one typed, and only where none was that of the caller."""
    chosen = places.by_code(draft.chips.get(Chip.PLACE, ""))
    is_typed_since = reading.code not in ("", draft.chips.get(Chip.PLACE_TYPED, "")) and chosen not in reading.places
    if chosen and not is_typed_since:
        return (chosen,)
    return reading.places if reading.places or reading.code else homes


def _kinds(draft: Draft, reading: Reading, categories: Categories) -> tuple[Category, ...]:
    chosen = categories.by_code(draft.chips.get(Chip.CATEGORY, ""))
    others = tuple(one for one in reading.categories if one is not chosen)
    return (chosen, *others) if chosen else others


def _level(draft: Draft, kinds: tuple[Category, ...]) -> Level:
    chosen = draft.chips.get(Chip.LEVEL, "")
    if chosen:
        return Level(int(chosen))
    if not kinds:
        return Level.NORMAL
    lifted = (asked.level for asked in kinds[0].questions if draft.chips.get(answer_to(asked.code)) == "yes")
    return Level(min((kinds[0].level, *lifted)))


def _channel(draft: Draft, ring: PhoneCall | None) -> Channel:
    chosen = draft.chips.get(Chip.CHANNEL, "")
    if chosen:
        return Channel(chosen)
    return Channel.FORWARDED if ring and ring.diverted_from else Channel.DIRECT


def _number(draft: Draft, ring: PhoneCall | None, callers: Sequence[Person]) -> str:
    """The number of the ring; of a person found without one, their first."""
    if ring is not None:
        return ring.number or ring.typed_number
    named = draft.chips.get(Chip.PERSON, "")
    return next((one.numbers[0] for one in callers if one.id == named and one.numbers), "")


def _line(reading: Reading, categories: Categories) -> str:
    """The words of the line; pinyin initials alone have said all they can by naming the category."""
    return "" if reading.categories and categories.has_initials(plain(reading.rest)) else reading.rest
