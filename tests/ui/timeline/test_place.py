"""The timeline's place: pyqtgraph comes after the first paint, in a thread, and leaves the rest of the program as it was."""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.night import Night
from ui.timeline import place as place_module
from ui.timeline.loading import Loading
from ui.timeline.place import TimelinePlace

ROOT = Path(__file__).resolve().parents[3]


def loaded(loading: Loading, qtbot) -> Loading:
    loading.start()
    qtbot.wait_until(lambda: loading.is_done, timeout=20_000)
    return loading


def test_the_window_s_code_alone_loads_neither_pyqtgraph_nor_numpy() -> None:
    code = "import sys, ui.desk_window; sys.exit(any(name in sys.modules for name in ('numpy', 'pyqtgraph')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, timeout=60).returncode == 0


def test_nothing_is_loaded_before_the_first_paint(night: Night, qtbot) -> None:
    place = TimelinePlace(night.around)
    qtbot.add_widget(place)
    night.settle()
    assert place.view is None
    assert not place._loading.is_done  # noqa: SLF001 - nothing outside tells it


def test_errors_and_rubbish_go_on_ending_where_they_did(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("pyqtgraph.exceptionHandling")]:
        monkeypatch.delitem(sys.modules, name)
    hooks = sys.excepthook, threading.excepthook
    loading = loaded(Loading(("pyqtgraph.exceptionHandling",)), qtbot)
    assert loading.error is None
    assert (sys.excepthook, threading.excepthook) == hooks
    assert gc.get_freeze_count() == 0


def test_the_collector_leaves_the_program_alone_meanwhile(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []
    monkeypatch.setattr("ui.timeline.loading.importlib.import_module", lambda _name: counts.append(gc.get_freeze_count()))
    loaded(Loading(("anything",)), qtbot)
    assert counts[0] > 1000


def test_what_was_frozen_before_stays_so(qtbot) -> None:
    gc.freeze()
    try:
        loaded(Loading(("json",)), qtbot)
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_a_missing_library_is_told_and_the_rest_works(
    night: Night, qtbot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(place_module, "Loading", lambda: Loading(("a_library_that_is_nowhere",)))
    place = TimelinePlace(night.around)
    qtbot.add_widget(place)
    place.show()
    said = place.findChild(QLabel, "timelineSorry")
    qtbot.wait_until(said.isVisible, timeout=20_000)
    assert "pyqtgraph or numpy is missing" in said.text()
    night.around.languages.speak("zh")
    night.settle()
    assert "缺少" in said.text()
    place.take_keys()
    assert [record.levelno for record in caplog.records if record.name == "ui.timeline.place"] == [logging.ERROR]
    caplog.clear()


@pytest.mark.parametrize(("height", "lanes"), [(768, 0), (900, 4), (1080, 5), (1440, 8)])
def test_a_higher_window_has_more_lanes(night: Night, qtbot, height: int, lanes: int) -> None:
    place = TimelinePlace(night.around)
    qtbot.add_widget(place)
    place.fit(768)
    slim = place.height()
    place.fit(height)
    assert place.height() - slim == lanes * 28
