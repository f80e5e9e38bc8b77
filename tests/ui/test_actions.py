"""The action registry: complete, without doubles, and the one source of keys, key bar and key help."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.actions import ACTIONS, RESERVED, Actions
from ui.key_bar import KeyBar, KeyButton
from ui.key_help import KeyHelp
from ui.languages import Languages
from ui.theme import Looks

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.add_widget(made)
    made.resize(1920, 60)
    made.show()
    qtbot.wait_exposed(made)
    return made


@pytest.fixture
def actions(window: QWidget) -> Actions:
    return Actions(window)


def test_no_key_has_two_meanings() -> None:
    keys = Counter([key for action in ACTIONS for key in action.keys] + list(RESERVED.values()))
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_button_of_a_page_takes_the_letter_of_an_action() -> None:
    """Qt does neither of two that share one: while a page lies over the centre, the keys of the desk go on working."""
    taken = {key.removeprefix("Alt+") for action in ACTIONS for key in action.keys if key.startswith("Alt+")}
    english = [(path.name, letter) for path in (ROOT / "ui").rglob("*.py") for letter in _letters(path, r'tr\("[^"\n]*?&(\w)')]
    chinese = [(path.name, letter) for path in (ROOT / "resources" / "i18n").glob("*.ts") for letter in _letters(path, r"\(&amp;(\w)\)")]
    assert len(english) > 10
    assert {letter for _, letter in english} == {letter for _, letter in chinese}
    assert [one for one in (*english, *chinese) if one[1] in taken] == []


def _letters(path: Path, pattern: str) -> list[str]:
    return [letter.upper() for letter in re.findall(pattern, path.read_text(encoding="utf-8"))]


def test_every_key_of_the_design_is_taken_or_reserved() -> None:
    keys = {key for action in ACTIONS for key in action.keys} | set(RESERVED.values())
    wanted = {f"F{number}" for number in range(1, 13)} | {
        "Shift+F5",
        "Esc",
        "Alt+P",
        "Alt+U",
        "Ctrl+Z",
        "Ctrl+P",
        "Ctrl+L",
        "Ctrl+T",
        "Ctrl+K",
    }
    assert wanted - keys == set()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_real_key_and_words(action, qapp: QApplication) -> None:
    assert all(QKeySequence(key).count() == 1 and QKeySequence(key).toString() for key in action.keys)
    assert action.label


def test_a_key_does_what_was_bound_to_it(window: QWidget, actions: Actions, qtbot) -> None:
    done: list[str] = []
    actions.bind("call.take", lambda: done.append("taken"))
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert done == ["taken"]


def test_an_unknown_action_cannot_be_bound(actions: Actions) -> None:
    with pytest.raises(KeyError):
        actions.bind("call.teleport", print)


def test_a_key_that_does_nothing_is_not_shown(window: QWidget, actions: Actions, qapp: QApplication) -> None:
    actions.bind("call.take", print)
    bar = KeyBar(actions, Looks(qapp), window)
    assert [button.action_id for button in bar.findChildren(KeyButton)] == ["call.take"]


def test_the_key_bar_says_which_step_f5_does(window: QWidget, actions: Actions, qapp: QApplication) -> None:
    actions.bind("call.next_step", print)
    bar = KeyBar(actions, Looks(qapp), window)
    actions.relabel("call.next_step", "Arrived")
    assert "Arrived" in [label.text() for label in bar.findChildren(QLabel)]
    actions.relabel("call.next_step", "")
    assert "Next step" in [label.text() for label in bar.findChildren(QLabel)]


def test_the_mouse_may_press_a_key_of_the_bar(window: QWidget, actions: Actions, qapp: QApplication, qtbot) -> None:
    done: list[str] = []
    actions.bind("call.take", lambda: done.append("taken"))
    bar = KeyBar(actions, Looks(qapp), window)
    bar.resize(800, 44)
    bar.show()
    qtbot.mouseClick(bar.findChild(KeyButton), Qt.MouseButton.LeftButton)
    actions.enable("call.take", False)
    qtbot.mouseClick(bar.findChild(KeyButton), Qt.MouseButton.LeftButton)
    assert done == ["taken"]


def test_the_last_keys_give_way_on_a_narrow_screen(window: QWidget, actions: Actions, qapp: QApplication) -> None:
    for action in ACTIONS:
        actions.bind(action.id, print)
    bar = KeyBar(actions, Looks(qapp), window)
    bar.resize(500, 44)
    bar.show()
    shown = [button.action_id for button in bar.findChildren(KeyButton) if not button.isHidden()]
    assert {"call.take", "window.help"} <= set(shown)
    assert 0 < len(shown) < len(bar.findChildren(KeyButton))
    bar.resize(160, 44)
    assert [button.action_id for button in bar.findChildren(KeyButton) if not button.isHidden()] == ["window.help"]


def test_the_key_help_lists_every_action_that_works(window: QWidget, actions: Actions, qapp: QApplication) -> None:
    actions.bind("call.take", print)
    actions.bind("window.language", print)
    help_ = KeyHelp(actions, Languages(qapp, "en"), window)
    said = [label.text() for label in help_.findChildren(QLabel)]
    assert {"F2", "Take the ringing call, else a new one", "Ctrl+L"} <= set(said)
    assert "F3" not in said


def test_the_key_help_speaks_the_language(window: QWidget, actions: Actions, qapp: QApplication) -> None:
    languages = Languages(qapp, "zh")
    actions.bind("call.take", print)
    said = [label.text() for label in KeyHelp(actions, languages, window).findChildren(QLabel)]
    languages.speak("en")
    assert "登记来电；没有来电就新建报修" in said
