"""Finding: what is found stands in the list once, and nothing found is said in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from dutydesk.drafting import Chip
from dutydesk.site import CrewKind
from tests.ui.centre.console import Console

F10 = Qt.Key.Key_F10


def test_nothing_found_is_said(console: Console) -> None:
    console.press(F10)
    console.type("zzqq")
    said = console.find(QLabel, "foundNothing")
    assert (said.isVisible(), said.text()) == (True, "Nothing found for zzqq")
    assert not console.centre.parts.find.list.isVisible()


def test_a_hit_takes_the_sentence_away(console: Console) -> None:
    console.has_call()
    console.press(F10)
    console.type("zzqq")
    console.line.clear()
    console.type("/find 1502")
    assert not console.find(QLabel, "foundNothing").isVisible()
    assert console.centre.parts.find.list.isVisible()


def test_an_empty_list_without_a_question_says_so(console: Console) -> None:
    console.press(F10)
    assert console.find(QLabel, "foundNothing").text() == "Nothing to show"


@pytest.mark.parametrize("typed", ["1502", "3-1502", "burst"])
def test_a_call_is_listed_once_however_it_is_found(console: Console, typed: str) -> None:
    call = console.has_call()
    console.press(F10)
    console.type(typed)
    values = [choice.value for choice in console.centre.parts.find.list.choices()]
    assert values.count(f"call:{call.id}") == 1


@pytest.mark.parametrize(("kind", "text"), [("place", "1402"), ("call", "1502")])
def test_what_was_sought_is_said_no_more_once_something_was_opened(console: Console, kind: str, text: str) -> None:
    console.has_call()
    console.press(F10)
    console.type(text)
    choices = [choice.value.partition(":")[0] for choice in console.centre.parts.find.list.choices()]
    assert console.centre.parts.hint.text
    console.press(*[Qt.Key.Key_Down] * choices.index(kind), Qt.Key.Key_Return)
    assert (console.centre.parts.find.isVisible(), console.centre.parts.hint.text) == (False, "")


def test_the_row_that_enter_means_has_a_bar(console: Console) -> None:
    console.press(F10)
    found = console.centre.parts.find.list
    console.has_call()
    console.type("3")
    assert found.count() > 1
    picture, theme = found.viewport().grab().toImage(), console.desktop.looks.theme
    bars = [picture.pixelColor(1, found.visualItemRect(found.item(row)).center().y()) for row in (0, 1)]
    assert [bar == theme.colours.text for bar in bars] == [True, False]


def test_keys_still_leave_an_empty_list(console: Console, qapp: QApplication) -> None:
    console.press(F10)
    console.type("zzqq")
    console.press(Qt.Key.Key_Return, Qt.Key.Key_Escape)
    assert not console.centre.parts.find.isVisible()
    assert qapp.focusWidget() is console.line


def test_who_relays_is_asked_guards_and_cleaners_first(console: Console) -> None:
    console.press(Qt.Key.Key_F7)
    chooser = console.centre.parts.sheet.chooser
    assert (chooser.heading.isVisible(), chooser.heading.text()) == (True, "Who relays it?")
    staff = {one.id: one for one in console.desktop.members}
    kinds = [console.desktop.crew_of(choice.value) for choice in chooser.list.choices()]
    relays = [crew is not None and crew.kind in (CrewKind.GUARDS, CrewKind.CLEANERS) for crew in kinds]
    assert len(relays) == len(staff)
    assert relays == sorted(relays, reverse=True)
    assert set(relays) == {True, False}


def test_a_chip_that_was_pressed_needs_no_heading(console: Console) -> None:
    console.type("burst")
    console.centre.parts.sheet.open_field(Chip.CATEGORY)
    assert not console.centre.parts.sheet.chooser.heading.isVisible()
