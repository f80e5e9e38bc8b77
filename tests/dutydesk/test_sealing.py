"""The seal is the documented one: SHA-256 of a JSON array."""

from __future__ import annotations

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from dutydesk.entries import hash_of, hash_of_columns, seal
from dutydesk.events import CallNoted
from dutydesk.journal import Fact
from dutydesk.sealing import Head, Stamp, seal_facts
from tests.dutydesk.deskside import NIGHT, OFFICER

COLUMNS = st.lists(st.none() | st.integers() | st.text())


@given(COLUMNS)
def test_a_seal_is_the_hash_of_a_json_array(columns: list[object]) -> None:
    told = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    assert hash_of_columns(columns) == hashlib.sha256(told.encode()).hexdigest()


def test_a_sealed_fact_is_sealed_as_any_entry() -> None:
    sealed, head = seal_facts([Fact("call:1", CallNoted("x"), NIGHT)], Stamp("s", "a", OFFICER, NIGHT), Head("c1"))
    entry = sealed[0].entry
    assert entry.hash == hash_of(entry) == seal(entry).hash == head.hash
    assert (entry.private, head.cseq) == ("c1:1", 1)
