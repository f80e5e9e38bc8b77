"""The index of the site's places: what somebody may have meant by "3-1502", and which places lie near one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dutydesk.site import Place, PlaceKind
from dutydesk.spelling import plain

READ_AT_MOST = 500
"""Characters of a text that are searched for places."""
_JOINT = r"(?:\s*(?:栋|幢|号楼|座|单元)\s*-?\s*|\s*[-#_]\s*|\s*,?\s*(?:unit|entrance|room|rm|flat|apt)\b\.?\s*)"
_PART = r"[a-z]?[0-9]{1,4}|[a-z](?![a-z])"
_SAID_BEFORE = r"(?:building|bldg|block|tower)\b\.?\s*"
_SAID_AFTER = r"\s*(?:栋|幢|号楼|座|单元)"
_NOT_AFTER = r"(?![a-z0-9.:]|-[0-9]|\s*(?:楼|层|年|月|日|点|元))"
_WRITTEN = rf"(?:{_PART})(?:{_JOINT}(?:{_PART})){{0,2}}"
_CODE = re.compile(rf"(?<![a-z0-9@/.:-])({_SAID_BEFORE})?({_WRITTEN})(?:({_SAID_AFTER})|(?:室|房)?{_NOT_AFTER})")
_SPLIT = re.compile(_JOINT)
_NUMERALS = str.maketrans("一二三四五六七八九", "123456789")
_NUMERAL = re.compile(r"[一二三四五六七八九](?=\s*(?:栋|幢|号楼|座|单元))")
_LETTER_AND_DIGITS = re.compile(r"[a-z][0-9]{3,4}")
_CERTAIN_CODE = re.compile(r"[0-9]{1,2}(?:-[0-9a-z]{1,2})?-[a-z]?[0-9]{3,4}|[a-z][0-9]{0,2}(?:-[0-9a-z]{1,2})?-[0-9]{2,4}")
"""A code that nobody writes of anything but a place: it ends in a room's number; of a lettered building two digits do."""
_SHORTEST_BARE_ROOM = 4


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """Where in a text a place was spoken of, and every place that fits, best first; never a guess."""

    start: int
    end: int
    places: tuple[Place, ...]


class Places:
    """All places of a site, to be looked up by what people say."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self.all = places
        self.has_rooms = any(place.kind is PlaceKind.ROOM for place in places)
        self._by_code = {plain(place.code): place for place in places}
        self._order = {place.code: order for order, place in enumerate(places)}
        self._by_parts: defaultdict[tuple[str, ...], list[Place]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Place]] = defaultdict(list)
        self._by_initials: defaultdict[str, list[Place]] = defaultdict(list)
        self._risers: defaultdict[tuple[str, str, str], list[Place]] = defaultdict(list)
        for place in places:
            self._enter(place)
        self._names = _alternatives(self._by_name)

    def by_code(self, code: str) -> Place | None:
        """The place of exactly that code, capitals aside."""
        return self._by_code.get(plain(code.strip()))

    def resolve(self, text: str, preferred: Place | None = None) -> tuple[Place, ...]:
        """Every place that `text`, meant as a place, may be; `preferred` and its neighbours first, else in site order.

        Understands "3-1-1502", "3-1502", "5-2", "3栋1单元1502", "3#1502", "A0503", "公寓A0503", "B1-07", a building's number, names of
        common areas and their initials, and full-width signs. Nothing fits: an empty tuple.
        """
        written = self._by_parts.get(_parts(text.strip()))
        if written:
            return self._ranked(written, preferred)
        found = self.find(text, preferred)
        return found[0].places if found else self.by_initials(plain(text.strip()), preferred)

    def by_initials(self, letters: str, preferred: Place | None = None) -> tuple[Place, ...]:
        """The common areas whose name has exactly these pinyin initials: "bm" is the north gate."""
        return self._ranked(self._by_initials.get(letters, ()), preferred)

    def find(self, text: str, preferred: Place | None = None) -> tuple[PlaceFound, ...]:
        """The places spoken of inside free text, the most telling first: codes, then names, each in the order of the text.

        A common area named beside a building or unit is that building's or unit's own. Reads the first 500 characters.
        """
        line = _numerals(plain(text[:READ_AT_MOST]))
        codes = [PlaceFound(start, end, self._ranked(fits, preferred)) for start, end, fits in self._codes(line)]
        names = [PlaceFound(start, end, self._ranked(fits, preferred)) for start, end, fits in self._named(line, codes)]
        return _narrowed(codes, names) if codes and names else tuple(codes or names)

    def unknown(self, text: str) -> tuple[int, int] | None:
        """Where in a text a code is written that can only be a place's but is of none, where no other code fits one either.

        "4-1-0402" and "9栋" can; "10-15" or a date may be anything. Reads the first 500 characters.
        """
        line = _numerals(plain(text[:READ_AT_MOST]))
        first: tuple[int, int] | None = None
        for match in _CODE.finditer(line):
            is_building_said = _is_building_said(match)
            if self._fitting(match[2], is_building_said=is_building_said):
                return None
            if first is None and (is_building_said or _CERTAIN_CODE.fullmatch("-".join(_SPLIT.split(match[2])))):
                first = match.span()
        return first

    def distance(self, here: Place, there: Place) -> int | None:
        """How many buildings apart two places are; None where one of them lies nowhere in particular."""
        if not here.position or not there.position:
            return None
        return abs(here.position - there.position)

    def riser(self, place: Place) -> tuple[Place, ...]:
        """The rooms over and under a room, itself among them, from the lowest up; nothing for a place that is not a room."""
        key = _riser(place)
        return tuple(self._risers.get(key, ())) if key else ()

    def is_same_riser(self, here: Place, there: Place) -> bool:
        """Whether two rooms share their pipes: same building and unit, same last two digits of the room."""
        key = _riser(here)
        return key is not None and key == _riser(there)

    def floors_above(self, here: Place, there: Place) -> int | None:
        """How many floors `here` lies above `there` in the same riser, negative below; None outside it."""
        if here.floor is None or there.floor is None or not self.is_same_riser(here, there):
            return None
        return here.floor - there.floor

    def _enter(self, place: Place) -> None:
        for parts in {parts for parts in _ways_to_write(place) if parts}:
            self._by_parts[parts].append(place)
        for name in {plain(place.short_zh).replace(" ", ""), plain(place.short_zh), plain(place.short_en)} - {""}:
            self._by_name[name].append(place)
        if len(place.initials) > 1:
            self._by_initials[place.initials].append(place)
        key = _riser(place)
        if key:
            self._risers[key].append(place)
            self._risers[key].sort(key=lambda room: room.floor or 0)

    def _codes(self, line: str) -> Iterator[tuple[int, int, list[Place]]]:
        for match in _CODE.finditer(line):
            fits = self._fitting(match[2], is_building_said=_is_building_said(match))
            if fits:
                yield match.start(), match.end(), fits

    def _fitting(self, written: str, *, is_building_said: bool) -> list[Place]:
        parts = tuple(_part(part) for part in _SPLIT.split(written) if part)
        if len(parts) == 1 and not _stands_alone(parts[0], written, is_building_said=is_building_said):
            return []
        return self._by_parts.get(parts, [])

    def _named(self, line: str, codes: list[PlaceFound]) -> Iterator[tuple[int, int, list[Place]]]:
        if not self._by_name:
            return
        for match in self._names.finditer(line):
            if not any(code.start < match.end() and match.start() < code.end for code in codes):
                yield match.start(), match.end(), self._by_name[match[0]]

    def _ranked(self, fits: Iterable[Place], preferred: Place | None) -> tuple[Place, ...]:
        return tuple(sorted(fits, key=lambda place: (_strangeness(place, preferred), self._order[place.code])))


def _ways_to_write(place: Place) -> Iterator[tuple[str, ...]]:
    """Every sequence of parts by which people write a place: with its unit and without, glued to a building's letter, by its name."""
    yield _parts(place.code)
    room = _parts(place.room)
    if place.kind is PlaceKind.BUILDING:
        yield _parts(place.building)
    if place.kind is PlaceKind.UNIT:
        yield _parts(f"{place.building}-{place.unit}")
    if place.kind is PlaceKind.ROOM:
        yield room
        yield (*_parts(place.building), *room)
        yield (*_parts(place.building), *_parts(place.unit), *room)
        if place.building.isalpha() and len(room) == 1:
            yield (_part(plain(place.building) + place.room),)


def _parts(written: str) -> tuple[str, ...]:
    return tuple(_part(part) for part in plain(written).split("-") if part)


def _part(written: str) -> str:
    """One part without leading zeros, so that "0503" and "503" meet; letters are kept."""
    if _LETTER_AND_DIGITS.fullmatch(written):
        return written[0] + (written[1:].lstrip("0") or "0")
    return (written.lstrip("0") or "0") if written.isdecimal() else written


def _stands_alone(part: str, written: str, *, is_building_said: bool) -> bool:
    """Whether one part without a companion is a place: "3栋", "1502" in full, "a0503"; not the 3 of "3 lamps"."""
    return is_building_said or (written.isdecimal() and len(written) >= _SHORTEST_BARE_ROOM) or bool(_LETTER_AND_DIGITS.fullmatch(part))


def _is_building_said(match: re.Match[str]) -> bool:
    return bool(match[1] or (match[3] and "单元" not in match[3]))


def _numerals(line: str) -> str:
    return _NUMERAL.sub(lambda match: match[0].translate(_NUMERALS), line)


def _alternatives(names: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all names, the longest first; Latin ones only as whole words."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in longest_first))


def _riser(place: Place) -> tuple[str, str, str] | None:
    if place.kind is not PlaceKind.ROOM or not place.room[-2:].isdecimal():
        return None
    return place.building, place.unit, place.room[-2:]


def _strangeness(place: Place, preferred: Place | None) -> int:
    """How far a place is from the one preferred: itself 0, same unit 1, same building 2, else 3."""
    if preferred is None:
        return 3
    if place.code == preferred.code:
        return 0
    if place.building != preferred.building or not place.building:
        return 3
    return 1 if place.unit == preferred.unit else 2


def _narrowed(codes: list[PlaceFound], names: list[PlaceFound]) -> tuple[PlaceFound, ...]:
    """What codes and names tell together: a building's name narrows a room, a building or unit narrows the areas named.

    A room stays the place whatever area is named beside it: it is where the caller is to be found.
    """
    buildings = [place for name in names for place in name.places if place.kind is PlaceKind.BUILDING]
    codes = [_within(found, buildings) for found in codes]
    outlines = [place for found in codes for place in found.places]
    if any(place.kind in (PlaceKind.ROOM, PlaceKind.AREA) for place in outlines):
        return tuple(codes)
    return (*(narrow for narrow in (_within(name, outlines) for name in names) if narrow.places[0] not in buildings), *codes)


def _within(found: PlaceFound, outlines: list[Place]) -> PlaceFound:
    """What was found, held to the places inside `outlines`; unchanged when none is inside."""
    inside = tuple(place for place in found.places if any(_is_inside(place, outline) for outline in outlines))
    return PlaceFound(found.start, found.end, inside or found.places)


def _is_inside(place: Place, outline: Place) -> bool:
    return place.building == outline.building and outline.unit in ("", place.unit)
