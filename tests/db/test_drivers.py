"""A desk on its own file loads no driver of a database server, though one is installed; whoever speaks to one still can."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOUNDED = """
import sys
from pathlib import Path
from db.founding import found_sample
from db.storage import Storage
from dutydesk.clocks import SystemClock
storage = Storage(Path(sys.argv[1]), clock=SystemClock(), machine="m1")
found_sample(storage)
storage.close()
print(*(name for name in ("playhouse.migrations", "psycopg") if name in sys.modules))
import psycopg
print(psycopg.Connection.__name__)
"""


def test_a_founded_desk_has_loaded_no_server_driver(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FOUNDED, tmp_path / "data"], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.stderr) == ("playhouse.migrations\nConnection\n", "")
