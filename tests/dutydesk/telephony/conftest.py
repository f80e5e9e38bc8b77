"""An exchange is played by sipp, and a port that another program has by a lock of POSIX: Windows collects none of those tests."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    collect_ignore = ["test_serial_source.py", "sip/test_sipp.py"]
