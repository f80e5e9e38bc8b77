"""The top strip: where the phone is, who is on, what is broken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from dutydesk import duty, life
from dutydesk.events import PhoneRang
from dutydesk.health import StorageHealth, StorageState
from dutydesk.heard import Heard
from dutydesk.journal import Author
from dutydesk.rings import hear
from dutydesk.switchboard import PROGRAM
from dutydesk.telephony.events import Health, HealthState, What
from dutydesk.words import DivertReason, Level, NumberState, PhoneOutcome, Status
from tests.ui.night import CHEN, LI, LIU, NOW, WANG, ZHANG, Night, healthy
from ui.lamps import Shine
from ui.maintenance_phone import MaintenancePhone
from ui.names import Names
from ui.top_strip import LEAST_WHY, TopStrip

PHONES = frozenset({"8110", "8015"})


def phone_of(night: Night) -> MaintenancePhone:
    return MaintenancePhone(night.around.feed, night.around.ticker, night.around.premises)


def empty_workshop(night: Night) -> None:
    """Chen has a break, Liu sets out for the call that was offered to him; Zhang and He are out already."""
    night.does(duty.set_status, member=CHEN, status=Status.BREAK)
    power = next(call.id for call in night.journal.open_calls() if call.counter == 8)
    night.does(life.acknowledge, power)
    night.does(life.set_out, power, author=Author(LIU, LI))
    night.settle()


@pytest.fixture
def strip(night: Night, qtbot) -> TopStrip:
    made = TopStrip(night.around, phone_of(night))
    qtbot.add_widget(made)
    made.resize(1920, 56)
    made.show()
    return made


def said(strip: TopStrip, name: str) -> str:
    return strip.findChild(QLabel, name).text()


def test_it_says_where_the_maintenance_phone_is(strip: TopStrip, night: Night) -> None:
    assert said(strip, "phoneLineWhere") == "Maintenance phone 8110 → here"
    assert said(strip, "phoneLineWhy") == "since 01:32 · maintainer out on a repair · by 李敏"
    night.does(duty.return_line, number="8110")
    night.settle()
    assert said(strip, "phoneLineWhere") == "Maintenance phone 8110 at the workshop"


def test_it_says_that_the_phone_may_go_back_while_somebody_is_there(strip: TopStrip, night: Night) -> None:
    assert said(strip, "phoneLineAsk") == "may go back (Alt+F)"
    empty_workshop(night)
    assert said(strip, "phoneLineAsk") == ""


def test_it_asks_at_once_for_the_phone_when_the_last_one_leaves(strip: TopStrip, night: Night) -> None:
    night.does(duty.return_line, number="8110")
    empty_workshop(night)
    assert said(strip, "phoneLineAsk") == "nobody there: forward it (Alt+F)"
    assert strip.phone_line.property("asks") == "true"
    assert said(strip, "phoneLineWhy") == ""
    night.does(duty.set_status, member=CHEN, status=Status.FREE)
    night.settle()
    assert said(strip, "phoneLineAsk") == ""
    assert strip.phone_line.property("asks") == "false"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_it_must_ask_never_gives_way(strip: TopStrip, night: Night, language: str) -> None:
    night.around.languages.speak(language)
    strip.show_officers((LI, WANG))
    strip.resize(1366, 56)
    night.does(duty.return_line, number="8110")
    empty_workshop(night)
    ask = strip.phone_line.ask
    assert ask.isVisible()
    assert ask.width() >= ask.sizeHint().width()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1920, 1366])
def test_since_when_it_is_here_is_cut_before_it_gives_way(night: Night, qtbot, language: str, width: int) -> None:
    holder = QWidget()  # a window of its own is never narrower than its words
    qtbot.add_widget(holder)
    strip = TopStrip(night.around, phone_of(night), holder)
    holder.show()
    night.around.languages.speak(language)
    strip.show_officers((LI, WANG))
    strip.resize(width, 56)
    empty_workshop(night)
    for _ in range(3):  # the strip is laid out, then the parts of its parts
        strip.layout().activate()
        night.settle()
    why = strip.phone_line.why
    assert why.isVisible()
    assert LEAST_WHY <= why.width() <= why.sizeHint().width()
    assert strip.layout().minimumSize().width() <= width


def test_it_says_what_showed_where_the_phone_is(strip: TopStrip, night: Night) -> None:
    night.does(duty.return_line, number="8110")
    diverted = PhoneRang("pbx", "w1", NumberState.OK, "8119", "8110", DivertReason.UNAVAILABLE)
    night.does(hear, who=PROGRAM, heard=Heard(What.RINGING, diverted, night.clock.now()), maintenance=PHONES)
    night.settle()
    assert said(strip, "phoneLineWhy") == "since 02:47 · a ring came forwarded (unreachable)"
    answered = Heard(What.ANSWERED, PhoneRang("pbx", "w2", NumberState.OK, "8110"), night.clock.now(), PhoneOutcome.ANSWERED_ELSEWHERE)
    night.does(hear, who=PROGRAM, heard=replace(answered, what=What.RINGING, outcome=None), maintenance=PHONES)
    night.does(hear, who=PROGRAM, heard=answered, maintenance=PHONES)
    night.settle()
    assert said(strip, "phoneLineWhy") == "since 02:47 · it was answered there"


def test_it_says_whose_extension_is_forwarded_while_they_are_out(strip: TopStrip, night: Night) -> None:
    diverted = PhoneRang("pbx", "w1", NumberState.OK, "8119", "8015", DivertReason.NO_ANSWER)
    night.does(hear, who=PROGRAM, heard=Heard(What.RINGING, diverted, night.clock.now()), maintenance=PHONES)
    night.settle()
    assert said(strip, "phoneLineWhy").startswith("since 01:32 · 张建国 is out on 7 (8015) · ")
    night.around.languages.speak("zh")
    night.settle()
    assert "张建国外出，7 号（8015）" in said(strip, "phoneLineWhy")
    door = next(call.id for call in night.journal.open_calls() if call.counter == 7)
    night.does(life.complete, door, author=Author(ZHANG, LI), shares=dict.fromkeys(Level, 0.0))
    night.settle()
    assert "8015" not in said(strip, "phoneLineWhy")


def test_of_a_phone_that_is_somebodys_own_it_says_that_they_are_out(night: Night, qtbot) -> None:
    premises = night.around.premises
    lines = tuple(replace(line, member=ZHANG) if line.maintenance else line for line in premises.site.lines)
    own = replace(premises, site=replace(premises.site, lines=lines))
    around = replace(night.around, premises=own, names=Names(own, night.around.languages))
    strip = TopStrip(around, MaintenancePhone(around.feed, around.ticker, own))
    qtbot.add_widget(strip)
    assert said(strip, "phoneLineWhy") == "since 01:32 · 张建国 is out on 7 · by 李敏"


def test_a_site_without_a_maintenance_phone_has_no_such_strip(night: Night, qtbot) -> None:
    premises = replace(night.around.premises, site=replace(night.around.premises.site, lines=()))
    strip = TopStrip(night.around, MaintenancePhone(night.around.feed, night.around.ticker, premises))
    qtbot.add_widget(strip)
    strip.show()
    assert not strip.phone_line.isVisible()


def test_a_click_on_it_asks_to_move_the_phone(strip: TopStrip, qtbot) -> None:
    with qtbot.wait_signal(strip.phone_line.clicked):
        qtbot.mouseClick(strip.phone_line, Qt.MouseButton.LeftButton)
    with qtbot.assert_not_emitted(strip.phone_line.clicked):
        qtbot.mousePress(strip.phone_line, Qt.MouseButton.LeftButton)
        qtbot.mouseRelease(strip.phone_line, Qt.MouseButton.LeftButton, pos=QPoint(5, 500))


def test_it_says_which_shift_runs_and_when_it_ends(strip: TopStrip) -> None:
    assert said(strip, "shiftName") == "Night shift 00:00–08:00"
    assert said(strip, "timeToHandover") == "handover in 5 h 12 min"


def test_it_says_who_is_on(strip: TopStrip) -> None:
    assert said(strip, "officersOnDuty") == "nobody signed on"
    strip.show_officers((LI, WANG))
    assert said(strip, "officersOnDuty") == "李敏  王强"


def test_the_clock_ticks(strip: TopStrip, night: Night) -> None:
    night.clock.move(seconds=1)
    night.around.ticker.tick()
    assert said(strip, "clock") == "02:47:37"


def test_a_working_source_is_grey(strip: TopStrip, night: Night) -> None:
    night.around.feed.report_source(healthy())
    night.settle()
    assert strip.line_lamp.shine is Shine.NORMAL


def test_a_lost_source_is_loud_and_named(strip: TopStrip, night: Night) -> None:
    night.around.feed.report_source(healthy())
    night.around.feed.report_source(Health("webhook", HealthState.DOWN, NOW, "telephony.port_taken"))
    night.settle()
    assert strip.line_lamp.shine is Shine.LOST
    assert said(strip, "lineLampWord") == "Phone line lost: webhook"
    assert strip.findChild(QLabel, "lineLampWord").isVisible()


def test_a_lost_database_is_loud(strip: TopStrip, night: Night) -> None:
    night.around.feed.report_storage(StorageHealth(StorageState.FROZEN, NOW, "data.vanished"))
    night.settle()
    assert said(strip, "storageLampWord") == "Emergency log"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1920, 1366])
def test_what_matters_fits_in_every_width(strip: TopStrip, night: Night, language: str, width: int) -> None:
    night.around.languages.speak(language)
    strip.show_officers((LI, WANG))
    strip.resize(width, 56)
    kept = [strip.findChild(QLabel, name) for name in ("phoneLineWhere", "officersOnDuty", "timeToHandover", "clock")]
    assert all(label.isVisible() and label.width() >= label.sizeHint().width() for label in kept)


def test_what_gave_way_comes_back_where_it_fits(night: Night, qtbot) -> None:
    holder = QWidget()  # a window of its own is never narrower than its words
    qtbot.add_widget(holder)
    strip = TopStrip(night.around, phone_of(night), holder)
    holder.show()
    word = strip.storage_lamp.word
    for width in range(1400, 2400, 20):
        strip.resize(width, 56)
        night.settle()
        strip.layout().activate()
        left = max(part.geometry().right() for part in strip._parts[:6] if part.isVisible())  # noqa: SLF001
        room = strip.line_lamp.geometry().left() - left
        assert word.isVisible() or room < word.sizeHint().width() + 60, width
