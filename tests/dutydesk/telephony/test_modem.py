"""Asking a modem for caller ID: what is sent after which answer, and what is then known of it."""

from __future__ import annotations

from dutydesk.telephony.modem import ANSWER_WAIT, ASK_EVERY, COMMANDS, Modem, Verdict

SETUP, VCID, CID = COMMANDS


def answering(*answers: bool) -> Modem:
    modem = Modem()
    modem.ask(0.0)
    for is_ok in answers:
        modem.answer(0.1, is_ok=is_ok)
    return modem


def mute(modem: Modem, start: float) -> list[bytes]:
    """What is sent to a modem that answers nothing, from `start` on."""
    return [modem.tick(start + count * ANSWER_WAIT) for count in range(1, 4)]


def test_a_modem_is_told_never_to_pick_up_and_then_asked() -> None:
    modem = Modem()
    assert b"S0=0" in modem.ask(0.0)
    assert modem.answer(0.1, is_ok=True) == VCID
    assert modem.answer(0.2, is_ok=True) == b""
    assert modem.verdict is Verdict.LISTENING


def test_a_refused_command_is_asked_the_other_way() -> None:
    modem = answering(True)
    assert modem.answer(0.2, is_ok=False) == CID
    assert modem.verdict is Verdict.ASKING
    modem.answer(0.3, is_ok=True)
    assert modem.verdict is Verdict.LISTENING


def test_a_modem_that_dislikes_the_first_command_is_still_asked() -> None:
    modem = Modem()
    modem.ask(0.0)
    assert modem.answer(0.1, is_ok=False) == VCID


def test_no_answer_is_waited_for_and_then_asked_the_other_way() -> None:
    modem = answering(True)
    assert modem.tick(0.1 + ANSWER_WAIT / 2) == b""
    assert modem.tick(0.1 + ANSWER_WAIT) == CID


def test_a_modem_that_refuses_both_has_no_caller_id() -> None:
    assert answering(True, False, False).verdict is Verdict.REFUSED


def test_a_device_that_never_answers_is_silent_and_left_alone() -> None:
    modem = answering()
    assert mute(modem, 0.0) == [VCID, CID, b""]
    assert modem.verdict is Verdict.SILENT
    assert modem.tick(1e9) == b""


def test_a_silent_device_that_rings_is_there() -> None:
    modem = answering()
    mute(modem, 0.0)
    modem.heard()
    assert modem.verdict is Verdict.LISTENING


def test_a_ring_while_asking_decides_nothing() -> None:
    modem = answering(True)
    modem.heard()
    assert modem.verdict is Verdict.ASKING


def test_a_modem_that_answered_is_asked_again_and_found_lost() -> None:
    modem = answering(True, True)
    assert modem.tick(ASK_EVERY) == b""
    assert modem.tick(0.1 + ASK_EVERY) == SETUP
    assert modem.verdict is Verdict.LISTENING
    assert mute(modem, 0.1 + ASK_EVERY) == [VCID, CID, b""]
    assert modem.verdict is Verdict.LOST


def test_a_lost_modem_is_asked_each_minute_and_comes_back() -> None:
    modem = answering(True, True)
    modem.tick(100.0)
    mute(modem, 100.0)
    assert modem.tick(200.0) == SETUP
    modem.answer(200.1, is_ok=True)
    modem.answer(200.2, is_ok=True)
    assert modem.verdict is Verdict.LISTENING


def test_a_late_answer_has_the_device_asked_again() -> None:
    modem = answering()
    mute(modem, 0.0)
    assert modem.answer(7.0, is_ok=True) == b""
    assert modem.verdict is Verdict.SILENT
    assert modem.tick(7.0 + ASK_EVERY) == SETUP


def test_an_answer_that_nobody_asked_for_changes_nothing() -> None:
    modem = answering(True, True)
    assert modem.answer(30.0, is_ok=False) == b""
    assert modem.verdict is Verdict.LISTENING
    assert modem.tick(0.1 + ASK_EVERY) == SETUP
