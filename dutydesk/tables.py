"""The reading of CSV tables as people really have them: any usual encoding and separator, row by row, each fault with its row and field."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TextIO

from dutydesk.causes import cause_of
from dutydesk.refusals import RefusedError
from dutydesk.spelling import plain
from dutydesk.text_files import encoding_of

LONGEST_FIELD = 10_000
"""Characters of a field that are kept; the rest is cut off, and said so."""
LONGEST_LINE = 1_000_000
"""Characters of a line that are read; a longer one is no row."""
SEPARATORS = (",", ";", "\t")
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_REPLACED = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class TableFault:
    """Something wrong in a table: a catalogue code, the `row` as a spreadsheet numbers it (0: the whole file), the `field`.

    `found` is what stands there, or what would fit.
    """

    code: str
    file: str
    row: int = 0
    field: str = ""
    found: str = ""

    @property
    def values(self) -> dict[str, object]:
        """What fills the sentence of `code`."""
        return {"file": self.file, "row": self.row or "?", "field": self.field, "found": self.found}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its `number` as a spreadsheet shows it, and its cells by the plain names of their columns."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """What stands under `column`, however that is written; "" when nothing does."""
        return self.cells.get(column_key(column), "")


def column_key(name: str) -> str:
    """What names of columns are compared by: "Created Date", "created_date" and "ＣＲＥＡＴＥＤ　ＤＡＴＥ" are one."""
    return " ".join(plain(name).replace("_", " ").split())


class Table:
    """An open table. `columns` are its headings as they are written; `heading_row` is the row they stand in."""

    def __init__(self, file: str, text: TextIO) -> None:
        self._file = file
        self._number = 0
        self._lines = _Lines(file, text)
        self._records = csv.reader(self._lines, delimiter=self._lines.separator())
        self.columns, self.heading_row = self._headings()
        self._keys = tuple(map(column_key, self.columns))

    def has(self, column: str) -> bool:
        """Whether there is such a column, however it is written."""
        return column_key(column) in self._keys

    def lacks(self, columns: Iterable[str]) -> tuple[TableFault, ...]:
        """A fault for each of `columns` that is not there; it names those that are."""
        there = ", ".join(filter(None, self.columns))
        fault = TableFault("table.no_column", self._file, self.heading_row, found=there)
        return tuple(replace(fault, field=column) for column in columns if not self.has(column))

    def doubled(self) -> tuple[TableFault, ...]:
        """A fault for each heading that stands twice; the first column of that name counts."""
        again = (name for at, name in enumerate(self.columns) if name and self._keys[at] in self._keys[:at])
        return tuple(TableFault("table.doubled_column", self._file, self.heading_row, name) for name in dict.fromkeys(again))

    def rows(self) -> Iterator[Row | TableFault]:
        """The rows in order, once. A fault stands in the place of a row that cannot be used, or before one that can."""
        for cells in self._read():
            if isinstance(cells, TableFault):
                yield cells
            elif any(cells):
                yield from self._row(cells)

    def _headings(self) -> tuple[tuple[str, ...], int]:
        for cells in self._read():
            if not isinstance(cells, TableFault) and any(cells):
                return tuple(cells), self._number
        return (), self._number

    def _read(self) -> Iterator[list[str] | TableFault]:
        """One record after another, counted as a spreadsheet counts rows; the blank ones too."""
        while True:
            try:
                record = next(self._records)
            except StopIteration:
                return
            except csv.Error:
                record = None
            self._number += 1
            if record is None or self._lines.was_cut():
                yield TableFault("table.unreadable_row", self._file, self._number)
                continue
            yield [cell.strip() for cell in record]

    def _row(self, cells: list[str]) -> Iterator[Row | TableFault]:
        if any(cells[len(self._keys) :]):
            yield TableFault("table.too_many_cells", self._file, self._number, found=str(len(cells)))
            return
        kept: dict[str, str] = {}
        for key, name, cell in zip(self._keys, self.columns, cells, strict=False):
            yield from self._complaints(name, cell)
            if key:
                kept.setdefault(key, cell[:LONGEST_FIELD])
        yield Row(self._number, kept)

    def _complaints(self, name: str, cell: str) -> Iterator[TableFault]:
        fault = TableFault("table.cut_field", self._file, self._number, name)
        if len(cell) > LONGEST_FIELD:
            yield replace(fault, found=str(LONGEST_FIELD))
        if _REPLACED in cell:
            yield replace(fault, code="table.unreadable_signs")


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """The table in the file at `path`, read as it is asked for.

    Raises RefusedError: data.unreadable (absent, a folder, no permission, a failing disk), table.workbook, table.empty.
    """
    with ExitStack() as opened:
        try:
            file = opened.enter_context(path.open("rb"))
            table = _table(str(path), file)
        except OSError as error:
            raise _unreadable(str(path), error) from error
        yield table


def _unreadable(file: str, error: OSError) -> RefusedError:
    return RefusedError("data.unreadable", path=file, cause=cause_of(error))


def _table(name: str, file: BinaryIO) -> Table:
    if file.read(4) in _WORKBOOKS:
        raise RefusedError("table.workbook", file=name)
    file.seek(0)
    encoding = encoding_of(file)
    file.seek(0)
    table = Table(name, io.TextIOWrapper(file, encoding=encoding, errors="replace", newline=""))
    if not table.columns:
        raise RefusedError("table.empty", file=name)
    return table


class _Lines:
    """The lines of a text, none longer than is reasonable, without the NULs of a damaged file and Excel's "sep=;" line."""

    def __init__(self, file: str, text: TextIO) -> None:
        self._file = file
        self._text = text
        self._waiting: list[str] = []
        self._cut = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop(0) if self._waiting else self._next()
        if not line:
            raise StopIteration
        return line

    def separator(self) -> str:
        """What separates the cells, by the first line that is not blank; all lines stay to be read but one that only names it."""
        line = self._next()
        while line and not line.strip():
            self._waiting.append(line)
            line = self._next()
        if line[:4].casefold() == "sep=" and len(line.rstrip("\r\n")) == 5:
            return line[4]
        self._waiting.append(line)
        return _separator(line)

    def was_cut(self) -> bool:
        """Whether a line since the last question was too long."""
        cut, self._cut = self._cut, False
        return cut

    def _next(self) -> str:
        line = self._read()
        if _is_whole(line):
            return line.replace("\0", "") or "\n" * bool(line)
        self._cut = True
        while not _is_whole(self._read()):
            pass
        return "\n"

    def _read(self) -> str:
        try:
            return self._text.readline(LONGEST_LINE)
        except OSError as error:
            raise _unreadable(self._file, error) from error


def _is_whole(line: str) -> bool:
    return len(line) < LONGEST_LINE or line.endswith(("\n", "\r"))


def _separator(line: str) -> str:
    """The sign that separates the headings: the one that stands there most often outside quotation marks."""
    bare = "".join(line.split('"')[::2])
    return max(SEPARATORS, key=bare.count)
