"""Takes the pictures: `dev.py screenshots [DIR] [SCENE ...]`; those that the READMEs show are laid into resources/screenshots."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.screenshots.scenes import QUIET, SCENES, Look, Stage
from tests.screenshots.welcome import WELCOMES, Welcome

ROOT = Path(__file__).resolve().parents[2]
USUAL = ROOT / "build" / "screenshots"
README = {"taking-zh-night-1920x1080": "console-zh", "taking-en-night-1920x1080": "console-en", "history-zh-day-1920x1080": "day-zh"}
LOOKS = tuple(Look(*chosen) for chosen in product(("zh", "en"), ("night", "day"), ((1920, 1080), (1366, 768))))


EVERY = (*SCENES, *WELCOMES)
"""The names of all screens."""


def stage_of(application: QApplication, scene: str, look: Look) -> Stage | Welcome:
    """The screen as it has come about; whoever asks for it closes it."""
    if scene in WELCOMES:
        welcome = Welcome(application, look)
        WELCOMES[scene](welcome)
        return welcome
    stage = Stage(application, look, is_quiet=scene in QUIET)
    SCENES[scene](stage)
    return stage


def take(application: QApplication, folder: Path, scenes: Sequence[str]) -> Iterator[Path]:
    """One picture of each scene in each look; answers where it was laid."""
    folder.mkdir(parents=True, exist_ok=True)
    for scene, look in product(scenes, LOOKS):
        stage = stage_of(application, scene, look)
        path = folder / f"{scene}-{look.name}.png"
        stage.widget.grab().save(str(path))
        stage.close()
        yield path


def main(arguments: Sequence[str]) -> int:
    """Take all pictures, or those of the scenes named."""
    folder = Path(arguments[0]) if arguments else USUAL
    scenes = arguments[1:] or list(EVERY)
    if unknown := set(scenes) - set(EVERY):
        print(f"no such screen: {', '.join(sorted(unknown))}; there are {', '.join(EVERY)}", file=sys.stderr)
        return 2
    application = QApplication.instance() or QApplication(["dutydesk"])
    assert isinstance(application, QApplication)
    shown = ROOT / "resources" / "screenshots"
    for path in take(application, folder, scenes):
        print(path)
        if path.stem in README:
            shutil.copyfile(path, shown / f"{README[path.stem]}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
