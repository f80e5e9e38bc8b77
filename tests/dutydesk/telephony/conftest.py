"""A modem is played over a pair of pseudo-terminals, which Windows has not: there those tests are not collected."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    collect_ignore = ["test_serial_source.py"]
