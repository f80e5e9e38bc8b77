"""An entry outside the database: one JSON object with every column, as `export` writes and `verify` reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dutydesk.encoding import canonical
from dutydesk.entries import Entry


@dataclass(frozen=True, slots=True)
class PrivatePart:
    """What the chain covers only by its digest: a random salt and canonical JSON text."""

    salt: bytes
    text: str


def iso(at: datetime) -> str:
    """`at` in ISO 8601, UTC, with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def outside(entry: Entry, private_part: PrivatePart | None) -> dict[str, object]:
    """The object of `entry`; `private_part` is None when there is none or it was erased."""
    row: dict[str, object] = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    row["recorded_at"] = iso(entry.recorded_at)
    row["told_at"] = None if entry.told_at is None else iso(entry.told_at)
    row["payload"] = json.loads(entry.payload)
    if private_part is not None:
        row["private_part"] = {"salt": private_part.salt.hex(), "text": json.loads(private_part.text)}
    return row


def inside(row: Mapping[str, Any]) -> tuple[Entry, PrivatePart | None]:
    """The entry of an object, and its private part where it is there. Raises ValueError for any other object."""
    try:
        columns = {name: row[name] for name in Entry.__dataclass_fields__}
        columns["recorded_at"] = datetime.fromisoformat(row["recorded_at"])
        columns["told_at"] = None if row["told_at"] is None else datetime.fromisoformat(row["told_at"])
        columns["payload"] = canonical(row["payload"])
        apart = row.get("private_part")
        part = PrivatePart(bytes.fromhex(apart["salt"]), canonical(apart["text"])) if apart else None
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not an entry: {error}") from error
    if None in (columns["recorded_at"].tzinfo, (columns["told_at"] or columns["recorded_at"]).tzinfo):
        raise ValueError("not an entry: a time without its zone")
    return Entry(**columns), part
