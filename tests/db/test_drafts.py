"""Half-typed calls come back as they stood."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from db.drafts import FILE, Drafts
from dutydesk.drafts import Draft
from tests.dutydesk.deskside import LI, NIGHT

TYPED = Draft("d1", "3-1-1502 水管爆 喆😀", NIGHT, 9, {"place": "3-1-1502", "level": "2"}, "webhook:w1", LI, is_active=True)


def test_drafts_come_back_as_they_stood(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.save([TYPED, Draft("d2", "parked", NIGHT)])
    drafts.close()
    again = Drafts(tmp_path)
    assert again.load() == (TYPED, Draft("d2", "parked", NIGHT))
    again.close()


def test_a_key_is_on_disk_within_a_second(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.save([TYPED])
    typed_at = time.monotonic()
    while not (tmp_path / FILE).exists():
        assert time.monotonic() - typed_at < 1.0
    drafts.close()


def test_the_last_of_many_keys_is_kept(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    for caret in range(500):
        drafts.save([Draft("d1", "x" * caret, NIGHT, caret)])
    drafts.flush()
    assert f'"caret":{499}' in (tmp_path / FILE).read_text(encoding="utf-8")
    drafts.close()


def test_no_drafts_no_file(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.save([TYPED])
    drafts.flush()
    drafts.save([])
    drafts.flush()
    assert not (tmp_path / FILE).exists()
    drafts.close()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[7]", b"{}x", b'[{"id": "d1"}]', b'[{"id": 1, "started_at": 2}]', b"\xff\xfe", b"[" * 60_000]
)
def test_a_damaged_file_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    drafts = Drafts(tmp_path)
    assert drafts.load() == ()
    assert drafts.damaged is not None
    assert drafts.damaged.name == "drafts.damaged-1"
    assert drafts.damaged.read_bytes() == content
    drafts.close()


@pytest.mark.logs
def test_a_place_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / (FILE + ".new")).mkdir()
    drafts = Drafts(tmp_path)
    drafts.save([TYPED])
    drafts.flush()
    (tmp_path / (FILE + ".new")).rmdir()
    drafts.save([TYPED])
    drafts.close()
    assert (tmp_path / FILE).exists()
