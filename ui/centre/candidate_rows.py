"""The candidates for a call as prepared rows: who, what they can do, what they are doing, and why they stand where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from dutydesk.calls import Call
from dutydesk.crew import LATELY, MemberRow, rested
from dutydesk.site import CrewKind, Place
from dutydesk.suggestions import Board, Need, Reason, Suggestion, Why, suggest
from ui import durations, texts
from ui.centre.desktop import Desktop


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate as shown; `job` is what they would be called away from, `asks` that Enter is wanted once more."""

    key: str
    rank: int
    name: str
    trade: str
    status: str
    since: str
    reasons: str
    is_free: bool
    job: str = ""
    asks: bool = False

    @property
    def why(self) -> str:
        """What speaks for or against them: the job they have, then the reasons."""
        return " · ".join(filter(None, (self.job, self.reasons)))

    @property
    def spoken(self) -> str:
        """The row in words."""
        return ", ".join(filter(None, (str(self.rank), self.name, self.trade, self.status, self.since, self.why)))


def need_of_call(desktop: Desktop, call: Call) -> Need:
    """Whom a call asks for: who did it before comes first, who declined or was silent last."""
    kind = desktop.categories.by_code(call.category)
    return Need(
        trade=kind.trade if kind else "",
        crew=kind.crew if kind else CrewKind.MAINTENANCE,
        place=desktop.places.by_code(call.place),
        contractor=kind.contractor if kind else "",
        again=call.worker if call.rework else "",
        passed=tuple(one for one in call.candidates if not (call.offer and one == call.offer.to)),
        call=call.id,
    )


class CandidateRows(QObject):
    """Ranks the crew for a need and puts it into words."""

    def __init__(self, desktop: Desktop, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop

    def rows(self, need: Need) -> tuple[CandidateRow, ...]:
        """Everyone who could go, best first."""
        found = suggest(need, self._board(need))
        return tuple(self._row(rank, one, need) for rank, one in enumerate(found, start=1))

    def _board(self, need: Need) -> Board:
        desktop = self._desktop
        ended = desktop.readings.work_ended(desktop.now() - LATELY)
        rows = [rested(row, ended) for row in desktop.readings.members()]
        site = desktop.premises.site
        return Board(
            now=desktop.now(),
            rows=rows,
            members=site.members,
            crews=site.crews,
            places=desktop.places,
            load=desktop.readings.work_since(desktop.shift().starts),
            whereabouts={row.member: place for row in rows if (place := self._where(row))},
            last_visitor=desktop.readings.last_visitor(need.place.code) if need.place else "",
        )

    def _where(self, row: MemberRow) -> Place | None:
        """Where somebody is: at the place of their call, where they said, else at their base."""
        desktop = self._desktop
        call = desktop.readings.call(row.call) if row.call else None
        member = desktop.names.find_member(row.member)
        code = (call.place if call else "") or row.where or (member.base if member else "")
        return desktop.places.by_code(code)

    def _row(self, rank: int, one: Suggestion, need: Need) -> CandidateRow:
        names, row = self._desktop.names, one.row
        call = self._desktop.readings.call(row.call) if row.call else None
        return CandidateRow(
            key=one.member,
            rank=rank,
            name=names.member(one.member),
            trade=self._trade(one.member, need),
            status=texts.status(row.status),
            since=durations.span(self._desktop.now() - row.since) if row.since else "",
            reasons=" · ".join(filter(None, map(self._reason, one.reasons))),
            is_free=one.is_free,
            job=self._desktop.headline(call) if call else "",
        )

    def _trade(self, member: str, need: Need) -> str:
        """The trade that is asked for, where they have it; the crew only where it is not the one asked first."""
        names = self._desktop.names
        found, crew = names.find_member(member), self._desktop.crew_of(member)
        trades = found.trades if found else ()
        trade = names.trade(need.trade if need.trade in trades else trades[0]) if trades else ""
        return " · ".join(filter(None, (names.crew(crew.id) if crew and crew.kind is not need.crew else "", trade)))

    def _reason(self, reason: Reason) -> str:
        value = int(reason.value) if isinstance(reason.value, int) else 0
        match reason.why:
            case Why.LOAD:
                return self.tr("{count} this shift").format(count=value)
            case Why.DISTANCE:
                return self._distance(value)
            case Why.BUSY | Why.OFFERED | Why.RESTED:
                return ""  # the status and its time say it already
            case _:
                return QCoreApplication.translate("Why", str(_WORDS[reason.why]))

    def _distance(self, buildings: int) -> str:
        if buildings == 0:
            return self.tr("same building")
        return self.tr("%n building(s) away", "", buildings)


def with_asking(rows: Sequence[CandidateRow], key: str) -> tuple[CandidateRow, ...]:
    """The rows with the one that is asked about marked."""
    return tuple(replace(row, asks=row.key == key) for row in rows)


_WORDS = {
    Why.CAME_BEFORE: QT_TRANSLATE_NOOP("Why", "did it before"),
    Why.LAST_VISITOR: QT_TRANSLATE_NOOP("Why", "was here last"),
    Why.OTHER_TRADE: QT_TRANSLATE_NOOP("Why", "another trade"),
    Why.AT_DESK: QT_TRANSLATE_NOOP("Why", "at the desk"),
    Why.ON_BREAK: QT_TRANSLATE_NOOP("Why", "on a break"),
    Why.AT_HOME: QT_TRANSLATE_NOOP("Why", "on call at home"),
    Why.TO_BE_CALLED: QT_TRANSLATE_NOOP("Why", "to be called in"),
    Why.DECLINED: QT_TRANSLATE_NOOP("Why", "declined or did not answer"),
}
