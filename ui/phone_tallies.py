"""What phone calls amount to, as a small table: in all, by line and by hour."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from dutydesk.phone_figures import PhoneFigures, Tally
from ui import durations
from ui.labels import elided_label
from ui.names import Names
from ui.page import said

_FEW = 5
"""So many columns have room in a narrow page."""


def tallies(figures: PhoneFigures, names: Names, *, is_wide: bool) -> QWidget:
    """The table, in the language that is spoken; where there is little room, without what nobody knows and the longest waits."""
    holder = QWidget()
    holder.setObjectName("phoneTallies")
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 14, 0)
    grid.setHorizontalSpacing(14)
    columns = slice(None) if is_wide else slice(0, _FEW)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(0, 1)
    _put(grid, "muted", _heads()[columns])
    _put(grid, "strong", (QCoreApplication.translate("PhoneTallies", "All"), *_cells(figures.whole))[columns])
    for line, tally in figures.by_line.items():
        _put(grid, "", (_line(line, names) or QCoreApplication.translate("PhoneTallies", "no line told"), *_cells(tally))[columns])
    for hour, tally in figures.by_hour.items():
        _put(grid, "muted", (_span(hour), *_cells(tally))[columns])
    grid.setRowStretch(grid.rowCount(), 1)
    return holder


def _heads() -> tuple[str, ...]:
    return (
        "",
        QCoreApplication.translate("PhoneTallies", "calls"),
        QCoreApplication.translate("PhoneTallies", "forwarded"),
        QCoreApplication.translate("PhoneTallies", "missed"),
        QCoreApplication.translate("PhoneTallies", "answered in"),
        QCoreApplication.translate("PhoneTallies", "90% in"),
        QCoreApplication.translate("PhoneTallies", "unknown"),
    )


def _span(hour: int) -> str:
    said = QCoreApplication.translate("PhoneTallies", "{hour}–{next} h")
    return said.format(hour=f"{hour:02}", next=f"{(hour + 1) % 24:02}")


def _cells(tally: Tally) -> tuple[str, ...]:
    return (
        str(tally.count),
        f"{tally.forwarded_share:.0%}" if tally.forwarded else "-",
        f"{tally.missed_rate:.0%}" if tally.missed else "-",
        durations.count(tally.median) if tally.median is not None else "-",
        durations.count(tally.p90) if tally.p90 is not None else "-",
        str(tally.unknown or "-"),
    )


def _line(number: str, names: Names) -> str:
    """The number first: where there is little room the name gives way."""
    return " ".join((number, names.line(number).removesuffix(number).strip())).strip()


def _put(grid: QGridLayout, role: str, texts: tuple[str, ...]) -> None:
    row = grid.rowCount()
    head = elided_label(role, "phoneTallyHead")
    head.setText(texts[0])
    grid.addWidget(head, row, 0)
    for column, text in enumerate(texts[1:], start=1):
        grid.addWidget(said(role, text), row, column, Qt.AlignmentFlag.AlignRight)
