"""The sample site: invented, complete and the same every time; and the nearly empty site that a new folder begins with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any

from dutydesk.pinyin import initials, name_initials, name_spelled
from dutydesk.sample_people import sample_people
from dutydesk.site import Crew, CrewKind, EarlierRepair, Line, Member, Person, Place, PlaceKind, Post, Site

_CONTRACTORS = "contractors"
_UNKNOWN_STATUS = "off"


def sample_site() -> tuple[Site, tuple[Person, ...]]:
    """海晏花园: 6 buildings, 1,200 rooms, shops, a theatre, 30 staff, 7 contractors and 2,000 people, all invented."""
    data = _read("site.toml")
    places = tuple(replace(place, initials=initials(place.short_zh)) for place in _places(data))
    site = _site({**data, **_read("staff.toml")}, places)
    rooms = tuple(place for place in places if place.kind is PlaceKind.ROOM)
    return site, sample_people(_read("people.toml"), rooms)


def sample_repairs() -> tuple[EarlierRepair, ...]:
    """Repairs at the sample site from before it had a journal."""
    return tuple(EarlierRepair(**entry) for entry in _read("repairs.toml")["repair"])


def starter_site() -> Site:
    """The site of a folder without data: one maintenance crew, one officer who may sign on, and the common areas every site has."""
    data = _read("starter.toml")
    return _site(data, tuple(replace(place, initials=initials(place.short_zh)) for place in _areas(data)))


def initial_statuses(site: Site) -> tuple[tuple[str, str, str], ...]:
    """What each member does when a night on the sample site begins: (member id, status, code of the place or "").

    A status is one of free, on_post, patrol, break, home, off and, for contractors, to_be_called. Members that the sample does not
    know are off.
    """
    known = {_member_id(entry): entry["status"] for entry in _read("staff.toml")["member"]}
    return tuple(_status(member, known.get(member.id, _UNKNOWN_STATUS)) for member in site.members)


def _status(member: Member, status: str) -> tuple[str, str, str]:
    if member.contractor:
        return member.id, "to_be_called", ""
    return member.id, status, "" if status in ("off", "home") else member.base


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("resources").joinpath("sample", name).read_text(encoding="utf-8"))


def _site(data: Mapping[str, Any], places: tuple[Place, ...]) -> Site:
    return Site(
        id=data["id"],
        name_zh=data["zh"],
        name_en=data["en"],
        places=places,
        crews=tuple(
            Crew(entry["id"], CrewKind(entry["kind"]), entry["zh"], entry["en"], order) for order, entry in enumerate(data["crew"], start=1)
        ),
        members=(*map(_member, data["member"]), *map(_contractor, data.get("contractor", ()))),
        posts=tuple(Post(entry["id"], entry["crew"], entry["zh"], entry["en"]) for entry in data.get("post", ())),
        lines=tuple(map(_line, data.get("line", ()))),
    )


def _line(entry: Mapping[str, Any]) -> Line:
    whose = _member_id({"number": entry["member"]}) if "member" in entry else ""
    return Line(entry["number"], entry["zh"], entry["en"], entry.get("maintenance", False), whose)


def _member_id(entry: Mapping[str, Any]) -> str:
    return f"m{entry['number']}"


def _member(entry: Mapping[str, Any]) -> Member:
    return Member(
        id=_member_id(entry),
        staff_number=entry["number"],
        name=entry["name"],
        crew=entry["crew"],
        trades=tuple(entry["trades"]),
        phone=entry["phone"],
        officer=entry.get("officer", False),
        base=entry["base"],
        initials=name_initials(entry["name"]),
        spelled=name_spelled(entry["name"]),
    )


def _contractor(entry: Mapping[str, Any]) -> Member:
    return Member(
        id=f"c{entry['number']}",
        staff_number=entry["number"],
        name=entry["name"],
        crew=_CONTRACTORS,
        trades=tuple(entry["trades"]),
        phone=entry["phone"],
        contractor=True,
        initials=name_initials(entry["name"]),
        spelled=name_spelled(entry["name"]),
    )


def _places(data: Mapping[str, Any]) -> Iterator[Place]:
    for building in data["building"]:
        yield from _building(building, data["names"], data["inner_area"])
    yield from _areas(data)


def _areas(data: Mapping[str, Any]) -> Iterator[Place]:
    for area in data["area"]:
        yield Place(
            code=area["code"],
            kind=PlaceKind.AREA,
            building=area.get("building", ""),
            floor=area.get("floor"),
            name_zh=area["zh"],
            name_en=area["en"],
            position=area.get("position", 0),
            short_zh=area["zh"],
            short_en=area["en"],
        )


def _building(data: Mapping[str, Any], names: Mapping[str, Mapping[str, str]], areas: list[dict[str, Any]]) -> Iterator[Place]:
    code = data["code"]
    building = _named(Place(code, PlaceKind.BUILDING, code, position=data["position"]), data)
    yield replace(building, short_zh=data.get("short_zh", ""), short_en=data.get("short_en", ""))
    if "shop_floors" in data:
        yield from _shops(building, data, names["shop"])
        return
    for unit in data["units"]:
        outline = _named(replace(building, code=f"{code}-{unit}", kind=PlaceKind.UNIT, unit=unit), names["unit"])
        yield outline
        yield from _rooms(outline, data, names["room"])
        yield from _inner_areas(outline, areas)
    if not data["units"]:
        yield from _rooms(building, data, names["apartment"])
        yield from _inner_areas(building, areas)


def _rooms(outline: Place, data: Mapping[str, Any], name: Mapping[str, str]) -> Iterator[Place]:
    for floor in range(1, data["floors"] + 1):
        for number in range(1, data["rooms_per_floor"] + 1):
            room = f"{floor:02}{number:02}"
            yield _named(replace(outline, code=f"{outline.code}-{room}", kind=PlaceKind.ROOM, room=room, floor=floor), name)


def _shops(building: Place, data: Mapping[str, Any], name: Mapping[str, str]) -> Iterator[Place]:
    for storey, floor in data["shop_floors"].items():
        for number in range(1, data["rooms_per_floor"] + 1):
            room = f"{storey}-{number:02}"
            yield _named(replace(building, code=room, kind=PlaceKind.ROOM, room=room, floor=floor), name)


def _inner_areas(outline: Place, areas: list[dict[str, Any]]) -> Iterator[Place]:
    for area in areas:
        yield replace(
            outline,
            code=f"{outline.code}-{area['key']}",
            kind=PlaceKind.AREA,
            floor=area.get("floor"),
            name_zh=f"{outline.name_zh}{area['zh']}",
            name_en=f"{outline.name_en}, {area['en']}",
            short_zh=area["zh"],
            short_en=area["en"],
        )


def _named(place: Place, name: Mapping[str, str]) -> Place:
    parts = {"building": place.building, "unit": place.unit, "room": place.room}
    return replace(place, name_zh=name["zh"].format(**parts), name_en=name["en"].format(**parts))
