"""The journal's tables refuse every change but an append."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import peewee
import pytest

from db.entry_rows import COLUMNS
from tests.db.folderside import FolderDesk, whole_life


@pytest.fixture
def database(tmp_path: Path) -> Iterator[peewee.SqliteDatabase]:
    with FolderDesk(tmp_path / "data") as desk:
        whole_life(desk)
        yield desk.storage.database


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET payload = '{}' WHERE cseq = 2",
        "UPDATE entry SET cseq = cseq + 100",
        "DELETE FROM entry",
        "DELETE FROM entry WHERE cseq = 2",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE cseq = 2",
        f"REPLACE INTO entry SELECT 999, {', '.join(COLUMNS)} FROM entry WHERE cseq = 2",
        "UPDATE entry_private SET text = '{}'",
        "DELETE FROM entry_private",
        "REPLACE INTO entry_private SELECT entry, salt, '{}' FROM entry_private",
    ],
)
def test_a_change_is_refused(database: peewee.SqliteDatabase, change: str) -> None:
    with pytest.raises(peewee.IntegrityError, match="append-only"):
        database.execute_sql(change)


def test_a_private_part_goes_only_where_an_erasing_entry_names_it(database: peewee.SqliteDatabase) -> None:
    database.execute_sql("INSERT INTO erasing SELECT number FROM entry WHERE cseq = 1")
    with pytest.raises(peewee.IntegrityError, match="append-only"):
        database.execute_sql("DELETE FROM entry_private")
