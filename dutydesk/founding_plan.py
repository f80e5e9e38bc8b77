"""What a new site begins with: its name, its officers, its crew and its maintenance phone, as somebody typed them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count

from dutydesk.pinyin import name_initials, name_spelled
from dutydesk.refusals import RefusedError
from dutydesk.room_rows import Dialled, tidy
from dutydesk.sample import starter_site
from dutydesk.site import CrewKind, Line, Member, Person, Place, Site

LONGEST_NAME = 60
MOST_NAMES = 200
MISSING = ("founding.no_site", "founding.no_officer")
"""What the form must have and a command need not."""
_FIRST_NUMBER = {CrewKind.OFFICE: 501, CrewKind.MAINTENANCE: 201}
_TRADE = {CrewKind.OFFICE: "desk", CrewKind.MAINTENANCE: "general"}
_BETWEEN_NAMES = re.compile(r"[,，、;；\n\r\t]")
_NAME_AND_NUMBER = re.compile(r"(?P<name>.*?)[\s:：]*(?P<number>\+?[0-9][0-9 -]{5,}[0-9])")
_HALF_A_NUMBER = re.compile(r"[\s:：]\+?[0-9]")
_LETTERS_BEHIND = re.compile(r"(?!.*[\u3400-\u9fff][A-Z]$).*[\u3400-\u9fff].*[A-Za-z]")
_LINE = re.compile(r"\+?[0-9][0-9 -]{1,18}")


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it is typed: names with commas or line breaks between them, each perhaps with a phone number behind it."""

    site: str = ""
    officers: str = ""
    crew: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class FormFault:
    """A field of the form that cannot be taken: its name, a catalogue code, and what stands there."""

    field: str
    code: str
    found: str = ""

    @property
    def values(self) -> dict[str, object]:
        """What fills the sentence of `code`."""
        return {"found": self.found}


@dataclass(frozen=True, slots=True)
class Founding:
    """A site to be made, and the people of its rooms; these have no ids yet."""

    site: Site
    people: tuple[Person, ...] = ()


def faults(typed: Typed, dialled: Dialled) -> tuple[FormFault, ...]:
    """What stands in the way of a site, in the order of the form."""
    found = [FormFault("site", "founding.no_site")] if not tidy(typed.site) else []
    if len(tidy(typed.site)) > LONGEST_NAME:
        found.append(FormFault("site", "founding.long_name", tidy(typed.site)[:LONGEST_NAME]))
    if not names(typed.officers):
        found.append(FormFault("officers", "founding.no_officer"))
    for field in ("officers", "crew"):
        found += _name_faults(field, names(getattr(typed, field)), dialled)
    twice = {name for name, _ in names(typed.officers)} & {name for name, _ in names(typed.crew)}
    found += [FormFault("crew", "founding.name_twice", name) for name in sorted(twice)]
    if tidy(typed.line) and not _LINE.fullmatch(tidy(typed.line)):
        found.append(FormFault("line", "founding.bad_line", tidy(typed.line)[:LONGEST_NAME]))
    return tuple(found)


def doubts(typed: Typed) -> tuple[FormFault, ...]:
    """What may be a slip, and is asked about once: letters behind a Chinese name. "王强B" tells two of one name apart."""
    named = ((field, name) for field in ("officers", "crew") for name, _ in names(getattr(typed, field)))
    return tuple(FormFault(field, "founding.odd_name", name) for field, name in named if _LETTERS_BEHIND.match(name))


def refuse_faults(typed: Typed, dialled: Dialled) -> None:
    """Raise RefusedError for the first thing typed that cannot be taken; what was not typed is not missed."""
    for fault in faults(typed, dialled):
        if fault.code not in MISSING:
            raise RefusedError(fault.code, **fault.values)


def names(text: str) -> tuple[tuple[str, str], ...]:
    """The names in a text, each once, with the number typed behind it or ""."""
    found: dict[str, str] = {}
    for part in map(tidy, _BETWEEN_NAMES.split(text)):
        match = _NAME_AND_NUMBER.fullmatch(part)
        name, number = (match["name"], match["number"]) if match else (part, "")
        if name or number:
            found.setdefault(name, number)
    return tuple(found.items())


def staffed(site: Site, typed: Typed, dialled: Dialled) -> Site:
    """`site` with the officers, crew and line of a form without faults; who is there by that name stays as they are."""
    site = _with_new(site, CrewKind.OFFICE, names(typed.officers), dialled)
    site = _with_new(site, CrewKind.MAINTENANCE, names(typed.crew), dialled)
    line = tidy(typed.line).replace(" ", "").replace("-", "")
    known = {one.number for one in site.lines}
    lines = site.lines if not line or line in known else (*site.lines, Line(line, "维修电话", "Maintenance phone", maintenance=True))
    name = tidy(typed.site)
    return replace(site, name_zh=name or site.name_zh, name_en=name or site.name_en, lines=lines)


def planned(typed: Typed, dialled: Dialled, places: tuple[Place, ...] = (), people: tuple[Person, ...] = ()) -> Founding:
    """The site that the form describes, with the starter's crews; its nameless officer gives way to those named."""
    starter = starter_site()
    site = replace(starter, places=(*places, *starter.places), members=() if names(typed.officers) else starter.members)
    return Founding(staffed(site, typed, dialled), people)


def _with_new(site: Site, kind: CrewKind, named: Iterable[tuple[str, str]], dialled: Dialled) -> Site:
    """`site` with those who are not there yet in the first crew of a kind, under the next free staff numbers."""
    crew = next(crew.id for crew in site.crews if crew.kind is kind)
    known = {member.name for member in site.members if member.crew == crew}
    taken = {member.staff_number for member in site.members}
    free = (str(number) for number in count(_FIRST_NUMBER[kind]) if str(number) not in taken)
    return replace(site, members=(*site.members, *(_member(kind, crew, one, dialled, next(free)) for one in named if one[0] not in known)))


def _member(kind: CrewKind, crew: str, named: tuple[str, str], dialled: Dialled, number: str) -> Member:
    name, phone = named
    return Member(
        id=f"m{number}",
        staff_number=number,
        name=name,
        crew=crew,
        trades=(_TRADE[kind],),
        phone=dialled(phone) if phone else "",
        officer=kind is CrewKind.OFFICE,
        initials=name_initials(name),
        spelled=name_spelled(name),
    )


def _name_faults(field: str, named: tuple[tuple[str, str], ...], dialled: Dialled) -> list[FormFault]:
    found = [FormFault(field, "founding.long_name", name[:LONGEST_NAME]) for name, _ in named if len(name) > LONGEST_NAME]
    found += [FormFault(field, "founding.number_only", number) for name, number in named if not name]
    found += [
        FormFault(field, "founding.bad_number", name)
        for name, number in named
        if name and (not dialled(number) if number else _HALF_A_NUMBER.search(name))
    ]
    if len(named) > MOST_NAMES:
        found.append(FormFault(field, "founding.too_many", str(MOST_NAMES)))
    return found
