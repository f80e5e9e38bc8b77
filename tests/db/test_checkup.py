"""A checkup looks at every kind of data folder and changes none."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.checkup import examine, versions
from db.database import FILE
from db.lock import FolderLock, holder
from db.shares import kind_in, share_of
from db.verify import verify_folder
from tests.db.folderside import FolderDesk, quiet_night

MOUNTS = "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv nfs4 rw 0 0\n/dev/sdb1 /srv/desk\\040one ext4 rw 0 0\nbroken\n//s/y /mnt cifs rw 0 0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
    return tmp_path / "data"


def second(folder: Path) -> Path:
    return folder.parent / "second"


def test_a_whole_folder_is_told_as_verify_tells_it(folder: Path) -> None:
    found, verified = examine(folder, second(folder)), verify_folder(folder)
    (head,) = verified.consoles
    assert (found.refusal, found.pages, found.pid) == ("", (), 0)
    assert (found.entries, found.head) == (verified.entries, f"{head.console}:{head.cseq} {head.mark}")
    assert found.size == (folder / FILE).stat().st_size
    assert found.last_entry is not None


def test_beside_a_running_window_it_names_the_process(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
        found = examine(tmp_path / "data", tmp_path / "second")
    assert (found.refusal, found.pages, found.pid) == ("", (), os.getpid())
    assert found.wal > 0


def test_nothing_is_made_where_there_is_nothing(tmp_path: Path) -> None:
    assert examine(tmp_path / "none", tmp_path / "second").refusal == "data.missing"
    assert list(tmp_path.iterdir()) == []


def test_a_stranger_s_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not ours" * 100)
    assert examine(tmp_path, tmp_path).refusal == "data.foreign"
    assert (tmp_path / FILE).read_bytes() == b"not ours" * 100


def test_a_newer_file_names_what_it_needs(folder: Path) -> None:
    connection = sqlite3.connect(folder / FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    found = examine(folder, second(folder))
    assert found.refusal == "data.newer_schema"
    assert found.values["schema"] == 99


def test_a_damaged_file_is_told(folder: Path) -> None:
    whole = bytearray((folder / FILE).read_bytes())
    whole[8192:] = b"\xff" * (len(whole) - 8192)
    (folder / FILE).write_bytes(whole)
    found = examine(folder, second(folder))
    assert found.refusal == "data.damaged" or found.pages


def test_a_chain_that_does_not_end_at_its_head_is_told(folder: Path) -> None:
    connection = sqlite3.connect(folder / FILE)
    connection.execute("UPDATE heads SET hash = 'x'")
    connection.commit()
    connection.close()
    pages = examine(folder, second(folder), read_through=0).pages
    assert pages is not None
    assert "does not end at its head" in pages[0]


def test_a_large_file_is_not_read_through(folder: Path) -> None:
    assert examine(folder, second(folder), read_through=0).pages is None


def test_what_an_emergency_left_is_found_and_others_logs_are_not(folder: Path) -> None:
    second(folder).mkdir()
    for name, place in (("emergency-A-1.jsonl", folder), ("emergency-A-2.jsonl", Path("/elsewhere"))):
        first = f'{{"log": "dutydesk emergency log", "console": "A", "letter": "A", "folder": "{place}"}}\n'
        (second(folder) / name).write_text(first, encoding="utf-8")
    (second(folder) / "emergency-A-3.jsonl").write_text("torn", encoding="utf-8")
    assert [path.name for path in examine(folder, second(folder)).waiting] == ["emergency-A-1.jsonl", "emergency-A-3.jsonl"]


def test_what_was_put_aside_is_named(folder: Path) -> None:
    for name in ("drafts.damaged-1", f"{FILE}-wal.orphan-1"):
        (folder / name).touch()
    assert [path.name for path in examine(folder, second(folder)).damaged] == ["drafts.damaged-1", f"{FILE}-wal.orphan-1"]


def test_a_lock_that_nobody_holds_names_nobody(tmp_path: Path) -> None:
    assert holder(tmp_path) == 0
    with FolderLock(tmp_path):
        assert holder(tmp_path) == os.getpid()
    assert holder(tmp_path) == 0


def test_a_holder_that_cannot_be_told_is_one_all_the_same(tmp_path: Path) -> None:
    with FolderLock(tmp_path):
        (tmp_path / "lock").write_text("", encoding="utf-8")
        assert holder(tmp_path) == -1


@pytest.mark.parametrize(
    ("place", "kind"),
    [("/srv/desk", "nfs4"), ("/srv/desk one", ""), ("/mnt/x", "cifs"), ("/home", ""), ("/srvx", "")],
)
def test_the_nearest_mount_says_whether_it_is_a_share(place: str, kind: str) -> None:
    assert kind_in(MOUNTS, Path(place)) == kind


@given(st.text(), st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_no_table_of_mounts_is_too_odd(mounts: str, place: str) -> None:
    assert isinstance(kind_in(mounts, Path("/") / place), str)


def test_a_disk_of_this_computer_is_no_share(tmp_path: Path) -> None:
    assert share_of(tmp_path) == ""


def test_the_versions_are_told() -> None:
    assert set(versions()) == {"SQLite", "peewee"}
