"""A ring from its INVITE to its end, as the exchange sees it and as the desk hears it."""

from __future__ import annotations

import pytest

from dutydesk.telephony.events import RAW_LIMIT, What
from dutydesk.telephony.sip import ringing
from dutydesk.telephony.sip.ringing import ENDING_RINGS, OPEN_RINGS
from dutydesk.words import DivertReason, NumberState, PhoneOutcome
from tests.dutydesk.telephony.sip.stage import EXCHANGE, Bench, ack, cancel, counted, events, invite, messages, requests, sends, statuses

ELSEWHERE = 'Reason: SIP;cause=200;text="Call completed elsewhere"'


@pytest.fixture
def bench() -> Bench:
    return Bench().registered()


def test_a_ring_is_told_and_answered_with_ringing(bench: Bench) -> None:
    out = bench.hear(invite("1", Diversion="<sip:8110@192.0.2.1>;reason=no-answer"))
    (event,) = events(out)
    assert (event.what, event.source, event.call_id) == (What.RINGING, "sip", "call-1@192.0.2.1")
    assert (event.number, event.name, event.number_state) == ("13905710275", "Wu Lihua", NumberState.OK)
    assert (event.line, event.diverted_from, event.divert_reason) == ("8119", "8110", DivertReason.NO_ANSWER)
    assert (event.at, event.monotonic, event.outcome) == (bench.now.at, bench.now.monotonic, None)
    assert event.raw.startswith("INVITE sip:8120@192.0.2.20:5090 | via: SIP/2.0/UDP")
    assert statuses(out) == [180]


def test_ringing_carries_what_an_early_call_needs(bench: Bench) -> None:
    out = bench.hear(invite("1", "Record-Route: <sip:192.0.2.1;lr>"))
    (answer,) = messages(out)
    assert answer.first("contact") == "<sip:8120@192.0.2.20:5090>"
    assert answer.first("record-route") == "<sip:192.0.2.1;lr>"
    assert answer.first("via") == "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1;received=192.0.2.1;rport=5060"
    assert ";tag=" in answer.first("to")
    assert sends(out)[0].to == EXCHANGE


def test_the_same_invite_again_gets_the_same_answer_and_is_no_second_ring(bench: Bench) -> None:
    first = bench.hear(invite())
    again = bench.hear(invite())
    assert sends(again) == sends(first)
    assert events(again) == []


@pytest.mark.parametrize(
    ("reason", "what", "outcome"),
    [
        (ELSEWHERE, What.ANSWERED, PhoneOutcome.ANSWERED_ELSEWHERE),
        ("Reason: Q.850;cause=19", What.ENDED, PhoneOutcome.MISSED),
        ("Subject: none", What.ENDED, PhoneOutcome.UNKNOWN),
    ],
)
def test_a_cancel_ends_the_ring_as_its_reason_says(bench: Bench, reason: str, what: What, outcome: PhoneOutcome) -> None:
    bench.hear(invite())
    out = bench.hear(cancel("1", reason))
    assert [(event.what, event.outcome, event.number) for event in events(out)] == [(what, outcome, "13905710275")]
    assert [(message.first("cseq"), status) for message, status in zip(messages(out), statuses(out), strict=True)] == [
        ("102 CANCEL", 200),
        ("102 INVITE", 487),
    ]
    assert bench.extension.open_rings == 0


def test_all_answers_of_a_ring_bear_the_same_tag(bench: Bench) -> None:
    out = bench.hear(invite()) + bench.hear(cancel())
    assert len({message.first("to") for message in messages(out)}) == 1


def test_a_cancel_again_is_answered_again_and_ends_nothing_twice(bench: Bench) -> None:
    bench.hear(invite())
    bench.hear(cancel())
    out = bench.hear(cancel("1", ELSEWHERE))
    assert (statuses(out), events(out)) == ([200], [])


def test_a_cancel_of_nothing_is_told_so(bench: Bench) -> None:
    out = bench.hear(cancel("9"))
    assert (statuses(out), counted(out), events(out)) == ([481], ["sip.stray_cancel"], [])


def test_the_last_answer_is_repeated_until_it_is_heard(bench: Bench) -> None:
    bench.hear(invite())
    bench.hear(cancel())
    assert [statuses(bench.wait(pause)) for pause in (0.4, 0.1, 1.0, 2.0, 4.0, 4.0)] == [[], [487], [487], [487], [487], [487]]
    bench.hear(ack())
    bench.hear(ack())
    assert statuses(bench.wait(4.9)) == []
    assert sends(bench.hear(invite())) == []  # heard, and not yet forgotten


def test_an_answer_that_nobody_hears_is_given_up(bench: Bench) -> None:
    bench.hear(invite())
    bench.hear(cancel())
    assert len(statuses(bench.wait(32))) == 10
    assert statuses(bench.wait(100)) == []


def test_an_invite_again_after_the_end_gets_the_last_answer(bench: Bench) -> None:
    bench.hear(invite())
    bench.hear(cancel())
    out = bench.hear(invite())
    assert (statuses(out), events(out)) == ([487], [])


def test_an_ack_of_nothing_or_of_a_ring_changes_nothing(bench: Bench) -> None:
    assert bench.hear(ack()) == []
    bench.hear(invite())
    assert bench.hear(ack()) == []
    assert bench.extension.open_rings == 1


def test_a_ring_that_goes_on_is_confirmed_each_minute_and_ends_as_unknown(bench: Bench) -> None:
    bench.hear(invite())
    out = [one for one in bench.wait(179) if one not in requests([one])]
    assert statuses(out) == [180, 180]
    assert events(out) == []
    out = bench.wait(1)
    assert [(event.what, event.outcome) for event in events(out)] == [(What.ENDED, PhoneOutcome.UNKNOWN)]
    assert (statuses(out), counted(out)) == ([480], ["sip.expired"])


def test_a_ring_lasts_no_longer_than_the_invite_allows(bench: Bench) -> None:
    bench.hear(invite("1", "Expires: 20"))
    bench.hear(invite("2", "Expires: soon"))
    out = bench.wait(20)
    assert [event.call_id for event in events(out)] == ["call-1@192.0.2.1"]
    assert statuses(out) == [487]


def test_a_call_id_used_again_after_its_end_is_a_new_ring_that_names_the_first(bench: Bench) -> None:
    bench.hear(invite())
    bench.hear(cancel())
    (event,) = events(bench.hear(invite("1", Via="SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-later")))
    assert (event.call_id, event.original_call_id) == ("call-1@192.0.2.1/2", "call-1@192.0.2.1")


def test_the_same_invite_on_another_way_is_one_ring(bench: Bench) -> None:
    bench.hear(invite())
    out = bench.hear(invite("1", Via="SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-other"))
    assert (statuses(out), events(out)) == ([482], [])


def test_an_invite_into_a_call_is_refused(bench: Bench) -> None:
    out = bench.hear(invite("1", To="<sip:8119@192.0.2.1>;tag=ours"))
    assert (statuses(out), events(out)) == ([481], [])


def test_what_needs_more_than_we_can_is_refused_with_its_name(bench: Bench) -> None:
    out = bench.hear(invite("1", "Require: 100rel, timer", "Require: ,"))
    assert (statuses(out), events(out)) == ([420], [])
    assert messages(out)[0].first("unsupported") == "100rel, timer"


def test_a_ring_too_many_is_busy_and_shown(bench: Bench) -> None:
    for call in range(OPEN_RINGS):
        bench.hear(invite(str(call)))
    out = bench.hear(invite("more"))
    assert (statuses(out), counted(out), events(out)) == ([486], ["sip.crowded"], [])
    bench.hear(cancel("0"))
    assert statuses(bench.hear(invite("next"))) == [180]


def test_a_bye_ends_a_ring_too(bench: Bench) -> None:
    tag = messages(bench.hear(invite()))[0].first("to").partition("tag=")[2]
    out = bench.hear(invite("1", ELSEWHERE, method="BYE", To=f"<sip:8119@192.0.2.1>;tag={tag}"))
    assert statuses(out) == [200, 487]
    assert [event.outcome for event in events(out)] == [PhoneOutcome.ANSWERED_ELSEWHERE]


@pytest.mark.parametrize("to", ["<sip:8119@192.0.2.1>", "<sip:8119@192.0.2.1>;tag=other"])
def test_a_bye_of_no_call_is_told_so(bench: Bench, to: str) -> None:
    bench.hear(invite())
    out = bench.hear(invite("1", method="BYE", To=to))
    assert (statuses(out), events(out)) == ([481], [])


def test_the_end_of_the_program_sends_rings_elsewhere(bench: Bench) -> None:
    bench.hear(invite("1"))
    bench.hear(invite("2"))
    bench.hear(cancel("2"))
    out = bench.leave()
    assert (statuses(out), events(out)) == ([480], [])


def test_a_long_call_id_is_kept_apart_from_one_like_it(bench: Bench) -> None:
    ids = {events(bench.hear(invite(end, Call_ID="x" * 300 + end)))[0].call_id for end in "ab"}
    assert len(ids) == 2
    assert max(map(len, ids)) <= 200


def test_an_invite_from_before_rfc_3261_is_known_again(bench: Bench) -> None:
    via = "SIP/2.0/UDP 192.0.2.1"
    out = bench.hear(invite("1", Via=via))
    assert bench.hear(invite("1", Via=via)) == sends(out)
    assert statuses(bench.hear(cancel("1", Via=via))) == [200, 487]


def test_an_invite_without_to_or_via_still_rings(bench: Bench) -> None:
    out = bench.hear(invite("1", To="", Via=""))
    assert (statuses(out), len(events(out))) == ([180], 1)
    assert messages(out)[0].first("to").startswith("<sip:8120@192.0.2.20:5090>;tag=")
    assert sends(out)[0].to == EXCHANGE
    assert statuses(bench.hear(cancel("1", To="", Via=""))) == [200, 487]


def test_what_is_kept_for_diagnosis_is_capped(bench: Bench) -> None:
    (event,) = events(bench.hear(invite("1", *("Subject: " + "x" * 900 for _ in range(10)))))
    assert len(event.raw) == RAW_LIMIT


def test_a_ring_may_expire_while_the_oldest_ended_one_is_let_go_of(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ringing, "ENDING_RINGS", 1)
    bench.hear(invite("open"))
    bench.seconds = 150.0
    bench.hear(invite("ended"))
    bench.hear(cancel("ended"))
    bench.seconds = 400.0
    out = list(bench.extension.tick(bench.now))
    assert [event.call_id for event in events(out)] == ["call-open@192.0.2.1"]
    assert bench.extension.open_rings == 0


def test_ended_rings_and_remembered_ids_are_few(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ringing, "REMEMBERED", 3)
    for call in range(ENDING_RINGS + 5):
        bench.hear(invite(str(call)))
        bench.hear(cancel(str(call)))
    assert statuses(bench.hear(cancel("0"))) == [481]
    assert statuses(bench.hear(cancel("5"))) == [200]
    bench.hear(cancel(str(ENDING_RINGS)))
    (event,) = events(bench.hear(invite("0", Via="SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-later")))
    assert event.original_call_id == ""
