"""The top strip: where the phone is, who is on, what is broken."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from dutydesk import duty
from dutydesk.health import StorageHealth, StorageState
from dutydesk.telephony.events import Health, HealthState
from tests.ui.night import LI, NOW, WANG, Night, healthy
from ui.lamps import Shine
from ui.top_strip import TopStrip


@pytest.fixture
def strip(night: Night, qtbot) -> TopStrip:
    made = TopStrip(night.around)
    qtbot.add_widget(made)
    made.resize(1920, 56)
    made.show()
    return made


def said(strip: TopStrip, name: str) -> str:
    return strip.findChild(QLabel, name).text()


def test_it_says_where_the_maintenance_phone_is(strip: TopStrip, night: Night) -> None:
    assert said(strip, "phoneLineWhere") == "Maintenance phone 8110 → here"
    assert said(strip, "phoneLineWhy") == "since 01:32 · maintainer out on a repair"
    night.does(duty.return_line, number="8110")
    night.settle()
    assert said(strip, "phoneLineWhere") == "Maintenance phone 8110 at the workshop"


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
    strip = TopStrip(night.around, holder)
    holder.show()
    word = strip.storage_lamp.word
    for width in range(1400, 2400, 20):
        strip.resize(width, 56)
        night.settle()
        strip.layout().activate()
        left = max(part.geometry().right() for part in strip._parts[:6] if part.isVisible())  # noqa: SLF001
        room = strip.line_lamp.geometry().left() - left
        assert word.isVisible() or room < word.sizeHint().width() + 60, width
