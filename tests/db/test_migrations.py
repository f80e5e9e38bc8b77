"""A folder of an older schema is brought up to date when it is opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from db.database import SCHEMA, open_database
from db.founding import found_sample
from db.people import find_people
from db.registers import load_site
from tests.db.folderside import FolderDesk, database_file

_BEFORE_SPELLED_NAMES = """
DROP INDEX personrow_spelled;
ALTER TABLE person DROP COLUMN spelled;
ALTER TABLE member DROP COLUMN spelled;
DELETE FROM schema_migration WHERE name = '0002_spelled_names';
PRAGMA user_version = 1;
"""


def test_names_of_an_older_folder_are_spelled(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        found_sample(desk.storage)
    path = database_file(tmp_path / "data")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_BEFORE_SPELLED_NAMES)
    with closing(open_database(path)) as database:
        site = load_site(database)
        assert site is not None
        assert "wangqiang" in {member.spelled for member in site.members}
        assert find_people(database, "wuxiansheng")[0].name == "吴先生"
        assert database.user_version == SCHEMA
