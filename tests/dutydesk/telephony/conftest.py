"""A modem is played over a pair of pseudo-terminals, an exchange by sipp: Windows has neither, and collects none of those tests there."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    collect_ignore = ["test_serial_source.py", "sip/test_sipp.py"]
