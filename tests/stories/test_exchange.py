"""A night's call that comes from a real exchange: sipp rings the extension, the officer takes and hands it off by keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from dutydesk import logs, settings
from dutydesk.words import PhoneOutcome
from tests.dutydesk.telephony.sip.registrar import PASSWORD, USER, Mood, registrar
from tests.dutydesk.telephony.sip.test_sipp import ended, free_port, sipp
from tests.stories.night import PLUMBER, SIGNS, Night, payloads
from tests.stories.screen import Screen
from tests.stories.waiting import until

pytestmark = pytest.mark.stories

RINGING = (0, 90, 440, 260)
RINGS_FOR = 12_000
"""Milliseconds until somebody lifts the desk phone: longer than the officer's keys take on a busy machine."""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_forwarded_call_of_the_exchange_is_handed_off(tmp_path: Path, language: str) -> None:
    with Screen(tmp_path, SIGNS) as screen, registrar(Mood.ASKS) as exchange:
        night = Night(screen, tmp_path / "data", language)
        told = {"server": "127.0.0.1", "port": exchange.port, "user": USER, "password": PASSWORD}
        for key, value in told.items():
            settings.change(night.folder / settings.FILE, "sip", key, value)
        night.open()
        night.sign_on()
        until(lambda: exchange.at[1], "the extension's registration")
        quiet = screen.picture().copy(*RINGING)
        options = (f"127.0.0.1:{exchange.at[1]}", "-s", USER, "-p", str(free_port()), "-m", "1", "-d", str(RINGS_FOR))
        with sipp("diversion", *options, folder=tmp_path) as peer:
            night.fact("phone.rang")
            until(lambda: screen.picture().copy(*RINGING) != quiet, "the ring on the left")
            night.shoot("sip-ring")
            screen.press("F2")
            screen.type("sgb" if language == "zh" else "burst")
            night.shoot("sip-taking")
            screen.press("Return", "Return")
            night.fact("call.handed_off")
            ended(peer, tmp_path)
        night.fact("phone.answered")
        ring, taken, handed, answered = (
            payloads(night.facts(kind))[0] for kind in ("phone.rang", "call.taken", "call.handed_off", "phone.answered")
        )
        assert (ring["source"], ring["line"], ring["diverted_from"], ring["divert_reason"]) == ("sip", "8119", "8110", "no_answer")
        assert (taken["phone_call"], taken["diverted_from"]) == (f"sip:{ring['wire_id']}", "8110")
        assert handed["to"] == PLUMBER
        assert answered["outcome"] == PhoneOutcome.ANSWERED_ELSEWHERE
        night.shoot("sip-handed-off")
        night.close()
        assert PASSWORD not in (night.folder / logs.LOG).read_text(encoding="utf-8")
