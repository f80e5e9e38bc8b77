"""A modem is played over a pair of pseudo-terminals, an exchange by sipp: Windows has neither, and collects none of those tests there.

A root that was made without /dev/pts has no pseudo-terminals either; that is said at the head of the test run.
"""

from __future__ import annotations

import os
import sys

MODEM, EXCHANGE = "test_serial_source.py", "sip/test_sipp.py"


def _has_terminals() -> bool:
    try:
        ends = os.openpty()
    except OSError:
        return False
    for end in ends:
        os.close(end)
    return True


if sys.platform == "win32":
    collect_ignore = [MODEM, EXCHANGE]
elif not _has_terminals():
    collect_ignore = [MODEM]


def pytest_report_header() -> str:
    """What is left out here, and why."""
    left_out = globals().get("collect_ignore", [])
    return f"not collected, for want of pseudo-terminals or sipp: {', '.join(left_out)}" if left_out else ""
