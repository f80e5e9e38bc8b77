"""One walk through every state of the window at one scale factor, in a process of its own; prints what it finds as JSON.

Qt takes its scale factor when the application is made, so that each needs a process: see test_walk.py.
"""

from __future__ import annotations

import json
import os
import sys

from PySide6.QtWidgets import QApplication

from tests.ui.walks.looking import findings, rings
from tests.ui.walks.stage import stages

UNUSUAL = ((1024, 768), (1280, 1024), (1080, 1920), (3440, 1440))
"""4:3, upright and very wide."""
SCREENS = {
    1: ((1366, 768), (1920, 1080), (3840, 2160), *UNUSUAL),
    1.25: ((1366, 768), (1920, 1080)),
    1.5: ((1366, 768), (1920, 1080), (3840, 2160)),
}
"""By scale factor, in pixels of the screen."""


def main() -> int:
    """Walk; answers 0, whatever was found."""
    application = QApplication(["walk"])
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    found: dict[str, list[str]] = {}
    for name, stage in stages(application, tuple(sys.argv[1:])):
        stage.console.setUpdatesEnabled(False)  # what is looked at is asked, not painted
        for language in ("zh", "en"):
            stage.speak(language)
            for width, height in SCREENS[scale]:
                stage.fit(round(width / scale), round(height / scale))
                for finding in findings(stage.console):
                    found.setdefault(finding, []).append(f"{name}, {language}, {width}x{height} at {scale:.0%}")
        stage.console.setUpdatesEnabled(True)
        if scale == 1:
            stage.fit(1920, 1080)
            for finding in rings(stage.console):
                found.setdefault(finding, []).append(name)
    sys.stdout.write(json.dumps(found, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
