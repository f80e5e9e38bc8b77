"""What the timeline shows: read piece by piece in small slices of time, then kept up to date by what is touched."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from dutydesk.calls import Call
from dutydesk.crew import MemberRow
from dutydesk.journal import Recorded
from dutydesk.site import CrewKind
from dutydesk.timeline.blocks import Block
from dutydesk.timeline.dues import Due, Dues
from dutydesk.timeline.timeline import Timeline
from dutydesk.words import Status
from ui.feed import Feed, touched
from ui.premises import Premises

PIECE = timedelta(hours=1)
"""So much is asked for at once, going back."""
SLICE = 6
"""Milliseconds of reading before keys and paints have their turn."""
SPARE = timedelta(hours=24)
"""What lies further back than this before the view is let go of when one returns to now."""
_FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
"""A clock that was set back leaves entries of times to come."""


class ShownTimeline(QObject):
    """Keeps a `Timeline` of the hours that were asked for. `lane_changed` carries a member's id."""

    lane_changed = Signal(str)
    lanes_changed = Signal()
    calls_changed = Signal()

    def __init__(self, feed: Feed, premises: Premises, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readings = feed.readings
        self._premises = premises
        self._line = Timeline()
        self._dues = Dues(premises.limits, premises.categories)
        self._here: set[str] = set()
        """Who is on duty and can be sent."""
        self._stale: set[str] = set()
        """Whose statuses are read again when their lane is looked at."""
        self._work: deque[str] = deque()
        self._read_to = self._wanted = _FOREVER
        crews = {crew.id: (crew.kind is not CrewKind.MAINTENANCE, crew.order) for crew in premises.site.crews}
        members = sorted(premises.site.members, key=lambda member: crews.get(member.crew, (True, 0)))
        self._places = {member.id: place for place, member in enumerate(members)}
        self._maintenance = frozenset(member.id for member in members if not crews.get(member.crew, (True, 0))[0])
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        feed.recorded.connect(self._recorded)

    @property
    def is_read(self) -> bool:
        """Whether all that was asked for is there."""
        return not self._work and self._read_to <= self._wanted

    def want(self, since: datetime) -> None:
        """Have everything from `since` on."""
        if since < self._wanted:
            self._wanted = since
            self._timer.start(0)

    def reload(self) -> None:
        """Read all anew, as far as it was wanted."""
        self._line, self._read_to = Timeline(), _FOREVER
        self._work.clear()
        self._stale.clear()
        if self._wanted < _FOREVER:
            self._timer.start(0)

    def let_go(self, before: datetime) -> None:
        """What ended long before `before` need not be kept."""
        edge = before - SPARE
        if self.is_read and self._read_to < edge:
            self._line.forget(edge)
            self._read_to = self._wanted = edge

    def members(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """Who has a lane: maintenance on duty or with work in that time, then others with work, in board order."""
        working = {member for member in self._line.workers() if self._line.has_work(member, since, until)}
        return tuple(sorted((working | self._here & self._maintenance) & self._places.keys(), key=self._places.__getitem__))

    def lane(self, member: str) -> tuple[Block, ...]:
        """A person's blocks in order."""
        if member in self._stale:
            self._take_statuses(member)
        return self._line.lane(member)

    def call(self, call: str) -> Call | None:
        """A call as it stands."""
        return self._line.call(call)

    def calls(self) -> Sequence[Call]:
        """All calls that were read, in the order in which they were received."""
        return self._line.calls()

    def dues(self, now: datetime) -> Sequence[Due]:
        """The running limits of the open calls."""
        return self._dues.of(self._line.calls(), now)

    def _recorded(self, recorded: Recorded) -> None:
        if self._read_to == _FOREVER:
            return
        changed: list[str] = []
        for call in sorted(touched(recorded, "call")):
            self._take_call(call, changed)
        written = {one.entry.subject for one in recorded.entries} or recorded.touched
        people = sorted(subject for subject in written if subject.startswith("crew:"))
        self._stale.update(subject.partition(":")[2] for subject in people)
        changed += people
        self._read_rows(touched(recorded, "crew"))
        self._tell(changed)

    def _go_on(self) -> None:
        """A slice of reading: the newest hour first."""
        clock = QElapsedTimer()
        clock.start()
        slice_: list[str] = []
        if self._read_to == _FOREVER:
            self._begin()
        while clock.elapsed() < SLICE:
            if not self._work and not self._find():
                break
            if self._work:
                self._take_one(self._work.popleft(), slice_)
        self._tell(slice_)
        if not self.is_read:
            self._timer.start(0)

    def _begin(self) -> None:
        """What goes on now may have begun long ago."""
        rows = self._readings.members()
        self._here = {row.member for row in rows if _is_here(row)}
        self.lanes_changed.emit()
        self._work.extend(f"call:{call.id}" for call in self._readings.open_calls())
        self._work.extend(f"crew:{row.member}" for row in rows if row.own is Status.BREAK)
        self._read_to = self._premises.now() - PIECE
        self._work.extend(self._readings.worked_on(self._read_to, _FOREVER))

    def _find(self) -> bool:
        """Look an hour further back; False when that is not wanted."""
        if self._read_to <= self._wanted:
            return False
        until, self._read_to = self._read_to, self._read_to - PIECE
        self._work.extend(self._readings.worked_on(self._read_to, until))
        return True

    def _take_one(self, subject: str, changed: list[str]) -> None:
        """Once read, a call is kept up to date; a person's statuses reach as far back as was read."""
        kind, _, name = subject.partition(":")
        if kind == "call" and not self._line.knows(name):
            self._take_call(name, changed)
        elif kind == "crew":
            self._take_statuses(name)
            changed.append(subject)

    def _take_statuses(self, member: str) -> None:
        self._stale.discard(member)
        self._line.take_member(member, self._readings.statuses_since(member, self._read_to))

    def _take_call(self, call: str, changed: list[str]) -> None:
        people = self._line.take_call(call, self._readings.history(f"call:{call}"))
        changed += [f"call:{call}", *(f"crew:{member}" for member in people)]

    def _read_rows(self, members: Iterable[str]) -> None:
        changed = {member for member in members if _is_here(self._readings.member(member)) is not (member in self._here)}
        if changed:
            self._here ^= changed
            self.lanes_changed.emit()

    def _tell(self, changed: Sequence[str]) -> None:
        people = sorted({one.partition(":")[2] for one in changed if one.startswith("crew:")})
        for member in people:
            self.lane_changed.emit(member)
        if any(one.startswith("call:") for one in changed):
            self.calls_changed.emit()


def _is_here(row: MemberRow) -> bool:
    return row.is_on_duty and not row.officer
