"""A caller-ID line from bytes to events, on a clock of the test."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutydesk.settings import CallerIdSettings
from dutydesk.telephony.caller_id import LINE_WAIT, CallerIdReader, Step
from dutydesk.telephony.caller_id_rings import LONGEST_RING, NUMBER_WAIT, RING_GONE, SETTLE, Moment
from dutydesk.telephony.events import RAW_LIMIT, PhoneEvent, What
from dutydesk.telephony.modem import ANSWER_WAIT, COMMANDS, Verdict
from dutydesk.telephony.modem_lines import LINE_LIMIT
from dutydesk.words import DivertReason, NumberState, PhoneOutcome

START = datetime(2026, 11, 22, 21, 4, 5, tzinfo=UTC)
LINE = CallerIdSettings("COM3", line="88880000")
RING, ENDED = What.RINGING, What.ENDED
WU = b"DATE = 1122\r\nTIME = 2104\r\nNMBR = 13905710275\r\nNAME = WU\r\n"
ZHOU = b"DATE=1122\r\nTIME=2104\r\nNMBR=13805716620\r\nNAME=ZHOU\r\n"


def moment(seconds: float) -> Moment:
    return Moment(START + timedelta(seconds=seconds), 1000.0 + seconds)


class Line:
    """A reader fed at chosen seconds, and all it told."""

    def __init__(self, settings: CallerIdSettings = LINE) -> None:
        self.reader = CallerIdReader(settings)
        self.sent = self.reader.begin(moment(0)).send
        self.events: list[PhoneEvent] = []
        self.remarks: list[str] = []

    def at(self, seconds: float, data: bytes = b"") -> Step:
        step = self.reader.receive(data, moment(seconds))
        self.events += step.events
        self.remarks += step.remarks
        return step

    @property
    def told(self) -> list[tuple[What, str]]:
        return [(event.what, event.number) for event in self.events]


def told(*parts: tuple[float, bytes]) -> Line:
    line = Line()
    for seconds, data in parts:
        line.at(seconds, data)
    return line


def one(line: Line) -> PhoneEvent:
    (event,) = line.events
    return event


# ---- one ring


def test_a_ring_waits_for_its_number_and_is_told_with_it() -> None:
    line = told((0, b"\r\nRING\r\n"), (1, b""))
    assert line.events == []
    line.at(2, b"\r\n" + WU)
    event = one(line)
    assert (event.what, event.source, event.number, event.name, event.line) == (RING, "caller_id", "13905710275", "WU", "88880000")
    assert (event.number_state, event.outcome, event.diverted_from) == (NumberState.OK, None, "")


def test_a_ring_is_of_the_time_at_which_it_began() -> None:
    event = one(told((0, b"RING\r"), (2, WU)))
    assert (event.at, event.monotonic) == (START, 1000.0)


def test_a_number_without_a_name_is_told_a_moment_later() -> None:
    line = told((0, b"RING\r"), (2, b"NMBR = 110\r"), (2 + SETTLE / 2, b""))
    assert line.events == []
    line.at(2 + SETTLE)
    assert one(line).number == "110"


def test_the_next_ring_ends_the_wait_for_a_name() -> None:
    assert told((0, b"RING\rNMBR=110\rRING\r")).told == [(RING, "110")]


def test_a_ring_without_a_number_is_told_when_none_can_come() -> None:
    line = told((0, b"RING\r"), (NUMBER_WAIT - 0.1, b""))
    assert line.events == []
    line.at(NUMBER_WAIT)
    event = one(line)
    assert (event.what, event.number, event.number_state, event.at) == (RING, "", NumberState.NONE, START)


def test_a_short_ring_with_no_number_and_no_time_in_between_is_told_and_ended() -> None:
    line = told((0, b"RING\r"), (60, b""))
    assert line.told == [(RING, ""), (ENDED, "")]
    assert [event.at for event in line.events] == [START, START + timedelta(seconds=60)]


def test_a_number_before_the_first_ring_is_the_same_ring() -> None:
    line = told((0, ZHOU), (1, b"RING\r"), (6, b"RING\r"))
    assert line.told == [(RING, "13805716620")]


def test_a_box_that_never_says_ring_is_heard() -> None:
    line = told((0, ZHOU), (RING_GONE, b""))
    assert line.told == [(RING, "13805716620"), (ENDED, "13805716620")]


def test_a_ring_ends_eight_seconds_after_its_last_and_nobody_knows_how() -> None:
    line = told((0, b"RING\r" + WU), (5, b"RING\r"), (5 + RING_GONE - 0.1, b""))
    assert line.told == [(RING, "13905710275")]
    line.at(5 + RING_GONE)
    rang, ended = line.events
    assert (ended.what, ended.outcome, ended.call_id) == (ENDED, PhoneOutcome.UNKNOWN, rang.call_id)
    assert ended.at == START + timedelta(seconds=5 + RING_GONE)


def test_a_ring_that_goes_on_for_ever_ends_and_begins_anew() -> None:
    line = told(*((seconds, b"RING\r") for seconds in range(0, int(LONGEST_RING) + 1, 5)), (LONGEST_RING + NUMBER_WAIT, b""))
    assert [event.what for event in line.events] == [RING, ENDED, RING]
    assert line.events[0].call_id == line.events[1].call_id != line.events[2].call_id


def test_a_line_kept_for_forwarded_calls_says_so() -> None:
    line = Line(CallerIdSettings("COM3", line="88880000", forwarded_from="8110"))
    line.at(0, WU)
    event = one(line)
    assert (event.line, event.diverted_from, event.divert_reason) == ("88880000", "8110", DivertReason.NONE)


# ---- callers


@pytest.mark.parametrize(
    ("fields", "number", "state"),
    [
        (b"NMBR = P\rNAME = P\r", "P", NumberState.WITHHELD),
        (b"NMBR=O\rNAME=O\r", "O", NumberState.UNAVAILABLE),
        (b"MESG = P\rNAME = \r", "P", NumberState.WITHHELD),
        (b"NMBR=PRIVATE\rNAME=PRIVATE\r", "PRIVATE", NumberState.WITHHELD),
    ],
)
def test_a_hidden_number_is_a_state_and_its_letter_no_name(fields: bytes, number: str, state: NumberState) -> None:
    event = one(told((0, b"RING\r"), (1, fields), (2, b"")))
    assert (event.number, event.number_state, event.name) == (number, state, "")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_chinese_name_is_read(encoding: str) -> None:
    assert one(told((0, b"NMBR=110\rNAME=" + "吴喆".encode(encoding) + b"\r"))).name == "吴喆"


def test_the_name_may_stand_before_the_number() -> None:
    assert one(told((0, b"RING\rNAME=WU\rNMBR=110\r"))).name == "WU"


def test_a_name_alone_is_a_ring_without_a_number() -> None:
    line = told((0, b"NAME=WU\r"), (SETTLE, b""), (SETTLE + NUMBER_WAIT, b""))
    assert [(event.number, event.name) for event in line.events] == [("", "WU")]


def test_a_late_number_is_told_under_the_same_id() -> None:
    line = told((0, b"RING\r"), (NUMBER_WAIT, b""), (6, WU))
    assert line.told == [(RING, ""), (RING, "13905710275")]
    assert len({event.call_id for event in line.events}) == 1


def test_a_late_name_is_told_under_the_same_id() -> None:
    line = told((0, b"NMBR=110\r"), (1, b""), (2, b"NAME=WU\r"), (3, b""), (4, b"NAME=LI\r"), (5, b""))
    assert [(event.what, event.name) for event in line.events] == [(RING, ""), (RING, "WU")]
    assert len({event.call_id for event in line.events}) == 1


@pytest.mark.parametrize("nothing", [b"NMBR =\r", b"NMBR = ---\r", b"DATE = 1122\r", b"MESG = 0B01FF\r"])
def test_fields_that_name_nobody_begin_no_ring(nothing: bytes) -> None:
    assert told((0, nothing), (1, nothing), (20, b"")).events == []


def test_dashes_do_not_hide_the_number_that_comes_after_them() -> None:
    assert told((0, b"RING\rNMBR=---\r"), (2, WU)).told == [(RING, "13905710275")]


def test_raw_text_is_capped_and_kept_for_diagnosis() -> None:
    event = one(told((0, b"DATE=1122\rMESG=" + b"AB" * 240 + b"\rNMBR=110\rNAME=" + b"x" * 490 + b"\r")))
    assert event.raw.startswith("DATE=1122; MESG=ABAB")
    assert len(event.raw) <= RAW_LIMIT
    assert len(event.name) == 200


# ---- several calls


def test_two_calls_in_quick_succession_are_two() -> None:
    line = told((0, b"RING\r"), (2, WU), (5, b"RING\r"), (7, ZHOU))
    assert line.told == [(RING, "13905710275"), (ENDED, "13905710275"), (RING, "13805716620")]
    assert line.events[0].call_id == line.events[1].call_id != line.events[2].call_id


def test_two_callers_in_one_read_are_two() -> None:
    line = told((0, WU + ZHOU))
    assert line.told == [(RING, "13905710275"), (ENDED, "13905710275"), (RING, "13805716620")]
    assert line.events[0].call_id != line.events[2].call_id


def test_a_box_that_tells_the_number_at_each_ring_tells_of_one_call() -> None:
    line = told((0, b"RING\r" + WU), (5, b"RING\r" + WU), (10, b"RING\r" + WU))
    assert line.told == [(RING, "13905710275")]


def test_a_number_told_again_goes_on_ringing_as_a_ring_does() -> None:
    assert told((0, WU), (5, WU), (10, WU), (15, b"")).told == [(RING, "13905710275")]


def test_the_same_caller_later_is_another_call() -> None:
    line = told((0, WU), (RING_GONE, b""), (30, WU))
    assert len({event.call_id for event in line.events}) == 2


def test_fields_of_a_second_caller_are_not_given_to_the_first() -> None:
    line = told((0, b"NMBR=110\rNMBR=120\rNAME=LI\r"))
    assert [(event.what, event.number, event.name) for event in line.events] == [(RING, "110", ""), (ENDED, "110", ""), (RING, "120", "LI")]


def test_a_port_that_goes_ends_the_ring() -> None:
    line = told((0, b"RING\r"))
    events = line.reader.lost(moment(1)).events
    assert [(event.what, event.outcome) for event in events] == [(RING, None), (ENDED, PhoneOutcome.UNKNOWN)]
    assert line.reader.lost(moment(2)).events == ()


# ---- the wire


def test_a_line_that_never_ends_is_taken_after_a_second() -> None:
    line = told((0, b"\nRING"), (LINE_WAIT / 2, b""), (LINE_WAIT, b""), (1.2, b"\nNMBR=110\nNAME=WU"), (1.2 + LINE_WAIT, b""))
    assert line.told == [(RING, "110")]


def test_garbage_is_remarked_and_the_ring_after_it_heard() -> None:
    line = told((0, b"\x01\x02\r" + b"HELLO\r" + b"y" * 5000 + b"\r" + WU))
    assert line.remarks == ["serial.noise", "serial.unknown_line", "serial.too_long"]
    assert line.told == [(RING, "13905710275")]


def test_a_modem_is_asked_and_its_answers_heeded() -> None:
    line = Line()
    sent = [line.sent, line.at(0.1, b"ATE0V1S0=0\r\r\nOK\r\n").send, line.at(0.2, b"AT+VCID=1\r\r\nERROR\r\n").send]
    assert tuple(sent) == COMMANDS
    step = line.at(0.3, b"\r\nOK\r\n")
    assert (step.send, step.verdict, line.remarks) == (b"", Verdict.LISTENING, [])
    assert line.at(0.4).verdict is None


def test_a_device_that_only_talks_is_silent_until_it_talks() -> None:
    line = Line()
    verdicts = [line.at(count * ANSWER_WAIT).verdict for count in (1, 2, 3)]
    assert verdicts == [None, None, Verdict.SILENT]
    assert line.at(20, b"NMBR=110\r").verdict is Verdict.LISTENING


def test_a_modem_that_rings_is_not_asked() -> None:
    line = told((0.1, b"RING\r"))
    assert line.at(ANSWER_WAIT).send == b""
    assert line.at(RING_GONE + ANSWER_WAIT).send == COMMANDS[1]


pieces = st.sampled_from(
    [b"RING\r\n", b"\r", b"\n", WU, ZHOU, b"NMBR = P\r", b"NMBR=", b"110", b"NAME=\xd6\xdc\xc5\xae\r", b"OK\r", b"ERROR\r", b"MESG=O\n"]
)
talk = st.lists(pieces | st.binary(max_size=20), max_size=30)


@given(talk, st.lists(st.integers(min_value=0, max_value=600)))
def test_any_splitting_of_the_same_bytes_tells_the_same(parts: list[bytes], cuts: list[int]) -> None:
    data = b"".join(parts)
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    split = told(*((1, data[a:b]) for a, b in pairwise(edges)), (2, b""), (20, b""))
    whole = told((1, data), (2, b""), (20, b""))
    assert (split.events, split.remarks) == (whole.events, whole.remarks)


@given(st.lists(st.tuples(st.floats(min_value=0, max_value=20), pieces | st.binary(max_size=2 * LINE_LIMIT)), max_size=40))
def test_any_bytes_at_any_time_tell_whole_rings(parts: Iterable[tuple[float, bytes]]) -> None:
    line, now = Line(), 0.0
    for wait, data in parts:
        now += wait
        line.at(now, data)
    line.events += line.reader.lost(moment(now)).events
    by_id: dict[str, list[What]] = {}
    for event in line.events:
        by_id.setdefault(event.call_id, []).append(event.what)
        assert max(len(event.number), len(event.name), len(event.raw)) <= RAW_LIMIT
    assert all(whats[0] is RING and whats[1:].count(ENDED) == 1 and whats[-1] is ENDED for whats in by_id.values())
