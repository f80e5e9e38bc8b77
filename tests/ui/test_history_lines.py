"""A call's history in sentences, in the manner of the duty log."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dutydesk import events as ev
from dutydesk import life
from dutydesk.entries import Happened
from dutydesk.journal import Author
from dutydesk.words import DivertReason, Told
from tests.ui.night import CHEN, LI, NOW, OFFICER, Night
from ui.history_lines import HistoryLines


def lines_of(night: Night) -> HistoryLines:
    return HistoryLines(night.around.names, night.around.premises)


def newest_call(night: Night) -> str:
    return night.journal.open_calls()[-1].id


def last_line(night: Night, call: str) -> str:
    return lines_of(night).line(night.journal.history(f"call:{call}")[-1])


def test_a_ring_tells_its_masked_number_and_from_where(night: Night) -> None:
    rang = night.journal.history("phone:pbx:ring-1")[0]
    assert lines_of(night).line(rang) == "Phone call 138****6620, forwarded from 8110 (no answer)"
    night.around.languages.speak("zh")
    assert lines_of(night).line(rang) == "来电 138****6620，转自 8110（无人接听）"


def test_a_ring_from_somebodys_own_line_names_them(night: Night) -> None:
    rang = night.journal.history("phone:pbx:ring-1")[0]
    from_zhang = replace(rang, event=replace(rang.event, diverted_from="8015"))
    assert lines_of(night).line(from_zhang) == "Phone call 138****6620, forwarded from 8015 张建国 (no answer)"


def test_where_the_phone_went_is_told_with_what_showed_it(night: Night) -> None:
    told = night.journal.history("line:8110")[-1]
    facts = {
        ev.LineForwarded("diverted_ring", DivertReason.NO_ANSWER): "is forwarded here: a ring came forwarded (no answer)",
        ev.LineForwarded("out_on_repair", note="老张去配电房"): "is forwarded here: maintainer out on a repair: 老张去配电房",
        ev.LineReturned("rang_there"): "is back at the workshop: it rang there",
        ev.LineReturned(): "is back at the workshop",
    }
    said = [lines_of(night).fact(replace(told, event=event)) for event in facts]
    assert said == [f"Maintenance phone 8110 {words}" for words in facts.values()]


def test_a_hand_off_tells_whom_and_how(night: Night) -> None:
    night.does(life.hand_off, newest_call(night), to=CHEN, told_how=Told.RADIO)
    night.around.languages.speak("zh")
    assert last_line(night, newest_call(night)) == "派给 陈志强（对讲机）"


def test_who_entered_it_on_another_s_word_is_told(night: Night) -> None:
    call = newest_call(night)
    night.does(life.hand_off, call, to=CHEN, told_how=Told.RADIO)
    night.does(life.acknowledge, call, who=Author(CHEN, LI))
    night.around.languages.speak("zh")
    assert last_line(night, call) == "陈志强 接单（李敏 代录）"


def test_a_time_that_was_told_says_when_it_was_entered(night: Night) -> None:
    call = newest_call(night)
    night.clock.move(minutes=10)
    night.does(life.note, call, text="called the owner", told=NOW + timedelta(minutes=5))
    assert last_line(night, call) == "Note: called the owner (entered at 02:57)"


def test_text_is_never_more_than_one_line_and_never_markup(night: Night) -> None:
    call = newest_call(night)
    night.does(life.note, call, text="<b>x</b>\n y")
    assert last_line(night, call) == "Note: <b>x</b> y"


def test_an_entry_of_a_newer_program_is_told_as_such(night: Night) -> None:
    known = night.journal.history(f"call:{newest_call(night)}")[0]
    assert "newer program" in lines_of(night).line(Happened(known.entry, None))


@pytest.mark.parametrize("kind", sorted(ev.KINDS))
def test_every_kind_of_fact_has_a_sentence(night: Night, kind: str) -> None:
    known = night.journal.history(f"call:{newest_call(night)}")[0]
    event = made(ev.KINDS[kind])
    night.around.languages.speak("zh")
    assert lines_of(night).line(Happened(known.entry, event)) not in ("", kind)


def made(kind: type[ev.Event]) -> ev.Event:
    """An event of a kind with something in every field."""
    from dataclasses import MISSING, fields

    samples = {
        "day": NOW.date(),
        "received_at": NOW,
        "check_at": NOW,
        "at": NOW,
        "counter": 3,
        "number_state": "ok",
        "channel": "direct",
        "outcome": "missed",
        "why": "parts",
        "status": "free",
        "said": "fine",
        "step": "arrived",
        "follow_up": True,
        "seconds": 7.0,
    }
    given = {
        field.name: samples.get(field.name, "m208")
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    }
    return kind(**given)


def test_undoing_is_told(night: Night) -> None:
    from dutydesk.undo import undo

    call = newest_call(night)
    done = night.does(life.note, call, text="x")
    night.does(undo, act=done.request, author=OFFICER)
    assert last_line(night, call) == "The step before was undone"
