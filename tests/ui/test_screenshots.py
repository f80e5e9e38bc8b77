"""The pictures: every screen comes about as it should, in each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.screenshots import __main__ as screenshots
from tests.screenshots.scenes import QUIET, SCENES, Look, Stage

SMALL = Look("zh", "night", (1366, 768))


@pytest.mark.parametrize("scene", SCENES)
def test_each_screen_is_another(qapp: QApplication, scene: str) -> None:
    before, after = (_picture(qapp, one) for one in ("ringing", scene))
    assert (before == after) is (scene == "ringing")


def _picture(application: QApplication, scene: str) -> QImage:
    stage = Stage(application, SMALL, is_quiet=scene in QUIET)
    SCENES[scene](stage)
    picture = stage.window.console.grab().toImage()
    stage.close()
    return picture


def test_a_screen_is_taken_in_every_look(qapp: QApplication, tmp_path: Path) -> None:
    taken = [path.stem for path in screenshots.take(qapp, tmp_path / "pictures", ["keys"])]
    assert sorted(taken) == sorted(f"keys-{look.name}" for look in screenshots.LOOKS)
    assert {QImage(str(path)).size().toTuple() for path in (tmp_path / "pictures").iterdir()} == {(1920, 1080), (1366, 768)}


def test_an_unknown_screen_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert screenshots.main([str(tmp_path), "moon"]) == 2
    assert "no such screen: moon" in capsys.readouterr().err
