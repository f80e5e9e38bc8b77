"""Every trial of RFC 4475: the expected answer, and a ring where somebody rings."""

from __future__ import annotations

import pytest

from tests.dutydesk.telephony.sip.stage import Bench, events, invite, messages, statuses
from tests.dutydesk.telephony.sip.torture import DROPPED, RING, TRIALS, Trial


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: f"{trial.section}-{trial.name}")
def test_a_trial_gets_its_verdict_and_harms_nothing(trial: Trial) -> None:
    bench = Bench().registered()
    out = bench.hear(trial.data)
    assert statuses(out) == ([] if trial.verdict == DROPPED else [trial.verdict])
    assert len(events(out)) == (trial.verdict == RING)
    assert len(events(bench.hear(invite("after")))) == 1


def test_every_trial_of_the_rfc_is_here() -> None:
    assert len(TRIALS) == len({trial.name for trial in TRIALS}) == 49


def named(name: str) -> bytes:
    return next(trial.data for trial in TRIALS if trial.name == name)


def test_the_tortuous_invite_is_understood() -> None:
    (event,) = events(Bench().registered().hear(named("wsinv")))
    assert (event.number, event.name, event.line, event.call_id) == ("13905710275", 'W"u \\" Lihua', "8119", "wsinv.of@192.0.2.1")


def test_an_escaped_number_is_understood() -> None:
    (event,) = events(Bench().registered().hear(named("esc01")))
    assert event.number == "13905710275"


def test_a_refusal_names_what_is_not_supported() -> None:
    (answer,) = messages(Bench().registered().hear(named("bext01")))
    assert answer.first("unsupported") == "nothingSupportsThis, norThat"
