"""The form of the staff: what may be a slip is asked about once."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from dutydesk.catalogue import Catalogue
from dutydesk.room_rows import dialled_at
from ui.first_start.staff_page import StaffPage


@pytest.fixture
def page(qtbot: QtBot) -> StaffPage:
    catalogue = Catalogue.load()
    made = StaffPage(dialled_at("CN", "0571"), lambda code, **values: catalogue.say(code, "en", **values))
    qtbot.add_widget(made)
    made.show()
    made.fields["site"].line.setText("Haiyan")
    made.fields["officers"].line.setText("李敏, 刘洋 abc")
    return made


def test_letters_behind_a_chinese_name_are_asked_about_once(page: StaffPage, qtbot: QtBot) -> None:
    with qtbot.assert_not_emitted(page.ready):
        page.submit()
    fault = page.fields["officers"].fault
    assert fault.isVisible()
    assert "刘洋 abc" in fault.text()
    with qtbot.wait_signal(page.ready):
        page.submit()


def test_a_corrected_name_is_taken_at_once(page: StaffPage, qtbot: QtBot) -> None:
    page.submit()
    page.fields["officers"].line.setText("李敏, 刘洋")
    assert not page.fields["officers"].fault.isVisible()
    with qtbot.wait_signal(page.ready):
        page.submit()


def test_another_slip_is_asked_about_too(page: StaffPage, qtbot: QtBot) -> None:
    page.submit()
    page.fields["officers"].line.setText("李敏 x, 刘洋")
    with qtbot.assert_not_emitted(page.ready):
        page.submit()
