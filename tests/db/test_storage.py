"""Opening a data folder: what is refused, what goes on, and which console it is."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from db.console import SIDECAR
from db.database import SCHEMA
from db.lock import DataInUseError, FolderLock
from db.rebuild import rebuild_folder
from db.storage import StorageBeside
from dutydesk.refusals import RefusedError
from tests.db.folderside import FolderDesk, TwoHands, database_file, problems, quiet_night

_LOG_HEADER, _FRAME_HEADER = 32, 24
"""Bytes before the frames of a write-ahead log, and before the page in each (SQLite, Database File Format, 4)."""


def refused(folder: Path) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        FolderDesk(folder)
    return caught.value


def began(desk: FolderDesk) -> list:
    return [one.event for one in desk.storage.readings.history("desk") if one.entry.kind == "desk.console_began"]


def test_a_second_start_is_told_who_works_there(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data"):
        error = refused(tmp_path / "data")
        assert isinstance(error, DataInUseError)
        assert error.values == {"pid": os.getpid()}


LOCKING = """
import sys
from pathlib import Path
from db.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("locked", flush=True)
sys.stdin.read()
"""


def test_a_killed_process_holds_no_lock(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LOCKING, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"locked"
        with pytest.raises(DataInUseError):
            FolderLock(tmp_path)
        other.kill()
        other.wait()
    FolderLock(tmp_path).close()


def test_reading_goes_on_beside_a_window(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
        beside = StorageBeside(tmp_path / "data", clock=TwoHands())
        assert len(beside.readings.open_calls()) == 2
        beside.close()


def test_rebuilding_beside_a_window_is_refused(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data"), pytest.raises(RefusedError, match=r"data\.close_window_first"):
        rebuild_folder(tmp_path / "data")


def test_a_closed_folder_is_rebuilt(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
    connection = sqlite3.connect(database_file(tmp_path / "data"))
    for table in ("call", "call_member", "member_row"):
        connection.execute(f"DELETE FROM {table}")
    connection.commit()
    connection.close()
    assert problems(tmp_path / "data")
    assert rebuild_folder(tmp_path / "data") > 0
    assert problems(tmp_path / "data") == []


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"PK\x03\x04 a spreadsheet", "data.foreign"), (b"SQLite format 3\x00cut off", "data.damaged"), (b"\x00" * 9000, "data.foreign")],
)
def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path, content: bytes, code: str) -> None:
    path = database_file(tmp_path)
    path.write_bytes(content)
    assert refused(tmp_path).code == code
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(database_file(tmp_path))
    connection.execute("CREATE TABLE moz_places (id)")
    connection.commit()
    connection.close()
    before = database_file(tmp_path).read_bytes()
    assert refused(tmp_path).code == "data.foreign"
    assert database_file(tmp_path).read_bytes() == before


def test_a_newer_schema_is_refused_with_the_version_it_needs(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data"):
        pass
    connection = sqlite3.connect(database_file(tmp_path / "data"))
    connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.execute("UPDATE about SET value = '9.1' WHERE name = 'needs'")
    connection.commit()
    connection.close()
    error = refused(tmp_path / "data")
    assert (error.code, error.values["version"]) == ("data.newer_schema", "9.1")


@pytest.mark.parametrize("offset", [100, 4096, 20_000, 60_000])
def test_a_damaged_database_is_refused_and_kept(tmp_path: Path, offset: int) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        quiet_night(desk)
    path = database_file(tmp_path / "data")
    spoilt = bytearray(path.read_bytes())
    spoilt[offset:] = random.Random(offset).randbytes(len(spoilt) - offset)
    path.write_bytes(spoilt)
    error = refused(tmp_path / "data")
    assert error.code == "data.damaged"
    assert error.values["path"] == str(path)
    assert path.read_bytes()[offset:] == spoilt[offset:]


def test_the_journal_cut_off_behind_its_head_is_damage(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data"):
        pass
    connection = sqlite3.connect(database_file(tmp_path / "data"))
    connection.execute("UPDATE heads SET cseq = 99")
    connection.commit()
    connection.close()
    assert refused(tmp_path / "data").code == "data.damaged"


WITHOUT_RIGHTS = """
import os
import sys
from pathlib import Path
from db.verify import verify_folder
from dutydesk.refusals import RefusedError
from tests.db.folderside import FolderDesk
os.setuid(65534)
folder = Path(sys.argv[1])
try:
    FolderDesk(folder)
except RefusedError as error:
    print(error.code)
print(len(verify_folder(folder).problems))
"""


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can become somebody without rights")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data"):
        pass
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and folder.is_relative_to("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o055)
    done = subprocess.run([sys.executable, "-c", WITHOUT_RIGHTS, str(tmp_path / "data")], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["data.unwritable", "0"], done.stderr


def test_the_same_folder_is_the_same_console(tmp_path: Path) -> None:
    for _ in range(2):
        with FolderDesk(tmp_path / "data") as desk:
            assert desk.storage.identity.letter == "A"
            assert len(began(desk)) == 1


def test_a_moved_folder_keeps_its_console(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data"):
        pass
    (tmp_path / "data").rename(tmp_path / "moved")
    with FolderDesk(tmp_path / "moved") as desk:
        assert len(began(desk)) == 1


def test_a_copied_folder_is_a_new_console_that_names_the_old_head(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        desk.taken()
        old = desk.storage.identity.console
    shutil.copytree(tmp_path / "data", tmp_path / "copy")
    with FolderDesk(tmp_path / "copy") as desk:
        new = began(desk)[-1]
        assert (new.letter, new.old_console, new.old_cseq) == ("B", old, 2)
        assert desk.taken().startswith("B")
    assert problems(tmp_path / "copy") == []


def test_another_machine_is_a_new_console(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data"):
        pass
    with FolderDesk(tmp_path / "data", machine="m2") as desk:
        assert desk.storage.identity.letter == "B"
    with FolderDesk(tmp_path / "data", machine="m2") as desk:
        assert desk.storage.identity.letter == "B"


def test_an_older_file_put_in_place_is_a_new_console(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        desk.taken()
    older = database_file(tmp_path / "data").read_bytes()
    with FolderDesk(tmp_path / "data") as desk:
        desk.taken()
    database_file(tmp_path / "data").write_bytes(older)
    with FolderDesk(tmp_path / "data") as desk:
        assert desk.storage.identity.letter == "B"
    assert problems(tmp_path / "data") == []


@pytest.mark.parametrize("note", [None, "", "{", "[]", "{}", '{"console": 1}'])
def test_a_spoilt_note_of_the_head_blocks_nobody(tmp_path: Path, note: str | None) -> None:
    with FolderDesk(tmp_path / "data"):
        pass
    path = tmp_path / "data" / SIDECAR
    assert json.loads(path.read_text(encoding="utf-8"))["cseq"] == 1
    path.unlink() if note is None else path.write_text(note, encoding="utf-8")
    with FolderDesk(tmp_path / "data") as desk:
        assert desk.storage.identity.letter in "AB"


def test_a_log_without_its_database_is_kept_aside(tmp_path: Path) -> None:
    tmp_path.joinpath("dutydesk.sqlite-wal").write_bytes(b"the last facts")
    with FolderDesk(tmp_path) as desk:
        desk.taken()
    assert tmp_path.joinpath("dutydesk.sqlite-wal.orphan-1").read_bytes() == b"the last facts"


def test_a_folder_tells_when_its_last_entry_was_made(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        assert desk.storage.newest_entry_at() is None
        desk.clock.move(hours=1)
        desk.taken()
        assert desk.storage.newest_entry_at() == desk.clock.now()


def test_another_thread_reads_beside(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        call = desk.taken()
        beside = desk.storage.readings_beside()
        assert [one.id for one in beside.open_calls()] == [call]
        beside.close()


def checkpointed_in_part(file: Path) -> None:
    """As after a loss of power in the middle of a checkpoint: of the pages in the log the header alone has reached the file."""
    log = Path(f"{file}-wal").read_bytes()
    page_size = int.from_bytes(log[8:12], "big")
    frames = range(_LOG_HEADER, len(log) - page_size, _FRAME_HEADER + page_size)
    at = max(frame for frame in frames if log[frame : frame + 4] == (1).to_bytes(4, "big")) + _FRAME_HEADER
    with file.open("r+b") as written:
        written.write(log[at : at + page_size])


def test_a_checkpoint_that_was_cut_short_is_no_damage(tmp_path: Path) -> None:
    found_whole = tmp_path / "found"
    with FolderDesk(tmp_path / "data") as desk:
        desk.storage.journal.run(lambda ledger: ledger.examine()).result()
        for _ in range(40):
            call = desk.taken()
        shutil.copytree(tmp_path / "data", found_whole, ignore=shutil.ignore_patterns("*-shm", "lock"))
    file = database_file(found_whole)
    checkpointed_in_part(file)
    assert int.from_bytes(file.read_bytes()[28:32], "big") * 4096 > file.stat().st_size
    assert not problems(found_whole)
    with FolderDesk(found_whole) as desk:
        assert call in [one.id for one in desk.storage.readings.open_calls()]
        desk.storage.journal.run(lambda ledger: ledger.examine()).result()


def test_another_program_that_looks_into_the_database_leaves_the_log_alone(tmp_path: Path) -> None:
    """A lock that is dropped by accident lets the next one who closes the database take the write-ahead log away."""
    look = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM entry').fetchone()"
    with FolderDesk(tmp_path / "data") as desk:
        desk.taken()
        desk.storage.journal.run(lambda ledger: ledger.examine()).result()
        wal = Path(f"{database_file(tmp_path / 'data')}-wal")
        before = wal.stat().st_ino
        subprocess.run([sys.executable, "-c", look, database_file(tmp_path / "data")], check=True)
        assert wal.stat().st_ino == before
