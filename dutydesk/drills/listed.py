"""The calls of a city's file: rows read through a column map, in the order of their times; what cannot be used is told by row and field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dutydesk.categories import Categories
from dutydesk.drills.arrivals import Arrival
from dutydesk.drills.columns import ColumnMap
from dutydesk.tables import Row, Table, TableFault
from dutydesk.telephony.events import clean
from dutydesk.words import Channel, Level, NumberState

EARLIEST = 1970
LONGEST_LINE, LONGEST_PLACE = 200, 60
MOST_PLACES = 3000
"""Places of the file that the site gets; further ones are told in the line, at the place of their area."""
OnFault = Callable[[TableFault], None]


@dataclass(slots=True)
class Listed:
    """The calls of a file, as `Coming` for a drill; `places` are where they are, with the area that each lies in."""

    arrivals: list[Arrival] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    areas: dict[str, None] = field(default_factory=dict)
    bad: int = 0
    _at: int = 0

    def next(self, after: datetime, at_work: int) -> Arrival | None:
        """The next one in the order of their times, whatever is at work."""
        del after, at_work
        self._at += 1
        return self.arrivals[self._at - 1] if self._at <= len(self.arrivals) else None


def read_calls(table: Table, file: str, found: ColumnMap, categories: Categories, *, now: datetime, on_fault: OnFault) -> Listed:
    """Every call of `table`; each fault is told as it is met and counted, and reading goes on. What lies after `now` is none."""
    return _Reading(file, found, categories, now, on_fault).read(table.rows())


class _Reading:
    """Turns rows into arrivals; the same words are looked up once."""

    def __init__(self, file: str, found: ColumnMap, categories: Categories, now: datetime, on_fault: OnFault) -> None:
        self._file = file
        self._map = found
        self._categories = categories
        self._now = now
        self._on_fault = on_fault
        self._listed = Listed()
        self._format = found.formats[0]
        self._kinds: dict[str, str] = {}
        self._ids: set[str] = set()

    def read(self, rows: Iterable[Row | TableFault]) -> Listed:
        """All of them, sorted."""
        for row in rows:
            faults = [row] if isinstance(row, TableFault) else list(self._enter(row))
            for fault in faults:
                self._on_fault(fault)
            self._listed.bad += bool(faults)
        self._listed.arrivals.sort(key=lambda one: one.at)
        return self._listed

    def _enter(self, row: Row) -> Iterator[TableFault]:
        at = self._time(row)
        if at is None or at > self._now:
            text = " ".join(row[column] for column in self._map.time)
            code = "replay.wrong_time" if at is None else "replay.future_time"
            yield TableFault(code, self._file, row.number, self._map.time[0], text[:LONGEST_PLACE])
            return
        arrival = self._arrival(row, at)
        if not arrival.line:
            yield TableFault("replay.nothing_said", self._file, row.number, ", ".join(self._map.line))
        elif not (arrival.place or arrival.rings):
            yield TableFault("replay.no_place", self._file, row.number, ", ".join(self._map.place))
        elif self._came_before(row):
            yield TableFault("replay.came_before", self._file, row.number, self._map.id, row[self._map.id][:LONGEST_PLACE])
        else:
            self._listed.arrivals.append(arrival)

    def _came_before(self, row: Row) -> bool:
        own = row[self._map.id] if self._map.id else ""
        is_known = bool(own) and own in self._ids
        self._ids.add(own)
        return is_known

    def _arrival(self, row: Row, at: datetime) -> Arrival:
        found = self._map
        code = self._kind(row)
        category = self._categories.by_code(code)
        level = found.level.find(_joined(row, found.level.columns))
        channel = found.channel.find(_joined(row, found.channel.columns))
        number = clean(row[found.caller_number], LONGEST_PLACE) if found.caller_number else ""
        place, beside = self._place(row)
        said = clean(_joined(row, found.line), LONGEST_LINE)
        return Arrival(
            id=str(row.number),
            at=at,
            line=f"{said} · {beside}" if said and beside else said,
            category=code,
            level=Level(int(level)) if level else Level(category.level if category else Level.NORMAL),
            place=place,
            channel=Channel(channel) if channel else found.default_channel,
            name=clean(row[found.caller_name], LONGEST_PLACE) if found.caller_name else "",
            number=number,
            number_state=NumberState.OK if number else NumberState.UNAVAILABLE,
        )

    def _kind(self, row: Row) -> str:
        text = _joined(row, self._map.category.columns)
        if text not in self._kinds:
            fits = self._categories.find(text)
            usual = fits[0][0].code if fits else self._map.default_category
            self._kinds[text] = self._map.category.find(text) or usual
        return self._kinds[text]

    def _place(self, row: Row) -> tuple[str, str]:
        """The place's code, and what of it must be told in the line."""
        area = clean(row[self._map.area], LONGEST_PLACE) if self._map.area else ""
        if area:
            self._listed.areas.setdefault(area)
        filled = (clean(row[column], LONGEST_PLACE) for column in self._map.place)
        place = next((one for one in filled if one), "")
        if not place or place in self._listed.areas:
            return place or area, ""
        if place not in self._listed.places and len(self._listed.places) >= MOST_PLACES:
            return area, place
        self._listed.places.setdefault(place, area)
        return place, ""

    def _time(self, row: Row) -> datetime | None:
        text = " ".join(filter(None, (row[column] for column in self._map.time)))
        for form in (self._format, *self._map.formats):
            at = _read_time(text, form)
            if at is not None and at.year >= EARLIEST:
                self._format = form
                return (at if at.tzinfo else at.replace(tzinfo=self._map.zone)).astimezone(UTC)
        return None


def _read_time(text: str, form: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if form == "iso" else datetime.strptime(text, form)  # noqa: DTZ007 - the map has the zone
    except (ValueError, OverflowError):
        return None


def _joined(row: Row, columns: tuple[str, ...]) -> str:
    """What stands in these columns, one after the other; what repeats the one before is left out."""
    texts = filter(None, (" ".join(row[column].split()) for column in columns))
    return ": ".join(dict.fromkeys(texts))
