"""Sign-on: a few letters and Enter, one officer after the other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dutydesk.drafting import by_letters
from dutydesk.site import Member
from ui.sign_on import SignOnPage

LI = Member("m501", "501", "李敏", "office", officer=True, initials="lm", spelled="limin")
WANG = Member("m502", "502", "王强", "office", officer=True, initials="wq", spelled="wangqiang")
HELEN = Member("m504", "504", "Helen Brandt", "office", officer=True, initials="hb", spelled="helenbrandt")
OFFICERS = (LI, WANG, HELEN)


@pytest.fixture
def page(qtbot) -> SignOnPage:
    made = SignOnPage(OFFICERS)
    qtbot.add_widget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", OFFICERS),
        ("l", (LI, HELEN)),
        ("lm", (LI,)),
        ("wangqiang", (WANG,)),
        ("Li Min", (LI,)),
        ("敏", (LI,)),
        ("502", (WANG,)),
        ("５０２", (WANG,)),
        ("hel", (HELEN,)),
        ("x", ()),
    ],
)
def test_an_officer_is_found_by_letters_pinyin_or_digits(typed: str, found: tuple[Member, ...]) -> None:
    assert by_letters(OFFICERS, typed) == found


def test_enter_signs_on_the_one_that_fits(page: SignOnPage, qtbot) -> None:
    qtbot.keyClicks(page.line, "wq")
    with qtbot.wait_signal(page.sign_on_requested) as asked:
        qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert asked.args == ["m502"]
    assert page.line.text() == ""


def test_the_arrows_choose_in_the_list(page: SignOnPage, qtbot) -> None:
    qtbot.keyClick(page.line, Qt.Key.Key_Down)
    qtbot.keyClick(page.line, Qt.Key.Key_Down)
    with qtbot.wait_signal(page.sign_on_requested) as asked:
        qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert asked.args == ["m504"]


def test_enter_alone_goes_to_the_desk_once_somebody_is_on(page: SignOnPage, qtbot) -> None:
    page.show_signed_on(("m501",))
    with qtbot.wait_signal(page.finished), qtbot.assert_not_emitted(page.sign_on_requested):
        qtbot.keyClick(page.line, Qt.Key.Key_Return)


def test_a_quick_second_enter_signs_on_nobody_else(page: SignOnPage, qtbot) -> None:
    qtbot.keyClicks(page.line, "wq")
    qtbot.keyClick(page.line, Qt.Key.Key_Return)
    with qtbot.assert_not_emitted(page.sign_on_requested), qtbot.assert_not_emitted(page.finished):
        qtbot.keyClick(page.line, Qt.Key.Key_Return)
    with qtbot.wait_signal(page.finished):
        page.show_signed_on(("m502",))


def test_who_is_on_is_not_offered_again(page: SignOnPage) -> None:
    page.show_signed_on(("m501",))
    assert [page.list.item(row).text() for row in range(page.list.count())] == ["502   王强", "504   Helen Brandt"]


def test_a_name_nobody_has_signs_nobody_on(page: SignOnPage, qtbot) -> None:
    qtbot.keyClicks(page.line, "zzz")
    with qtbot.assert_not_emitted(page.sign_on_requested), qtbot.assert_not_emitted(page.finished):
        qtbot.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.text() == "zzz"


def test_words_on_two_lines_leave_the_list_its_room(page: SignOnPage, qtbot) -> None:
    hint = page.findChild(QLabel, "signOnHint")
    hint.setText("Type a few letters of the name, its pinyin or the staff number. " * 2)
    page.resize(760, 900)
    page.hide()
    page.show()
    qtbot.wait_until(lambda: hint.height() >= hint.heightForWidth(hint.width()))
    caps = [cap for cap in page.findChildren(QLabel) if cap.text() == "Enter"]
    qtbot.wait_until(lambda: page.list.geometry().bottom() < caps[0].geometry().top())
