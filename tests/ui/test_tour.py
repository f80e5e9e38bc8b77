"""The tour on a whole desk: six keys beside what they act on, and a desk that works under it as always."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dutydesk.first_tour import FirstTour
from tests.ui.whole_desk import WholeDesk
from ui.tour.steps import INPUT, STEPS
from ui.tour.tour import Tour

F1, F2, F5, F10 = Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_F10
ENTER, LEFT, RIGHT, ESC = Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape


class Guided(WholeDesk):
    """A whole desk with the tour begun."""

    def begin(self) -> None:
        self.qtbot.waitUntil(self.line.hasFocus)
        QTest.keyClick(self._focus(), F1, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    @property
    def tour(self) -> Tour:
        return self.window.tour

    @property
    def number(self) -> int:
        """The step that is shown, from 1; 0 while none is."""
        return STEPS.index(self.tour.step) + 1 if self.tour.step else 0

    def button(self, name: str) -> QPushButton:
        found = self.tour.card.findChild(QPushButton, name) if self.tour.card else None
        assert found is not None
        return found


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Guided]:
    made = Guided(qtbot, qapp, tmp_path / "desk")
    made.begin()
    yield made
    made.close()


def test_enter_and_arrows_go_through_six_keys(desk: Guided) -> None:
    seen = [desk.number]
    for key in (ENTER, RIGHT, RIGHT, LEFT, RIGHT, ENTER, RIGHT):
        desk.press(key)
        seen.append(desk.number)
    assert seen == [1, 2, 3, 4, 3, 4, 5, 6]
    desk.press(ENTER)
    assert (desk.number, desk.tour.card) == (0, None)


def test_esc_skips_it(desk: Guided) -> None:
    desk.press(LEFT, ESC)
    assert desk.number == 0


def test_the_mouse_can_do_it_too(desk: Guided) -> None:
    for name, number in (("tourNext", 2), ("tourBack", 1), ("tourSkip", 0)):
        desk.qtbot.mouseClick(desk.button(name), Qt.MouseButton.LeftButton)
        assert desk.number == number


def test_the_tour_goes_along_with_real_work(desk: Guided) -> None:
    seen = []
    desk.press(F2)
    seen.append(desk.number)
    desk.type("3-1-1502 burst")
    desk.press(ENTER)
    seen.append(desk.number)
    desk.press(ENTER)
    seen.append(desk.number)
    desk.press(F5)
    seen.append(desk.number)
    QTest.keyClick(desk.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.press(ENTER)
    seen.append(desk.number)
    desk.press(F1)
    seen.append(desk.number)
    assert seen == [2, 3, 4, 5, 6, 0]
    (call,) = desk.calls()
    assert desk.kinds(call) == ["call.taken", "call.handed_off", "call.acknowledged", "entry.undone"]


def test_what_is_typed_arrives_and_its_keys_are_the_desks(desk: Guided) -> None:
    desk.press(F2)
    desk.type("3-1502 kitchn")
    desk.press(LEFT)
    desk.type("e")
    assert (desk.line.text(), desk.number) == ("3-1502 kitchen", 2)
    desk.press(ESC)
    assert (desk.line.text(), desk.number, len(desk.centre.taking.parked)) == ("", 2, 1)


def test_a_command_works_under_it(desk: Guided) -> None:
    desk.type("/find nobody")
    desk.press(ENTER)
    assert (desk.number, desk.centre.parts.find.isVisible()) == (1, True)
    desk.press(ESC)
    assert (desk.number, desk.centre.parts.find.isVisible()) == (1, False)


def test_another_key_of_the_desk_leaves_the_step(desk: Guided) -> None:
    desk.press(F10)
    assert desk.number == 1


def test_its_keys_are_shown_only_while_they_are_its_own(desk: Guided) -> None:
    assert desk.button("tourNext").text() == "Next  Enter"
    desk.press(F2)
    assert desk.button("tourNext").text() == "Next"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_card_stands_beside_its_mark_and_inside_the_window(desk: Guided, language: str, size: tuple[int, int]) -> None:
    desk.window._languages.speak(language)  # noqa: SLF001 # as Ctrl+L
    desk.console.showNormal()
    desk.console.resize(*size)
    for _ in STEPS:
        desk.qtbot.wait_until(lambda: placed(desk))
        desk.tour.go_on()
        desk.settle()
    desk.window._languages.speak("en")  # noqa: SLF001 # as it was


def placed(desk: Guided) -> bool:
    card, step = desk.tour.card, desk.tour.step
    assert card is not None
    assert step is not None
    bar: QWidget = desk.centre.parts.bar
    marked = bar if step.beside == INPUT else desk.console.key_bar.findChild(QWidget, f"key.{step.beside}")
    mark = QRect(marked.mapTo(desk.console, marked.rect().topLeft()), marked.size())
    ring = desk.console.findChild(QWidget, "tourRing").geometry()
    is_whole = card.sentence.height() >= card.sentence.heightForWidth(card.sentence.width())
    return desk.console.rect().contains(card.geometry()) and ring.contains(mark) and not card.geometry().intersects(mark) and is_whole


def test_it_changes_its_language_with_the_window(desk: Guided) -> None:
    desk.speak_other()
    assert desk.tour.card is not None
    desk.qtbot.wait_until(lambda: "登记正在响的来电" in desk.tour.card.sentence.text() if desk.tour.card else False)
    desk.speak_other()


def test_without_an_offer_it_does_not_come(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    made = Guided(qtbot, qapp, tmp_path / "desk")
    try:
        made.console.sign_on.finished.emit()
        assert made.number == 0
    finally:
        made.close()


class Offered(Guided):
    """A folder whose first officer is to be shown around."""

    def _given(self, premises, language):  # as the desk's
        from dataclasses import replace

        self.memory = FirstTour(self.folder)
        self.memory.offer()
        return replace(super()._given(premises, language), tour=self.memory)


@pytest.fixture
def offered(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Offered]:
    made = Offered(qtbot, qapp, tmp_path / "desk")
    yield made
    made.close()


def test_it_comes_after_the_first_sign_on_and_once_only(offered: Offered) -> None:
    assert offered.number == 0
    offered.console.sign_on.finished.emit()
    assert offered.number == 1
    offered.press(ESC)
    assert not offered.memory.is_offered()
    offered.console.sign_on.finished.emit()
    assert offered.number == 0


def test_it_comes_also_to_who_leaves_the_sign_on_by_a_key(offered: Offered) -> None:
    offered.console.show_sign_on()
    offered.press(F2)
    offered.qtbot.wait_until(lambda: offered.number == 1)
