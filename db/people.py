"""The register of people: who lives at a place, who rings from a number, and finding somebody by what the desk remembers.

All of it is personal data: nothing here is ever logged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from peewee import SqliteDatabase

from db.lived_in import LivedIn
from db.registers import PersonNumberRow, PersonRoomRow, PersonRow, insert_rows
from dutydesk.pinyin import name_initials, name_spelled
from dutydesk.site import Person, PersonRoom, Tie
from dutydesk.spelling import plain

_TIES = (Tie.OWNER, Tie.TENANT, Tie.SHOP, Tie.FAMILY)
_BATCH = 500
_LONGEST_SEARCH = 100
_BY_NAME = "SELECT id FROM person WHERE {} ORDER BY name, id LIMIT ?"
_BY_NUMBER = "SELECT DISTINCT person_id FROM person_number WHERE {} ORDER BY person_id LIMIT ?"
_BY_ROOM = "SELECT DISTINCT person_id FROM person_room WHERE {} ORDER BY person_id LIMIT ?"
_ALL = -1
"""A limit that is none."""
_Way = tuple[str, tuple[str, ...]]
"""A statement that gives ids of people, but for its limit, and its values."""


def save_people(database: SqliteDatabase, people: Iterable[Person], told: Callable[[int], None] = lambda _saved: None) -> None:
    """Enter `people`, or put them in the place of those stored under their ids; in short transactions of 500 people each.

    `told` hears after each how many are saved, and may raise to end it there.
    """
    remaining, saved = iter(people), 0
    while batch := list(islice(remaining, _BATCH)):
        with database.atomic("IMMEDIATE"):
            _save(database, batch)
        saved += len(batch)
        told(saved)


def stored_people(database: SqliteDatabase) -> tuple[Person, ...]:
    """Everybody, by id."""
    ids = [id_ for (id_,) in PersonRow.select(PersonRow.id).order_by(PersonRow.id).tuples().execute(database)]
    batches = (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
    return tuple(person for batch in batches for person in _load(database, batch))


def forget_people(database: SqliteDatabase) -> None:
    """Nobody lives here any more: what is left of a founding that did not come to its end."""
    with database.atomic("IMMEDIATE"):
        for table in (PersonRoomRow, PersonNumberRow, PersonRow):
            table.delete().execute(database)


def person(database: SqliteDatabase, person_id: str) -> Person | None:
    """The person of that id, or None: an old journal may name one who was erased."""
    return next(iter(_load(database, [person_id])), None)


def people_at(database: SqliteDatabase, place: str) -> tuple[Person, ...]:
    """Everybody tied to the room of that code: owners, tenants, shops, family, and by id among equals."""
    people = _load(database, _ids(database, _BY_ROOM.format("place = ?"), place))
    return tuple(sorted(people, key=lambda person: (_tie_rank(room.tie for room in person.rooms if room.place == place), person.id)))


def people_by_number(database: SqliteDatabase, e164: str) -> tuple[Person, ...]:
    """Everybody who rings from a number: owners, tenants, shops, family; whose first number it is before others; then by id."""
    people = _load(database, _ids(database, _BY_NUMBER.format("number = ?"), e164))
    return tuple(
        sorted(
            people,
            key=lambda person: (_tie_rank(room.tie for room in person.rooms), person.numbers.index(e164), person.id),
        )
    )


def find_people(database: SqliteDatabase, text: str, limit: int = 20, *, lived_in: LivedIn | None = None) -> tuple[Person, ...]:
    """At most `limit` people whom `text` may mean: by name, its pinyin, last digits of a number, room; then by part of the name.

    Asked at each key typed, and so in plain SQL: peewee would think longer about most of these questions than SQLite does.
    `lived_in` is kept from key to key by whoever asks often.
    """
    wanted = text.strip()[:_LONGEST_SEARCH].encode("utf-8", "ignore").decode("utf-8")
    if not wanted:
        return ()
    found: dict[str, None] = {}
    for sql, values in _ways_to_find(wanted, lived_in or LivedIn(database)):
        found.update(dict.fromkeys(_ids(database, sql, *values, limit=limit)))
        if len(found) >= limit:
            break
    return _load(database, list(found)[:limit])


def _ways_to_find(wanted: str, lived_in: LivedIn) -> Iterator[_Way]:
    typed = plain(wanted)
    digits = typed.replace("-", "").replace(" ", "")
    yield _BY_NAME.format("name = ?"), (wanted,)
    yield _beginning("name", *dict.fromkeys((wanted, wanted.title())))
    letters = typed.replace(" ", "")
    if letters.isascii() and letters.isalpha():
        yield _beginning("initials", letters)
        yield _beginning("spelled", letters)
    if digits.isascii() and digits.isdecimal():
        yield _BY_NUMBER.format("last_four = ?"), (digits,)
    if len(digits) > 4 and digits.removeprefix("+").isdecimal():
        yield _BY_NUMBER.format("last_four = ? AND number LIKE ?"), (digits[-4:], f"%{digits.lstrip('0')}")
    if any(sign.isdecimal() for sign in typed) and (rooms := lived_in.rooms_like(typed)):
        yield _BY_ROOM.format(f"place IN ({_marks(rooms)})"), rooms
    if any(sign.isalpha() for sign in wanted):  # reads everybody: not for each figure of a room or a number
        yield _BY_NAME.format("name LIKE ? ESCAPE '~'"), (f"%{_literal(wanted)}%",)


def _beginning(column: str, *begins: str) -> _Way:
    """As a range, which the index answers; LIKE would read everybody at each key typed (40 ms at 50,000 people)."""
    ranges = " OR ".join([f"{column} >= ? AND {column} < ?"] * len(begins))
    return _BY_NAME.format(ranges), tuple(edge for text in begins for edge in (text, f"{text}\U0010ffff"))


def _literal(typed: str) -> str:
    """`typed` for a LIKE in which it means nothing but itself."""
    return re.sub("([~%_])", r"~\1", typed)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _ids(database: SqliteDatabase, sql: str, *values: str, limit: int = _ALL) -> list[str]:
    return [id_ for (id_,) in database.execute_sql(sql, (*values, limit))]


def _load(database: SqliteDatabase, ids: Sequence[str]) -> tuple[Person, ...]:
    """The people of these ids, in this order."""
    if not ids:
        return ()
    among, rooms, numbers = f"IN ({_marks(ids)})", defaultdict(list), defaultdict(list)
    sql = f"SELECT person_id, place, tie FROM person_room WHERE person_id {among} ORDER BY ordinal"  # noqa: S608 # only marks
    for id_, place, tie in database.execute_sql(sql, ids):
        rooms[id_].append(PersonRoom(place, Tie(tie)))
    sql = f"SELECT person_id, number FROM person_number WHERE person_id {among} ORDER BY ordinal"  # noqa: S608 # only marks
    for id_, number in database.execute_sql(sql, ids):
        numbers[id_].append(number)
    people = database.execute_sql(f"SELECT id, name, note FROM person WHERE id {among}", ids)  # noqa: S608 # only marks
    by_id = {id_: Person(id_, name, tuple(numbers[id_]), tuple(rooms[id_]), note) for id_, name, note in people}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def _save(database: SqliteDatabase, people: list[Person]) -> None:
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
