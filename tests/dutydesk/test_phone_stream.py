"""Whatever two sources tell, doubled, lost, late and forwarded under new ids, is one phone call for each real call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from dutydesk import rings
from dutydesk.journal import Author
from dutydesk.phone_calls import PhoneCall
from dutydesk.words import NumberState, PhoneOutcome
from tests.dutydesk.deskside import NIGHT, Deskside
from tests.dutydesk.phone_stream import Truth, stream

PROGRAM = Author("", "")
ANSWERED = {PhoneOutcome.ANSWERED_HERE, PhoneOutcome.ANSWERED_ELSEWHERE}


def told_wrong(truths: Iterable[Truth], phones: Iterable[PhoneCall]) -> list[str]:
    """Calls that have not the phone calls they must have, and those that say what nobody told."""
    by_ring = {ring: phone for phone in phones for ring in (phone.id, *phone.rings)}
    wrong = []
    for one in truths:
        mine = {by_ring[ring].id: by_ring[ring] for ring in one.ids if ring in by_ring}
        if len(mine) != one.rows or not one.ids <= by_ring.keys():
            wrong.append(f"{len(mine)} rows of {one}")
        outcomes = {phone.outcome for phone in mine.values()}
        if one.state is NumberState.OK and bool(outcomes & ANSWERED) is not any(part.outcome in ANSWERED for part in one.told):
            wrong.append(f"{outcomes} of {one}")
    return wrong


def played(seed: int, events: int) -> tuple[list[str], Counter[str]]:
    night = Deskside()
    truths, heard = stream(seed, events, NIGHT)
    for one in heard:
        night.clock.time = one.at
        night.does(rings.hear, heard=one, who=PROGRAM)
    phones = night.journal.phone_calls.values()
    count = Counter(rows=len(phones), wanted=sum(one.rows for one in truths), events=len(heard))
    return told_wrong(truths, phones), count


@settings(max_examples=200)
@given(st.integers(0, 10**6))
def test_any_stream_is_one_phone_call_for_each_call(seed: int) -> None:
    wrong, count = played(seed, 300)
    assert wrong == []
    assert count["rows"] == count["wanted"]
