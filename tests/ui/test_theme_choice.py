"""Night and day by the clock and by hand, the dim step, and what is kept of it; nothing of it disturbs what is being typed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dutydesk.look import Look
from tests.ui.night import NOW, ZONE, Night
from tests.ui.whole_desk import WholeDesk
from ui.theme_choice import ThemeChoice

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
STALL = 0.1
"""Seconds of the processor that a change may take (architecture.md, Budgets)."""


class Chosen:
    """A choice of themes at 02:47:36, with what it said and what was kept."""

    def __init__(self, night: Night, look: Look) -> None:
        self.night = night
        self.told: list[str] = []
        self.kept: dict[str, str | int] = {}
        self.choice = ThemeChoice(night.around.looks, night.around.premises, look, self._keep)
        self.choice.noticed.connect(self.told.append)

    @property
    def worn(self) -> str:
        theme = self.night.around.looks.theme
        return "dim" if theme.is_dim else theme.name

    def at(self, hour: int, minute: int = 0) -> str:
        """The clock of the site shows this; what is worn then."""
        self.night.clock.time = datetime(2026, 11, 23, hour, minute, tzinfo=ZONE)
        self.choice.follow()
        return self.worn

    def _keep(self, section: str, key: str, value: str | int) -> None:
        self.kept[f"{section}.{key}"] = value


@pytest.fixture
def chosen(night: Night) -> Chosen:
    night.clock.time = NOW
    return Chosen(night, Look())


def test_the_theme_goes_by_the_clock(chosen: Chosen) -> None:
    assert [chosen.worn, chosen.at(6, 59), chosen.at(7), chosen.at(18, 59), chosen.at(19)] == ["night", "night", "day", "day", "night"]


def test_by_hand_holds_and_says_how_long(chosen: Chosen) -> None:
    chosen.choice.toggle()
    assert chosen.told == ["Day theme by hand until 07:00. Ctrl+Shift+T goes by the clock again."]
    assert [chosen.at(6, 59), chosen.at(7), chosen.at(19)] == ["day", "day", "night"]


def test_the_way_back_to_the_clock(chosen: Chosen) -> None:
    chosen.choice.toggle()
    chosen.choice.release()
    assert (chosen.worn, chosen.told[-1]) == ("night", "Theme by the clock: night from 19:00 to 07:00")


def test_the_dim_step_goes_there_and_back(chosen: Chosen) -> None:
    seen = []
    for _ in range(2):
        chosen.choice.step()
        seen.append(chosen.worn)
    assert (seen, chosen.told) == (["dim", "night"], [])


def test_by_day_the_dim_step_waits_for_the_night(chosen: Chosen) -> None:
    chosen.at(12)
    chosen.choice.step()
    assert (chosen.worn, chosen.told) == ("day", ["Dim: from the next night theme on"])
    assert chosen.at(19) == "dim"


def test_what_is_chosen_is_kept(chosen: Chosen) -> None:
    chosen.choice.toggle()
    chosen.choice.step()
    assert chosen.kept == {"look.by_hand": "day", "look.until": "2026-11-23T07:00:00+08:00", "look.dim": True}


def test_what_was_kept_is_worn_again(night: Night) -> None:
    night.clock.time = NOW
    again = Chosen(night, Look(by_hand="day", until=datetime(2026, 11, 22, 23, tzinfo=UTC)))
    assert (again.worn, again.at(7), again.at(20)) == ("day", "day", "night")


def test_one_that_is_set_for_ever_is_changed_for_ever(night: Night) -> None:
    fixed = Chosen(night, Look("night"))
    fixed.choice.toggle()
    assert (fixed.worn, fixed.kept, fixed.told) == ("day", {"site.theme": "day"}, [])


# ---- in the whole window


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WholeDesk]:
    qapp.setStyleSheet("")
    made = WholeDesk(qtbot, qapp, tmp_path / "data")
    yield made
    made.close()


def press(desk: WholeDesk, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(desk.line, key, held)
    desk.settle()


def test_a_change_takes_neither_focus_nor_caret_nor_text(desk: WholeDesk) -> None:
    desk.press(Qt.Key.Key_F2)
    desk.type("3-1-1502 burst")
    desk.line.setSelection(2, 4)
    before = (desk.line.text(), desk.line.cursorPosition(), desk.line.selectedText(), QApplication.focusWidget())
    for key, held in ((Qt.Key.Key_T, CONTROL), (Qt.Key.Key_D, CONTROL), (Qt.Key.Key_T, CONTROL), (Qt.Key.Key_T, CONTROL | SHIFT)):
        press(desk, key, held)
        assert (desk.line.text(), desk.line.cursorPosition(), desk.line.selectedText(), QApplication.focusWidget()) == before


def test_a_change_does_not_stall_the_window(desk: WholeDesk) -> None:
    """The window's own processor time is measured, as other programs must not fail this test."""
    desk.take("3-1-1502 burst")
    took = []
    for _ in range(5):
        began = time.thread_time()
        press(desk, Qt.Key.Key_T, CONTROL)
        took.append(time.thread_time() - began)
    assert min(took) < STALL, took


def test_a_damaged_file_of_the_site_is_told_in_a_banner(desk: WholeDesk) -> None:
    own = desk.folder / "themes"
    own.mkdir()
    (own / "day.toml").write_text('[colours]\ntext = "grey"\n', encoding="utf-8")
    press(desk, Qt.Key.Key_T, CONTROL)
    (banner,) = [desk.banner(key) for key in desk.console.banners.shown]
    assert "day.toml, line 2: text has a wrong value" in banner
    desk.speak_other()
    (banner,) = [desk.banner(key) for key in desk.console.banners.shown]
    assert "第 2 行：text 的值不对" in banner
