"""The night's main job by keys: a ring is taken, the call handed off; nothing typed is ever lost."""

from __future__ import annotations

from PySide6.QtCore import Qt

from dutydesk.words import Channel, Level
from tests.ui.centre.console import CHEN, LI, WU_NUMBER, Console

F2, RETURN, ESCAPE = Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Escape


def test_from_the_ring_to_the_plumber_in_three_control_keys_and_three_letters(console: Console) -> None:
    phone = console.ring()
    console.press(F2)
    console.type("sgb")
    console.press(RETURN)
    console.press(RETURN)
    call = console.newest()
    assert call.offer is not None
    assert call.offer.to == CHEN
    assert (call.place, call.category, call.level, call.channel) == ("3-1-1502", "WAT1", Level.URGENT, Channel.FORWARDED)
    assert (call.phone_call, call.caller_number, call.diverted_from, call.first_receiver) == (phone, WU_NUMBER, "8110", LI)
    assert console.line.hasFocus()
    assert console.line.text() == ""
