"""What works beside the journal: checkpoints, the machine's name, and what is no loss of the database."""

from __future__ import annotations

import errno
import sqlite3
import time
from pathlib import Path

import peewee
import pytest

from db import checkpoints
from db.losses import code_of, is_loss, why
from db.machine import machine_id
from dutydesk.catalogue import Catalogue
from tests.db.folderside import FolderDesk


def test_a_grown_log_is_moved_into_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "LARGE", 1)
    with FolderDesk(tmp_path / "data") as desk:
        desk.taken()
        until = time.monotonic() + 20
        while not _is_in_the_file(desk.storage.path) and time.monotonic() < until:
            desk.taken()
        assert _is_in_the_file(desk.storage.path)


def _is_in_the_file(path: Path) -> bool:
    """Whether the database alone, without its log, has a call."""
    alone = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
    try:
        return bool(alone.execute("SELECT count(*) FROM call").fetchone()[0])
    except sqlite3.DatabaseError:
        return False
    finally:
        alone.close()


def test_a_closed_folder_has_no_log(tmp_path: Path) -> None:
    with FolderDesk(tmp_path / "data") as desk:
        desk.taken()
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["console.json", "dutydesk.sqlite", "lock"]


def test_the_machine_has_a_name_that_stays() -> None:
    assert machine_id()
    assert machine_id() == machine_id()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (peewee.OperationalError("database or disk is full"), "data.disk_full"),
        (peewee.OperationalError("attempt to write a readonly database"), "data.unwritable"),
        (peewee.OperationalError("unable to open database file"), "data.unwritable"),
        (peewee.DatabaseError("database disk image is malformed"), "data.damaged"),
        (peewee.DatabaseError("file is not a database"), "data.damaged"),
        (peewee.OperationalError("database is locked"), "data.busy"),
        (peewee.OperationalError("disk I/O error"), "data.lost"),
        (OSError("gone"), "data.lost"),
    ],
)
def test_trouble_of_the_place_is_a_loss(error: Exception, code: str) -> None:
    assert is_loss(error)
    assert code_of(error) == code


@pytest.mark.parametrize(
    ("error", "zh"),
    [
        (peewee.OperationalError("attempt to write a readonly database"), "只读，不能写入"),
        (peewee.OperationalError("unable to open database file"), "打不开"),
        (peewee.OperationalError("disk I/O error"), "磁盘或设备没有应答"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限"),
        (peewee.OperationalError("odd"), "系统拒绝（错误 OperationalError，详见日志）"),
    ],
)
def test_why_the_place_is_in_trouble_is_said_in_chinese(error: Exception, zh: str) -> None:
    assert f"/x：{zh}。" in Catalogue.load().say("data.unwritable", "zh", path="/x", cause=why(error))


@pytest.mark.parametrize("error", [peewee.IntegrityError("x"), peewee.ProgrammingError("x"), ZeroDivisionError()])
def test_our_own_mistake_is_no_loss(error: Exception) -> None:
    assert not is_loss(error)
