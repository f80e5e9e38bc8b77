"""In whose name things are entered."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from dutydesk.journal import Author
from tests.ui.night import LI, WANG, Night
from ui.author_badge import AuthorBadge
from ui.authors import Authors


@pytest.fixture
def authors(qapp) -> Authors:
    made = Authors()
    made.show_officers((LI, WANG))
    return made


def test_the_first_officer_is_the_author(authors: Authors) -> None:
    assert authors.author() == Author(LI, LI)


def test_switching_goes_round(authors: Authors) -> None:
    authors.switch()
    assert authors.current == WANG
    authors.switch()
    assert authors.current == LI


def test_another_who_comes_on_does_not_become_the_author(authors: Authors) -> None:
    authors.switch()
    authors.show_officers(("m503", LI, WANG))
    assert authors.current == WANG


def test_an_author_who_goes_off_is_followed_by_who_is_still_on(authors: Authors) -> None:
    authors.show_officers((WANG,))
    assert authors.current == WANG
    authors.show_officers(())
    assert authors.current == ""


def test_only_who_has_signed_on_can_become_the_author(authors: Authors) -> None:
    authors.become("m999")
    assert authors.current == LI


def test_the_badge_names_the_author(authors: Authors, night: Night, qtbot) -> None:
    badge = AuthorBadge(authors, night.around.names)
    qtbot.add_widget(badge)
    authors.switch()
    assert badge.findChild(QLabel, "authorName").text() == "王强"
