"""The crew board as rows: crew by crew who does what since when, posts not manned, and who is off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from dutydesk.calls import Call
from dutydesk.crew import LATELY, MemberRow, rested
from dutydesk.journal import Recorded
from dutydesk.limits import Heat
from dutydesk.numbers import mask
from dutydesk.site import Crew, CrewKind, Member, Post
from dutydesk.words import Status
from ui import durations, texts
from ui.feed import Feed, touched
from ui.marks import Tone
from ui.names import Names
from ui.premises import Premises
from ui.rows import RowsModel
from ui.ticker import Ticker

TONES = {
    Status.FREE: Tone.FREE,
    Status.CALLED: Tone.WAITING,
    Status.ACCEPTED: Tone.BUSY,
    Status.ON_THE_WAY: Tone.BUSY,
    Status.ON_SITE: Tone.BUSY,
    Status.HELPING: Tone.BUSY,
    Status.ON_POST: Tone.QUIET,
    Status.PATROL: Tone.QUIET,
    Status.CALLED_OUT: Tone.BUSY,
}
"""How loudly a status speaks; all others are away."""
AT_POSTS = (Status.ON_POST, Status.PATROL)
_PATROL = "patrol"


class Kind(StrEnum):
    """What a row of the board is."""

    CREW = "crew"
    MEMBER = "member"
    POST = "post"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One row, ready to be painted; a crew's row has its counts in `where`, the row of those off their names.

    A minor row, such as a contractor whom nobody has called, may be lower than the others. `counts` says that its seconds show.
    """

    key: str
    kind: Kind
    name: str
    mark: str = ""
    status: str = ""
    tone: Tone = Tone.AWAY
    where: str = ""
    since: str = ""
    heat: Heat = Heat.CALM
    is_minor: bool = False
    counts: bool = False

    @property
    def spoken(self) -> str:
        """The row in words."""
        return ", ".join(filter(None, (self.name, self.status, self.where, self.since)))


@dataclass(slots=True)
class _Lane:
    """A crew on the board: its heading, if it has one, who of it can be seen, its posts not manned, and who of it is off."""

    crew: Crew
    heading: tuple[BoardRow, ...]
    people: dict[str, BoardRow]
    posts: tuple[BoardRow, ...]
    off: tuple[Member, ...]


class CrewBoard(QObject):
    """Keeps the board's model: reads again the members who were touched, tells their crew anew, and the minutes as they pass.

    `renewed` comes before `changed` when every row was told anew.
    """

    changed = Signal()
    renewed = Signal()

    def __init__(self, feed: Feed, ticker: Ticker, premises: Premises, names: Names, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = RowsModel(self)
        self._readings = feed.readings
        self._premises = premises
        self._names = names
        self._crews = [
            (crew, tuple(member for member in premises.site.members if member.crew == crew.id))
            for crew in sorted(premises.site.crews, key=lambda crew: crew.order)
        ]
        self._members = {member.id: member for member in premises.site.members}
        self._rows: dict[str, MemberRow] = {}
        self._calls: dict[str, Call] = {}
        self._told: dict[str, BoardRow] = {}
        self._lanes: dict[str, _Lane] = {}
        self._due: list[BoardRow] = []
        self._ended: Mapping[str, datetime] | None = None
        self._officers: tuple[str, ...] = ()
        feed.recorded.connect(self._recorded)
        ticker.minute.connect(self.renew)
        ticker.second.connect(self._count)
        self.reload()

    def reload(self) -> None:
        """Read all anew."""
        self._calls = {call.id: call for call in self._readings.open_calls()}
        self._ended = None
        self._rows = {row.member: rested(row, self._work_ended()) for row in self._readings.members()}
        self._find_officers()
        self.renew()

    def renew(self) -> None:
        """Tell every row anew: the minute or the language has changed."""
        self._told.clear()
        self._lanes.clear()
        self._ended = None
        self._show()
        self.renewed.emit()
        self.changed.emit()

    def officers(self) -> tuple[str, ...]:
        """The members who have signed on as duty officers, in board order."""
        return self._officers

    def counts(self) -> tuple[int, int, int]:
        """How many are free to be handed a call, on the way, and on site."""
        statuses = [row.status for row in self._rows.values() if not row.officer]
        return statuses.count(Status.FREE), statuses.count(Status.ON_THE_WAY), statuses.count(Status.ON_SITE)

    def _row(self, member: Member) -> MemberRow:
        found = self._rows.get(member.id)
        if found is not None:
            return found
        status = Status.TO_BE_CALLED if member.contractor else Status.OFF
        return MemberRow(member.id, status, own=status)

    def _recorded(self, recorded: Recorded) -> None:
        calls, members = touched(recorded, "call"), touched(recorded, "crew")
        if not calls and not members:
            return
        for one in calls:
            call = self._readings.call(one)
            if call is not None and call.stage.is_open:
                self._calls[one] = call
            else:
                self._calls.pop(one, None)
        if calls:
            self._ended = None
        for member in members:  # a call that changed touches everybody whom it names
            self._read(member)
        self._show()
        self.changed.emit()

    def _work_ended(self) -> Mapping[str, datetime]:
        """Asked for once in a minute, and when a call has changed."""
        if self._ended is None:
            self._ended = self._readings.work_ended(self._premises.now() - LATELY)
        return self._ended

    def _find_officers(self) -> None:
        here = (member.id for member in self._premises.site.members if self._is_officer(self._rows.get(member.id)))
        self._officers = tuple(here)

    def _read(self, member: str) -> None:
        was, row = self._rows.pop(member, None), rested(self._readings.member(member), self._work_ended())
        if row != MemberRow(member):  # one that says nothing is not kept
            self._rows[member] = row
        if self._is_officer(was) or self._is_officer(row):
            self._find_officers()
        if any(one is not None and one.own in AT_POSTS for one in (was, row)):
            self._look_at_posts()
        self._tell(member, counts=was is None or _counted(was) != _counted(row))

    def _tell(self, member: str, *, counts: bool = False) -> None:
        """The member is told anew, with the crew's row where that `counts` otherwise; the whole crew where the member comes or goes."""
        self._told.pop(member, None)
        known = self._names.find_member(member)
        lane = self._lanes.get(known.crew) if known else None
        if known is None or lane is None:
            return
        row = self._row(known)
        if not _is_seen(row) or member not in lane.people:
            del self._lanes[known.crew]
            return
        lane.people[member] = self._known(known, row, self._premises.now())
        self._due.append(lane.people[member])
        if counts:
            lane.heading = self._heading(lane.crew, lane.people, len(lane.posts))
            self._due += lane.heading

    def _count(self) -> None:
        """A second has passed: only rows that show their seconds are told anew."""
        counting = [member for member, row in self._told.items() if row.counts]
        for member in counting:
            self._tell(member)
        if counting:
            self._show()

    def _show(self) -> None:
        """Row by row where every crew's rows stand; else lane by lane, and a crew that was told is not looked at."""
        due, self._due = self._due, []
        if len(self._lanes) == len(self._crews):
            for row in due:
                self.model.renew(row)
            return
        now = self._premises.now()
        for crew, members in self._crews:
            if crew.id not in self._lanes:
                self._lanes[crew.id] = self._lane(crew, members, now)
        lanes = [self._lanes[crew.id] for crew, _ in self._crews]
        rows = [row for lane in lanes for row in (*lane.heading, *lane.people.values(), *lane.posts)]
        off = [member for lane in lanes for member in lane.off]
        self.model.show([*rows, self._off(off)] if off else rows)

    def _lane(self, crew: Crew, members: tuple[Member, ...], now: datetime) -> _Lane:
        off: list[Member] = []
        people: dict[str, BoardRow] = {}
        for member in members:
            row = self._row(member)
            if _is_seen(row):
                people[member.id] = self._known(member, row, now)
            elif row.status is Status.OFF:
                off.append(member)
        posts = self._posts(crew)
        return _Lane(crew, self._heading(crew, people, len(posts)), people, posts, tuple(off))

    def _look_at_posts(self) -> None:
        """Whoever took up a post, or left one, may have stood at any crew's: told anew are the crews of which another is manned now."""
        for crew in [lane.crew for lane in self._lanes.values() if lane.posts != self._posts(lane.crew)]:
            del self._lanes[crew.id]

    def _posts(self, crew: Crew) -> tuple[BoardRow, ...]:
        """A crew's posts that nobody mans."""
        return tuple(self._post(post) for post in self._premises.site.posts if post.crew == crew.id and not self._is_manned(post))

    def _heading(self, crew: Crew, people: Mapping[str, BoardRow], empty: int) -> tuple[BoardRow, ...]:
        return (self._crew(crew, [self._row(self._members[one]) for one in people], empty),) if people or empty else ()

    def _crew(self, crew: Crew, here: Sequence[MemberRow], empty: int) -> BoardRow:
        if crew.kind is CrewKind.CONTRACTORS:
            counts = [self.tr("to be called {count}").format(count=sum(row.status is Status.TO_BE_CALLED for row in here))]
        else:
            counts = [self.tr("on duty {count}").format(count=sum(row.is_on_duty for row in here))]
        if empty:
            counts.append(self.tr("posts not manned {count}").format(count=empty))
        return BoardRow(f"crew:{crew.id}", Kind.CREW, self._names.crew(crew.id), where=" · ".join(counts))

    def _known(self, member: Member, row: MemberRow, now: datetime) -> BoardRow:
        """The row as it was told since the minute began, unless it shows its seconds."""
        told = self._told.get(member.id)
        if told is None or told.counts:
            told = self._told[member.id] = self._member(member, row, now)
        return told

    def _member(self, member: Member, row: MemberRow, now: datetime) -> BoardRow:
        call = self._calls.get(row.call)
        heat = self._answer_heat(row, call, now)
        return BoardRow(
            key=f"member:{member.id}",
            kind=Kind.MEMBER,
            name=self._names.member(member.id),
            mark=self._names.trade_mark(member.trades[0]) if member.trades else "",
            status=self._status(row, heat),
            tone=TONES.get(row.status, Tone.AWAY),
            where=self._where(member, row, call),
            since=self._since(row, now),
            counts=_counts(row, now),
            heat=heat,
            is_minor=row.status is Status.TO_BE_CALLED,
        )

    def _status(self, row: MemberRow, heat: Heat) -> str:
        if row.status is Status.CALLED and heat >= Heat.PAST:
            return self.tr("No answer")
        return texts.status(row.status)

    def _answer_heat(self, row: MemberRow, call: Call | None, now: datetime) -> Heat:
        if row.status is not Status.CALLED or call is None:
            return Heat.CALM
        clock = self._premises.limits.main_clock(call, self._premises.categories.by_code(call.category), now)
        return min(clock.heat(now), Heat.PAST) if clock else Heat.CALM

    def _where(self, member: Member, row: MemberRow, call: Call | None) -> str:
        if call is not None:
            also = f" +{len(row.also)}" if row.also else ""
            return f"{call.counter} {self._names.place(call.place)}{also}"
        if member.contractor:
            return mask(member.phone)
        return self._names.whereabouts(row.where) if row.where else ""

    def _since(self, row: MemberRow, now: datetime) -> str:
        if row.since is None or row.status is Status.TO_BE_CALLED:
            return ""
        length = now - row.since
        return durations.count(length) if _counts(row, now) else durations.span(length)

    @staticmethod
    def _is_officer(row: MemberRow | None) -> bool:
        return row is not None and row.officer and row.is_on_duty

    def _is_manned(self, post: Post) -> bool:
        """Whether somebody stands there: by the post's own name, or by a place that is named after it ("1-1-lobby")."""
        manning = (row for row in self._rows.values() if row.own in AT_POSTS)
        if post.id == _PATROL:
            return any(row.own is Status.PATROL for row in manning)
        return any(row.where == post.id or row.where.endswith(f"-{post.id}") for row in manning)

    def _post(self, post: Post) -> BoardRow:
        return BoardRow(
            f"post:{post.id}",
            Kind.POST,
            "—",
            mark=self._names.post(post.id)[:1],
            status=self.tr("Unmanned"),
            tone=Tone.WAITING,
            where=self._names.post(post.id),
        )

    def _off(self, off: list[Member]) -> BoardRow:
        names = self.tr(", ").join(member.name for member in off)
        return BoardRow("off", Kind.OFF, self.tr("Off {count}").format(count=len(off)), where=names)


def _counted(row: MemberRow) -> tuple[bool, bool]:
    """What of somebody's row is counted in the row of their crew."""
    return row.is_on_duty, row.status is Status.TO_BE_CALLED


def _is_seen(row: MemberRow) -> bool:
    """Whether somebody has a row of their own. Officers at the desk stand in the top strip: the board is for those who can be sent."""
    return row.status is not Status.OFF and not (row.officer and row.status is Status.FREE)


def _counts(row: MemberRow, now: datetime) -> bool:
    """Whether the row shows its seconds: an offer is open, and not for long."""
    return row.status is Status.CALLED and row.since is not None and durations.is_counting(now - row.since)
