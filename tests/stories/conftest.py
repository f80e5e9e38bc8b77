"""Stories are played on an X server, so a Windows machine has none of them to collect."""

from __future__ import annotations

import sys

collect_ignore_glob = ["*.py"] if sys.platform == "win32" else []
