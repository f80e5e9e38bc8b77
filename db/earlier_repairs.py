"""The register of earlier repairs: what was done at a place before the journal began. Later ones are calls in the journal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from peewee import Database

from db.registers import EarlierRepairRow
from dutydesk.site import EarlierRepair

_BATCH = 500


def save_earlier_repairs(database: Database, repairs: Iterable[EarlierRepair]) -> None:
    """Enter `repairs`, in short transactions of 500 each. One of the same place, day and line takes the place of the one stored."""
    remaining = iter(repairs)
    while batch := list(islice(remaining, _BATCH)):
        rows = [(repair.place, repair.day, repair.line, repair.worker, repair.result) for repair in batch]
        with database.atomic("IMMEDIATE"):
            EarlierRepairRow.replace_many(rows).execute(database)


def earlier_repairs_at(database: Database, place: str, limit: int = 3) -> tuple[EarlierRepair, ...]:
    """At most `limit` repairs at the place of that code, newest first."""
    newest = (
        EarlierRepairRow.select().where(EarlierRepairRow.place == place).order_by(EarlierRepairRow.day.desc(), EarlierRepairRow.line.desc())
    )
    return tuple(EarlierRepair(*row) for row in newest.limit(limit).tuples().execute(database))
