"""The pictures: every screen comes about as it should, in each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.screenshots import __main__ as screenshots
from tests.screenshots.scenes import Look

SMALL = Look("zh", "night", (1366, 768))


def test_each_screen_is_another(qapp: QApplication) -> None:
    pictures = [_picture(qapp, scene) for scene in screenshots.EVERY]
    assert [scene for scene, picture in zip(screenshots.EVERY, pictures, strict=True) if pictures.count(picture) != 1] == []


def _picture(application: QApplication, scene: str) -> QImage:
    stage = screenshots.stage_of(application, scene, SMALL)
    picture = stage.widget.grab().toImage()
    stage.close()
    return picture


def test_a_screen_is_taken_in_every_look(qapp: QApplication, tmp_path: Path) -> None:
    taken = [path.stem for path in screenshots.take(qapp, tmp_path / "pictures", ["keys"])]
    assert sorted(taken) == sorted(f"keys-{look.name}" for look in screenshots.LOOKS)
    assert {QImage(str(path)).size().toTuple() for path in (tmp_path / "pictures").iterdir()} == {(1920, 1080), (1366, 768)}


def test_an_unknown_screen_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert screenshots.main([str(tmp_path), "moon"]) == 2
    assert "no such screen: moon" in capsys.readouterr().err
