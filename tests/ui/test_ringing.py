"""What rings is seen at once, with all that is known of the caller, and takes nothing from who is typing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dutydesk import life, rings
from dutydesk.events import PhoneRang
from dutydesk.heard import Heard
from dutydesk.limits import Heat
from dutydesk.phone_calls import PhoneCall
from dutydesk.rings import hear
from dutydesk.settings import Settings
from dutydesk.telephony.events import What
from dutydesk.words import DivertReason, Level, NumberState, PhoneOutcome, Told
from tests.ui.night import CHEN, WU_NUMBER, ZHOU_NUMBER, Night
from ui.past_repairs import PastRepairs
from ui.phone_calls import PhoneCalls
from ui.premises import premises_of
from ui.ring_card import RingCard
from ui.ringing import RingingView

WITHHELD = PhoneRang("webhook", "ring-9", NumberState.WITHHELD, line="8119", typed_number="anonymous")


@pytest.fixture
def phones(night: Night, qtbot) -> PhoneCalls:
    return PhoneCalls(night.around.feed, night.around.ticker, night.around.premises)


@pytest.fixture
def view(phones: PhoneCalls, night: Night, qtbot) -> RingingView:
    made = RingingView(phones, past_of(night), night.around)
    qtbot.add_widget(made)
    return made


def past_of(night: Night) -> PastRepairs:
    return PastRepairs(night.around.feed.readings, night.around.premises, night.around.names)


def said(view: QWidget, name: str) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel, name)]


def test_a_card_tells_place_person_number_and_from_where(view: RingingView) -> None:
    assert said(view, "ringWho") == ["3-1-1402  周女士"]
    assert said(view, "ringNumber") == ["138****6620"]
    assert said(view, "ringFrom") == ["forwarded from 8110 (no answer)"]
    assert said(view, "ringSeconds") == ["0:06"]


def test_when_several_ring_each_says_from_where(view: RingingView, night: Night) -> None:
    night.does(hear, heard=night.rings(WU_NUMBER, "ring-2"))
    night.settle()
    shown = [label.text() for label in view.findChildren(QLabel, "ringFrom") if label.isVisibleTo(view)]
    assert [text.partition(" · ")[0] for text in shown] == ["forwarded from 8110 (no answer)"] * 2


def test_an_open_call_that_was_handed_off_says_so(view: RingingView, night: Night) -> None:
    place = next(room.place for person in night.around.premises.people.people_with(WU_NUMBER) for room in person.rooms)
    call = night.taken(place, "PWR1", Level.NORMAL)
    night.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
    night.does(hear, heard=night.rings(ZHOU_NUMBER, "ring-1", what=What.ENDED, outcome=PhoneOutcome.ANSWERED_HERE))
    night.does(hear, heard=night.rings(WU_NUMBER, "ring-2"))
    night.settle()
    (told,) = [text for text in said(view, "ringOpenCall") if text]
    assert told.endswith("陈志强 Called")


def test_a_ring_that_should_have_been_answered_is_marked(view: RingingView, night: Night) -> None:
    night.does(hear, heard=night.rings(ZHOU_NUMBER, "ring-1", what=What.ENDED, outcome=PhoneOutcome.ANSWERED_HERE))
    rang = PhoneRang("pbx", "ring-2", NumberState.OK, "8119", number=WU_NUMBER, tells_missed=True)
    night.does(hear, heard=Heard(What.RINGING, rang, night.clock.now()))
    night.settle()
    (seconds,) = view.findChildren(QLabel, "ringSeconds")
    shown = []
    for _ in range(3):
        night.clock.move(seconds=6)
        night.around.ticker.second.emit()
        shown.append((seconds.text(), seconds.property("heat")))
    assert shown == [("0:06", "CALM"), ("0:12", "NEARING"), ("▲ 0:18", "PAST")]


def test_how_soon_a_ring_is_to_be_answered_is_set_by_the_site(night: Night) -> None:
    usual, now = night.around.premises, night.clock.now()
    chosen = premises_of(usual.site, usual.people, Settings(answer_seconds=60), usual.clock, usual.zone)
    ring = PhoneCall("w:1", "w", "1", now, NumberState.OK, tells_missed=True)
    later = now + timedelta(seconds=20)
    assert (usual.limits.answer_heat(ring, later), chosen.limits.answer_heat(ring, later)) == (Heat.PAST, Heat.CALM)


@pytest.mark.parametrize(
    ("number", "said_of_it"),
    [
        ("8015", "张建国 is out on 7 · forwarded from 8015 (no answer)"),
        ("+8613900000210", "张建国 is out on 7 · forwarded from 139****0210 (no answer)"),
        ("+8613900000208", "陈志强's phone · forwarded from 139****0208 (no answer)"),
        ("8101", "forwarded from 8101 (no answer)"),
    ],
)
def test_a_card_tells_whose_line_it_comes_from_and_what_they_are_out_on(
    view: RingingView, night: Night, number: str, said_of_it: str
) -> None:
    night.does(hear, heard=night.rings(ZHOU_NUMBER, "ring-1", what=What.ENDED, outcome=PhoneOutcome.ANSWERED_HERE))
    rang = PhoneRang("pbx", "ring-2", NumberState.OK, "8119", number, DivertReason.NO_ANSWER, number=WU_NUMBER)
    night.does(hear, heard=Heard(What.RINGING, rang, night.clock.now()))
    night.settle()
    assert [text.partition(" · ")[0] for text in said(view, "ringFrom")] == [said_of_it.partition(" · ")[0]]
    assert said(view, "ringFrom")[0].startswith(said_of_it)


def test_a_card_tells_the_last_repairs_there(view: RingingView) -> None:
    assert said(view, "ringRepair0") == ["23 Oct Leak from above · 陈志强 · 已换密封圈"]


def test_repairs_from_before_the_journal_are_told_too(view: RingingView, night: Night, qtbot) -> None:
    lines = past_of(night).lines("3-1-1502", 3)
    assert lines[0] == "14 Aug 厨房角阀渗水 · 陈师傅 · 已换"
    assert len(lines) == 3


def test_an_open_call_of_the_same_place_is_named(view: RingingView, phones: PhoneCalls, night: Night) -> None:
    phone = night.rings(WU_NUMBER, "ring-2").as_phone_call()
    open_call = phones.caller(phone).open_call
    assert open_call is not None
    assert open_call.counter == 9


def test_a_ring_shows_before_it_is_recorded(view: RingingView, phones: PhoneCalls, night: Night, qtbot) -> None:
    with qtbot.wait_signal(phones.rang):
        night.around.feed.hear(night.rings(WU_NUMBER, "ring-2"))
    assert said(view, "ringWho") == ["3-1-1402  周女士", "3-1-1502  吴先生"]


def test_a_recorded_ring_is_not_shown_twice(phones: PhoneCalls, night: Night) -> None:
    heard = night.rings(WU_NUMBER, "ring-2")
    night.around.feed.hear(heard)
    night.does(hear, heard=heard)
    night.settle()
    night.around.feed.hear(heard)
    night.settle()
    assert [phone.wire_id for phone in phones.ringing] == ["ring-1", "ring-2"]


def test_a_ring_that_is_told_again_after_its_answer_does_not_come_back(phones: PhoneCalls, night: Night) -> None:
    night.does(hear, heard=night.rings(ZHOU_NUMBER, "ring-1", what=What.ANSWERED, outcome=PhoneOutcome.ANSWERED_HERE))
    night.around.feed.hear(night.rings(ZHOU_NUMBER, "ring-1"))
    night.settle()
    assert phones.ringing == ()


def of_source(heard: Heard, source: str, **known: str) -> Heard:
    return replace(heard, rang=replace(heard.rang, source=source, **known))


@pytest.mark.parametrize("is_recorded", [True, False])
def test_what_two_sources_tell_of_is_one_card(phones: PhoneCalls, night: Night, qtbot, is_recorded: bool) -> None:
    first = night.rings(WU_NUMBER, "ring-2")
    second = of_source(night.rings(WU_NUMBER, "s-2"), "sip")
    night.around.feed.hear(first)
    if is_recorded:
        night.does(hear, heard=first)
    night.around.feed.hear(second)
    night.settle()
    assert [phone.wire_id for phone in phones.ringing] == ["ring-1", "ring-2"]
    for one in (first, second):
        night.does(hear, heard=one)
    night.settle()
    assert [phone.rings for phone in phones.ringing] == [(), ("sip:s-2",)]


def test_a_ring_that_is_forwarded_under_a_new_id_rings_again_at_once(phones: PhoneCalls, night: Night, qtbot) -> None:
    night.does(hear, heard=night.rings(WU_NUMBER, "ring-2"))
    night.does(hear, heard=night.rings(WU_NUMBER, "ring-2", what=What.ENDED))
    night.clock.move(seconds=2)
    onward = of_source(night.rings(WU_NUMBER, "ring-3"), "pbx", original_wire_id="ring-2")
    with qtbot.wait_signal(phones.rang) as told:
        night.around.feed.hear(onward)
    assert told.args == ["pbx:ring-2"]
    assert [phone.wire_id for phone in phones.ringing] == ["ring-1", "ring-2"]
    night.does(hear, heard=onward)
    night.settle()
    assert [phone.wire_id for phone in phones.ringing] == ["ring-1", "ring-2"]
    assert [phone.wire_id for phone in phones.owed] == ["missed-1"]


def test_a_repeated_ring_of_an_id_used_twice_does_not_come_back(phones: PhoneCalls, night: Night, qtbot) -> None:
    for _ in range(2):
        night.clock.move(hours=2)
        night.does(hear, heard=night.rings(WU_NUMBER, "again"))
        night.does(hear, heard=night.rings(WU_NUMBER, "again", what=What.ENDED, outcome=PhoneOutcome.MISSED))
    night.around.feed.hear(night.rings(WU_NUMBER, "again"))
    night.settle()
    assert phones.ringing == ()


def test_a_ring_that_ends_leaves_and_is_owed(view: RingingView, phones: PhoneCalls, night: Night) -> None:
    night.does(hear, heard=night.rings(ZHOU_NUMBER, "ring-1", what=What.ENDED, outcome=PhoneOutcome.MISSED))
    night.settle()
    assert phones.ringing == ()
    assert [phone.wire_id for phone in phones.owed] == ["ring-1", "missed-1"]
    assert said(view, "ringingCounts") == ["this shift 2 · missed 2"]


def test_a_ring_nobody_ends_is_over_after_three_minutes(view: RingingView, phones: PhoneCalls, night: Night) -> None:
    night.clock.time += timedelta(minutes=3)
    night.around.ticker.tick()
    assert phones.ringing == ()
    assert [phone.wire_id for phone in phones.owed] == ["ring-1", "missed-1"]


def test_seconds_count_on(view: RingingView, night: Night) -> None:
    night.clock.move(seconds=1)
    night.around.ticker.tick()
    assert said(view, "ringSeconds") == ["0:07"]


def test_a_missed_call_stays_until_it_is_settled(view: RingingView, phones: PhoneCalls, night: Night) -> None:
    assert said(view, "owedWho") == ["138****5678"]
    night.does(rings.call_back, phone="pbx:missed-1")
    night.settle()
    assert said(view, "owedWho") == []


@pytest.mark.parametrize(("button", "signal"), [("owedCalledBack", "called_back"), ("owedDismiss", "dismissed")])
def test_buttons_say_which_phone_call_they_mean(view: RingingView, qtbot, button: str, signal: str) -> None:
    with qtbot.wait_signal(getattr(view, signal)) as told:
        qtbot.mouseClick(view.findChild(QPushButton, button), Qt.MouseButton.LeftButton)
    assert told.args == ["pbx:missed-1"]


def test_several_people_on_one_number_are_chosen_by_a_digit(night: Night, phones: PhoneCalls, view: RingingView, monkeypatch) -> None:
    people = night.around.premises.people
    wu, zhou = (people.people_with(number)[0] for number in (WU_NUMBER, ZHOU_NUMBER))
    monkeypatch.setattr(people, "people_with", lambda number: [zhou, wu])
    view.renew()
    assert len(view.findChildren(QPushButton, "ringPerson2")) == 1
    assert view.choose(2)
    assert said(view, "ringWho") == ["3-1-1502  吴先生"]
    assert not view.choose(9)


def test_three_rings_leave_every_key_where_it_was_typed(night: Night, phones: PhoneCalls, qtbot) -> None:
    window, line = QWidget(), QLineEdit()
    view = RingingView(phones, past_of(night), night.around)
    column = QVBoxLayout(window)
    column.addWidget(view)
    column.addWidget(line)
    qtbot.add_widget(window)
    window.show()
    qtbot.wait_exposed(window)
    line.setFocus()
    text = "3-1502 kitchen pipe burst, water to 1402"
    for position, key in enumerate(text):
        qtbot.keyClicks(line, key)
        if position in (5, 15, 30):
            night.around.feed.hear(night.rings(WU_NUMBER, f"busy-{position}"))
            night.settle()
    assert line.text() == text
    assert line.hasFocus()
    assert len(phones.ringing) == 4


def storm(night: Night, count: int = 4) -> None:
    for number in range(count):
        night.around.feed.hear(night.rings(f"+861381234567{number}", f"storm-{number}"))
    night.settle()


def test_more_rings_than_cards_are_counted(night: Night, view: RingingView) -> None:
    view.fit(0)
    storm(night)
    assert said(view, "ringingMore") == ["3 more ring"]
    assert len(said(view, "ringWho")) == 2


def test_a_high_column_has_a_card_for_every_ring(night: Night, view: RingingView) -> None:
    view.fit(980)
    storm(night)
    assert len(said(view, "ringWho")) == 5


def test_a_ring_that_is_held_gives_f2_to_one_that_is_seen(night: Night, view: RingingView) -> None:
    view.fit(0)
    storm(night)
    view.show_drafts("pbx:ring-1", frozenset({"pbx:storm-0", "pbx:storm-1"}))
    assert view.next_ring is not None
    assert view.next_ring.id == "pbx:storm-2"
    standings = [card.property("standing") for card in view.findChildren(RingCard)]
    assert sorted(standings) == ["line", "next"]
    marked = [label for label in view.findChildren(QLabel, "ringStanding") if label.isVisibleTo(view)]
    assert [label.text() for label in marked] == ["being taken"]


def test_five_people_on_one_number_have_rows_of_their_own(night: Night, phones: PhoneCalls, view: RingingView, monkeypatch) -> None:
    people = night.around.premises.people
    wu, zhou = (people.people_with(number)[0] for number in (WU_NUMBER, ZHOU_NUMBER))
    monkeypatch.setattr(people, "people_with", lambda number: [zhou, wu, zhou, wu, zhou])
    view.renew()
    view.resize(448, 600)
    view.show()
    rows = [view.findChild(QPushButton, f"ringPerson{number}") for number in range(1, 6)]
    assert all(row.height() >= 32 for row in rows)
    assert all(upper.geometry().bottom() < lower.geometry().top() for upper, lower in pairwise(rows))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_missed_row_is_whole_in_a_narrow_column(night: Night, view: RingingView, language: str) -> None:
    night.around.languages.speak(language)
    view.resize(336, 600)
    view.show()
    night.settle()
    row = view.findChild(QWidget, "owedRow")
    for part in row.findChildren(QPushButton) + row.findChildren(QLabel):
        if part.isVisible():
            assert part.width() >= part.sizeHint().width() or part.objectName() == "owedWho"
            assert part.mapTo(row, part.rect().bottomRight()).x() <= row.width()


def test_many_missed_are_one_line_until_it_is_pressed(night: Night, view: RingingView, qtbot) -> None:
    for number in range(2):
        night.missed(f"+861391234567{number}", f"gone-{number}")
    night.settle()
    view.fit(500)
    summary = view.findChild(QPushButton, "owedSummary")
    assert said(view, "owedWho") == []
    assert summary.accessibleName() == "▽ 3 missed: 139****5671, 139****5670, 138****5678"
    qtbot.keyClick(summary, Qt.Key.Key_Space)
    assert len(said(view, "owedWho")) == 3


def test_a_withheld_number_is_called_so(view: RingingView, phones: PhoneCalls, night: Night, qtbot) -> None:
    with qtbot.wait_signal(phones.rang):
        night.around.feed.hear(Heard(What.RINGING, WITHHELD, night.clock.now()))
    assert said(view, "ringNumber")[-1] == "number withheld"


def test_a_missed_hidden_number_has_no_button_to_call_it_back(view: RingingView, night: Night) -> None:
    night.does(rings.call_back, phone="pbx:missed-1")
    night.does(hear, heard=Heard(What.ENDED, WITHHELD, night.clock.now(), PhoneOutcome.UNKNOWN))
    night.settle()
    buttons = {button.objectName() for button in view.findChildren(QPushButton) if button.isVisibleTo(view)}
    assert {"owedAnswered", "owedDismiss"} <= buttons
    assert "owedCalledBack" not in buttons


def test_f2_stands_on_the_card_that_it_takes(view: RingingView, phones: PhoneCalls, night: Night, qtbot) -> None:
    with qtbot.wait_signal(phones.rang):
        night.around.feed.hear(night.rings(WU_NUMBER, "ring-2"))
    caps = [cap for cap in view.findChildren(QLabel) if cap.text() == "F2"]
    assert [cap.isVisibleTo(view) for cap in caps] == [True, False]
