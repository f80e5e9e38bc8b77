"""The site: its places, people, crews, posts and lines, as plain values. Not duty, so not in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PlaceKind(StrEnum):
    """What a place is; ``AREA`` is a common area (公共部位)."""

    BUILDING = "building"
    UNIT = "unit"
    ROOM = "room"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Place:
    """A building, a building's unit, a room or a common area.

    `code` is how people write it and what the journal stores: "3", "3-1", "3-1-1502", "A-0503", "3-1-lobby".
    `building`, `unit` and `room` are its parts ("" where it has none); `floor` counts from the ground, below is negative.
    Buildings are numbered by `position` along the site (from 1; 0 is nowhere in particular), used as distance in buildings.
    `name_zh` and `name_en` are said in full ("3 栋 1 单元大堂"); `short_zh` and `short_en` are what people say of a common area or a
    building that is known by a name ("大堂", "lobby", "公寓"). `initials` are the pinyin initials of `short_zh`, worked out when written.
    """

    code: str
    kind: PlaceKind
    building: str
    unit: str = ""
    room: str = ""
    floor: int | None = None
    name_zh: str = ""
    name_en: str = ""
    position: int = 0
    short_zh: str = ""
    short_en: str = ""
    initials: str = ""


class Tie(StrEnum):
    """How a person belongs to a room."""

    OWNER = "owner"
    TENANT = "tenant"
    FAMILY = "family"
    SHOP = "shop"


@dataclass(frozen=True, slots=True)
class PersonRoom:
    """One person's tie to one room."""

    place: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who lives or works here. `numbers` are E.164, in order of use; `note` is what the desk should know."""

    id: str
    name: str
    numbers: tuple[str, ...] = ()
    rooms: tuple[PersonRoom, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class EarlierRepair:
    """A repair at the place of code `place` from before the journal began: what it was, who did it (a name, as kept then), how it ended.

    `day` is the site's calendar day; nobody kept the hour. `line` and `result` are in the words they were kept in.
    """

    place: str
    day: date
    line: str
    worker: str
    result: str


class CrewKind(StrEnum):
    """What a crew does."""

    MAINTENANCE = "maintenance"
    GUARDS = "guards"
    CLEANERS = "cleaners"
    OFFICE = "office"
    CONTRACTORS = "contractors"


@dataclass(frozen=True, slots=True)
class Crew:
    """A crew (班组), in board order."""

    id: str
    kind: CrewKind
    name_zh: str
    name_en: str
    order: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A crew member (人员) or an outside contractor.

    `id` is for ever and is what the journal stores; `staff_number` is what people type ("208") and may be given again later.
    `trades` are codes of ``resources/trades.toml`` in order of strength, the first one is shown on the board.
    `officer` says that this person may sign on as duty officer. `phone` is E.164. `base` is the code of the place they wait at,
    or plain text where the site has no such place. `initials` and `spelled` are the name in pinyin ("wq", "wangqiang"),
    worked out when written.
    """

    id: str
    staff_number: str
    name: str
    crew: str
    trades: tuple[str, ...] = ()
    phone: str = ""
    officer: bool = False
    contractor: bool = False
    base: str = ""
    initials: str = ""
    spelled: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A place that must be manned (岗位) by `crew`."""

    id: str
    crew: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Line:
    """A telephone line of the site: `number` as the exchange names it ("8110"), its name, and whether it is the maintenance phone.

    `member` is the id of the crew member whose extension it is, "" where it is nobody's own. It is kept in the settings file alone.
    """

    number: str
    name_zh: str
    name_en: str
    maintenance: bool = False
    member: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything about the site that the desk needs in memory: all but the people, who stay in the register."""

    id: str
    name_zh: str
    name_en: str
    places: tuple[Place, ...] = ()
    crews: tuple[Crew, ...] = ()
    members: tuple[Member, ...] = ()
    posts: tuple[Post, ...] = ()
    lines: tuple[Line, ...] = ()
