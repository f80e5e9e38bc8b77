"""An entry outside the database: whole there and back, and nothing else is taken for one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dutydesk.entries import Entry, from_micros, hash_of, micros, read
from dutydesk.entry_json import PrivatePart, inside, outside
from tests.dutydesk.deskside import NIGHT, Deskside

PART = PrivatePart(b"salt", '{"caller_name":"吴先生"}')


@pytest.fixture
def entry() -> Entry:
    desk = Deskside()
    call = desk.taken(caller_name="吴先生")
    return desk.journal.history(f"call:{call.id}")[0].entry


def carried(entry: Entry, part: PrivatePart | None) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(json.dumps(outside(entry, part)))
    return row


@pytest.mark.parametrize("part", [PART, None])
def test_an_entry_comes_back_with_its_seal(entry: Entry, part: PrivatePart | None) -> None:
    back, back_part = inside(carried(entry, part))
    assert (back, back_part) == (entry, part)
    assert hash_of(back) == entry.hash


def test_an_erased_part_reads_as_nothing_known(entry: Entry) -> None:
    back, _ = inside(carried(entry, None))
    assert read(back, "").event.caller_name == ""  # type: ignore[union-attr]


def test_a_told_time_is_carried(entry: Entry) -> None:
    assert inside(carried(entry, None) | {"told_at": NIGHT.isoformat()})[0].told_at == NIGHT


@pytest.mark.parametrize(
    "change",
    [
        {"recorded_at": "noon"},
        {"recorded_at": None},
        {"recorded_at": "2026-11-22T18:47:00"},
        {"told_at": "2026-11-22T18:47:00"},
        {"told_at": 7},
        {"private_part": {"salt": "xyz", "text": {}}},
        {"private_part": ["salt"]},
    ],
)
def test_what_is_no_entry_is_refused(entry: Entry, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        inside(carried(entry, PART) | change)


def test_a_missing_column_is_refused(entry: Entry) -> None:
    row = carried(entry, None)
    del row["cseq"]
    with pytest.raises(ValueError, match="cseq"):
        inside(row)


def test_stored_times_are_exact_to_the_microsecond() -> None:
    assert from_micros(micros(NIGHT.replace(microsecond=999_999))) == NIGHT.replace(microsecond=999_999)
