"""Killed at random moments while facts are recorded and text is typed: nothing acknowledged is missing, all of it verifies."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

from db.drafts import Drafts
from db.folded import TABLES
from db.rebuild import rebuild_folder
from db.storage import StorageBeside
from db.verify import verify_folder
from tests.db.folderside import TwoHands

CYCLES = 40
SLOWEST_TYPING = 1.0
"""Seconds of typing that a kill may cost (architecture.md, Drafts)."""

AT_WORK = """
import sys, threading, time
from pathlib import Path
from db.storage import Storage
from dutydesk import life
from dutydesk.desk import Desk
from dutydesk.drafts import Draft
from dutydesk.journal import Recorded
from dutydesk.taking import NewCall, take
from dutydesk.words import Told
from tests.db.folderside import TwoHands
from tests.dutydesk.deskside import CHEN, DAY, LI, NIGHT, OFFICER

clock = TwoHands()
one_line = threading.Lock()
def say(*words):
    with one_line:
        print(*words, flush=True)
storage = Storage(Path(sys.argv[1]), clock=clock, second_place=Path(sys.argv[2]), machine="m1")
def tell(outcome):
    assert isinstance(outcome, Recorded), outcome
    for one in outcome.entries:
        say("fact", one.entry.key, one.entry.hash)
    if outcome.entries[0].entry.kind == "call.taken":
        desk.do(OFFICER, life.hand_off, outcome.entries[0].entry.subject[5:], to=CHEN, told_how=Told.RADIO)
        desk.do(OFFICER, life.note, outcome.entries[0].entry.subject[5:], text="水管爆")
    elif outcome.entries[0].entry.kind == "call.noted":
        take_one()
desk = Desk(storage.journal)
def take_one():
    desk.do(OFFICER, take, new=NewCall(DAY, clock.now(), LI, line="水管爆", place="3-1-1502", caller_number="+8613905710275"))
storage.journal.listen(tell)
take_one()
for key in range(1_000_000):
    storage.drafts.save([Draft("d1", "x" * key, NIGHT, key)])
    say("typed", key, time.monotonic())
    sys.stdin.read(1)
"""


class AtWork:
    """A process at work, fed with keys, until it is killed."""

    def __init__(self, folder: Path, second: Path) -> None:
        command = [sys.executable, "-c", AT_WORK, str(folder), str(second)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self.facts: list[tuple[str, str]] = []
        self.typed: list[tuple[int, float]] = []
        self.busy = threading.Event()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if not line.endswith("\n"):
                return
            what, *rest = line.split()
            if what == "fact":
                self.facts.append((rest[0], rest[1]))
                self.busy.set()
            else:
                self.typed.append((int(rest[0]), float(rest[1])))
                self._type()

    def _type(self) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write("k")
            self.process.stdin.flush()
        except OSError:
            self.busy.set()

    def kill_after(self, seconds: float) -> float:
        """Let it work for so long once it has begun; answers when it was killed."""
        assert self.busy.wait(30), "nothing was recorded"
        threading.Event().wait(seconds)
        self.process.kill()
        killed = time.monotonic()
        self.reader.join()
        self.process.communicate()
        return killed


def test_forty_kills_lose_nothing(tmp_path: Path) -> None:
    moments = random.Random(2026)
    folder = tmp_path / "data"
    facts: dict[str, str] = {}
    for cycle in range(CYCLES):
        at_work = AtWork(folder, tmp_path / "second")
        killed = at_work.kill_after(moments.uniform(0.0, 1.6 if cycle % 4 == 0 else 0.25))
        facts.update(at_work.facts)
        assert not verify_folder(folder, folds=cycle % 8 == 0).problems, cycle
        kept = _caret(folder)
        old = [caret for caret, at in at_work.typed if killed - at > SLOWEST_TYPING]
        assert kept >= max(old, default=0), cycle
    beside = StorageBeside(folder, clock=TwoHands())
    stored = {f"{row[0]}:{row[1]}": row[2] for row in beside.database.execute_sql("SELECT console, cseq, hash FROM entry")}
    live = {table: sorted(beside.database.execute_sql(f"SELECT * FROM {table}")) for table in TABLES}
    beside.close()
    assert facts.items() <= stored.items()
    assert len(facts) > CYCLES
    assert not verify_folder(folder).problems
    rebuild_folder(folder)
    beside = StorageBeside(folder, clock=TwoHands())
    assert {table: sorted(beside.database.execute_sql(f"SELECT * FROM {table}")) for table in TABLES} == live
    beside.close()


def _caret(folder: Path) -> int:
    drafts = Drafts(folder)
    kept = drafts.load()
    drafts.close()
    assert drafts.damaged is None
    return kept[0].caret if kept else 0
