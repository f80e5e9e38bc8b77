"""The page of phones: everything by key, faults at their fields, secrets out of sight, and nothing typed is lost."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dutydesk.phone_fields import DOTS
from dutydesk.phone_offers import Offer
from dutydesk.site import Line
from dutydesk.telephony.events import Health, HealthState
from tests.ui.night import NOW
from tests.ui.phones import FILE, TOKEN, MadeUpPhones
from tests.ui.small_desk import CTRL, PATIENCE, SHIFT, SmallDesk
from tests.ui.spoken_texts import texts_of
from ui.lamps import Shine
from ui.phone_settings.fields import FormField, SecretField
from ui.phone_settings.page import PhoneSettingsPage

KEY = Qt.Key
ENTER, TAB, SPACE, ESC = KEY.Key_Return, KEY.Key_Tab, KEY.Key_Space, KEY.Key_Escape


class Desk(SmallDesk):
    """A window whose phones have a settings file."""

    def __init__(self, qtbot: QtBot, application: QApplication, phones: MadeUpPhones | None = None) -> None:
        self.phones = phones or MadeUpPhones()
        super().__init__(qtbot, application, "en", phones=self.phones)

    def opened(self) -> PhoneSettingsPage:
        """The page, once the file was read."""
        self.press(KEY.Key_Comma, held=CTRL)
        return self.page

    @property
    def page(self) -> PhoneSettingsPage:
        shown = self.console.covers.shown
        assert isinstance(shown, PhoneSettingsPage)
        return shown

    @property
    def is_shown(self) -> bool:
        return isinstance(self.console.covers.shown, PhoneSettingsPage)

    @property
    def focus(self) -> str:
        return QApplication.focusWidget().objectName()

    def says(self) -> str:
        """What stands beside the title."""
        return self.page.how.text()

    def fills(self, text: str) -> None:
        """Type over what stands in the field that has the keys."""
        self.press(KEY.Key_A, held=CTRL)
        self.type(text)

    def goes_to(self, name: str) -> None:
        """By Tab alone."""
        for _ in range(60):
            if self.focus == name:
                return
            self.press(TAB)
        pytest.fail(f"Tab does not reach {name}")

    def found(self) -> dict[str, Any]:
        return tomllib.loads(self.phones.path.read_text(encoding="utf-8"))

    def tells(self, state: HealthState, reason: str = "", **counters: int) -> None:
        values = {"host": "192.168.1.20", "port": 8765}
        self.window.feed.report_source(Health("webhook", state, NOW, reason, values, counters))
        self.settle()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    made = Desk(qtbot, qapp)
    yield made
    made.close()


def secret(page: PhoneSettingsPage) -> SecretField:
    one = page.sources["webhook"].fields["token"]
    assert isinstance(one, SecretField)
    return one


def faults(page: PhoneSettingsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.objectName().startswith("fault.") and not label.isHidden()]


def labels(page: PhoneSettingsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]


def button(page: QWidget, name: str) -> QPushButton:
    one = page.findChild(QPushButton, name)
    assert one is not None
    return one


# ---- how it opens


def test_a_key_opens_it_with_the_keys_in_the_first_field_and_closes_it(desk: Desk) -> None:
    desk.type("half")
    desk.opened()
    assert desk.focus == "phones.webhook.listen"
    desk.press(KEY.Key_Comma, held=CTRL)
    assert not desk.is_shown
    assert desk.centre.parts.line.text() == "half"
    assert desk.focus == "inputLine"


@pytest.mark.parametrize("command", ["/settings", "/设置", ";settings"])
def test_a_command_opens_it(desk: Desk, command: str) -> None:
    desk.centre.parts.line.insert(command)
    desk.press(ENTER)
    assert desk.is_shown


def test_the_health_page_leads_to_it(desk: Desk) -> None:
    desk.press(KEY.Key_H, held=CTRL)
    desk.goes_to("healthPhones")
    desk.press(SPACE)
    assert desk.is_shown


def test_where_there_is_no_file_nothing_offers_it(qtbot: QtBot, qapp: QApplication) -> None:
    desk = SmallDesk(qtbot, qapp, "en", phones=None)
    desk.press(KEY.Key_Comma, held=CTRL)
    desk.window.panels.show_phone_settings()
    assert desk.console.covers.shown is None
    desk.press(KEY.Key_H, held=CTRL)
    assert button(desk.console, "healthPhones").isHidden()
    desk.close()


def test_esc_closes_it_and_parks_nothing(desk: Desk) -> None:
    desk.type("half")
    desk.opened()
    desk.press(ESC)
    assert not desk.is_shown
    assert desk.centre.parts.line.text() == "half"


def test_it_stays_over_the_centre_when_a_banner_comes(desk: Desk) -> None:
    page = desk.opened()
    desk.tells(HealthState.DOWN, "webhook.port_busy")
    strip = desk.console.top_strip
    covered = QRect(page.mapTo(desk.console, QPoint(0, 0)), page.size())
    assert not covered.intersects(QRect(strip.mapTo(desk.console, QPoint(0, 0)), strip.size()))


# ---- typed, checked, written


def test_everything_is_changed_by_keys_alone(desk: Desk) -> None:
    desk.opened()
    desk.fills("192.168.1.30:9000")
    desk.goes_to("phones.webhook.allow")
    desk.fills("192.168.1.11, 10.0.0.0/24")
    desk.press(ENTER)
    assert desk.found()["webhook"] == {"listen": "192.168.1.30:9000", "token": TOKEN, "allow": ["192.168.1.11", "10.0.0.0/24"]} | {
        "here": ["8119"]
    }
    assert desk.phones.followed[-1].webhook is not None
    assert desk.says() == "Kept, and in effect."
    assert desk.phones.path.read_text(encoding="utf-8").startswith("# 本站 ours\n")
    assert desk.focus == "phones.webhook.allow"


def test_a_wrong_value_is_told_at_its_field_and_all_that_was_typed_stays(desk: Desk) -> None:
    page = desk.opened()
    desk.fills("192.168.1.30:9000")
    desk.goes_to("phones.webhook.allow")
    desk.fills("lan")
    desk.goes_to("phonesApply")
    desk.press(ENTER)
    assert faults(page) == [
        "Allowed exchanges: addresses such as 192.168.1.10 or networks such as 10.0.0.0/24, a comma between them.",
    ]
    assert desk.says().startswith("Nothing was written")
    assert desk.focus == "phones.webhook.allow"
    assert desk.phones.path.read_text(encoding="utf-8") == FILE
    assert page.sources["webhook"].texts["listen"] == "192.168.1.30:9000"
    desk.fills("10.0.0.1")
    assert faults(page) == []
    desk.press(ENTER)
    assert desk.found()["webhook"]["allow"] == ["10.0.0.1"]


def test_a_source_is_switched_off_and_on_and_what_was_typed_is_kept(desk: Desk) -> None:
    page = desk.opened()
    desk.fills("192.168.1.30:9000")
    desk.press(KEY.Key_Backtab, held=SHIFT)
    desk.goes_to("phoneSwitch.webhook")
    desk.press(SPACE)
    desk.goes_to("phonesApply")
    desk.press(ENTER)
    assert "webhook" not in desk.found()
    assert desk.phones.followed[-1].webhook is None
    desk.goes_to("phoneSwitch.webhook")
    desk.press(SPACE)
    assert page.sources["webhook"].texts["listen"] == "192.168.1.30:9000"
    desk.goes_to("phones.webhook.listen")
    desk.press(ENTER)
    assert desk.found()["webhook"]["token"] == TOKEN


def test_a_source_switched_on_for_the_first_time_has_a_token_of_its_own(qtbot: QtBot, qapp: QApplication) -> None:
    desk = Desk(qtbot, qapp, MadeUpPhones(""))
    desk.opened()
    assert desk.focus == "phoneSwitch.webhook"
    desk.press(SPACE)
    desk.goes_to("phonesApply")
    desk.press(ENTER)
    assert len(desk.found()["webhook"]["token"]) >= 32
    desk.close()


def test_lines_are_edited_added_and_removed_by_keys(desk: Desk) -> None:
    page = desk.opened()
    page.lines.rows[0].number.line.setFocus()
    desk.fills("8111")
    desk.goes_to("phoneLineAdd")
    desk.press(ENTER)
    assert desk.focus == "phones.line.number"
    desk.type("8120")
    desk.goes_to("phones.line.maintenance")
    desk.press(SPACE)
    page.lines.rows[1].remove.setFocus()
    desk.press(ENTER)
    assert desk.focus == "phoneLineRemove"
    desk.goes_to("phonesApply")
    desk.press(ENTER)
    assert [(line["number"], line.get("maintenance", False)) for line in desk.found()["line"]] == [("8111", True), ("8120", True)]
    assert faults(page) == []


def test_the_last_line_may_go(desk: Desk) -> None:
    page = desk.opened()
    for row in tuple(page.lines.rows):
        row.remove.click()
    assert desk.focus == "phoneLineAdd"
    page.apply()
    desk.settle()
    assert "line" not in desk.found()


def test_faults_of_lines_are_told_at_their_rows(desk: Desk) -> None:
    page = desk.opened()
    page.lines.rows[1].number.line.setFocus()
    desk.fills("8110")
    desk.press(ENTER)
    assert faults(page) == ["Number: 1 to 40 characters, another one for each line."]
    assert page.lines.rows[1].number.line.hasFocus()


def test_what_the_file_has_wrong_is_told_when_the_page_opens(qtbot: QtBot, qapp: QApplication) -> None:
    desk = Desk(qtbot, qapp, MadeUpPhones('webhook = 3\nline = 4\n[[more]]\nline = "x"\n'))
    page = desk.opened()
    told = faults(page)
    assert any(one.startswith("What the file has for webhook is no table") for one in told)
    assert any(one.startswith("What the file has for line is no table") for one in told)
    desk.close()


def test_a_file_that_is_no_toml_can_be_read_of_and_not_changed(qtbot: QtBot, qapp: QApplication) -> None:
    desk = Desk(qtbot, qapp, MadeUpPhones("[webhook\n"))
    page = desk.opened()
    assert "line 1: not valid TOML" in desk.says()
    assert not page.sources["webhook"].switch.isEnabled()
    page.apply()
    desk.settle()
    assert desk.phones.path.read_text(encoding="utf-8") == "[webhook\n"
    desk.close()


def test_what_somebody_else_changed_is_told_before_it_is_written_over(desk: Desk) -> None:
    page = desk.opened()
    desk.fills("192.168.1.30:9000")
    desk.phones.path.write_text(FILE.replace("192.168.1.20:8765", "192.168.1.77:1"), encoding="utf-8")
    desk.press(ENTER)
    assert faults(page) == ["In the file it is now: 192.168.1.77:1"]
    assert desk.says().startswith("The file was changed elsewhere")
    assert desk.found()["webhook"]["listen"] == "192.168.1.77:1"
    desk.press(ENTER)
    assert desk.found()["webhook"]["listen"] == "192.168.1.30:9000"


def test_discarding_shows_what_the_file_holds(desk: Desk) -> None:
    page = desk.opened()
    desk.fills("192.168.1.30:9000")
    assert desk.says() == "Not applied yet."
    desk.goes_to("phonesDiscard")
    desk.press(ENTER)
    assert page.sources["webhook"].texts["listen"] == "192.168.1.20:8765"
    assert page.discard_button.isHidden()
    assert not desk.says()


# ---- the SIP account, the caller-ID line, and whose a line is


SIP = '[sip]\nserver = "pbx"\nuser = "8120"\npassword = "hush-hush-of-the-exchange"\n'


def test_a_source_that_is_off_is_a_row_that_says_what_it_is(desk: Desk) -> None:
    page = desk.opened()
    for name, said in (("sip", "registers at the exchange"), ("caller_id", "a modem or box")):
        assert not any(field.isVisible() for field in page.sources[name].fields.values())
        assert any(one.startswith(said) for one in labels(page))
        assert page.sources[name].height() < 130


def test_a_sip_account_is_set_up_by_keys_alone(desk: Desk) -> None:
    page = desk.opened()
    desk.goes_to("phoneSwitch.sip")
    desk.press(SPACE)
    for key, text in (("server", "192.168.1.10"), ("user", "8120"), ("password", "hush-hush")):
        desk.goes_to(f"phones.sip.{key}")
        desk.type(text)
    desk.press(ENTER)
    assert desk.found()["sip"] == {"server": "192.168.1.10", "user": "8120", "password": "hush-hush"}
    assert desk.phones.followed[-1].sip is not None
    assert faults(page) == []
    desk.goes_to("phonesUndo")
    desk.press(ENTER)
    assert desk.phones.path.read_text(encoding="utf-8") == FILE
    assert not page.sources["sip"].is_on


def test_what_few_need_is_shown_when_asked_for(desk: Desk) -> None:
    page = desk.opened()
    page.sources["sip"].switch.click()
    rare = page.sources["sip"].fields["expires"]
    assert not rare.isVisible()
    desk.goes_to("phoneMore.sip")
    desk.press(ENTER)
    assert rare.isVisible()
    assert page.sources["sip"].more.text() == "Fewer settings"
    desk.press(ENTER)
    assert not rare.isVisible()


def test_what_few_need_is_shown_where_it_is_set_or_wrong(qtbot: QtBot, qapp: QApplication) -> None:
    desk = Desk(qtbot, qapp, MadeUpPhones(f"{SIP}expires = 300\n"))
    assert desk.opened().sources["sip"].fields["expires"].isVisible()
    desk.close()
    desk = Desk(qtbot, qapp, MadeUpPhones(SIP))
    page = desk.opened()
    page.sources["sip"].fields["listen"].show_text("70000")
    page.apply()
    desk.settle()
    assert page.sources["sip"].fields["listen"].isVisible()
    assert faults(page) == ["Port of this computer: a whole number from 0 to 65535, 0 = any."]
    assert desk.focus == "phones.sip.listen"
    desk.close()


def test_a_password_is_dots_and_stands_in_no_text_of_the_window(qtbot: QtBot, qapp: QApplication) -> None:
    desk = Desk(qtbot, qapp, MadeUpPhones(SIP))
    page = desk.opened()
    everywhere = "\n".join(texts_of(desk.console)) + repr(page.typed) + repr(page._answer)  # noqa: SLF001
    assert "hush-hush" not in everywhere
    assert all("hush-hush" not in line.displayText() for line in desk.console.findChildren(QLineEdit))
    assert button(page, "phonesMake.sip.password").isHidden(), "the exchange has it, nobody makes it up here"
    desk.goes_to("phonesShow.sip.password")
    desk.press(ENTER)
    assert page.findChild(QLineEdit, "phones.sip.password").displayText() == "hush-hush-of-the-exchange"
    desk.close()


def offered(page: QWidget, key: str) -> list[str]:
    buttons = page.findChildren(QPushButton, f"phonesOffer.{key}")
    return [one.text() for one in buttons if not one.isHidden()]


def test_the_ports_of_this_computer_are_offered_and_any_other_may_be_typed(desk: Desk) -> None:
    desk.phones.ports = (Offer("/dev/ttyUSB0", "/dev/ttyUSB0  a modem"), Offer("/dev/ttyS0", "/dev/ttyS0"))
    page = desk.opened()
    page.sources["caller_id"].switch.click()
    assert offered(page, "caller_id.port") == []
    desk.goes_to("phones.caller_id.port")
    assert offered(page, "caller_id.port") == ["/dev/ttyUSB0  a modem", "/dev/ttyS0"]
    desk.press(TAB)
    assert desk.focus == "phonesOffer.caller_id.port"
    desk.press(ENTER)
    assert desk.focus == "phones.caller_id.port"
    assert offered(page, "caller_id.port") == ["/dev/ttyS0"]
    desk.press(ENTER)
    assert desk.found()["caller_id"] == {"port": "/dev/ttyUSB0"}
    desk.fills("/dev/serial/by-id/modem")
    desk.press(ENTER)
    assert desk.found()["caller_id"] == {"port": "/dev/serial/by-id/modem"}


def member(page: PhoneSettingsPage, row: int) -> FormField:
    one = page.lines.rows[row].fields["member"]
    assert isinstance(one, FormField)
    return one


def test_whose_line_it_is_is_chosen_by_initials(desk: Desk) -> None:
    page = desk.opened()
    member(page, 1).line.setFocus()
    desk.type("ly")
    assert offered(page, "line.member") == ["209  刘洋"]
    desk.press(ENTER)
    assert desk.found()["line"][1]["member"] == "209"
    assert member(page, 1).line.text() == "209  刘洋"
    assert offered(page, "line.member") == []
    assert not page.is_changed
    desk.press(KEY.Key_A, held=CTRL)
    desk.press(KEY.Key_Delete, ENTER)
    assert "member" not in desk.found()["line"][1]


def test_the_only_one_is_chosen_with_the_keys_or_by_going_on(desk: Desk) -> None:
    page = desk.opened()
    member(page, 1).line.setFocus()
    desk.type("ly")
    desk.press(TAB)
    assert desk.focus == "phonesOffer.line.member"
    desk.press(ENTER)
    assert member(page, 1).line.text() == "209  刘洋"
    desk.fills("cz")
    desk.press(KEY.Key_Backtab, held=SHIFT)
    assert member(page, 1).line.text() == "208  陈志强"
    assert offered(page, "line.member") == []


def test_of_several_one_is_chosen_with_the_keys(desk: Desk) -> None:
    page = desk.opened()
    member(page, 1).line.setFocus()
    desk.type("li")
    assert len(offered(page, "line.member")) > 1
    assert member(page, 1).text == "li"
    desk.press(TAB, TAB)
    chosen = QApplication.focusWidget()
    assert isinstance(chosen, QPushButton)
    words = chosen.text()
    desk.press(ENTER)
    assert member(page, 1).line.text() == words
    assert desk.focus == "phones.line.member"
    desk.press(ENTER)
    assert desk.found()["line"][1]["member"] == words.partition(" ")[0]


def are_whole(page: QWidget, key: str) -> bool:
    """Whether what is offered there is in sight, and all of it."""
    there = [one for one in page.findChildren(QPushButton, f"phonesOffer.{key}") if not one.isHidden()]
    return bool(there) and all(one.visibleRegion().boundingRect() == one.rect() for one in there)


def test_what_is_offered_is_in_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.phones.ports = (Offer("/dev/ttyUSB0", "/dev/ttyUSB0  a modem"),)
    desk.console.resize(1366, 768)
    page = desk.opened()
    page.sources["caller_id"].switch.click()
    desk.goes_to("phones.caller_id.port")
    qtbot.waitUntil(lambda: are_whole(page, "caller_id.port"), timeout=PATIENCE)
    member(page, 1).line.setFocus()
    desk.type("li")
    qtbot.waitUntil(lambda: are_whole(page, "line.member"), timeout=PATIENCE)


def test_whose_line_it_is_is_told_with_the_name_and_who_is_unknown_as_written(qtbot: QtBot, qapp: QApplication) -> None:
    lines = '[[line]]\nnumber = "1"\nmember = 209\n[[line]]\nnumber = "2"\nmember = "ly"\n'
    desk = Desk(qtbot, qapp, MadeUpPhones(lines))
    page = desk.opened()
    assert [member(page, row).line.text() for row in range(2)] == ["209  刘洋", "ly"]
    desk.close()


def test_the_hints_of_the_first_line_are_those_of_all(desk: Desk) -> None:
    page = desk.opened()
    assert labels(page).count("as the exchange knows it, such as 8110") == 1
    assert page.lines.rows[1].number.line.toolTip() == "as the exchange knows it, such as 8110"
    page.lines.rows[0].remove.click()
    assert page.lines.rows[0].number.line.toolTip() == ""
    assert [one.text() for one in page.lines.rows[0].number.findChildren(QLabel) if one.isVisible()] == [
        "Number",
        "as the exchange knows it, such as 8110",
    ]


def test_what_was_changed_by_hand_is_offered_to_be_applied(desk: Desk) -> None:
    desk.phones.path.write_text(FILE.replace("192.168.1.20:8765", "192.168.1.77:1"), encoding="utf-8")
    page = desk.opened()
    assert desk.says().startswith("The file was changed elsewhere, and what it holds is not in effect yet.")
    assert desk.phones.followed == []
    desk.goes_to("phonesApply")
    desk.press(ENTER)
    assert desk.says() == "Kept, and in effect."
    assert desk.phones.followed[-1].webhook is not None
    assert desk.phones.followed[-1].webhook.host == "192.168.1.77"
    assert not page.is_changed


# ---- undo


def test_what_was_changed_is_put_back(desk: Desk) -> None:
    page = desk.opened()
    assert page.undo_button.isHidden()
    desk.fills("192.168.1.30:9000")
    desk.press(ENTER)
    desk.goes_to("phonesUndo")
    desk.press(ENTER)
    assert desk.phones.path.read_text(encoding="utf-8") == FILE
    assert page.sources["webhook"].texts["listen"] == "192.168.1.20:8765"
    assert desk.says() == "As it was before the change, and in effect."
    assert desk.focus == "phonesApply", "the button that went gave the keys to its neighbour"
    desk.press(KEY.Key_Z, held=CTRL)
    assert "the change of the phone settings" not in desk.centre.parts.hint.text


def test_ctrl_z_asks_and_puts_it_back_as_the_last_thing_done(desk: Desk) -> None:
    desk.opened()
    desk.fills("192.168.1.30:9000")
    desk.press(ENTER, ESC)
    desk.press(KEY.Key_Z, held=CTRL)
    assert "the change of the phone settings" in desk.centre.parts.hint.text
    desk.press(ENTER)
    assert desk.phones.path.read_text(encoding="utf-8") == FILE
    assert desk.console.notice.text == "As it was before the change, and in effect."
    desk.press(KEY.Key_Z, held=CTRL)
    assert "the change of the phone settings" not in desk.centre.parts.hint.text


def test_a_change_stands_among_the_notices(desk: Desk) -> None:
    desk.opened()
    desk.fills("192.168.1.30:9000")
    desk.press(ENTER)
    assert [one.saying.say() for one in desk.console.notices.newest_first] == ["Kept, and in effect."]
    desk.press(KEY.Key_N, held=CTRL)
    button(desk.console, "noticeListUndo").click()
    desk.settle()
    assert desk.phones.path.read_text(encoding="utf-8") == FILE


# ---- secrets


def test_a_secret_is_dots_until_it_is_shown_and_then_again(desk: Desk) -> None:
    page = desk.opened()
    one = secret(page)
    address = page.findChild(QLineEdit, "phoneAddress.webhook")
    assert one.line.echoMode() is QLineEdit.EchoMode.Password
    assert one.line.displayText() != TOKEN
    assert address.text() == f"http://192.168.1.20:8765/cti/{DOTS}"
    desk.goes_to("phonesShow.webhook.token")
    desk.press(ENTER)
    assert one.line.displayText() == TOKEN
    assert one._hides_again.isActive()  # noqa: SLF001
    assert address.text().endswith(f"/cti/{TOKEN}")
    one._hides_again.timeout.emit()  # noqa: SLF001 - as it would after twenty seconds
    assert one.line.displayText() != TOKEN
    assert DOTS in address.text()
    assert one._hides_again.interval() == 20_000  # noqa: SLF001


def test_a_page_that_goes_shows_no_secret(desk: Desk) -> None:
    one = secret(desk.opened())
    one.shower.click()
    desk.press(ESC)
    assert not one.is_shown


def test_a_secret_stands_in_no_text_of_the_window(desk: Desk) -> None:
    page = desk.opened()
    desk.fills("192.168.1.30:9000")
    desk.press(ENTER)
    desk.tells(HealthState.BAD, "webhook.wrong_token")
    everywhere = "\n".join(texts_of(desk.console)) + repr(page.typed) + repr(page._answer)  # noqa: SLF001
    assert TOKEN not in everywhere
    assert all(TOKEN not in line.displayText() for line in desk.console.findChildren(QLineEdit))


def test_the_address_is_copied_whole_only_while_its_secret_is_shown(desk: Desk) -> None:
    page = desk.opened()
    desk.goes_to("phoneCopy.webhook")
    desk.press(ENTER)
    assert QGuiApplication.clipboard().text() == f"http://192.168.1.20:8765/cti/{DOTS}"
    assert "Copied without the token. Show the token first to copy it whole." in labels(page)
    secret(page).shower.click()
    desk.press(ENTER)
    assert QGuiApplication.clipboard().text() == f"http://192.168.1.20:8765/cti/{TOKEN}"
    assert "Copied." in labels(page)


def test_a_new_token_is_made_up_and_written(desk: Desk) -> None:
    page = desk.opened()
    desk.goes_to("phonesMake.webhook.token")
    desk.press(ENTER)
    assert not secret(page).is_shown
    desk.goes_to("phonesApply")
    desk.press(ENTER)
    token = desk.found()["webhook"]["token"]
    assert token != TOKEN
    assert len(token) >= 32


# ---- lamps and lines of the window


def test_the_lamp_of_a_source_is_told_in_words(desk: Desk) -> None:
    page = desk.opened()
    assert "not running yet" in labels(page)
    desk.tells(HealthState.DOWN, "webhook.port_busy")
    assert "▲  BAD" in labels(page)
    assert any("another program uses 192.168.1.20:8765" in one for one in labels(page))
    desk.tells(HealthState.OK, events=3)
    assert "ok" in labels(page)
    assert any("events so far: 3, the last one at" in one for one in labels(page))


def test_a_source_that_is_switched_off_is_lost_no_more(desk: Desk) -> None:
    page = desk.opened()
    desk.tells(HealthState.DOWN, "webhook.port_busy")
    assert "source.webhook" in desk.console.banners.shown
    page.sources["webhook"].switch.click()
    desk.tells(HealthState.OFF)
    assert "source.webhook" not in desk.console.banners.shown
    assert desk.console.top_strip.line_lamp.shine is Shine.NONE
    assert desk.window.panels._health.of_line("webhook") is None  # noqa: SLF001
    assert "off" in labels(page)


def test_the_window_follows_the_lines(desk: Desk) -> None:
    where = desk.console.findChild(QLabel, "phoneLineWhere")
    assert where.text() == "Maintenance phone 8110 → here"
    desk.window.feed.report_lines((Line("8110", "总机", "Switchboard"), Line("8117", "工程部", "Engineering", maintenance=True)))
    desk.settle()
    assert where.text() == "Engineering 8117 at the workshop"
    desk.type("/phone here")
    desk.press(ENTER)
    assert desk.night.journal.line("8117").is_here
    assert where.text() == "Engineering 8117 → here"
    desk.window.feed.report_lines(())
    desk.settle()
    assert where.isHidden() or not where.isVisible()


# ---- nothing typed is lost, and nothing waits


@pytest.mark.parametrize("leave", [lambda desk: desk.press(ESC), lambda desk: desk.press(KEY.Key_F2)], ids=["Esc", "a ring is taken"])
def test_what_was_typed_is_there_when_the_page_comes_again(desk: Desk, leave: Callable[[Desk], None]) -> None:
    desk.opened()
    desk.fills("192.168.1.30:9000")
    desk.page.lines.add.click()
    leave(desk)
    assert not desk.is_shown
    page = desk.opened()
    assert page.sources["webhook"].texts["listen"] == "192.168.1.30:9000"
    assert len(page.lines.rows) == 3
    assert desk.says() == "Not applied yet."
    desk.goes_to("phonesDiscard")
    desk.press(ENTER, ESC)
    assert desk.opened().sources["webhook"].texts["listen"] == "192.168.1.20:8765"


def test_what_was_typed_for_another_file_is_not_written_unseen(desk: Desk) -> None:
    desk.opened()
    desk.fills("192.168.1.30:9000")
    desk.press(ESC)
    desk.phones.path.write_text(FILE.replace("8110", "8111"), encoding="utf-8")
    desk.opened()
    assert desk.says().startswith("The file was changed elsewhere")


class LatePhones(MadeUpPhones):
    """Answers when a test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], None]] = []
        self._run = self.waiting.append

    def answer(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


def test_the_window_goes_on_while_the_settings_are_worked_on(qtbot: QtBot, qapp: QApplication) -> None:
    phones = LatePhones()
    desk = Desk(qtbot, qapp, phones)
    page = desk.opened()
    assert not page.sources["webhook"].switch.isEnabled()
    phones.answer()
    desk.settle()
    desk.fills("192.168.1.30:9000")
    desk.press(ENTER)
    assert desk.says() == "Working …"
    desk.press(KEY.Key_Home)
    desk.press(KEY.Key_Delete)
    phones.answer()
    desk.settle()
    assert desk.found()["webhook"]["listen"] == "192.168.1.30:9000"
    assert page.sources["webhook"].texts["listen"] == "92.168.1.30:9000"
    assert page.is_changed
    desk.press(ENTER, ESC)
    phones.answer()
    desk.settle()
    assert desk.console.notice.text == "Kept, and in effect."
    desk.opened()
    desk.close()
    phones.answer()  # nobody is there any more


def test_an_answer_that_comes_after_the_page_was_closed_keeps_nothing_to_apply(qtbot: QtBot, qapp: QApplication) -> None:
    phones = LatePhones()
    desk = Desk(qtbot, qapp, phones)
    desk.opened()
    phones.answer()
    desk.settle()
    desk.fills("192.168.1.30:9000")
    desk.press(ENTER, ESC)
    phones.answer()
    desk.settle()
    page = desk.opened()
    phones.answer()
    desk.settle()
    assert not page.is_changed
    assert not desk.says()
    assert page.sources["webhook"].texts["listen"] == "192.168.1.30:9000"
    desk.close()


def test_a_ring_takes_neither_keys_nor_text_of_the_page(desk: Desk) -> None:
    desk.opened()
    desk.fills("")
    for number, letter in enumerate("192.168.1.30"):
        desk.type(letter)
        if number % 4 == 0:
            desk.window.feed.hear(desk.night.rings(f"+86139057102{number:02}", f"while-{number}"))
            desk.settle()
    assert desk.page.sources["webhook"].texts["listen"] == "192.168.1.30"
    assert desk.focus == "phones.webhook.listen"


# ---- looks


@pytest.mark.parametrize("width", [464, 620, 1000])
def test_narrow_or_wide_nothing_is_cut(desk: Desk, width: int) -> None:
    page = desk.opened()
    page.lines.add.click()
    page.apply()
    desk.settle()
    page.resize(width, 500)
    desk.settle()
    assert page._holder.width() == page.area.viewport().width()  # noqa: SLF001
    one = next(iter(page.sources["webhook"].fields.values()))
    assert isinstance(one, FormField)
    assert one.line.width() > width / 3


def test_the_field_with_the_keys_is_in_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.console.resize(1366, 768)
    page = desk.opened()
    for name in ("phoneLineAdd", "phoneSwitch.webhook"):
        desk.goes_to(name)
        focus = QApplication.focusWidget()
        qtbot.waitUntil(lambda focus=focus: not focus.visibleRegion().isEmpty(), timeout=PATIENCE)
    QTest.keyClick(desk.console, KEY.Key_PageDown)
    assert page.area.verticalScrollBar().value() > 0


def test_what_is_wrong_is_in_sight_on_the_smallest_screen_too(desk: Desk, qtbot: QtBot) -> None:
    page = desk.opened()
    desk.fills("lan ")
    desk.press(ENTER)
    desk.tells(HealthState.DOWN, "webhook.port_busy")
    desk.console.resize(910, 512)
    wrong = page.sources["webhook"].fields["listen"]
    assert isinstance(wrong, FormField)
    qtbot.waitUntil(lambda: not (wrong.line.visibleRegion().isEmpty() or wrong.fault.visibleRegion().isEmpty()), timeout=PATIENCE)


def test_it_speaks_the_other_language_with_what_is_wrong(desk: Desk) -> None:
    page = desk.opened()
    desk.fills("lan ")
    desk.press(ENTER)
    desk.toggle()
    assert any("监听地址写成" in one for one in faults(page))
    assert desk.says().startswith("没有写入")
    assert page.sources["webhook"].texts["listen"] == "lan "
