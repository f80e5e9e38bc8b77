"""The log holds no person: not a number, not a name, whoever raised the error and whatever it says."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk import logs
from dutydesk.refusals import RefusedError

NUMBER, NAME = "13905710275", "吴丽华"
SECRET = f"{NAME} {NUMBER}"
pytestmark = pytest.mark.logs


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "desk" / "log" / "dutydesk.log"
    logs.begin(path, logging.INFO)
    yield path
    logs.end()


def text(log: Path) -> str:
    return log.read_text(encoding="utf-8")


def fail(error: BaseException) -> None:
    raise error


def test_an_error_is_told_by_type_and_place_alone(log: Path) -> None:
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("dutydesk.window").exception("it went wrong")
    told = text(log).splitlines()
    assert told[0].endswith("ERROR dutydesk.window it went wrong")
    assert told[1] == "  ValueError"
    assert told[2].startswith("    tests/dutydesk/test_logs.py:")
    assert told[2].endswith(" test_an_error_is_told_by_type_and_place_alone")
    assert NUMBER not in text(log)
    assert NAME not in text(log)


def test_what_an_error_came_from_is_told_too(log: Path) -> None:
    try:
        try:
            fail(KeyError(SECRET))
        except KeyError as error:
            raise RefusedError("call.not_found", call=SECRET) from error
    except RefusedError:
        logging.getLogger("db").exception("no")
    assert "  RefusedError call.not_found" in text(log)
    assert "  from KeyError" in text(log)
    assert NUMBER not in text(log)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, SECRET, f"/home/{SECRET}"), "OSError ENOSPC: No space left on device"),
        (OSError(SECRET), "OSError"),
        (RefusedError(SECRET), "RefusedError"),
        (ImportError(f"libEGL.so.1: cannot open {SECRET}", name="PySide6.QtGui"), "ImportError PySide6.QtGui libEGL.so.1"),
        (UnicodeEncodeError("ascii", SECRET, 0, 1, SECRET), "UnicodeEncodeError"),
    ],
)
def test_only_what_is_known_to_be_safe_is_said_of_an_error(log: Path, error: Exception, words: str) -> None:
    assert logs.named(error) == words
    logging.getLogger("db.journal").error("lost: %s", error)
    assert text(log).endswith(f"lost: {words}\n")


def test_sqlite_says_its_name_and_not_the_row(log: Path) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("SELECT cast(x'ff' AS text)").fetchone()
    except sqlite3.Error as error:
        logging.getLogger("db.journal").error("lost: %s", error)
    try:
        connection.execute(f'SELECT "{NUMBER}x" FROM t')
    except sqlite3.Error as error:
        logging.getLogger("db.journal").error("lost: %s", error)
    connection.close()
    assert "OperationalError SQLITE_ERROR" in text(log)
    assert NUMBER not in text(log)


def test_a_path_is_told_by_its_last_part(log: Path) -> None:
    logging.getLogger("db.drafts").warning("%s cannot be read", Path("/home") / NAME / "drafts.json")
    assert text(log).endswith("drafts.json cannot be read\n")


def test_a_foreign_logger_s_own_words_are_not_kept(log: Path) -> None:
    async def fails() -> None:
        fail(ValueError(SECRET))

    async def forgets() -> None:
        task = asyncio.get_running_loop().create_task(fails())
        await asyncio.sleep(0)
        del task

    asyncio.run(forgets())
    assert "ERROR asyncio Task exception was never retrieved" in text(log)
    assert "  ValueError" in text(log)
    assert NUMBER not in text(log)


def test_what_another_handler_made_of_it_is_not_used(log: Path, caplog: pytest.LogCaptureFixture) -> None:
    try:
        fail(ValueError(SECRET))
    except ValueError:
        logging.getLogger("db").exception("no")
    assert NUMBER in caplog.text  # pytest's handler wrote the words into the record
    assert NUMBER not in text(log)


def test_a_deep_error_tells_its_ends(log: Path) -> None:
    def deep(left: int) -> None:
        if not left:
            fail(ValueError)
        deep(left - 1)

    try:
        deep(100)
    except ValueError:
        logging.getLogger("db").exception("no")
    assert len(text(log).splitlines()) == logs.FRAMES + 3
    assert "more)" in text(log)
    assert text(log).rstrip().endswith("fail")


def test_the_log_never_outgrows_four_files(log: Path) -> None:
    for number in range(5 * logs.SIZE // 900):
        logging.getLogger("dutydesk").info("%d %s", number, "x" * 870)
    files = sorted(log.parent.iterdir())
    assert [file.name for file in files] == ["dutydesk.log", "dutydesk.log.1", "dutydesk.log.2", "dutydesk.log.3"]
    assert all(file.stat().st_size <= logs.SIZE for file in files)


def test_the_same_trouble_is_written_once_a_minute(log: Path) -> None:
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one, logs.LogFile)]
    for second in range(65):
        record = logging.makeLogRecord({"name": "db", "msg": "stumbled", "levelno": 40, "levelname": "ERROR", "created": float(second)})
        handler.handle(record)
    lines = text(log).splitlines()
    assert len(lines) == 3
    assert lines[-1].endswith("the same happened 59 times more since it was last told")


def test_a_log_that_cannot_be_written_ends_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_text("x", encoding="utf-8")
    logs.begin(tmp_path / "log" / "dutydesk.log")
    logging.getLogger("dutydesk").error("no %s", SECRET)
    logs.end()
    assert capsys.readouterr() == ("", "")


def test_it_says_where_it_is_kept(log: Path) -> None:
    assert logs.path() == log
    logs.end()
    assert logs.path() is None
    assert not log.exists()


def test_the_level_is_given_back(log: Path) -> None:
    assert logging.getLogger().level == logging.INFO
    logs.end()
    assert logging.getLogger().level == logging.WARNING


def test_an_endless_chain_ends() -> None:
    first, second = ValueError(), ValueError()
    first.__cause__, second.__cause__ = second, first
    assert len(list(logs.told(first))) == logs.CAUSES


@given(st.text(), st.text())
def test_no_word_of_an_error_is_ever_told(words: str, more: str) -> None:
    marked = f"§{words}"
    for kind in (ValueError, KeyError, RuntimeError, RefusedError, OSError):
        assert "§" not in "".join(logs.told(kind(marked)))
    assert "§" not in "".join(logs.told(OSError(2, marked, f"§{more}")))
