"""The widgets of the centre, made once and set out from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.author_badge import AuthorBadge
from ui.centre.call_sheet import CallSheet
from ui.centre.candidates import CandidateCard
from ui.centre.completions import CompletionList
from ui.centre.desktop import Desktop
from ui.centre.finding import FindCard
from ui.centre.hint import HintLine
from ui.centre.history import HistoryCard
from ui.centre.input_line import InputBar, InputLine
from ui.centre.parked import ParkedBar
from ui.centre.room import Room
from ui.centre.steps import StepPanel
from ui.shrinking import Shrinking

_ONE_LINE = 34


@dataclass(frozen=True, slots=True)
class Parts:
    """Every part, by what it is."""

    parked: ParkedBar
    bar: InputBar
    hint: HintLine
    sheet: CallSheet
    candidates: CandidateCard
    steps: StepPanel
    find: FindCard
    history: HistoryCard
    completions: CompletionList
    room: Room

    @property
    def line(self) -> InputLine:
        """The input line."""
        return self.bar.line


def make_parts(desktop: Desktop, room: QWidget) -> Parts:
    """The parts, as children of `room` and in its layout."""
    parts = Parts(
        parked=ParkedBar(desktop, room),
        bar=InputBar(AuthorBadge(desktop.authors, desktop.names, room), room),
        hint=HintLine(room),
        sheet=CallSheet(desktop, room),
        candidates=CandidateCard(desktop, room),
        steps=StepPanel(desktop, room),
        find=FindCard(desktop, room),
        history=HistoryCard(desktop, room),
        completions=CompletionList(desktop, room),
        room=Room(room),
    )
    _set_out(parts, room)
    return parts


def _set_out(parts: Parts, room: QWidget) -> None:
    column = QVBoxLayout(room)
    column.setContentsMargins(20, 14, 20, 12)
    column.setSpacing(8)
    column.addWidget(Shrinking(parts.parked, _ONE_LINE))
    column.addWidget(parts.bar)
    column.addWidget(parts.hint)
    column.addWidget(parts.sheet.chips)
    column.addWidget(parts.room, 1)
    for part in (parts.sheet, parts.find, parts.steps, parts.candidates):
        parts.room.add(part)
    parts.room.add(parts.history, 1)
    parts.room.add_rest()
    parts.candidates.hide()
    parts.history.hide()
