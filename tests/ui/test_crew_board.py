"""The crew board: who does what since when, crew by crew."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel

from dutydesk import duty, life
from dutydesk.limits import Heat
from dutydesk.words import Status, Told
from tests.ui.night import CHEN, LI, LIU, OFFICER, QIAN, WANG, ZHANG, ZHAO, Night
from ui.crew_board import BoardRow, CrewBoard, Kind
from ui.crew_board_view import CrewBoardDelegate, CrewBoardView
from ui.marks import Tone
from ui.rows import ROW

BY_HAND = [status for status in Status if status.is_by_hand]


@pytest.fixture
def board(night: Night, qtbot) -> CrewBoard:
    around = night.around
    return CrewBoard(around.feed, around.ticker, around.premises, around.names)


def row(board: CrewBoard, key: str) -> BoardRow:
    return next(one for one in board.model.rows if isinstance(one, BoardRow) and one.key == key)


def member(board: CrewBoard, member_id: str) -> BoardRow:
    return row(board, f"member:{member_id}")


def test_a_free_person_is_outlined_and_waits_at_their_base(board: CrewBoard) -> None:
    chen = member(board, CHEN)
    assert (chen.name, chen.mark, chen.status, chen.tone, chen.where) == ("陈志强", "Pl", "Free", Tone.FREE, "Maintenance workshop")


def test_a_busy_person_shows_the_call_and_since_when(board: CrewBoard) -> None:
    zhang = member(board, ZHANG)
    assert (zhang.status, zhang.tone, zhang.where, zhang.since) == ("On site", Tone.BUSY, "7 B1-07", "27 min")


def test_who_has_completed_a_call_is_free_since_then_and_not_since_sign_on(board: CrewBoard, night: Night) -> None:
    call = next(one for one in night.journal.open_calls() if one.worker == ZHANG and one.stage.is_work)
    night.does(life.complete, call.id, author=OFFICER, shares={})
    night.settle()
    night.clock.move(minutes=3)
    night.around.ticker.minute.emit()
    assert (member(board, ZHANG).status, member(board, ZHANG).since) == ("Free", "3 min")
    board.reload()
    assert member(board, ZHANG).since == "3 min"


def test_a_helper_shows_what_they_help_with(board: CrewBoard) -> None:
    assert (member(board, ZHAO).status, member(board, ZHAO).where) == ("Helping", "7 B1-07")


def test_an_unanswered_offer_counts_in_red(board: CrewBoard) -> None:
    liu = member(board, LIU)
    assert (liu.status, liu.tone, liu.heat, liu.since) == ("No answer", Tone.WAITING, Heat.PAST, "6:24")


def test_the_seconds_of_an_offer_tick_alone(board: CrewBoard, night: Night) -> None:
    changed: list[int] = []
    board.model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    night.clock.move(seconds=1)
    night.around.ticker.second.emit()
    assert changed == [board.model.position(f"member:{LIU}")]


def test_a_post_nobody_stands_at_is_shown(board: CrewBoard) -> None:
    assert [one.key for one in board.model.rows if isinstance(one, BoardRow) and one.kind is Kind.POST] == ["post:gate-north"]
    assert row(board, "crew:guards").where == "on duty 4 · posts not manned 1"


def test_manning_the_post_takes_it_off(board: CrewBoard, night: Night, qtbot) -> None:
    with qtbot.wait_signal(board.changed):
        night.does(duty.set_status, member=QIAN, status=Status.ON_POST, where="gate-north")
    night.settle()
    assert board.model.position("post:gate-north") == -1


def test_those_who_are_off_are_one_line(board: CrewBoard) -> None:
    off = row(board, "off")
    assert off.name == "Off 19"
    assert "陈师傅" in off.where


def test_counts_tell_who_can_be_sent(board: CrewBoard) -> None:
    assert board.counts() == (2, 1, 1)


def test_officers_at_the_desk_are_known(board: CrewBoard, night: Night, qtbot) -> None:
    assert board.officers() == (LI, WANG)
    with qtbot.wait_signal(board.changed):
        night.does(duty.sign_off, member=WANG, officer=LI)
    assert board.officers() == (LI,)


def test_a_hand_off_shows_on_the_board(board: CrewBoard, night: Night, qtbot) -> None:
    with qtbot.wait_signal(board.changed):
        night.does(life.hand_off, night.journal.open_calls()[-1].id, to=CHEN, told_how=Told.RADIO)
    assert (member(board, CHEN).status, member(board, CHEN).since) == ("Called", "0:00")


def test_a_fact_reads_only_whom_it_touched(board: CrewBoard, night: Night, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(night.journal, "members", lambda: pytest.fail("everybody was read again"))
    read: list[str] = []
    monkeypatch.setattr(night.journal, "member", lambda one: read.append(one) or night.journal.member_rows[one])
    with qtbot.wait_signal(board.changed):
        night.does(duty.set_status, member=CHEN, status=Status.PATROL)
    assert read == [CHEN]
    assert member(board, CHEN).status == "Patrol"


@pytest.mark.parametrize("seed", range(5))
def test_live_is_as_read_anew(board: CrewBoard, night: Night, qtbot, seed: int) -> None:
    chance, around = random.Random(seed), night.around
    members = [member.id for member in around.premises.site.members]
    calls = [call.id for call in night.journal.open_calls()]
    acts = (
        lambda member: night.does(duty.set_status, member=member, status=chance.choice(BY_HAND), where=chance.choice(("", "1-1-lobby"))),
        lambda member: night.does(duty.sign_on, member=member, officer=chance.random() < 0.5),
        lambda member: night.does(duty.sign_off, member=member, officer=LI),
        lambda member: night.does(life.hand_off, chance.choice(calls), to=member, told_how=Told.RADIO),
        lambda _member: night.does(life.acknowledge, chance.choice(calls)),
        lambda _member: night.does(life.complete, chance.choice(calls), author=OFFICER, shares={}),
    )
    done = 0
    while done < 40:
        night.clock.move(seconds=chance.choice((1, 20)))
        with suppress(AssertionError):  # refused
            chance.choice(acts)(chance.choice(members[:12]))
            done += 1
        night.settle()
        around.ticker.minute.emit() if chance.random() < 0.1 else around.ticker.second.emit()
        assert _timeless(board) == _timeless(CrewBoard(around.feed, around.ticker, around.premises, around.names))


def _timeless(board: CrewBoard) -> tuple[object, ...]:
    """What the board shows but for the minutes, which stand until the minute is over, and who is at the desk."""
    return *(replace(row, since="" if not row.counts else row.since) for row in board.model.rows), board.officers(), board.counts()


def test_whoever_says_nothing_any_more_is_off(board: CrewBoard, night: Night, qtbot) -> None:
    with qtbot.wait_signal(board.changed):
        night.does(duty.set_status, member=QIAN, status=Status.OFF)
    assert board.model.position(f"member:{QIAN}") == -1
    assert row(board, "off").name == "Off 20"


def test_counting_seconds_do_not_go_back_when_another_crew_changes(board: CrewBoard, night: Night, qtbot) -> None:
    night.clock.move(seconds=3)
    night.around.ticker.second.emit()
    with qtbot.wait_signal(board.changed):
        night.does(duty.set_status, member=QIAN, status=Status.ON_POST, where="gate-north")
    assert member(board, LIU).since == "6:27"


def test_a_longer_status_gets_its_room(board: CrewBoard, night: Night, qtbot) -> None:
    view = CrewBoardView(board, night.around.looks)
    qtbot.add_widget(view)
    view.resize(520, 1000)
    delegate = view.list.itemDelegate()
    assert isinstance(delegate, CrewBoardDelegate)
    wide = replace(member(board, CHEN), status="A status in more words than all others")
    assert delegate.widen(wide)
    assert not delegate.widen(wide)
    assert delegate.measure(500), "it is as narrow as before"


def test_a_contractor_goes_by_the_name_of_the_language(board: CrewBoard, night: Night) -> None:
    assert member(board, "c901").name == "Lift service"
    night.around.languages.speak("zh")
    board.renew()
    assert member(board, "c901").name == "电梯维保"


class Watched(CrewBoardDelegate):
    """Tells which rows were painted."""

    painted: list[str]

    def paint(self, painter, option, index) -> None:
        self.painted.append(index.data(ROW).key)
        super().paint(painter, option, index)


def test_a_changed_row_is_painted_alone(board: CrewBoard, night: Night, qtbot) -> None:
    view = CrewBoardView(board, night.around.looks)
    qtbot.add_widget(view)
    watched = Watched(night.around.looks, board, view.list)
    watched.painted = []
    view.list.setItemDelegate(watched)
    view.resize(520, 1000)
    view.show()
    qtbot.wait_until(lambda: len(watched.painted) > 10)
    night.settle()
    watched.painted.clear()
    night.clock.move(seconds=1)
    night.around.ticker.second.emit()
    qtbot.wait_until(lambda: bool(watched.painted))
    assert watched.painted == [f"member:{LIU}"]


class LayoutsSeen(QObject):
    """Counts how often a widget is laid out anew."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_counts_of_the_same_width_lay_out_nothing(board: CrewBoard, night: Night, qtbot) -> None:
    view, seen = CrewBoardView(board, night.around.looks), LayoutsSeen()
    qtbot.add_widget(view)
    with qtbot.wait_exposed(view):
        view.show()
    night.settle()
    counts = view.findChild(QLabel, "crewBoardCounts")
    before = counts.text()
    view.installEventFilter(seen)
    night.does(duty.set_status, member=CHEN, status=Status.PATROL)
    night.settle()
    assert (counts.text() != before, seen.count) == (True, 0)


def test_counts_in_other_letters_have_the_room_they_need(board: CrewBoard, night: Night, qtbot) -> None:
    view = CrewBoardView(board, night.around.looks)
    qtbot.add_widget(view)
    counts = view.findChild(QLabel, "crewBoardCounts")
    before = counts.width()
    view.setStyleSheet("QLabel { font-size: 40px }")
    assert counts.width() == counts.sizeHint().width() > before


@pytest.mark.parametrize("height", [500, 1000])
def test_large_names_give_way_where_the_height_is_small(board: CrewBoard, night: Night, qtbot, height: int) -> None:
    view = CrewBoardView(board, night.around.looks)
    qtbot.add_widget(view)
    view.resize(520, height)
    view.show()
    position = board.model.position(f"member:{CHEN}")
    sizes = night.around.looks.theme.sizes
    wanted = sizes.row_crew if height == 1000 else sizes.row_crew_small
    assert view.list.visualRect(board.model.index(position)).height() == wanted


def test_enter_on_a_person_chooses_them(board: CrewBoard, night: Night, qtbot) -> None:
    view = CrewBoardView(board, night.around.looks)
    qtbot.add_widget(view)
    with qtbot.wait_signal(view.member_chosen) as chosen:
        view.list.activated.emit(board.model.index(board.model.position(f"member:{CHEN}")))
    assert chosen.args == [CHEN]
