"""A desk on a real data folder: each verb waits for its outcome; the clock's two hands move apart when asked to."""

from __future__ import annotations

import queue
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from db.database import FILE
from db.folded import TABLES
from db.storage import Storage
from db.verify import verify_folder
from dutydesk import duty, life
from dutydesk.calls import Call
from dutydesk.desk import Desk
from dutydesk.health import StorageHealth, StorageState
from dutydesk.journal import Author, Outcome, Recorded, Refused
from dutydesk.taking import NewCall, take
from dutydesk.words import Channel, Level, Told
from tests.dutydesk.deskside import CHEN, DAY, LI, NIGHT, OFFICER

PATIENCE = 20.0
"""Seconds after which a test gives up on an outcome."""


class TwoHands:
    """A clock whose wall time may be moved apart from the running time."""

    def __init__(self, start: datetime = NIGHT) -> None:
        self.wall = start
        self.running = 1000.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.running

    def move(self, **by: float) -> None:
        """Time goes by."""
        passed = timedelta(**by)
        self.wall += passed
        self.running += passed.total_seconds()

    def jump(self, **by: float) -> None:
        """Somebody sets the clock."""
        self.wall += timedelta(**by)


class FolderDesk:
    """Says what happens on a folder and waits for what the journal made of it."""

    def __init__(self, folder: Path, **given: Any) -> None:
        self.folder = folder
        self.clock: TwoHands = given.pop("clock", None) or TwoHands()
        self.health: queue.Queue[StorageHealth] = queue.Queue()
        self.outcomes: queue.Queue[Outcome] = queue.Queue()
        given = {"second_place": folder.parent / "second", "machine": "m1", "look_every": 0.02, "mend_every": 0.0} | given
        self.storage = Storage(folder, clock=self.clock, on_health=self.health.put, **given)
        self.storage.journal.listen(self.outcomes.put)
        self.desk = Desk(self.storage.journal)

    def __enter__(self) -> FolderDesk:
        return self

    def __exit__(self, *_: object) -> None:
        self.storage.close()

    def ask(self, decision: Any, *args: Any, who: Author = OFFICER, **given: Any) -> Outcome:
        """What becomes of `decision`."""
        request = self.desk.do(who, decision, *args, **given)
        return self.outcome_of(request)

    def outcome_of(self, request: str) -> Outcome:
        """The outcome of a request, which is not the last one if the program noted something first."""
        while True:
            outcome = self.outcomes.get(timeout=PATIENCE)
            if outcome.request == request:
                return outcome

    def does(self, decision: Any, *args: Any, **given: Any) -> Recorded:
        """`decision` is recorded."""
        outcome = self.ask(decision, *args, **given)
        assert isinstance(outcome, Recorded), outcome
        return outcome

    def refuses(self, decision: Any, *args: Any, **given: Any) -> str:
        """`decision` is refused; answers the code."""
        outcome = self.ask(decision, *args, **given)
        assert isinstance(outcome, Refused), outcome
        return outcome.code

    def taken(self, **given: Any) -> str:
        """A call is taken; answers its id."""
        asked = {"line": "水管爆", "category": "WAT1", "level": Level.URGENT, "place": "3-1-1502", "channel": Channel.FORWARDED} | given
        outcome = self.does(take, new=NewCall(DAY, self.clock.now(), LI, **asked))
        return outcome.entries[0].entry.subject.partition(":")[2]

    def call(self, call: str) -> Call:
        """The call as it is read."""
        found = self.storage.readings.call(call)
        assert found is not None
        return found

    def becomes(self, state: StorageState) -> StorageHealth:
        """Wait until the storage is in that state."""
        while True:
            health = self.health.get(timeout=PATIENCE)
            if health.state is state:
                return health


def whole_life(desk: FolderDesk) -> str:
    """A call from its taking to its completion."""
    call = desk.taken(caller_name="吴先生", caller_number="+8613905710275", person="p1")
    for decision, given in (
        (life.hand_off, {"to": CHEN, "told_how": Told.RADIO}),
        (life.acknowledge, {}),
        (life.set_out, {"author": OFFICER}),
        (life.arrive, {"author": OFFICER}),
        (life.complete, {"author": OFFICER, "done": life.Done("换了角阀"), "shares": dict.fromkeys(Level, 1.0)}),
    ):
        desk.clock.move(minutes=1)
        desk.does(decision, call, **given)
    return call


def quiet_night(desk: FolderDesk) -> None:
    """An officer and a plumber come; one call lives, another is only handed off."""
    desk.does(duty.sign_on, member=LI, officer=True)
    desk.does(duty.sign_on, member=CHEN, officer=False)
    whole_life(desk)
    desk.does(life.hand_off, desk.taken(), to=CHEN, told_how=Told.PHONE)


def problems(folder: Path) -> Sequence[str]:
    """The codes of what verify finds."""
    return [problem.code for problem in verify_folder(folder).problems]


def folded_rows(database: Any) -> dict[str, list[tuple]]:
    """Every folded table as it stands."""
    return {table: sorted(database.execute_sql(f"SELECT * FROM {table}").fetchall()) for table in TABLES}


def database_file(folder: Path) -> Path:
    """The database of a folder."""
    return folder / FILE
