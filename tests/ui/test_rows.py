"""A list of prepared rows tells its view only what changed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.rows import ROW, RowsModel


@dataclass(frozen=True)
class Plain:
    key: str
    spoken: str = ""


@pytest.fixture
def model(qapp) -> RowsModel:
    made = RowsModel()
    made.show([Plain("a"), Plain("b"), Plain("c")])
    return made


def changed_rows(model: QAbstractItemModel) -> list[int]:
    heard: list[int] = []
    model.dataChanged.connect(lambda first, last: heard.extend(range(first.row(), last.row() + 1)))
    return heard


def test_only_the_changed_row_is_repainted(model: RowsModel) -> None:
    heard = changed_rows(model)
    model.show([Plain("a"), Plain("b", "new"), Plain("c")])
    assert heard == [1]


def test_nothing_is_told_when_nothing_changed(model: RowsModel) -> None:
    heard = changed_rows(model)
    model.show([Plain("a"), Plain("b"), Plain("c")])
    assert heard == []


class Unequalled(Plain):
    def __eq__(self, other: object) -> bool:
        raise AssertionError("a row that is the very same was compared")

    __hash__ = None


def test_the_very_same_rows_are_not_compared(qapp) -> None:
    model, rows = RowsModel(), [Unequalled("a"), Unequalled("b")]
    model.show(rows)
    heard = changed_rows(model)
    model.show(rows)
    assert heard == []


def test_one_row_is_shown_in_the_place_of_its_key(model: RowsModel) -> None:
    heard = changed_rows(model)
    for row in (Plain("c", "new"), Plain("b"), Plain("unknown")):
        model.renew(row)
    assert heard == [2]
    assert model.rows == (Plain("a"), Plain("b"), Plain("c", "new"))


def test_a_row_that_rises_is_moved_not_made_anew(model: RowsModel, qtbot) -> None:
    with qtbot.wait_signal(model.rowsMoved), qtbot.assert_not_emitted(model.rowsInserted):
        model.show([Plain("c"), Plain("a"), Plain("b")])


def test_a_screen_reader_hears_the_row(model: RowsModel) -> None:
    model.show([Plain("a", "2 Urgent, 17")])
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "2 Urgent, 17"
    assert model.data(model.index(0), ROW) == Plain("a", "2 Urgent, 17")


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(st.lists(KEYS, max_size=5))
def test_any_change_leaves_the_rows_as_given(qapp, shown: list[list[str]]) -> None:
    model = RowsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for keys in shown:
        model.show([Plain(key, key.upper()) for key in keys])
        assert [row.key for row in model.rows] == keys
    del tester
