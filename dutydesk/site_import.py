"""The import of a site: a table of rooms and people, read whole before anything is written, and joined to what is there already."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from dutydesk.causes import cause_of
from dutydesk.refusals import RefusedError
from dutydesk.room_rows import Dialled, ImportWords, RoomRow, RoomRows
from dutydesk.site import Person, PersonRoom, Place, PlaceKind, Tie
from dutydesk.tables import Row, TableFault, open_table

MOST_FAULTS = 1000
"""So many are kept to be read; the others are counted."""
TOLD_EVERY = 1000
Told = Callable[[int], None]
"""Hears how many rows are done; may raise to end it."""

_STRETCH = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class SiteFile:
    """What a file says. `places` are complete; `people` have no ids yet. `left_out` rows gave nothing, `fault_count` is of all faults."""

    path: Path
    places: tuple[Place, ...]
    people: tuple[Person, ...]
    rows: int = 0
    left_out: int = 0
    faults: tuple[TableFault, ...] = ()
    fault_count: int = 0

    def count(self, kind: PlaceKind) -> int:
        """How many places of a kind there are."""
        return sum(place.kind is kind for place in self.places)

    @property
    def numbers(self) -> int:
        """How many different numbers people ring from."""
        return len({number for person in self.people for number in person.numbers})


def read_site(path: Path, dialled: Dialled, told: Told = lambda _rows: None) -> SiteFile:
    """What the table at `path` says of rooms and people; good rows count although others are bad.

    Raises RefusedError as `open_table` does, and import.no_room_column, import.no_rooms.
    """
    words = ImportWords.load()
    with open_table(path) as table:
        rows = RoomRows(str(path), table.columns, words, dialled)
        gathered = _Gathered(words)
        for fault in table.doubled():
            gathered.complain(fault)
        for number, row in enumerate(table.rows(), 1):
            gathered.take(row, rows)
            if number % TOLD_EVERY == 0:
                told(number)
    read = gathered.file(path)
    if not read.rows:
        raise RefusedError("import.no_rooms", file=str(path))
    return read


def write_example(path: Path, language: str) -> None:
    """An example that `read_site` takes as it is, and spreadsheet programs with its Chinese. Raises RefusedError("data.unwritable")."""
    text = files("resources").joinpath("sample", f"rooms_{language}.csv").read_text(encoding="utf-8")
    try:
        path.write_text(text, encoding="utf-8-sig", newline="\r\n")
    except OSError as error:
        raise RefusedError("data.unwritable", path=str(path), cause=cause_of(error)) from error


class _Gathered:
    """The rooms and people of the rows so far."""

    def __init__(self, words: ImportWords) -> None:
        self._words = words
        self._rooms: dict[str, RoomRow] = {}
        self._outlines: set[str] = set()
        self._named: set[tuple[str, str]] = set()
        self._people = People()
        self._faults: list[TableFault] = []
        self._rows = self._left_out = self._fault_count = 0

    def complain(self, fault: TableFault) -> None:
        """Keep a fault, or only count it where there are too many."""
        self._fault_count += 1
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(fault)

    def take(self, row: Row | TableFault, rows: RoomRows) -> None:
        """One more row, or what stands in the place of one."""
        if isinstance(row, TableFault):
            self.complain(row)
            is_lost = row.code in ("table.unreadable_row", "table.too_many_cells")
            self._rows, self._left_out = self._rows + is_lost, self._left_out + is_lost
            return
        self._rows += 1
        read, faults = rows.read(row)
        for fault in faults:
            self.complain(fault)
        if read is not None and self._is_taken(read):
            self.complain(rows.fault(row, "import.two_places", "room", read.code))
            read = None
        if read is None:
            self._left_out += 1
            return
        if self._is_there(read):
            self.complain(rows.fault(row, "import.merged", "name", read.name))
        self._enter(read)

    def _is_there(self, read: RoomRow) -> bool:
        """Whether an earlier row speaks of the same person in the same room."""
        who, before = (read.code, read.name.casefold()), len(self._named)
        if read.name:
            self._named.add(who)
        return bool(read.name) and len(self._named) == before

    def _is_taken(self, read: RoomRow) -> bool:
        """Whether a place of another kind has the room's code, or a room that of its unit: 3-1 is a unit or a room, not both."""
        return read.code in self._outlines or any(one.code in self._rooms for one in read.outlines)

    def _enter(self, read: RoomRow) -> None:
        self._outlines.update(one.code for one in read.outlines)
        before = self._rooms.setdefault(read.code, read)
        if before.floor is None and read.floor is not None:
            self._rooms[read.code] = replace(before, floor=read.floor)
        if read.name or read.numbers:
            room = PersonRoom(read.code, read.tie)
            self._people.add(Person("", read.name or read.code, read.numbers, (room,), read.note))

    def file(self, path: Path) -> SiteFile:
        """Everything so far."""
        places = tuple(_places(self._rooms.values(), self._words))
        people = self._people.all()
        return SiteFile(path, places, people, self._rows, self._left_out, tuple(self._faults), self._fault_count)


class People:
    """People, each once: of one name and one room or one number is one person."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self._people: list[Person] = []
        self._known: dict[tuple[str, str], int] = {}
        for person in people:
            self._put(len(self._people), person)

    def add(self, person: Person) -> None:
        """Enter somebody, or what is new of somebody who is there: rooms and numbers are added, none is taken away."""
        at = next((self._known[key] for key in _keys(person) if key in self._known), len(self._people))
        self._put(at, _joined(self._people[at], person) if at < len(self._people) else person)

    def all(self) -> tuple[Person, ...]:
        """Everybody, in the order of coming."""
        return tuple(self._people)

    def _put(self, at: int, person: Person) -> None:
        self._people[at : at + 1] = [person]
        for key in _keys(person):
            self._known.setdefault(key, at)


def joined_people(stored: Iterable[Person], found: Iterable[Person]) -> tuple[Person, ...]:
    """Those of `stored` who change and those who are new, with ids: who is there already keeps the id."""
    before = tuple(stored)
    people = People(before)
    for person in found:
        people.add(person)
    taken = max((int(person.id[1:]) for person in before if re.fullmatch(r"p\d+", person.id)), default=0)
    after = people.all()
    changed = (new for old, new in zip(before, after, strict=False) if new != old)
    return (*changed, *(replace(person, id=f"p{number:04}") for number, person in enumerate(after[len(before) :], taken + 1)))


def joined_places(stored: Iterable[Place], found: Iterable[Place]) -> tuple[Place, ...]:
    """The places of a site with those of a file: a room that is there learns its floor, new ones come last; none is taken away."""
    places = {place.code: place for place in stored}
    last = max((place.position for place in places.values()), default=0)
    positions = {place.building: place.position for place in places.values() if place.kind is PlaceKind.BUILDING}
    for place in found:
        before = places.get(place.code)
        if before is None:
            position = positions.setdefault(place.building, last + place.position)
            places[place.code] = replace(place, position=position)
        elif place.floor is not None:
            places[place.code] = replace(before, floor=place.floor)
    return tuple(places.values())


def _keys(person: Person) -> Iterator[tuple[str, str]]:
    name = person.name.casefold()
    yield from ((name, room.place) for room in person.rooms)
    yield from ((name, number) for number in person.numbers)


def _joined(before: Person, new: Person) -> Person:
    """Somebody with what a later row says: its ties count, its numbers come behind those there are."""
    ties = {room.place: room.tie for room in (*before.rooms, *new.rooms)}
    numbers = tuple(dict.fromkeys((*before.numbers, *new.numbers)))
    return replace(before, numbers=numbers, rooms=_rooms(ties), note=new.note or before.note)


def _rooms(ties: dict[str, Tie]) -> tuple[PersonRoom, ...]:
    return tuple(PersonRoom(place, tie) for place, tie in ties.items())


def _places(rooms: Iterable[RoomRow], words: ImportWords) -> Iterator[Place]:
    """Buildings, units, rooms and common areas in the order in which people count; a building's position is its place in it."""
    position, there = 0, set[str]()
    for row in sorted(rooms, key=_counted):
        position += row.building not in there
        for outline in row.outlines:
            if outline.code not in there:
                yield _place(outline, PlaceKind.UNIT if outline.unit else PlaceKind.BUILDING, position, words)
            there.add(outline.code)
        yield _place(row, PlaceKind.ROOM, position, words)
        if f"{row.outlines[-1].code} inside" not in there:
            yield from _inner_areas(row.outlines[-1], position, words)
        there.add(f"{row.outlines[-1].code} inside")


def _inner_areas(row: RoomRow, position: int, words: ImportWords) -> Iterator[Place]:
    """The common areas of a unit, or of a building."""
    outline = _place(row, PlaceKind.UNIT if row.unit else PlaceKind.BUILDING, position, words)
    for area in words.inner_areas:
        yield replace(
            outline,
            code=f"{outline.code}-{area['key']}",
            kind=PlaceKind.AREA,
            name_zh=f"{outline.name_zh}{area['zh']}",
            name_en=f"{outline.name_en}, {area['en']}",
            short_zh=area["zh"],
            short_en=area["en"],
        )


def _place(row: RoomRow, kind: PlaceKind, position: int, words: ImportWords) -> Place:
    is_named = not row.building[:1].isascii() or (len(row.building) > 2 and row.building.isalpha())
    manner = f"unit_{kind.value}" if kind is PlaceKind.ROOM and row.unit else kind.value
    manner = f"named_{manner}" if is_named else manner
    parts = {"building": row.building, "unit": row.unit, "room": row.room}
    said = row.building if is_named and kind is PlaceKind.BUILDING else ""
    return Place(
        code=row.code,
        kind=kind,
        **parts,
        floor=row.floor,
        name_zh=words.place_name(manner, "zh", **parts),
        name_en=words.place_name(manner, "en", **parts),
        position=position,
        short_zh=said,
        short_en=said,
    )


def _counted(row: RoomRow) -> tuple[list[tuple[int, str]], ...]:
    """The order in which people count: 2 before 10, and that before "A"."""
    return tuple([(int(part), "") if part.isdecimal() else (10**9, part) for part in _STRETCH.split(text) if part] for text in _parts(row))


def _parts(row: RoomRow) -> tuple[str, str, str]:
    return row.building, row.unit, row.room
