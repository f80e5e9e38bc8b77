"""The registers: the site's ordinary tables (places, people, crews, posts, lines, earlier repairs) and the loading and saving of a site.

A model names no database: every function is given one, and a caller may bind `TABLES` as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from peewee import BooleanField, CompositeKey, Database, DateField, ForeignKeyField, IntegerField, Model, SchemaManager, TextField

from dutydesk.pinyin import initials, name_initials, name_spelled
from dutydesk.site import Crew, CrewKind, Line, Member, Place, PlaceKind, Post, Site


class SiteRow(Model):
    """The site itself: one row."""

    id = TextField(primary_key=True)
    name_zh = TextField()
    name_en = TextField()

    class Meta:
        table_name = "site"


class PlaceRow(Model):
    """A building, unit, room or common area."""

    ordinal = IntegerField(primary_key=True)
    code = TextField(unique=True)
    kind = TextField()
    building = TextField()
    unit = TextField()
    room = TextField()
    floor = IntegerField(null=True)
    name_zh = TextField()
    name_en = TextField()
    position = IntegerField()
    short_zh = TextField()
    short_en = TextField()
    initials = TextField()

    class Meta:
        table_name = "place"


class CrewRow(Model):
    """A crew; `ordinal` is its order on the board."""

    id = TextField(primary_key=True)
    kind = TextField()
    name_zh = TextField()
    name_en = TextField()
    ordinal = IntegerField()

    class Meta:
        table_name = "crew"


class MemberRow(Model):
    """A crew member or contractor; `trades` are codes with a space between them."""

    ordinal = IntegerField(primary_key=True)
    id = TextField(unique=True)
    staff_number = TextField(index=True)
    name = TextField()
    crew = TextField()
    trades = TextField()
    phone = TextField(index=True)
    officer = BooleanField()
    contractor = BooleanField()
    base = TextField()
    initials = TextField()
    spelled = TextField()

    class Meta:
        table_name = "member"


class PostRow(Model):
    """A place that must be manned."""

    ordinal = IntegerField(primary_key=True)
    id = TextField(unique=True)
    crew = TextField()
    name_zh = TextField()
    name_en = TextField()

    class Meta:
        table_name = "post"


class LineRow(Model):
    """A telephone line of the site; whose extension it is stands in the settings file."""

    ordinal = IntegerField(primary_key=True)
    number = TextField(unique=True)
    name_zh = TextField()
    name_en = TextField()
    maintenance = BooleanField()

    class Meta:
        table_name = "line"


class PersonRow(Model):
    """Somebody who lives or works here."""

    id = TextField(primary_key=True)
    name = TextField(index=True)
    initials = TextField(index=True)
    note = TextField()
    spelled = TextField(index=True)

    class Meta:
        table_name = "person"


class PersonRoomRow(Model):
    """A person's tie to a room, by the room's code: a site's places may be saved anew without losing who lives there."""

    person = ForeignKeyField(PersonRow, on_delete="CASCADE")
    ordinal = IntegerField()
    place = TextField(index=True)
    tie = TextField()

    class Meta:
        table_name = "person_room"


class PersonNumberRow(Model):
    """A number (E.164) that a person rings from; `ordinal` is its order of use."""

    person = ForeignKeyField(PersonRow, on_delete="CASCADE")
    ordinal = IntegerField()
    number = TextField(index=True)
    last_four = TextField(index=True)

    class Meta:
        table_name = "person_number"


class EarlierRepairRow(Model):
    """A repair from before the journal began; the key is also the way to the newest ones of a place."""

    place = TextField()
    day = DateField()
    line = TextField()
    worker = TextField()
    result = TextField()

    class Meta:
        table_name = "earlier_repair"
        primary_key = CompositeKey("place", "day", "line")
        without_rowid = True


_SITE_TABLES = (SiteRow, PlaceRow, CrewRow, MemberRow, PostRow, LineRow)
PEOPLE_TABLES = (PersonRow, PersonRoomRow, PersonNumberRow)
TABLES = (*_SITE_TABLES, *PEOPLE_TABLES, EarlierRepairRow)


def create_tables(database: Database) -> None:
    """Make the tables of the registers where they are not there yet."""
    for table in TABLES:
        SchemaManager(table, database=database).create_all(safe=True)


def insert_rows(database: Database, table: type[Model], rows: Iterable[tuple[object, ...]]) -> None:
    """Insert many rows by one prepared statement; each row has every column but an automatic id, in the order of the model."""
    rows = list(rows)
    if not rows:
        return
    # peewee publishes a model's columns under this name only.
    columns = [field for field in table._meta.sorted_fields if not field.auto_increment]  # noqa: SLF001
    sql, _ = table.insert_many(rows[:1], fields=columns).bind(database).sql()
    database.cursor().executemany(sql, rows)


def save_site(database: Database, site: Site) -> None:
    """Put `site` in the place of whatever site is stored, in one transaction; the people stay."""
    with database.atomic("IMMEDIATE"):
        for table in _SITE_TABLES:
            table.delete().execute(database)
        insert_rows(database, SiteRow, [(site.id, site.name_zh, site.name_en)])
        insert_rows(database, PlaceRow, ((order, *_place_values(place)) for order, place in enumerate(site.places, start=1)))
        insert_rows(database, CrewRow, ((crew.id, crew.kind.value, crew.name_zh, crew.name_en, crew.order) for crew in site.crews))
        insert_rows(database, MemberRow, ((order, *_member_values(member)) for order, member in enumerate(site.members, start=1)))
        insert_rows(database, PostRow, ((order, *_post_values(post)) for order, post in enumerate(site.posts, start=1)))
        insert_rows(database, LineRow, ((order, *_line_values(line)) for order, line in enumerate(site.lines, start=1)))


def load_site(database: Database) -> Site | None:
    """The stored site; None in a folder that has none yet."""
    head = SiteRow.select().tuples().execute(database)
    for id_, name_zh, name_en in head:
        return Site(
            id=id_,
            name_zh=name_zh,
            name_en=name_en,
            places=tuple(_place(*row[1:]) for row in _stored(database, PlaceRow)),
            crews=tuple(_crew(*row) for row in _stored(database, CrewRow)),
            members=tuple(_member(*row[1:]) for row in _stored(database, MemberRow)),
            posts=tuple(Post(*row[1:]) for row in _stored(database, PostRow)),
            lines=tuple(Line(*row[1:]) for row in _stored(database, LineRow)),
        )
    return None


def _stored(database: Database, table: Any) -> Iterable[tuple]:
    return table.select().order_by(table.ordinal).tuples().execute(database)


def _post_values(post: Post) -> tuple[object, ...]:
    return post.id, post.crew, post.name_zh, post.name_en


def _line_values(line: Line) -> tuple[object, ...]:
    return line.number, line.name_zh, line.name_en, line.maintenance


def _place_values(place: Place) -> tuple[object, ...]:
    return (
        place.code,
        place.kind.value,
        place.building,
        place.unit,
        place.room,
        place.floor,
        place.name_zh,
        place.name_en,
        place.position,
        place.short_zh,
        place.short_en,
        place.initials or initials(place.short_zh),
    )


def _member_values(member: Member) -> tuple[object, ...]:
    return (
        member.id,
        member.staff_number,
        member.name,
        member.crew,
        " ".join(member.trades),
        member.phone,
        member.officer,
        member.contractor,
        member.base,
        member.initials or name_initials(member.name),
        member.spelled or name_spelled(member.name),
    )


def _place(code: str, kind: str, *rest) -> Place:
    return Place(code, PlaceKind(kind), *rest)


def _crew(id_: str, kind: str, *rest) -> Crew:
    return Crew(id_, CrewKind(kind), *rest)


def _member(id_: str, staff_number: str, name: str, crew: str, trades: str, *rest) -> Member:
    return Member(id_, staff_number, name, crew, tuple(trades.split()), *rest)
