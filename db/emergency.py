"""The emergency desk: while the database is lost, acts are decided in memory and kept in the emergency log; then they go back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from db import emergency_log
from db.emergency_log import EmergencyLog, LoggedAct, Whose
from db.ledger import Ledger
from db.shadow import Shadow
from dutydesk.desk import Clock
from dutydesk.journal import Outcome, Refused, Request
from dutydesk.memory import MemoryJournal
from dutydesk.refusals import RefusedError
from dutydesk.sealing import Head

_log = logging.getLogger(__name__)


class Emergency:
    """One incident: from the loss of the database until its acts are in the journal. Only the writer's thread records."""

    def __init__(
        self, shadow: Shadow, log: EmergencyLog, *, clock: Clock, head: Head, site: str, letter: str, is_contractor: Callable[[str], bool]
    ) -> None:
        self.lock = threading.RLock()
        self.memory = MemoryJournal(clock, site=site, letter=letter, head=head, is_contractor=is_contractor)
        self._shadow = shadow
        self.log = log
        self.memory.take_in([one for act in shadow.acts() for one in act])
        for (given, day), counter in shadow.counters.items():
            self.memory.count(given, day, counter)

    def record(self, request: Request) -> Outcome:
        """Decide and keep one request; ``data.lost`` when the second place fails too."""
        try:
            proposed = self.memory.propose(request)
            if proposed:
                self.log.append(proposed, self._shadow.acts())
            with self.lock:
                return replace(self.memory.keep(request, proposed), emergency=True)
        except RefusedError as refused:
            return Refused(request.id, refused.code, refused.values)
        except OSError as error:
            _log.error("the emergency log cannot be written: %s", error)
            return Refused(request.id, "data.lost", {"path": str(self.log.path)})


def start(
    folder: Path, shadow: Shadow, ledger: Ledger, *, clock: Clock, reason: str, began: datetime, contractors: frozenset[str], site: str
) -> Emergency:
    """Begin an incident with what the shadow knows."""
    whose = Whose(ledger.identity.console, ledger.letter, str(ledger.path.parent.resolve()))
    log = EmergencyLog(folder, whose, began, reason)
    return Emergency(
        shadow, log, clock=clock, head=ledger.head, site=site, letter=ledger.letter, is_contractor=lambda member: member in contractors
    )


def recover(ledger: Ledger, folder: Path) -> int:
    """Write the acts of this folder's logs into the journal, each once; answers how many were new.

    A log belongs here when its console is known here, or when it tells of this very folder: then the database was lost whole.
    Raises LostError when the database is lost again; the log then stays, and what was written is not written twice.
    """
    consoles = {row[0] for row in ledger.database.execute_sql("SELECT id FROM console")}
    place = str(ledger.path.parent.resolve())
    new = 0
    for path in emergency_log.logs(folder):
        whose = emergency_log.whose_log(path)
        if whose is not None and (whose.console in consoles or whose.folder == place):
            new += _recover(ledger, path)
            emergency_log.set_aside(path)
    return new


def _recover(ledger: Ledger, path: Path) -> int:
    keys: dict[str, str] = {}
    before = ledger.head.cseq
    for act in emergency_log.acts(path):
        recorded = ledger.record(Request(act.act, act.author, _as_told(act, keys)))
        keys.update((old, one.entry.key) for old, one in zip(act.keys, recorded.entries, strict=False))
    return ledger.head.cseq - before


def _as_told(act: LoggedAct, keys: dict[str, str]) -> Callable[[object], tuple]:
    facts = act.naming(keys)
    return lambda _view: facts
