"""Judging the data folder: database, journal, what an emergency left, what was put aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import Path

from dutydesk.checkup import Finding, Sentence, State, Subject
from dutydesk.checkup_facts import StorageFound
from dutydesk.checkup_findings import moment, size
from dutydesk.health import StorageHealth, StorageState

WAL_LOOK = 256 << 20
"""Bytes of the write-ahead log that say that something keeps it from being put into the database."""


def of_storage(found: StorageFound, zone: tzinfo) -> Iterator[Finding]:
    """All that can be told of a data folder, also of one whose database does not open."""
    yield from _database(found)
    if not found.refusal:
        values = {"entries": found.entries, "head": found.head or "-", "last": moment(found.last_entry, zone)}
        yield Finding(Subject.JOURNAL, State.OK, Sentence("checkup.journal.ok", values))
    yield from _left(found)


def of_health(health: StorageHealth, path: Path, zone: tzinfo) -> Iterator[Finding]:
    """What a running window knows better than the file tells: that facts go elsewhere."""
    if health.state is StorageState.OK:
        return
    values = {"since": moment(health.since, zone), "last": moment(health.last_good, zone)}
    reason = "data.lost" if health.state is StorageState.READ_ONLY else health.reason or "data.lost"
    said = Sentence("checkup.database.lost", {**values, "reason": Sentence(reason, {"path": path})})
    yield Finding(Subject.DATABASE, State.BAD, said)


def _database(found: StorageFound) -> Iterator[Finding]:
    if found.refusal:
        yield Finding(Subject.DATABASE, State.BAD, Sentence(found.refusal, found.values))
    else:
        yield _file(found)
    if found.share:
        said = Sentence("checkup.database.share", {"path": found.path.parent, "share": found.share})
        yield Finding(Subject.DATABASE, State.BAD, said, Sentence("checkup.database.move"))
    if found.wal > WAL_LOOK:
        said = Sentence("checkup.database.wal", {"wal": size(found.wal)})
        yield Finding(Subject.DATABASE, State.LOOK, said, Sentence("checkup.database.reopen"))


def _file(found: StorageFound) -> Finding:
    values = {"path": found.path, "size": size(found.size), "wal": size(found.wal), "schema": found.schema}
    if found.pages is None:
        return Finding(Subject.DATABASE, State.OK, Sentence("checkup.database.unread", values))
    if not found.pages:
        return Finding(Subject.DATABASE, State.OK, Sentence("checkup.database.ok", values))
    said = Sentence("checkup.database.damaged", {**values, "cause": "; ".join(found.pages)})
    return Finding(Subject.DATABASE, State.BAD, said, Sentence("checkup.database.restore"))


def _left(found: StorageFound) -> Iterator[Finding]:
    if found.waiting:
        said = Sentence("checkup.emergency.waiting", {"count": len(found.waiting), "names": _names(found.waiting)})
        todo = Sentence("checkup.emergency.wait" if found.pid else "checkup.emergency.open")
        yield Finding(Subject.EMERGENCY, State.LOOK, said, todo)
    else:
        yield Finding(Subject.EMERGENCY, State.OK, Sentence("checkup.emergency.none"))
    if found.damaged:
        said = Sentence("checkup.emergency.damaged", {"count": len(found.damaged), "names": _names(found.damaged)})
        yield Finding(Subject.EMERGENCY, State.LOOK, said, Sentence("checkup.emergency.read"))


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)
