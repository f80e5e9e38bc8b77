"""The register of people: who lives at a place, who rings from a number, and finding somebody by what the desk remembers.

All of it is personal data: nothing here is ever logged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from peewee import SQL, Database, Expression

from db.registers import PersonNumberRow, PersonRoomRow, PersonRow, insert_rows
from dutydesk.pinyin import name_initials, name_spelled
from dutydesk.site import Person, PersonRoom, Tie
from dutydesk.spelling import plain

_TIES = (Tie.OWNER, Tie.TENANT, Tie.SHOP, Tie.FAMILY)
_BATCH = 500
_LONGEST_SEARCH = 100
_EVERY_ROOM = """
WITH RECURSIVE room (place) AS (
    SELECT min(place) FROM person_room
    UNION ALL SELECT (SELECT min(place) FROM person_room AS next WHERE next.place > room.place) FROM room WHERE room.place IS NOT NULL
)
SELECT place FROM room"""


def save_people(database: Database, people: Iterable[Person], told: Callable[[int], None] = lambda _saved: None) -> None:
    """Enter `people`, or put them in the place of those stored under their ids; in short transactions of 500 people each.

    `told` hears after each how many are saved, and may raise to end it there.
    """
    remaining, saved = iter(people), 0
    while batch := list(islice(remaining, _BATCH)):
        with database.atomic("IMMEDIATE"):
            _save(database, batch)
        saved += len(batch)
        told(saved)


def stored_people(database: Database) -> tuple[Person, ...]:
    """Everybody, by id."""
    ids = [id_ for (id_,) in PersonRow.select(PersonRow.id).order_by(PersonRow.id).tuples().execute(database)]
    batches = (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
    return tuple(person for batch in batches for person in _load(database, batch))


def forget_people(database: Database) -> None:
    """Nobody lives here any more: what is left of a founding that did not come to its end."""
    with database.atomic("IMMEDIATE"):
        for table in (PersonRoomRow, PersonNumberRow, PersonRow):
            table.delete().execute(database)


def person(database: Database, person_id: str) -> Person | None:
    """The person of that id, or None: an old journal may name one who was erased."""
    return next(iter(_load(database, [person_id])), None)


def people_at(database: Database, place: str) -> tuple[Person, ...]:
    """Everybody tied to the room of that code: owners, tenants, shops, family, and by id among equals."""
    people = _load(database, _ids(database, PersonRoomRow, PersonRoomRow.place == place))
    return tuple(sorted(people, key=lambda person: (_tie_rank(room.tie for room in person.rooms if room.place == place), person.id)))


def people_by_number(database: Database, e164: str) -> tuple[Person, ...]:
    """Everybody who rings from a number: owners, tenants, shops, family; whose first number it is before others; then by id."""
    people = _load(database, _ids(database, PersonNumberRow, PersonNumberRow.number == e164))
    return tuple(
        sorted(
            people,
            key=lambda person: (_tie_rank(room.tie for room in person.rooms), person.numbers.index(e164), person.id),
        )
    )


def find_people(database: Database, text: str, limit: int = 20) -> tuple[Person, ...]:
    """At most `limit` people whom `text` may mean: by name, its pinyin, last digits of a number, room; then by part of the name."""
    wanted = text.strip()[:_LONGEST_SEARCH].encode("utf-8", "ignore").decode("utf-8")
    if not wanted:
        return ()
    found: dict[str, None] = {}
    for table, condition in _ways_to_find(wanted):
        found.update(dict.fromkeys(_ids(database, table, condition, limit)))
        if len(found) >= limit:
            break
    return _load(database, list(found)[:limit])


def _ways_to_find(wanted: str) -> Iterator[tuple[Any, Expression]]:
    typed = plain(wanted)
    digits = typed.replace("-", "").replace(" ", "")
    yield PersonRow, PersonRow.name == wanted
    yield PersonRow, _begins(PersonRow.name, wanted) | _begins(PersonRow.name, wanted.title())
    letters = typed.replace(" ", "")
    if letters.isascii() and letters.isalpha():
        yield PersonRow, _begins(PersonRow.initials, letters)
        yield PersonRow, _begins(PersonRow.spelled, letters)
    if digits.isascii() and digits.isdecimal():
        yield PersonNumberRow, PersonNumberRow.last_four == digits
    if len(digits) > 4 and digits.removeprefix("+").isdecimal():
        yield PersonNumberRow, (PersonNumberRow.last_four == digits[-4:]) & PersonNumberRow.number.endswith(digits.lstrip("0"))
    if any(sign.isdecimal() for sign in typed):
        yield PersonRoomRow, PersonRoomRow.place.in_(_rooms_like(typed))
    if any(sign.isalpha() for sign in wanted):  # reads everybody: not for each figure of a room or a number
        yield PersonRow, PersonRow.name.contains(wanted)


def _begins(field: Any, text: str) -> Expression:
    """As a range, which the index answers; LIKE would read everybody at each key typed (40 ms at 50,000 people)."""
    return (field >= text) & (field < f"{text}\U0010ffff")


def _rooms_like(typed: str) -> SQL:
    """Rooms by their code, or the end of it, or building and room without the unit.

    Among the hundreds of rooms that somebody lives in, each sought in the index after the last, and not among all who live there.
    """
    building, _, room = typed.partition("-")
    like = "place LIKE ? ESCAPE '~'"
    conditions, values = ["place = ?", like], [typed.upper(), f"%-{_literal(typed)}"]
    if room and "-" not in room:
        conditions.append(f"({like} AND {like})")
        values += [f"{_literal(building)}-%", f"%-{_literal(room)}"]
    return SQL(f"({_EVERY_ROOM} WHERE {' OR '.join(conditions)})", values)


def _literal(typed: str) -> str:
    """`typed` for a LIKE in which it means nothing but itself."""
    return re.sub("([~%_])", r"~\1", typed)


def _ids(database: Database, table: Any, condition: Expression, limit: int | None = None) -> list[str]:
    if table is PersonRow:
        query = PersonRow.select(PersonRow.id).where(condition).order_by(PersonRow.name, PersonRow.id)
    else:
        query = table.select(table.person).where(condition).order_by(table.person).distinct()
    return [id_ for (id_,) in query.limit(limit).tuples().execute(database)]


def _load(database: Database, ids: Sequence[str]) -> tuple[Person, ...]:
    """The people of these ids, in this order."""
    if not ids:
        return ()
    rooms, numbers = defaultdict(list), defaultdict(list)
    room_rows = PersonRoomRow.select(PersonRoomRow.person, PersonRoomRow.place, PersonRoomRow.tie).where(PersonRoomRow.person.in_(ids))
    for id_, place, tie in room_rows.order_by(PersonRoomRow.ordinal).tuples().execute(database):
        rooms[id_].append(PersonRoom(place, Tie(tie)))
    number_rows = PersonNumberRow.select(PersonNumberRow.person, PersonNumberRow.number).where(PersonNumberRow.person.in_(ids))
    for id_, number in number_rows.order_by(PersonNumberRow.ordinal).tuples().execute(database):
        numbers[id_].append(number)
    people = PersonRow.select(PersonRow.id, PersonRow.name, PersonRow.note).where(PersonRow.id.in_(ids)).tuples().execute(database)
    by_id = {id_: Person(id_, name, tuple(numbers[id_]), tuple(rooms[id_]), note) for id_, name, note in people}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def _save(database: Database, people: list[Person]) -> None:
    ids = [person.id for person in people]
    for table in (PersonRoomRow, PersonNumberRow):
        table.delete().where(table.person.in_(ids)).execute(database)
    PersonRow.delete().where(PersonRow.id.in_(ids)).execute(database)
    insert_rows(
        database,
        PersonRow,
        ((person.id, person.name, name_initials(person.name), person.note, name_spelled(person.name)) for person in people),
    )
    insert_rows(
        database,
        PersonRoomRow,
        ((person.id, order, room.place, room.tie.value) for person in people for order, room in enumerate(person.rooms)),
    )
    insert_rows(
        database,
        PersonNumberRow,
        ((person.id, order, number, number[-4:]) for person in people for order, number in enumerate(person.numbers)),
    )


def _tie_rank(ties: Iterable[Tie]) -> int:
    """The rank of the strongest tie; somebody without a room comes last."""
    return min((_TIES.index(tie) for tie in ties), default=len(_TIES))
